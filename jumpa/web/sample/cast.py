"""Who is in the sample office. Knows no Django, so that a client of the running system reads it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Player:
    """One person of the sample. ``standing`` is that of their appointment (definitif, plh)."""

    key: str
    name: str
    office: str
    email: str
    agency: str
    nip: str = ""
    phone: str = ""
    rank: str = ""
    standing: str = "definitif"
    basis_number: str = ""
    stands_in_for_days: int = 0

    @property
    def login(self) -> str:
        """What they type to sign in: the NIP, else the e-mail address."""
        return self.nip or self.email


def read(name: str) -> dict[str, Any]:
    """A data file of the sample."""
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def players() -> dict[str, Player]:
    """The cast by key, in the order in which they are introduced."""
    return {one["key"]: Player(**one) for one in read("people.toml")["person"]}


def password() -> str:
    """The one password of all sample accounts."""
    return str(read("people.toml")["password"])
