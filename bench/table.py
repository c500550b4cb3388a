"""The table that is the benchmark's answer."""

from collections.abc import Sequence
from itertools import groupby

from bench.measure import Line

_WORDS = {True: "kept", False: "MISSED", None: ""}


def show(lines: Sequence[Line]) -> None:
    """Print all lines, by section."""
    rows = [_row(line) for line in lines]
    head = ("", "figure", "set against", "figure", "ratio", "bound", "")
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    print(_joined(head, widths))
    for section, found in groupby(zip(lines, rows, strict=True), key=lambda pair: pair[0].section):
        print(f"\n{section}")
        for line, row in found:
            print(_joined(row, widths))
            if line.note:
                print(f"    {line.note}")


def _row(line: Line) -> tuple[str, ...]:
    bound = ""
    if line.at_most is not None:
        bound = f"≤ {line.at_most:g}"
    elif line.at_least is not None:
        bound = f"≥ {line.at_least:g}"
    return (
        f"  {line.what}",
        _figure(line.value, line.unit),
        line.against,
        _figure(line.base, line.unit),
        f"{line.ratio:.2f} ×",
        bound,
        _WORDS[line.is_kept],
    )


def _figure(value: float, unit: str) -> str:
    digits = 0 if value >= 100 or value == int(value) else 2
    return f"{value:,.{digits}f} {unit}".strip()


def _joined(row: Sequence[str], widths: Sequence[int]) -> str:
    aligned = [
        text.rjust(width) if column in (1, 3, 4, 5) else text.ljust(width)
        for column, (text, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(aligned).rstrip()
