"""What was destroyed at the end of its retention is told so, and not as a fault."""

from datetime import datetime

from django.utils.translation import gettext as _

from jumpa.core.errors import DomainError
from jumpa.core.wording import day


class Gone(DomainError):
    """The file is no more; that it was, and its hash, are still known."""

    status = 410

    def __init__(self, at: datetime) -> None:
        told = _("Masa simpan berkas ini sudah berakhir; berkasnya dimusnahkan pada %s.")
        super().__init__(told % day(at))
