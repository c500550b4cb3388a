"""The two sides of a berita acara, as fields of a form and as facts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from jumpa.documents.facts import PartyFacts
from jumpa.documents.queries import office_profile
from jumpa.intake.models import ServiceRequest
from jumpa.people.queries import holders_of
from jumpa.steps.composition import CompositionForm


class PartiesForm(CompositionForm):
    """Who stands for the office, and who for the agency that asked."""

    hint = gettext_lazy(
        "Berita acara ini ditandatangani kedua pihak dengan tinta. Setelah terbit: cetak,"
        " tandatangani, pindai, lalu unggah pindaiannya."
    )
    our_name = forms.CharField(label=gettext_lazy("Nama pihak kami"), max_length=200)
    our_position = forms.CharField(label=gettext_lazy("Jabatan pihak kami"), max_length=200)
    their_name = forms.CharField(label=gettext_lazy("Nama pihak pemohon"), max_length=200)
    their_position = forms.CharField(label=gettext_lazy("Jabatan pihak pemohon"), max_length=200)

    def proposal(self, request: ServiceRequest) -> Mapping[str, Any]:
        """The coordinator, and the requester's technical contact."""
        ours = holders_of("subkor_ile").first()
        return {
            "our_name": ours.name if ours else "",
            "our_position": "Subkoordinator ILE",
            "their_name": request.tech_name or request.pic_name,
            "their_position": "Kontak teknis" if request.tech_name else "Penanggung jawab kegiatan",
        }


def our_side(values: Mapping[str, Any]) -> PartyFacts:
    """The office's side; rank and NIP where the name is one of our people's."""
    people = holders_of("subkor_ile") | holders_of("tim_tcmr")
    known = people.filter(name=values["our_name"]).first()
    return PartyFacts(
        values["our_name"],
        values["our_position"],
        office_profile().agency.title(),
        (known.nip or "") if known else "",
        known.rank if known else "",
    )


def their_side(request: ServiceRequest, values: Mapping[str, Any]) -> PartyFacts:
    """The side of the agency that asked."""
    return PartyFacts(values["their_name"], values["their_position"], request.agency.name)
