"""The cast at their desks: each method is one thing that a person does through the pages."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from html import unescape
from threading import get_ident
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from jumpa.core.actions import seed_calendar
from jumpa.core.actor import SYSTEM
from jumpa.documents.models import Paper
from jumpa.documents.queries import papers_of
from jumpa.documents.tests.pdfs import good
from jumpa.intake.models import ServiceRequest
from jumpa.intake.queries import request_status
from jumpa.linecheck.rules import ITEMS
from jumpa.people.models import Person
from jumpa.people.tests.cast import Cast, make_cast
from jumpa.scheduling.models import Resource
from jumpa.scheduling.queries import reservations_of
from jumpa.scheduling.tests.makers import make_room
from jumpa.steps.wording import CHECK_ITEMS, COMPLETENESS
from jumpa.workflow.actions import publish_sop
from jumpa.workflow.models import Task


@dataclass
class Office:
    """A running office with its cast and one room."""

    cast: Cast
    room: Resource
    browsers: dict[tuple[int, date, int], Client] = field(default_factory=dict)

    def client(self, person: Person) -> Client:
        """The browser in which ``person`` is logged in: each day anew, in each thread another."""
        key = person.pk, timezone.localdate(), get_ident()
        if key not in self.browsers:
            self.browsers[key] = Client()
            self.browsers[key].force_login(person)
        return self.browsers[key]

    def request_values(self, **changes: Any) -> dict[str, Any]:
        """A complete, right request form: an event in a week, from 09.00 to 11.00."""
        start = self.event_start()
        values = {
            "letter_number": "400.3/512/Disdikbud/2026",
            "letter_date": f"{timezone.localdate():%Y-%m-%d}",
            "letter_subject": "Permohonan video conference",
            "letter_nature": "biasa",
            "urgency": "segera",
            "signer_name": "Dra. Kartini, M.Pd.",
            "signer_title": "Kepala Dinas Pendidikan dan Kebudayaan",
            "pic_name": "Rina Marlina, S.Pd.",
            "pic_phone": "0812-5700-1001",
            "pic_email": "rina@disdikbud.contoh.go.id",
            "tech_name": "Budi Santoso",
            "tech_phone": "0812-5700-1009",
            "far_name": "Pusdatin Kemendikdasmen",
            "far_phone": "021-5703303",
            "event_name": "Rapat Koordinasi Literasi Digital",
            "organiser": "Dinas Pendidikan dan Kebudayaan",
            "mulai": f"{start:%Y-%m-%dT%H:%M}",
            "selesai": f"{start + timedelta(hours=2):%Y-%m-%dT%H:%M}",
            "test_time": f"{start - timedelta(days=1):%Y-%m-%dT%H:%M}",
            "ruang": self.room.ref,
            "versi": "0",
            "layout": "u_shape",
            "people_in_room": "25",
            "application": "zoom",
            "host": "kami",
            "equipment_mik_nirkabel": "2",
            "needs": ["operator", "rekaman"],
            "terms": "on",
            "ajukan": "1",
        }
        return {key: value for key, value in {**values, **changes}.items() if value is not None}

    def event_start(self) -> datetime:
        """09.00 in seven days, the office's time."""
        day = timezone.localtime() + timedelta(days=7)
        return day.replace(hour=9, minute=0, second=0, microsecond=0)

    def letter(self) -> SimpleUploadedFile:
        """A one-page PDF."""
        return SimpleUploadedFile("surat.pdf", good(), content_type="application/pdf")

    def post_request(self, ref: str = "barubarubaru22", **changes: Any) -> HttpResponse:
        """Send the form, whatever comes of it."""
        values = self.request_values(**changes)
        if "letter_file" not in changes:
            values["letter_file"] = self.letter()
        return self.client(changes.get("by") or self.cast.requester).post(
            f"/permohonan/{ref}/isi/", values
        )

    def submit(self, ref: str = "barubarubaru22", **changes: Any) -> str:
        """Submit a request and insist that it was taken."""
        response = self.post_request(ref, **changes)
        assert response.status_code == 302, problems(response)
        return ref

    def read(self, person: Person, path: str, *, status: int = 200) -> str:
        """A page as that person sees it."""
        response = self.client(person).get(path)
        assert response.status_code == status, f"{path}: {problems(response)}"
        return unescape(response.content.decode())

    def page_of(self, ref: str, person: Person) -> str:
        """The page of the request."""
        return self.read(person, f"/permohonan/{ref}/")

    def form_at(self, task: Task, person: Person) -> dict[str, str]:
        """The hidden fields that the task's page gives its first form."""
        page = self.client(person).get(f"/tugas/{task.ref}/")
        assert page.status_code == 200, page
        token = re.search(r'name="token" value="([^"]+)"', page.content.decode())
        assert token is not None
        return {"token": token.group(1), "versi": str(task.version)}

    def send(
        self,
        task: Task,
        key: str,
        person: Person,
        hidden: dict[str, str],
        *,
        status: int = 302,
        **values: Any,
    ) -> str:
        """Send a form of the task with the hidden fields it was shown with; the answer's text."""
        data = {f"{key}-{name}": value for name, value in values.items()} | hidden
        response = self.client(person).post(f"/tugas/{task.ref}/{key}/", data)
        assert response.status_code == status, problems(response)
        return unescape(response.content.decode())

    def move(
        self, ref: str, kind: str, key: str, person: Person, *, status: int = 302, **values: Any
    ) -> str:
        """Make a move at the open task of that kind, with the form as the page shows it."""
        task = self.open_task(ref, kind)
        hidden = self.form_at(task, person)
        return self.send(task, key, person, hidden, status=status, **values)

    def steps(self, ref: str) -> list[str]:
        """Keys of the steps that are open, in the order in which they were opened."""
        return [task.step_key for task in Task.objects.open().filter(run__owner=ref)]

    def holds(self, ref: str) -> list[tuple[str, datetime, str]]:
        """What the request has of rooms: name, start, state; what only its offers keep aside."""
        return [
            (one.resource.name, timezone.localtime(one.span.start), one.state)
            for one in reservations_of(ref)
        ]

    def open_task(self, ref: str, kind: str) -> Task:
        """The open task of that kind."""
        return Task.objects.open().get(run__owner=ref, kind=kind)

    def found(self, ref: str) -> ServiceRequest:
        """The request as it stands."""
        return ServiceRequest.objects.get(ref=ref)

    def status(self, ref: str) -> str:
        """Where it stands, in the applicant's words."""
        return request_status(self.found(ref))

    def papers(self, ref: str) -> list[Paper]:
        """The papers issued so far, each in its current version."""
        return list(papers_of(ref))

    def paper_kinds(self, ref: str) -> set[str]:
        """Their kinds."""
        return {paper.kind for paper in self.papers(ref)}

    def receive(self, ref: str, **changes: Any) -> None:
        """Step 2."""
        found = self.found(ref)
        values = {
            "letter_number": found.letter_number,
            "letter_date": f"{found.letter_date:%Y-%m-%d}",
            "letter_subject": found.letter_subject,
            "signer_name": found.signer_name,
            "signer_title": found.signer_title,
            "letter_nature": "biasa",
            "urgency": "segera",
            "received_date": f"{timezone.localdate():%Y-%m-%d}",
            "completeness": list(COMPLETENESS),
            "facts_match": "on",
        }
        self.move(ref, "receive", "received", self.cast.clerk, **{**values, **changes})

    def dispose(self, ref: str, head: Person | None = None) -> None:
        """Steps 3 and 4."""
        self.move(
            ref,
            "dispose",
            "forwarded",
            head or self.cast.head,
            to=["kabid_aptika"],
            instructions=["tindak_lanjuti", "laporkan"],
            note="Fasilitasi sesuai SOP.",
        )
        self.move(
            ref,
            "dispose",
            "forwarded",
            self.cast.division_head,
            to=["subkor_ile"],
            instructions=["proses"],
        )

    def examine(self, ref: str) -> None:
        """Step 5."""
        members = [self.cast.operator, self.cast.operator_two, self.cast.operator_three]
        values = {f"member_{key}": members[at % 3].ref for at, key in enumerate(CHECK_ITEMS)}
        self.move(
            ref, "examine", "directed", self.cast.coordinator, facts_match="on", note="", **values
        )

    def check(self, ref: str, outcome: str = "feasible", **changes: str) -> None:
        """Step 6: a member fills in, the coordinator concludes."""
        values = {f"result_{key}": "sesuai" for key in CHECK_ITEMS}
        self.move(ref, "check", "items", self.cast.operator, **{**values, **changes})
        self.move(ref, "check", outcome, self.cast.coordinator, note="Sesuai hasil cek.")

    def reply(self, ref: str) -> None:
        """The reply: drafted as proposed, released."""
        self.move(
            ref,
            "draft_reply",
            "drafted",
            self.cast.coordinator,
            subject="Balasan permohonan",
            recipient="Kepala Dinas Pendidikan dan Kebudayaan",
            paragraphs="Menindaklanjuti surat Saudara, permohonan dapat kami layani.",
            copies="",
        )
        self.move(ref, "release_reply", "released", self.cast.head)

    def prepare(self, ref: str, outcome: str = "ready") -> None:
        """Step 8."""
        now = timezone.localtime()
        self.move(
            ref,
            "prepare",
            "contact",
            self.cast.coordinator,
            at=f"{now:%Y-%m-%dT%H:%M}",
            who="Budi Santoso",
            channel="wa",
            what="Teknis disepakati.",
        )
        test = self.event_start() - timedelta(days=1)
        self.move(
            ref,
            "prepare",
            "schedule",
            self.cast.coordinator,
            meeting_at="",
            test_at=f"{test:%Y-%m-%dT%H:%M}",
        )
        results = {f"result_{item}": "baik" for item in ITEMS}
        self.move(ref, "prepare", "checklist", self.cast.operator, **results)
        self.move(
            ref,
            "prepare",
            outcome,
            self.cast.coordinator,
            held_at=f"{now:%Y-%m-%dT%H:%M}",
            note="",
        )

    def hold_event(self, ref: str) -> None:
        """Step 9 and its acknowledgement."""
        operator = self.cast.operator
        self.move(ref, "execute", "start", operator, operators=[operator.name])
        self.move(ref, "execute", "end", operator)
        self.report(ref)
        self.move(ref, "acknowledge", "acknowledged", self.cast.coordinator, note="")

    def report(self, ref: str, **changes: Any) -> None:
        """The operator's report."""
        values = {
            "result": "lancar",
            "attended_in_room": "23",
            "attended_online": "140",
            "equipment_used": "Mikrofon nirkabel (2)",
            "equipment_condition": "Baik",
            "minutes_lost": "0",
            "conclusion": "Kegiatan berjalan lancar.",
        }
        self.move(ref, "execute", "reported", self.cast.operator, **{**values, **changes})


def open_office() -> Office:
    """The office with its cast, calendar, SOP and one room."""
    this_year = timezone.localdate().year
    seed_calendar([this_year, this_year + 1])
    sop = settings.BASE_DIR / "sops" / "video_conference.toml"
    publish_sop(sop.read_text(encoding="utf-8"), actor=SYSTEM)
    return Office(make_cast(), make_room(name="TCM Room"))


def problems(response: HttpResponse) -> str:
    """What the page complains of, for the message of a failing test."""
    text = response.content.decode()
    found = re.findall(r'role="alert".*?</div></div>', text, re.DOTALL)
    return f"{response.status_code}: " + re.sub(r"<[^>]+>|\s+", " ", " | ".join(found))[:1500]
