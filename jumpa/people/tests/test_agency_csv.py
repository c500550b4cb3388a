import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jumpa.core.errors import Refused
from jumpa.people.agency_csv import ROW_LIMIT, SIZE_LIMIT, read_agencies, template_csv

TEXT = "nama;alamat\r\nDinas Sosial;Jalan Müller 1\r\n"


def names(content: bytes) -> list[str]:
    return [row.values["name"] for row in read_agencies(content).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_files_are_read_in_the_encodings_that_offices_save(encoding):
    row = read_agencies(TEXT.encode(encoding)).rows[0]
    assert row.values == {"name": "Dinas Sosial", "address": "Jalan Müller 1"}
    assert row.line == 2


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_both_delimiters_and_all_line_ends_are_read(delimiter, end):
    text = end.join([delimiter.join(["Nama", "Pos-El"]), delimiter.join(["Dinas A", "a@b.id"])])
    assert read_agencies(text.encode()).rows[0].values == {"name": "Dinas A", "email": "a@b.id"}


def test_a_delimiter_inside_quotes_is_text():
    assert names(b'nama;alamat\n"Dinas A; Bidang B";"Jalan ""C"""\n') == ["Dinas A; Bidang B"]
    assert names(b"nama,alamat\nDinas A;B,Jalan C\n") == ["Dinas A;B"]


def test_a_row_says_the_line_on_which_it_begins():
    content = b'nama;alamat\n\n"Dinas A";"Jalan\nB"\n;\nDinas C;D\n'
    assert [(row.line, row.values["name"]) for row in read_agencies(content).rows] == [
        (3, "Dinas A"),
        (6, "Dinas C"),
    ]


def test_a_row_with_too_many_or_too_few_cells_is_faulty():
    rows = read_agencies(b"nama;alamat\nA;B;C\nD\nE;F\n").rows
    assert [bool(row.fault) for row in rows] == [True, True, False]


def test_an_open_quote_is_a_fault_of_its_line():
    rows = read_agencies(b'nama;alamat\nA;B\n"C;D\nE;F\n').rows
    assert [(row.line, bool(row.fault)) for row in rows] == [(2, False), (3, True)]


def test_unknown_columns_are_named_and_left_out():
    table = read_agencies(b"no;nama;kepala dinas;\n1;Dinas A;Budi;\n")
    assert table.unknown == ("no", "kepala dinas")
    assert table.rows[0].values == {"name": "Dinas A"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "judul kolom"),
        (b"\n", "judul kolom"),
        (b"Dinas A;Jalan B\n", "judul kolom"),
        (b"nama;nama\nA;B\n", "dua kali"),
        (b"nama;email;pos-el\nA;b;c\n", "dua kali"),
        (b"nama;alamat\n", "satu baris pun"),
        (b"nama;alamat\n;\n \n", "satu baris pun"),
        ("nama\nA\n".encode("utf-16"), "bukan CSV"),
        (b"PK\x03\x04\x00\x00", "bukan CSV"),
        (b"nama\nDinas \x81\n", "tidak terbaca"),
        (b"nama\n" + b"x" * SIZE_LIMIT, "512 KB"),
        (b"nama\n" + b"A\n" * (ROW_LIMIT + 1), "2.000 baris"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(content, reason):
    with pytest.raises(Refused, match=reason):
        read_agencies(content)


def test_the_template_is_read_once_it_is_filled_in():
    filled = template_csv() + b"Dinas A;DA;opd;Jalan B;0562 631000;a@b.id\r\n"
    row = read_agencies(filled).rows[0]
    assert set(row.values) == {"name", "short_name", "kind", "address", "phone", "email"}


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_no_file_breaks_the_reader(content):
    for start in (b"", b"nama;alamat\n", b"nama,alamat\n"):
        try:
            read_agencies(start + content)
        except Refused:
            continue


@settings(deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1)))
def test_what_a_spreadsheet_writes_is_read_back(cells):
    quoted = "".join('"' + cell.replace('"', '""') + '"\r\n' for cell in cells)
    wanted = [cell.strip() for cell in cells if cell.strip()]
    if wanted:
        assert names(("nama\r\n" + quoted).encode("utf-8-sig")) == wanted
