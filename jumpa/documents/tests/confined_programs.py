"""The same task, allowed to start programs as the reader of scans is."""

from jumpa.documents.tests.confined import run

STARTS_PROGRAMS = True
__all__ = ["STARTS_PROGRAMS", "run"]
