"""A photo as it is kept: checked, turned upright, made small, without what the camera wrote in."""

import io
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from jumpa.core.errors import Refused

LONGEST_SIDE = 1600
MOST_PIXELS = 40_000_000
CONTENT_TYPE = "image/jpeg"
_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 82


class Upload(Protocol):
    """What a form's file field gives."""

    def read(self, size: int = -1, /) -> bytes: ...


def prepared(upload: Upload, field: str = "photo") -> bytes:
    """The photo as a JPEG of at most ``LONGEST_SIDE`` pixels a side.

    Drawing it anew leaves behind whatever else the file held: place and time, another file, code.

    Raises:
        Refused: too large, of another kind, damaged, or of more pixels than a photo has.
    """
    limit = settings.UPLOAD_LIMIT_MB
    content = upload.read(limit * 1024 * 1024 + 1)
    if len(content) > limit * 1024 * 1024:
        raise _refusal(field, _("Foto melebihi batas %(limit)d MB.") % {"limit": limit})
    try:
        return _drawn_anew(content, field)
    except Refused:
        raise
    except Exception as error:  # a hostile file may make a decoder fail in any way
        message = _("Foto ini rusak atau bukan gambar JPG, PNG, atau WebP.")
        raise _refusal(field, message) from error


def _drawn_anew(content: bytes, field: str) -> bytes:
    with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            message = _("Foto ini terlalu besar: paling banyak %(limit)d megapiksel.")
            raise _refusal(field, message % {"limit": MOST_PIXELS // 1_000_000})
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        # Made small first: turning needs a second picture.
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        small = ImageOps.exif_transpose(image)
        # Where the picture is clear, paper shows through and not black.
        paper = Image.new("RGB", small.size, "white")
        clear = (
            small.convert("RGBA")
            if "A" in small.getbands() or "transparency" in small.info
            else None
        )
        paper.paste(small.convert("RGB"), mask=clear.getchannel("A") if clear else None)
    written = io.BytesIO()
    paper.save(written, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return written.getvalue()


def _refusal(field: str, message: str) -> Refused:
    return Refused(message, {field: [message]})
