"""Deny by default: a page that nobody listed as public asks for a login."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = {"masuk", "bahasa", "periksa", "periksa_kode"}
_SAMPLE = {"int": "1", "uuid": "00000000-0000-4000-8000-000000000000"}


def _pages(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, str]]:
    """Name and a possible path of every page."""
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        for name, converter in entry.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower()
            route = route.replace(f"<{kind}:{name}>", _SAMPLE.get(kind, "abcdefgh234567"))
            route = route.replace(f"<{name}>", "abcdefgh234567")
        if isinstance(entry, URLPattern):
            yield entry.name or route, route
        else:
            yield from _pages(entry, route)


def test_every_page_asks_for_a_login_unless_it_is_listed(client: Client, db: None) -> None:
    open_pages, walked = set(), set()
    for name, path in _pages(get_resolver()):
        walked.add(name)
        for answer in (client.get(path), client.post(path)):
            to_login = answer.status_code == 302 and answer["Location"].startswith("/masuk/")
            if not to_login:
                open_pages.add(name)
    assert {"beranda", "keluar", "gaya"} <= walked
    assert open_pages == PUBLIC


def test_the_walk_would_see_an_open_page(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    from jumpa.web.views import gallery

    monkeypatch.setattr(gallery.gallery, "login_required", False, raising=False)
    assert client.get("/gaya/").status_code == 200
