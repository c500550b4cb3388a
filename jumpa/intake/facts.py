"""A request in the words of the papers: frozen facts for ``documents``."""

from jumpa.documents.facts import (
    ContactFacts,
    DateFacts,
    EquipmentFacts,
    EventFacts,
    LetterFacts,
    SlotFacts,
)
from jumpa.intake import catalogue
from jumpa.intake.models import ServiceRequest
from jumpa.intake.series import dates_from, read_dates


def letter_facts(request: ServiceRequest) -> LetterFacts:
    """The letter that a submitted request rests on."""
    if request.letter_date is None:
        raise ValueError(f"{request.ref} was not submitted: its letter has no date.")
    return LetterFacts(
        number=request.letter_number,
        date=request.letter_date,
        subject=request.letter_subject,
        sender=request.agency.name,
        sensitivity=catalogue.title("nature", request.letter_nature or "biasa"),
        urgency=catalogue.title("urgency", request.urgency or "biasa"),
        signatory_name=request.signer_name,
        signatory_title=request.signer_title,
        signatory_nip=request.signer_nip,
    )


def event_facts(request: ServiceRequest, *, as_wanted: bool = False) -> EventFacts:
    """The event as agreed, or as wanted where nothing is agreed yet or ``as_wanted``."""
    start, end, place = request.agreed_start, request.agreed_end, request.place
    if as_wanted or start is None or end is None:
        start, end = request.start, request.end
        place = request.wanted_place
    if start is None or end is None:
        raise ValueError(f"{request.ref} was not submitted: it has no time.")
    if request.venue_address and place == request.venue_name:
        place = f"{place}, {request.venue_address}"
    return EventFacts(
        name=request.event_name,
        start=start,
        end=end,
        place=place,
        layout=catalogue.title("layout", request.layout),
        application=application_title(request),
        host=catalogue.title("host", request.host),
        test_at=request.test_time,
        organiser=request.organiser,
        chair=request.chair,
        people_in_room=request.people_in_room,
        people_online=request.people_online,
        sites=request.sites,
        needs=tuple(catalogue.title("need", key) for key in request.needs),
        equipment=tuple(
            EquipmentFacts(catalogue.title("equipment", key), count)
            for key, count in request.equipment.items()
        ),
        note=request.notes,
        dates=date_facts(request, as_wanted=as_wanted),
    )


def date_facts(request: ServiceRequest, *, as_wanted: bool = False) -> tuple[DateFacts, ...]:
    """All dates of a series as they hold, or as wanted; none for an event that is held once."""
    rows = read_dates(request.occurrences.select_related("room"))
    if as_wanted and request.start and request.end:
        text, changes = request.recurrence, request.date_changes
        rows = dates_from(text, changes, request.start, request.end)
    return tuple(
        DateFacts(
            SlotFacts(row.start, row.end, row.room.name if row.room else ""),
            "dilewatkan" if row.is_skipped else "",
        )
        for row in rows
    )


def application_title(request: ServiceRequest) -> str:
    """The application by name, also when it is not on the list."""
    return request.application_other or catalogue.title("application", request.application)


def contact_facts(request: ServiceRequest) -> tuple[ContactFacts, ...]:
    """Whom to reach, on both sides."""
    found = (
        ContactFacts(
            request.pic_name, request.pic_phone, request.pic_email, "Penanggung jawab kegiatan"
        ),
        ContactFacts(request.tech_name, request.tech_phone, "", "Kontak teknis"),
        ContactFacts(request.far_name, request.far_phone, "", "Kontak pihak seberang"),
    )
    return tuple(contact for contact in found if contact.name)


def alternative_facts(request: ServiceRequest) -> tuple[SlotFacts, ...]:
    """The ranked alternatives that the requester named, each complete."""
    pairs = (
        (request.first_alternative_start, request.first_alternative_end),
        (request.second_alternative_start, request.second_alternative_end),
    )
    return tuple(SlotFacts(start, end) for start, end in pairs if start and end)


def agenda_label(request: ServiceRequest) -> str:
    """The agenda number as written, "17/2026", or empty before TU has received it."""
    return f"{request.agenda_number}/{request.agenda_year}" if request.agenda_number else ""
