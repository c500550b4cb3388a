"""Rows that several letters share: facts in, printed words out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from jumpa.documents import wording
from jumpa.documents.facts import (
    CheckFacts,
    ContactFacts,
    DateFacts,
    EquipmentFacts,
    EventFacts,
    LetterFacts,
    MemberFacts,
    PartyFacts,
    SignatureFacts,
    SlotFacts,
)

Rows = list[list[str]]


def filled(rows: Rows) -> Rows:
    """The rows that have a value."""
    return [row for row in rows if row[-1]]


def moment(at: datetime | None) -> str:
    """Day and time in the office's zone; nothing for nothing."""
    return wording.moment(timezone.localtime(at), settings.TIME_ZONE_LABEL) if at else ""


def short_moment(at: datetime | None) -> str:
    """ "25/11/2026 10.00" for the narrow column of a table."""
    return f"{timezone.localtime(at):%d/%m/%Y %H.%M}" if at else ""


def clock(at: datetime) -> str:
    """The time alone, in the office's zone."""
    return wording.clock(timezone.localtime(at))


def when(slot: SlotFacts) -> str:
    """From when to when, in one line."""
    start, end = timezone.localtime(slot.start), timezone.localtime(slot.end)
    return wording.when(start, end, settings.TIME_ZONE_LABEL)


def slot_text(slot: SlotFacts) -> str:
    """Time and place in one line."""
    return f"{when(slot)}, {slot.place}" if slot.place else when(slot)


def head_rows(number: str, sensitivity: str, attachment: str, subject: str) -> Rows:
    """What stands above the address of a letter that goes out."""
    return [
        ["Nomor", number],
        ["Sifat", sensitivity],
        ["Lampiran", attachment],
        ["Hal", subject],
    ]


def letter_rows(letter: LetterFacts) -> Rows:
    """All that is known of the incoming letter."""
    signatory = ", ".join(filter(None, (letter.signatory_name, letter.signatory_title)))
    return filled(
        [
            ["Surat dari", letter.sender],
            ["Nomor surat", letter.number],
            ["Tanggal surat", wording.long_date(letter.date)],
            ["Hal", letter.subject],
            ["Penanda tangan", signatory],
            ["Sifat", letter.sensitivity],
            ["Tingkat urgensi", letter.urgency],
        ]
    )


def basis_rows(letter: LetterFacts, agenda_number: str) -> Rows:
    """What an internal report rests on."""
    return filled(
        [
            ["Surat dari", letter.sender],
            ["Nomor dan tanggal", f"{letter.number}, {wording.long_date(letter.date)}"],
            ["Hal", letter.subject],
            ["Nomor agenda", agenda_number],
        ]
    )


def people_text(in_room: int | None, online: int | None, sites: int | None) -> str:
    """ "40 orang di ruang, 120 orang daring, 6 titik lokasi", of what is known."""
    parts = (
        (in_room, "orang di ruang"),
        (online, "orang daring"),
        (sites, "titik lokasi"),
    )
    return ", ".join(f"{wording.count(n)} {what}" for n, what in parts if n is not None)


def equipment_text(equipment: Sequence[EquipmentFacts]) -> str:
    """ "webcam (2), mikrofon meja (4)"."""
    return ", ".join(
        item.name if item.count is None else f"{item.name} ({wording.count(item.count)})"
        for item in equipment
    )


def event_rows(event: EventFacts, *, brief: bool = False) -> Rows:
    """The event; ``brief`` leaves out participants and needs."""
    application = ", ".join(filter(None, (event.application, event.host)))
    rows = [
        ["Nama kegiatan", event.name],
        *_time_rows(event),
        ["Tempat", event.place],
        ["Tata letak", event.layout],
        ["Aplikasi", application],
        ["Uji koneksi", moment(event.test_at)],
    ]
    if not brief:
        rows += [
            ["Penyelenggara", event.organiser],
            ["Pimpinan rapat", event.chair],
            ["Peserta", people_text(event.people_in_room, event.people_online, event.sites)],
            ["Kebutuhan", wording.listing(event.needs)],
            ["Perlengkapan", equipment_text(event.equipment)],
            ["Catatan", event.note],
        ]
    return filled(rows)


SERIES = "Rangkaian jadwal"
"""The row in which all dates of a series stand, a line each."""


def _time_rows(event: EventFacts) -> Rows:
    """Day and hours, or all dates of a series."""
    if event.dates:
        lines = [f"{at}. {_date_text(date)}" for at, date in enumerate(event.dates, start=1)]
        return [[SERIES, "\n".join(lines)]]
    start, end = timezone.localtime(event.start), timezone.localtime(event.end)
    return [
        ["Hari/tanggal", wording.days(start, end)],
        ["Waktu", wording.hours(start, end, settings.TIME_ZONE_LABEL)],
    ]


def _date_text(date: DateFacts) -> str:
    return f"{slot_text(date.slot)} ({date.note})" if date.note else slot_text(date.slot)


def contact_text(contact: ContactFacts) -> str:
    """Name, telephone and e-mail in one line."""
    return ", ".join(filter(None, (contact.name, contact.phone, contact.email)))


def contact_row(contact: ContactFacts) -> list[str]:
    """Role and the person with its telephone and e-mail."""
    return [contact.role or "Narahubung", contact_text(contact)]


def reply_rows(event: EventFacts, contacts: Sequence[ContactFacts]) -> Rows:
    """The details of a Surat Balasan."""
    names = {SERIES, "Hari/tanggal", "Waktu", "Tempat", "Tata letak", "Aplikasi", "Uji koneksi"}
    rows = [row for row in event_rows(event, brief=True) if row[0] in names]
    return filled([*rows, ["Narahubung", "\n".join(map(contact_text, contacts))]])


def check_rows(checks: Sequence[CheckFacts]) -> Rows:
    """Label, result, note and who looked."""
    return [[check.label, check.result, check.note or "–", check.by] for check in checks]


def member_rows(members: Sequence[MemberFacts]) -> Rows:
    """Name, NIP and duty."""
    return [[member.name, wording.nip(member.nip) or "–", member.duty or "–"] for member in members]


def signature(facts: SignatureFacts) -> dict[str, Any]:
    """A block that leaves room for a signature and never claims one."""
    recorded = ""
    if facts.recorded_at:
        recorded = f"Dicatat secara elektronik oleh {facts.name}, pada {moment(facts.recorded_at)}"
    return {
        "office": facts.office_title,
        "name": facts.name,
        "rank": facts.rank,
        "nip": wording.nip(facts.nip),
        "date": wording.long_date(facts.dated) if facts.dated else "",
        "recorded": recorded,
    }


def party(facts: PartyFacts) -> dict[str, Any]:
    """One side of a berita acara: its rows, and its block for a signature."""
    rows = [
        ["Nama", facts.name],
        ["NIP", wording.nip(facts.nip)],
        ["Pangkat/golongan", facts.rank],
        ["Jabatan", facts.position],
        ["Instansi", facts.agency],
    ]
    who = SignatureFacts(facts.position or facts.agency, facts.name, facts.rank, facts.nip)
    return {"rows": filled(rows), "signature": signature(who)}
