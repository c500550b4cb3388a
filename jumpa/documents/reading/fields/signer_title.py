"""Jabatan penandatangan."""

from collections.abc import Mapping

from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Certainty, Found
from jumpa.documents.reading.incoming import IncomingLetter
from jumpa.documents.reading.phrases import running_line
from jumpa.documents.reading.signer_block import find_signer


class SignerTitle(Field):
    """The office of the one who signs, with "Plt." or "Plh." before it."""

    key = "signer_title"

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        block = find_signer(letter)
        if block.title is None:
            return None
        title = running_line(block.title.text.strip(" ,.:"))
        certainty: Certainty = "sure" if block.nip else "likely"
        return self.found(title, block.title, certainty)


fields.register(SignerTitle())
