"""Pages as a person sees them: headings, links, messages, and forms to fill in."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
)
_NOT_TYPED = frozenset({"submit", "button", "image", "reset"})

Upload = tuple[str, bytes, str]
"""File name, content, type."""


class Misread(Exception):
    """The page has not what the script expects of it."""


@dataclass
class Element:
    """A node of the page."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator["Element"]:
        """Every element inside, in the page's order; only of these tags if any are named."""
        for child in self.children:
            if isinstance(child, Element):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    @property
    def text(self) -> str:
        """What can be read inside, blanks folded."""
        parts = (child if isinstance(child, str) else f" {child.text} " for child in self.children)
        return " ".join("".join(parts).split())

    def has(self, attribute: str, word: str) -> bool:
        """Whether ``word`` is among the words of an attribute."""
        return word in self.attrs.get(attribute, "").split()


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        tags = [element.tag for element in self.open]
        if tag in tags:
            del self.open[len(tags) - tags[::-1].index(tag) - 1 :]

    def handle_data(self, data: str) -> None:
        if self.open[-1].tag not in {"script", "style"}:
            self.open[-1].children.append(data)


def parse(text: str) -> Element:
    """The tree of a page."""
    builder = _Builder()
    builder.feed(text)
    return builder.root


@dataclass
class Entry:
    """One field of a form; ``choices`` by value with their labels, None where anything goes."""

    kind: str
    values: list[str] = field(default_factory=list)
    choices: dict[str, str] | None = None
    upload: Upload | None = None


class Form:
    """A form as shown, then as filled in."""

    def __init__(self, element: Element, action: str) -> None:
        self.action = action
        self.entries: dict[str, Entry] = {}
        labels = {one.attrs.get("for", ""): one.text for one in element.all("label")}
        for one in element.all("input", "select", "textarea"):
            name = one.attrs.get("name", "")
            if name and one.attrs.get("type") not in _NOT_TYPED:
                self._read(one, name, labels.get(one.attrs.get("id", ""), ""))

    def _read(self, one: Element, name: str, label: str) -> None:
        kind = one.attrs.get("type", "text") if one.tag == "input" else one.tag
        entry = self.entries.setdefault(name, Entry(kind))
        if one.tag == "select":
            options = list(one.all("option"))
            entry.choices = {each.attrs.get("value", each.text): each.text for each in options}
            chosen = [each for each in options if "selected" in each.attrs] or options[:1]
            entry.values = [each.attrs.get("value", each.text) for each in chosen]
        elif kind in {"radio", "checkbox"}:
            value = one.attrs.get("value", "on")
            entry.choices = {**(entry.choices or {}), value: label}
            entry.values += [value] if "checked" in one.attrs else []
        elif kind != "file":
            typed = "".join(str(part) for part in one.children).removeprefix("\n")
            entry.values = [typed if one.tag == "textarea" else one.attrs.get("value", "")]

    def fill(self, **values: Any) -> "Form":
        """Type in: text, True or False for one box, a list for several, an ``Upload`` for a file.

        Raises:
            Misread: the form has no such field, or the field does not offer such a choice.
        """
        for name, value in values.items():
            if name not in self.entries:
                raise Misread(f"the form {self.action} has no field {name!r}")
            entry = self.entries[name]
            if entry.kind == "file":
                entry.upload = value
                continue
            entry.values = _typed(entry, value)
            unknown = set(entry.values) - set(entry.choices or entry.values)
            if unknown:
                raise Misread(f"{name!r} does not offer {', '.join(sorted(unknown))}")
        return self

    def names(self, prefix: str) -> list[str]:
        """Names of the fields that begin so."""
        return [name for name in self.entries if name.startswith(prefix)]

    def value_of(self, name: str, label: str) -> str:
        """The value of the choice whose label begins so."""
        choices = self.entries[name].choices if name in self.entries else None
        for value, shown in (choices or {}).items():
            if shown.startswith(label):
                return value
        raise Misread(f"{name!r} does not offer “{label}”")

    @property
    def data(self) -> dict[str, list[str]]:
        """What a browser sends, files apart."""
        return {name: one.values for name, one in self.entries.items() if one.kind != "file"}

    @property
    def files(self) -> dict[str, Upload]:
        """The chosen files."""
        return {name: one.upload for name, one in self.entries.items() if one.upload}


def _typed(entry: Entry, value: Any) -> list[str]:
    if isinstance(value, bool):
        return list(entry.choices or {})[:1] if value else []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
