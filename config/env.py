"""Strict readers of the environment: a wrong value stops the start with a sentence."""

import os
from datetime import time
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None) -> str:
    """The value of ``name``, or of the file that ``NAME_FILE`` names (for secrets).

    Raises:
        ImproperlyConfigured: neither is set and there is no default, or the file can't be read.
    """
    file_name = os.environ.get(f"{name}_FILE")
    if file_name:
        try:
            return Path(file_name).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE can't be read: {error.strerror}.") from error
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. See .env.example for what it means.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """A yes or no; anything that is neither is refused rather than guessed."""
    value = os.environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}.")


def number(name: str, default: int, *, least: int = 0) -> int:
    """A whole number not below ``least``."""
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        result = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.") from None
    if result < least:
        raise ImproperlyConfigured(f"{name} must be at least {least}, not {result}.")
    return result


def clock(name: str, default: str) -> time:
    """A time of day, "07.30" or "07:30"."""
    value = os.environ.get(name, default)
    try:
        return time.fromisoformat(value.strip().replace(".", ":"))
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a time like 07.30, not {value!r}.") from None


def address(name: str, default: str = "") -> str:
    """The address of a service, without a slash at its end; empty where there is none.

    Outside of this machine and its private networks it must be ``https``: what is sent may be
    secret. Names and passwords have settings of their own.
    """
    value = text(name, default).strip().rstrip("/")
    if not value:
        return ""
    parts = urlsplit(value)
    is_plain = not (parts.username or parts.query or parts.fragment)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not is_plain:
        raise ImproperlyConfigured(f"{name} must be an address like https://host/path.")
    if parts.scheme == "http" and not _is_near(parts.hostname):
        raise ImproperlyConfigured(f"{name} must begin with https:// outside a private network.")
    return value


def _is_near(host: str) -> bool:
    """Whether a host is this machine or of a private network; a name without a dot is."""
    try:
        return ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".localhost"))


def words(name: str, default: str = "") -> list[str]:
    """A list separated by commas, blanks dropped."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def origin(name: str, default: str | None = None) -> str:
    """Scheme, host and perhaps port, "https://jumpa.example.go.id"; without a slash at its end.

    Raises:
        ImproperlyConfigured: not set and no default, or anything else than that.
    """
    value = text(name, default).strip().removesuffix("/")
    refusal = ImproperlyConfigured(
        f"{name} must be an address like https://jumpa.example.go.id, not {value!r}."
    )
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise refusal from None
    host = parts.hostname or ""
    written = f"[{host}]" if ":" in host else host
    whole = f"{parts.scheme}://{written}" + (f":{port}" if port is not None else "")
    is_plain = bool(host) and host.isascii() and not set(host) & set(" \t\\\"'<>")
    if parts.scheme not in {"http", "https"} or not is_plain or whole != value.lower():
        raise refusal
    return whole
