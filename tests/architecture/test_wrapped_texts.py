"""What a template says is wrapped in gettext, so that the catalogue can have it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, tracked

NAMES = {"Jumpa", "NIP", "SOP", "PDF", "Linux", "Windows", "macOS"}
OFFICIAL = {f"sop_{part}.html" for part in ("cell", "document", "flow", "identity", "steps")}
"""The SOP in its official form: a document, always in Indonesian."""

_NOT_SAID = re.compile(
    r"{#.*?#}|{% (comment|blocktranslate)\b.*?{% end\1 %}|{% block wide %}.*?{% endblock %}"
    r"|<code>[^<]*</code>",
    re.DOTALL,
)
"""Remarks, what gettext gets, the block that names a CSS class, and commands as they are typed."""
_CODE = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_READ_OUT = re.compile(r'\b(?:title|alt|aria-label|placeholder|data-label)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_]{2,}")

TEMPLATES = [path for path in tracked("jumpa/*.html") if path.name not in OFFICIAL]


def unwrapped(source: str) -> Iterator[str]:
    """Words that a reader sees or hears as they stand in the template."""
    html = _CODE.sub("\n", _NOT_SAID.sub("", source))
    for text in (*_TAG.sub("\n", html).splitlines(), *_READ_OUT.findall(html)):
        if set(_WORD.findall(text)) - NAMES:
            yield text.strip()


def test_the_templates_are_found() -> None:
    assert len(TEMPLATES) > 50


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_text_is_wrapped(path: Path) -> None:
    assert list(unwrapped(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Halo dunia</p>", ["Halo dunia"]),
        ('<a title="Buka">{{ x }}</a>', ["Buka"]),
        ('{% if a %}<b class="c">{% endif %}Ada</b>', ["Ada"]),
        ('<p>{% translate "Halo" %}: {{ name }}, 1 × 2</p>', []),
        ("{% blocktranslate trimmed %}Halo {{ name }}{% endblocktranslate %}", []),
        ("<title>{% block title %}{% endblock %} · Jumpa</title>", []),
        ("{# Halo #}{% comment %}Halo{% endcomment %}", []),
    ],
)
def test_an_unwrapped_text_would_be_found(source: str, found: list[str]) -> None:
    """The control."""
    assert list(unwrapped(source)) == found
