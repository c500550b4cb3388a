from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

from jumpa.web import deadlines

UTC = ZoneInfo("UTC")
# 09.00 in Singkawang.
NINE = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def _written(template: str, **values: object) -> str:
    return Template("{% load jumpa %}" + template).render(Context(values))


def test_the_filters_write_the_same_and_nothing_for_nothing() -> None:
    values = {"at": NINE, "end": NINE + timedelta(hours=1), "clock": time(7, 5), "none": None}
    assert _written("{{ at|tanggal }}", **values) == "Selasa, 24 November 2026"
    assert _written("{{ clock|pukul }}", **values) == "pukul 07.05 WIB"
    assert _written("{{ at|rentang_waktu:end }}", **values).endswith("pukul 09.00–10.00 WIB")
    assert _written("{{ 90|menit }}") == "1 jam 30 menit"
    assert _written("{{ 3.5|desimal:1 }}") == "3,5"
    for name in ("tanggal", "pukul", "waktu", "menit", "desimal"):
        assert _written("{{ none|" + name + " }}", **values) == ""


@pytest.mark.parametrize(
    ("due", "word", "tone"),
    [
        (NINE - timedelta(seconds=1), "Terlambat", "bad"),
        (NINE, "Sisa 1 menit", "warning"),
        (NINE + timedelta(minutes=25), "Sisa 25 menit", "warning"),
        (NINE + timedelta(minutes=61), "Hari ini", "info"),
        (NINE + timedelta(hours=20), "Batas waktu", "neutral"),
    ],
)
def test_a_deadline_is_judged_in_words(due: datetime, word: str, tone: str) -> None:
    judged = deadlines.judge(due, NINE)
    assert (judged.word, judged.tone) == (word, tone)
