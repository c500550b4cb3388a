"""An SOP as data: ``load`` turns the text of a TOML file into one frozen ``Sop``.

Pure: no Django, no database, no clock. A faulty text is refused with all its faults at once.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from jumpa.workflow.sopfile.checks import Kinds, sense_faults
from jumpa.workflow.sopfile.faults import Fault, Path, SopFaults, words
from jumpa.workflow.sopfile.lines import line_of, positions
from jumpa.workflow.sopfile.model import (
    Approval,
    Ending,
    Identity,
    Intervention,
    Outcome,
    Performer,
    Sop,
    Step,
)
from jumpa.workflow.sopfile.shape import draft, shape_faults
from jumpa.workflow.soundness import stuck

__all__ = [
    "Approval",
    "Ending",
    "Fault",
    "Identity",
    "Intervention",
    "Outcome",
    "Performer",
    "Sop",
    "SopFaults",
    "Step",
    "load",
    "reread",
]


def load(text: str, *, kinds: Kinds) -> Sop:
    """Read a TOML text as an SOP.

    ``kinds`` maps each kind of step to the outcomes it can give. Raises ``SopFaults`` with all
    faults of shape and of sense at once; for a text that is no TOML, with the first. Only a
    text without those is tried out for a run that could get stuck.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SopFaults([_syntax_fault(text, str(error))]) from error
    sop = draft(raw)
    if faults := _faults(raw, text, sop, kinds):
        raise SopFaults(faults)
    if trouble := stuck(sop):
        raise SopFaults([Fault("alur", None, trouble)])
    return sop


def reread(text: str) -> Sop:
    """A text that ``load`` took once, not judged again: kinds change, published versions do not."""
    return draft(tomllib.loads(text))


def _faults(raw: Mapping[str, Any], text: str, sop: Sop, kinds: Kinds) -> list[Fault]:
    shape = list(shape_faults(raw))
    misshapen: set[Path] = {path for path, _ in shape}
    sense = [fault for fault in sense_faults(sop, kinds) if fault[0] not in misshapen]
    lines = positions(text)
    return [
        Fault(words(raw, path), line_of(lines, path), message) for path, message in shape + sense
    ]


def _syntax_fault(text: str, said: str) -> Fault:
    at = re.search(r"\(at line (\d+), column (\d+)\)", said)
    line = int(at.group(1)) if at else text.count("\n") + 1
    cause = re.sub(r" \(at .*\)$", "", said)
    return Fault("berkas", line, f"bukan TOML yang sah: {cause}.")
