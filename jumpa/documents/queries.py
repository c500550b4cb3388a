"""What pages and reports read."""

import re
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from jumpa.documents.models import (
    Batch,
    LetterReading,
    OfficeProfile,
    Paper,
    SignedCopy,
    StoredFile,
)
from jumpa.documents.words import SIGNS
from jumpa.people.models import Person
from jumpa.people.queries import duties_of


def office_profile() -> OfficeProfile:
    """The office's kop and numbering; the defaults of Singkawang until someone saves them."""
    return OfficeProfile.objects.select_related("logo").filter(pk=1).first() or OfficeProfile(pk=1)


def kop(profile: OfficeProfile) -> dict[str, Any]:
    """The head of a letter as the templates take it."""
    place = " ".join(
        filter(
            None,
            (
                profile.address,
                profile.city,
                f"Kode Pos {profile.postal_code}" if profile.postal_code else "",
            ),
        )
    )
    reach = "  ".join(
        f"{label}: {value}"
        for label, value in (
            ("Telepon", profile.phone),
            ("Laman", profile.website),
            ("Pos-el", profile.email),
        )
        if value
    )
    return {
        "government": profile.government,
        "agency": profile.agency,
        "lines": [line for line in (place, reach) if line],
        "city": profile.city,
        "logo": profile.logo.ref if profile.logo else "",
        "paper": profile.paper_size,
    }


def papers_of(owner: str, *, with_earlier: bool = False) -> QuerySet[Paper]:
    """The current papers of ``owner`` in order of issue; with ``with_earlier`` all versions.

    Each knows whether it ``is_signed``.
    """
    copies = SignedCopy.objects.filter(paper=OuterRef("pk"))
    papers = Paper.objects.filter(owner=owner).annotate(is_signed=Exists(copies))
    papers = papers.defer("facts", "content")
    return papers if with_earlier else papers.filter(is_current=True)


def papers_beside_batches(owner: str) -> QuerySet[Paper]:
    """As ``papers_of``, without the letters of a batch: thousands of them stand on its own page."""
    part = ExpressionWrapper(OuterRef("part"), output_field=CharField())
    made = Batch.objects.filter(owner=OuterRef("owner")).alias(part=part)
    return papers_of(owner).exclude(Exists(made.filter(part__startswith=F("ref"))))


def batches_of(owner: str) -> QuerySet[Batch]:
    """The batches of letters that were begun for ``owner``, the latest first."""
    return Batch.objects.filter(owner=owner).defer("work", "problems")


def papers_of_batch(batch: Batch) -> QuerySet[Paper]:
    """The letters that it made, in their order; each knows its ``recipient``, the first line."""
    own = papers_of(batch.owner, with_earlier=True).filter(part__startswith=f"{batch.ref}-")
    first = KeyTextTransform("0", KeyTransform("recipient", "content"))
    return own.annotate(recipient=first).order_by("pk")


def current_paper(owner: str, kind: str, part: str = "") -> Paper | None:
    """The paper that holds now."""
    return Paper.objects.filter(owner=owner, kind=kind, part=part, is_current=True).first()


def papers_to_sign(person: Person) -> list[Paper]:
    """The papers that wait for the signature of an office for which ``person`` may sign.

    Each knows whether it ``takes_mark``: what two sides sign has no place for one, only for ink.
    """
    waiting = _waiting(signing_offices(person)).defer("facts", "content")
    papers: list[Paper] = []
    for paper in waiting.annotate(has_place=Q(content__has_key="signature")):
        paper.takes_mark = paper.has_place
        papers.append(paper)
    return papers


def signing_offices(person: Person) -> frozenset[str]:
    """Keys of the offices for which ``person`` may sign, as holder or as stand-in."""
    return frozenset(
        office for office, scope in duties_of(person).items() if not scope or SIGNS in scope
    )


def count_to_sign(offices: Collection[str]) -> int:
    """How many papers wait for a signature of ``offices``, for the menu."""
    return _waiting(offices).count()


def _waiting(offices: Iterable[str]) -> QuerySet[Paper]:
    standing = Paper.objects.filter(
        is_current=True, withdrawn_at=None, disposed_at=None, signed_copies=None
    )
    return standing.exclude(signer_office="").filter(signer_office__in=offices)


def files_of(owner: str, purpose: str = "") -> QuerySet[StoredFile]:
    """The uploads of ``owner`` in order of time, all or of one purpose."""
    files = StoredFile.objects.filter(owner=owner)
    return files.filter(purpose=purpose) if purpose else files


def reading_of(file: StoredFile) -> LetterReading | None:
    """What was read in an uploaded letter, or that it is still to be read; None: not a letter."""
    return LetterReading.objects.select_related("file").filter(file=file).first()


def download_name(paper: Paper) -> str:
    """A name for the saved file: title, number and version, without what file systems refuse."""
    version = f"v{paper.version}" if paper.version > 1 else ""
    words = " ".join(filter(None, (paper.title, paper.number, version)))
    return re.sub(r"[^\w.() -]+", "-", words)[:150] + ".pdf"
