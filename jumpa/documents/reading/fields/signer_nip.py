"""NIP penandatangan."""

from collections.abc import Mapping

from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Found
from jumpa.documents.reading.incoming import IncomingLetter
from jumpa.documents.reading.signer_block import find_signer


class SignerNip(Field):
    """The 18 digits, without blanks; digits that cannot be a NIP are left out."""

    key = "signer_nip"

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        block = find_signer(letter)
        return self.found(block.number, block.nip) if block.nip else None


fields.register(SignerNip())
