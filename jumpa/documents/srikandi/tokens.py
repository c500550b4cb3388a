"""The words of a letter as they are compared: no line breaks, no page's foot. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from jumpa.documents.bsre.words import FOOTER

PAGE_END = "\f"
"""What stands between two pages of a text."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\x00-\x08\x0e-\x1f]")
_WORD = re.compile(r"[^\s\-–—/]+")
_MOST_WORDS = 6_000
_FOOTER = re.compile(r"\s+".join(map(re.escape, FOOTER.split())), re.IGNORECASE)


@dataclass(frozen=True)
class Words:
    """The words of a text, as they stand there and as they are compared.

    ``joined``: whether a word hangs on the one before by a stroke, as in a letter's number.
    ``is_cut``: the text goes on beyond what is compared.
    """

    shown: tuple[str, ...]
    plain: tuple[str, ...]
    joined: tuple[bool, ...]
    is_cut: bool = False


def words_of(text: str) -> Words:
    """The words of ``text``, its pages parted by ``PAGE_END``; without page numbers and footers."""
    pages = unicodedata.normalize("NFKC", text).split(PAGE_END)
    total = len(pages)
    plain = "\n".join(_without_foot(page, at, total) for at, page in enumerate(pages, start=1))
    found = list(_words(_UNSEEN.sub("", plain)))
    kept = found[:_MOST_WORDS]
    return Words(
        tuple(shown for shown, _plain, _joined in kept),
        tuple(plain for _shown, plain, _joined in kept),
        tuple(joined for _shown, _plain, joined in kept),
        len(found) > _MOST_WORDS,
    )


def _without_foot(page: str, number: int, total: int) -> str:
    """A page without the sentence of BSrE, and without its own number as first or last line."""
    lines = [line for line in _FOOTER.sub("\n", page).splitlines() if line.strip()]
    own = re.compile(rf"\W*(halaman\s+)?{number}(\s*(dari|/)\s*{total})?\W*", re.IGNORECASE)
    for at in (0, -1):
        if lines and own.fullmatch(lines[at].strip()):
            del lines[at]
    return "\n".join(lines)


def _words(text: str) -> Iterator[tuple[str, str, bool]]:
    end = 0
    for found in _WORD.finditer(text):
        plain = re.sub(r"^\W+|[^\w%]+$", "", found.group()).casefold()
        if plain:
            between = text[end : found.start()]
            yield found.group(), plain, bool(end) and bool(re.search(r"[/–—-]", between))
            end = found.end()
