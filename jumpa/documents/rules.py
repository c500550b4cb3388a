"""How long papers and files are kept. Pure."""

from datetime import date

OFFICE = "administrator"
"""The office that destroys what is over its time."""


def may_dispose(office_key: str) -> bool:
    """Whether that office may destroy what is due."""
    return office_key == OFFICE


def free_from(closed: date, written: date, years: int) -> date:
    """The first day on which something may be destroyed: so many whole years after its matter was
    closed, or after it was written where that was later. Of 29 February: 1 March.
    """
    begun = max(closed, written)
    try:
        return begun.replace(year=begun.year + years)
    except ValueError:
        return date(begun.year + years, 3, 1)


def is_due(free: date, today: date) -> bool:
    """Whether the period has run out by ``today``."""
    return today >= free
