"""BSrE signs with a person's certificate: it has to be that of the one who is named."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import x509

from jumpa.core.actor import Actor
from jumpa.documents.actions import issue_paper, keep_signed, sign_paper
from jumpa.documents.actions import signing as actions
from jumpa.documents.bsre.words import FOOTER, NEUTRAL_FOOTER
from jumpa.documents.checking.certificates import nip_of
from jumpa.documents.holder import holder_remark
from jumpa.documents.models import Paper, SignedCopy
from jumpa.documents.remarks import remark_words
from jumpa.documents.rendering import paper_bytes, unsigned_bytes
from jumpa.documents.series import Outcome, sign_series
from jumpa.documents.signer import Handed, Signatory, SigningError
from jumpa.documents.tests import bsre_server, pki, poppler
from jumpa.documents.tests.bsre_server import PASSWORD, USER, Account, State
from jumpa.documents.tests.makers import TU, make_reply
from jumpa.documents.tests.verdicts import EVERY_VERDICT

pytestmark = pytest.mark.django_db
NIP = "196805121994031007"
HENDRA = Actor(
    0, "ref", "Drs. Hendra Gunawan, M.Si.", "kepala_dinas", "Kepala Dinas", person_nip=NIP
)
NIKS = {
    "6172010203040001": "HENDRA GUNAWAN",
    "6172010203040002": "Orang Lain",
    "6172010203040003": "Hendra",
    "6172010203040004": "Dinas Kominfo Uji",
}
OWN, OTHERS, SHORT, OFFICE = NIKS
PHRASE = "rahasia sekali benar 88"


@pytest.fixture(params=["bsre1", "bsre2"])
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def service(settings: Any, tmp_path: Path, way: str) -> Iterator[State]:
    """The service; its authority is trusted, and named as BSrE is."""
    (tmp_path / "induk.pem").write_bytes(pki.root().pem)
    settings.TRUST_ROOTS, settings.BSRE_ISSUERS = str(tmp_path), ["induk uji"]
    settings.SIGNERS = [way]
    accounts = {f"nik_{nik}": Account(name, PHRASE) for nik, name in NIKS.items()}
    with bsre_server.bsre_server(**accounts) as (address, state):
        settings.BSRE_URL, settings.BSRE_USER, settings.BSRE_PASSWORD = address, USER, PASSWORD
        yield state


def issue(number: str = "500.12/1/2026") -> Paper:
    facts = make_reply(number=number)
    return issue_paper("reply", facts, owner=number, actor=TU, signer_office="kepala_dinas")


def sign(way: str, nik: str, paper: Paper | None = None) -> SignedCopy:
    handed = Handed(nik=nik, passphrase=PHRASE)
    return sign_paper((paper or issue()).ref, way, handed, actor=HENDRA)


def test_another_persons_certificate_signs_nothing_and_is_named(service: State, way: str) -> None:
    with pytest.raises(SigningError, match=r"atas nama Orang Lain, bukan Drs\. Hendra"):
        sign(way, OTHERS)
    assert service.signed == 1
    assert not SignedCopy.objects.exists()


def test_control_without_the_comparison_it_would_be_kept_in_hendras_name(
    service: State, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "holder_remark", lambda _verdicts, _signatory: "")
    copy = sign(way, OTHERS)
    assert copy.certificate["subject"] == "Orang Lain"
    assert copy.person_name == HENDRA.person_name


def test_ones_own_certificate_needs_no_remark(service: State, way: str) -> None:
    copy = sign(way, OWN)
    assert (copy.remarks, remark_words(copy)) == ([], "")


def test_a_name_that_is_a_little_otherwise_is_kept_with_a_remark(service: State, way: str) -> None:
    copy = sign(way, SHORT)
    assert copy.remarks == ["name_differs"]
    assert "tidak persis sama" in remark_words(copy)


def test_the_offices_certificate_signs_where_the_office_says_so(
    service: State, way: str, settings: Any
) -> None:
    with pytest.raises(SigningError, match="atas nama Dinas Kominfo Uji"):
        sign(way, OFFICE)
    settings.OFFICE_CERTIFICATES = ["Dinas kominfo  uji"]
    copy = sign(way, OFFICE)
    assert copy.remarks == ["office_certificate"]
    assert "atas nama kantor" in remark_words(copy)


def test_only_what_bsre_issued_is_said_to_be_bsres(service: State, way: str, settings: Any) -> None:
    def foot(paper: Paper) -> str:
        return " ".join(poppler.text(paper_bytes(paper)).split())

    theirs, others, unknown = issue("1"), issue("2"), issue("3")
    sign(way, OWN, theirs)
    assert FOOTER in foot(theirs)
    assert service.signed == 1
    settings.BSRE_ISSUERS = ["BSrE"]
    copy = sign(way, OWN, others)
    assert NEUTRAL_FOOTER in foot(others)
    assert "BSrE" not in foot(others)
    assert copy.verdict[0]["covers_whole"]
    # Named as BSrE is, but nobody whom we trust vouches for it.
    settings.TRUST_ROOTS, settings.BSRE_ISSUERS = "", ["induk uji"]
    sign(way, OWN, unknown)
    assert NEUTRAL_FOOTER in foot(unknown)


def series(way: str, nik: str, count: int = 3) -> list[Outcome]:
    papers = [(issue(str(at)), HENDRA) for at in range(count)]
    return list(sign_series(papers, way, Handed(nik=nik, passphrase=PHRASE)))


@pytest.mark.parametrize("status", ["SUSPEND", "NOT_REGISTERED", "EXPIRED", "SOMETHING_NEW"])
def test_a_state_of_the_account_ends_the_series_at_the_first(
    service: State, way: str, status: str
) -> None:
    service.accounts[OWN].status = status
    first, *others = series(way, OWN)
    assert first.problem
    assert not first.is_skipped
    assert all(one.is_skipped and "hambatannya akan sama" in one.problem for one in others)
    assert len(service.asked) == 1


def test_another_persons_certificate_ends_the_series_too(service: State, way: str) -> None:
    _first, *others = series(way, OTHERS)
    assert all(one.is_skipped for one in others)
    assert service.signed == 1


def test_a_series_tells_the_remark_of_each(service: State, way: str) -> None:
    assert all("tidak persis sama" in one.remark for one in series(way, SHORT, 2))


def test_what_was_signed_in_srikandi_must_be_the_signatorys(settings: Any) -> None:
    paper = issue()
    plain = unsigned_bytes(paper)
    with pytest.raises(SigningError, match="atas nama Maria Yosefina"):
        keep_signed(paper, pki.sign(plain, pki.second()), "srikandi", actor=TU, is_electronic=True)
    both = pki.sign(pki.sign(plain), pki.second(), field="Kedua")
    assert keep_signed(paper, both, "srikandi", actor=TU, is_electronic=True).remarks == []


def test_the_nip_decides_where_the_certificate_has_one() -> None:
    verdict = EVERY_VERDICT[0]
    hendra = Signatory("Drs. Hendra Gunawan, M.Si.", "Kepala Dinas", NIP)

    def remark(**changes: Any) -> str:
        return holder_remark([replace(verdict, **changes)], hendra)

    assert remark() == ""
    assert remark(signer_nip=NIP, signer="H. Gunawan Hendra") == "name_differs"
    with pytest.raises(SigningError):
        remark(signer_nip="197805121994031007")


@pytest.mark.parametrize(
    ("number", "found"),
    [(NIP, NIP), (f"NIP {NIP}", NIP), ("6172010203040001", ""), ("", ""), (f"{NIP}1", "")],
)
def test_of_the_numbers_in_a_certificate_only_a_nip_is_taken(number: str, found: str) -> None:
    values = {"common_name": "Hendra", **({"serial_number": number} if number else {})}
    assert nip_of(x509.Name.build(values)) == found
