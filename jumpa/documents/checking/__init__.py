"""Is a PDF signed, by whom, and is it still what was signed? Pure: bytes in, verdicts out.

Nothing is fetched: trust comes from the roots that the caller hands in, revocation from what the
file itself carries. It runs in a confined child, so it imports no Django and starts no event loop.
"""

from jumpa.documents.checking.checker import check
from jumpa.documents.checking.verdict import SignatureVerdict

__all__ = ["SignatureVerdict", "check"]
