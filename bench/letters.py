"""Letters: what one costs against the bare typesetter, and a thousand in one job."""

import json
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import typst
from django.test.utils import override_settings

from bench.measure import Line, Samples, milliseconds, take_turns
from jumpa.core.actor import Actor
from jumpa.documents import specimens, typesetting
from jumpa.documents.actions.batch import run_batch, start_batch
from jumpa.documents.actions.outgoing import Outgoing
from jumpa.documents.letter import letters
from jumpa.documents.models import OfficeProfile, OutgoingNumber
from jumpa.documents.phrases import own_words
from jumpa.documents.qr import qr_svg
from jumpa.documents.queries import kop
from jumpa.documents.snapshot import snapshot
from jumpa.documents.typesetting import compile_pdf

ROUNDS, BATCH = 100, 1000
MOST_MILLISECONDS, MOST_TIMES_BARE = 60.0, 2.0
_AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
_KEY = "reply"
_PRODUCT, _BARE = "facts to bytes", "Typst alone"
_TU = Actor(0, "reftu", "Yuliana Sari, A.Md.", "tu", "Tata Usaha")


def measure() -> list[Line]:
    """In the database in use, where a thousand letters stay."""
    taken = _take()
    return [*_one(taken), _batch(milliseconds(taken[_BARE]))]


def _take() -> Samples:
    """No two rounds set the same letter, so that Typst's memory of the last one doesn't answer."""
    ready = [bare_input(ROUNDS + number) for number in range(ROUNDS)]
    return take_turns(
        {_PRODUCT: product_bytes, _BARE: lambda number: bare_compile(ready[number])}, ROUNDS
    )


def _one(taken: Samples) -> list[Line]:
    section = "One Surat Balasan, in a warm process"
    took, bare = milliseconds(taken[_PRODUCT]), milliseconds(taken[_BARE])
    return [
        Line(section, "facts to bytes", took, _BARE, bare, at_most=MOST_TIMES_BARE),
        Line(section, "facts to bytes", took, "60 ms", MOST_MILLISECONDS, at_most=1.0),
    ]


def _batch(bare_milliseconds: float) -> Line:
    """As the worker does it, once it has the job: each letter in transactions of its own."""
    letter = Outgoing(_KEY, "bench:letters", "", "Balasan", _AT.date())
    items = [replace(_facts(number), number="", dated=None) for number in range(BATCH)]
    with tempfile.TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
        batch = start_batch(letter, items, title="Balasan", token="bench", actor=_TU)
        started = time.perf_counter()
        run_batch(batch)
        seconds = time.perf_counter() - started
    batch.refresh_from_db()
    assert (batch.done, batch.problems) == (BATCH, []), batch.problems
    assert OutgoingNumber.objects.filter(paper__isnull=False).count() == BATCH
    return Line(
        f"{BATCH:,} letters in one job, each numbered, recorded and kept",
        "letters a second",
        BATCH / seconds,
        _BARE,
        1000 / bare_milliseconds,
        unit="/s",
    )


def _facts(number: int) -> Any:
    """The example's to another recipient, so that no cache answers for the typesetter."""
    facts = specimens.specimen(_KEY)
    name = f"Kelurahan {number + 1}"
    paragraphs = tuple(f"{text} ({name})" for text in facts.paragraphs)
    whole = {"recipient": (f"Lurah {name}",), "paragraphs": paragraphs}
    return replace(facts, number=f"500.12/{number + 1}/ILE/2026", **whole)


def _content(facts: Any) -> dict[str, Any]:
    """What is printed, as ``issue_paper`` makes it."""
    letter = letters[_KEY]
    content = snapshot(letter.context(facts, own_words(letter.texts)))
    address = f"https://jumpa.example.go.id/periksa/{facts.number.replace('/', '')}/"
    return {**content, "office": kop(OfficeProfile(pk=1)), "verification": {"url": address}}


def product_bytes(number: int) -> bytes:
    """From facts to a PDF, as the product does it; all but the database."""
    content = _content(_facts(number))
    title = letters[_KEY].title
    return compile_pdf(
        letters[_KEY].template,
        content,
        title=title,
        created=_AT,
        qr=qr_svg(content["verification"]["url"]),
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def bare_input(number: int) -> str:
    """What the template is given, ready beforehand."""
    content = _content(_facts(number))
    qr = qr_svg(content["verification"]["url"]).decode()
    whole = {**content, "title": letters[_KEY].title, "logo": None, "qr": qr}
    return json.dumps(whole, ensure_ascii=False)


def bare_compile(data: str) -> bytes:
    """The same page by Typst alone."""
    return typst.compile(
        typesetting.TEMPLATES / letters[_KEY].template,
        root=typesetting.TEMPLATES,
        font_paths=_fonts(),
        format="pdf",
        pdf_standards="a-2a",
        sys_inputs={"data": data},
        timestamp=_AT,
    )
