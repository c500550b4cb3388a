"""The pages of stored files, cut out in confined children, several small files in one."""

import logging
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from jumpa.documents.archive.joining import ROOT
from jumpa.documents.confinement import ConfinementError, Part, run_confined

MOST_CPU_SECONDS = 60.0
"""Of one archive; what would come after that is not cut."""
_PATIENCE_SECONDS = 60.0
"""For each child's turn: who gives up in the middle has waited for nothing."""
_NOT_THE_FILES_FAULT = frozenset({"busy", "unavailable"})
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Given:
    """A file to cut: a PDF, or a picture that becomes a page."""

    content: bytes
    is_picture: bool = False


class Cutter:
    """Cuts file after file while their time lasts."""

    def __init__(self, most_pages: int) -> None:
        self._most_pages = most_pages
        self._spent = 0.0

    def cut(self, files: Sequence[Given], first: int) -> list[Part | None]:
        """Their pages, objects numbered on from ``first``; None for a file that can't be cut.

        A file that ends the child spoils nothing: each of them is tried alone then.

        Raises:
            ConfinementError: "busy" or "unavailable".
        """
        if self._spent > MOST_CPU_SECONDS:
            return [None] * len(files)
        found = self._together(files, first)
        if found is not None:
            return found
        if len(files) == 1:
            return [None]
        parts: list[Part | None] = []
        for file in files:
            parts += self.cut([file], first)
            first += len(parts[-1].offsets) if parts[-1] else 0
        return parts

    def _together(self, files: Sequence[Given], first: int) -> list[Part | None] | None:
        told = [{"size": len(file.content), "is_picture": file.is_picture} for file in files]
        options = {"files": told, "first": first, "root": ROOT, "most_pages": self._most_pages}
        try:
            content = b"".join(file.content for file in files)
            done = run_confined("take_pages", content, options, patience=_PATIENCE_SECONDS)
        except ConfinementError as error:
            if error.reason in _NOT_THE_FILES_FAULT:
                raise
            self._spent += error.cpu_seconds
            _log.warning("%d file(s) of an archive could not be cut: %s", len(files), error)
            return None
        self._spent += done.cpu_seconds
        return _parts(done.answer, len(files))


def _parts(answer: Any, count: int) -> list[Part | None] | None:
    """The answer, if it has the shape that it must have."""
    try:
        parts = [None if one is None else _part(one) for one in answer]
    except (KeyError, TypeError, ValueError):
        return None
    return parts if len(parts) == count else None


def _part(told: Any) -> Part:
    body = b64decode(told["body"], validate=True)
    part = Part(body, list(map(int, told["offsets"])), int(told["pages"]))
    if part.pages < 1 or any(not 0 <= at <= len(body) for at in part.offsets):
        raise ValueError("a part without pages, or with an object outside of it")
    return part
