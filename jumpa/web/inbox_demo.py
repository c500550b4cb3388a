"""Sample content of the style page; nothing else uses it."""

from typing import Any


def everything() -> dict[str, Any]:
    """The context of ``web/gallery.html``."""
    return {}
