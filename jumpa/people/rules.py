"""Decisions about persons' data and appointments. Plain Python."""

import re
from datetime import date, datetime

_PHONE = re.compile(r"\+?[0-9 ().\-]{8,30}")
_BLANKS = re.compile(r"[\s.\-]")
NIP_LENGTH = 18


def nip_digits(text: str) -> str:
    """``text`` without the blanks, dots and dashes that a NIP is written with."""
    return _BLANKS.sub("", text)


def is_nip(digits: str) -> bool:
    """Whether ``digits`` has the shape of a NIP: 18 digits."""
    return len(digits) == NIP_LENGTH and digits.isascii() and digits.isdecimal()


def nip_doubts(nip: str, today: date) -> tuple[str, ...]:
    """What in a NIP of sound shape makes a slip of the pen likely.

    A NIP is the birth date (8), year and month of the first appointment (6), sex 1 or 2, and a
    serial number (3). Older numbers and those of PPPK staff bend these rules, so that a doubt is
    told and not refused: any of ``birth``, ``service``, ``sex``.
    """
    doubts = []
    try:
        born = date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))
    except ValueError:
        born = None
    if born is None or not 15 <= today.year - born.year <= 100:
        doubts.append("birth")
    year, month = int(nip[8:12]), int(nip[12:14])
    first_year = born.year + 15 if born else 1945
    if not (first_year <= year <= today.year and 1 <= month <= 21):
        doubts.append("service")
    if nip[14] not in "12":
        doubts.append("sex")
    return tuple(doubts)


def is_phone(text: str) -> bool:
    """Whether ``text`` is written as a phone number of 8 to 15 digits, as ITU E.164 allows."""
    digits = sum(c.isdecimal() for c in text)
    return bool(_PHONE.fullmatch(text)) and 8 <= digits <= 15


def appointment_state(start: datetime, end: datetime | None, now: datetime) -> str:
    """``coming``, ``current`` or ``past``; the end itself no longer belongs to it."""
    if now < start:
        return "coming"
    return "current" if end is None or now < end else "past"
