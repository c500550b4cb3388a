"""What later signers left on the pages."""

from typing import Any

from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature


def marks_since(signature: EmbeddedPdfSignature) -> set[str]:
    """Names of signature fields, filled or not, that show on a page and came after ``signature``.

    The format lets anyone add them, with any look and any size.
    """
    reader = signature.reader
    then = reader.get_historical_resolver(signature.signed_revision)
    known = {name for name, _value, _field in enumerate_sig_fields(then)}
    return {
        name
        for name, _value, field in enumerate_sig_fields(reader)
        if name not in known and _shows(field.get_object())
    }


def _shows(field: Any) -> bool:
    widgets = [field, *(kid.get_object() for kid in field.get("/Kids", ()))]
    return any(_has_size(widget.get("/Rect")) for widget in widgets)


def _has_size(sides: Any) -> bool:
    """A rectangle that can't be read may be of any size."""
    if sides is None:
        return False
    try:
        left, bottom, right, top = (float(side) for side in sides)
    except (TypeError, ValueError):
        return True
    return left != right and bottom != top
