"""On which line of a TOML text each value stands; ``tomllib`` does not tell.

The text has been read by ``tomllib`` before: it is known to be valid, so this reads it loosely.
"""

import re
from collections.abc import Iterator

from jumpa.workflow.sopfile.faults import Path

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'  # strings come first: they may hold anything
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[\[\]{},=.\n]"
    r"|[^\s\[\]{},=.#\"']+",
    re.DOTALL,
)


def line_of(lines: dict[Path, int], path: Path) -> int | None:
    """The line of a path, or of the nearest thing around it that stands in the file."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


def positions(text: str) -> dict[Path, int]:
    """The line (from 1) of every table, key and array item, by its path."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.at = 0
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}

    def read(self) -> dict[Path, int]:
        table: Path = ()
        while self.at < len(self.tokens):
            piece, line = self.tokens[self.at]
            if piece == "\n":
                self.at += 1
            elif piece == "[":
                table = self._header()
                self.lines.setdefault(table, line)
            else:
                self._pair(table)
        return self.lines

    def _header(self) -> Path:
        self.at += 1
        is_array = self._take("[")
        path: Path = ()
        parts = self._names("]")
        for part in parts[:-1]:
            path = self._latest((*path, part))
        path = (*path, parts[-1])
        self.at += 2 if is_array else 1
        if not is_array:
            return self._latest(path)
        self.counts[path] = self.counts.get(path, -1) + 1
        return (*path, self.counts[path])

    def _latest(self, path: Path) -> Path:
        return (*path, self.counts[path]) if path in self.counts else path

    def _pair(self, table: Path) -> None:
        line = self.tokens[self.at][1]
        path = (*table, *self._names("="))
        self.at += 1
        self.lines[path] = line
        self._value(path)

    def _value(self, path: Path) -> None:
        if self._take("["):
            self._array(path)
        elif self._take("{"):
            self._inline_table(path)
        else:
            while self.at < len(self.tokens) and self.tokens[self.at][0] not in ",]}\n":
                self.at += 1

    def _array(self, path: Path) -> None:
        index = 0
        while not self._take("]"):
            if self._take(",") or self._take("\n"):
                continue
            self.lines[(*path, index)] = self.tokens[self.at][1]
            self._value((*path, index))
            index += 1

    def _inline_table(self, path: Path) -> None:
        while not self._take("}"):
            if not (self._take(",") or self._take("\n")):
                self._pair(path)

    def _names(self, end: str) -> list[str]:
        names = []
        while self.tokens[self.at][0] != end:
            if not self._take("."):
                names.append(self.tokens[self.at][0].strip("\"'"))
                self.at += 1
        return names

    def _take(self, token: str) -> bool:
        found = self.tokens[self.at][0] == token
        self.at += found
        return found


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line = 1
    for match in _TOKEN.finditer(text):
        token = match.group()
        if not token.startswith("#"):
            yield token, line
        line += token.count("\n")
