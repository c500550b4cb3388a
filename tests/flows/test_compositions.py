"""Letters made by hand from a request's page."""

from typing import Any

import pytest

from jumpa.documents.actions.batch import run_batch
from jumpa.documents.jobs import issue_batch
from jumpa.documents.models import Batch, OutgoingNumber, Paper
from jumpa.people.models import Person
from tests.flows import swift
from tests.flows.office import Office

pytestmark = pytest.mark.django_db
TOKEN = "formulir-pertama"


def address(ref: str, key: str = "invitation") -> str:
    return f"/permohonan/{ref}/naskah/{key}/"


def invitation(**changes: str) -> dict[str, str]:
    return {
        "recipients": "Kepala Dinas Kesehatan; Jalan Contoh 2",
        "subject": "Undangan Rapat",
        "agenda": "Pembahasan teknis",
        "application": "Zoom",
        "link": "https://zoom.example/j/1",
        "meeting_id": "1",
        "passcode": "x",
        "note": "",
        "copies": "Sekretaris Daerah",
        "token": TOKEN,
        **changes,
    }


def sides(**changes: str) -> dict[str, str]:
    return {
        "our_name": "Siti Aminah, S.T.",
        "our_position": "Subkoordinator ILE",
        "their_name": "Joko Susilo",
        "their_position": "Kontak teknis",
        "note": "",
        "token": TOKEN,
        **changes,
    }


def send(office: Office, who: Person, ref: str, values: dict[str, Any], key: str) -> Any:
    return office.client(who).post(address(ref, key), values)


def numbers() -> list[str]:
    return list(OutgoingNumber.objects.order_by("sequence").values_list("text", flat=True))


def test_nothing_is_offered_before_the_time_is_agreed(office: Office) -> None:
    ref = swift.to(office, "check")
    coordinator = office.cast.coordinator
    assert "Surat Undangan" not in office.page_of(ref, coordinator)
    assert office.client(coordinator).get(address(ref)).status_code == 409
    assert send(office, coordinator, ref, invitation(), "invitation").status_code == 409
    assert not OutgoingNumber.objects.exists()


def test_the_menu_offers_what_fits_and_only_to_who_may(office: Office) -> None:
    ref = swift.to(office, "prepare")
    page = office.page_of(ref, office.cast.coordinator)
    for title in ("Surat Undangan", "Surat Tugas", "Serah Terima Perlengkapan"):
        assert title in page
    assert "Berita Acara Uji Koneksi" not in page
    team = office.page_of(ref, office.cast.operator)
    assert "Serah Terima Perlengkapan" in team
    assert "Surat Undangan" not in team
    assert "Buat naskah" not in office.page_of(ref, office.cast.requester)


def test_the_way_to_make_a_letter_leaves_the_pages_own_menu_where_it_is(office: Office) -> None:
    ref = swift.to(office, "prepare")
    task = office.open_task(ref, "prepare")
    client = office.client(office.cast.coordinator)
    for address in (f"/permohonan/{ref}/", f"/tugas/{task.ref}/"):
        page = client.get(address).content.decode()
        assert 'href="/jadwal/"' in page
        assert "Buat naskah" in page


def test_who_may_not_make_a_letter_is_refused_and_an_outsider_sees_none(office: Office) -> None:
    ref = swift.to(office, "prepare")
    for person in (office.cast.requester, office.cast.operator, office.cast.head):
        assert office.client(person).get(address(ref)).status_code == 403
        assert send(office, person, ref, invitation(), "invitation").status_code == 403
    assert office.client(office.cast.outsider).get(address(ref)).status_code == 404
    coordinator = office.client(office.cast.coordinator)
    assert coordinator.get(address(ref, "reply")).status_code == 404
    assert not OutgoingNumber.objects.exists()


def test_an_invitation_is_filled_in_previewed_and_issued_once(office: Office) -> None:
    ref = swift.to(office, "prepare")
    client = office.client(office.cast.coordinator)
    page = client.get(address(ref)).content.decode()
    assert office.found(ref).event_name in page
    assert "data:image/png" in page
    seen = client.post(f"{address(ref)}pratinjau/", invitation()).content.decode()
    assert "data:image/png" in seen
    assert not Paper.objects.filter(kind="invitation").exists()
    for _turn in range(2):
        assert client.post(address(ref), invitation()).status_code == 302
    paper = Paper.objects.get(kind="invitation")
    assert (paper.signer_office, paper.number) == ("kepala_dinas", numbers()[-1])
    assert OutgoingNumber.objects.get(text=paper.number).paper == paper
    assert paper.content["recipient"] == ["Kepala Dinas Kesehatan", "Jalan Contoh 2"]
    assert client.post(address(ref), invitation(token="lain")).status_code == 302
    assert Paper.objects.filter(kind="invitation", is_current=True).count() == 2


@pytest.mark.parametrize("key", ["invitation", "assignment", "handover"])
def test_each_letter_opens_filled_in_with_its_preview(office: Office, key: str) -> None:
    ref = swift.to(office, "prepare")
    answer = office.client(office.cast.coordinator).get(address(ref, key))
    assert answer.status_code == 200
    assert "data:image/png" in answer.content.decode()


def test_what_both_sides_sign_is_said_to_be_signed_with_ink(office: Office) -> None:
    ref = swift.to(office, "prepare")
    client = office.client(office.cast.coordinator)
    assert "kedua pihak dengan tinta" in client.get(address(ref, "handover")).content.decode()
    assert "dengan tinta" not in client.get(address(ref, "assignment")).content.decode()


def test_a_faulty_letter_comes_back_filled(office: Office) -> None:
    ref = swift.to(office, "prepare")
    client = office.client(office.cast.coordinator)
    answer = client.post(address(ref), invitation(recipients=" ; ", agenda="Acara saya"))
    assert answer.status_code == 422
    assert "Acara saya" in answer.content.decode()
    assert client.post(address(ref), invitation(link="javascript:x")).status_code == 422
    assert client.post(address(ref), invitation(token="")).status_code == 422
    assert not Paper.objects.filter(kind="invitation").exists()


def test_many_recipients_get_a_letter_and_a_number_each(office: Office) -> None:
    ref = swift.to(office, "prepare")
    client = office.client(office.cast.coordinator)
    names = "\n".join(f"Kepala Dinas {name}" for name in "ABCDE")
    answer = client.post(address(ref), invitation(recipients=names))
    again = client.post(address(ref), invitation(recipients=names))
    batch = Batch.objects.get()
    assert answer["Location"] == again["Location"] == f"/kelompok/{batch.ref}/"
    assert "0 dari 5" in client.get(answer["Location"]).content.decode()
    before = len(numbers())
    issue_batch.func(batch_id=batch.pk)
    issue_batch.func(batch_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.done, batch.problems, batch.finished_at is None) == (5, [], False)
    papers = Paper.objects.filter(kind="invitation").order_by("pk")
    assert [paper.content["recipient"] for paper in papers] == [
        [f"Kepala Dinas {name}"] for name in "ABCDE"
    ]
    assert all(paper.file for paper in papers)
    assert len(numbers()) == before + 5
    page = client.get(answer["Location"]).content.decode()
    assert "5 dari 5" in page
    assert "Kepala Dinas C" in page
    assert "hx-trigger" not in page.split('id="kelompok"')[1].split(">")[0]
    assert office.client(office.cast.outsider).get(answer["Location"]).status_code == 404


def test_a_batch_broken_off_goes_on_and_issues_nothing_twice(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = swift.to(office, "prepare")
    names = "\n".join(f"Kepala Dinas {name}" for name in "ABCDE")
    send(office, office.cast.coordinator, ref, invitation(recipients=names), "invitation")
    batch = Batch.objects.get()
    calls = []

    def break_off(paper: Paper) -> bytes:
        calls.append(paper)
        if len(calls) == 3:
            raise MemoryError
        return b""

    monkeypatch.setattr("jumpa.documents.actions.batch.paper_bytes", break_off)
    with pytest.raises(MemoryError):
        run_batch(batch)
    assert Paper.objects.filter(kind="invitation").count() == 3
    run_batch(batch)
    assert Paper.objects.filter(kind="invitation").count() == 5
    assert OutgoingNumber.objects.filter(paper__kind="invitation").count() == 5


def test_a_letter_of_a_batch_that_cannot_be_made_is_told_and_the_others_go_on(
    office: Office,
) -> None:
    ref = swift.to(office, "prepare")
    names = "Kepala Dinas A\nKepala Dinas B"
    send(office, office.cast.coordinator, ref, invitation(recipients=names), "invitation")
    batch = Batch.objects.get()
    batch.work["items"][0]["event"] = None
    batch.save()
    run_batch(batch)
    batch.refresh_from_db()
    assert batch.problems == [
        "Surat ke-1 tidak dapat dibuat. Datanya tidak lengkap atau tidak dapat dicetak."
    ]
    assert Paper.objects.filter(kind="invitation").count() == 1
    assert OutgoingNumber.objects.filter(paper__isnull=True).count() == 0


def test_a_batch_is_found_on_its_request_and_stopped_there_by_those_who_may(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = swift.to(office, "prepare")
    names = "\n".join(f"Kepala Dinas {name}" for name in "ABCDE")
    send(office, office.cast.coordinator, ref, invitation(recipients=names), "invitation")
    batch = Batch.objects.get()
    mine, own = office.client(office.cast.coordinator), f"/kelompok/{batch.ref}/"
    applicant = office.client(office.cast.requester)
    assert own in mine.get(f"/permohonan/{ref}/").content.decode()
    assert "hentikan" not in applicant.get(own).content.decode()
    assert applicant.post(f"{own}hentikan/").status_code == 403
    assert applicant.post(f"{own}lanjut/").status_code == 403

    def stop_at_the_third(paper: Paper) -> bytes:
        if paper.part.endswith("-2"):
            assert mine.post(f"{own}hentikan/").status_code == 302
        return b""

    monkeypatch.setattr("jumpa.documents.actions.batch.paper_bytes", stop_at_the_third)
    run_batch(batch)
    assert Paper.objects.filter(kind="invitation").count() == 3
    page = mine.get(own).content.decode()
    assert "Dihentikan oleh" in page
    assert "sesudah 2 dari 5 surat" in page
    assert mine.post(f"{own}hentikan/").status_code == 302
    assert len(Batch.objects.get().problems) == 1
    detail = mine.get(f"/permohonan/{ref}/").content.decode()
    refs = Paper.objects.filter(kind="invitation").values_list("ref", flat=True)
    assert not [one for one in refs if one in detail]


def test_operators_are_assigned_with_their_rank(office: Office) -> None:
    ref = swift.to(office, "prepare")
    client = office.client(office.cast.coordinator)
    name = office.cast.operator.name
    values = {
        "assignees": [name],
        "position": "Tim TCM Room",
        "bases": "Surat permohonan.",
        "tasks": "Satu.\nDua.",
        "copies": "",
        "token": TOKEN,
    }
    assert client.post(address(ref, "assignment"), values).status_code == 302
    paper = Paper.objects.get(kind="assignment")
    assert paper.content["tasks"] == ["Satu.", "Dua."]
    assert [row[0] for row in paper.content["assignees"]] == [name]
    assert paper.signer_office == "kepala_dinas"
    stranger = client.post(address(ref, "assignment"), {**values, "assignees": ["Siapa"]})
    assert stranger.status_code == 422


def test_equipment_is_handed_over_and_comes_back(office: Office) -> None:
    ref = swift.to(office, "prepare")
    client = office.client(office.cast.operator)
    lines = "Kamera PTZ; 1; Baik\nMikrofon; enam; satu rusak\nKabel"
    values = sides(direction="returned", on="2026-12-01", place="TCM Room", equipment=lines)
    assert client.post(address(ref, "handover"), values).status_code == 302
    content = Paper.objects.get(kind="handover").content
    assert content["equipment"] == [
        ["Kamera PTZ", "1", "Baik"],
        ["Mikrofon", "–", "enam; satu rusak"],
        ["Kabel", "–", "–"],
    ]
    assert content["first"]["rows"][0] == ["Nama", "Joko Susilo"]
    assert "mengembalikan" in content["statement"][0]


def test_after_the_test_its_minutes_can_be_made(office: Office) -> None:
    ref = swift.to(office, "execute")
    client = office.client(office.cast.operator)
    assert client.post(address(ref, "line_test_minutes"), sides()).status_code == 302
    content = Paper.objects.get(kind="line_test_minutes").content
    assert content["verdict"].startswith("Siap")
    assert content["checks"]
