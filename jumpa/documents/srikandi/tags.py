"""The tags that SRIKANDI fills in, and text in which nothing can be taken for one. Pure."""

import re

NUMBER = "${nomor_naskah}"
DATE = "${tanggal_naskah}"
NATURE = "${sifat}"
SUBJECT = "${hal}"
SIGNATURE = "${ttd_pengirim}"
NAME = "${nama_pengirim}"
NIP = "${nip_pengirim}"
TITLE = "${jabatan_pengirim}"
ALL = (NUMBER, DATE, NATURE, SUBJECT, SIGNATURE, NAME, NIP, TITLE)

# An unseen sign that keeps a brace from following a dollar sign or a run's beginning. Template
# processors of PhpWord's make look across runs for "$", any markup, then "{".
_JOINER = "\u2060"
_LEFT = re.compile(r"\$\s*\{\s*[a-z]+(?:_[a-z]+)*\s*\}", re.IGNORECASE)


_NO_CHARACTER = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML can't hold."""
_BREAK = re.compile("[\x0b\x0c\u2028\u2029]")
"""Breaks of a line or a page as office programs paste them."""


def harmless(text: str) -> str:
    """The user's text, which reads the same, can be written and is no tag."""
    writable = _NO_CHARACTER.sub("", _BREAK.sub("\n", text))
    return writable.replace("{", _JOINER + "{")


def unfilled(text: str) -> tuple[str, ...]:
    """The tags that were left in a letter's text, each once."""
    return tuple(dict.fromkeys(_LEFT.findall(text)))
