"""Whose signatures the office trusts: the certificates in the folder of ``JUMPA_TRUST_ROOTS``."""

from pathlib import Path

from django.conf import settings

_SUFFIXES = frozenset({".pem", ".crt", ".cer", ".der"})


def trust_roots() -> list[bytes]:
    """The certificates as files, PEM or DER; none when no folder is named.

    Raises:
        OSError: the folder or one of its files cannot be read.
    """
    folder = settings.TRUST_ROOTS
    if not folder:
        return []
    files = sorted(path for path in Path(folder).iterdir() if path.suffix.lower() in _SUFFIXES)
    return [path.read_bytes() for path in files]
