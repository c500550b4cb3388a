"""What came back signed: is it whole, and is it the paper that was sent? Nothing else is kept."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from jumpa.documents.checking.verdict import SignatureVerdict
from jumpa.documents.confinement import ConfinementError, run_confined
from jumpa.documents.signature_words import sentence
from jumpa.documents.signatures import check_signatures
from jumpa.documents.signer import SigningError


def checked(content: bytes) -> tuple[SignatureVerdict, ...]:
    """The verdict on each signature.

    Raises:
        SigningError: it could not be checked, which is no pass.
    """
    try:
        return check_signatures(content)
    except (ConfinementError, OSError) as error:
        raise _unchecked() from error


def require_sound(verdicts: Sequence[SignatureVerdict]) -> None:
    """Every signature whole, and the last one over the whole file.

    Raises:
        SigningError: they are not.
    """
    faulty = [verdict for verdict in verdicts if verdict.integrity != "intact"]
    if verdicts and not faulty and verdicts[-1].covers_whole:
        return
    why = sentence(faulty[0]) if faulty else _("Berkas tidak memuat tanda tangan yang lengkap.")
    raise SigningError(
        _("Hasilnya tidak lolos pemeriksaan, sehingga naskah tetap belum ditandatangani. %s") % why
    )


def require_ours(sent: bytes, back: bytes) -> bool:
    """Whether the very bytes that were sent are there, only added to at their end.

    Raises:
        SigningError: it is not even word for word alike.
    """
    if back.startswith(sent):
        return True
    if _words(back) == _words(sent):
        return False
    raise SigningError(
        _("Yang kembali bukan naskah yang dikirim, sehingga naskah tetap belum ditandatangani.")
    )


def _words(content: bytes) -> list[str]:
    try:
        return " ".join(run_confined("read_text", content).answer["pages"]).split()
    except ConfinementError as error:
        raise _unchecked() from error


def _unchecked() -> SigningError:
    return SigningError(
        _("Hasil penandatanganan belum dapat diperiksa, sehingga tidak disimpan. Coba lagi."),
        may_retry=True,
    )
