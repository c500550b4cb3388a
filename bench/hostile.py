"""Files that mean harm: what each is answered with, and what it costs."""

import logging
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any
from unittest import mock

_LOOKS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "read": ("read_letter", {"zone": "Asia/Pontianak", "today": "2026-11-24"}),
    "check": ("check_signatures", {"roots": [], "at": "2026-11-24T09:00:00+07:00"}),
    "preview": ("preview", {}),
    "join": ("take_pages", {"first": 3, "root": 2, "most_pages": 3000}),
}
_PARTS = {"document", "stream", "zeros", "page", "written_with", "archive"}
_NOT_JOINED = "Named in the archive's PDF instead of joined."
_WIDTH = 100


@dataclass
class Cost:
    """The dearest of the children that looked at a file."""

    cpu_seconds: float = 0.0
    peak_mb: float = 0.0

    def add(self, cpu_seconds: float, peak_kib: int) -> None:
        """Another child."""
        self.cpu_seconds = max(self.cpu_seconds, cpu_seconds)
        self.peak_mb = max(self.peak_mb, peak_kib / 1024)


def show() -> None:
    """Print the table. Needs Django set up, for the sentences are the product's."""
    logging.getLogger("jumpa.documents").setLevel(logging.ERROR)
    print("\nFiles that mean harm: the dearest child of each, of at most 5 s CPU and 256 MB")
    print(f"  {'file':32}{'CPU s':>6}{'MB':>6}  answer")
    for name, content in _files():
        cost = Cost()
        answer = _answer(name, content, cost)
        first, *rest = textwrap.wrap(answer, _WIDTH)
        print(f"  {name:32}{cost.cpu_seconds:6.2f}{cost.peak_mb:6.0f}  {first}")
        for line in rest:
            print(f"  {'':44}  {line}")


def _files() -> Iterator[tuple[str, bytes]]:
    """Those that the tests make: every maker of these modules that needs nothing."""
    from jumpa.documents.tests import hostile, pdfs, pictures, traps

    for module in (hostile, traps, pictures):
        for name, made in vars(module).items():
            is_maker = getattr(made, "__module__", "") == module.__name__ and callable(made)
            if is_maker and name not in _PARTS and not name.startswith("_"):
                yield name, made()
    yield "locked", pdfs.locked()
    yield "with_script", pdfs.with_script()
    yield "with_annotation_script", pdfs.with_annotation_script()
    yield "launches", pdfs.with_open_action("/Launch")
    yield "attached_program", pdfs.with_attachment("a.exe", b"x")
    yield "pdf_and_zip", pdfs.good() + hostile.archive()
    yield "cut_off", pdfs.good()[:200]


def _answer(name: str, content: bytes, cost: Cost) -> str:
    """The sentence of who uploads it; where it is let in, what the looking at it comes to."""
    from jumpa.core.errors import Refused
    from jumpa.documents import inspection

    with _counted(inspection, cost):
        try:
            found = inspection.inspect(content, f"{name}.pdf", images=True)
        except Refused as refused:
            return "Refused: " + str(refused.message).replace(f" “{name}.pdf”", "")
    if found.pages == 0:
        return "Taken in, as a picture."
    problems = filter(None, (_problem(what, content, cost) for what in _LOOKS))
    return "Taken in. " + (" ".join(problems) or "Read, checked and drawn.")


def _problem(what: str, content: bytes, cost: Cost) -> str:
    from jumpa.documents.confinement import ConfinementError, run_confined
    from jumpa.documents.reading_problems import ended

    task, options = _LOOKS[what]
    if what == "join":
        options = {**options, "files": [{"size": len(content), "is_picture": False}]}
    try:
        done = run_confined(task, content, options)
    except ConfinementError as error:
        cost.add(error.cpu_seconds, error.peak_kib)
        return _NOT_JOINED if what == "join" else " ".join(ended([(task, error.reason)]))
    cost.add(done.cpu_seconds, done.peak_kib)
    return _NOT_JOINED if done.answer == [None] else ""


@contextmanager
def _counted(module: ModuleType, cost: Cost) -> Iterator[None]:
    """While the block runs, what the module's children cost is noted."""
    from jumpa.documents.confinement import Confined, ConfinementError, run_confined

    def counting(*arguments: Any, **options: Any) -> Confined:
        try:
            done = run_confined(*arguments, **options)
        except ConfinementError as error:
            cost.add(error.cpu_seconds, error.peak_kib)
            raise
        cost.add(done.cpu_seconds, done.peak_kib)
        return done

    with mock.patch.object(module, "run_confined", counting):
        yield
