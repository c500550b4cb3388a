"""Duties: what a stand-in's scope can name. Slices above register theirs when they load."""

from django.utils.functional import Promise

_titles: dict[str, str | Promise] = {}


def register_duty(key: str, title: str | Promise) -> None:
    """Make ``key`` selectable in the scope of a stand-in under ``title``, translated when shown."""
    _titles[key] = title


def duties() -> dict[str, str]:
    """All duties, key to title, in the order in which they were registered."""
    return {key: str(title) for key, title in _titles.items()}
