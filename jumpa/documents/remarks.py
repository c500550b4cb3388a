"""What is to be known of a signed copy besides its signature: kept as codes, told in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.documents.models import SignedCopy

NAME_DIFFERS, OFFICE_CERTIFICATE, WRITTEN_ANEW, NOT_READ = (
    "name_differs",
    "office_certificate",
    "written_anew",
    "not_read",
)
_WORDS: dict[str, str | Promise] = {
    NAME_DIFFERS: gettext_lazy(
        "Nama pada sertifikat tidak persis sama dengan nama penanda tangan yang tercetak."
    ),
    OFFICE_CERTIFICATE: gettext_lazy(
        "Ditandatangani dengan sertifikat elektronik atas nama kantor."
    ),
    WRITTEN_ANEW: gettext_lazy(
        "Layanan tanda tangan menulis ulang berkasnya; teksnya sama dengan naskah yang dikirim."
    ),
    NOT_READ: gettext_lazy("Nomor naskah tidak terbaca pada pindaian."),
}


def remark_words(copy: SignedCopy, *, names: bool = True) -> str:
    """The remarks on a copy as sentences; empty when there are none.

    Args:
        names: whether it is told who confirmed it.
    """
    told = [str(_WORDS[code]) for code in copy.remarks if code in _WORDS]
    if copy.confirmed_by and not names:
        told.append(_("Kecocokannya dinyatakan oleh petugas kantor ini."))
    elif copy.confirmed_by:
        told.append(_("Kecocokannya dinyatakan oleh %s.") % copy.confirmed_by)
    return " ".join(told)
