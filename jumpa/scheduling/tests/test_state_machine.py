"""Any sequence of all verbs: nothing twice, all or nothing, and what is promised is kept.

``JUMPA_MACHINE_EXAMPLES`` and ``JUMPA_MACHINE_STEPS`` make the long run; see tests/races/README.md.
"""

import logging
import os
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from jumpa.core.errors import Conflict, Refused, WrongState
from jumpa.scheduling import actions, queries
from jumpa.scheduling import need as needs
from jumpa.scheduling.models import Allocation, Closure, Offer, Reservation, Waiting
from jumpa.scheduling.need import Need, OperatorNeed, RoomNeed, UnitNeed, Want
from jumpa.scheduling.rules import Span
from jumpa.scheduling.tests.machine_world import (
    World,
    check_all,
    check_fixed,
    fixed,
    peak_of,
    snapshot,
    soon,
)
from jumpa.scheduling.tests.makers import SUBKOR, at

EXAMPLES = int(os.environ.get("JUMPA_MACHINE_EXAMPLES", "30"))
STEPS = int(os.environ.get("JUMPA_MACHINE_STEPS", "30"))
PHASES = tuple(Phase) if os.environ.get("JUMPA_MACHINE_SHRINK", "1") == "1" else (Phase.generate,)
LABEL = {"label": "Rapat", "actor": SUBKOR}
done: Counter[str] = Counter()
"""How often each verb was done or refused, for the report of the long run."""

owners = st.sampled_from("abc")
starts = st.integers(0, 16).map(lambda half: at(8, 30) + timedelta(minutes=30 * half))
lengths = st.sampled_from([30, 60, 60, 90, 120, 180]).map(lambda count: timedelta(minutes=count))
spans = st.builds(lambda start, length: Span(start, start + length), starts, lengths)
limits = st.sampled_from([None, None, timedelta(minutes=10), timedelta(hours=2)])
states = st.sampled_from(["held", "held", "confirmed"])
drafts = st.fixed_dictionaries(
    {
        "room": st.sampled_from([None, None, "any", "large", 0, 1]),
        "mics": st.sampled_from([0, 1, 1, 2, 3, "pinned"]),
        "seats": st.sampled_from([None, None, 50, 300]),
        "uplink": st.booleans(),
        "operators": st.sampled_from([0, 0, 0, 1]),
        "setup": st.sampled_from([None, None, None, 0, 60]),
    }
)
wishes = st.lists(st.tuples(spans, drafts), min_size=1, max_size=3, unique_by=lambda pair: pair[0])
Wish = list[tuple[Span, dict[str, Any]]]


class OfficeMachine(RuleBasedStateMachine):
    """The verbs, each checked at once; the invariants after each."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.now: datetime = at(8)
        self.clock = time_machine.travel(self.now, tick=False)
        self.traveller = self.clock.start()
        self.world = World()
        self.standing = fixed(self.now)

    def teardown(self) -> None:
        self.clock.stop()
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    @invariant()
    def nothing_is_wrong(self) -> None:
        check_all()
        check_fixed(self.standing)
        self.standing = fixed(self.now)
        self.first_open_offer_can_be_taken()

    def want(self, span: Span, draft: dict[str, Any]) -> Want:
        rooms = {"any": RoomNeed(), "large": RoomNeed(people=40)}
        chosen = draft["room"]
        if isinstance(chosen, int):
            room: RoomNeed | None = RoomNeed(self.world.rooms[chosen].pk)
        else:
            room = rooms.get(chosen)
        units = []
        if draft["mics"] == "pinned":
            units.append(UnitNeed("equipment", units=(self.world.units("mics")[1].pk,)))
        elif draft["mics"]:
            units.append(UnitNeed("equipment", key="mic", count=draft["mics"]))
        if draft["seats"]:
            units.append(UnitNeed("host_account", seats=draft["seats"]))
        if draft["uplink"]:
            units.append(UnitNeed("uplink"))
        operators = OperatorNeed() if draft["operators"] else None
        return Want(span, Need(room, (), tuple(units), operators, draft["setup"]))

    def wants(self, wishes: Wish) -> list[Want]:
        return [self.want(*wish) for wish in wishes]

    def do(self, verb: Any, *facts: Any, **terms: Any) -> Any:
        """What it returned, or the refusal, which must have left everything as it was."""
        before = snapshot()
        try:
            result = verb(*facts, **terms)
        except (Conflict, Refused, WrongState) as refusal:
            assert snapshot() == before
            result = refusal
        done[f"{verb.__name__} {'-' if isinstance(result, Exception) else '+'}"] += 1
        return result

    @rule(owner=owners, wishes=wishes, state=states, lasts=limits)
    def allocate(self, owner: str, wishes: Wish, state: str, lasts: timedelta | None) -> None:
        wants = self.wants(wishes)
        check = queries.check_wants(wants, exclude_owner=owner)
        until = soon(self.now, lasts)
        made = self.do(actions.allocate, owner, wants, state=state, expires_at=until, **LABEL)
        if isinstance(made, list):
            assert {(one.span, one.state) for one in made} == {(w.event, state) for w in wants}
            again = actions.allocate(owner, wants, state=state, expires_at=until, **LABEL)
            assert {one.pk for one in again} == {one.pk for one in made}
            assert not queries.open_offers(owner).exists()
        if len(wants) == 1:
            assert check.is_free == isinstance(made, list)

    @rule(owner=st.sampled_from("ef"), span=spans, count=st.integers(1, 3))
    def allocate_microphones(self, owner: str, span: Span, count: int) -> None:
        """Without pins and closures: accepted if and only if the peak fits."""
        pool = self.world.pools["mics"]
        found = Reservation.objects.living().select_related("resource").exclude(owner=owner)
        is_exact = not found.filter(resource__pool=pool, is_pinned=True).exists()
        busy = span.widened(timedelta(0), timedelta(minutes=30))
        fits = peak_of(pool, list(found), busy.start, busy.end) + count <= 3
        want = Want(span, Need(units=(UnitNeed("equipment", key="mic", count=count),)))
        made = self.do(actions.allocate, owner, [want], **LABEL)
        if is_exact and not Closure.objects.standing().exists():
            assert fits == isinstance(made, list)

    @rule(owner=owners, picks=st.sets(st.integers(0, 10), min_size=1, max_size=3), span=spans)
    def hold(self, owner: str, picks: set[int], span: Span) -> None:
        wanted = [self.world.everything[index] for index in sorted(picks)]
        made = self.do(actions.hold, owner, wanted, span.start, span.end, **LABEL)
        if isinstance(made, list):
            assert {one.resource_id for one in made} == {one.pk for one in wanted}

    @rule(owner=owners)
    def confirm(self, owner: str) -> None:
        if not isinstance(self.do(actions.confirm, owner, actor=SUBKOR), WrongState):
            assert {one.state for one in queries.allocations_of(owner)} == {"confirmed"}

    @rule(owner=owners)
    def release(self, owner: str) -> None:
        had = [Want(one.span, needs.from_json(one.need)) for one in queries.allocations_of(owner)]
        self.do(actions.release, owner, actor=SUBKOR)
        assert not Reservation.objects.filter(owner=owner).exists()
        assert not Allocation.objects.filter(owner=owner).exclude(state="released").exists()
        ahead = [want for want in had if want.event.start > self.now]
        if ahead and not Closure.objects.standing().exists():
            with transaction.atomic():
                assert actions.allocate("fresh", ahead, **LABEL)
                transaction.set_rollback(True)

    @rule(owner=owners, lasts=limits)
    def limit_hold(self, owner: str, lasts: timedelta | None) -> None:
        self.do(actions.limit_hold, owner, soon(self.now, lasts), actor=SUBKOR)

    @rule(owner=owners, pick=st.integers(0, 2), span=spans, room=st.sampled_from([None, 0, 1]))
    def move(self, owner: str, pick: int, span: Span, room: int | None) -> None:
        own = queries.allocations_of(owner)
        if pick < len(own):
            chosen = self.world.rooms[room].pk if room is not None else None
            moved = self.do(
                actions.move, own[pick].ref, span.start, span.end, room=chosen, actor=SUBKOR
            )
            if isinstance(moved, Allocation):
                assert (moved.span, moved.state) == (span, own[pick].state)
                assert len(queries.allocations_of(owner)) == len(own)

    @rule(owner=owners, minutes=st.sampled_from([30, 60]))
    def extend(self, owner: str, minutes: int) -> None:
        for one in queries.allocations_of(owner)[:1]:
            end = one.span.end + timedelta(minutes=minutes)
            self.do(actions.move, one.ref, one.span.start, end, actor=SUBKOR)

    @rule(owner=owners, is_withdrawn=st.booleans())
    def restore(self, owner: str, is_withdrawn: bool) -> None:
        if is_withdrawn:
            actions.release(owner, actor=SUBKOR)
        had = queries.allocations_of(owner)
        made = self.do(actions.restore, owner, **LABEL)
        if had:
            assert made == had

    @rule(owner=owners, wishes=wishes, sees_all=st.booleans())
    def displace(self, owner: str, wishes: Wish, sees_all: bool) -> None:
        wants = self.wants(wishes)
        found = queries.would_lose(owner, wants)
        seen = [one.owner for one in found][: None if sees_all else 1]
        begun = Reservation.objects.living().exclude(owner=owner)
        begun = set(begun.filter(during__startswith__lte=self.now).values_list("pk", flat=True))
        terms = {"losers": seen, "reason": "Rapat Wali Kota", "basis": "Surat 005/1", **LABEL}
        made = self.do(actions.displace, owner, wants, **terms)
        if isinstance(made, list):
            assert {one.owner for one in found} <= set(seen)
            assert Reservation.objects.filter(pk__in=begun).count() == len(begun)

    @rule(owner=owners, wishes=wishes)
    def make_offers(self, owner: str, wishes: Wish) -> None:
        wants = self.wants(wishes)
        rooms = self.world.rooms
        choices = [
            actions.Choice(rooms[0], want.event.start, want.event.end, (want,)) for want in wants
        ]
        until = self.now + timedelta(hours=1)
        terms = {"message": "", "expires_at": until, **LABEL}
        made = self.do(actions.make_offers, owner, choices, **terms)
        if isinstance(made, list):
            assert [one.pk for one in queries.open_offers(owner)] == [one.pk for one in made]

    @rule(pick=st.integers(0, 5))
    def take_offer(self, pick: int) -> None:
        """The newest first; also those that no longer stand."""
        for offer in Offer.objects.order_by("-pk")[pick : pick + 1]:
            made = self.do(actions.take_offer, offer, actor=SUBKOR)
            if isinstance(made, list):
                assert {one.state for one in made} <= {"confirmed"}
                assert not queries.open_offers(offer.owner).exists()

    @rule(owner=owners)
    def withdraw_offers(self, owner: str) -> None:
        self.do(actions.withdraw_offers, owner, actor=SUBKOR)
        assert not Reservation.objects.filter(owner=owner, is_offer=True).exists()

    @rule(owner=owners, wishes=wishes)
    def wait(self, owner: str, wishes: Wish) -> None:
        self.do(actions.wait, owner, self.wants(wishes), **LABEL)

    @rule()
    def leave_waiting(self) -> None:
        for place in Waiting.objects.filter(state="waiting").order_by("pk")[:1]:
            self.do(actions.leave_waiting, place.owner, actor=SUBKOR)
            place.refresh_from_db()
            assert place.state == "left"

    @rule()
    def grant_waiting(self) -> None:
        """The first that fits is offered it; whoever still waits could not be served."""
        line = list(Waiting.objects.filter(state="waiting").order_by("since", "pk"))
        first = next((one for one in line if self.is_served(one)), None)
        done["grant_waiting +"] += actions.grant_waiting()
        if first is not None:
            first.refresh_from_db()
            assert (first.state, first.offer.state) == ("offered", "open")
        for one in Waiting.objects.filter(state="waiting"):
            assert not self.is_served(one)

    def is_served(self, place: Waiting) -> bool:
        wants = [needs.want_from_json(one) for one in place.wants]
        is_late = any(want.event.start <= self.now for want in wants)
        if is_late or queries.open_offers(place.owner).exists():
            return False
        return queries.check_wants(wants, exclude_owner=place.owner).is_free

    @rule()
    def expire(self) -> None:
        actions.expire_holds()
        assert not Reservation.objects.filter(expires_at__lte=self.now).exists()
        assert not Offer.objects.filter(state="open", expires_at__lte=self.now).exists()

    @rule(pick=st.integers(0, 10), span=spans)
    def close(self, pick: int, span: Span) -> None:
        """Closing takes nothing away; the units of a pool may pass on what has not begun."""
        terms = {"reason": "maintenance", "actor": SUBKOR}
        had = Reservation.objects.count()
        resource = self.world.everything[pick]
        self.do(actions.close_resources, [resource], span.start, span.end, **terms)
        assert Reservation.objects.count() == had

    @rule()
    def lift(self) -> None:
        for batch in set(Closure.objects.standing().values_list("batch", flat=True)):
            self.do(actions.lift_closure, batch, actor=SUBKOR)

    @rule(minutes=st.sampled_from([15, 15, 60]))
    def let_time_pass(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        self.traveller.move_to(self.now)
        self.standing = fixed(self.now)

    def first_open_offer_can_be_taken(self) -> None:
        """What is offered is kept free, unless it was closed or something fixed splits it."""
        open_now = Offer.objects.filter(state="open", expires_at__gt=self.now)
        offer = open_now.order_by("pk").first()
        if offer is None or Closure.objects.standing().exists() or self.has_pins():
            return
        with transaction.atomic():
            assert actions.take_offer(offer, actor=SUBKOR)
            transaction.set_rollback(True)

    def has_pins(self) -> bool:
        return Reservation.objects.filter(is_pinned=True, resource__pool__isnull=False).exists()


@pytest.mark.django_db
def test_no_sequence_of_verbs_breaks_a_promise():
    done.clear()
    run_state_machine_as_test(
        OfficeMachine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            phases=PHASES,
            suppress_health_check=list(HealthCheck),
        ),
    )
    logging.getLogger(__name__).info("%s verbs: %s", sum(done.values()), dict(sorted(done.items())))
