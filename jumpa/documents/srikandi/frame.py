"""What SRIKANDI rightly adds around a letter's text: kop, number, date, who signs. Pure.

Each word of it is let pass as often as it is foreseen, and outside of the letter's body only. So
nothing can be said with them that the draft does not say.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from jumpa.documents.srikandi.tokens import Words, words_of

_MONTHS = frozenset(
    {"januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september"}
    | {"oktober", "november", "desember"}
)
_SIGNED = "ditandatangani secara elektronik oleh"
_BRIDGE = 4
"""So many foreseen words between two that are not belong to what is quoted."""


def foreseen(content: Mapping[str, Any]) -> Counter[str]:
    """The words that stand around the letter's text, each as often as it may."""
    office: Mapping[str, Any] = content.get("office") or {}
    signs: Mapping[str, Any] = content.get("signature") or {}
    kop = [office.get("government", ""), office.get("agency", ""), *office.get("lines", ())]
    # The mark of the signature may name its signer again.
    signer = [str(signs.get(key) or "") for key in ("office", "name", "rank", "nip")] * 2
    copies = content.get("copies", ())
    listed = ["Tembusan", *map(str, range(1, len(copies) + 1))] if copies else []
    frame = [*kop, office.get("city", ""), "Yth. Nomor Hal NIP NIP", _SIGNED, *signer, *listed]
    found = Counter(words_of(" ".join(map(str, frame))).plain)
    nip = re.sub(r"\D", "", str(signs.get("nip") or ""))
    if nip:
        found[nip] += 2
    return found


def unforeseen(
    words: Words, gaps: Iterable[range], allowed: Counter[str], outside: range
) -> list[range]:
    """The parts of ``gaps`` that nothing accounts for.

    Args:
        gaps: places in ``words`` that are no part of our letter.
        allowed: see ``foreseen``; used up here.
        outside: the places of the letter's body, in which nothing is allowed.
    """
    pattern = _Patterns(words)
    found: list[range] = []
    for gap in gaps:
        strange: list[int] = []
        at = gap.start
        while at < gap.stop:
            taken = 0 if at in outside else pattern.taken(at, gap.stop, allowed)
            if not taken:
                strange.append(at)
            at += max(taken, 1)
        found += _runs(strange)
    return found


def _runs(places: list[int]) -> list[range]:
    runs: list[range] = []
    for at in places:
        if runs and at - runs[-1].stop <= _BRIDGE:
            runs[-1] = range(runs[-1].start, at + 1)
        else:
            runs.append(range(at, at + 1))
    return runs


class _Patterns:
    """The number and the date that SRIKANDI gives, each once; and foreseen words."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._has_date = False

    def taken(self, at: int, end: int, allowed: Counter[str]) -> int:
        """How many words from ``at`` on are foreseen; 0 when that one is not."""
        plain = self._words.plain
        if not self._has_date and _is_date(plain[at : min(at + 3, end)]):
            self._has_date = True
            return 3
        if allowed[plain[at]] <= 0:
            return 0
        allowed[plain[at]] -= 1
        return 1 + (self._number(at + 1, end) if plain[at] == "nomor" else 0)

    def _number(self, at: int, end: int) -> int:
        """The words of a number: a digit among them, all hanging together by strokes."""
        stop = at + 1
        while stop < end and self._words.joined[stop]:
            stop += 1
        has_digit = any(re.search(r"\d", word) for word in self._words.plain[at : min(stop, end)])
        return stop - at if at < end and has_digit else 0


def _is_date(words: tuple[str, ...]) -> bool:
    return (
        len(words) == 3
        and bool(re.fullmatch(r"0?[1-9]|[12]\d|3[01]", words[0]))
        and words[1] in _MONTHS
        and bool(re.fullmatch(r"20\d\d", words[2]))
    )
