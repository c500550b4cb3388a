"""Duties: what a stand-in's scope can name. Slices above register theirs when they load."""

_titles: dict[str, str] = {}


def register_duty(key: str, title: str) -> None:
    """Make ``key`` selectable in the scope of a stand-in under ``title``."""
    _titles[key] = title


def duties() -> dict[str, str]:
    """All duties, key to title, in the order in which they were registered."""
    return dict(_titles)
