"""Functions and files stay small enough to read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, tracked

LONGEST_FUNCTION = 40
LONGEST_FILE = 300
LONGEST_TEST_FILE = 400

SOURCES = [path for path in tracked("*.py") if "migrations" not in path.parts]


def functions_over(source: str, limit: int) -> Iterator[str]:
    """Functions of more lines than ``limit``, from the signature to the last line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > limit:
                yield f"{node.name} has {lines} lines"


def longest_allowed(path: Path) -> int:
    is_test = "tests" in path.relative_to(ROOT).parts
    return LONGEST_TEST_FILE if is_test else LONGEST_FILE


def test_the_sources_are_found() -> None:
    assert ROOT / "manage.py" in SOURCES
    assert len(SOURCES) > 40


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_and_its_functions_are_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert list(functions_over(source, LONGEST_FUNCTION)) == []
    assert len(source.splitlines()) <= longest_allowed(path)


def test_a_function_that_is_too_long_is_found() -> None:
    body = "\n".join(f"    x{number} = {number}" for number in range(LONGEST_FUNCTION))
    assert list(functions_over(f"def f():\n{body}\n", LONGEST_FUNCTION)) == ["f has 41 lines"]
    assert list(functions_over(f"def f():\n{body}\n", LONGEST_FUNCTION + 1)) == []
