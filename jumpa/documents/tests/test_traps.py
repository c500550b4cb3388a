"""More files made to do harm: none costs more than the limits, each has its sentence."""

import pytest

from jumpa.core.errors import Refused
from jumpa.documents.actions import read_now, store_upload
from jumpa.documents.models import LetterReading, StoredFile
from jumpa.documents.tests import pdfs, pictures, traps
from jumpa.documents.tests.hostile import page, stream
from jumpa.documents.tests.makers import TU
from jumpa.documents.tests.test_hostile_files import RUNS, costs, store

pytestmark = pytest.mark.django_db
__all__ = ["costs"]

REFUSED = {
    "table_too_wide": "rusak",
    "table_with_columns": "rusak",
    "object_stream_in_itself": "rusak",
    "reference_loop": "rusak",
    "million_objects": "melewati batas memori",
    "deep_page_tree": "terlalu rumit",
    "length_of_itself": "terlalu rumit",
    "ten_thousand_pages": "terlalu banyak halaman (10.000, paling banyak 2.000)",
    "submits_when_touched": RUNS + " (SubmitForm)",
    "leaves_when_touched": RUNS + " (AA: URI)",
    "opens_another_when_touched": RUNS + " (AA: GoToR)",
    "escaped_script": RUNS + " (JavaScript)",
    "escaped_orphan": RUNS + " (JavaScript)",
    "orphan_behind_a_remark": RUNS + " (Launch)",
    "orphan_in_object_stream": RUNS + " (JavaScript)",
}
EITHER = None
"""It costs about what a file may cost: a quick machine reads it, a slow one runs out of time."""
KEPT = {
    "table_loop": "",
    "table_without_width": "",
    "form_field_loop": "",
    "many_notes": "melewati batas memori",
    "strange_boxes": "",
    "endless_image": "",
    "fax_bomb": EITHER,
    "jbig2_bomb": "",
    "jpx_bomb": "",
    "many_filters": "",
    "same_content_often": "melewati batas memori",
    "pattern_in_itself": "",
    "fine_pattern": "melewati batas waktu",
    "glyph_in_itself": "",
    "mask_in_itself": "",
    "huge_function": "",
    "million_words": "melewati batas memori",
    "words_upon_words": "",
    "huge_character_map": "",
    "deep_states": "melewati batas memori",
    "many_revisions": "",
}
PICTURES = {
    "endless_png": "terlalu besar",
    "endless_jpeg": "terlalu besar",
    "words_in_png": "rusak",
    "profile_in_png": "rusak",
    "picture_and_archive": "bukan PDF, PNG, atau JPG",
    "gif_and_archive": "bukan PDF, PNG, atau JPG",
    "vector": "bukan PDF, PNG, atau JPG",
    "letter_of_word": "bukan PDF, PNG, atau JPG",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_trap_is_refused_with_its_reason(name: str) -> None:
    with pytest.raises(Refused) as caught:
        store(getattr(traps, name)())
    assert REFUSED[name] in caught.value.message
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("name", [b"S", b"Subtype", b"F", b"AA", b"OpenAction", b"Type", b"EF"])
def test_what_a_page_draws_with_may_have_any_name(name: bytes) -> None:
    """Names of fonts and pictures are the program's that wrote the letter."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    drawn = stream(b"BT /%s 12 Tf (Halo) Tj ET" % name)
    assert store(page(b"<< /Font << /%s 5 0 R >> >>" % name, drawn, font)).pages == 1


@pytest.mark.parametrize("name", KEPT)
def test_a_trap_that_harms_no_reader_is_kept_and_costs_no_more_than_allowed(name: str) -> None:
    reading = read_now(LetterReading.objects.get(file=store(getattr(traps, name)())))
    assert reading.state != LetterReading.State.WAITING
    said = KEPT[name]
    if said is EITHER:
        assert not reading.problem or "waktu" in reading.problem
        return
    assert said in reading.problem
    assert bool(said) == bool(reading.problem)


@pytest.mark.parametrize("name", ["many_chunks", "short_png"])
def test_a_picture_that_only_wastes_room_is_kept(name: str) -> None:
    file = pdfs.upload(getattr(pictures, name)(), "denah.png")
    found = store_upload(file, owner="owner-1", purpose="layout", actor=TU)
    assert found.content_type == "image/png"


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_that_is_a_trap_is_refused_with_its_reason(name: str) -> None:
    file = pdfs.upload(getattr(pictures, name)(), "denah.png")
    with pytest.raises(Refused) as caught:
        store_upload(file, owner="owner-1", purpose="layout", actor=TU)
    assert PICTURES[name] in caught.value.message
