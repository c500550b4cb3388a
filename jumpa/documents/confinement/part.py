from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """Pages that can stand in another file as they are.

    ``body``: objects numbered without gaps, the tree of pages first, then each page; ``offsets``:
    where each of them begins in ``body``.
    """

    body: bytes
    offsets: list[int]
    pages: int
