"""The English catalogue is complete, in step with the sources, and compiled."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from tests.architecture.tree import ROOT, tracked

CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w+}")

Key = tuple[str | None, str]


def read(path: Path) -> polib.POFile:
    """A catalogue; an empty one when there is none, so all that should be in it is missing."""
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def keys(catalogue: polib.POFile) -> set[Key]:
    """Context and text of each message that is in use."""
    return {(entry.msgctxt, entry.msgid) for entry in catalogue if not entry.obsolete}


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> polib.POFile:
    """What ``make messages`` finds in the sources now."""
    copy = tmp_path_factory.mktemp("sources")
    for path in tracked("*.py", "*.html", "*.txt", "*.typ", "*.toml"):
        target = copy / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    (copy / "locale").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "django", "makemessages", "--locale", "en", "--no-wrap"]
    subprocess.run(command, cwd=copy, check=True, capture_output=True, env=bare_environment(copy))
    return read(copy / CATALOGUE.relative_to(ROOT))


def bare_environment(copy: Path) -> dict[str, str]:
    return {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(copy)}


def test_the_catalogue_has_every_message_of_the_sources(extracted: polib.POFile) -> None:
    missing = keys(extracted) - keys(read(CATALOGUE))
    assert sorted(text for _, text in missing) == [], "run: make messages"


def test_the_catalogue_has_no_message_that_is_gone(extracted: polib.POFile) -> None:
    gone = keys(read(CATALOGUE)) - keys(extracted)
    assert sorted(text for _, text in gone) == [], "run: make messages"


def test_every_message_is_translated_and_none_is_a_guess() -> None:
    catalogue = read(CATALOGUE)
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


def test_every_translation_fills_in_the_same_values() -> None:
    """A placeholder that is lost or misspelt fails only when someone reads that page."""
    unlike = [
        entry.msgid
        for entry in read(CATALOGUE)
        for text in (entry.msgstr, *entry.msgstr_plural.values())
        if text and set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(entry.msgid))
    ]
    assert unlike == []


def test_the_compiled_catalogue_is_current(tmp_path: Path) -> None:
    written = read(CATALOGUE)
    fresh = tmp_path / "django.mo"
    written.save_as_mofile(str(fresh))
    expected = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in polib.mofile(str(fresh))}
    path = CATALOGUE.with_suffix(".mo")
    compiled = polib.mofile(str(path)) if path.exists() else polib.MOFile()
    found = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in compiled}
    assert found == expected, "run: make messages"


def test_a_forgotten_message_would_be_found() -> None:
    extracted = polib.POFile()
    extracted.append(polib.POEntry(msgid="Pesan baru"))
    assert keys(extracted) - keys(polib.POFile()) == {(None, "Pesan baru")}
