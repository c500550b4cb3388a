"""Run the benchmarks and print their table: ``make bench``, or ``python -m bench --help``."""

import argparse
import os
import platform

from bench.stage import database_server, set_environment

SIZES = (10_000, 100_000, 1_000_000)
PARTS = ("answers", "timetable", "pages", "allocation")


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
    from bench import databases, table

    print("Making what isn't there yet:", flush=True)
    with databases.opened(address, sizes) as found:
        lines = []
        for part in parts:
            print(f"Measuring {part} …", flush=True)
            lines += _measure(part)(found)
    print(f"\n{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    table.show(lines)


def _measure(part: str):
    from bench import answers, pages

    return {"answers": answers.measure, "pages": pages.measure}[part]


if __name__ == "__main__":
    main()
