from datetime import UTC, date, datetime, time

import pytest

from jumpa.core import actions
from jumpa.core.calendar import office_calendar
from jumpa.core.errors import NotAllowed, Refused
from jumpa.core.models import AuditEntry, Holiday, WorkingHours
from jumpa.core.worktime import NoWorkingTime

pytestmark = pytest.mark.django_db


def make_hours(**changes) -> WorkingHours:
    given = {"weekday": 0, "start": time(8), "end": time(12), **changes}
    return WorkingHours(**given)


def test_the_seeded_week_has_the_hours_of_the_rule():
    actions.seed_calendar([2026, 2027])
    calendar = office_calendar()
    monday, next_monday = (datetime(2026, 11, day, tzinfo=UTC) for day in (23, 30))
    assert calendar.minutes_between(monday, next_monday) == 37.5 * 60
    assert not calendar.is_working_day(date(2026, 12, 25))
    assert calendar.is_working_day(date(2026, 12, 28))


def test_the_calendar_takes_two_queries(django_assert_num_queries):
    actions.seed_calendar([2026])
    with django_assert_num_queries(2):
        office_calendar().is_working_day(date(2026, 11, 24))


def test_estimated_dates_are_marked_and_named_without_the_mark():
    actions.seed_calendar([2027])
    feast = Holiday.objects.get(day=date(2027, 3, 10))
    assert (feast.name, feast.is_estimate) == ("Hari Raya Idul Fitri", True)
    assert not Holiday.objects.get(day=date(2027, 12, 25)).is_estimate


def test_seeding_again_adds_nothing_and_keeps_what_was_edited():
    assert actions.seed_calendar([2026]) > 20
    Holiday.objects.filter(day=date(2026, 12, 25)).update(name="Natal")
    WorkingHours.objects.filter(weekday=4).delete()
    assert actions.seed_calendar([2026]) == 0
    assert Holiday.objects.get(day=date(2026, 12, 25)).name == "Natal"
    assert not WorkingHours.objects.filter(weekday=4).exists()


def test_seeding_no_year_is_no_error():
    assert actions.seed_calendar([]) == 0


def test_an_office_without_hours_gets_a_clear_error_for_a_deadline():
    with pytest.raises(NoWorkingTime):
        office_calendar().add_minutes(datetime(2026, 11, 24, tzinfo=UTC), 5)


def test_hours_that_overlap_are_refused_and_touching_ones_are_not(administrator):
    actions.add_hours(make_hours(), actor=administrator)
    actions.add_hours(make_hours(start=time(12), end=time(13)), actor=administrator)
    with pytest.raises(Refused):
        actions.add_hours(make_hours(start=time(11), end=time(14)), actor=administrator)


def test_an_exception_may_stand_over_the_rule_but_not_cut_across_another(administrator):
    ramadan = {"valid_from": date(2026, 2, 18), "valid_until": date(2026, 3, 19)}
    actions.add_hours(make_hours(), actor=administrator)
    actions.add_hours(make_hours(**ramadan), actor=administrator)
    with pytest.raises(Refused):
        actions.add_hours(
            make_hours(valid_from=date(2026, 3, 19), valid_until=date(2026, 3, 25)),
            actor=administrator,
        )
    actions.add_hours(
        make_hours(valid_from=date(2026, 3, 20), valid_until=date(2026, 3, 25)),
        actor=administrator,
    )


def test_only_the_administrator_changes_the_calendar(clerk):
    hours = make_hours()
    hours.save()
    seen = {}
    with pytest.raises(NotAllowed):
        actions.add_hours(make_hours(weekday=1), actor=clerk)
    with pytest.raises(NotAllowed):
        actions.edit_hours(hours, {"end": time(13)}, seen=seen, actor=clerk)
    with pytest.raises(NotAllowed):
        actions.remove_hours(hours, actor=clerk)
    with pytest.raises(NotAllowed):
        actions.add_holiday(Holiday(day=date(2026, 12, 1), name="Libur"), actor=clerk)
    with pytest.raises(NotAllowed):
        actions.seed_calendar([2026], actor=clerk)
    assert not Holiday.objects.exists()
    assert WorkingHours.objects.get().end == time(12)


def test_a_replayed_addition_is_one_addition(administrator):
    hours = make_hours()
    actions.add_hours(hours, actor=administrator)
    actions.add_hours(make_hours(ref=hours.ref), actor=administrator)
    assert WorkingHours.objects.count() == 1
    assert AuditEntry.objects.filter(verb="core.hours.add").count() == 1


def test_changes_of_the_calendar_are_in_the_trail(administrator):
    holiday = actions.add_holiday(
        Holiday(day=date(2026, 12, 9), name="Pemilihan"), actor=administrator
    )
    actions.remove_holiday(holiday, actor=administrator)
    actions.remove_holiday(holiday, actor=administrator)
    removed, added = AuditEntry.objects.all()
    assert (added.verb, added.subject) == ("core.holiday.add", "holiday:2026-12-09")
    assert removed.after == {"about": "2026-12-09 Pemilihan"}
    assert removed.before == {"day": "2026-12-09", "name": "Pemilihan", "is_estimate": False}
