"""The lists that the request form offers, from ``catalogue.toml`` or the office's own file."""

import tomllib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_OWN = Path(__file__).with_name("catalogue.toml")
_LISTS = frozenset(
    {
        "nature",
        "urgency",
        "event_kind",
        "application",
        "host",
        "layout",
        "zone",
        "need",
        "equipment",
    }
)


@lru_cache(maxsize=1)
def catalogue() -> dict[str, dict[str, str]]:
    """All lists: name of the list, then key to title.

    Raises:
        ImproperlyConfigured: the file is not TOML, or a list is missing or no list of titles.
    """
    path = Path(settings.CATALOGUE) if settings.CATALOGUE else _OWN
    try:
        lists = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ImproperlyConfigured(f"JUMPA_CATALOGUE: {path.name}: {error}") from error
    faults = sorted(name for name in _LISTS if not _is_list(lists.get(name)))
    if faults:
        raise ImproperlyConfigured(
            f"JUMPA_CATALOGUE: {path.name}: wrong lists: {', '.join(faults)}"
        )
    return {name: dict(lists[name]) for name in _LISTS}


def _is_list(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(title, str) for title in value.values())


def choices(name: str) -> list[tuple[str, str]]:
    """One list as a form field wants it."""
    return list(catalogue()[name].items())


def title(name: str, key: str) -> str:
    """The title of a stored key; the key itself if the list no longer has it."""
    return catalogue()[name].get(key, key)
