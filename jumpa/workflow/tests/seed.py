"""Reads the text copy of the printed SOP, the yardstick of what we show."""

import re
from dataclasses import dataclass

from jumpa.workflow.tests.makers import SEED_FILE


@dataclass(frozen=True)
class SeedRow:
    number: int
    activity: str
    papers: str
    minutes: str
    output: str
    note: str


@dataclass(frozen=True)
class Seed:
    heading: list[str]
    division: str
    fields: dict[str, str]
    columns: list[list[list[str]]]  # the three pairs of lists: left entries, right entries
    performers: list[str]
    rows: list[SeedRow]


def read_seed() -> Seed:
    lines = [line for line in SEED_FILE.read_text(encoding="utf-8").splitlines() if line.strip()]
    cells = [[cell.strip() for cell in line.split("\t")] for line in lines]
    at = {row[0]: number for number, row in enumerate(cells)}
    table = at["No"]
    pairs = [cells[at[name] + 1] for name in ("Dasar Hukum", "Keterkaitan", "Peringatan")]
    return Seed(
        heading=[lines[0].strip("*"), lines[1].strip("*")],
        division=lines[2],
        fields={row[0]: row[1] for row in cells[3 : at["Dasar Hukum"]]},
        columns=[[_entries(cell) for cell in pair] for pair in pairs],
        performers=cells[table + 1][2:8],
        rows=[_row(row) for row in cells[table + 2 :]],
    )


def _entries(cell: str) -> list[str]:
    text = re.sub(r"<[^>]+>", "", cell)
    numbered = re.split(r"(?<!\d)\d{1,2}\. ", text)
    return [entry.strip() for entry in numbered if entry.strip()]


def _row(cells: list[str]) -> SeedRow:
    number, activity, *performers, papers, minutes, output, note = [*cells, ""][:12]
    assert performers == [""] * 6, "the text copy lost the marks of who performs"
    return SeedRow(int(number), activity, papers, minutes, output, note)
