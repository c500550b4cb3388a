"""Core does not know the persons above it: its tests hand in who administers."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from jumpa.core import access
from jumpa.core.actor import Actor

ADMINISTRATOR = Actor(
    1, "teguh23456789a", "Teguh Santoso, S.Kom.", "administrator", "Administrator"
)
CLERK = Actor(2, "yuli2345678abc", "Yuliana Sari, A.Md.", "tu", "TU")


@pytest.fixture
def administrator() -> Actor:
    return ADMINISTRATOR


@pytest.fixture
def clerk() -> Actor:
    return CLERK


@pytest.fixture
def admin_page(db, monkeypatch) -> Client:
    """A browser in which the administrator is logged in."""
    monkeypatch.setattr(access, "_sources", [])
    admin = get_user_model().objects.create_user("Teguh Santoso, S.Kom.", "teguh@contoh.go.id")
    access.register_actor_source(lambda user, _office: ADMINISTRATOR if user == admin else None)
    client = Client()
    client.force_login(admin)
    return client


@pytest.fixture
def other_page(admin_page) -> Client:
    """A browser in which someone else is logged in."""
    client = Client()
    client.force_login(get_user_model().objects.create_user("Yuliana Sari", "yuli@contoh.go.id"))
    return client
