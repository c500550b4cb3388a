"""What every template of every slice keeps to."""

import re
from pathlib import Path

import pytest

from jumpa.web import icons
from jumpa.web.navigation import MENU

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "jumpa").glob("*/templates/**/*.html"))
FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*=|<style", re.IGNORECASE),
    "an inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    "evaluated htmx": re.compile(r"hx-on|hx-vals=['\"]js:|hx-headers=['\"]js:", re.IGNORECASE),
    "a foreign address": re.compile(r"(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE),
    "unescaped output": re.compile(r"\|safe\b(?!seq)|autoescape off"),
}
# Help texts are written by us and may hold a link.
MAY_BE_SAFE = {"web/forms/field.html"}
ICON = re.compile(r"""(?:{%\s*icon\s+|\bicon=|\bicon\|default:)["']([a-z0-9-]+)["']""")


def _faults(text: str, name: str) -> list[str]:
    return [
        what
        for what, pattern in FORBIDDEN.items()
        if pattern.search(text) and not (what == "unescaped output" and name in MAY_BE_SAFE)
    ]


def _name(path: Path) -> str:
    return path.as_posix().partition("/templates/")[2]


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_template_holds_nothing_that_the_policy_forbids(path: Path) -> None:
    assert _faults(path.read_text(encoding="utf-8"), _name(path)) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<p style="color: red">', "an inline style"),
        ('<a href="#" onclick="go()">', "an inline handler"),
        ("<script>go()</script>", "an inline script"),
        ('<a href="javascript:go()">', "a script address"),
        ('<button hx-on:click="go()">', "evaluated htmx"),
        ('<link href="//fonts.example/a.css">', "a foreign address"),
        ("{{ title|safe }}", "unescaped output"),
    ],
)
def test_the_check_finds_what_is_forbidden(text: str, what: str) -> None:
    assert what in _faults(text, "x.html")


def test_every_icon_that_is_named_exists() -> None:
    named = {name for path in TEMPLATES for name in ICON.findall(path.read_text(encoding="utf-8"))}
    named |= {entry.icon for group in MENU for entry in group.entries}
    assert len(named) > 10
    assert [name for name in sorted(named) if not icons.svg(name)] == []


def test_an_icon_name_cannot_leave_its_folder() -> None:
    assert icons.svg("home")
    assert icons.svg("../icons/home") == ""
    assert icons.svg("") == ""
