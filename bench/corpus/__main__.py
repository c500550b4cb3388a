"""Make the letters: ``python -m bench.corpus``; they go to ``var/corpus`` with what is true."""

import argparse
from pathlib import Path

from bench.corpus.store import FOLDER, make


def main() -> None:
    """Make those that aren't there yet, or all anew."""
    parser = argparse.ArgumentParser(prog="bench.corpus", description=__doc__)
    parser.add_argument("--again", action="store_true", help="also those that are there already")
    parser.add_argument("--to", type=Path, default=FOLDER)
    options = parser.parse_args()
    made = make(options.to, again=options.again)
    print(f"{len(made)} letters in {options.to}")


if __name__ == "__main__":
    main()
