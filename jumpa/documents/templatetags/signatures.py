"""``{% load signatures %}``: stored verdicts as sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

from jumpa.documents.signatures import SignatureLine, signature_lines

register = template.Library()


@register.simple_tag(name="signature_lines")
def lines(verdicts: Sequence[Mapping[str, Any]]) -> tuple[SignatureLine, ...]:
    """``{% signature_lines reading.signatures as lines %}``: a line for each signature."""
    return signature_lines(verdicts)
