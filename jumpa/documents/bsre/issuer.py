"""Which sentence may stand at a paper's foot: only what BSrE issued is said to be BSrE's."""

from django.conf import settings

from jumpa.documents.bsre.words import FOOTER, NEUTRAL_FOOTER
from jumpa.documents.checking.verdict import SignatureVerdict


def footer_for(verdict: SignatureVerdict | None) -> str:
    """The sentence for a signature; before there is one, what is to be expected.

    Without roots nobody's name is known to be true, so nothing is expected of BSrE.
    """
    is_theirs = bool(settings.TRUST_ROOTS) if verdict is None else _is_theirs(verdict)
    return FOOTER if is_theirs else NEUTRAL_FOOTER


def _is_theirs(verdict: SignatureVerdict) -> bool:
    """Issued by one whom our roots vouch for, and who is named as BSrE is."""
    issuer = f"{verdict.issuer} {verdict.issuer_organisation}".casefold()
    named = any(name.casefold() in issuer for name in settings.BSRE_ISSUERS)
    return named and verdict.trust == "trusted"
