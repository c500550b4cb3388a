"""What letters are made of: plain frozen values that the slices above fill in.

Times are aware datetimes, printed in the office's zone. A text left empty is not printed.
A number of people or things is ``None`` when it is not known.
"""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class LetterFacts:
    """The incoming letter. ``sensitivity`` is its sifat, ``urgency`` its tingkat urgensi."""

    number: str
    date: date
    subject: str
    sender: str
    sensitivity: str = "Biasa"
    urgency: str = "Biasa"
    signatory_name: str = ""
    signatory_title: str = ""
    signatory_nip: str = ""


@dataclass(frozen=True)
class EquipmentFacts:
    """One kind of thing: how many, and the state it was found in."""

    name: str
    count: int | None = None
    condition: str = ""


@dataclass(frozen=True)
class ContactFacts:
    """A person to reach; ``role`` as printed, for example "Kontak teknis"."""

    name: str
    phone: str = ""
    email: str = ""
    role: str = ""


@dataclass(frozen=True)
class SlotFacts:
    """A time at a place."""

    start: datetime
    end: datetime
    place: str = ""


@dataclass(frozen=True)
class DateFacts:
    """One date of a series; ``note`` as printed: "semula …", "dilewatkan"."""

    slot: SlotFacts
    note: str = ""


@dataclass(frozen=True)
class EventFacts:
    """The meeting as asked for or agreed. ``host`` says who opens the meeting room online.

    An event that repeats has all its ``dates``, each with its place only where it has its own.
    """

    name: str
    start: datetime
    end: datetime
    place: str
    layout: str = ""
    application: str = ""
    host: str = ""
    test_at: datetime | None = None
    organiser: str = ""
    chair: str = ""
    people_in_room: int | None = None
    people_online: int | None = None
    sites: int | None = None
    needs: tuple[str, ...] = ()
    equipment: tuple[EquipmentFacts, ...] = ()
    note: str = ""
    dates: tuple[DateFacts, ...] = ()


@dataclass(frozen=True)
class SignatureFacts:
    """Where a signature would stand. It never says that one was given.

    ``recorded_at`` is set on internal papers: "Dicatat secara elektronik oleh …, pada …".
    """

    office_title: str
    name: str
    rank: str = ""
    nip: str = ""
    dated: date | None = None
    recorded_at: datetime | None = None


@dataclass(frozen=True)
class CheckFacts:
    """One thing looked at: ``result`` as printed ("Sesuai", "Tidak ada"), and by whom."""

    label: str
    result: str
    note: str = ""
    by: str = ""


@dataclass(frozen=True)
class MemberFacts:
    """A member of the team and what this person has to do."""

    name: str
    nip: str = ""
    duty: str = ""


@dataclass(frozen=True)
class PartyFacts:
    """One side of a berita acara: who, as what, for whom."""

    name: str
    position: str = ""
    agency: str = ""
    nip: str = ""
    rank: str = ""
