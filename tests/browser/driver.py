"""Drives a real Chromium through the pages, and complains of all that a user would not see."""

import os
import re
import shutil
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Page, Response

from jumpa.people.models import Person
from jumpa.people.tests.makers import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
_REFUSAL = re.compile(r"Failed to load resource: .*status of (400|403|404|409|422)")


def chromium_path() -> str | None:
    """The machine's Chromium (``JUMPA_CHROMIUM`` or on the path); None for Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("JUMPA_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@dataclass
class Complaints:
    """What went wrong behind the page: script errors, CSP violations, missing files."""

    found: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Listen to ``page`` from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.found.append(f"script: {error}"))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # A refused form is an answer, not a fault; a missing file is caught by its response.
        if message.type == "error" and not _REFUSAL.match(message.text):
            self.found.append(f"console: {message.text}")

    def _response(self, response: Response) -> None:
        asked = response.request.resource_type
        is_page = asked in {"document", "xhr", "fetch"}
        if response.status >= 500 or (response.status >= 400 and not is_page):
            self.found.append(f"{response.status}: {asked} {response.url}")


def login(page: Page, person: Person, password: str = PASSWORD) -> None:
    """Sign ``person`` in through the page, in place of whoever is signed in there."""
    page.context.clear_cookies()
    page.goto("/masuk/")
    page.get_by_label("NIP atau pos-el").fill(person.nip or person.email)
    page.get_by_label("Kata sandi").fill(password)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(re.compile(r"^(?!.*/masuk/)"))


@cache
def _axe() -> str:
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


def axe_violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, one line for each element."""
    # Evaluated through the debugger, so the page's own policy stays in force.
    page.evaluate(_axe())
    result: dict[str, Any] = page.evaluate("() => axe.run(document)")
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(map(str, node['target']))} – {rule['help']}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


def assert_accessible(page: Page) -> None:
    """No violation of axe's rules, the menu filled, and nothing wider than the window."""
    if page.locator(".sidebar").count():
        assert page.locator(".sidebar .menu a").count(), f"{page.url} has an empty menu"
    found = axe_violations(page)
    assert not found, f"{page.url}\n" + "\n".join(found)
    assert_fits(page)


def assert_fits(page: Page) -> None:
    """Nothing wider than the window; works in a page without JavaScript too, where axe cannot."""
    inside, window = page.evaluate(
        "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert inside <= window, f"{page.url} is {inside} px wide in a window of {window} px"


def shot(page: Page, name: str, *, whole: bool = True, top: str = "body") -> None:
    """Save a picture as ``<name>.png`` in the folder that ``JUMPA_SHOTS`` names, if it is set.

    ``top``: what stands at the top of a picture that is not ``whole``.
    """
    folder = os.environ.get("JUMPA_SHOTS")
    if folder:
        path = ROOT / folder / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.locator(top).first.evaluate("element => element.scrollIntoView()")
        page.screenshot(path=path, full_page=whole)
