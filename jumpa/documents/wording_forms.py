"""The form in which an administrator words a letter: a field per text."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from jumpa.core.ids import version_in
from jumpa.documents.letter import letters
from jumpa.documents.phrases import LONGEST, Text, Words, faults


class WordingForm(forms.Form):
    """All texts of one letter, each judged by its own fields."""

    def __init__(self, key: str, words: Words, version: int, data: Any = None) -> None:
        self.texts = letters[key].texts
        self.version = version
        super().__init__(data, initial=dict(words.texts))
        for name, text in self.texts.items():
            self.fields[name] = _field(text)

    @property
    def seen(self) -> int | None:
        """The version that the posted form was filled from."""
        return version_in(str(self.data.get("versi", "")))

    @property
    def values(self) -> dict[str, str]:
        """The texts as typed, also where they are faulty."""
        return {name: str(self.data.get(name, "")) for name in self.texts}

    def clean(self) -> dict[str, Any] | None:
        """What is wrong is said beside the text it is wrong in."""
        cleaned = super().clean()
        for name, text in self.texts.items():
            if name not in self.errors:
                for told in faults(text, self.cleaned_data.get(name, "")):
                    self.add_error(name, told)
        return cleaned


def _field(text: Text) -> forms.CharField:
    rows = min(14, max(2, len(text.default) // 70 + text.default.count("\n")))
    return forms.CharField(
        label=str(text.label),
        required=not text.may_be_empty,
        max_length=LONGEST,
        strip=True,
        help_text=_help(text),
        widget=forms.Textarea({"rows": rows}) if text.is_long else forms.TextInput(),
    )


def _help(text: Text) -> str:
    if not text.fields:
        return ""
    names = ", ".join(f"{{{name}}}" for name in sorted(text.fields))
    told = _("Isian yang tersedia: %s.") % names
    if text.required:
        needed = ", ".join(f"{{{name}}}" for name in sorted(text.required))
        told += " " + _("Wajib ada: %s.") % needed
    return told
