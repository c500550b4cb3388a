"""Every template compiles; what else it keeps to is in ``test_templates.py``."""

from pathlib import Path

import pytest
from django.template import TemplateSyntaxError, engines

from tests.architecture.tree import ROOT, tracked

TEMPLATES = [path for path in tracked("*.html", "*.txt", "*.svg") if "templates" in path.parts]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_compiles(path: Path) -> None:
    engines["django"].from_string(path.read_text(encoding="utf-8"))


def test_a_broken_template_would_be_found() -> None:
    with pytest.raises(TemplateSyntaxError):
        engines["django"].from_string("{% if %}")
