"""Where the database is. Read by the settings, so nothing here starts anything."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# The kernel allows 107 bytes for a socket's path; PostgreSQL adds "/.s.PGSQL.5432.lock".
_LONGEST_SOCKET_DIR = 80


def local_secret(var_dir: Path) -> str:
    """The sample mode's secret key: random, made once, kept readable only by its owner."""
    path = var_dir / "secret"
    if not path.exists():
        var_dir.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii")
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(60))
    return path.read_text(encoding="ascii")


def socket_dir(var_dir: Path) -> Path:
    """The folder of the private server's socket: under ``var_dir``, or a short one of this user's."""
    near = var_dir.resolve() / "pg"
    if len(os.fsencode(near)) <= _LONGEST_SOCKET_DIR:
        return near
    digest = hashlib.sha256(os.fsencode(near)).hexdigest()[:16]
    return Path("/tmp") / f"jumpa-{os.getuid()}-{digest}"  # noqa: S108


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
