"""What was typed in a form whose sender turned out to be signed out: kept until they are back."""

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest

CARRIED = "isian"
"""The field of the sign-in form that carries it."""

_SALT = "jumpa.web.carried"
_SECONDS = 60 * 60
_SECRET = ("csrf", "password", "sandi", "passphrase")
_NIK = "nik"


@dataclass(frozen=True)
class Carried:
    """A form as it was sent: where to, its fields in order, and whether files came with it."""

    address: str
    fields: tuple[tuple[str, str], ...]
    has_files: bool


def carry(request: HttpRequest) -> str:
    """The form as one text that only we can have written; empty if nothing was typed.

    Secrets and files stay behind: they are given again.
    """
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name.lower() != _NIK and not any(word in name.lower() for word in _SECRET)
        for value in map(str, values)
    ]
    if not fields:
        return ""
    kept = {"to": request.get_full_path(), "fields": fields, "files": bool(request.FILES)}
    return signing.dumps(kept, salt=_SALT, compress=True)


def carried_in(text: str) -> Carried | None:
    """What ``text`` carries; None if it is not ours or older than an hour."""
    try:
        kept = signing.loads(text, salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return None
    fields = tuple((name, value) for name, value in kept["fields"])
    return Carried(kept["to"], fields, kept["files"])
