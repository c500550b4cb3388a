import shutil
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, Tags, register

from jumpa.documents.confinement import ConfinementError, run_confined, seccomp
from jumpa.documents.confinement.runner import PATH
from jumpa.documents.signer import signers
from jumpa.documents.trust import trust_roots


@register(Tags.security)
def files_can_be_confined(**_kwargs: Any) -> list[CheckMessage]:
    """In production no file may be read without the filter of system calls."""
    if settings.SAMPLE or seccomp.is_possible():
        return []
    return [
        Error(
            "This system cannot confine the reading of uploaded files.",
            hint="Jumpa needs Linux with seccomp on x86_64 or aarch64; every upload is refused.",
            id="documents.E001",
        )
    ]


@register(Tags.security, deploy=True)
def a_confined_task_answers(**_kwargs: Any) -> list[CheckMessage]:
    """``check --deploy`` reads one file in earnest, and says whether scans can be read."""
    found: list[CheckMessage] = []
    try:
        run_confined("inspect", b"", {"images": False})
    except ConfinementError as error:
        found.append(
            Error(f"Reading a file in a confined child failed: {error}", id="documents.E002")
        )
    if shutil.which("tesseract", path=PATH) is None:
        hint = "apt install tesseract-ocr tesseract-ocr-ind; without it scans are not read."
        found.append(Info("tesseract is not installed.", hint=hint, id="documents.I001"))
    return found


@register
def ways_of_signing_are_known(**_kwargs: Any) -> list[CheckMessage]:
    """A way that is misspelt would be missing on the signing desk without a word."""
    return [
        Error(
            f"JUMPA_SIGNERS names “{key}”, which is no way of signing.",
            hint=f"Known are {', '.join(signers.keys())}, with commas between them.",
            id="documents.E003",
        )
        for key in settings.SIGNERS
        if key not in signers
    ]


@register(Tags.security)
def trust_roots_can_be_read(**_kwargs: Any) -> list[CheckMessage]:
    """Without them a paper is signed elsewhere, and its signature thrown away unchecked."""
    try:
        trust_roots()
    except OSError as error:
        hint = "Name the folder that has the certificates, readable to web server and worker."
        return [Error(f"JUMPA_TRUST_ROOTS: {error}", hint=hint, id="documents.E004")]
    return []
