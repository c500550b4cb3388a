"""What is wrong with an SOP file, and where: words for a person, a line for the editor."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]

_TABLES = {
    "steps": "langkah",
    "outcomes": "hasil",
    "performers": "pelaksana",
    "endings": "akhir",
    "interventions": "permintaan",
    "identity": "identitas",
}


@dataclass(frozen=True)
class Fault:
    """One fault: where in words, the line of the file (from 1; None if unknown), a sentence."""

    where: str
    line: int | None
    message: str

    def __str__(self) -> str:
        place = f"baris {self.line}, {self.where}" if self.line else self.where
        return f"{place}: {self.message}"


class SopFaults(ValueError):
    """The file is refused; ``faults`` are all of them, in the order of the file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line or 0))
        super().__init__("\n".join(map(str, self.faults)))


def words(raw: Mapping[str, Any], path: Path) -> str:
    """Say a path in words: ``langkah 6 "check" > hasil "clash" > opens``."""
    said: list[str] = []
    here: Any = raw
    name = ""
    for part in path:
        here = _inside(here, part)
        if isinstance(part, str):
            name = part
            said.append(_TABLES.get(part, part))
        elif isinstance(here, Mapping):
            said[-1] = " ".join(filter(None, [_TABLES.get(name, name), _label(here, part)]))
        else:
            said.append(f"butir {part + 1}")
    return " > ".join(said) or "berkas"


def _inside(here: Any, part: str | int) -> Any:
    if isinstance(here, Mapping):
        return here.get(str(part))
    if isinstance(here, Sequence) and not isinstance(here, str) and isinstance(part, int):
        return here[part] if part < len(here) else None
    return None


def _label(table: Mapping[str, Any], position: int) -> str:
    number = table.get("number")
    key = table.get("key")
    if not isinstance(key, str):
        return f"ke-{position + 1}"
    return f'{number} "{key}"' if isinstance(number, int) else f'"{key}"'
