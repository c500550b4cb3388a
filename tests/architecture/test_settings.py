"""Production settings: by environment only, complete or refused, and fit for deployment."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

from tests.architecture.tree import ROOT

PRODUCTION = {
    "JUMPA_HOSTS": "jumpa.example.go.id",
    "JUMPA_TRUSTED_ORIGINS": "https://jumpa.example.go.id",
    "JUMPA_PUBLIC_URL": "https://jumpa.example.go.id",
    "DATABASE_URL": "postgresql://jumpa@db.example.go.id/jumpa",
    "JUMPA_LOG_LEVEL": "ERROR",
}


def manage(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py in production mode with nothing else in the environment."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.defpath, "JUMPA_VAR_DIR": str(tmp_path), **PRODUCTION, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_the_production_settings_pass_the_deployment_check(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    result = manage(
        tmp_path,
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        SECRET_KEY=secrets.token_urlsafe(60),
    )
    assert result.returncode == 0, result.stderr


def test_the_deployment_check_would_find_a_missing_protection(tmp_path: Path) -> None:
    result = manage(
        tmp_path,
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        SECRET_KEY=secrets.token_urlsafe(60),
        JUMPA_SSL_REDIRECT="no",
    )
    assert result.returncode != 0
    assert "security.W008" in result.stderr


def test_production_stops_without_a_secret_key(tmp_path: Path) -> None:
    result = manage(tmp_path, "serve")
    assert result.returncode == 1
    assert result.stderr == "jumpa: SECRET_KEY is not set. See .env.example for what it means.\n"


def test_production_stops_with_a_short_secret_key(tmp_path: Path) -> None:
    result = manage(tmp_path, "serve", SECRET_KEY="short")
    assert result.returncode == 1
    assert result.stderr == "jumpa: SECRET_KEY must have at least 50 characters.\n"


def test_a_secret_key_may_come_from_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "key"
    secret.write_text(secrets.token_urlsafe(60))
    result = manage(tmp_path, "check", SECRET_KEY_FILE=str(secret))
    assert result.returncode == 0, result.stderr


def test_an_unreachable_server_is_a_sentence(tmp_path: Path) -> None:
    result = manage(
        tmp_path,
        "serve",
        SECRET_KEY=secrets.token_urlsafe(60),
        DATABASE_URL="postgresql://jumpa@127.0.0.1:1/jumpa",
        JUMPA_PORT="18765",
    )
    assert result.returncode == 1
    assert "The database server can't be used, check DATABASE_URL" in result.stderr
    assert "Traceback" not in result.stderr


def test_every_setting_is_in_the_example_and_in_the_table() -> None:
    names = set()
    for path in (ROOT / "config" / "settings.py", ROOT / "jumpa/core/management/commands/serve.py"):
        names |= settings_read_by(path)
    assert len(names) > 10
    for document in (".env.example", "docs/operations/settings.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        assert [name for name in sorted(names) if name not in text] == []


def settings_read_by(path: Path) -> set[str]:
    """First arguments of the readers of ``config.env``."""
    source = path.read_text(encoding="utf-8")
    calls = source.split("env.")[1:]
    return {
        call.split('"')[1]
        for call in calls
        if call.startswith(("text(", "flag(", "number(", "words(", "origin("))
    }
