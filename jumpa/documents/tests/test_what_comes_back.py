"""A signing service that gives back something else than it was handed."""

import io
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from jumpa.documents.actions import issue_paper, sign_paper
from jumpa.documents.actions import signing as actions
from jumpa.documents.models import Paper, SignedCopy
from jumpa.documents.remarks import remark_words
from jumpa.documents.rendering import unsigned_bytes
from jumpa.documents.signer import Handed, Signatory, Signed, Signer, SigningError, signers
from jumpa.documents.tests import pki
from jumpa.documents.tests.makers import TU, make_reply
from jumpa.documents.tests.test_signing import HENDRA

pytestmark = pytest.mark.django_db


class Service(Signer):
    """Signs ``back`` in place of what it is handed, or writes that anew before it signs."""

    key, title = "service", "Layanan uji"

    def __init__(self, back: bytes | None) -> None:
        self.back = back

    def sign(self, content: bytes, signatory: Signatory, handed: Handed) -> Signed:
        return Signed(pki.sign(self.back or rewritten(content)))


def rewritten(content: bytes) -> bytes:
    """The same pages in a file that is built otherwise."""
    target = io.BytesIO()
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.write(target)
    return target.getvalue()


def issue(number: str) -> Paper:
    facts = make_reply(number=number)
    return issue_paper("reply", facts, owner=number, actor=TU, signer_office="kepala_dinas")


@pytest.fixture
def signed_by(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Any:
    """Sign a paper at a service that gives ``back``."""

    def sign(paper: Paper, back: bytes | None) -> SignedCopy:
        settings.SIGNERS = ["service"]
        signers.keys()
        monkeypatch.setitem(signers._items, "service", Service(back))
        return sign_paper(paper.ref, "service", Handed(), actor=HENDRA)

    return sign


def test_another_paper_is_not_kept_however_well_it_is_signed(signed_by: Any) -> None:
    paper, other = issue("500.12/1/2026"), issue("500.12/2/2026")
    with pytest.raises(SigningError, match="bukan naskah yang dikirim"):
        signed_by(paper, unsigned_bytes(other))
    assert not SignedCopy.objects.exists()


def test_without_the_comparison_the_other_paper_would_be_kept(
    signed_by: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    monkeypatch.setattr(actions, "require_ours", lambda _sent, _back: True)
    paper, other = issue("500.12/1/2026"), issue("500.12/2/2026")
    assert signed_by(paper, unsigned_bytes(other)).paper == paper


def test_a_service_may_write_the_file_anew_and_that_is_told(signed_by: Any) -> None:
    copy = signed_by(issue("500.12/1/2026"), None)
    assert copy.remarks == ["written_anew"]
    assert "menulis ulang berkasnya" in remark_words(copy)
