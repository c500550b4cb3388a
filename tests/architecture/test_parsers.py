"""What parses files that someone uploaded is loaded only where a confined child runs."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, tracked

PARSERS = {"PIL", "docx", "fitz", "pikepdf", "pyhanko", "pypdf", "pypdfium2", "tarfile", "zipfile"}
IN_THE_CHILD = ("confinement", "reading", "checking")
OTHERS = {
    "jumpa/documents/archive/zipping.py": {"zipfile"},  # writes
    "jumpa/documents/management/commands/picture_papers.py": {"pypdfium2"},  # our own papers
    "jumpa/documents/signers/pkcs12.py": {"pyhanko"},  # our own papers
    "jumpa/documents/srikandi/export.py": {"docx"},  # writes
    "jumpa/documents/srikandi/shape.py": {"docx"},  # writes, with the administrator's logo
    "jumpa/scheduling/photo.py": {"PIL"},  # the administrator's photo
}
SOURCES = [
    path
    for path in tracked("jumpa/*.py")
    if "tests" not in path.parts
    and path.relative_to(ROOT / "jumpa").parts[1:2] not in [(name,) for name in IN_THE_CHILD]
]


def loaded(source: str) -> Iterator[str]:
    """The packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_parser_is_loaded_outside_of_the_child(path: Path) -> None:
    found = PARSERS & set(loaded(path.read_text(encoding="utf-8")))
    assert found == OTHERS.get(path.relative_to(ROOT).as_posix(), set())


def test_a_parser_would_be_found() -> None:
    assert "pypdf" in set(loaded("def f():\n    from pypdf.generic import NameObject\n"))
    assert len(SOURCES) > 200
