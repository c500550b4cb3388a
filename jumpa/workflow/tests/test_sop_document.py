"""What is read is what was printed: file, page and PDF against the text copy of the SOP."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from jumpa.workflow.sop_document import sop_document
from jumpa.workflow.sop_pdf import render_sop_pdf
from jumpa.workflow.tests.makers import make_sop
from jumpa.workflow.tests.seed import read_seed
from jumpa.workflow.tests.test_second_sop import make_small_sop

HOSTILE = '<script>alert(1)</script> #panic("x") *b* $x$ "q" \\ [c] ]'


def folded(text):
    return " ".join(text.split())


def render_page(sop):
    return render_to_string("workflow/sop_document.html", sop_document(sop))


def pdf_of(sop):
    return PdfReader(BytesIO(render_sop_pdf(sop)))


def pdf_text(sop):
    """The words of the PDF. A line broken after a slash or a hyphen is no new word."""
    text = folded(" ".join(page.extract_text() for page in pdf_of(sop).pages))
    return re.sub(r"(?<=\w/) (?=\w)|(?<=\w-) (?=\w)", "", text)


class _Reader(HTMLParser):
    """The texts of a page: of each table row its cells, of each section its entries."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.entries, self.headings, self.tags = [], [], [], []
        self.hidden, self.into = 0, None
        self.attributes = set()
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if self.hidden or tag == "svg" or "visually-hidden" in (dict(attrs).get("class") or ""):
            self.hidden += tag in ("svg", "span", "caption")
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.into = self.rows[-1]
            self.into.append("")
        if tag in ("li", "h2", "p"):
            self.into = self.headings if tag == "h2" else self.entries
            self.into.append("")

    def handle_endtag(self, tag):
        if self.hidden and tag in ("svg", "span", "caption"):
            self.hidden -= 1
        if tag in ("td", "th", "li", "h2", "p"):
            self.into = None

    def handle_data(self, data):
        if self.into is not None and not self.hidden:
            self.into[-1] = folded(f"{self.into[-1]} {data}")


@pytest.fixture(scope="module")
def page():
    return _Reader(render_page(make_sop()))


@pytest.fixture(scope="module")
def printed():
    return pdf_text(make_sop())


def test_the_file_has_the_identity_of_the_source():
    seed, identity = read_seed(), make_sop().identity
    by = identity.approved_by
    assert list(identity.heading) == seed.heading
    assert identity.division == seed.division
    assert {
        "Nomor SOP": identity.number,
        "Tanggal Pembuatan": identity.made_on,
        "Tanggal Revisi": identity.revised_on,
        "Tanggal Efektif": identity.effective_on,
        "Disahkan Oleh": f"{by.office} {by.name} {by.rank} NIP. {by.nip}",
        "JUDUL SOP": make_sop().title,
    } == seed.fields


def test_the_file_has_all_lists_of_the_source():
    sop = make_sop()
    assert [
        [list(sop.legal_basis), list(sop.qualifications)],
        [list(sop.related), list(sop.equipment)],
        [[sop.warning], list(sop.records)],
    ] == read_seed().columns
    assert len(sop.legal_basis) == 11


def test_the_file_has_the_performers_and_all_nine_rows_of_the_source():
    seed, sop = read_seed(), make_sop()
    assert [performer.title for performer in sop.performers] == seed.performers
    assert len(seed.rows) == 9
    for row, step in zip(seed.rows, sop.official_steps, strict=True):
        assert (row.number, row.activity, row.papers) == (step.number, step.activity, step.papers)
        assert (row.minutes, row.output, row.note) == (
            f"{step.minutes} menit",
            step.output,
            step.note,
        )


def test_the_page_shows_the_identity_with_blank_dates_blank(page):
    seed = read_seed()
    assert dict(page.rows[:6]) == seed.fields
    assert page.entries[:2] == [" ".join(seed.heading), seed.division]


def test_the_page_shows_every_entry_of_the_source_in_its_order(page):
    seed = read_seed()
    expected = [entry for pair in seed.columns for column in pair for entry in column]
    assert page.entries[2 : 2 + len(expected)] == expected


def test_the_page_shows_the_table_of_the_source_cell_by_cell(page):
    seed = read_seed()
    head, names, *rows = page.rows[6:]
    assert head == ["No", "Aktivitas", "Pelaksana", "Mutu Baku", "Ket"]
    assert [name.replace("/ ", "/") for name in names] == [
        *seed.performers,
        "Kelengkapan",
        "Waktu",
        "Output",
    ]
    assert rows == [
        [str(row.number), row.activity, *[""] * 6, row.papers, row.minutes, row.output, row.note]
        for row in seed.rows
    ]


def test_the_pdf_has_the_words_of_the_source(printed):
    seed = read_seed()
    assert "Tanggal Revisi Tanggal Efektif Disahkan Oleh" in printed
    wanted = [*seed.heading, seed.division, *(value for value in seed.fields.values())]
    wanted += [entry for pair in seed.columns for column in pair for entry in column]
    wanted += seed.performers
    missing = [words for words in wanted if words not in printed]
    assert not missing


def test_the_pdf_has_every_row_of_the_source_in_one_piece(printed):
    for row in read_seed().rows:
        cells = " ".join([row.papers, row.minutes, row.output])
        assert f"{row.number} {row.activity} " in printed
        assert cells in printed


def test_the_pdf_is_two_tagged_landscape_pages_in_indonesian():
    pdf = pdf_of(make_sop())
    assert len(pdf.pages) == 2
    assert all(page.mediabox.width > page.mediabox.height for page in pdf.pages)
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "id-ID"
    assert pdf.metadata.title == "SOP Video Conference / Teleconference"


def test_another_sop_has_its_own_performers_in_the_same_form():
    sop = make_small_sop()
    assert [row[2:5] for row in _Reader(render_page(sop)).rows[7:8]] == [
        ["Kasir", "Kelengkapan", "Waktu"]
    ]
    assert "4 Kasir menerima jaminan" in pdf_text(sop)


def test_who_performs_is_said_in_words_too():
    html = folded(render_page(make_sop()))
    assert html.count(">Pelaksana utama") == 3
    assert html.count(">Pelaksana utama, memutuskan<") == 1
    assert html.count(">Ikut melaksanakan<") == 3
    assert html.count(">Pelaksana</span>") == 6


def test_the_page_needs_no_inline_style_or_script(page):
    assert not {name for name in page.attributes if name == "style" or name.startswith("on")}
    assert not {"style", "script"} & set(page.tags)


def test_text_of_the_file_is_text_on_the_page_and_in_the_pdf():
    sop = make_sop()
    first = replace(sop.steps[0], activity=HOSTILE, papers=HOSTILE)
    hostile = replace(sop, warning=HOSTILE, steps=(first, *sop.steps[1:]))
    page = _Reader(render_page(hostile))
    assert "script" not in page.tags
    assert HOSTILE in page.entries
    assert HOSTILE in pdf_text(hostile)
