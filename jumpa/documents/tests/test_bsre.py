"""Both versions of BSrE's service, driven against the service on loopback."""

import io
import logging
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from jumpa.documents.bsre import words
from jumpa.documents.signer import (
    STOPS_A_SERIES,
    Handed,
    Signatory,
    Signer,
    SigningError,
    active_signers,
    signers,
)
from jumpa.documents.tests.bsre_server import PASSWORD, USER, Account, State, bsre_server
from jumpa.documents.typesetting import compile_pdf

NIK, PHRASE = "6172010203040005", "rahasia-sekali-benar"
HEAD = Signatory("Drs. Hendra Gunawan, M.Si.", "Kepala Dinas", "196805121994031007")
HANDED = Handed(nik=NIK, passphrase=PHRASE)


@pytest.fixture(params=["bsre1", "bsre2"])
def signer(request: pytest.FixtureRequest) -> Signer:
    return signers[request.param]


@pytest.fixture
def service(settings: Any) -> Iterator[State]:
    with bsre_server(**{f"nik_{NIK}": Account("Hendra Gunawan", PHRASE)}) as (address, state):
        settings.BSRE_URL, settings.BSRE_USER, settings.BSRE_PASSWORD = address, USER, PASSWORD
        settings.BSRE_SECONDS = 5
        yield state


@pytest.fixture(scope="module")
def page() -> bytes:
    office = {"government": "P", "agency": "D", "lines": [], "city": "S", "logo": ""}
    made = datetime(2026, 11, 24, tzinfo=UTC)
    return compile_pdf("specimen.typ", {"office": office}, title="Contoh", created=made)


def refusal(signer: Signer, page: bytes, handed: Handed = HANDED) -> SigningError:
    with pytest.raises(SigningError) as caught:
        signer.sign(page, HEAD, handed)
    return caught.value


def test_a_letter_comes_back_signed_and_whole(
    signer: Signer, service: State, page: bytes, tmp_path: Path
) -> None:
    signed = signer.sign(page, HEAD, HANDED).content
    assert signed.startswith(page)
    assert len(PdfFileReader(io.BytesIO(signed)).embedded_signatures) == 1
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed)
    told = subprocess.run(["pdfsig", file], capture_output=True, text=True).stdout
    assert "Signature is Valid." in told
    assert "Total document signed" in told
    assert "Signer Certificate Common Name: Hendra Gunawan" in told


def test_version_1_tells_the_services_own_id(service: State, page: bytes) -> None:
    signed = signers["bsre1"].sign(page, HEAD, HANDED)
    assert signed.document_id in service.kept
    assert service.kept[signed.document_id] == signed.content


def test_a_body_that_did_not_come_is_fetched_by_its_id(service: State, page: bytes) -> None:
    service.withholds_body = True
    signed = signers["bsre1"].sign(page, HEAD, HANDED)
    assert signed.content == service.kept[signed.document_id]


def test_the_state_is_asked_before_anything_is_sent(
    signer: Signer, service: State, page: bytes
) -> None:
    signer.sign(page, HEAD, HANDED)
    assert ["status" in asked or "check" in asked for asked in service.asked] == [True, False]


@pytest.mark.parametrize("status", [*words.STATES, "SOMETHING_NEW"])
def test_only_an_issued_certificate_signs_and_every_other_state_says_what_to_do(
    signer: Signer, service: State, page: bytes, status: str
) -> None:
    service.accounts[NIK].status = status
    error = refusal(signer, page)
    expected = words.STATES.get(status, words.UNKNOWN_STATE % {"state": status})
    assert error.message == str(expected)
    assert not error.may_retry
    assert service.signed == 0


def test_a_wrong_passphrase_stops_a_series_and_is_not_repeated_in_the_words(
    signer: Signer, service: State, page: bytes
) -> None:
    error = refusal(signer, page, Handed(nik=NIK, passphrase="salah-ketik-99"))
    assert error.code == STOPS_A_SERIES
    assert error.message == "Passphrase salah. Naskah belum ditandatangani."
    # The service itself repeats it; we must not.
    assert "salah-ketik-99" not in f"{error} {error.message} {error.__cause__!r}"


def test_an_unknown_nik_is_told(signer: Signer, service: State, page: bytes) -> None:
    error = refusal(signer, page, Handed(nik="1111222233334444", passphrase=PHRASE))
    assert error.message == str(words.STATES["NOT_REGISTERED"])


@pytest.mark.parametrize("nik", ["", "123", NIK + "1", "617201020304000x", "../../api/sign"])
def test_what_is_no_nik_never_leaves_the_house(
    signer: Signer, service: State, page: bytes, nik: str
) -> None:
    assert refusal(signer, page, Handed(nik=nik, passphrase=PHRASE)).message == str(words.NO_NIK)
    assert service.asked == []


def test_an_empty_passphrase_never_leaves_the_house(
    signer: Signer, service: State, page: bytes
) -> None:
    error = refusal(signer, page, Handed(nik=NIK))
    assert error.message == str(words.NO_PASSPHRASE)
    assert service.asked == []


@pytest.mark.parametrize(
    ("status", "body", "expected", "may_retry"),
    [
        (401, b"", words.NOT_LET_IN, False),
        (404, b"<html>", words.NOT_FOUND, False),
        (429, b"", words.TOO_MANY, True),
        (500, b"boom", words.BROKEN, True),
        (503, b'{"error": "x"}', words.BROKEN, True),
        (302, b"", words.UNKNOWN_FAULT % {"code": 302}, False),
        (400, b'{"error": "x", "status_code": 2011}', words.STATES["NOT_REGISTERED"], False),
        (400, b'{"error": "x", "status_code": 4711}', words.UNKNOWN_FAULT % {"code": 4711}, False),
        (400, b"[1, 2]", words.UNKNOWN_FAULT % {"code": 400}, False),
        (200, b'{"file": "no list"}', words.STRANGE, False),
        (200, b'{"file": ["!!"]}', words.STRANGE, False),
        (200, b'{"file": ["aGFsbw=="]}', words.STRANGE, False),
        (200, b"<html>sign in</html>", words.STRANGE, False),
    ],
)
def test_every_fault_of_the_service_is_a_plain_sentence(
    signer: Signer,
    service: State,
    page: bytes,
    status: int,
    body: bytes,
    expected: Any,
    may_retry: bool,
) -> None:
    service.fault = status, body
    error = refusal(signer, page)
    assert (error.message, error.may_retry) == (str(expected), may_retry)


def test_a_service_that_is_down_may_be_asked_again(
    signer: Signer, settings: Any, page: bytes
) -> None:
    settings.BSRE_URL = "http://127.0.0.1:9"
    error = refusal(signer, page)
    assert (error.message, error.may_retry) == (str(words.NOT_REACHED), True)
    assert error.__cause__ is None


def test_a_service_that_does_not_answer_in_time_may_be_asked_again(
    signer: Signer, service: State, settings: Any, page: bytes
) -> None:
    settings.BSRE_SECONDS = 0.2
    service.delay = 1
    error = refusal(signer, page)
    assert (error.message, error.may_retry) == (str(words.TOO_SLOW), True)


def test_a_wrong_account_of_ours_is_the_administrators(
    signer: Signer, service: State, settings: Any, page: bytes
) -> None:
    settings.BSRE_PASSWORD = "lain"
    assert refusal(signer, page).message == str(words.NOT_LET_IN)


def test_without_an_address_nothing_is_tried(signer: Signer, settings: Any, page: bytes) -> None:
    settings.BSRE_URL = ""
    assert refusal(signer, page).message == str(words.NO_ADDRESS)


def test_it_is_off_until_the_office_switches_it_on(settings: Any) -> None:
    assert {signer.key for signer in active_signers()}.isdisjoint({"bsre1", "bsre2"})
    settings.SIGNERS = ["bsre2", "wet"]
    assert active_signers()[0].key == "bsre2"


def test_the_two_versions_are_told_apart_where_both_are_on() -> None:
    assert len({str(signers[key].title) for key in ("bsre1", "bsre2")}) == 2


def test_nothing_of_the_secrets_is_logged_even_at_debug(
    signer: Signer, service: State, page: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        signer.sign(page, HEAD, HANDED)
        refusal(signer, page, Handed(nik=NIK, passphrase="salah-ketik-99"))
    for secret in (NIK, PHRASE, "salah-ketik-99", PASSWORD):
        assert secret not in caplog.text
    assert NIK not in repr(HANDED)
    assert PHRASE not in repr(HANDED)


def test_without_our_levels_the_http_library_logs_the_nik(
    service: State, page: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    library = logging.getLogger("httpx")
    level = library.level
    library.setLevel(logging.INFO)
    try:
        with caplog.at_level(logging.INFO):
            signers["bsre1"].sign(page, HEAD, HANDED)
    finally:
        library.setLevel(level)
    assert NIK in caplog.text
