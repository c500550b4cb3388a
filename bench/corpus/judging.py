"""Right or wrong: what was proposed against what is true.

How values are compared, after capitals, blanks and quotation marks are made alike:

* numbers of letters: equal without blanks; NIP and meeting ID: equal digits;
* dates, times, nature, urgency, application: equal;
* link and passcode: equal, capitals counting;
* subject, sender, names, titles, event, place: equal but for punctuation, or alike to 90 % (which
  forgives a scan one sign in ten), to any answer that the letter's author accepts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from bench.corpus.letters import FIELDS, Letter

ALIKE = 0.9
_DIGITS = ("signer_nip", "meeting_id")
_EXACT = ("meeting_link", "meeting_passcode")
_WORDS = (
    "letter_subject",
    "sender",
    "signer_name",
    "signer_title",
    "event_name",
    "place",
)
_SAME = {"google_meet": "meet", "other": "lain"}


@dataclass(frozen=True)
class Mistake:
    """What was proposed where something else, or nothing, was true; or nothing proposed."""

    letter: str
    field: str
    kind: str
    proposed: str
    accepted: tuple[str, ...]
    certainty: str = ""


@dataclass
class Count:
    """Of one field over some letters: how many have it, and what became of the proposals."""

    having: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    false: int = 0

    @property
    def precision(self) -> float | None:
        """Of what was proposed, the share that is right."""
        proposed = self.right + self.wrong + self.false
        return self.right / proposed if proposed else None

    @property
    def recall(self) -> float | None:
        """Of what is in the letters, the share that was proposed rightly."""
        return self.right / self.having if self.having else None

    def __add__(self, other: "Count") -> "Count":
        return Count(**{name: getattr(self, name) + getattr(other, name) for name in vars(self)})


@dataclass
class Tally:
    """Counts by field, and the mistakes."""

    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in FIELDS})
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def total(self) -> Count:
        """All fields together."""
        return sum(self.counts.values(), Count())


def judge(
    read: Iterable[tuple[Letter, Iterable[Mapping[str, Any]]]], *, sure_only: bool = False
) -> Tally:
    """Compare the proposals of each letter, as ``reading.Found`` in JSON.

    Args:
        sure_only: leave out what was called only likely; then a sure answer to what the letter
            itself leaves doubtful is wrong.
    """
    tally = Tally()
    for letter, found in read:
        proposed: dict[str, Mapping[str, Any]] = {}
        for one in found:
            if not sure_only or one["certainty"] == "sure":
                proposed.setdefault(one["field"], one)
        for name in FIELDS:
            _judge_field(tally, letter, name, proposed.get(name), sure_only=sure_only)
    return tally


def _judge_field(
    tally: Tally, letter: Letter, name: str, found: Mapping[str, Any] | None, *, sure_only: bool
) -> None:
    count, accepted = tally.counts[name], letter.truth.get(name, ())
    count.having += bool(accepted)
    kind = _kind(letter, name, found, too_sure=sure_only and name in letter.doubtful)
    if not kind:
        return
    setattr(count, kind, getattr(count, kind) + 1)
    if kind != "right":
        value, certainty = (found["value"], found["certainty"]) if found else ("", "")
        tally.mistakes.append(Mistake(letter.key, name, kind, value, accepted, certainty))


def _kind(letter: Letter, name: str, found: Mapping[str, Any] | None, *, too_sure: bool) -> str:
    """right, wrong, missed, false, or "" where there is nothing to count."""
    accepted, may = letter.truth.get(name, ()), letter.may.get(name, ())
    if found is None:
        return "missed" if accepted else ""
    if matches(name, found["value"], accepted) and not too_sure:
        return "right"
    if matches(name, found["value"], may) and not too_sure:
        return "missed" if accepted else ""
    return "wrong" if accepted else "false"


def matches(name: str, value: str, accepted: Iterable[str]) -> bool:
    """Whether the value is one of the accepted ones, by the rules above."""
    return any(_alike(name, value, one) for one in accepted)


def _alike(name: str, value: str, accepted: str) -> bool:
    if name in _WORDS:
        left, right = _plain(value), _plain(accepted)
        return left == right or SequenceMatcher(None, left, right, False).ratio() >= ALIKE
    return _normal(name, value) == _normal(name, accepted)


def _normal(name: str, value: str) -> str:
    if name in _DIGITS:
        return re.sub(r"\D", "", value)
    if name in _EXACT:
        return value.strip()
    if name == "application":
        return _SAME.get(value, value)
    return re.sub(r"\s", "", value).casefold()


def _plain(value: str) -> str:
    """Letters and digits with one blank between words."""
    return " ".join(re.findall(r"\w+", value.casefold()))
