"""The shape of the file: each key known, present and of its type. pydantic reads, we report."""

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from jumpa.workflow.sopfile.faults import Path
from jumpa.workflow.sopfile.model import Sop

_T = TypeVar("_T")
_ADAPTER = TypeAdapter(Sop)
_MESSAGES = {
    "missing": "wajib ada.",
    "unexpected_keyword_argument": "kunci ini tidak dikenal.",
    "string_type": "harus berupa teks.",
    "string_too_short": "tidak boleh kosong.",
    "string_pattern_mismatch": "hanya boleh huruf kecil, angka, dan _ (paling panjang 40).",
    "int_type": "harus berupa bilangan bulat.",
    "greater_than": "harus lebih besar dari nol.",
    "bool_type": "harus true atau false.",
    "tuple_type": "harus berupa daftar.",
    "too_short": "harus berisi sedikitnya satu butir.",
    "dataclass_type": "harus berupa tabel.",
}


def shape_faults(raw: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Each fault of shape, with the path where it stands."""
    try:
        _ADAPTER.validate_python(raw)
    except ValidationError as refused:
        for error in refused.errors(include_url=False):
            yield error["loc"], _MESSAGES.get(error["type"], f"tidak sah ({error['msg']}).")


def draft(raw: Mapping[str, Any]) -> Sop:
    """The SOP as far as it can be read: what has the wrong shape is empty.

    So a fault of shape does not hide the faults of sense. Equal to the SOP when there are none.
    """
    return _draft(Sop, raw)


def _draft(table: type[_T], raw: Mapping[str, Any]) -> _T:
    hints = get_type_hints(table)
    return table(**{key: _value(hint, raw.get(key)) for key, hint in hints.items()})


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple:
        # A misshapen item leaves an empty one, so that the others keep their positions.
        items = value if isinstance(value, list) else []
        return tuple(_value(get_args(hint)[0], item) for item in items)
    if is_dataclass(hint) and isinstance(hint, type):
        return _draft(hint, value if isinstance(value, Mapping) else {})
    if hint is str:
        return value.strip() if isinstance(value, str) else ""
    if hint is bool:
        return value is True
    return value if isinstance(value, int) and not isinstance(value, bool) else None
