"""The head signs several papers in a meeting, on a telephone, with one passphrase."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from jumpa.documents.actions import issue_paper
from jumpa.documents.models import Paper, SignedCopy
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
from jumpa.documents.tests.makers import TU, make_reply
from tests.browser.conftest import OpenPage
from tests.browser.driver import NARROW, WIDE, assert_accessible, assert_fits, login, shot
from tests.flows.office import Office

SIZES = pytest.mark.parametrize(
    ("viewport", "size"), [(WIDE, "1280"), (NARROW, "390")], ids=["wide", "narrow"]
)
PHRASE, NIK = "kalimat sandi uji", "6172010101700001"


class Service(Signer):
    """A signing service of our own."""

    key, title, asks = "uji", "Tanda tangan elektronik", frozenset({"nik", "passphrase"})

    def sign(self, content: bytes, signatory: Signatory, handed: Handed) -> Signed:
        if handed.passphrase != PHRASE:
            raise SigningError("Passphrase salah.", code=STOPS_A_SERIES)
        return Signed(pki.sign(content))


@pytest.fixture
def papers(
    office: Office, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> list[Paper]:
    settings.SIGNERS = ["uji"]
    signers.keys()
    monkeypatch.setitem(signers._items, "uji", Service())
    return [
        issue_paper(
            "reply",
            make_reply(number=f"500.12/{number}/2026"),
            owner=f"owner-{number}",
            actor=TU,
            signer_office="kepala_dinas",
        )
        for number in (1, 2, 3)
    ]


@SIZES
@pytest.mark.parametrize("scripted", [True, False], ids=["script", "plain"])
def test_several_papers_with_one_passphrase(
    open_page: OpenPage,
    office: Office,
    papers: list[Paper],
    viewport: dict[str, int],
    size: str,
    scripted: bool,
) -> None:
    page = open_page(viewport, javascript=scripted)
    login(page, office.cast.head)
    page.goto("/tanda-tangan/")
    for paper in papers:
        page.get_by_label(paper.number).first.check()
    page.get_by_label("NIK").fill(NIK)
    page.get_by_label("Passphrase").fill(PHRASE)
    if scripted:
        assert_fits(page)
        assert_accessible(page)
        shot(page, f"tanda-tangan-{size}")
    page.get_by_role("button", name="Tandatangani yang dipilih").click()
    expect(page.get_by_text("3 dari 3 diproses, 3 ditandatangani")).to_be_visible()
    expect(page.get_by_text("Ditandatangani", exact=True)).to_have_count(3)
    expect(page.get_by_role("progressbar")).to_have_count(1)
    if scripted:
        assert_fits(page)
        assert_accessible(page)
        shot(page, f"menandatangani-{size}")
    assert SignedCopy.objects.count() == 3
    page.get_by_role("link", name="Kembali ke meja tanda tangan").click()
    expect(page.get_by_text("Tidak ada naskah yang menunggu")).to_be_visible()


def test_a_wrong_passphrase_stops_and_says_so(
    open_page: OpenPage, office: Office, papers: list[Paper]
) -> None:
    page = open_page(NARROW)
    login(page, office.cast.head)
    page.goto("/tanda-tangan/")
    page.get_by_label("Pilih semua").check()
    for paper in papers:
        expect(page.get_by_label(paper.number).first).to_be_checked()
    page.get_by_label("NIK").fill(NIK)
    page.get_by_label("Passphrase").fill("keliru")
    page.get_by_role("button", name="Tandatangani yang dipilih").click()
    expect(page.get_by_text("Passphrase salah.")).to_have_count(1)
    expect(page.get_by_text("Tidak dicoba", exact=True)).to_have_count(2)
    assert_accessible(page)
    shot(page, "menandatangani-salah-390")
    assert not SignedCopy.objects.exists()
