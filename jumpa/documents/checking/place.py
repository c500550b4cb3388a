"""Where in the file a signature lies, looked at byte by byte and without any parser's help."""

from collections.abc import Sequence
from typing import Any

_HEX = frozenset(b"0123456789abcdefABCDEF")


def place_fault(content: bytes, byte_range: Any, container: bytes) -> str:
    """Why the signed ranges are not those of an honest signature; empty if they are.

    Honest is: from the first byte on, one gap, and in the gap nothing but the signature itself, of
    whose padding no byte is used. Everything else lets content go unsigned (signature wrapping) or
    hides something where nobody looks.

    Args:
        byte_range: the signature's ``/ByteRange``.
        container: its ``/Contents``, padding included.
    """
    if not _is_byte_range(byte_range, len(content)):
        return "byte_range"
    _start, first, second, _rest = (int(number) for number in byte_range)
    gap = content[first:second]
    digits = gap[1:-1]
    if gap[:1] != b"<" or gap[-1:] != b">" or not _HEX.issuperset(digits):
        return "byte_range"
    if bytes.fromhex(digits.decode()) != container:
        return "byte_range"
    return "padding" if any(container[_der_length(container) :]) else ""


def _is_byte_range(found: Any, size: int) -> bool:
    if not isinstance(found, Sequence) or len(found) != 4:
        return False
    if not all(isinstance(number, int) for number in found):
        return False
    start, first, second, rest = found
    return bool(start == 0 and 0 < first < second and rest > 0 and second + rest <= size)


def _der_length(der: bytes) -> int:
    """How many bytes the outermost element takes, head included; 0 if it can't be told."""
    if len(der) < 2:
        return 0
    short = der[1]
    if short < 0x80:
        return 2 + short
    digits = short & 0x7F
    if not digits:  # an indefinite length (BER): its end is found by the parser alone
        return len(der)
    return 2 + digits + int.from_bytes(der[2 : 2 + digits], "big")


def rest_of(content: bytes, byte_range: Any) -> bytes:
    """What follows in the file after the last signed byte, given sound ranges."""
    return content[int(byte_range[2]) + int(byte_range[3]) :]
