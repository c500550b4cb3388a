"""The made letters in ``var/corpus``: one PDF and one JSON of what is true for each."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from bench.corpus.letters import FOLDER as WRITTEN
from bench.corpus.letters import FOREIGN, Letter, all_letters, foreign_letters
from bench.corpus.making import pdf_of

FOLDER = Path(__file__).resolve().parents[2] / "var" / "corpus"
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Made:
    """A letter and the file that it became."""

    letter: Letter
    path: Path

    @property
    def content(self) -> bytes:
        """The PDF."""
        return self.path.read_bytes()


def make(folder: Path = FOLDER, *, again: bool = False) -> list[Made]:
    """All letters of their own; what is there from the same sources is left as it is."""
    letters = all_letters()
    folder.mkdir(parents=True, exist_ok=True)
    mark, digest = folder / "made-from", _digest()
    is_old = again or not mark.exists() or mark.read_text(encoding="ascii") != digest
    made = [
        Made(letter, folder / f"{letter.key}.pdf")
        for letter in letters.values()
        if letter.group != "part"
    ]
    for one in made:
        if is_old or not one.path.exists():
            one.path.write_bytes(pdf_of(one.letter, letters))
            _write_truth(one)
    mark.write_text(digest, encoding="ascii")
    return made


def kept() -> list[Made]:
    """Letters of other programs, as they came out of them."""
    return [Made(letter, FOREIGN / f"{letter.key}.pdf") for letter in foreign_letters()]


def _write_truth(made: Made) -> None:
    letter = made.letter
    truth = {
        "set": letter.group,
        "form": letter.form,
        "pages": made.content.count(b"/Type /Page\n"),
        "truth": {name: list(values) for name, values in letter.truth.items()},
        "may": {name: list(values) for name, values in letter.may.items()},
        "doubtful": sorted(letter.doubtful),
    }
    del truth["pages"]
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    made.path.with_suffix(".json").write_text(text, encoding="utf-8")


def _digest() -> str:
    """Of everything that the letters are made from."""
    sources = [
        *sorted(_HERE.glob("*.py")),
        *sorted(_HERE.glob("*.typ")),
        *sorted(WRITTEN.iterdir()),
    ]
    whole = hashlib.sha256()
    for path in sources:
        whole.update(path.read_bytes())
    return whole.hexdigest()
