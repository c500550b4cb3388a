"""What the templates of the SOP's official form need, in one place."""

from typing import Any

from jumpa.workflow.flowchart import flowchart
from jumpa.workflow.sop import Sop
from jumpa.workflow.ways import interventions, ways


def sop_document(sop: Sop) -> dict[str, Any]:
    """The context of ``workflow/sop_document.html`` and ``workflow/sop_ways.html``."""
    return {
        "sop": sop,
        "flow": flowchart(sop),
        "ways": ways(sop),
        "interventions": interventions(sop),
    }
