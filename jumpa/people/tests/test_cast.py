import pytest

from jumpa.people.models import Office
from jumpa.people.queries import actor_for, offices_of
from jumpa.people.tests.cast import make_cast
from jumpa.people.tests.makers import make_office

pytestmark = pytest.mark.django_db


def test_everyone_of_the_cast_acts_for_their_office():
    cast = make_cast()
    assert offices_of(cast.requester) == {"opd"}
    assert cast.requester.agency != cast.outsider.agency
    assert offices_of(cast.operator_three) == {"tim_tcmr"}
    acting = actor_for(cast.stand_in, "kepala_dinas", duty="dispose")
    assert acting is not None
    assert acting.office_title == "Plh. Kepala Dinas"


def test_the_offices_of_the_sop_are_there_from_the_first_day():
    keys = list(Office.objects.values_list("key", flat=True))
    assert keys[:3] == ["opd", "tu", "kepala_dinas"]
    assert len(keys) == 7


def test_an_office_emptied_by_another_test_run_comes_back_as_it_was():
    before = Office.objects.get(key="opd")
    Office.objects.all().delete()
    after = make_office("opd")
    assert (after.title, after.order, after.is_agency_bound) == (
        before.title,
        before.order,
        before.is_agency_bound,
    )
