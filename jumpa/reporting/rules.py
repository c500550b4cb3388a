"""Decisions of the reports, without Django: safe text for spreadsheets, process times."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_TRIGGERS = "=+-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
"""What may begin a formula: the four signs, then their fullwidth and their small forms."""

_AFTER_SEPARATOR = re.compile(rf"([,;|]\s*[\"']*\s*)(?=[{re.escape(_TRIGGERS)}])")


def one_line(text: str) -> str:
    """``text`` on one line, without control characters and invisible marks."""
    visible = (" " if ch.isspace() else ch for ch in text)
    kept = "".join(ch for ch in visible if unicodedata.category(ch) not in {"Cc", "Cf"})
    return " ".join(kept.split())


def starts_a_formula(text: str) -> bool:
    """Whether a spreadsheet may take ``text``, as it stands in a cell, for a formula."""
    return one_line(text).startswith(tuple(_TRIGGERS))


def csv_text(text: str) -> str:
    """``text`` that stays text in a CSV file, whichever separator the reader splits at.

    Source: OWASP, CSV Injection: a cell may also begin in the middle of ours, after a separator.
    """
    line = _AFTER_SEPARATOR.sub(r"\1'", one_line(text))
    return f"'{line}" if starts_a_formula(line) else line


@dataclass(frozen=True)
class StepTime:
    """One finished round of one step; minutes are working minutes, ``standard`` the SOP's."""

    step_key: str
    standard: int | None
    used: int | None


def process_minutes(rounds: Iterable[StepTime]) -> tuple[int, int]:
    """Working minutes used in all rounds, and the standard of the steps gone through.

    A step that was done twice has its standard once: the second round is what made it longer.
    """
    used, standards = 0, {}
    for one in rounds:
        if one.standard is not None and one.used is not None:
            used += one.used
            standards[one.step_key] = one.standard
    return used, sum(standards.values())
