"""How often something may be tried: windows counted in the database, for all processes alike."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from jumpa.core.errors import TooMany
from jumpa.core.models import TryCount

# One statement, so that two tries at the same moment are two. A window that has ended begins anew;
# the count stands still beyond the limit, or it would outgrow its column.
_COUNT = """
INSERT INTO core_trycount AS kept (key, count, until) VALUES (%(key)s, 1, %(until)s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN kept.until <= %(now)s THEN 1 ELSE least(kept.count, %(limit)s) + 1 END,
    until = CASE WHEN kept.until <= %(now)s THEN excluded.until ELSE kept.until END
RETURNING count, until
"""


def _hashed(key: str) -> str:
    """Neither an address nor an account's name stands in the table."""
    return salted_hmac("jumpa.throttle", key, settings.SECRET_KEY, algorithm="sha256").hexdigest()


def seconds_to_wait(key: str, limit: int, seconds: int) -> int:
    """Count one try under ``key``; 0 when it is within ``limit`` in its window of ``seconds``.

    Else the seconds until the window ends. A window begins with the first try.
    """
    now = timezone.now()
    until = now + timedelta(seconds=seconds)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"key": _hashed(key), "limit": limit, "now": now, "until": until})
        count, until = cursor.fetchone()
    return 0 if count <= limit else max(1, round((until - now).total_seconds()))


def allow(key: str, limit: int, seconds: int) -> bool:
    """Count one try under ``key``: whether it is within ``limit`` in ``seconds``."""
    return seconds_to_wait(key, limit, seconds) == 0


def require(key: str, limit: int, seconds: int) -> None:
    """Count one try under ``key``.

    Raises:
        TooMany: there were more than ``limit`` in the window.
    """
    wait = seconds_to_wait(key, limit, seconds)
    if wait:
        message = _("Terlalu banyak percobaan dalam waktu singkat. Coba lagi nanti.")
        raise TooMany(message, wait)


def forget(key: str) -> None:
    """Begin anew under ``key``."""
    TryCount.objects.filter(key=_hashed(key)).delete()


def give_back(key: str) -> None:
    """Take the last try under ``key`` as not made."""
    TryCount.objects.filter(key=_hashed(key), count__gt=0).update(count=F("count") - 1)


def purge() -> int:
    """Remove the windows that have ended; how many."""
    return TryCount.objects.filter(until__lte=timezone.now()).delete()[0]
