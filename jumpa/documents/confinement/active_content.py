"""What in a PDF would run, or leave the page by itself, when it is opened."""

import re
import zlib
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

_RUNS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition", "/Movie"}
_LEAVES = {"/URI", "/GoToR", "/Thread"}
"""Harmless as a link that someone clicks, not as what happens by itself."""
_BY_ITSELF = ("/OpenAction", "/AA")
_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings"}
_SUBTYPES = {"/RichMedia", "/Movie", "/Screen", "/3D"}
_PROGRAM_NAME = re.compile(
    r"\.(exe|dll|com|bat|cmd|ps1|vbs|js|jse|wsf|hta|msi|scr|jar|sh|apk|lnk|pif|iso|img|chm)\s*$",
    re.IGNORECASE,
)
_PROGRAM_START = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
# Objects that no table of the file names: our reader passes over them, another may find them.
_UNLISTED = re.compile(rb"/(?:S|#53)(?:[\s\0]|%[^\r\n]{0,200}[\r\n])*/([\w#]{1,60})")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_RUNS_UNLISTED = {b"JavaScript", b"Launch"}
PROGRAM = "program"
_MOST_ACTIONS = 1_000
"""One after the other; a circle of them has no end."""


class ActiveContentError(Exception):
    """Something in the file would run; the message is its name, or ``PROGRAM``."""


class TooManyObjectsError(Exception):
    """The file has more in it than a letter can have."""


def look(reader: PdfReader, content: bytes, *, most_objects: int) -> None:
    """Walk every object of the file, also those that no page names.

    Raises:
        ActiveContentError, TooManyObjectsError
    """
    for seen, value in enumerate(_all_values(reader)):
        if seen > most_objects:
            raise TooManyObjectsError
        if isinstance(value, DictionaryObject):
            _check(value)
        if isinstance(value, StreamObject) and value.get("/Type") == "/ObjStm":
            _check_unlisted(value.get_data())
    _check_unlisted(content)


def _check_unlisted(content: bytes) -> None:
    for found in _UNLISTED.finditer(content):
        name = _ESCAPED.sub(lambda code: bytes.fromhex(code[1].decode()), found[1])
        if name in _RUNS_UNLISTED:
            raise ActiveContentError(name.decode())


def _all_values(reader: PdfReader) -> Iterator[Any]:
    yield from _within(reader.trailer)
    numbers = {number for table in reader.xref.values() for number in table}
    for number in numbers | set(reader.xref_objStm):
        yield from _within(reader.get_object(number))


def _within(value: Any) -> Iterator[Any]:
    """The value and what is nested directly in it; references are objects of their own."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        yield item
        if isinstance(item, DictionaryObject):
            waiting += [item.raw_get(key) for key in item]
        elif isinstance(item, ArrayObject):
            waiting += [
                part for part in list.__iter__(item) if not isinstance(part, IndirectObject)
            ]


def _value(item: DictionaryObject, key: str) -> Any:
    """The value itself, also where the file has a reference in its place; ``get`` does not."""
    if key not in item:
        return None
    return item[key]


def _name(item: DictionaryObject, key: str) -> str:
    """The name that stands there; a font or a picture may be called "S", too, and is no name."""
    value = _value(item, key)
    return value if isinstance(value, str) else ""


def _values(item: Any) -> list[Any]:
    """What an array or a dictionary holds, without references; nothing of anything else."""
    if isinstance(item, ArrayObject):
        return [part.get_object() for part in list.__iter__(item)]
    return [item[key] for key in item] if isinstance(item, DictionaryObject) else []


def _check(item: DictionaryObject) -> None:
    kind = _name(item, "/S")
    if kind in _RUNS:
        raise ActiveContentError(kind.lstrip("/"))
    for key in _KEYS & set(item):
        raise ActiveContentError(key.lstrip("/"))
    if _name(item, "/Subtype") in _SUBTYPES and "/Rect" in item:
        raise ActiveContentError(str(item["/Subtype"]).lstrip("/"))
    for key in _BY_ITSELF:
        _check_by_itself(key, _value(item, key))
    for key in ("/F", "/UF"):
        name = _value(item, key)
        if isinstance(name, str) and _PROGRAM_NAME.search(name):
            raise ActiveContentError(PROGRAM)
    if _is_program(item):
        raise ActiveContentError(PROGRAM)


def _check_by_itself(key: str, action: Any) -> None:
    """What happens on opening, or on an event, may show a page of this file and nothing else.

    Each action may name others that follow it.
    """
    if not isinstance(action, DictionaryObject):
        return
    waiting = [action] if "/S" in action else _values(action)
    for _ in range(_MOST_ACTIONS):
        if not waiting:
            return
        one = waiting.pop()
        if isinstance(one, ArrayObject):
            waiting += _values(one)
        elif isinstance(one, DictionaryObject):
            if (kind := _name(one, "/S")) in _LEAVES:
                raise ActiveContentError(f"{key.lstrip('/')}: {kind.lstrip('/')}")
            waiting.append(_value(one, "/Next"))
    raise ActiveContentError(key.lstrip("/"))


def _is_program(item: DictionaryObject) -> bool:
    """Whether a file that is embedded here begins like a program."""
    if isinstance(item, StreamObject):
        return _value(item, "/Type") == "/EmbeddedFile" and _begins_like_a_program(item)
    files = _values(_value(item, "/EF"))
    return any(isinstance(file, StreamObject) and _begins_like_a_program(file) for file in files)


def _begins_like_a_program(stream: StreamObject) -> bool:
    if _value(stream, "/Filter") == "/FlateDecode":
        try:
            beginning = zlib.decompressobj().decompress(stream._data, 16)
        except zlib.error:
            beginning = b""
        if beginning:
            return beginning.startswith(_PROGRAM_START)
    return stream.get_data().startswith(_PROGRAM_START)
