"""Which other rooms and times would do, ranked. No Django, no clock, no database.

In: a ``Board`` (facts, and how to learn what is busy) and a ``Wish``. Out: ``Option``s, best first,
each of which ``plan`` would grant as things stand. Times are whole epoch seconds.
"""

from jumpa.scheduling.searching.board import Ask, Board, Row
from jumpa.scheduling.searching.ranking import Kind, Option
from jumpa.scheduling.searching.search import Search, Wish

__all__ = ["Ask", "Board", "Kind", "Option", "Row", "Search", "Wish"]
