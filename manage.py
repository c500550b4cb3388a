#!/usr/bin/env python3
import os
import sys


def main() -> None:
    """Run one of the project's commands; ``make help`` lists those a person types."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from jumpa.core import commandline

    commandline.run(sys.argv)


if __name__ == "__main__":
    main()
