import pytest
from django.test import Client

from jumpa.core.actor import Actor
from jumpa.people.models import Person
from jumpa.people.queries import actor_for
from jumpa.people.tests.cast import Cast, make_cast


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


def page_of(person: Person) -> Client:
    """A browser in which ``person`` is logged in."""
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def admin_page(cast) -> Client:
    return page_of(cast.administrator)


@pytest.fixture
def admin(cast) -> Actor:
    actor = actor_for(cast.administrator, "administrator")
    assert actor is not None
    return actor


@pytest.fixture
def clerk(cast) -> Actor:
    actor = actor_for(cast.clerk, "tu")
    assert actor is not None
    return actor


@pytest.fixture
def duties(monkeypatch) -> dict[str, str]:
    """Two duties that a scope can name, whatever the slices above have registered."""
    known = {"dispose": "Memberi disposisi", "release": "Menandatangani balasan"}
    monkeypatch.setattr("jumpa.people.duty._titles", known)
    return known
