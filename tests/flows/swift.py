"""Fast-forward: the same steps by the actions themselves, where the page is not the point.

``to(office, "check")`` submits a request and brings it to where that step is open.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from jumpa.documents.actions import store_upload
from jumpa.intake.actions import open_draft, save_draft, submit_request
from jumpa.intake.permissions import requester_of
from jumpa.linecheck.rules import ITEMS
from jumpa.people.models import Person
from jumpa.steps.actions import make_move
from jumpa.steps.wording import CHECK_ITEMS, COMPLETENESS
from jumpa.workflow.models import Task
from tests.flows.office import Office

REASON = {"reason": "tidak_lengkap", "note": "Rundown belum dilampirkan."}
LETTER = {
    "subject": "Balasan permohonan",
    "recipient": "Kepala Dinas Pendidikan dan Kebudayaan",
    "paragraphs": "Permohonan Saudara dapat kami layani.",
    "copies": "",
}
_tokens = iter(range(1, 1_000_000))


def token() -> str:
    """As if a fresh form had been shown."""
    return f"uji-{next(_tokens)}"


def move(
    office: Office, ref: str, key: str, person: Person, *, kind: str = "", **values: Any
) -> Task:
    """Make a move at the open task that has it (or at that of ``kind``), without the page."""
    tasks = Task.objects.open().filter(run__owner=ref)
    task = tasks.get(kind=kind) if kind else tasks.get()
    return make_move(task.ref, key, values, person=person, token=token(), stamp=task.version)


def request_values(office: Office, **changes: Any) -> dict[str, Any]:
    """What the form would give after its checks."""
    start = changes.pop("start", office.event_start())
    return {
        "letter_number": "400.3/512/Disdikbud/2026",
        "letter_date": timezone.localdate(),
        "letter_subject": "Permohonan video conference",
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
        "start": start,
        "end": start + timedelta(hours=2),
        "test_time": start - timedelta(days=1),
        "room": office.room,
        "layout": "u_shape",
        "people_in_room": 25,
        "application": "zoom",
        "host": "kami",
        "equipment": {"mik_nirkabel": 2},
        "needs": ["operator"],
    } | changes


def submit(
    office: Office,
    ref: str = "barubarubaru22",
    *,
    by: Person | None = None,
    accepts_clash: bool = False,
    **changes: Any,
) -> str:
    """Step 1."""
    person = by or office.cast.requester
    draft = open_draft(ref, person=person)
    if draft.letter_id is None:
        actor = requester_of(draft, person)
        letter = store_upload(office.letter(), owner=ref, purpose="surat", actor=actor)
        save_draft(ref, {"letter": letter}, person=person)
    values = request_values(office, **changes)
    submit_request(ref, values, person=person, accepts_clash=accepts_clash)
    return ref


def receive(office: Office, ref: str) -> None:
    """Step 2."""
    found = office.found(ref)
    values = {
        name: getattr(found, name)
        for name in (
            "letter_number",
            "letter_date",
            "letter_subject",
            "signer_name",
            "signer_title",
        )
    }
    values |= {"letter_nature": "biasa", "urgency": "segera", "note": ""}
    values |= {"received_date": timezone.localdate(), "completeness": list(COMPLETENESS)}
    move(office, ref, "received", office.cast.clerk, **values)


def dispose_head(office: Office, ref: str) -> None:
    """Step 3."""
    values = {"to": ["kabid_aptika"], "instructions": ["proses"], "note": "", "deadline": None}
    move(office, ref, "forwarded", office.cast.head, **values)


def dispose_division(office: Office, ref: str) -> None:
    """Step 4."""
    values = {"to": ["subkor_ile"], "instructions": ["proses"], "note": "", "deadline": None}
    move(office, ref, "forwarded", office.cast.division_head, **values)


def examine(office: Office, ref: str) -> None:
    """Step 5."""
    members = {f"member_{key}": office.cast.operator.ref for key in CHECK_ITEMS}
    move(office, ref, "directed", office.cast.coordinator, facts_match=True, note="", **members)


def items(office: Office, ref: str, **changes: str) -> None:
    """Step 6: the findings; all is well unless said otherwise."""
    values = {f"result_{key}": "sesuai" for key in CHECK_ITEMS}
    values |= {f"note_{key}": "" for key in CHECK_ITEMS}
    move(office, ref, "items", office.cast.operator, **(values | changes))


def check(office: Office, ref: str, outcome: str = "feasible") -> None:
    """Step 6, concluded."""
    items(office, ref)
    move(office, ref, outcome, office.cast.coordinator, note="Sesuai hasil cek.")


def draft(office: Office, ref: str) -> None:
    """The reply's draft."""
    move(office, ref, "drafted", office.cast.coordinator, kind="draft_reply", **LETTER)


def release(office: Office, ref: str) -> None:
    """The reply's release."""
    move(office, ref, "released", office.cast.head, kind="release_reply")


def prepare(office: Office, ref: str, outcome: str = "ready") -> None:
    """Step 8: dates, a full test, the verdict."""
    person = office.cast.coordinator
    dates = {"meeting_at": None, "test_at": office.event_start() - timedelta(days=1)}
    move(office, ref, "schedule", person, kind="prepare", **dates)
    answers = {f"result_{item}": "baik" for item in ITEMS} | {
        f"remark_{item}": "" for item in ITEMS
    }
    move(office, ref, "checklist", office.cast.operator, kind="prepare", **answers)
    verdict = {"held_at": timezone.now(), "note": "Dicatat."}
    move(office, ref, outcome, person, kind="prepare", **verdict)


def hold_event(office: Office, ref: str) -> None:
    """Step 9 up to its report."""
    person = office.cast.operator
    move(office, ref, "start", person, operators=[person.name])
    move(office, ref, "end", person)
    report(office, ref)


def report(office: Office, ref: str, **changes: Any) -> None:
    """The report of step 9."""
    values = {
        "result": "lancar",
        "attended_in_room": 23,
        "attended_online": 140,
        "sites": None,
        "meeting_id": "",
        "equipment_used": "Mikrofon nirkabel (2)",
        "equipment_condition": "Baik",
        "line_quality": "",
        "minutes_lost": 0,
        "recording": "",
        "conclusion": "Kegiatan berjalan lancar.",
    }
    move(office, ref, "reported", office.cast.operator, **(values | changes))


_WAY: dict[str, Callable[[Office, str], None]] = {
    "receive": receive,
    "dispose_head": dispose_head,
    "dispose_division": dispose_division,
    "examine": examine,
    "check": check,
    "reply_draft": draft,
    "reply_release": release,
    "prepare": prepare,
    "execute": hold_event,
}


def to(office: Office, step: str, ref: str = "barubarubaru22", **changes: Any) -> str:
    """A new request, brought to where ``step`` is open: ``negotiate`` by a clash found at step 6.

    ``prepare`` is reached with the reply's draft still to be written, ``execute`` with it released.
    """
    submit(office, ref, **changes)
    if step == "negotiate":
        forward(office, ref, "check")
        check(office, ref, "clash")
    elif step == "prepare":
        forward(office, ref, "reply_draft")
    else:
        forward(office, ref, step)
    return ref


def forward(office: Office, ref: str, step: str) -> None:
    """Bring a request that is somewhere on the usual way to where ``step`` is open."""
    for key, do in _WAY.items():
        if key == step:
            return
        if Task.objects.open().filter(run__owner=ref, step_key=key).exists():
            do(office, ref)


def step(office: Office, ref: str, key: str) -> None:
    """Do the open step of that key the usual way."""
    _WAY[key](office, ref)


def close(office: Office, task: Task, person: Person) -> None:
    """Give some outcome to the task as that person, as a colleague might who was faster."""
    notes = {"note": "Lebih dahulu.", "reason": "tidak_lengkap"}
    outcomes: dict[str, tuple[str, dict[str, Any]]] = {
        "receive": ("returned", notes),
        "dispose": ("refused", notes),
        "check": ("clash", notes),
        "negotiate": ("no_agreement", notes),
        "prepare": ("not_ready", {"held_at": task.opened_at, **notes}),
        "draft_reply": ("drafted", LETTER),
        "release_reply": ("sent_back", notes),
        "acknowledge": ("acknowledged", notes),
    }
    if task.kind == "execute":
        report(office, task.run.owner, result="batal", attended_in_room=0, attended_online=0)
        return
    key, values = outcomes[task.kind]
    # The team fills in, and its coordinator concludes.
    by = office.cast.coordinator if task.kind in ("check", "prepare") else person
    make_move(task.ref, key, values, person=by, token=token(), stamp=task.version)


def open_tasks(key: str) -> list[Task]:
    """The open tasks of that step, of all requests."""
    return list(Task.objects.open().filter(step_key=key).select_related("run"))
