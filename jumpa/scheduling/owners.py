"""Where an owner has its page: scheduling does not know what it keeps time for."""

from collections.abc import Callable

_pages: list[Callable[[str], str]] = []


def register_owner_page(page: Callable[[str], str]) -> None:
    """Let ``page(owner)`` give the address of the page of what time is kept for."""
    _pages[:] = [page]


def page_of(owner: str) -> str:
    """That address; empty until someone has handed it in."""
    return _pages[0](owner) if _pages else ""
