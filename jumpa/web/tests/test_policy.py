import pytest
from django.test import Client

from jumpa.people.tests.makers import make_person


@pytest.mark.parametrize("path", ["/masuk/", "/gaya/", "/tidak-ada/"])
def test_the_policy_allows_no_inline_script_or_style(client: Client, db: None, path: str) -> None:
    client.force_login(make_person())
    policy = client.get(path, follow=True)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "object-src 'none'" in policy
    assert "form-action 'self'" in policy
    assert "base-uri 'none'" in policy


def test_pages_tell_the_browser_not_to_guess_or_to_be_framed(client: Client, db: None) -> None:
    answer = client.get("/masuk/")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
