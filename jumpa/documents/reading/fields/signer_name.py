"""Nama penandatangan."""

from collections.abc import Mapping

from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Certainty, Found
from jumpa.documents.reading.incoming import IncomingLetter
from jumpa.documents.reading.signer_block import find_signer


class SignerName(Field):
    """The name with its titles, as it stands under the signature."""

    key = "signer_name"

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        block = find_signer(letter)
        if block.name is None:
            return None
        is_clear = bool(block.nip or block.title) and not block.is_one_of_several
        certainty: Certainty = "sure" if is_clear else "likely"
        return self.found(_name(block.name.text), block.name, certainty)


def _name(text: str) -> str:
    words = text.strip("() _,").split()
    return " ".join(_capitalised(word) for word in words)


def _capitalised(word: str) -> str:
    """``SANTOSO,`` as a name is written; degrees, with their dots, stay."""
    letters = word.strip(",")
    return (
        word.capitalize() if letters.isalpha() and letters.isupper() and len(letters) > 2 else word
    )


fields.register(SignerName())
