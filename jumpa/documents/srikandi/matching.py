"""Is what came back the letter that went out, and where does it differ? Pure.

Words are compared, not lines: breaks, blanks and punctuation at a word's ends differ between office
programs. Part by part, the longest first, the place is sought where most of its words stand in
their order; no word is two parts'. What is then left over is told, unless SRIKANDI rightly adds it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from jumpa.documents.srikandi.frame import foreseen, unforeseen
from jumpa.documents.srikandi.tokens import Words, words_of

SAME_LETTER = 0.6
"""Share of our words that must be there; below it is another letter."""
_BODY = "Isi surat"
_NEAR = 3
"""So many words, such as a label, may stand between a part and the next."""
_UNMATCHED = ""
"""A word of theirs that is taken already; no word of ours is empty."""


@dataclass(frozen=True)
class Difference:
    """One part of our letter that is otherwise in theirs: ``ours`` is missing, ``theirs`` is there.

    ``part`` is "Yth.", "Hal", a label of the heading or the details, "Tembusan", "Isi surat"; of
    what was added around these "Kepala surat" or "Penutup surat".
    """

    part: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class Comparison:
    """``share`` of our words that were found, and what differs.

    ``is_named``: of the names that our letter has, at least one is there. Two replies of one office
    are alike but for these. ``is_whole``: all of their text was compared.
    """

    share: float
    is_named: bool
    differences: tuple[Difference, ...]
    is_whole: bool = True

    @property
    def is_same_letter(self) -> bool:
        """Whether it is our letter at all, be it changed here and there."""
        return self.is_named and self.share >= SAME_LETTER


@dataclass(frozen=True)
class _Part:
    """A part and where it was found: from which word to which, how many, and what differs there."""

    name: str
    words: Words
    is_body: bool
    first: int = 0
    last: int = -1
    found: int = 0
    ours: str = ""
    theirs: str = ""

    @property
    def place(self) -> range:
        return range(self.first, self.last + 1)


def compare(content: Mapping[str, Any], text: str, names: Sequence[str] = ()) -> Comparison:
    """Hold a letter's content against the text of the PDF that came back.

    Args:
        text: pages parted by ``tokens.PAGE_END``.
        names: what our letter is known by: the number of the letter answered, the event's name.
    """
    theirs = words_of(text)
    parts = _placed([part for part in _parts(content) if part.words.plain], theirs)
    ours = " ".join(" ".join(part.words.plain) for part in parts)
    known = [name for name in map(_run, names) if name in ours]
    is_named = not known or any(name in " ".join(theirs.plain) for name in known)
    added = _added(parts, theirs, content)
    return Comparison(_share(parts), is_named, _told(parts, added, theirs), not theirs.is_cut)


def _run(text: str) -> str:
    """The words in a row, for looking up in a longer row."""
    return " ".join(words_of(text).plain)


def _share(parts: Sequence[_Part]) -> float:
    counted = [part for part in parts if part.name not in ("Hal", "Tembusan")]
    total = sum(len(part.words.plain) for part in counted)
    return sum(part.found for part in counted) / total if total else 0.0


def _parts(content: Mapping[str, Any]) -> list[_Part]:
    """The letter's parts in its order; number and date are SRIKANDI's."""
    head = [(label, value) for label, value in content.get("head", ()) if label != "Nomor"]
    place = content.get("recipient_place", "")
    to = [*content.get("recipient", ()), *(["di", place] if place else [])]
    around = [
        *((label, value if label == "Hal" else f"{label} {value}") for label, value in head),
        ("Yth.", " ".join(to)),
    ]
    body = [(_BODY, text) for text in content.get("paragraphs", ())]
    body += [(label, f"{label} {value}") for label, value in content.get("details", ())]
    copies = [("Tembusan", line) for line in content.get("copies", ())]
    return [
        _Part(name, words_of(text), is_body)
        for rows, is_body in ((around, False), (body, True), (copies, False))
        for name, text in rows
    ]


def _placed(parts: Sequence[_Part], theirs: Words) -> list[_Part]:
    """Every part at its place. A short one can't take the words of a longer one that way."""
    free = list(theirs.plain)
    placed = list(parts)
    for at in sorted(range(len(parts)), key=lambda at: -len(parts[at].words.plain)):
        placed[at] = part = _place(parts[at], theirs, free)
        for taken in part.place:
            free[taken] = _UNMATCHED
    return placed


def _place(part: _Part, theirs: Words, free: Sequence[str]) -> _Part:
    """Find the part: around the longest run of its words, in a window half as long again."""
    ours = part.words
    anchor = SequenceMatcher(None, free, ours.plain, autojunk=False).find_longest_match()
    if not anchor.size:
        return replace(part, ours=" ".join(ours.shown))
    room = max(3, len(ours.plain) // 2)
    low = max(0, anchor.a - anchor.b - room)
    high = min(len(free), anchor.a - anchor.b + len(ours.plain) + room)
    matched = SequenceMatcher(None, free[low:high], ours.plain, autojunk=False)
    blocks = [block for block in matched.get_matching_blocks() if block.size]
    first, last = low + blocks[0].a, low + blocks[-1].a + blocks[-1].size - 1
    kept_ours = {at for block in blocks for at in range(block.b, block.b + block.size)}
    kept_theirs = {low + at for block in blocks for at in range(block.a, block.a + block.size)}
    missing = [word for at, word in enumerate(ours.shown) if at not in kept_ours]
    between = [at for at in range(first, last + 1) if at not in kept_theirs and free[at]]
    instead = " ".join(theirs.shown[at] for at in between)
    return replace(
        part,
        first=first,
        last=last,
        found=len(kept_ours),
        ours=" ".join(missing),
        theirs=instead,
    )


def _added(
    parts: Sequence[_Part], theirs: Words, content: Mapping[str, Any]
) -> list[tuple[range, str]]:
    """What is no part of the letter and none of what SRIKANDI adds, with the name of its place."""
    known = {at for part in parts for at in part.place}
    gaps: list[range] = []
    for at in (at for at in range(len(theirs.plain)) if at not in known):
        if gaps and gaps[-1].stop == at:
            gaps[-1] = range(gaps[-1].start, at + 1)
        else:
            gaps.append(range(at, at + 1))
    inside = [at for part in parts if part.is_body for at in part.place]
    body = range(min(inside), max(inside) + 1) if inside else range(0)
    found = unforeseen(theirs, gaps, foreseen(content), body)
    return [(run, _where(run, body)) for run in found]


def _where(run: range, body: range) -> str:
    if not body or run.stop <= body.start:
        return "Kepala surat"
    return _BODY if run.start < body.stop else "Penutup surat"


def _told(
    parts: Sequence[_Part], added: list[tuple[range, str]], theirs: Words
) -> tuple[Difference, ...]:
    """What is missing, with what stands in its stead; then what is more."""
    left = dict(added)
    told = []
    end = 0
    for part in parts:
        instead = part.theirs
        end = part.last + 1 if part.place else end
        if part.ours and not instead:
            for run in [run for run in left if _is_beside(run, part, end)][:1]:
                instead = _shown(run, theirs)
                del left[run]
        if part.ours or instead:
            told.append(Difference(part.name, part.ours, instead))
    more = (Difference(where, "", _shown(run, theirs)) for run, where in left.items())
    return (*told, *more)


def _is_beside(run: range, part: _Part, end: int) -> bool:
    """Whether words stand where the part lacks some; ``end`` is that of the part before it."""
    if part.place:
        return part.first == run.stop or end == run.start
    return 0 <= run.start - end <= _NEAR


def _shown(run: range, theirs: Words) -> str:
    return " ".join(theirs.shown[run.start : run.stop])
