"""Every template compiles, and none breaks the strict content policy."""

import re
from pathlib import Path

import pytest
from django.template import TemplateSyntaxError, engines

from tests.architecture.tree import ROOT, tracked

TEMPLATES = [path for path in tracked("*.html", "*.txt", "*.svg") if "templates" in path.parts]
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=[\"']|javascript:", re.IGNORECASE
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_compiles_and_has_no_inline_script_or_style(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    engines["django"].from_string(source)
    assert INLINE.findall(source) == []


def test_a_broken_template_would_be_found() -> None:
    with pytest.raises(TemplateSyntaxError):
        engines["django"].from_string("{% if %}")
    assert INLINE.search('<p style="color: red">') is not None
    assert INLINE.search("<script>alert(1)</script>") is not None
    assert INLINE.search('<script src="x.js"></script>') is None
