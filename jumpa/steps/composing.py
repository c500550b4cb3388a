"""A letter made by hand is issued: one, or a batch of one for each recipient."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed, Refused, WrongState
from jumpa.core.language import office_language
from jumpa.documents.actions.batch import start_batch
from jumpa.documents.actions.outgoing import Outgoing, issue_numbered
from jumpa.documents.letter import letters
from jumpa.documents.models import Batch, Paper
from jumpa.documents.queries import kop, office_profile
from jumpa.documents.rendering import logo_bytes
from jumpa.documents.snapshot import snapshot
from jumpa.documents.typesetting import picture
from jumpa.documents.wordings import words_of
from jumpa.intake.menu import Entry, register_menu
from jumpa.intake.models import ServiceRequest
from jumpa.people.models import Person
from jumpa.steps.composition import (
    Composition,
    compositions,
    maker,
    offered,
    recipients_in,
)


@transaction.atomic
def issue_composition(
    ref: str, key: str, values: Mapping[str, Any], *, person: Person, token: str
) -> Paper | Batch:
    """Number and issue the letter; for several recipients start the job that issues theirs.

    Args:
        token: comes with the form; the same one issues nothing a second time.

    Raises:
        NotAllowed: the person may not make this letter.
        WrongState: the request is not, or no more, at a point where it makes sense.
        Refused: the form carries no token, or names nobody.
    """
    request = ServiceRequest.objects.select_for_update(of=("self",)).get(ref=ref)
    composition = compositions[key]
    actor = may_compose(composition, request, person)
    recipients = recipients_in(values)
    if not token or not recipients:
        raise Refused(_("Formulir ini tidak utuh. Muat ulang halaman, lalu isi kembali."))
    letter = Outgoing(
        kind=key,
        owner=request.ref,
        part=token,
        subject=f"{values.get('subject') or letters[key].title}: {request.event_name}",
        dated=timezone.localdate(),
        signer_office=composition.powers.signer,
    )
    with office_language():
        made = [composition.facts(request, values, one) for one in recipients]
    if len(made) == 1:
        return issue_numbered(letter, made[0], actor=actor)
    title = f"{letters[key].title}: {request.event_name}"[:200]
    return start_batch(letter, made, title=title, token=token, actor=actor)


def may_compose(composition: Composition, request: ServiceRequest, person: Person) -> Actor:
    """As whom the person makes the letter.

    Raises:
        NotAllowed, WrongState: see ``issue_composition``.
    """
    actor = maker(composition, person)
    if actor is None:
        raise NotAllowed(_("Naskah ini bukan wewenang Anda saat ini."))
    if not composition.fits(request):
        raise WrongState(
            _(
                "Naskah ini belum dapat dibuat atau tidak diperlukan lagi. Lihat langkah permohonan"
                " ini, lalu buat naskahnya pada waktunya."
            )
        )
    return actor


def draft_picture(
    composition: Composition, request: ServiceRequest, values: Mapping[str, Any]
) -> bytes:
    """The first page as it would be issued, marked as a draft, for the first recipient.

    Raises:
        TypesettingError: with what Typst says.
    """
    recipient = next(iter(recipients_in(values)), ())
    letter = letters[composition.key]
    with office_language():
        facts = composition.facts(request, values, recipient)
    content = snapshot(letter.context(facts, words_of(letter.key)))
    office = kop(office_profile())
    return picture(
        letter.template,
        {**content, "office": office},
        title=letter.title,
        created=timezone.now(),
        logo=logo_bytes(office["logo"]),
    )


def letters_to_make(request: ServiceRequest, person: Person) -> Iterable[Entry]:
    """The menu of a request's page."""
    for one in offered(request, person):
        address = reverse("permohonan_naskah_buat", args=[request.ref, one.key])
        yield Entry(letters[one.key].title, address)


register_menu(letters_to_make)
