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


def harmless(text: str) -> str:
    """The user's text, which reads the same and is no tag."""
    return text.replace("{", _JOINER + "{")


def unfilled(text: str) -> tuple[str, ...]:
    """The tags that were left in a letter's text, each once."""
    return tuple(dict.fromkeys(_LEFT.findall(text)))
