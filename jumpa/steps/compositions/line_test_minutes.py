"""Berita Acara Uji Koneksi: after a test."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from jumpa.documents.facts import CheckFacts
from jumpa.documents.letters.line_test_minutes import MinutesFacts
from jumpa.intake.facts import event_facts
from jumpa.intake.models import ServiceRequest
from jumpa.linecheck.models import LineCheck
from jumpa.linecheck.rules import ITEMS
from jumpa.linecheck.wording import item_title, result_title, verdict_title
from jumpa.steps.composition import Composition, Powers, compositions
from jumpa.steps.fields import NoteField
from jumpa.steps.parties import PartiesForm, our_side, their_side


class MinutesForm(PartiesForm):
    """Who signs, and what else is to be said."""

    note = NoteField(gettext_lazy("Catatan"))

    def proposal(self, request: ServiceRequest) -> Mapping[str, Any]:
        """The note of the test."""
        check = latest_check(request)
        return {**super().proposal(request), "note": check.note if check else ""}


class MinutesComposition(Composition):
    key = "line_test_minutes"
    powers = Powers(("subkor_ile", "tim_tcmr"), "subkor_ile")
    Form = MinutesForm

    def fits(self, request: ServiceRequest) -> bool:
        """A test was held."""
        return latest_check(request) is not None

    def facts(
        self, request: ServiceRequest, values: Mapping[str, Any], recipient: tuple[str, ...]
    ) -> MinutesFacts:
        check = latest_check(request)
        if check is None:
            raise LookupError(f"{request.ref}: no test was held.")
        return MinutesFacts(
            event=event_facts(request),
            tested_at=check.held_at,
            first=our_side(values),
            second=their_side(request, values),
            checks=tuple(
                CheckFacts(
                    str(item_title(item)),
                    str(result_title(check.results.get(item, ""))),
                    check.remarks.get(item, ""),
                )
                for item in ITEMS
            ),
            verdict=str(verdict_title(check.verdict)),
            note=values["note"],
        )


def latest_check(request: ServiceRequest) -> LineCheck | None:
    """The last test of the request's line."""
    return LineCheck.objects.filter(owner=request.ref).order_by("held_at").last()


compositions.register(MinutesComposition())
