from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from jumpa.people.models import Person


class NipOrEmailBackend(BaseBackend):
    """Log in with the NIP (18 digits, blanks allowed) or the e-mail address."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_: Any,
    ) -> Person | None:
        """The active person with that NIP or e-mail and password, else None."""
        if not username or password is None:
            return None
        name = username.strip()
        digits = "".join(name.split())
        query = {"nip": digits} if digits.isdigit() else {"email": name.lower()}
        person = Person.objects.filter(**query).first()
        if person is None:
            # The same work as for a known name, so that the time tells nothing.
            Person().set_password(password)
            return None
        return person if person.check_password(password) and person.is_active else None

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session, None once deactivated."""
        return Person.objects.filter(pk=user_id, is_active=True).first()
