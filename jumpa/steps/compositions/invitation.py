"""Undangan: once time and operators are settled; to many recipients, each with its own letter."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.documents.letters.invitation import InvitationFacts, JoinFacts
from jumpa.documents.wordings import words_of
from jumpa.intake.facts import application_title, event_facts
from jumpa.intake.models import ServiceRequest
from jumpa.steps.composition import (
    Composition,
    CompositionForm,
    Powers,
    compositions,
    is_settled,
    lines_of,
    recipients_in,
    signature_of,
)
from jumpa.steps.fields import NoteField
from jumpa.steps.reply import our_contacts

MOST = 1000
_SIGNER = "kepala_dinas"


class InvitationForm(CompositionForm):
    """Whom, to what, and how to join."""

    recipients = forms.CharField(
        label=gettext_lazy("Penerima (satu per baris)"),
        max_length=100_000,
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy(
            "Setiap penerima mendapat surat dan nomor sendiri. Baris alamat dipisahkan titik koma."
        ),
    )
    subject = forms.CharField(label=gettext_lazy("Hal"), max_length=300)
    agenda = forms.CharField(label=gettext_lazy("Acara"), max_length=300)
    application = forms.CharField(label=gettext_lazy("Aplikasi"), max_length=100, required=False)
    link = forms.URLField(
        label=gettext_lazy("Tautan"), max_length=500, required=False, assume_scheme="https"
    )
    meeting_id = forms.CharField(label=gettext_lazy("ID rapat"), max_length=100, required=False)
    passcode = forms.CharField(label=gettext_lazy("Kode sandi"), max_length=100, required=False)
    note = NoteField(gettext_lazy("Keterangan tambahan"), rows=2)
    copies = NoteField(gettext_lazy("Tembusan (satu per baris)"))

    def proposal(self, request: ServiceRequest) -> Mapping[str, Any]:
        """The request's own data, and the office's words."""
        words = words_of("invitation")
        return {
            "subject": words.say("subject"),
            "agenda": request.event_name,
            "application": application_title(request),
            "link": request.meeting_link,
            "meeting_id": request.meeting_id,
            "passcode": request.meeting_passcode,
            "copies": "\n".join(words.lines("copies")),
        }

    def clean_recipients(self) -> str:
        """At least one, and not more than one job is made for."""
        typed: str = self.cleaned_data["recipients"]
        found = recipients_in({"recipients": typed})
        if not found:
            raise forms.ValidationError(_("Tulis sedikitnya satu penerima."))
        if len(found) > MOST:
            raise forms.ValidationError(_("Paling banyak %d penerima sekaligus.") % MOST)
        return typed


class InvitationComposition(Composition):
    key = "invitation"
    powers = Powers(("subkor_ile",), _SIGNER)
    Form = InvitationForm

    def fits(self, request: ServiceRequest) -> bool:
        """The time is agreed and somebody of ours is on it."""
        return is_settled(request)

    def facts(
        self, request: ServiceRequest, values: Mapping[str, Any], recipient: tuple[str, ...]
    ) -> InvitationFacts:
        return InvitationFacts(
            recipient=recipient,
            event=event_facts(request),
            agenda=values["agenda"],
            signature=signature_of(_SIGNER, "Kepala Dinas"),
            join=JoinFacts(
                values["application"], values["link"], values["meeting_id"], values["passcode"]
            ),
            subject=values["subject"],
            contacts=our_contacts(),
            note=values["note"],
            copies=lines_of(values["copies"]),
        )


compositions.register(InvitationComposition())
