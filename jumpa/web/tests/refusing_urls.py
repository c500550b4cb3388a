"""The product's addresses, and one page that says no in every way."""

from types import SimpleNamespace

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import urlpatterns as product
from jumpa.core.errors import Conflict, NotAllowed, Refused, WrongState

FREE = SimpleNamespace(title="TCM Room, Rabu", reason="Hari lain pada jam yang sama")
ERRORS: dict[str, Exception] = {
    "salah-orang": NotAllowed("Hanya Kepala Dinas yang mendisposisikan."),
    "basi": WrongState("Surat ini sudah didisposisikan.", ["Diteruskan pukul 09.00 WIB"]),
    "bentrok": Conflict("Ruang sudah dipakai.", ["Rapat <SPBE>"], [FREE]),
    "isian": Refused("Isian tidak lengkap.", {"title": ["Nama kegiatan belum diisi."]}),
    "dilarang": PermissionDenied("x"),
    "rusak": RuntimeError("boom"),
}


def refusing(request: HttpRequest, kind: str) -> HttpResponse:
    """Raise the error of that kind."""
    raise ERRORS[kind]


urlpatterns = [*product, path("uji/<str:kind>/", refusing)]
