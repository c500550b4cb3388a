"""The two faces of the SOP over HTTP."""

import pytest
from django.urls import include, path

from jumpa.people.tests.makers import make_person
from jumpa.workflow.tests.makers import make_sop
from jumpa.workflow.views import sop as views

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
urlpatterns = [
    path("sop/", views.sop_page, name="sop"),
    path("sop/unduh/", views.sop_pdf, name="sop_pdf"),
    path("", include("config.urls")),
]


@pytest.fixture
def published(monkeypatch):
    monkeypatch.setattr(views.queries, "current_sop", lambda key: make_sop())


@pytest.fixture
def reader(client, published):
    client.force_login(make_person())
    return client


def test_the_page_shows_the_document_and_every_way_through_it(reader):
    page = reader.get("/sop/").content.decode()
    assert "000.8.3.3/16/AI-A/2023" in page
    assert "Penerbitan surat balasan" in page
    assert "Batalkan permohonan" in page
    assert "/sop/unduh/" in page


def test_the_pdf_is_shown_under_the_name_of_the_sop(reader):
    response = reader.get("/sop/unduh/")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="SOP-video_conference.pdf"'
    assert response.content.startswith(b"%PDF-")


@pytest.mark.parametrize("address", ["/sop/", "/sop/unduh/"])
def test_who_is_not_logged_in_sees_neither(client, published, address):
    assert client.get(address).status_code == 302
