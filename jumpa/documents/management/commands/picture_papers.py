from pathlib import Path
from typing import Any

import pypdfium2
from django.core.management.base import BaseCommand, CommandParser

from jumpa.documents.letter import letters
from jumpa.documents.models import OfficeProfile
from jumpa.documents.phrases import own_words
from jumpa.documents.qr import qr_svg
from jumpa.documents.specimens import DATED, specimen_content, variants
from jumpa.documents.typesetting import compile_pdf

_ADDRESS = "https://jumpa.contoh.id/periksa/Vb3kQ9xT2mZ7pL4wR8nY1A/"
_WIDTH = 800


class Command(BaseCommand):
    help = "Set the first page of every paper's example as naskah-*.png for the documentation."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and on which paper."""
        parser.add_argument("folder", type=Path, help="for example docs/images")
        parser.add_argument("--paper", choices=["a4", "f4"], default="a4")

    def handle(self, *args: Any, **options: Any) -> None:
        """One file a letter, and one for each of its variants."""
        profile = OfficeProfile(
            pk=1,
            address="Jalan Contoh Nomor 1",
            phone="(0562) 000000",
            website="kominfo.contoh.id",
            email="kominfo@contoh.id",
            paper_size=options["paper"],
        )
        for letter in letters:
            for variant in ("", *variants(letter.key)):
                name = "-".join(filter(None, ("naskah", letter.key, variant))).replace("_", "-")
                _picture(letter.key, variant, profile, options["folder"] / f"{name}.png")


def _picture(key: str, variant: str, profile: OfficeProfile, file: Path) -> None:
    """Set the example as it would be issued, and draw its first page, in few greys."""
    letter = letters[key]
    content = specimen_content(key, own_words(letter.texts), profile, variant)
    pdf = compile_pdf(
        letter.template,
        {**content, "verification": {"url": _ADDRESS}},
        title=letter.title,
        created=DATED,
        qr=qr_svg(_ADDRESS),
    )
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    drawn = page.render(scale=_WIDTH / page.get_width()).to_pil().convert("L").quantize(16)
    drawn.save(file, optimize=True)
    document.close()
