"""Where the benchmarks run: production settings, and a server that no user's data lies on.

In: nothing, or ``DATABASE_URL`` of a server. Out: addresses of databases named ``bench_…`` on it.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
VAR_DIR = ROOT / "var" / "bench"
SHORT_NAMES = {10_000: "10k", 100_000: "100k", 1_000_000: "1m"}


def set_environment(url: str = "") -> None:
    """Settings as in production, but over plain HTTP. To be called before Django is imported.

    Args:
        url: of the database, in a process that needs only one.
    """
    if url:
        os.environ["DATABASE_URL"] = url
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "JUMPA_SAMPLE": "0",
        "JUMPA_VAR_DIR": str(VAR_DIR),
        "JUMPA_HOSTS": "127.0.0.1",
        "JUMPA_PUBLIC_URL": "http://127.0.0.1",
        "JUMPA_SSL_REDIRECT": "0",
        "JUMPA_LOG_LEVEL": "WARNING",
        "SECRET_KEY": os.environ.get("SECRET_KEY") or secrets.token_urlsafe(60),
    }


@contextmanager
def database_server() -> Iterator[str]:
    """The server runs inside the block; yields an address with ``{}`` for the database's name."""
    from jumpa.core import embedded

    if url := os.environ.get("DATABASE_URL"):
        yield urlunsplit(urlsplit(url)._replace(path="/{}"))
        return
    with embedded.running(VAR_DIR) as server:
        yield f"postgresql://postgres@/{{}}?host={quote(str(server.place.socket), safe='')}"


def database_name(size: int) -> str:
    """``bench_10k`` for 10,000 reservations."""
    return f"bench_{SHORT_NAMES.get(size, size)}"
