"""What is kept, for how long, and what is over its time."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from heapq import merge
from itertools import islice
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jumpa.documents.access import DRAFT
from jumpa.documents.closing import closed_since
from jumpa.documents.letter import letters
from jumpa.documents.models import PagePreview, Paper, RetentionRule, SignedCopy, StoredFile
from jumpa.documents.rules import free_from, is_due

MOST_AT_ONCE = 200
"""Papers and files in one disposal; the berita acara lists them all."""


@dataclass(frozen=True)
class Item:
    """One paper, with its signed copies, or one file. ``free`` is the first day without a duty.

    ``matter`` is the request that it belongs to.
    """

    key: str
    kind: str
    title: str
    number: str
    on: date
    closed: date
    free: date
    hashes: tuple[str, ...]
    matter: str


def all_rules() -> dict[str, RetentionRule]:
    """The office's rules by kind; the one for all others is there even before it is saved."""
    rules = {rule.kind: rule for rule in RetentionRule.objects.all()}
    return {"": RetentionRule(kind=""), **rules}


def rule_for(kind: str, rules: Mapping[str, RetentionRule]) -> RetentionRule:
    """The rule of that kind, else the one for all others."""
    return rules.get(kind) or rules[""]


def kind_titles() -> dict[str, str]:
    """What rules can be about: each kind of letter, and each purpose of an uploaded file."""
    papers = {letter.key: str(letter.title) for letter in letters}
    known = StoredFile.objects.order_by("purpose").values_list("purpose", flat=True).distinct()
    files = {purpose: purpose_title(purpose) for purpose in (*_purposes(), *known)}
    return {**papers, **{kind: title for kind, title in files.items() if kind not in papers}}


def purpose_title(purpose: str) -> str:
    """An uploaded file's purpose in words."""
    return _purposes().get(purpose) or _("Berkas “%s”") % purpose


def _purposes() -> dict[str, str]:
    return {
        "surat": _("Surat permohonan (unggahan)"),
        "undangan": _("Undangan (unggahan)"),
        "rundown": _("Susunan acara (unggahan)"),
        "layout": _("Denah (unggahan)"),
        "photo": _("Foto (unggahan)"),
        "surat_bertanda": _("Surat bertanda tangan (unggahan)"),
        "pindaian": _("Pindaian yang nomornya tidak terbaca (unggahan)"),
    }


@dataclass(frozen=True)
class Wanted:
    """What to narrow to; what is empty does not narrow. ``text``: of title, number or request."""

    kind: str = ""
    text: str = ""


def due_items(today: date, limit: int = MOST_AT_ONCE, *, wanted: Wanted = Wanted()) -> list[Item]:
    """What may be destroyed today, the oldest first, at most ``limit``."""
    rules = all_rules()
    papers = _narrowed(Paper.objects.order_by("issued_at", "pk"), wanted, "kind", "title", "number")
    files = _narrowed(StoredFile.objects.order_by("at", "pk"), wanted, "purpose", "original_name")
    papers, files = _candidates(papers, "kind", rules), _candidates(files, "purpose", rules)
    both = (_items(papers, rules, today), _items(files, rules, today))
    found = merge(*both, key=lambda item: item.on)
    return sorted(islice(found, limit), key=lambda item: (item.on, item.key))


def due_among(rows: Collection[Paper | StoredFile], today: date) -> list[Item]:
    """Which of ``rows`` may be destroyed today."""
    return list(_items(rows, all_rules(), today))


def _narrowed(rows: Any, wanted: Wanted, kind: str, *texts: str) -> Any:
    if wanted.kind:
        rows = rows.filter(**{kind: wanted.kind})
    if wanted.text:
        names = [f"{name}__icontains" for name in (*texts, "owner")]
        rows = rows.filter(reduce(or_, (Q(**{name: wanted.text}) for name in names)))
    return rows


def _candidates(rows: QuerySet[Any], name: str, rules: Mapping[str, RetentionRule]) -> Any:
    """Rows with a file to destroy whose rule lets it; without those kept for ever."""
    kept = [kind for kind, rule in rules.items() if kind and rule.fate == RetentionRule.Fate.KEEP]
    gone = [kind for kind, rule in rules.items() if rule.fate == RetentionRule.Fate.DESTROY]
    wanted = ~Q(**{f"{name}__in": kept}) if "" in gone else Q(**{f"{name}__in": gone})
    found = rows.filter(wanted, disposed_at__isnull=True)
    return found.defer("facts", "content") if name == "kind" else found


def _items(rows: Any, rules: Mapping[str, RetentionRule], today: date) -> Iterator[Item]:
    """Batch by batch, so that an archive of years costs little memory."""
    source = rows.iterator(chunk_size=500) if isinstance(rows, QuerySet) else iter(rows)
    while chunk := list(islice(source, 500)):
        closings = closed_since({row.owner for row in chunk})
        for row in chunk:
            item = _item(row, closings.get(row.owner), rules)
            if item is not None and is_due(item.free, today):
                yield item


def _item(
    row: Paper | StoredFile, closed: datetime | None, rules: Mapping[str, RetentionRule]
) -> Item | None:
    kind = row.kind if isinstance(row, Paper) else row.purpose
    rule = rule_for(kind, rules)
    if closed is None or rule.fate != RetentionRule.Fate.DESTROY or row.disposed_at is not None:
        return None
    written = timezone.localtime(row.issued_at if isinstance(row, Paper) else row.at).date()
    ended = timezone.localtime(closed).date()
    free = free_from(ended, written, rule.active_years + rule.inactive_years)
    if isinstance(row, Paper):
        signed = row.signed_copies.values_list("sha256", flat=True)
        hashes = tuple(filter(None, (row.sha256, *signed)))
        key, title, number = f"paper:{row.ref}", row.title, row.number
    else:
        hashes = (row.sha256,)
        key, title, number = f"file:{row.ref}", f"{purpose_title(kind)}: {row.original_name}", ""
    return Item(key, kind, title, number, written, ended, free, hashes, _matter(row.owner))


def _matter(owner: str) -> str:
    """The request alone: also a draft is told by it."""
    return owner.removesuffix(DRAFT)


def is_named(name: str) -> bool:
    """Whether any row still has the stored file of that name."""
    return (
        Paper.objects.filter(file=name).exists()
        or SignedCopy.objects.filter(file=name).exists()
        or StoredFile.objects.filter(file=name).exists()
        or PagePreview.objects.filter(image=name).exists()
    )
