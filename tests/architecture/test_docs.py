"""The papers are true: their links lead somewhere, the files they name exist, they stay short."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, tracked

LONGEST_HOWTO = 15
LONGEST_DECISION = 45
"""Lines of at most 140 characters that fit on one page."""

PAPERS = tracked("*.md")
DECISIONS = [path for path in PAPERS if path.parent.name == "decisions"]
HOWTOS = [path for path in PAPERS if path.parent.name == "howto"]

_LINK = re.compile(r"\]\((?!\w+:)([^)#]+)(?:#[^)]*)?\)")
_NAMED = re.compile(r"`([a-z_]+/[\w./-]*\w/?)`")
_TOPS = ("jumpa", "config", "tests", "docs", "sops")


def dead_links(path: Path) -> Iterator[str]:
    """Targets of a paper's links that are not in the tree."""
    for target in _LINK.findall(path.read_text(encoding="utf-8")):
        if not (path.parent / target).exists():
            yield target


def names_of_nothing(text: str) -> Iterator[str]:
    """Files of the project or, said shorter, of the application that a text names in vain."""
    slices = {path.name for path in (ROOT / "jumpa").iterdir() if path.is_dir()}
    for name in _NAMED.findall(text):
        top = name.split("/")[0]
        places = (ROOT, ROOT / "jumpa", ROOT / "jumpa" / top / "templates")
        if top in {*_TOPS, *slices} and not any((place / name).exists() for place in places):
            yield name


def by_name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PAPERS, ids=by_name)
def test_a_paper_leads_somewhere_and_names_what_exists(path: Path) -> None:
    assert list(dead_links(path)) == []
    assert list(names_of_nothing(path.read_text(encoding="utf-8"))) == []


def test_a_dead_link_and_a_wrong_name_are_found(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("[gone](gone.md#part), [there](paper.md), [web](https://example.go.id/x.md)")
    assert list(dead_links(paper)) == ["gone.md"]
    said = "`jumpa/gone.py`, `core/gone.py`, `jumpa/core/`, `core/ids.py`, `var/gone/`"
    assert list(names_of_nothing(said)) == ["jumpa/gone.py", "core/gone.py"]


@pytest.mark.parametrize("path", HOWTOS, ids=by_name)
def test_a_howto_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_HOWTO


def test_each_decision_is_a_page_with_a_number_of_its_own() -> None:
    numbers = [path.name[:4] for path in DECISIONS]
    assert sorted(set(numbers)) == sorted(numbers)
    long = [
        path.name for path in DECISIONS if len(path.read_text().splitlines()) > LONGEST_DECISION
    ]
    assert long == []
