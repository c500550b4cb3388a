from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env
from jumpa.core import database
from jumpa.core.checks import database_can_be_used
from jumpa.core.embedded import connection


def test_a_text_may_be_given_by_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret"
    secret.write_text("from the file\n")
    monkeypatch.setenv("JUMPA_X_FILE", str(secret))
    assert env.text("JUMPA_X") == "from the file"


def test_a_file_that_is_missing_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUMPA_X_FILE", str(tmp_path / "none"))
    with pytest.raises(ImproperlyConfigured, match="JUMPA_X_FILE can't be read: No such file"):
        env.text("JUMPA_X")


def test_a_text_without_default_must_be_set() -> None:
    with pytest.raises(ImproperlyConfigured, match="JUMPA_X is not set"):
        env.text("JUMPA_X")


@pytest.mark.parametrize(
    ("value", "expected"), [("yes", True), ("1", True), ("On", True), ("no", False), ("", False)]
)
def test_a_flag_is_yes_or_no(value: str, expected: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUMPA_X", value)
    assert env.flag("JUMPA_X", default=not expected) is expected


def test_a_flag_that_is_neither_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUMPA_X", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="yes or no, not 'perhaps'"):
        env.flag("JUMPA_X")


@pytest.mark.parametrize(("value", "reason"), [("ten", "whole number"), ("0", "at least 1")])
def test_a_number_is_whole_and_not_too_small(
    value: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUMPA_X", value)
    with pytest.raises(ImproperlyConfigured, match=reason):
        env.number("JUMPA_X", 10, least=1)


def test_words_drop_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUMPA_X", " a, ,b ,")
    assert env.words("JUMPA_X") == ["a", "b"]
    assert env.words("JUMPA_Y") == []


def test_an_address_becomes_a_connection(tmp_path: Path) -> None:
    entry = connection("postgresql://a%40b:p%2Fw@db:6000/name?sslmode=require", tmp_path)
    assert (entry["USER"], entry["PASSWORD"], entry["HOST"]) == ("a@b", "p/w", "db")
    assert (entry["PORT"], entry["NAME"]) == ("6000", "name")
    assert entry["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.django_db
def test_a_server_that_is_new_enough_is_used() -> None:
    assert database.problem() == ""
    assert database_can_be_used(databases=["default"]) == []


@pytest.mark.django_db
def test_a_server_that_is_too_old_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "OLDEST", 999)
    assert "999 or newer is needed" in database.problem()
    assert [found.id for found in database_can_be_used(databases=["default"])] == ["core.E001"]
    assert database_can_be_used(databases=None) == []


@pytest.mark.parametrize(
    "value",
    ["https://jumpa.example.go.id", "http://localhost:8001", "https://[2001:db8::1]:8443"],
)
def test_an_origin_is_kept_without_a_slash(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUMPA_X", f" {value}/ ")
    assert env.origin("JUMPA_X") == value


@pytest.mark.parametrize(
    "value",
    [
        "",
        "jumpa.example.go.id",
        "ftp://jumpa.example.go.id",
        "https://",
        "https://jumpa.example.go.id/naskah",
        "https://jumpa.example.go.id?a=1",
        "https://user:secret@jumpa.example.go.id",
        "https://jumpa.example.go.id:port",
        "https://jumpa example.go.id",
        "https://[2001:db8::1",
    ],
)
def test_what_is_no_origin_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUMPA_X", value)
    with pytest.raises(ImproperlyConfigured, match="JUMPA_X must be an address like"):
        env.origin("JUMPA_X")
