"""Lines of a page from the positions of its characters, whatever program placed them."""

from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from jumpa.documents.reading.pdf_text import Glyph
from jumpa.documents.reading.text import Line, Word, line_of, union

_SAME_BASELINE = 0.35
_WORD_GAP = 0.2
_APART = 1.0
_WIDEST_SPACING = 0.45
_FEWEST_GAPS = 4
_SAME_PLACE = 0.12
_NEIGHBOURS = 3
_FEWEST_LETTERS = 4
_NEXT_WORD = 1.6
"""White after a word that was typed letter by letter, as a multiple of that after its letters."""


def lines_of(glyphs: list[Glyph], page: int) -> list[Line]:
    """Lines from top to bottom, whatever the order in which the characters were drawn."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if rows:
            last = rows[-1][-1]
            if glyph.baseline - last.baseline <= _SAME_BASELINE * min(glyph.size, last.size):
                rows[-1].append(glyph)
                continue
        rows.append([glyph])
    lines = (line_of(_words(row, page)) for row in rows)
    return [line for line in lines if line is not None]


def _words(row: list[Glyph], page: int) -> Iterator[Word]:
    for part in _parts(_drawn_once(sorted(row, key=lambda glyph: glyph.box[0]))):
        yield from _unspaced(list(_part_words(part, page)))


def _drawn_once(row: list[Glyph]) -> list[Glyph]:
    """Without the second drawing of a letter that some programs make bold by drawing it twice."""
    kept: list[Glyph] = []
    for glyph in row:
        near = kept[-_NEIGHBOURS:]
        if not any(
            glyph.char == other.char and glyph.box[0] - other.box[0] < _SAME_PLACE * glyph.size
            for other in near
        ):
            kept.append(glyph)
    return kept


def _parts(row: list[Glyph]) -> Iterator[list[Glyph]]:
    """The letters of a row between wide white; each part may be spaced in its own way."""
    part: list[Glyph] = []
    right = float("-inf")
    for glyph in row:
        if glyph.char.isspace():
            if part:
                part.append(glyph)
            continue
        if part and glyph.box[0] - right > _APART * glyph.size:
            yield part
            part = []
        part.append(glyph)
        right = max(right, glyph.box[2])
    if part:
        yield part


def _part_words(part: list[Glyph], page: int) -> Iterator[Word]:
    spacing = _spacing(part)
    run: list[Glyph] = []
    right = float("-inf")
    for glyph in part:
        is_blank = glyph.char.isspace()
        gap = glyph.box[0] - right
        if run and (is_blank or gap > _WORD_GAP * glyph.size + spacing):
            yield _word(run, page)
            run = []
        if not is_blank:
            run.append(glyph)
            right = max(right, glyph.box[2]) if len(run) > 1 else glyph.box[2]
    if run:
        yield _word(run, page)


def _spacing(part: list[Glyph]) -> float:
    """The white that stands between all letters of a part, where its letters are spaced."""
    gaps = [
        max(after.box[0] - before.box[2], 0.0)
        for before, after in pairwise(part)
        if not before.char.isspace() and not after.char.isspace()
    ]
    if len(gaps) < _FEWEST_GAPS:
        return 0.0
    return min(median(gaps), _WIDEST_SPACING * part[0].size)


def _unspaced(words: list[Word]) -> Iterator[Word]:
    """Words that were typed with a blank after each letter, put together: ``N O T A``."""
    run: list[Word] = []
    for word in words:
        if len(word.text) == 1 and word.text.isalpha():
            run.append(word)
            continue
        yield from _joined(run)
        yield word
        run = []
    yield from _joined(run)


def _joined(run: list[Word]) -> list[Word]:
    if len(run) < _FEWEST_LETTERS:
        return run
    whites = [after.box[0] - before.box[2] for before, after in pairwise(run)]
    usual = median(whites)
    joined = [run[0]]
    for word, white in zip(run[1:], whites, strict=True):
        if white > _NEXT_WORD * max(usual, 0.0):
            joined.append(word)
        else:
            before = joined[-1]
            box = union([before.box, word.box])
            joined[-1] = Word(before.text + word.text, box, word.page)
    return joined


def _word(run: list[Glyph], page: int) -> Word:
    top = min(glyph.box[1] for glyph in run)
    bottom = max(glyph.box[3] for glyph in run)
    right = max(glyph.box[2] for glyph in run)
    return Word("".join(glyph.char for glyph in run), (run[0].box[0], top, right, bottom), page)
