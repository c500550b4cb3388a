"""The words of a letter that an office may change: their fields, and how they are filled in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

_FIELD = re.compile(r"\{([^{}]*)\}")
_FILLED = re.compile(r"[ \t]?\{([^{}]*)\}")
_LOOSE = re.compile(r"[{}]")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
LONGEST = 4000
"""Characters of one text at most."""


@dataclass(frozen=True)
class Text:
    """One of a letter's texts.

    ``label`` names it on the administrator's page; ``default`` is our own wording; ``fields`` are
    the names that may stand in braces, ``required`` those of them that must; ``is_long`` texts
    have several lines, a blank one between two paragraphs; ``may_be_empty`` ones can be left out.
    """

    label: str | Promise
    default: str
    fields: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    is_long: bool = False
    may_be_empty: bool = False


@dataclass(frozen=True)
class Words:
    """The wording of one letter as it holds now, by the texts' names."""

    texts: Mapping[str, str]

    def say(self, name: str, **values: str) -> str:
        """A text with its fields filled in; an empty field takes the blank before it along.

        What stands in a value is never read as a field.
        """
        return _filled(self.texts[name], values).strip()

    def paragraphs(self, name: str, **values: str) -> tuple[str, ...]:
        """The paragraphs of a long text, those that come out empty left out."""
        parts = (_filled(part, values).strip() for part in _BLANK_LINES.split(self.texts[name]))
        return tuple(part for part in parts if part)

    def lines(self, name: str, **values: str) -> tuple[str, ...]:
        """The lines of a text, for example one recipient of a copy each."""
        parts = (_filled(line, values).strip() for line in self.texts[name].splitlines())
        return tuple(part for part in parts if part)


def _filled(text: str, values: Mapping[str, str]) -> str:
    def put(found: re.Match[str]) -> str:
        value = values.get(found.group(1), "")
        blank = found.group()[: found.group().index("{")]
        return f"{blank}{value}" if value else ""

    return _FILLED.sub(put, text)


def own_words(texts: Mapping[str, Text]) -> Words:
    """The wording as the letter itself has it."""
    return Words({name: text.default for name, text in texts.items()})


def faults(text: Text, value: str) -> list[str]:
    """What is wrong with an office's wording of ``text``, each in a sentence; good: nothing."""
    if not value.strip():
        return [] if text.may_be_empty else [_("Teks ini tidak boleh kosong.")]
    names = _FIELD.findall(value)
    found = [
        _("Isian {%(name)s} tidak dikenal pada teks ini.") % {"name": name}
        for name in dict.fromkeys(names)
        if name not in text.fields
    ]
    loose = _LOOSE.search(_FIELD.sub(lambda field: "·" * len(field.group()), value))
    if loose:
        around = " ".join(value[max(0, loose.start() - 20) : loose.end() + 20].split())
        found.append(_("Kurung kurawal tidak berpasangan pada “%s”.") % around)
    found += [
        _("Isian {%(name)s} wajib ada pada teks ini.") % {"name": name}
        for name in sorted(text.required - set(names))
    ]
    if len(value) > LONGEST:
        found.append(_("Teks ini lebih dari %d karakter.") % LONGEST)
    return found
