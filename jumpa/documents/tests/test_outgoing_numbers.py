"""The book of outgoing numbers: taken, reserved, used, cancelled, and never given out again."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed, Refused, WrongState
from jumpa.documents.actions import issue_paper
from jumpa.documents.actions.number_rules import (
    add_number_rule,
    edit_number_rule,
    keep_default_rule,
    remove_number_rule,
)
from jumpa.documents.actions.numbers import cancel, reserve, use_reserved, withdraw_paper
from jumpa.documents.models import NumberRule, OutgoingNumber, Paper
from jumpa.documents.number_rules import may_meet
from jumpa.documents.numbering import attach, next_outgoing
from jumpa.documents.tests.makers import TU, make_reply

pytestmark = pytest.mark.django_db
ADMIN = Actor(0, "ref-teguh", "Teguh Santoso, S.Kom.", "administrator", "Administrator")
OPERATOR = Actor(0, "ref-agus", "Agus Wijaya", "tim_tcmr", "Tim TCMR")
DAY = date(2026, 11, 24)
TODAY = timezone.localdate


def take(on: date = DAY, letter: str = "reply") -> OutgoingNumber:
    return next_outgoing(letter, on, subject="Balasan", actor=TU, owner="owner-1")


def released(owner: str = "owner-1") -> tuple[OutgoingNumber, Paper]:
    number = take()
    paper = issue_paper("reply", make_reply(number=number.text), owner=owner, actor=TU)
    attach(number, paper)
    return number, paper


def make_rule(**changes: Any) -> NumberRule:
    given = {"series": "surat-tugas", "title": "Surat tugas", "letters": ["assignment"]}
    return NumberRule(**{**given, "classification": "800.1.11", **changes})


def state_of(number: OutgoingNumber) -> str:
    return OutgoingNumber.objects.get(pk=number.pk).state


def test_numbers_follow_the_rule_and_each_year_begins_at_one() -> None:
    assert take().text == "500.12/1/2026"
    rule = keep_default_rule()
    seen = {name: getattr(rule, name) for name in ("title", "unit")}
    edit_number_rule(rule, {"unit": "AI-A"}, seen=seen, actor=ADMIN)
    assert take().text == "500.12/2/AI-A/2026"
    assert take(date(2027, 1, 4)).text == "500.12/1/AI-A/2027"
    # A letter dated in the old year still gets that year's next number.
    assert take(date(2026, 12, 31)).text == "500.12/3/AI-A/2026"


def test_a_rule_of_its_own_has_a_counter_of_its_own() -> None:
    add_number_rule(make_rule(), actor=ADMIN)
    assert take(letter="assignment").text == "800.1.11/1/2026"
    assert take().text == "500.12/1/2026"
    assert take(letter="assignment").text == "800.1.11/2/2026"
    remove_number_rule(NumberRule.objects.get(series="surat-tugas"), actor=ADMIN)
    assert take(letter="assignment").text == "500.12/2/2026"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"classification": "500.12"}, "pattern"),
        ({"classification": "", "pattern": "500.1{urut}/{tahun}"}, None),
        ({"pattern": "500.12/9{urut}/{tahun}"}, "pattern"),
        ({"letters": []}, "letters"),
        ({"series": "agenda"}, "series"),
        ({"pattern": "{klasifikasi}" * 6 + "{urut}", "classification": "x" * 30}, "pattern"),
    ],
)
def test_a_rule_that_could_give_a_number_twice_is_refused(
    changes: dict[str, Any], field: str | None
) -> None:
    if field is None:
        add_number_rule(make_rule(**changes), actor=ADMIN)
        return
    with pytest.raises(Refused) as refusal:
        add_number_rule(make_rule(**changes), actor=ADMIN)
    assert list(refusal.value.fields) == [field]
    assert not NumberRule.objects.filter(series="surat-tugas").exists()


def test_a_pattern_that_an_earlier_one_has_used_up_is_refused() -> None:
    today = TODAY()
    add_number_rule(make_rule(), actor=ADMIN)
    taken = take(today, "assignment").text
    rule = NumberRule.objects.get(series="surat-tugas")
    seen = {"classification": "800.1.11"}
    edit_number_rule(rule, {"classification": "094"}, seen=seen, actor=ADMIN)
    other = make_rule(series="lain", title="Lain", letters=["handover"])
    with pytest.raises(Refused, match=taken):
        add_number_rule(other, actor=ADMIN)


def test_a_kind_of_letter_has_one_rule() -> None:
    add_number_rule(make_rule(), actor=ADMIN)
    twin = make_rule(series="dua", classification="1", letters=["handover", "assignment"])
    with pytest.raises(Refused, match="Surat tugas"):
        add_number_rule(twin, actor=ADMIN)


def test_only_an_administrator_makes_rules() -> None:
    with pytest.raises(NotAllowed):
        add_number_rule(make_rule(), actor=TU)
    assert not NumberRule.objects.filter(series="surat-tugas").exists()


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (("500/", "/2026"), ("500/", "/2026"), True),
        (("1", ""), ("", ""), True),
        (("500/", "/2026"), ("501/", "/2026"), False),
        (("500/", "/A/2026"), ("500/", "/2026"), False),
        (("", "/2026"), ("5/", "/2026"), False),
    ],
)
def test_two_patterns_meet_only_where_digits_can_fill_the_difference(
    one: tuple[str, str], other: tuple[str, str], meet: bool
) -> None:
    assert may_meet(one, other) is meet
    assert may_meet(other, one) is meet


def test_reserved_numbers_lie_between_the_others_and_are_used_or_cancelled() -> None:
    on = TODAY()
    take(on)
    first, second = reserve("surat-keluar", 2, on, "Undangan di luar Jumpa", TU)
    assert (first.sequence, second.sequence, take(on).sequence) == (2, 3, 4)
    use_reserved(first.ref, subject="Undangan rapat", actor=TU)
    assert state_of(first) == "issued"
    assert use_reserved(first.ref, subject="Undangan rapat", actor=TU).text == first.text
    with pytest.raises(WrongState):
        use_reserved(first.ref, subject="Surat lain", actor=TU)
    cancel(second.ref, "Tidak jadi.", TU)
    assert state_of(second) == "cancelled"
    with pytest.raises(WrongState):
        use_reserved(second.ref, subject="Undangan", actor=TU)
    assert take(on).sequence == 5


def test_the_same_form_sent_twice_reserves_once() -> None:
    first = reserve("surat-keluar", 3, TODAY(), "Undangan", TU, token="sama")
    again = reserve("surat-keluar", 3, TODAY(), "Undangan", TU, token="sama")
    assert [one.ref for one in first] == [one.ref for one in again]
    assert OutgoingNumber.objects.count() == 3


@pytest.mark.parametrize(
    ("series", "count", "on", "subject", "field"),
    [
        ("apa", 1, None, "Undangan", "series"),
        ("surat-keluar", 0, None, "Undangan", "count"),
        ("surat-keluar", 51, None, "Undangan", "count"),
        ("surat-keluar", 1, date(2019, 1, 1), "Undangan", "on"),
        ("surat-keluar", 1, None, " ", "subject"),
    ],
)
def test_a_reservation_that_makes_no_sense_is_refused(
    series: str, count: int, on: date | None, subject: str, field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        reserve(series, count, on or TODAY(), subject, TU)
    assert list(refusal.value.fields) == [field]
    assert take(TODAY()).sequence == 1


def test_a_number_is_used_for_a_letter_of_its_year_only() -> None:
    (number,) = reserve("surat-keluar", 1, TODAY(), "Undangan", TU)
    with pytest.raises(Refused):
        use_reserved(number.ref, subject="Undangan", on=date(number.year + 1, 1, 2), actor=TU)
    other = date(number.year, 6, 1)
    assert use_reserved(number.ref, subject="Undangan", on=other, actor=TU).dated == other


def test_cancelling_a_number_withdraws_its_paper_and_the_other_way_round() -> None:
    number, paper = released()
    cancel(number.ref, "Salah alamat.", TU)
    paper.refresh_from_db()
    assert (paper.withdrawn_reason, state_of(number)) == ("Salah alamat.", "cancelled")
    number, paper = released("owner-2")
    withdraw_paper(paper.ref, "Salah tanggal.", ADMIN)
    assert state_of(number) == "cancelled"
    assert withdraw_paper(paper.ref, "Salah tanggal.", ADMIN).withdrawn_at is not None
    with pytest.raises(WrongState):
        withdraw_paper(paper.ref, "Alasan lain.", ADMIN)


def test_a_withdrawn_paper_is_not_given_back_for_the_same_facts() -> None:
    number, paper = released()
    withdraw_paper(paper.ref, "Salah alamat.", TU)
    again = issue_paper("reply", make_reply(number=number.text), owner="owner-1", actor=TU)
    assert (again.version, again.withdrawn_at) == (2, None)


def test_others_may_do_nothing_with_numbers() -> None:
    number, paper = released()
    (free,) = reserve("surat-keluar", 1, TODAY(), "Undangan", TU)
    with pytest.raises(NotAllowed):
        reserve("surat-keluar", 1, TODAY(), "Undangan", OPERATOR)
    with pytest.raises(NotAllowed):
        use_reserved(free.ref, subject="Undangan", actor=OPERATOR)
    with pytest.raises(NotAllowed):
        cancel(number.ref, "Alasan.", OPERATOR)
    with pytest.raises(NotAllowed):
        withdraw_paper(paper.ref, "Alasan.", OPERATOR)
    assert (state_of(number), state_of(free)) == ("issued", "reserved")


def test_without_a_reason_nothing_is_cancelled() -> None:
    number, paper = released()
    for act in (lambda: cancel(number.ref, " ", TU), lambda: withdraw_paper(paper.ref, "", TU)):
        with pytest.raises(Refused):
            act()
    assert state_of(number) == "issued"


@pytest.mark.parametrize(
    "change",
    [
        {"text": "500.12/99/2026"},
        {"sequence": 99},
        {"series": "lain"},
        {"ref": "lainlainlain22"},
        {"state": "reserved", "paper": None},
        {"dated": date(2026, 1, 1)},
        {"paper": None},
    ],
)
def test_the_database_lets_nobody_rewrite_a_line(change: dict[str, Any]) -> None:
    number, _paper = released()
    line = OutgoingNumber.objects.filter(pk=number.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        line.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        line.delete()


def test_the_database_keeps_a_cancelled_line_as_it_is() -> None:
    (number,) = reserve("surat-keluar", 1, TODAY(), "Undangan", TU)
    cancel(number.ref, "Tidak jadi.", TU)
    line = OutgoingNumber.objects.filter(pk=number.pk)
    for change in ({"state": "issued", "reason": ""}, {"reason": "Lain."}, {"subject": "Lain"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            line.update(**change)


@pytest.mark.parametrize(
    "change", [{"year": 2025}, {"sequence": 0}, {"state": "cancelled"}, {"reason": "Alasan."}]
)
def test_the_database_takes_no_line_that_contradicts_itself(change: dict[str, Any]) -> None:
    line = {
        "series": "surat-keluar",
        "year": 2026,
        "sequence": 7,
        "text": "500.12/7/2026",
        "dated": DAY,
        "state": "issued",
        "subject": "Balasan",
        "by_name": "Yuliana",
    }
    OutgoingNumber.objects.create(**line)
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingNumber.objects.create(**{**line, "sequence": 8, "text": "500.12/8/2026", **change})
