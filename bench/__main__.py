"""Run the benchmarks and print their table: ``make bench``, or ``python -m bench --help``."""

import argparse
import os
import platform
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from bench.stage import database_server, set_environment

if TYPE_CHECKING:
    from bench.databases import Database
    from bench.measure import Line

SIZES = (10_000, 100_000, 1_000_000)
SCHEDULING = ("answers", "timetable", "pages", "allocation")
PARTS = (*SCHEDULING, "letters")


def main() -> None:
    """Make the databases, measure, print."""
    options = _options()
    set_environment()
    import django

    django.setup()
    with database_server() as address:
        _run(address, sorted(options.sizes), options.only)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="reservations")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="not all parts")
    return parser.parse_args()


def _run(address: str, sizes: list[int], parts: list[str]) -> None:
    from bench import table

    lines = []
    if any(name in SCHEDULING for name in parts):
        lines += _scheduling(address, sizes, parts)
    if "letters" in parts:
        lines += _letters(address)
    about = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"\n{about}, PostgreSQL {_version(address)}\n")
    table.show(lines)


def _scheduling(address: str, sizes: list[int], parts: list[str]) -> "list[Line]":
    from django.core.management import call_command

    from bench import databases

    print("Making the databases that aren't there yet ...", flush=True)
    lines: list[Line] = []
    with databases.opened(address, sizes) as found:
        call_command("collectstatic", interactive=False, verbosity=0)
        for name, measure in _parts().items():
            if name in parts:
                print(f"Measuring {name} ...", flush=True)
                lines += measure(found)
    return lines


def _letters(address: str) -> "list[Line]":
    from bench import databases, letters, signatures

    print("Measuring letters ...", flush=True)
    with databases.scratch(address):
        return [*letters.measure(), *signatures.measure()]


def _version(address: str) -> str:
    from bench.databases import Database

    database = Database(0, address.format("postgres"))
    try:
        return database.version
    finally:
        database.close()


def _parts() -> "dict[str, Callable[[Mapping[int, Database]], list[Line]]]":
    from bench import answers, contention, pages, timetable

    return {
        "answers": answers.measure,
        "timetable": timetable.measure,
        "pages": pages.measure,
        "allocation": contention.measure,
    }


if __name__ == "__main__":
    main()
