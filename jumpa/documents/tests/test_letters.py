import io
import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from pypdf import PdfReader

from jumpa.documents.letter import letters
from jumpa.documents.models import OfficeProfile
from jumpa.documents.phrases import own_words
from jumpa.documents.queries import kop
from jumpa.documents.snapshot import snapshot
from jumpa.documents.tests import makers
from jumpa.documents.tests.outgoing_makers import EVERY
from jumpa.documents.tests.pdfs import png
from jumpa.documents.typesetting import TEMPLATES, TypesettingError, compile_pdf

NASTY = "#panic() *tebal* $x$ [a](b) <script>alert(1)</script> \\ @x `y` // z /* w */ = judul"


def set_pdf(kind: str, facts: Any = None, **more: Any) -> bytes:
    letter = letters[kind]
    content = snapshot(letter.context(facts or EVERY[kind](), own_words(letter.texts)))
    office = kop(OfficeProfile(pk=1))
    return compile_pdf(
        letter.template,
        {**content, "office": office},
        title=letter.title,
        created=makers.at(24, 10),
        **more,
    )


def said(kind: str, facts: Any) -> dict[str, Any]:
    """What its template is given, in our own words."""
    return letters[kind].context(facts, own_words(letters[kind].texts))


def read(pdf: bytes) -> str:
    """The text of all pages, with blanks evened out and our break points taken away."""
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", text.replace("\u200b", ""))


def filled_with(value: Any, text: str) -> Any:
    """The same facts with every text, however deep, replaced by ``text``."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(filled_with(item, text) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = {"outcome", "direction"}
        changes = {
            field.name: filled_with(getattr(value, field.name), text)
            for field in fields(value)
            if field.name not in kept
        }
        return replace(value, **changes)
    return value


def test_every_letter_has_a_maker_and_a_template() -> None:
    assert letters.keys() == set(EVERY)
    for letter in letters:
        assert (TEMPLATES / letter.template).is_file()


@pytest.mark.parametrize("kind", sorted(EVERY))
def test_each_paper_is_tagged_titled_and_in_indonesian_with_its_fonts(kind: str) -> None:
    reader = PdfReader(io.BytesIO(set_pdf(kind)))
    assert reader.metadata is not None
    assert reader.metadata.title == letters[kind].title
    assert reader.root_object["/MarkInfo"]["/Marked"].value
    assert reader.root_object["/Lang"].lower().startswith("id")
    descriptors = [
        font["/DescendantFonts"][0]["/FontDescriptor"]
        for page in reader.pages
        for font in (f.get_object() for f in page["/Resources"]["/Font"].values())
    ]
    assert descriptors
    assert all("/FontFile3" in found or "/FontFile2" in found for found in descriptors)


@pytest.mark.parametrize("kind", sorted(EVERY))
def test_the_same_facts_give_the_same_bytes(kind: str) -> None:
    assert set_pdf(kind) == set_pdf(kind)


@pytest.mark.parametrize("kind", sorted(EVERY))
def test_text_is_printed_as_typed_and_never_read_as_markup(kind: str) -> None:
    text = read(set_pdf(kind, filled_with(EVERY[kind](), NASTY)))
    assert "#panic() *tebal* $x$" in text
    assert "<script>alert(1)</script>" in text.replace(" ", "")


@pytest.mark.parametrize("kind", sorted(EVERY))
@pytest.mark.parametrize(
    "text",
    [
        "",
        "محمد عبد الله",
        "ישראל ישראלי",
        "陳大文",
        "Rapat 🎉👩‍👩‍👧",
        "x" * 10_000,
        "kata " * 2_000,
        "baris\n" * 60,
    ],
    ids=["empty", "arabic", "hebrew", "hanzi", "emoji", "one-word", "long", "lines"],
)
def test_no_text_breaks_a_paper(kind: str, text: str) -> None:
    assert PdfReader(io.BytesIO(set_pdf(kind, filled_with(EVERY[kind](), text)))).pages


@pytest.mark.parametrize("kind", sorted(EVERY))
def test_no_paper_claims_a_signature(kind: str) -> None:
    text = read(set_pdf(kind)).lower()
    assert "ditandatangani" not in text
    assert "bsre" not in text


def test_an_internal_paper_says_who_recorded_it_and_when() -> None:
    text = read(set_pdf("agenda_entry"))
    assert (
        "Dicatat secara elektronik oleh Yuliana Sari, A.Md., pada"
        " Selasa, 24 November 2026, pukul 10.15 WIB" in text
    )


def test_a_reply_without_a_number_is_marked_as_a_draft() -> None:
    draft = makers.make_reply(number="", dated=None)
    assert said("reply", draft)["is_draft"] is True
    assert said("reply", makers.make_reply())["is_draft"] is False


def test_a_changed_reply_says_what_a_row_was_before_and_only_there() -> None:
    details = dict(said("reply", makers.make_reply(outcome="changed"))["details"])
    assert details["Waktu"] == "pukul 09.00–11.00 WIB (semula pukul 13.00–15.00 WIB)"
    assert [label for label, value in details.items() if "semula" in value] == ["Waktu"]
    accepted = said("reply", makers.make_reply())["details"]
    assert dict(accepted)["Waktu"] == "pukul 09.00–11.00 WIB"


def test_a_refusal_prints_no_details() -> None:
    context = said("reply", makers.make_reply(outcome="refused"))
    assert context["details"] == []
    assert "belum dapat kami layani karena ruangan terpakai" in context["paragraphs"][0]


def test_the_sheet_grows_with_each_level() -> None:
    sheet = makers.make_disposition()
    one = read(set_pdf("disposition_sheet", replace(sheet, levels=sheet.levels[:1])))
    three = read(set_pdf("disposition_sheet", sheet))
    assert ("Disposisi 2" in one, "Disposisi 3" in three) == (False, True)


def test_a_logo_stands_in_the_kop_and_a_broken_one_is_told() -> None:
    assert len(set_pdf("receipt", logo=png())) > len(set_pdf("receipt"))
    with pytest.raises(TypesettingError):
        set_pdf("receipt", logo=b"\x89PNG broken")


def test_templates_fetch_nothing() -> None:
    for template in TEMPLATES.glob("*.typ"):
        assert "@preview" not in template.read_text(encoding="utf-8")


def test_a_template_is_named_and_not_a_path() -> None:
    with pytest.raises(ValueError, match="no template"):
        compile_pdf("../x.typ", {}, title="", created=makers.at(24, 10))
