"""Where the database is. Read by the settings, so nothing here starts anything."""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from jumpa.core.embedded.places import kept, socket_dir


def local_secret(var_dir: Path) -> str:
    """The sample mode's secret key: random, made once, kept readable only by its owner."""
    return kept(var_dir / "secret", secrets.token_urlsafe(60))


def connection(url: str, var_dir: Path) -> dict[str, Any]:
    """Django's ``DATABASES`` entry for ``url``, or for the private server when it is empty."""
    shared: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
    }
    if not url:
        return {**shared, "NAME": "jumpa", "USER": "postgres", "HOST": str(socket_dir(var_dir))}
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        **shared,
        "NAME": unquote(parts.path.lstrip("/")) or "jumpa",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }
