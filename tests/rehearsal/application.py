"""What the agencies do: find a time, write a letter, fill in the request form."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from jumpa.web.sample.letter import RequestLetter, letter_pdf
from tests.rehearsal.browser import Browser, Page
from tests.rehearsal.dates import long, short, typed
from tests.rehearsal.markup import Form, Misread, Upload
from tests.rehearsal.office import Office, needed

ZONE = ZoneInfo("Asia/Pontianak")
ROOM = "TCM Room"
_FIRST_DAY, _LAST_DAY = 10, 600
_HOURS = (9, 13)


@dataclass(frozen=True)
class Slot:
    """A time in the room."""

    start: datetime
    end: datetime


def free_slot(browser: Browser, room: str) -> Slot:
    """The first two hours on a weekday for which the system says that the room is free."""
    today = datetime.now(ZONE).replace(minute=0, second=0, microsecond=0)
    for ahead in range(_FIRST_DAY, _LAST_DAY):
        day = today + timedelta(days=ahead)
        if day.weekday() > 4:
            continue
        for hour in _HOURS:
            start = day.replace(hour=hour)
            slot = Slot(start, start + timedelta(hours=2))
            if _is_free(browser, room, slot):
                return slot
    raise Misread(f"{ROOM} is not free on any day of the next {_LAST_DAY}")


def _is_free(browser: Browser, room: str, slot: Slot) -> bool:
    page = browser.open(
        "/ketersediaan/", ruang=room, mulai=typed(slot.start), selesai=typed(slot.end)
    )
    return f"{ROOM} tersedia" in page.text


def new_form(browser: Browser) -> Form:
    """The empty request form."""
    return needed(browser.open("/permohonan/baru/"), "/isi/", "of a request")


@dataclass(frozen=True)
class Application:
    """One agency's request, as its person types it."""

    office: Office
    key: str
    event: str
    number: str
    slot: Slot

    def letter(self) -> Upload:
        """The signed letter, scanned."""
        player = self.office.player(self.key)
        letter = RequestLetter(
            agency=player.agency,
            number=self.number,
            date=short(datetime.now(ZONE).date()),
            nature="Biasa",
            subject="Permohonan fasilitasi video conference",
            event=self.event,
            organiser=player.agency,
            details=(
                ("Hari, tanggal", long(self.slot.start.date())),
                ("Waktu", f"pukul {self.slot.start:%H.%M}–{self.slot.end:%H.%M} WIB"),
                ("Tempat", ROOM),
                ("Peserta di ruang", "25 orang"),
                ("Aplikasi", "Zoom"),
            ),
            contact="Sdr. Budi Santoso (0812-5700-2001)",
            signer_name="Dra. Kartini Halim, M.Pd.",
            signer_title=f"Kepala {player.agency}",
        )
        content = letter_pdf(letter, created=datetime.now(UTC))
        return ("Surat permohonan.pdf", content, "application/pdf")

    def fill(self, form: Form) -> Form:
        """Fill in the whole form, letter included."""
        player = self.office.player(self.key)
        slot = self.slot
        return form.fill(
            letter_number=self.number,
            letter_date=f"{datetime.now(ZONE):%Y-%m-%d}",
            letter_subject="Permohonan fasilitasi video conference",
            letter_nature="biasa",
            urgency="segera",
            signer_name="Dra. Kartini Halim, M.Pd.",
            signer_title=f"Kepala {player.agency}",
            letter_file=self.letter(),
            event_name=self.event,
            event_kind="rakor",
            mulai=typed(slot.start),
            selesai=typed(slot.end),
            test_time=typed(slot.start - timedelta(days=1)),
            ruang=form.value_of("ruang", ROOM),
            layout="u_shape",
            people_in_room="25",
            people_online="120",
            application="zoom",
            host="kami",
            pic_name=player.name,
            pic_phone=player.phone,
            pic_email=player.email,
            tech_name="Budi Santoso",
            tech_phone="0812-5700-2001",
            far_name="Pusat Data dan Teknologi Informasi",
            far_phone="021-5703303",
            needs=["operator", "rekaman"],
            equipment_mik_nirkabel="2",
            terms=True,
        )

    def send(self) -> Page:
        """Fill in an empty form and submit it."""
        browser = self.office.browser(self.key)
        return browser.send(self.fill(new_form(browser)), "ajukan")
