"""The words in which the audit trail is read. Slices above hand in theirs when they load."""

from collections.abc import Mapping

from django.utils.functional import Promise

Words = str | Promise
_verbs: dict[str, Words] = {}
_fields: dict[str, Words] = {}


def name_verbs(titles: Mapping[str, Words]) -> None:
    """Titles of verbs, such as ``{"intake.submit": _("Mengajukan permohonan")}``."""
    _verbs.update(titles)


def name_fields(titles: Mapping[str, Words]) -> None:
    """Titles of the keys in ``before`` and ``after``."""
    _fields.update(titles)


def verb_title(verb: str) -> str:
    """The title of ``verb``, or the verb itself where nobody has named it."""
    return str(_verbs.get(verb, verb))


def field_title(name: str) -> str:
    """The title of ``name``, or the name with blanks where nobody has given one."""
    words = str(_fields.get(name, name.replace("_", " ")))
    return words[:1].upper() + words[1:]
