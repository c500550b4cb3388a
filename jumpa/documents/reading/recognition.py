"""Recognition of text in pictures by Debian's tesseract, within an allowance of CPU time."""

import os
import shutil
import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from jumpa.documents.reading.found import Box
from jumpa.documents.reading.scan import Scan
from jumpa.documents.reading.text import Line, Word, line_of

LANGUAGES = "ind+eng"
_LEAST_SURE = 12.0
_WEAK = 80.0
"""Percent, by tesseract's own judgement."""

_LOOK_EVERY = 0.05
_SAME_ROW = 0.45
_RULES = frozenset("|¦_=~—")


class OutOfTimeError(Exception):
    """The page would have cost more than it may."""


class RecognitionError(Exception):
    """Tesseract is not there, has no language, or broke."""


def is_installed() -> bool:
    """Whether this machine can recognise text."""
    return shutil.which("tesseract", path=_path()) is not None


def _path() -> str:
    return os.environ.get("PATH") or os.defpath


@dataclass(frozen=True)
class Recognised:
    """The lines of a page from top to bottom, in points of the level page.

    ``weak``: the boxes of words of which single characters may well be wrong.
    """

    lines: list[Line]
    weak: list[Box]


def recognise(scan: Scan, page: int, *, cpu_seconds: float) -> Recognised:
    """What stands on a page.

    Raises:
        OutOfTimeError: after ``cpu_seconds`` of work, or four times as long on the clock.
        RecognitionError: it cannot be done here.
    """
    image = scan.image
    header = f"P5 {image.width} {image.height} 255\n".encode()
    answer = _tesseract(header + image.tobytes(), scan.dots_per_inch, cpu_seconds)
    weak: list[Box] = []
    fragments = list(_fragments(answer, scan, page, weak))
    return Recognised(_rows(fragments), weak)


def _tesseract(picture: bytes, dots_per_inch: int, cpu_seconds: float) -> str:
    program = shutil.which("tesseract", path=_path())
    if program is None:
        raise RecognitionError
    command = [program, "stdin", "stdout", "-l", LANGUAGES, "--dpi", str(dots_per_inch)]
    environment = {"PATH": _path(), "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}
    if "TESSDATA_PREFIX" in os.environ:
        environment["TESSDATA_PREFIX"] = os.environ["TESSDATA_PREFIX"]
    process = subprocess.Popen(  # noqa: S603
        [*command, "--psm", "3", "tsv"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    with process:
        answer = _answer(process, picture, cpu_seconds)
    if process.returncode != 0:
        raise RecognitionError
    return answer.decode(errors="replace")


def _answer(process: subprocess.Popen[bytes], picture: bytes, cpu_seconds: float) -> bytes:
    until = time.monotonic() + 4 * cpu_seconds
    with suppress(BrokenPipeError), cast("IO[bytes]", process.stdin) as stdin:
        # It reads all before it begins; communicate() cannot resume a write after its timeout.
        stdin.write(picture)
    process.stdin = None
    while True:
        try:
            return process.communicate(timeout=_LOOK_EVERY)[0]
        except subprocess.TimeoutExpired:
            if time.monotonic() > until or _cpu_of(process.pid) > cpu_seconds:
                process.kill()
                process.communicate()
                raise OutOfTimeError from None


def _cpu_of(pid: int) -> float:
    """CPU seconds of a running process; 0 where the system does not say, so the clock decides."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _fragments(answer: str, scan: Scan, page: int, weak: list[Box]) -> Iterator[list[Word]]:
    """The words of each line that tesseract saw, all as high as the line.

    The boxes of those that it is not sure of are added to ``weak``.
    """
    grouped: dict[tuple[str, ...], list[tuple[str, list[int]]]] = defaultdict(list)
    for row in answer.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and _is_word(cells[11], cells[10]):
            numbers = [int(cell) for cell in cells[6:10]]
            grouped[tuple(cells[2:5])].append((cells[11], numbers))
            if float(cells[10]) < _WEAK:
                left, top, width, height = numbers
                weak.append(scan.in_points(left, top, left + width, top + height))
    for words in grouped.values():
        top = min(numbers[1] for _, numbers in words)
        bottom = max(numbers[1] + numbers[3] for _, numbers in words)
        yield [
            Word(text, scan.in_points(left, top, left + width, bottom), page)
            for text, (left, _, width, _) in words
        ]


def _is_word(text: str, sureness: str) -> bool:
    return float(sureness) >= _LEAST_SURE and bool(set(text.strip()) - _RULES)


def _middle(words: list[Word]) -> float:
    return sum(word.box[1] + word.box[3] for word in words) / (2 * len(words))


def _height(words: list[Word]) -> float:
    return max(word.box[3] - word.box[1] for word in words)


def _rows(fragments: list[list[Word]]) -> list[Line]:
    """Lines across the page: tesseract reads columns apart."""
    rows: list[list[Word]] = []
    last: list[Word] = []
    for words in sorted(fragments, key=_middle):
        reach = _SAME_ROW * min(_height(words), _height(last)) if last else 0.0
        if last and _middle(words) - _middle(last) <= reach:
            rows[-1].extend(words)
        else:
            rows.append(list(words))
        last = words
    lines = (line_of(sorted(row, key=lambda word: word.box[0]), is_exact=False) for row in rows)
    return [line for line in lines if line is not None]
