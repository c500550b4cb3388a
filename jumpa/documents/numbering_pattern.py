"""The pattern of a letter number: named fields between slashes."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIELDS = ("klasifikasi", "urut", "unit", "tahun")
_FIELD = re.compile(r"\{([^{}]*)\}")


def validate_pattern(pattern: str) -> None:
    """Refuse unknown fields, loose braces, and a pattern without the running number."""
    names = _FIELD.findall(pattern)
    unknown = [name for name in names if name not in FIELDS]
    if unknown:
        raise ValidationError(_("{%(name)s} tidak dikenal.") % {"name": unknown[0]})
    if set("{}") & set(_FIELD.sub("", pattern)):
        raise ValidationError(_("Kurung kurawal pada pola tidak berpasangan."))
    if names.count("urut") != 1:
        raise ValidationError(_("Pola harus memuat {urut} tepat satu kali."))


def number_text(pattern: str, **values: str) -> str:
    """The number; a part between slashes that comes out empty is left out with its slash."""
    filled = _FIELD.sub(lambda found: values[found.group(1)], pattern)
    return "/".join(part for part in filled.split("/") if part.strip())
