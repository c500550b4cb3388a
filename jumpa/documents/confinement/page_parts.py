"""Pages cut out of a PDF such that many files' pages stand in one file without being parsed again.

The caller says from which number on its objects count, so the parts of several files fit together
as they are. Kept is what shows on a page: no form, no action but a link, no script, no attachment.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
)

from jumpa.documents.confinement.part import Part

_PAGE = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Resources", "/Contents", "/Group")
_NOTE = ("/Rect", "/F", "/AS", "/Border", "/BS", "/BE", "/C", "/IC", "/CA", "/QuadPoints")
_NOTE_WORDS = ("/Contents", "/T", "/Name", "/DA", "/Q", "/L", "/LE", "/Vertices", "/InkList")
_FIELD, _STAMP, _LINK = "/Widget", "/Stamp", "/Link"
_LINES = {"/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Ink"}
_MARKS = {"/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret"}
_SHOWN = {"/Text", "/FreeText", _FIELD, _STAMP, _LINK} | _LINES | _MARKS
_ELSEWHERE = frozenset({"/Page", "/Pages", "/Catalog"})
# Of a stream: with the first three its bytes would be fetched from another file.
_LEFT_OUT = frozenset(
    {"/F", "/FFilter", "/FDecodeParms", "/Length", "/Metadata", "/PieceInfo", "/StructParents"}
)


def part_of(reader: PdfReader, *, first: int, root: int) -> Part:
    """All pages of the file.

    Args:
        first: the number of the first object.
        root: the number of the tree into which this one is hung.
    """
    return _Cutting(reader, first).done(root)


class _Cutting:
    def __init__(self, reader: PdfReader, first: int) -> None:
        self._reader = reader
        self._first = self._next = first
        self._numbers: dict[tuple[int, int], int] = {}
        self._waiting: list[tuple[int, Any]] = []
        self._body = io.BytesIO()
        self._offsets: dict[int, int] = {}

    def done(self, root: int) -> Part:
        pages = list(self._reader.pages)
        tree = self._number()
        numbers = [self._number() for _ in pages]
        for number, page in zip(numbers, pages, strict=True):
            if page.indirect_reference is not None:
                self._numbers.setdefault(_key(page.indirect_reference), number)
        self._write(tree, self._tree(numbers, root))
        for number, page in zip(numbers, pages, strict=True):
            self._write(number, self._page(page, tree))
        while self._waiting:
            number, found = self._waiting.pop()
            self._write(number, self._copied(found))
        offsets = [self._offsets[number] for number in range(self._first, self._next)]
        return Part(self._body.getvalue(), offsets, len(pages))

    def _number(self) -> int:
        self._next += 1
        return self._next - 1

    def _to(self, number: int) -> IndirectObject:
        return IndirectObject(number, 0, self._reader)

    def _tree(self, numbers: Iterable[int], root: int) -> DictionaryObject:
        kids = ArrayObject(self._to(number) for number in numbers)
        values = {"/Kids": kids, "/Count": NumberObject(len(kids)), "/Parent": self._to(root)}
        return _dictionary({"/Type": NameObject("/Pages"), **values})

    def _page(self, page: DictionaryObject, tree: int) -> DictionaryObject:
        values = {key: self._copied(page.raw_get(key)) for key in _PAGE if key in page}
        notes = page.get("/Annots")
        if isinstance(notes, ArrayObject):
            found = (self._note(note) for note in notes)
            values["/Annots"] = ArrayObject(note for note in found if note is not None)
        return _dictionary({"/Type": NameObject("/Page"), "/Parent": self._to(tree), **values})

    def _note(self, note: Any) -> IndirectObject | None:
        """A note as it shows; what was drawn for a form's field becomes a stamp."""
        note = note.get_object()
        kind = note.get("/Subtype") if isinstance(note, DictionaryObject) else None
        if kind not in _SHOWN:
            return None
        is_field = kind == _FIELD
        keys = ("/Rect", "/F", "/AS") if is_field else (*_NOTE, *_NOTE_WORDS)
        values = {key: self._copied(note.raw_get(key)) for key in keys if key in note}
        drawn = note.get("/AP")
        if isinstance(drawn, DictionaryObject) and "/N" in drawn:
            values["/AP"] = _dictionary({"/N": self._copied(drawn.raw_get("/N"))})
        elif is_field:
            return None
        if kind == _LINK:
            values |= self._target(note)
        shown = NameObject(_STAMP if is_field else str(kind))
        number = self._number()
        self._write(
            number, _dictionary({"/Type": NameObject("/Annot"), "/Subtype": shown} | values)
        )
        return self._to(number)

    def _target(self, link: DictionaryObject) -> dict[str, Any]:
        """Where a link leads: to an address, or to a page of this file."""
        action = link.get("/A")
        place = link.get("/Dest")
        if isinstance(action, DictionaryObject):
            if action.get("/S") == "/URI" and "/URI" in action:
                address = self._copied(action["/URI"])
                return {"/A": _dictionary({"/S": NameObject("/URI"), "/URI": address})}
            place = action.get("/D") if action.get("/S") == "/GoTo" else None
        return {"/Dest": self._copied(place)} if isinstance(place, ArrayObject) else {}

    def _copied(self, value: Any) -> Any:
        """The value with our numbers; what it refers to is waited for."""
        if isinstance(value, IndirectObject):
            return self._reference(value)
        if isinstance(value, DictionaryObject):
            without = _LEFT_OUT if isinstance(value, StreamObject) else ()
            copied = _dictionary(
                {key: self._copied(value.raw_get(key)) for key in value if key not in without}
            )
            return _Stream(copied, value._data) if isinstance(value, StreamObject) else copied
        if isinstance(value, ArrayObject):
            return ArrayObject(self._copied(one) for one in list.__iter__(value))
        return value

    def _reference(self, reference: IndirectObject) -> Any:
        key = _key(reference)
        if key not in self._numbers:
            found = reference.get_object()
            if found is None or isinstance(found, NullObject) or _is_elsewhere(found):
                return NullObject()
            self._numbers[key] = self._number()
            self._waiting.append((self._numbers[key], found))
        return self._to(self._numbers[key])

    def _write(self, number: int, value: Any) -> None:
        self._offsets[number] = self._body.tell()
        self._body.write(b"%d 0 obj\n" % number)
        if isinstance(value, _Stream):
            value.write(self._body)
        else:
            value.write_to_stream(self._body)
        self._body.write(b"\nendobj\n")


@dataclass(frozen=True)
class _Stream:
    """Bytes as they were packed, under their entries."""

    entries: DictionaryObject
    packed: bytes

    def write(self, target: io.BytesIO) -> None:
        self.entries[NameObject("/Length")] = NumberObject(len(self.packed))
        self.entries.write_to_stream(target)
        target.write(b"\nstream\n")
        target.write(self.packed)
        target.write(b"\nendstream")


def _key(reference: IndirectObject) -> tuple[int, int]:
    return reference.idnum, reference.generation


def _dictionary(values: dict[Any, Any]) -> DictionaryObject:
    return DictionaryObject({NameObject(key): value for key, value in values.items()})


def _is_elsewhere(found: Any) -> bool:
    """Whether it is a page of no table, or the tree: over it all the rest would come along."""
    return isinstance(found, DictionaryObject) and found.get("/Type") in _ELSEWHERE
