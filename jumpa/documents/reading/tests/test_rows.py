"""Labels and values where their columns come close, or stand at half of each other's height."""

from jumpa.documents.reading.labels import Labels
from jumpa.documents.reading.middle_rows import middle_pairs
from jumpa.documents.reading.text import Line, Word, line_of

_STEP = 12.0
_WIDE = 6.0


def row(number: float, *cells: tuple[float, str]) -> Line:
    """A line; each cell begins at so many points from the left."""
    words = []
    for left, text in cells:
        for word in text.split():
            right = left + _WIDE * len(word)
            top = 100 + number * _STEP
            words.append(Word(word, (left, top, right, top + 10), 1))
            left = right + 3.3
    line = line_of(words)
    assert line is not None
    return line


def middle(*lines: Line) -> list[tuple[str, str]]:
    """The pairs whose label stands around their value."""
    return [(pair.label, pair.text) for pair in middle_pairs(lines, range(len(lines)))]


def test_a_value_ends_where_the_column_beside_it_begins() -> None:
    end = 60 + _WIDE * len("permohonan") + 3.3 + _WIDE * len("vicon")
    lines = [
        row(0, (20, "Sifat :"), (80, "BIASA"), (end + 8, "Kepada")),
        row(1, (20, "Hal : "), (60, "permohonan vicon"), (end + 8, "di")),
    ]
    assert lines[1].words[-1].gap < 2.5
    assert [pair.text for pair in Labels(lines).pairs()] == ["BIASA", "permohonan vicon"]


def test_a_word_that_only_stands_under_a_column_by_chance_stays() -> None:
    end = 60 + _WIDE * len("permohonan") + 3.3
    lines = [
        row(0, (20, "Sifat :"), (80, "BIASA"), (end + 60, "Kepada")),
        row(1, (20, "Hal : "), (60, "permohonan vicon rapat")),
    ]
    assert [pair.text for pair in Labels(lines).pairs()] == ["BIASA", "permohonan vicon rapat"]


def test_a_label_of_two_lines_stands_around_its_value() -> None:
    assert middle(
        row(0, (20, "Hari, Tanggal")),
        row(0.5, (150, ": Kamis, 5 Maret 2026")),
        row(1, (20, "Kegiatan")),
        row(2, (20, "Tgl. Uji")),
        row(2.5, (150, ": 4 Maret 2026")),
        row(3, (20, "Coba")),
    ) == [("hari, tanggal kegiatan", "Kamis, 5 Maret 2026"), ("tgl uji coba", "4 Maret 2026")]


def test_a_value_of_several_lines_stands_around_its_label() -> None:
    assert middle(
        row(0, (20, "Hari :"), (150, "Kamis")),
        row(1, (150, ": 09.00 WIB (sesi pagi) dan")),
        row(1.5, (20, "Pukul")),
        row(2, (150, "13.00 WIB (sesi siang)")),
        row(3, (20, "Demikian disampaikan, atas perhatian diucapkan terima kasih")),
    ) == [("pukul", "09.00 WIB (sesi pagi) dan 13.00 WIB (sesi siang)")]


def test_what_begins_with_a_colon_goes_on_with_no_other_value() -> None:
    lines = [
        row(0, (20, "Hari : Kamis")),
        row(1, (59, ": 09.00 WIB")),
        row(1.5, (20, "Pukul")),
    ]
    assert [pair.text for pair in Labels(lines).pairs()] == ["Kamis"]
