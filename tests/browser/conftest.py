"""A Chromium for the whole run, and for each test fresh pages at a live server."""

import os
import re
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from jumpa.core.actions import seed_calendar
from jumpa.core.actor import SYSTEM
from jumpa.people.tests.cast import make_cast
from jumpa.scheduling.tests.makers import make_room
from jumpa.workflow.actions import publish_sop
from tests.browser.driver import ARGUMENTS, ROOT, WIDE, Complaints, chromium_path
from tests.flows.office import Office

OpenPage = Callable[..., Page]
PICTURES = ROOT / "var" / "browser"
FAILED = pytest.StashKey[bool]()

# A busy machine is slow, not broken.
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder; each may be run once more, on a page of its own.

    On a loaded machine Chromium 156 gives about one grid in some hundred loads no box: its computed
    ``display`` is ``grid``, its size 0 × 0, and loading the page anew heals it. The summary tells
    of each second run.
    """
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser. Playwright keeps an event loop in this thread, which Django would refuse."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as playwright:
            try:
                browser = playwright.chromium.launch(
                    executable_path=chromium_path(), args=list(ARGUMENTS)
                )
            except PlaywrightError as error:
                pytest.fail(
                    "No Chromium to drive: install it, name it in JUMPA_CHROMIUM, or leave these "
                    f"tests out with -m 'not browser'. {error.message.splitlines()[0]}"
                )
            yield browser
            browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def complaints() -> Complaints:
    """Gathered over all pages of the test; a test that provokes one clears it."""
    return Complaints()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the fixtures know how their test went."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def picture_failure(request: pytest.FixtureRequest, contexts: list[BrowserContext]) -> None:
    """Leave what the failed test saw last in ``var/browser``: pictures and pages."""
    if not request.node.stash.get(FAILED, False):
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages):
        path = PICTURES / f"{re.sub(r'[^a-z0-9]+', '-', request.node.name.lower())}-{number}"
        path.with_suffix(".html").write_text(page.content(), encoding="utf-8")
        page.screenshot(path=path.with_suffix(".png"), full_page=True)


@pytest.fixture
def open_page(
    chromium: Browser,
    live_server: object,
    complaints: Complaints,
    request: pytest.FixtureRequest,
) -> Iterator[OpenPage]:
    """``open_page(viewport=…, javascript=…, zone=…)``: a page with cookies of its own.

    The test fails at its end if any of its pages complained.
    """
    contexts: list[BrowserContext] = []

    def open_one(
        viewport: dict[str, int] = WIDE, *, javascript: bool = True, zone: str = "Asia/Pontianak"
    ) -> Page:
        context = chromium.new_context(
            base_url=str(live_server),
            viewport=cast(ViewportSize, viewport),
            locale="id-ID",
            timezone_id=zone,
            java_script_enabled=javascript,
            reduced_motion="reduce",
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        complaints.watch(page)
        return page

    yield open_one
    picture_failure(request, contexts)
    for context in contexts:
        context.close()
    assert not complaints.found, "\n".join(complaints.found)


@pytest.fixture
def office(transactional_db: None, settings: Any, tmp_path: Path) -> Office:
    """The office with its cast, calendar, SOP and one room, for the live server to see."""
    settings.MEDIA_ROOT = tmp_path
    seed_calendar([timezone.localdate().year, timezone.localdate().year + 1])
    sop = settings.BASE_DIR / "sops" / "video_conference.toml"
    publish_sop(sop.read_text(encoding="utf-8"), actor=SYSTEM)
    return Office(make_cast(), make_room(name="TCM Room", capacity=40))


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """One wide page."""
    return open_page()
