"""A paper that is signed while others sign, replace or withdraw it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db.models import QuerySet

from jumpa.core.actor import Actor
from jumpa.core.errors import WrongState
from jumpa.core.models import AuditEntry
from jumpa.documents.actions import issue_paper, sign_paper, signing
from jumpa.documents.models import Paper, SignedCopy
from jumpa.documents.signer import Handed, Signatory, Signed, Signer, signers
from jumpa.documents.tests import pki
from jumpa.documents.tests.makers import TU, make_reply
from tests.races.racing import failures, race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
HEAD = Actor(0, "ref-hendra", "Drs. Hendra Gunawan, M.Si.", "kepala_dinas", "Kepala Dinas")
STAND_IN = Actor(0, "ref-maria", "Maria Yosefina, S.Sos.", "kepala_dinas", "Plh. Kepala Dinas")
TOGETHER = 4


class Together(Signer):
    """Lets all that sign at once come to the end at once."""

    key, title = "together", "Serentak"

    def __init__(self, parties: int) -> None:
        self.barrier = threading.Barrier(parties)

    def sign(self, content: bytes, signatory: Signatory, handed: Handed) -> Signed:
        signed = pki.sign(content)
        self.barrier.wait(60)
        return Signed(signed)


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path
    settings.SIGNERS = ["together"]
    signers.keys()

    def of(parties: int) -> None:
        monkeypatch.setitem(signers._items, "together", Together(parties))

    return of


def issue(number: str = "500.12/1/2026") -> Paper:
    facts = make_reply(number=number)
    return issue_paper("reply", facts, owner="o", actor=TU, signer_office="kepala_dinas")


def sign(paper: Paper, actor: Actor = HEAD) -> SignedCopy:
    return sign_paper(paper.ref, "together", Handed(), actor=actor)


@contextmanager
def without_the_lock(monkeypatch: pytest.MonkeyPatch, parties: int) -> Iterator[None]:
    """Look at the paper as it is without holding it, all before anyone writes."""
    barrier = threading.Barrier(parties)
    looked = signing._earlier

    def look(paper: Paper, way: str, name: str) -> Any:
        found = looked(paper, way, name)
        barrier.wait(60)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(QuerySet, "select_for_update", lambda query, **more: query)
        patch.setattr(signing, "_earlier", look)
        yield


def test_of_several_who_sign_at_once_one_copy_is_kept(together: Any) -> None:
    paper = issue()
    together(TOGETHER)
    results = race(lambda n: sign(paper, HEAD if n % 2 else STAND_IN), TOGETHER)
    assert failures(results, WrongState) == []
    assert SignedCopy.objects.count() == 1
    assert AuditEntry.objects.filter(verb="documents.sign").count() == 1


def test_without_the_lock_several_copies_are_kept(
    together: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what the lock is for."""
    paper = issue()
    together(TOGETHER)
    with without_the_lock(monkeypatch, TOGETHER):
        race(lambda _n: sign(paper), TOGETHER)
    assert SignedCopy.objects.count() > 1


def replace_while_signing(together: Any) -> list[Any]:
    paper = issue()
    together(2)
    meeting = signers["together"]
    assert isinstance(meeting, Together)

    def run(number: int) -> Any:
        if number:
            return sign(paper)
        newer = issue("500.12/2/2026")
        meeting.barrier.wait(60)
        return newer

    return race(run, 2)


def test_a_paper_that_is_replaced_meanwhile_is_not_kept_as_signed(together: Any) -> None:
    results = replace_while_signing(together)
    assert isinstance(results[1], WrongState)
    assert not SignedCopy.objects.exists()


def test_without_the_second_look_a_replaced_paper_would_be_signed(
    together: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what looking again is for."""
    monkeypatch.setattr(signing, "require_standing", lambda paper: None)
    replace_while_signing(together)
    assert not SignedCopy.objects.get().paper.is_current
