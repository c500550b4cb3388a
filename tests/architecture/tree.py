"""The project's own files, as git knows them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tracked(*patterns: str) -> list[Path]:
    """Files under version control or about to be, that match one of the patterns."""
    # The folder may be another user's, as in a container.
    git = ["git", "-c", "safe.directory=*"]
    answer = subprocess.run(
        [*git, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [ROOT / name for name in answer.stdout.split("\0") if name]
    return sorted({path for path in paths if path.is_file() and not path.is_symlink()})
