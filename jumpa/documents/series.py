"""Sign several papers one after the other, and tell of each as it is done."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import DomainError
from jumpa.documents.actions.signing import sign_paper
from jumpa.documents.models import Paper
from jumpa.documents.remarks import remark_words
from jumpa.documents.signer import STOPS_A_SERIES, Handed, SigningError

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What came of one paper; ``problem`` is empty when it is signed.

    ``remark`` is what is to be known of its signature.
    """

    paper: Paper
    problem: str = ""
    is_skipped: bool = False
    remark: str = ""


def sign_series(
    papers: Sequence[tuple[Paper, Actor]], way: str, handed: Handed
) -> Iterator[Outcome]:
    """Each paper's outcome, as soon as it is known.

    After a wrong passphrase the rest is not tried: each try more could lock the account. Nor is it
    after any other fault that each of them would meet.
    """
    why = ""
    for paper, actor in papers:
        if why:
            yield Outcome(paper, why, is_skipped=True)
            continue
        try:
            copy = sign_paper(paper.ref, way, handed, actor=actor)
        except SigningError as error:
            why = _why_no_more(error)
            yield Outcome(paper, error.message)
        except DomainError as error:
            yield Outcome(paper, error.message)
        except Exception as error:  # the rest is still to be signed, and the person to be told
            # Only its kind: its words could hold what was handed over.
            _log.error("Signing paper %s failed: %s", paper.ref, type(error).__name__)
            yield Outcome(
                paper, _("Terjadi gangguan pada sistem. Naskah ini belum ditandatangani.")
            )
        else:
            yield Outcome(paper, remark=remark_words(copy))


def _why_no_more(error: SigningError) -> str:
    """Why the rest is not tried; empty if it is."""
    if error.code == STOPS_A_SERIES:
        return _("Tidak dicoba, agar akun Anda tidak terkunci.")
    return _("Tidak dicoba, karena hambatannya akan sama.") if error.is_final else ""
