"""The sample office's people at their browsers."""

from dataclasses import dataclass, field
from typing import Any

from jumpa.web.sample.cast import Player, password, players
from tests.rehearsal.browser import Browser, Page, PageRefused
from tests.rehearsal.markup import Form, Misread


@dataclass
class Office:
    """Everybody who has signed in so far; ``request`` is the rehearsed request's address."""

    address: str
    event: str = ""
    letter_number: str = ""
    request: str = ""
    agreed: str = ""
    _browsers: dict[str, Browser] = field(default_factory=dict)

    def player(self, key: str) -> Player:
        """A person of the sample."""
        return players()[key]

    def browser(self, key: str) -> Browser:
        """That person's browser, signed in at the sign-in form like anybody."""
        if key not in self._browsers:
            browser = self._browsers[key] = Browser(self.address)
            form = needed(browser.open("/masuk/"), "/masuk/", "")
            form.fill(username=self.player(key).login, password=password())
            home = browser.send(form)
            if home.path.startswith("/masuk/"):
                raise PageRefused(f"{self.player(key).name} can't sign in: “{home.complaint}”")
        return self._browsers[key]

    def request_page(self, key: str) -> Page:
        """The request as that person sees it."""
        return self.browser(key).open(self.request)

    def task(self, key: str, move: str) -> Page:
        """The task of the request at which that person can make ``move``; it is in their inbox."""
        browser = self.browser(key)
        if self.event not in browser.open("/").text:
            raise Misread(f"the inbox of {self.player(key).name} does not show “{self.event}”")
        for address in self.request_page(key).links("/tugas/"):
            page = browser.open(address)
            if page.form(f"/{move}/") is not None:
                return page
        raise Misread(f"{self.player(key).name} is offered no task with the form {move!r}")

    def move(self, key: str, move: str, page: Page | None = None, **values: Any) -> Page:
        """Fill in the move's form as it is shown, with ``values``, and press its button.

        A name that ends in ``_`` fills all fields that begin so.
        """
        form = needed(page or self.task(key, move), f"/{move}/", move)
        typed: dict[str, Any] = {}
        for name, value in values.items():
            whole = f"{move}-{name}"
            names = form.names(whole) if name.endswith("_") else [whole]
            typed |= dict.fromkeys(names, value)
        return self.browser(key).send(form.fill(**typed))

    def close(self) -> None:
        """Everybody goes home."""
        for browser in self._browsers.values():
            browser.close()


def needed(page: Page, action: str, what: str) -> Form:
    """A form that must be there."""
    form = page.form(action)
    if form is None:
        raise Misread(f"{page.path} has no form {what or action!r}")
    return form
