"""The frame and the style page in a real browser: looks, access, policy."""

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from pytest_django import Settings

from jumpa.people.tests.cast import Cast, make_cast
from jumpa.web.gallery import inbox
from tests.browser.conftest import OpenPage
from tests.browser.driver import (
    NARROW,
    WIDE,
    Complaints,
    assert_accessible,
    axe_violations,
    login,
    shot,
)

SIZES = pytest.mark.parametrize(
    ("viewport", "size"), [(WIDE, "1280"), (NARROW, "390")], ids=["wide", "narrow"]
)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Everybody."""
    return make_cast()


@SIZES
def test_signing_in_is_accessible_and_says_what_was_wrong(
    open_page: OpenPage, cast: Cast, viewport: dict[str, int], size: str
) -> None:
    page = open_page(viewport)
    page.goto("/masuk/")
    assert_accessible(page)
    shot(page, f"masuk-{size}")
    page.get_by_label("NIP atau pos-el").fill("198501012010012001")
    page.get_by_label("Kata sandi").fill("keliru")
    page.get_by_role("button", name="Masuk").click()
    expect(page.get_by_role("alert")).to_contain_text("tidak cocok")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("NIP atau pos-el")).to_have_value("198501012010012001")
    assert_accessible(page)
    shot(page, f"masuk-ditolak-{size}")


@SIZES
def test_the_style_page_is_accessible(
    open_page: OpenPage, cast: Cast, viewport: dict[str, int], size: str
) -> None:
    page = open_page(viewport)
    login(page, cast.administrator)
    page.goto("/gaya/")
    assert_accessible(page)
    shot(page, f"gaya-{size}")


@SIZES
def test_home_is_accessible_when_empty(
    open_page: OpenPage, cast: Cast, viewport: dict[str, int], size: str
) -> None:
    page = open_page(viewport)
    login(page, cast.stand_in)
    assert_accessible(page)
    shot(page, f"beranda-kosong-{size}")


def test_the_menu_of_a_narrow_page_opens_without_javascript(
    open_page: OpenPage, cast: Cast
) -> None:
    page = open_page(NARROW, javascript=False)
    login(page, cast.stand_in)
    menu = page.get_by_role("navigation", name="Menu", exact=True)
    expect(menu).to_be_hidden()
    page.get_by_text("Menu", exact=True).click()
    expect(menu.get_by_role("link", name="Beranda")).to_be_visible()
    expect(page.get_by_text("Plh. Kepala Dinas").first).to_be_visible()
    shot(page, "menu-390", whole=False)
    page.get_by_role("button", name="Keluar").first.click()
    expect(page).to_have_url(page.url.split("/keluar")[0].split("/masuk")[0] + "/masuk/")


def test_escape_closes_the_menu_and_gives_the_focus_back(open_page: OpenPage, cast: Cast) -> None:
    page = open_page(NARROW)
    login(page, cast.clerk)
    page.get_by_text("Menu", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Menu", exact=True)).to_be_hidden()
    expect(page.locator(".topbar-menu > summary")).to_be_focused()


def test_the_first_tab_leads_to_the_content(page: Page, cast: Cast) -> None:
    login(page, cast.clerk)
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_form_is_sent_once_on_a_double_click(page: Page, cast: Cast) -> None:
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    page.goto("/masuk/")
    page.get_by_label("NIP atau pos-el").fill(cast.clerk.email)
    page.get_by_label("Kata sandi").fill("keliru")
    page.get_by_role("button", name="Masuk").dblclick()
    expect(page.get_by_role("alert")).to_be_visible()
    assert len(sent) == 1


@SIZES
def test_home_is_accessible_when_full(
    open_page: OpenPage,
    cast: Cast,
    viewport: dict[str, int],
    size: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("jumpa.web.views.home.inbox", lambda _person, now: inbox.full(now))
    page = open_page(viewport)
    login(page, cast.coordinator)
    page.goto("/")
    assert_accessible(page)
    shot(page, f"beranda-{size}")


@SIZES
def test_every_page_of_the_menu_is_accessible(
    open_page: OpenPage, cast: Cast, viewport: dict[str, int], size: str
) -> None:
    call_command("publish_sops")
    page = open_page(viewport)
    login(page, cast.administrator)
    addresses = page.evaluate(
        "() => [...document.querySelectorAll('.menu a, .who-links a')].map(a => a.pathname)"
    )
    assert len(set(addresses)) > 5
    for address in dict.fromkeys(addresses):
        page.goto(address)
        assert_accessible(page)
        shot(page, f"menu{address.replace('/', '-')}{size}")


@SIZES
def test_error_pages_are_accessible(
    open_page: OpenPage,
    cast: Cast,
    complaints: Complaints,
    viewport: dict[str, int],
    size: str,
    settings: Settings,
) -> None:
    settings.ROOT_URLCONF = "jumpa.web.tests.refusing_urls"
    page = open_page(viewport)
    login(page, cast.requester)
    for kind in ("tidak-ada", "dilarang", "bentrok", "rusak"):
        page.goto("/tidak-ada/" if kind == "tidak-ada" else f"/uji/{kind}/")
        assert_accessible(page)
        shot(page, f"tolak-{kind}-{size}")
    fault = [text for text in complaints.found if "/uji/rusak/" in text or "status of 500" in text]
    assert complaints.found == fault
    complaints.found.clear()


def test_an_inline_script_is_stopped_and_noticed(page: Page, complaints: Complaints) -> None:
    """The control: the policy is in force, and the watching sees it broken."""
    page.goto("/masuk/")
    assert complaints.found == []
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1';"
        " document.body.append(s); document.body.setAttribute('style', 'color: red'); }"
    )
    assert page.evaluate("() => window.ran") is None
    assert len(complaints.found) == 2
    assert all("Content Security Policy" in text for text in complaints.found)
    complaints.found.clear()


def test_axe_finds_what_is_wrong(page: Page) -> None:
    """The control: the check can fail."""
    page.goto("/masuk/")
    page.evaluate("() => document.querySelector('label').remove()")
    assert any(line.startswith("label ") for line in axe_violations(page))
