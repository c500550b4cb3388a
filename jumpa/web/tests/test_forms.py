import re
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.template import Context, Template

from jumpa.web.gallery.forms import RefusedForm, SampleForm


class OneField(forms.Form):
    """A field to be looked at."""

    title = forms.CharField(label="Nama <i>kegiatan</i>", help_text="Seperti di surat.")


def _tag(page: str, element_id: str) -> str:
    found = re.search(rf'<[^>]*\bid="{element_id}"[^>]*>', page)
    assert found, element_id
    return found.group()


def _summary(form: forms.Form) -> str:
    template = Template('{% include "web/components/form_errors.html" %}')
    return template.render(Context({"form": form}))


def test_a_field_has_its_label_its_hint_and_says_that_it_is_required() -> None:
    page = str(OneField()["title"].as_field_group())
    assert 'for="id_title"' in page
    assert "Nama &lt;i&gt;kegiatan&lt;/i&gt;" in page
    assert "wajib" in page
    assert 'aria-describedby="id_title_helptext"' in _tag(page, "id_title")
    assert _tag(page, "id_title_helptext")


def test_a_refused_field_names_its_error_for_screen_readers() -> None:
    page = str(OneField({"title": ""})["title"].as_field_group())
    field = _tag(page, "id_title")
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_title_helptext id_title_error"' in field
    assert "is-invalid" in field
    assert _tag(page, "id_title_error")


def test_each_kind_of_field_is_described_by_ids_that_exist() -> None:
    page = str(RefusedForm())
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    named = {
        word for value in re.findall(r'aria-describedby="([^"]+)"', page) for word in value.split()
    }
    assert named
    assert named <= ids
    assert len(ids) == len(re.findall(r'\bid="', page))


def test_dates_and_times_are_native_fields_with_iso_values() -> None:
    at = datetime(2026, 11, 24, 2, 5, tzinfo=ZoneInfo("UTC"))
    form = SampleForm(initial={"date": date(2028, 2, 29), "start": time(9, 0), "test_at": at})
    page = str(form)
    assert 'type="date" name="date" value="2028-02-29"' in page
    assert 'type="time" name="start" value="09:00"' in page
    assert 'type="datetime-local" name="test_at" value="2026-11-24T09:05"' in page


def test_what_a_native_field_sends_is_understood() -> None:
    class Times(forms.Form):
        at = forms.DateTimeField()
        start = forms.TimeField()

    form = Times({"at": "2026-11-24T09:05", "start": "13:30"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["at"].utcoffset().total_seconds() == 7 * 3600
    assert form.cleaned_data["start"] == time(13, 30)


def test_a_file_field_has_a_label_of_its_own() -> None:
    page = str(SampleForm()["letter"].as_field_group())
    assert '<label class="form-label" for="id_letter">' in page
    assert "fieldset" not in page


def test_a_choice_of_several_is_a_fieldset_with_a_legend() -> None:
    page = str(SampleForm()["equipment"].as_field_group())
    assert page.count("<legend") == 1
    assert page.count('type="checkbox"') == 3
    assert 'aria-describedby="id_equipment_helptext"' in page


def test_the_summary_links_to_each_refused_field_and_escapes_what_was_typed() -> None:
    class Picky(OneField):
        def clean(self) -> dict[str, Any]:
            raise forms.ValidationError("Ruang <b>penuh</b>.")

    page = _summary(Picky({"title": ""}))
    assert 'href="#id_title"' in page
    assert "Ruang &lt;b&gt;penuh&lt;/b&gt;." in page
    assert 'role="alert"' in page
    assert _summary(OneField({"title": "Rapat"})).strip() == ""


def test_a_form_printed_whole_carries_its_summary_and_hidden_fields() -> None:
    class Hidden(OneField):
        version = forms.IntegerField(widget=forms.HiddenInput)

    page = str(Hidden({"title": "", "version": "3"}))
    assert 'type="hidden" name="version" value="3"' in page
    assert 'href="#id_title"' in page
