"""A browser without a screen: cookies, redirects, pages, forms."""

import httpx

from tests.rehearsal.markup import Element, Form, Misread, parse

_PATIENCE = 60.0


class PageRefused(Exception):
    """The system answered otherwise than the script expects; says what the page says."""


class Page:
    """One answer of the system."""

    def __init__(self, response: httpx.Response) -> None:
        self.status = response.status_code
        self.path = response.url.path
        self.tree = parse(response.text)

    @property
    def text(self) -> str:
        """All that can be read in the page's main part."""
        return next((one.text for one in self.tree.all("main")), self.tree.text)

    @property
    def badges(self) -> list[str]:
        """Texts of the badges, the page's own status first."""
        return [one.text for one in self.tree.all("span") if one.has("class", "badge")]

    @property
    def complaint(self) -> str:
        """What the page complains of; its heading where it says nothing more."""
        alerts = [one.text for one in self.tree.all() if one.attrs.get("role") == "alert"]
        return " ".join(alerts) or next((one.text for one in self.tree.all("h1")), self.text[:300])

    def links(self, part: str) -> dict[str, str]:
        """Addresses that contain ``part``, once each, with the texts that lead there."""
        found: dict[str, str] = {}
        for one in self.tree.all("a"):
            address = one.attrs.get("href", "")
            if part in address:
                found[address] = " ".join(filter(None, [found.get(address, ""), one.text]))
        return found

    def element(self, text: str, *tags: str) -> Element:
        """The first element of these tags whose text contains ``text``."""
        for one in self.tree.all(*tags):
            if text in one.text:
                return one
        raise Misread(f"{self.path} does not show “{text}”")

    def form(self, action: str) -> Form | None:
        """The form that is sent to an address with this end, if the page has it."""
        for one in self.tree.all("form"):
            address = one.attrs.get("action") or self.path
            if address.endswith(action):
                return Form(one, address)
        return None


class Browser:
    """One person's browser."""

    def __init__(self, address: str) -> None:
        self._client = httpx.Client(base_url=address, follow_redirects=True, timeout=_PATIENCE)

    def open(self, address: str, **query: str) -> Page:
        """Follow a link.

        Raises:
            PageRefused: any answer but 200.
        """
        return self._page(self._client.get(address, params=query or None), 200)

    def send(self, form: Form, button: str = "", *, expect: int = 200) -> Page:
        """Press a button of a form.

        Args:
            button: its name, if it has one; its value is 1.
            expect: the status that the answer must have; a redirect is followed before.

        Raises:
            PageRefused: with the page's own words.
        """
        data: dict[str, list[str]] = form.data | ({button: ["1"]} if button else {})
        files = form.files or None
        return self._page(self._client.post(form.action, data=data, files=files), expect)

    def fetch(self, address: str) -> bytes:
        """Download a file."""
        response = self._client.get(address)
        if response.status_code != 200:
            raise PageRefused(f"{address} answers {response.status_code}")
        return response.content

    def close(self) -> None:
        """End the session's connections."""
        self._client.close()

    def _page(self, response: httpx.Response, expect: int) -> Page:
        page = Page(response)
        if page.status != expect:
            raise PageRefused(
                f"{page.path} answers {page.status} instead of {expect}: “{page.complaint}”"
            )
        return page
