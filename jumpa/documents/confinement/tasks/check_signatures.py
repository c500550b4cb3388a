"""Check the signatures in a PDF, without any network."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from jumpa.documents import checking


def run(content: bytes, options: Mapping[str, Any]) -> Any:
    """A list of ``checking.SignatureVerdict`` as JSON.

    Args:
        options: ``roots`` (certificates, base64), ``at`` (ISO with zone).
    """
    roots = [b64decode(root) for root in options["roots"]]
    verdicts = checking.check(content, roots=roots, at=datetime.fromisoformat(options["at"]))
    return [asdict(verdict) for verdict in verdicts]
