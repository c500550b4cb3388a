"""The letters as they are written down in ``letters/*.toml``: words, look, and what is true."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "letters"
FOREIGN = Path(__file__).parent / "foreign" / "letters"

FIELDS = (
    "letter_number",
    "letter_date",
    "letter_subject",
    "letter_nature",
    "urgency",
    "sender",
    "signer_name",
    "signer_title",
    "signer_nip",
    "event_name",
    "event_start",
    "event_end",
    "place",
    "application",
    "meeting_id",
    "meeting_link",
    "meeting_passcode",
)

_TODAY = date(2026, 11, 24)

_LOOK: dict[str, Any] = {
    "kop": "logo-left",
    "logo": "shield",
    "rule": "double",
    "head": "date-right",
    "facts": "colon",
    "sign": "right",
    "name": "bold",
    "tte": False,
    "font": "Liberation Serif",
    "size": 11.5,
    "leading": 0.6,
    "indent": 1.2,
    "justify": True,
    "hyphenate": False,
    "colour": "#1b4f8a",
    "paper": "a4",
    "margin": 2.4,
}
_ROW = re.compile(r"^: (.+?) \| ?(.*)$")
_ITEM = re.compile(r"^(\d+\.|[a-z][.)]|\d+\)|-|•) (.+)$")


@dataclass(frozen=True)
class Letter:
    """One letter.

    Attributes:
        group: "seen" or "held_out", with "foreign_" before it where another program than Typst made
            it; "part" is no letter of its own but a leaf of another's file.
        form: text, outlines, turned (the page's own rotation), scan or hidden (a scan with OCR).
        truth: accepted answers by field; a field that isn't here isn't in the letter.
        may: what may be proposed without being counted, where a letter can be understood in two
            ways; anything else is false.
        doubtful: fields that the letter itself leaves doubtful: to call them sure is wrong.
        then: letters whose pages follow in the same file.
        arrived: the day on which it is read, by default the day after its date.
    """

    key: str
    group: str
    form: str
    scan: Mapping[str, Any]
    page: Mapping[str, Any]
    truth: Mapping[str, tuple[str, ...]]
    may: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()
    then: tuple[str, ...] = ()
    arrived: date = _TODAY

    @property
    def is_scan(self) -> bool:
        """Whether the words are a picture."""
        return self.form in ("scan", "hidden", "outlines")


def all_letters() -> dict[str, Letter]:
    """By key, in the order of the files."""
    found: dict[str, Letter] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for raw in tomllib.loads(path.read_text(encoding="utf-8"))["letter"]:
            letter = _letter(raw)
            if letter.key in found:
                raise ValueError(f"Two letters are called {letter.key}.")
            found[letter.key] = letter
    return found


def foreign_letters() -> list[Letter]:
    """Those whose PDFs are kept as other programs made them; a photo's words are a picture."""
    found = []
    for path in sorted(FOREIGN.glob("*.toml")):
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        form = "scan" if "photo" in raw else "text"
        found.append(
            _letter(raw | {"key": path.stem, "set": f"foreign_{raw['set']}", "form": form})
        )
    return found


def _letter(raw: dict[str, Any]) -> Letter:
    unknown = [name for name in (*raw.get("truth", {}), *raw.get("may", {})) if name not in FIELDS]
    if unknown:
        raise ValueError(f"{raw['key']}: {unknown} are no fields.")
    body, _, rest = raw.get("body", "").partition("\n===\n")
    page = {
        "kop": raw.get("kop", []),
        "kop_big": raw.get("kop_big", 2),
        "heading": raw.get("heading", ""),
        "head": raw.get("head", []),
        "date": raw.get("date", ""),
        "to": raw.get("to", ""),
        "blocks": list(_blocks(body)),
        "rest": list(_blocks(rest)),
        "signs": bool(raw.get("sign") or raw.get("copies")),
        "look": _LOOK | raw.get("look", {}),
        **{name: raw[name] for name in _AS_IS if name in raw},
    }
    return Letter(
        key=raw["key"],
        group=raw.get("set", "seen"),
        form=raw.get("form", "text"),
        scan=raw.get("scan", {}),
        page=page,
        truth={name: _several(value) for name, value in raw.get("truth", {}).items()},
        may={name: _several(value) for name, value in raw.get("may", {}).items()},
        doubtful=frozenset(raw.get("doubtful", ())),
        then=tuple(raw.get("then", ())),
        arrived=_arrived(raw),
    )


_AS_IS = ("sign", "sign2", "copies", "footer", "stamp", "stamp_words", "stamp_at", "ink", "columns")


def _arrived(raw: dict[str, Any]) -> date:
    if on := raw.get("arrived"):
        return date.fromisoformat(on)
    written = raw.get("truth", {}).get("letter_date")
    return date.fromisoformat(written) + timedelta(days=1) if written else _TODAY


def _several(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _blocks(text: str) -> Iterator[tuple[str, Any]]:
    """Paragraphs apart by empty lines; the first signs of a line say what the piece is."""
    for piece in re.split(r"\n\s*\n", text.strip()):
        lines = piece.strip().split("\n")
        if lines == [""]:
            continue
        yield from _block(lines)


def _block(lines: list[str]) -> Iterator[tuple[str, Any]]:
    first = lines[0]
    if first in ("---", "~kop"):
        yield ("page" if first == "---" else "kop"), ""
    elif first.startswith("## "):
        yield "heading", first[3:]
    elif first.startswith("> "):
        yield "verse", "\n".join(line[2:] for line in lines)
    elif first.startswith("| "):
        yield "table", [_cells(line) for line in lines]
    elif _ROW.match(first):
        yield "facts", [_fact(line) for line in lines]
    elif _ITEM.match(first):
        yield "list", [_item(line) for line in lines]
    else:
        yield "text", "\n".join(lines)


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\n", "\n") for cell in line.strip("| ").split(" | ")]


def _fact(line: str) -> list[str]:
    found = _ROW.match(line)
    assert found, line
    return [found[1], found[2].replace("\\n", "\n")]


def _item(line: str) -> list[str]:
    found = _ITEM.match(line)
    return [found[1], found[2]] if found else ["", line]
