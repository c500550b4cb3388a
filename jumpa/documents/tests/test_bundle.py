"""One PDF of an archive, whatever its files are."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, cast

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from pyhanko.stamp import TextStampStyle
from pypdf import PdfReader

from jumpa.core.errors import Refused
from jumpa.documents.archive import bundle, cutting
from jumpa.documents.archive.bundle import bundle_of
from jumpa.documents.archive.contents import Entry, contents_of
from jumpa.documents.confinement import Confined, ConfinementError, Reason
from jumpa.documents.models import StoredFile
from jumpa.documents.tests import hostile, pdfs, pictures, pki, poppler, tampering
from jumpa.documents.tests.hostile import document, page, stream
from jumpa.documents.tests.test_archive import OWNER, bundled, text_of

pytestmark = pytest.mark.django_db
MISSING = "tidak dapat digabungkan; berkasnya ada di dalam ZIP"


@pytest.fixture
def keep(db: None) -> Callable[..., list[Entry]]:
    """Files that lie in an archive as they are, whether an upload would have let them in or not."""

    def kept(*contents: bytes, kind: str = "application/pdf") -> list[Entry]:
        for at, content in enumerate(contents):
            row = StoredFile(owner=OWNER, purpose="surat", original_name=f"{at}.pdf")
            row.content_type, row.size, row.sha256 = kind, len(content), f"{at:064}"
            row.file.save("", ContentFile(content), save=False)
            row.save()
        return contents_of([OWNER])

    return kept


def joined_orders(reader: PdfReader) -> list[int]:
    """Which entries got in, by their bookmarks."""
    titles = [str(mark.title) for mark in cast(list[Any], reader.outline)[1:]]
    return [int(title.partition(".")[0]) for title in titles]


def told(reader: PdfReader) -> str:
    return " ".join(text_of(reader, 0).split())


HARMFUL = {
    "no PDF": b"%PDF-1.7 not at all",
    "empty": b"",
    "locked": pdfs.locked(),
    "no pages": document(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"
    ),
    "a tree in a loop": hostile.page_tree_loop(),
    "a tree like a bush": hostile.page_tree_bush(),
    "an endless nesting": page(b"<< /X 5 0 R >>", stream(b""), b"[" * 100_000 + b"]" * 100_000),
}


@pytest.mark.parametrize("name", HARMFUL)
def test_a_file_that_cannot_be_joined_is_named_and_its_neighbours_stay(
    name: str, keep: Callable[..., list[Entry]]
) -> None:
    reader = bundled(keep(tampering.letter(), HARMFUL[name], pdfs.written(pdfs.blank_pdf(2))))
    assert joined_orders(reader) == [1, 3]
    assert len(reader.pages) == 1 + 1 + 2
    assert told(reader).count(MISSING) == 1
    assert "dapat kami layani" in text_of(reader, 1)


def test_what_only_harms_when_unpacked_is_joined_packed(keep: Callable[..., list[Entry]]) -> None:
    with bundle_of(keep(hostile.bomb()), "x") as found:
        assert len(found.read()) < 3 * hostile.MB


def test_a_picture_is_a_page_and_one_too_large_is_named(keep: Callable[..., list[Entry]]) -> None:
    small, large = io.BytesIO(), io.BytesIO()
    Image.new("RGBA", (300, 400), (255, 0, 0, 128)).save(small, "PNG")
    Image.new("RGB", (12_000, 9_000)).save(large, "PNG")
    contents = (small.getvalue(), large.getvalue(), pictures.short_png())
    reader = bundled(keep(*contents, kind="image/png"))
    assert joined_orders(reader) == [1]
    assert told(reader).count(MISSING) == 2


def test_large_archives_are_cut_by_several_children(
    keep: Callable[..., list[Entry]], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [pdfs.written(pdfs.blank_pdf(at + 1)) for at in range(6)]
    monkeypatch.setattr(bundle, "_TOGETHER", 2)
    monkeypatch.setattr(bundle, "_TOGETHER_BYTES", len(files[0]) + len(files[1]))
    entries = keep(*files)
    reader = bundled(entries)
    assert joined_orders(reader) == list(range(1, 7))
    assert len(reader.pages) == 1 + sum(range(1, 7))
    numbers = told(reader).split()
    assert all(str(at) in numbers for at in (2, 3, 5, 8, 12, 17))
    with bundle_of(entries, "Arsip uji") as found:
        said = poppler.info(found.read())
    assert "Pages: 22" in said
    assert "Error" not in said


def test_what_a_page_takes_from_the_tree_above_it_stays(keep: Callable[..., list[Entry]]) -> None:
    drawn = b"BT /A 40 Tf 20 20 Td (Warisan) Tj ET"
    content = document(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 300 200] /Rotate 90"
        b" /Resources << /Font << /A 5 0 R >> >> >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>",
        stream(drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    reader = bundled(keep(content))
    assert [int(side) for side in reader.pages[1].mediabox] == [0, 0, 300, 200]
    assert reader.pages[1].rotation == 90
    assert "Warisan" in text_of(reader, 1)


def test_the_mark_of_a_signature_stays_and_its_field_goes(
    keep: Callable[..., list[Entry]],
) -> None:
    content = pki.sign(
        tampering.letter(), box=(50, 50, 250, 120), style=TextStampStyle(stamp_text="TANDA KAMI")
    )
    with bundle_of(keep(content), "x") as found:
        joined = found.read()
    assert "TANDA KAMI" in poppler.text(joined)
    assert b"/Sig" not in joined
    assert b"/ByteRange" not in joined


def test_links_lead_on_and_nothing_happens_by_itself(keep: Callable[..., list[Entry]]) -> None:
    rect = b"/Type /Annot /Subtype /Link /Rect [0 0 9 9]"
    link = b"<< %s /A << /S /URI /URI (https://contoh.go.id/) /Next 7 0 R >> >>" % rect
    script = b"<< %s /AA << /E 7 0 R >> /A 7 0 R >>" % rect
    content = page(
        b"<< >> /AA << /O 7 0 R >> /Annots [5 0 R 6 0 R 8 0 R]",
        stream(b""),
        link,
        script,
        b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>",
        b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest [3 0 R /Fit] >>",
    )
    reader = bundled(keep(content))
    notes = [note.get_object() for note in cast(Any, reader.pages[1]["/Annots"])]
    assert [note.get("/A", {}).get("/URI") for note in notes] == [
        "https://contoh.go.id/",
        None,
        None,
    ]
    assert notes[2]["/Dest"][0].get_object() == reader.pages[1]
    with bundle_of(contents_of([OWNER]), "x") as found:
        joined = found.read()
    assert b"JavaScript" not in joined
    assert b"/AA" not in joined


def test_when_the_time_of_an_archive_is_used_up_the_rest_is_named(
    keep: Callable[..., list[Entry]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "_TOGETHER", 1)
    monkeypatch.setattr(cutting, "MOST_CPU_SECONDS", 0.0)
    reader = bundled(keep(pdfs.good(), pdfs.written(pdfs.blank_pdf(2))))
    assert joined_orders(reader) == [1]
    assert told(reader).count(MISSING) == 1


@pytest.mark.parametrize(
    ("reason", "words"), [("busy", "Ulangi sebentar lagi"), ("unavailable", "Unduh sebagai ZIP")]
)
def test_a_server_that_cannot_cut_now_says_so(
    reason: Reason,
    words: str,
    keep: Callable[..., list[Entry]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_given: Any, **_how: Any) -> Confined:
        raise ConfinementError(reason)

    monkeypatch.setattr(cutting, "run_confined", refuse)
    with pytest.raises(Refused, match=words):
        bundle_of(keep(pdfs.good()), "x")


@pytest.mark.parametrize(
    "answer",
    [
        None,
        {},
        [],
        [{}],
        [{"body": "!", "offsets": [0], "pages": 1}],
        [{"body": "AAAA", "offsets": [9], "pages": 1}],
        [{"body": "AAAA", "offsets": [0], "pages": -4}],
        [{"body": "AAAA", "offsets": ["x"], "pages": 1}],
    ],
)
def test_a_child_that_answers_nonsense_only_loses_its_file(
    answer: Any, keep: Callable[..., list[Entry]], monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = cutting.run_confined

    def run(task: str, content: bytes, options: Any, **how: Any) -> Confined:
        done = honest(task, content, options, **how)
        return replace(done, answer=answer) if content == pdfs.good() else done

    monkeypatch.setattr(cutting, "run_confined", run)
    reader = bundled(keep(pdfs.good()))
    assert joined_orders(reader) == []
    assert MISSING in told(reader)


def bookmarks(reader: PdfReader) -> Sequence[str]:
    return [str(mark.title) for mark in cast(list[Any], reader.outline)]


def test_a_title_may_hold_any_character(keep: Callable[..., list[Entry]]) -> None:
    title = "Arsip (uji) \\ 会议 😀"
    reader = bundled(keep(pdfs.good()), title)
    assert reader.metadata is not None
    assert reader.metadata.title == title
    assert bookmarks(reader) == ["Daftar isi", "1. Surat permohonan (unggahan)"]
