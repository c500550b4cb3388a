"""Sign several papers one after the other, and tell of each as it is done."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jumpa.core.actor import Actor
from jumpa.core.errors import DomainError
from jumpa.documents.actions.signing import sign_paper
from jumpa.documents.models import Paper
from jumpa.documents.signer import STOPS_A_SERIES, Handed, SigningError

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What came of one paper; ``problem`` is empty when it is signed."""

    paper: Paper
    problem: str = ""
    is_skipped: bool = False


def sign_series(
    papers: Sequence[tuple[Paper, Actor]], way: str, handed: Handed
) -> Iterator[Outcome]:
    """Each paper's outcome, as soon as it is known.

    After a wrong passphrase the rest is not tried: each try more could lock the account.
    """
    is_stopped = False
    for paper, actor in papers:
        if is_stopped:
            yield Outcome(paper, _("Tidak dicoba, agar akun Anda tidak terkunci."), True)
            continue
        try:
            sign_paper(paper.ref, way, handed, actor=actor)
        except SigningError as error:
            is_stopped = error.code == STOPS_A_SERIES
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
            yield Outcome(paper)
