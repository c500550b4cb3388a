import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from jumpa.core.models import AuditEntry
from jumpa.documents.actions import issue_paper
from jumpa.documents.actions.scans import hindrance
from jumpa.documents.models import Paper, SignedCopy
from jumpa.documents.queries import papers_to_sign
from jumpa.documents.signer import (
    STOPS_A_SERIES,
    Handed,
    Signatory,
    Signed,
    Signer,
    SigningError,
    signers,
)
from jumpa.documents.tests import pki
from jumpa.documents.tests.makers import TU, at, make_reply
from jumpa.documents.tests.outgoing_makers import make_handover
from jumpa.people.models import Appointment, Office, Person

pytestmark = pytest.mark.django_db
SECRET, NIK = "kalimat sandi rahasia 77", "6172010101700001"


class Asking(Signer):
    """Signs by our own authority, with a passphrase; ``calls`` counts how often it was asked."""

    key, title, asks = "asking", "Tanda tangan uji", frozenset({"nik", "passphrase"})

    def __init__(self) -> None:
        self.calls = 0

    def sign(self, content: bytes, signatory: Signatory, handed: Handed) -> Signed:
        self.calls += 1
        if handed.passphrase != SECRET:
            raise SigningError("Passphrase salah.", code=STOPS_A_SERIES)
        return Signed(pki.sign(content))


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Asking:
    settings.SIGNERS = ["asking"]
    signers.keys()
    signer = Asking()
    monkeypatch.setitem(signers._items, "asking", signer)
    return signer


def person(name: str, office: str = "", **term: Any) -> Person:
    found = Person.objects.create_user(name, f"{name.split()[0].lower()}@contoh.id", "x")
    if office:
        held, _ = Office.objects.get_or_create(key=office, defaults={"title": "Kepala Dinas"})
        Appointment.objects.create(office=held, person=found, start=at(1, 0, month=1), **term)
    return found


@pytest.fixture
def head() -> Person:
    return person("Drs. Hendra Gunawan, M.Si.", "kepala_dinas")


def issue(number: str) -> Paper:
    return issue_paper(
        "reply",
        make_reply(number=number),
        owner=f"owner-{number}",
        actor=TU,
        signer_office="kepala_dinas",
    )


def client_of(who: Person) -> Client:
    client = Client()
    client.force_login(who)
    return client


def pieces(answer: Any) -> list[str]:
    assert isinstance(answer, StreamingHttpResponse)
    stream = answer.streaming_content
    assert isinstance(stream, Iterator)
    return [piece.decode() for piece in stream]


def send(who: Person, *papers: Paper, **entries: str) -> Any:
    values = {"nik": NIK, "passphrase": SECRET, **entries}
    return client_of(who).post(
        "/tanda-tangan/", {"papers": [paper.ref for paper in papers], **values}
    )


def test_the_desk_shows_what_waits_for_ones_own_office_and_nothing_else(
    asking: Asking, head: Person
) -> None:
    mine = issue("500.12/1/2026")
    issue_paper("reply", make_reply(number="77"), owner="o", actor=TU, signer_office="kabid_aptika")
    issue_paper("reply", make_reply(number="78"), owner="p", actor=TU)
    assert papers_to_sign(head) == [mine]
    page = client_of(head).get("/tanda-tangan/").content.decode()
    assert "500.12/1/2026" in page
    assert "77" not in page.partition("sign-list")[2].partition("</ul>")[0]
    assert f"/naskah/{mine.ref}/" in page


def test_a_stand_in_sees_them_only_if_the_scope_says_so(asking: Asking) -> None:
    paper = issue("500.12/1/2026")
    basis = {"standing": "plh", "basis_number": "1", "basis_date": at(1, 0).date()}
    may = person("Maria", "kepala_dinas", scope=["sign_papers"], **basis)
    may_not = person("Joko", "kepala_dinas", scope=["receive"], **basis)
    assert papers_to_sign(may) == [paper]
    assert papers_to_sign(may_not) == []
    assert 'class="menu-count">1<' in client_of(may).get("/tanda-tangan/").content.decode()
    assert "menu-count" not in client_of(may_not).get("/tanda-tangan/").content.decode()
    assert send(may_not, paper).status_code == 422
    assert not SignedCopy.objects.exists()


def test_several_are_signed_with_one_passphrase_and_told_one_by_one(
    asking: Asking, head: Person
) -> None:
    papers = [issue(f"500.12/{number}/2026") for number in range(1, 4)]
    first, *rows, last = pieces(send(head, *papers))
    assert "<h1>Menandatangani</h1>" in first
    assert [f"{n} dari 3 diproses, {n} ditandatangani" in rows[n - 1] for n in (1, 2, 3)]
    assert all('<progress max="3"' in row for row in rows)
    assert len(rows) == 3
    assert last.rstrip().endswith("</html>")
    assert SignedCopy.objects.count() == 3
    assert papers_to_sign(head) == []


def test_the_rows_come_while_the_rest_is_still_to_be_signed(asking: Asking, head: Person) -> None:
    answer = send(head, issue("500.12/1/2026"), issue("500.12/2/2026"))
    stream = iter(answer.streaming_content)
    next(stream), next(stream)
    assert SignedCopy.objects.count() == 1
    answer.close()


def test_a_wrong_passphrase_stops_the_series_so_that_the_account_is_not_locked(
    asking: Asking, head: Person
) -> None:
    papers = [issue(f"500.12/{number}/2026") for number in range(1, 4)]
    _head, *rows, _tail = pieces(send(head, *papers, passphrase="keliru"))
    assert "Passphrase salah." in rows[0]
    assert all("agar akun Anda tidak terkunci" in row for row in rows[1:])
    assert asking.calls == 1
    assert not SignedCopy.objects.exists()


def test_any_other_failure_leaves_the_others_to_be_signed(
    asking: Asking, head: Person, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    first, second, third = (issue(f"500.12/{number}/2026") for number in range(1, 4))

    def sign(content: bytes, signatory: Signatory, handed: Handed) -> Signed:
        asking.calls += 1
        if asking.calls == 1:
            raise RuntimeError(f"boom {handed.passphrase}")
        if asking.calls == 2:
            raise SigningError("Layanan sibuk.", may_retry=True, code="503")
        return Signed(pki.sign(content))

    monkeypatch.setattr(asking, "sign", sign)
    with caplog.at_level(logging.DEBUG):
        _head, *rows, _tail = pieces(send(head, first, second, third))
    assert "gangguan pada sistem" in rows[0]
    assert "Layanan sibuk." in rows[1]
    assert "1 ditandatangani" in rows[2]
    assert SECRET not in caplog.text
    assert SECRET not in "".join(rows)


def test_what_is_typed_is_nowhere_afterwards(asking: Asking, head: Person) -> None:
    paper = issue("500.12/1/2026")
    shown = "".join(pieces(send(head, paper)))
    kept = [
        *AuditEntry.objects.values_list("after", flat=True),
        *SignedCopy.objects.values_list("certificate", "verdict", "document_id"),
    ]
    for secret in (SECRET, NIK):
        assert secret not in shown
        assert secret not in str(kept)


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ({"nik": "123"}, "16 angka"),
        ({"nik": ""}, "NIK wajib diisi"),
        ({"passphrase": ""}, "Passphrase wajib diisi"),
    ],
)
def test_what_the_way_asks_for_must_be_there_and_is_not_written_back(
    asking: Asking, head: Person, entries: dict[str, str], why: str
) -> None:
    answer = send(head, issue("500.12/1/2026"), **entries)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert why in page
    assert SECRET not in page
    assert asking.calls == 0


def test_nothing_chosen_signs_nothing(asking: Asking, head: Person) -> None:
    issue("500.12/1/2026")
    answer = send(head)
    assert answer.status_code == 422
    assert "Pilih sedikitnya satu naskah" in answer.content.decode()


def test_what_was_signed_in_another_tab_is_told_in_words_of_the_office(
    asking: Asking, head: Person
) -> None:
    paper, other = issue("500.12/1/2026"), issue("500.12/2/2026")
    pieces(send(head, paper))
    answer = send(head, paper, other)
    assert answer.status_code == 422
    assert "tidak lagi menunggu tanda tangan Anda" in answer.content.decode()
    assert SignedCopy.objects.count() == 1


def test_a_paper_of_another_office_cannot_be_chosen(asking: Asking) -> None:
    kabid = person("Bambang", "kabid_aptika")
    assert send(kabid, issue("500.12/1/2026")).status_code == 422
    assert asking.calls == 0


def test_with_ink_alone_the_desk_leads_to_the_scan(settings: Any, head: Person) -> None:
    settings.SIGNERS = ["wet"]
    paper = issue("500.12/1/2026")
    page = client_of(head).get("/tanda-tangan/").content.decode()
    assert "tanda tangan basah" in page
    assert 'name="papers"' not in page
    assert send(head, paper).status_code == 422


def test_what_both_sides_sign_is_left_to_ink_and_cannot_be_chosen(
    asking: Asking, head: Person, settings: Any
) -> None:
    settings.SIGNERS = ["asking", "wet"]
    facts = make_handover(number="1/BA/2026")
    both = issue_paper("handover", facts, owner="o", actor=TU, signer_office="kepala_dinas")
    reply = issue("500.12/1/2026")
    page = client_of(head).get("/tanda-tangan/").content.decode()
    assert f'value="{reply.ref}"' in page
    assert f'value="{both.ref}"' not in page
    assert "kedua pihak dengan tinta" in page
    assert f"/naskah/{both.ref}/pindaian/" in page
    assert send(head, both).status_code == 422


def test_no_scan_is_asked_of_what_is_signed_electronically(
    asking: Asking, head: Person, settings: Any
) -> None:
    settings.SIGNERS = ["asking", "wet"]
    paper = issue("500.12/1/2026")
    assert hindrance(paper) == ""
    pieces(send(head, paper))
    assert "sudah ditandatangani secara elektronik" in hindrance(paper)
    settings.SIGNERS = ["asking"]
    assert "tidak diaktifkan" in hindrance(paper)


def test_with_nothing_set_up_the_desk_says_whom_to_ask(settings: Any, head: Person) -> None:
    settings.SIGNERS = []
    issue("500.12/1/2026")
    page = client_of(head).get("/tanda-tangan/").content.decode()
    assert "Cara menandatangani belum diatur" in page
    assert "Hubungi administrator" in page


def test_with_several_ways_one_is_chosen(asking: Asking, head: Person, settings: Any) -> None:
    settings.SIGNERS = ["asking", "pkcs12", "wet"]
    paper = issue("500.12/1/2026")
    page = client_of(head).get("/tanda-tangan/").content.decode()
    assert page.count('name="way"') == 2
    pieces(send(head, paper, way="asking"))
    assert SignedCopy.objects.get().way == "asking"


def test_the_menu_counts_what_waits(asking: Asking, head: Person) -> None:
    issue("500.12/1/2026")
    issue("500.12/2/2026")
    page = client_of(head).get("/tanda-tangan/").content.decode()
    assert '<span class="menu-count">2<' in page


def test_the_home_page_counts_them_too_for_a_telephone_folds_the_menu_away(
    asking: Asking, head: Person
) -> None:
    assert "Perlu ditandatangani" not in client_of(head).get("/").content.decode()
    issue("500.12/1/2026")
    page = client_of(head).get("/").content.decode()
    assert "Perlu ditandatangani" in page
    assert '<a class="counter tone-info" href="/tanda-tangan/"' in page


def test_a_visitor_is_sent_to_the_login() -> None:
    assert Client().get("/tanda-tangan/").status_code == 302
