"""What was reserved before needs were declared gets an allocation of its own."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def give_allocations(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One for each owner and event; its need is the very rooms that were reserved."""
    reservations = apps.get_model("scheduling", "Reservation").objects
    allocations = apps.get_model("scheduling", "Allocation").objects
    found = reservations.filter(is_offer=False, allocation=None).order_by("owner", "event", "pk")
    for (owner, event), group in groupby(found, key=lambda one: (one.owner, one.event)):
        members = list(group)
        rooms = [one.resource_id for one in members]
        room = {"room": rooms[0], "people": None, "layout": "", "needs_connection": True}
        together = fate(members)
        made = allocations.create(
            owner=owner,
            event=event,
            need={"room": room, **({"more_rooms": rooms[1:]} if rooms[1:] else {})},
            label=members[0].label,
            state=together["state"],
        )
        keys = [one.pk for one in members]
        reservations.filter(pk__in=keys).update(allocation=made, is_pinned=True, **together)


def fate(members: Sequence[Any]) -> dict[str, Any]:
    """One state and one end for all: firm if one of them is, else held as long as the last."""
    if any(one.state == "confirmed" for one in members):
        return {"state": "confirmed", "expires_at": None}
    ends = [one.expires_at for one in members]
    return {"state": "held", "expires_at": None if None in ends else max(ends)}


def link_offers(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """An offer that was taken leads to the allocation that it became; each gets its wants."""
    offers = apps.get_model("scheduling", "Offer").objects
    for offer in offers.select_related("reservation"):
        if offer.reservation is not None:
            offer.allocation_id = offer.reservation.allocation_id
        room = {"room": offer.resource_id, "people": None, "layout": "", "needs_connection": True}
        start, end = offer.event.lower.isoformat(), offer.event.upper.isoformat()
        offer.wants = [{"start": start, "end": end, "need": {"room": room}}]
        offer.save(update_fields=["allocation", "wants"])


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0002_everything_bookable")]

    operations = [
        migrations.AddField(
            model_name="offer",
            name="allocation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="scheduling.allocation",
            ),
        ),
        migrations.RunPython(give_allocations, migrations.RunPython.noop),
        migrations.RunPython(link_offers, migrations.RunPython.noop),
    ]
