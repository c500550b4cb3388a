import pytest
from django.core.management import CommandError, call_command

from jumpa.core.models import AuditEntry
from jumpa.people.backends import NipOrEmailBackend
from jumpa.people.management.commands import create_administrator
from jumpa.people.models import Person
from jumpa.people.queries import actor_for

pytestmark = pytest.mark.django_db

SECRET = "kata-sandi-pertama-2026"
WHO = ("--name", "Teguh Santoso, S.Kom.", "--email", "Teguh@contoh.go.id")


@pytest.fixture(autouse=True)
def quiet(capsys):
    yield
    capsys.readouterr()


def test_the_first_administrator_logs_in_and_administers(monkeypatch):
    monkeypatch.setenv("JUMPA_ADMINISTRATOR_PASSWORD", SECRET)
    call_command("create_administrator", *WHO)
    person = NipOrEmailBackend().authenticate(None, "teguh@contoh.go.id", SECRET)
    assert person is not None
    assert actor_for(person, "administrator") is not None
    assert {entry.person_name for entry in AuditEntry.objects.all()} == {"Sistem"}


def test_the_password_comes_from_a_file_too(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text(SECRET + "\n")
    monkeypatch.setenv("JUMPA_ADMINISTRATOR_PASSWORD_FILE", str(tmp_path / "secret"))
    call_command("create_administrator", *WHO)
    assert Person.objects.get().check_password(SECRET)


def test_without_either_it_asks(monkeypatch):
    monkeypatch.setattr(create_administrator, "getpass", lambda _prompt: SECRET)
    call_command("create_administrator", *WHO)
    assert Person.objects.get().check_password(SECRET)


@pytest.mark.parametrize(
    ("who", "password", "reason"),
    [
        (("--name", "", "--email", "a@contoh.go.id"), SECRET, "name"),
        (("--name", "A", "--email", "bukan"), SECRET, "email"),
        ((*WHO, "--nip", "123"), SECRET, "18 angka"),
        (WHO, "pendek", "pendek"),
    ],
)
def test_what_is_wrong_is_a_sentence_and_nothing_is_made(monkeypatch, who, password, reason):
    monkeypatch.setenv("JUMPA_ADMINISTRATOR_PASSWORD", password)
    with pytest.raises(CommandError, match=reason):
        call_command("create_administrator", *who)
    assert not Person.objects.exists()


def test_a_second_one_of_the_same_address_is_refused(monkeypatch):
    monkeypatch.setenv("JUMPA_ADMINISTRATOR_PASSWORD", SECRET)
    call_command("create_administrator", *WHO)
    with pytest.raises(CommandError, match="sudah dipakai"):
        call_command("create_administrator", *WHO)
    assert Person.objects.count() == 1


def test_two_passwords_that_differ_and_a_missing_file_are_said(monkeypatch):
    answers = iter([SECRET, "lain"])
    monkeypatch.setattr(create_administrator, "getpass", lambda _prompt: next(answers))
    with pytest.raises(CommandError, match="differ"):
        call_command("create_administrator", *WHO)
    monkeypatch.setenv("JUMPA_ADMINISTRATOR_PASSWORD_FILE", "/nonexistent/secret")
    with pytest.raises(CommandError, match="can't be read"):
        call_command("create_administrator", *WHO)
