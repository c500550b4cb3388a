"""Is what came back the letter that went out, and where does it differ? Pure.

Words are compared, not lines: breaks, blanks and punctuation at a word's ends differ between office
programs. Part by part the place is sought where most of its words stand in their order.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f]")
_WORD = re.compile(r"[^\s\-–—/]+")
_MOST_WORDS = 6_000
_FOOTERS = re.compile(r"ditandatangani secara elektronik|sertifikat elektronik|^[0-9]+$|^halaman ")
"""What a page may have at its foot between two parts of a letter."""
SAME_LETTER = 0.6
"""Share of our words that must be there; below it is another letter."""


@dataclass(frozen=True)
class Difference:
    """One part of our letter that is otherwise in theirs: ``ours`` is missing, ``theirs`` is there.

    ``part`` is "Yth.", "Hal", a label of the details, "Tembusan" or "Isi surat".
    """

    part: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class Comparison:
    """``share`` of our words that were found, and what differs.

    ``is_named``: of the names that our letter has, at least one is there. Two replies of one office
    are alike but for these.
    """

    share: float
    is_named: bool
    differences: tuple[Difference, ...]

    @property
    def is_same_letter(self) -> bool:
        """Whether it is our letter at all, be it changed here and there."""
        return self.is_named and self.share >= SAME_LETTER


@dataclass(frozen=True)
class _Words:
    shown: tuple[str, ...]
    plain: tuple[str, ...]


@dataclass(frozen=True)
class _Placed:
    """Where a part was found: from which word to which, and what differs there."""

    first: int
    last: int
    found: int
    ours: str
    theirs: str


def compare(content: Mapping[str, Any], text: str, names: Sequence[str] = ()) -> Comparison:
    """Hold a letter's content against the text of the PDF that came back.

    Args:
        names: what our letter is known by: the number of the letter answered, the event's name.
    """
    theirs = _words(text)
    parts = [(name, _words(part)) for name, part in _parts(content)]
    parts = [(name, words) for name, words in parts if words.plain]
    placed = [(name, words, _place(words, theirs)) for name, words in parts]
    body = [(words, place) for name, words, place in placed if name not in ("Hal", "Tembusan")]
    ours = " ".join(" ".join(words.plain) for _name, words in parts)
    known = [name for name in map(_run, names) if name in ours]
    is_named = not known or any(name in " ".join(theirs.plain) for name in known)
    differences = [
        Difference(name, place.ours, place.theirs)
        for name, _words, place in placed
        if place.ours or place.theirs
    ]
    added = _added([place for _words, place in body], theirs)
    return Comparison(_share(body), is_named, (*differences, *added))


def _run(text: str) -> str:
    """The words in a row, for looking up in a longer row."""
    return " ".join(_words(text).plain)


def _share(placed: Sequence[tuple[_Words, _Placed]]) -> float:
    total = sum(len(words.plain) for words, _place in placed)
    return sum(place.found for _words, place in placed) / total if total else 0.0


def _parts(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    head = dict(content.get("head", ()))
    place = content.get("recipient_place", "")
    to = [*content.get("recipient", ()), *(["di", place] if place else [])]
    parts = [("Hal", head.get("Hal", "")), ("Yth.", " ".join(to))]
    parts += [("Isi surat", text) for text in content.get("paragraphs", ())]
    parts += [(label, f"{label} {value}") for label, value in content.get("details", ())]
    return [*parts, *(("Tembusan", line) for line in content.get("copies", ()))]


def _words(text: str) -> _Words:
    shown = _WORD.findall(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)))[:_MOST_WORDS]
    pairs = [(word, _plain(word)) for word in shown]
    pairs = [(word, plain) for word, plain in pairs if plain]
    return _Words(tuple(word for word, _p in pairs), tuple(plain for _w, plain in pairs))


def _plain(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word).casefold()


def _place(ours: _Words, theirs: _Words) -> _Placed:
    """Find the part: around the longest run of its words, in a window half as long again."""
    matcher = SequenceMatcher(None, theirs.plain, ours.plain, autojunk=False)
    anchor = matcher.find_longest_match()
    if not anchor.size:
        return _Placed(0, -1, 0, " ".join(ours.shown), "")
    room = max(3, len(ours.plain) // 2)
    low = max(0, anchor.a - anchor.b - room)
    high = min(len(theirs.plain), anchor.a - anchor.b + len(ours.plain) + room)
    window = theirs.plain[low:high]
    blocks = [
        block
        for block in SequenceMatcher(None, window, ours.plain, autojunk=False).get_matching_blocks()
        if block.size
    ]
    first, last = low + blocks[0].a, low + blocks[-1].a + blocks[-1].size - 1
    kept_ours = {at for block in blocks for at in range(block.b, block.b + block.size)}
    kept_theirs = {low + at for block in blocks for at in range(block.a, block.a + block.size)}
    missing = [word for at, word in enumerate(ours.shown) if at not in kept_ours]
    instead = [theirs.shown[at] for at in range(first, last + 1) if at not in kept_theirs]
    return _Placed(first, last, len(kept_ours), " ".join(missing), " ".join(instead))


def _added(body: Sequence[_Placed], theirs: _Words) -> list[Difference]:
    """What stands between the parts of the letter and is none of them."""
    known = {at for place in body for at in range(place.first, place.last + 1)}
    if not known:
        return []
    runs: list[list[str]] = [[]]
    for at in range(min(known), max(known) + 1):
        if at in known:
            runs.append([])
        else:
            runs[-1].append(theirs.shown[at])
    found = [" ".join(run) for run in runs if run]
    return [Difference("Isi surat", "", run) for run in found if not _FOOTERS.search(run.lower())]
