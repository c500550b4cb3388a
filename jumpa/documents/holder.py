"""Is a signature's certificate that of the person in whose name a paper is signed?"""

import re
from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from jumpa.documents.checking.verdict import SignatureVerdict
from jumpa.documents.person_names import likeness
from jumpa.documents.remarks import NAME_DIFFERS, OFFICE_CERTIFICATE
from jumpa.documents.signer import Signatory, Signer, SigningError


def is_personal(signer: Signer) -> bool:
    """Whether the way signs with the certificate of a person, who proves it by a secret."""
    return bool({"nik", "passphrase"} & signer.asks)


def holder_remark(verdicts: Sequence[SignatureVerdict], signatory: Signatory) -> str:
    """What is to be remarked of who signed in someone's name: a code, or nothing.

    One of several signatures has to be theirs. The NIP decides where the certificate has one, else
    the name. A certificate in the name of the office (``JUMPA_OFFICE_CERTIFICATES``) may sign for
    whoever tells it to.

    Raises:
        SigningError: whose certificate it was instead.
    """
    found = [_remark(verdict, signatory) for verdict in verdicts]
    theirs = sorted(remark for remark in found if remark is not None)
    if theirs:
        return theirs[0]
    raise SigningError(_someone_else(verdicts[-1], signatory), is_final=True)


def _remark(verdict: SignatureVerdict, signatory: Signatory) -> str | None:
    """The remark on one signature; None when it is somebody else's."""
    if _plain(verdict.signer) in map(_plain, settings.OFFICE_CERTIFICATES):
        return OFFICE_CERTIFICATE
    found = likeness(verdict.signer, signatory.name)
    is_other = found == "other"
    if verdict.signer_nip and signatory.nip:
        is_other = verdict.signer_nip != re.sub(r"\D", "", signatory.nip)
    if is_other:
        return None
    return "" if found == "same" else NAME_DIFFERS


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _someone_else(verdict: SignatureVerdict, signatory: Signatory) -> str:
    return _(
        "Sertifikat yang dipakai atas nama %(holder)s, bukan %(signer)s. Hasilnya tidak disimpan;"
        " naskah tetap belum ditandatangani."
    ) % {"holder": verdict.signer or _("tidak diketahui"), "signer": signatory.name}
