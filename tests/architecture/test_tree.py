"""The tree holds nothing of the machine it was written on."""

import json
import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, tracked

MACHINE_PATH = re.compile(r"(?<![\w./~-])/(?:root|home|Users|work|mnt|opt)/\w")
ADDRESS = re.compile(r"://|--index-url|--find-links|file:")


def text_of(path: Path) -> str:
    """A file's text; nothing for a picture or another binary file."""
    content = path.read_bytes()
    return "" if b"\0" in content[:8000] else content.decode("utf-8")


@pytest.mark.parametrize("path", tracked(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_names_no_path_of_a_machine(path: Path) -> None:
    assert MACHINE_PATH.findall(text_of(path)) == []


def test_a_machine_path_would_be_found() -> None:
    assert MACHINE_PATH.search("see /" + "root/jumpa") is not None
    assert MACHINE_PATH.search("https://example.go.id/home/x") is None


@pytest.mark.parametrize("path", tracked("requirements*.lock"), ids=lambda path: path.name)
def test_a_python_lock_names_no_address_and_hashes_each_package(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ADDRESS.findall(text) == []
    packages = re.split(r"\n(?=\S)", text.strip())
    assert len(packages) >= 1
    assert [package for package in packages if "--hash=sha256:" not in package] == []


def test_the_npm_lock_names_no_address_and_hashes_each_package() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


def test_the_static_files_come_from_locked_packages() -> None:
    names = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    for source, target in names["staticFiles"].items():
        package = "/".join(source.split("/")[: 2 if source.startswith("@") else 1])
        assert package in names["dependencies"]
        assert not Path(target).is_absolute()
        assert ".." not in Path(target).parts
