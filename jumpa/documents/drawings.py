"""Pictures of pages as the confined child handed them over: taken for what they are, not told."""

import struct
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile

_PNG = b"\x89PNG\r\n\x1a\n"
_LONGEST_SIDE = 10_000


@dataclass(frozen=True)
class Drawing:
    """A page, from 1, as PNG; ``width`` and ``height`` in pixels."""

    page: int
    width: int
    height: int
    png: bytes

    def image(self) -> "ContentFile[bytes]":
        """The picture as a file to be stored."""
        return ContentFile(self.png)


def drawings(answer: Mapping[str, Any]) -> list[Drawing]:
    """What the task ``preview`` answered.

    Raises:
        ValueError, LookupError, TypeError: it is something else.
    """
    found = [_drawing(at, item) for at, item in enumerate(answer["pages"], start=1)]
    if not found:
        raise ValueError("no page was drawn")
    return found


def _drawing(at: int, item: Mapping[str, Any]) -> Drawing:
    png = b64decode(item["png"], validate=True)
    if not png.startswith(_PNG) or png[12:16] != b"IHDR":
        raise ValueError("not a PNG")
    width, height = struct.unpack(">II", png[16:24])
    if not (0 < width <= _LONGEST_SIDE and 0 < height <= _LONGEST_SIDE):
        raise ValueError("too large a picture")
    return Drawing(at, width, height, png)
