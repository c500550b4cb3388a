"""Certificates as names and as trust."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from asn1crypto import pem, x509

_LONGEST = 100


def read_roots(roots: Iterable[bytes]) -> list[x509.Certificate]:
    """The certificates in ``roots``, each DER, or PEM with one or more of them.

    Raises:
        ValueError: one of them is no certificate.
    """
    try:
        return [certificate for content in roots for certificate in _read(content)]
    except (ValueError, TypeError) as error:
        raise ValueError(f"A root is no certificate: {error}") from error


def _read(content: bytes) -> list[x509.Certificate]:
    ders = [content]
    if pem.detect(content):
        ders = [der for _kind, _headers, der in pem.unarmor(content, multiple=True)]
    found = [x509.Certificate.load(der, strict=True) for der in ders]
    for certificate in found:
        # Reading is lazy: a root that is none must be found out here and not at a letter.
        _ = certificate.subject.native, certificate.public_key.native
    return found


def name_of(name: x509.Name, *keys: str) -> str:
    """The first of ``keys`` ("common_name", …) that the name has; several values in one line."""
    values: dict[str, Any] = name.native
    for key in keys:
        value = values.get(key)
        if value:
            return _one_line(", ".join(value) if isinstance(value, list) else str(value))
    return ""


_NIP = re.compile(r"(?<!\d)(?:19|20)\d{2}(?:0[1-9]|1[0-2])\d{12}(?!\d)")


def nip_of(name: x509.Name) -> str:
    """The number of a civil servant that a certificate names, or nothing; no other number."""
    values: dict[str, Any] = name.native
    for key in ("serial_number", "user_id", "unique_identifier", "uid"):
        found = _NIP.search(str(values.get(key, "")))
        if found:
            return found.group()
    return ""


def _one_line(text: str) -> str:
    """Without what turns or breaks the sentence in which it will stand, and not endless."""
    shown = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    words = " ".join(shown.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def is_valid_at(certificate: x509.Certificate, moment: datetime) -> bool:
    """Whether ``moment`` lies in the certificate's own time."""
    return bool(certificate.not_valid_before <= moment <= certificate.not_valid_after)
