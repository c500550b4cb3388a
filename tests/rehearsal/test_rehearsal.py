"""The rehearsal itself, at a live server, and what it says when something is not right."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import call_command
from pypdf import PdfReader

from jumpa.people.models import Appointment
from jumpa.people.tests.makers import make_office
from jumpa.web.sample.cast import players
from tests.rehearsal.__main__ import perform
from tests.rehearsal.application import ROOM, Application, free_slot, new_form
from tests.rehearsal.browser import PageRefused
from tests.rehearsal.markup import Form, Misread, parse
from tests.rehearsal.office import Office
from tests.rehearsal.script import rehearse
from tests.rehearsal.stage import RehearsalFailed
from tests.rehearsal.system import SystemUnavailable, system


@pytest.fixture
def address(transactional_db: None, live_server: Any, settings: Any, tmp_path: Path) -> str:
    """A live server with the sample office's people and rooms, and nothing on its way."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for key in {player.office for player in players().values()}:
        make_office(key)
    with patch("jumpa.web.management.commands.sample_office.stories", dict):
        call_command("sample_office", stdout=StringIO())
    return str(live_server)


@pytest.fixture
def office(address: str) -> Iterator[Office]:
    """Its people at their browsers."""
    people = Office(address)
    yield people
    people.close()


def test_nine_steps_and_every_paper_over_http(address: str, tmp_path: Path) -> None:
    call_command("sample_office", stdout=StringIO())
    Appointment.objects.filter(standing="plh").delete()
    said: list[str] = []

    perform(address, tmp_path / "papers", said.append)

    output = "\n".join(said)
    assert "appoints a stand-in" in output
    assert "All nine steps are done" in output
    papers = sorted((tmp_path / "papers").glob("*.pdf"))
    assert len(papers) == 11
    assert all(PdfReader(paper).pages for paper in papers)
    assert all(paper.name in output for paper in papers)


def test_another_rehearsal_takes_another_time(office: Office) -> None:
    browser = office.browser("andi")
    room = new_form(browser).value_of("ruang", ROOM)
    first = free_slot(browser, room)
    Application(office, "andi", "Pertemuan kader", "400.7.1/1/Dinkes KB", first).send()
    assert free_slot(browser, room) != first


def test_what_goes_wrong_is_said_with_the_step_and_who(office: Office) -> None:
    Appointment.objects.filter(office__key="tu").delete()
    with pytest.raises(RehearsalFailed, match=r"Step 2, Yuliana Sari, A\.Md\., returns it .*inbox"):
        rehearse(office, lambda line: None)


def test_a_refusal_is_told_in_the_pages_own_words(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.rehearsal.office.password", lambda: "salah")
    with pytest.raises(PageRefused, match=r"422 instead of 200: “.*NIP/pos-el atau kata sandi"):
        office.browser("rina")


def test_a_file_that_is_not_there_is_no_download(office: Office) -> None:
    with pytest.raises(PageRefused, match="answers 404"):
        office.browser("rina").fetch("/naskah/tidakada/")


def test_a_named_system_that_does_not_answer_is_said(tmp_path: Path) -> None:
    environment = {"JUMPA_URL": "http://127.0.0.1:9"}
    with (
        pytest.raises(SystemUnavailable, match="does not answer"),
        system(environment, tmp_path, lambda line: None),
    ):
        pytest.fail("There is no system.")


FORM = """
<form><input name="nama" value="lama"><input type="checkbox" name="setuju" id="s">
<label for="s">Setuju</label><select name="ruang"><option value="a">Aula</option>
<option value="t" selected>TCM Room</option></select><textarea name="pesan">
Halo</textarea><input type="file" name="surat"><button name="kirim">Kirim</button></form>
"""


def form() -> Form:
    return Form(next(parse(FORM).all("form")), "/kirim/")


def test_a_form_is_sent_as_a_browser_would() -> None:
    assert form().data == {"nama": ["lama"], "setuju": [], "ruang": ["t"], "pesan": ["Halo"]}
    filled = form().fill(nama="baru", setuju=True, ruang="a")
    assert filled.data == {"nama": ["baru"], "setuju": ["on"], "ruang": ["a"], "pesan": ["Halo"]}


@pytest.mark.parametrize("values", [{"tak_ada": "x"}, {"ruang": "z"}])
def test_nothing_is_typed_that_the_form_does_not_offer(values: dict[str, str]) -> None:
    with pytest.raises(Misread):
        form().fill(**values)


def test_a_choice_is_found_by_what_is_shown() -> None:
    assert form().value_of("ruang", "TCM") == "t"
    with pytest.raises(Misread, match="does not offer “Lapangan”"):
        form().value_of("ruang", "Lapangan")
