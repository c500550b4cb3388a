"""How outgoing papers are numbered, kept by the administrator."""

import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jumpa.core import keeping
from jumpa.core.actor import Actor
from jumpa.core.errors import Refused
from jumpa.documents.locking import lock_name
from jumpa.documents.models import NumberRule, OutgoingNumber
from jumpa.documents.number_rules import may_meet
from jumpa.documents.numbering import AGENDA_SERIES, around, default_rule, written

RULE = keeping.Keeping(
    "documents.number_rule",
    ("title", "series", "letters", "classification", "unit", "pattern"),
    {"documents_numberrule_series_key": ("series", gettext_lazy("Kode ini sudah dipakai."))},
)
_LONGEST = 120
_MANY = 9_999_999


@transaction.atomic
def add_number_rule(rule: NumberRule, *, actor: Actor) -> NumberRule:
    """Number some kinds of letters in a series of their own; ``keeping.add`` has the errors."""
    lock_name("number-rules")
    keep_default_rule()
    return keeping.add(RULE, rule, actor=actor, check=_check)


@transaction.atomic
def edit_number_rule(
    rule: NumberRule, values: Mapping[str, Any], *, seen: Mapping[str, Any], actor: Actor
) -> NumberRule:
    """Change how numbers given out from now on look; ``keeping.edit`` has the errors."""
    lock_name("number-rules")
    return keeping.edit(RULE, rule, values, seen=seen, actor=actor, check=_check)


@transaction.atomic
def remove_number_rule(rule: NumberRule, *, actor: Actor) -> None:
    """Let its letters be numbered by the default again; its numbers stay in the book.

    Raises:
        Refused: the default can't be removed.
    """
    if not rule.letters:
        raise Refused(_("Aturan utama tidak dapat dihapus."))
    keeping.remove(RULE, rule, actor=actor)


def keep_default_rule() -> NumberRule:
    """The default rule as a row, so that it can be changed."""
    rule = default_rule()
    if rule._state.adding:
        NumberRule.objects.bulk_create([rule], ignore_conflicts=True)
        rule = NumberRule.objects.get(letters=[])
    return rule


def _check(rule: NumberRule) -> None:
    if rule.series == AGENDA_SERIES:
        message = _("Kode ini dipakai untuk nomor agenda surat masuk.")
        raise Refused(message, {"series": [message]})
    year = timezone.localdate().year
    if len(written(rule, _MANY, year)) > _LONGEST:
        message = _("Nomor menurut pola ini terlalu panjang.")
        raise Refused(message, {"pattern": [message]})
    others = list(NumberRule.objects.exclude(ref=rule.ref))
    _check_letters(rule, others)
    for later in (year, year + 1):
        _check_apart(rule, others, later)
    _check_book(rule, year)


def _check_letters(rule: NumberRule, others: list[NumberRule]) -> None:
    """Each kind of letter has one rule, and exactly one rule is for the rest."""
    was_default = NumberRule.objects.filter(ref=rule.ref, letters=[]).exists()
    if bool(rule.letters) == was_default:
        message = _("Pilih jenis naskahnya.")
        if was_default:
            message = _("Aturan utama berlaku untuk semua naskah lain.")
        raise Refused(message, {"letters": [message]})
    for other in others:
        if set(rule.letters) & set(other.letters):
            message = _("Jenis naskah ini sudah diatur oleh “%s”.") % other.title
            raise Refused(message, {"letters": [message]})


def _check_apart(rule: NumberRule, others: list[NumberRule], year: int) -> None:
    for other in others:
        if may_meet(around(rule, year), around(other, year)):
            message = _(
                "Pola ini dapat memberi nomor yang sama dengan “%s”. Bedakan kode klasifikasi"
                " atau kode unitnya."
            )
            raise Refused(message % other.title, {"pattern": [message % other.title]})


def _check_book(rule: NumberRule, year: int) -> None:
    """What earlier patterns of other series gave out must not come again either."""
    before, after = around(rule, year)
    whole = f"^{re.escape(before)}[0-9]+{re.escape(after)}$"
    taken = OutgoingNumber.objects.filter(year__gte=year, text__regex=whole)
    clash = taken.exclude(series=rule.series).first()
    if clash is not None:
        message = _("Pola ini dapat memberi nomor yang sudah ada di buku: %s.") % clash.text
        raise Refused(message, {"pattern": [message]})
