"""What is translated when a module is imported is lazy, else it stays in one language for ever."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, tracked

EAGER = {"gettext", "pgettext", "ngettext", "npgettext"}
SOURCES = [path for path in tracked("jumpa/*.py", "config/*.py") if "tests" not in path.parts]


def translated_at_import(source: str) -> Iterator[int]:
    """Lines that call an eager gettext function outside every function."""
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in EAGER
    }
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node.lineno
        waiting.extend(ast.iter_child_nodes(node))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_translated_at_import(path: Path) -> None:
    assert list(translated_at_import(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("name", "found"), [("gettext", [2]), ("gettext_lazy", []), ("gettext_noop", [])]
)
def test_an_eager_text_would_be_found(name: str, found: list[int]) -> None:
    """The control."""
    source = f"from django.utils.translation import {name} as _\nTITLE = _('Judul')\n"
    assert list(translated_at_import(source)) == found
