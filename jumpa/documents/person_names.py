"""Do two spellings name one person? Titles, case, punctuation and short forms aside. Pure."""

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Final, Literal

Likeness = Literal["same", "near", "other"]

# In front of a name, and behind it where no comma sets them off; written without their dots.
_TITLES: Final = frozenset(
    {"drs", "dra", "dr", "drg", "drh", "ir", "prof", "h", "hj", "kh", "hc", "ns", "apt", "st", "mt"}
    | {"se", "sh", "skom", "ssos", "sip", "spd", "sstp", "sap", "ssi", "ssn", "ssit", "skm", "sked"}
    | {"sag", "spdi", "shi", "mkes", "msi", "mm", "mkom", "map", "mh", "mpd", "msc", "mba", "ma"}
    | {"mti", "mip", "mag", "mtr", "meng", "mps", "phd", "md", "amd", "amdkom", "ba", "bsc", "lc"}
)
_SHORT: Final = {
    "muhammad": {"m", "md", "mhd", "moh", "mohd", "muh", "muhd", "moch", "mokh", "much"}
    | {"muhamad", "mohamad", "mohammad", "mochamad", "mochammad", "mokhamad", "muchamad"},
    "abdul": {"abd", "abdoel"},
    "ahmad": {"ach", "achmad", "akhmad", "ahmed", "achmat"},
    "siti": {"st", "sitti"},
}
_LONG: Final = {short: name for name, shorts in _SHORT.items() for short in shorts}
_LIKE = 0.85
"""Share of letters that two spellings of one name have in common."""


def likeness(one: str, other: str) -> Likeness:
    """How near two written names are.

    "near" is a name of which a part is left out or shortened, or that is spelt a little otherwise;
    "other" is one of which each has a part that the other lacks.
    """
    first, second = _names(one), _names(other)
    if not first or not second:
        return "other"
    if first == second:
        return "same"
    joined = SequenceMatcher(None, "".join(first), "".join(second), autojunk=False).ratio()
    if joined >= _LIKE:
        return "near"
    short, long = sorted((first, second), key=len)
    return "near" if _is_within(short, long) else "other"


def _names(text: str) -> list[str]:
    """The parts of a name without its titles, each at full length."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    before_titles = plain.split(",")[0]
    # "M.Si." is one word, "M. Ridwan" are two.
    words = [re.sub(r"[^\w]", "", word) for word in re.split(r"\s+|(?<=\w{3}\.)", before_titles)]
    words = [word for word in words if word]
    while len(words) > 1 and words[0] in _TITLES - {"st"}:
        words = words[1:]
    while len(words) > 1 and words[-1] in _TITLES:
        words = words[:-1]
    return [_LONG.get(word, word) for word in words]


def _is_within(short: list[str], long: list[str]) -> bool:
    """Whether all parts of the shorter name are in the longer one, in their order."""
    at, whole = 0, 0
    for name in long:
        if at < len(short) and _is_like(short[at], name):
            whole += len(short[at]) > 2 and len(name) > 2
            at += 1
    # Initials alone are everybody's.
    return at == len(short) and whole > 0


def _is_like(one: str, other: str) -> bool:
    if one == other or (min(len(one), len(other)) <= 2 and one[0] == other[0]):
        return one.startswith(other) or other.startswith(one)
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _LIKE
