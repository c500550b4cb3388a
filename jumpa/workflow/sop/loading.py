"""From the text of a file to a frozen SOP, or to all of its faults."""

import re
import tomllib

from jumpa.workflow.sop.checks import Kinds, sense_faults
from jumpa.workflow.sop.faults import Fault, SopFaults, words
from jumpa.workflow.sop.lines import line_of, positions
from jumpa.workflow.sop.model import Sop
from jumpa.workflow.sop.shape import draft, shape_faults


def load(text: str, *, kinds: Kinds) -> Sop:
    """Read a TOML text as an SOP.

    ``kinds`` maps each kind of step to the outcomes it can give. Raises ``SopFaults`` with all
    faults of shape and of sense at once; for a text that is no TOML, with the first.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SopFaults([_syntax_fault(text, str(error))]) from error
    sop = draft(raw)
    shape = list(shape_faults(raw))
    misshapen = {path for path, _ in shape}
    sense = [fault for fault in sense_faults(sop, kinds) if fault[0] not in misshapen]
    if found := shape + sense:
        lines = positions(text)
        raise SopFaults(
            Fault(words(raw, path), line_of(lines, path), message) for path, message in found
        )
    return sop


def _syntax_fault(text: str, said: str) -> Fault:
    at = re.search(r"\(at line (\d+), column (\d+)\)", said)
    line = int(at.group(1)) if at else text.count("\n") + 1
    cause = re.sub(r" \(at .*\)$", "", said)
    return Fault("berkas", line, f"bukan TOML yang sah: {cause}.")
