"""The official SOP as a tagged PDF on F4, by Typst."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from jumpa.workflow.flowchart import flowchart
from jumpa.workflow.sop import Sop

_TEMPLATE = Path(__file__).parent / "templates" / "workflow" / "sop.typ"


def render_sop_pdf(sop: Sop, *, created: datetime | None = None) -> bytes:
    """The document in its official form. All text goes in as data, never as markup.

    ``created`` (aware, default now) stands in the file as its date of creation.
    """
    pdf: bytes = typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(sop_data(sop), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=(created or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0),
    )
    return pdf


def sop_data(sop: Sop) -> dict[str, Any]:
    """The JSON values the template reads: the document, and its rows as drawn."""
    document = {
        key: value
        for key, value in asdict(sop).items()
        if key not in {"steps", "interventions", "endings"}
    }
    return document | {"rows": [asdict(row) for row in flowchart(sop)]}
