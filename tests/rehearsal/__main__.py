"""``make rehearse``: find the system or start one, rehearse, fetch the papers, say how it went."""

import os
import sys
import time
from pathlib import Path

import httpx

from tests.rehearsal.browser import PageRefused
from tests.rehearsal.markup import Misread
from tests.rehearsal.office import Office
from tests.rehearsal.papers import download_all
from tests.rehearsal.script import rehearse
from tests.rehearsal.stage import RehearsalFailed, Say
from tests.rehearsal.system import SystemUnavailable, system

ROOT = Path(__file__).resolve().parents[2]
OFFICIAL_STEPS = [str(number) for number in range(1, 10)]


def say(line: str) -> None:
    """One line at once, also into a pipe."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """0 when all is as it should be; else 1, with a sentence on standard error."""
    folder = ROOT / "var" / "rehearsal"
    began = time.monotonic()
    try:
        with system(os.environ, ROOT, say) as address:
            perform(address, folder, say)
    except (RehearsalFailed, SystemUnavailable, PageRefused, Misread) as error:
        sys.stderr.write(f"\nThe rehearsal failed. {error}\n")
        return 1
    except httpx.HTTPError as error:
        sys.stderr.write(f"\nThe rehearsal failed: the system no longer answers ({error}).\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nThe rehearsal was stopped.\n")
        return 130
    say(f"\nThe rehearsal succeeded in {time.monotonic() - began:.0f} s.")
    return 0


def perform(address: str, folder: Path, say_line: Say = say) -> None:
    """Rehearse at the system of that address and put its papers into ``folder``."""
    office = Office(address)
    try:
        stage = rehearse(office, say_line)
        missing = [step for step in OFFICIAL_STEPS if step not in stage.steps_done]
        if missing:
            raise RehearsalFailed(f"These steps were not played: {', '.join(missing)}.")
        say_line("\nAll nine steps are done. Opening every paper:\n")
        for one in download_all(office, folder):
            say_line(f"  {one.path.name:<60} {one.found:>8} {one.size / 1024:7.0f} KB")
        say_line(f"\nThey are in {folder}")
    finally:
        office.close()


if __name__ == "__main__":
    sys.exit(main())
