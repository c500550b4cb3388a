"""Ink: the paper is printed, signed by hand and scanned; the scan comes back as a PDF."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core.errors import Refused
from jumpa.documents.inspection import inspect
from jumpa.documents.signer import Handed, Signatory, Signed, Signer, SigningError, signers


class Wet(Signer):
    key = "wet"
    title = gettext_lazy("Tanda tangan basah (unggah hasil pindai)")
    asks = frozenset({"file"})

    def sign(self, content: bytes, signatory: Signatory, handed: Handed) -> Signed:
        """The scan as it came, once it is known to be a harmless PDF and not the unsigned paper."""
        if not handed.file:
            raise SigningError(_("Pilih berkas PDF hasil pindai yang sudah ditandatangani."))
        if handed.file == content:
            raise SigningError(
                _("Berkas ini adalah naskah yang belum ditandatangani, bukan hasil pindainya.")
            )
        try:
            inspect(handed.file, _("hasil pindai"), field="file")
        except Refused as refusal:
            raise SigningError(refusal.message) from refusal
        return Signed(handed.file)


signers.register(Wet())
