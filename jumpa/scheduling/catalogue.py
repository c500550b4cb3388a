"""The request form's words for what can be booked; the slice that owns the form hands them in."""

from collections.abc import Callable, Mapping

Source = Callable[[str], Mapping[str, str]]
_sources: list[Source] = []


def register_catalogue(source: Source) -> None:
    """Let ``source(name)`` give the form's list of that name, key to title."""
    _sources[:] = [source]


def titles(name: str) -> dict[str, str]:
    """One list: "equipment", "layout" or "application"; empty until someone has handed it in."""
    return dict(_sources[0](name)) if _sources else {}


def title(name: str, key: str) -> str:
    """The title of a stored key; the key itself if the list no longer has it."""
    return titles(name).get(key, key)
