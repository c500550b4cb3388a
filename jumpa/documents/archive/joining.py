"""One PDF out of parts that confined children have cut: set side by side, nothing is parsed."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from jumpa.documents.confinement import Part

ROOT = 2
"""Number of the tree that holds all parts; 1 is the catalogue."""


@dataclass(frozen=True)
class Mark:
    """A bookmark: where the part begins whose first object is ``number``."""

    title: str
    number: int


class JoinedPdf:
    """Written to ``target`` as it grows, so that no more than one part is in memory."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._places = array("Q", bytes(8 * (ROOT + 1)))
        self._trees: list[int] = []
        self.pages = 0
        target.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    @property
    def next_number(self) -> int:
        """That of the next object."""
        return len(self._places)

    def add(self, part: Part) -> int:
        """Set the part here, its objects numbered from ``next_number``; the first one's number."""
        first, start = self.next_number, self._target.tell()
        self._places.extend(start + offset for offset in part.offsets)
        self._target.write(part.body)
        self._trees.append(first)
        self.pages += part.pages
        return first

    def finish(self, title: str, marks: Sequence[Mark]) -> None:
        """Write what holds the parts together; the part of the first mark comes first."""
        front = [mark.number for mark in marks[:1]]
        kids = [*front, *(tree for tree in self._trees if tree not in front)]
        words = " ".join(f"{number} 0 R" for number in kids)
        self._object(ROOT, f"<< /Type /Pages /Kids [{words}] /Count {self.pages} >>")
        outlines = self._outlines(marks)
        info = self._new(f"<< /Title {_text(title)} /Producer (Jumpa) >>")
        shown = f"/Outlines {outlines} 0 R /PageMode /UseOutlines /Lang (id)"
        display = "/ViewerPreferences << /DisplayDocTitle true >>"
        self._object(1, f"<< /Type /Catalog /Pages {ROOT} 0 R {shown} {display} >>")
        self._table(info)

    def _outlines(self, marks: Sequence[Mark]) -> int:
        above = self.next_number
        first, last = above + 1, above + len(marks)
        self._new(f"<< /Type /Outlines /First {first} 0 R /Last {last} 0 R /Count {len(marks)} >>")
        for at, mark in enumerate(marks, start=first):
            before = f"/Prev {at - 1} 0 R" if at > first else ""
            after = f"/Next {at + 1} 0 R" if at < last else ""
            place = f"/Parent {above} 0 R {before} {after} /Dest [{mark.number + 1} 0 R /Fit]"
            self._new(f"<< /Title {_text(mark.title)} {place} >>")
        return above

    def _new(self, body: str) -> int:
        self._places.append(0)
        number = self.next_number - 1
        self._object(number, body)
        return number

    def _object(self, number: int, body: str) -> None:
        self._places[number] = self._target.tell()
        self._target.write(f"{number} 0 obj\n{body}\nendobj\n".encode("ascii"))

    def _table(self, info: int) -> None:
        start, size = self._target.tell(), self.next_number
        self._target.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        for number in range(1, size):
            self._target.write(b"%010d 00000 n \n" % self._places[number])
        end = (
            f"trailer\n<< /Size {size} /Root 1 0 R /Info {info} 0 R >>\nstartxref\n{start}\n%%EOF\n"
        )
        self._target.write(end.encode("ascii"))


def _text(words: str) -> str:
    """Any text as a PDF's string."""
    return f"<feff{words.encode('utf-16-be', 'replace').hex()}>"
