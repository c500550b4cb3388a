"""Files made to do harm: each gets its sentence, and costs at most 5 CPU seconds and 256 MB."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jumpa.core.errors import Refused
from jumpa.documents import inspection
from jumpa.documents.actions import read_now, store_upload
from jumpa.documents.actions import reading as reading_action
from jumpa.documents.confinement import Confined, ConfinementError, Limits, Purse, run_confined
from jumpa.documents.models import LetterReading, PagePreview, StoredFile
from jumpa.documents.tests import hostile, pdfs
from jumpa.documents.tests.makers import TU

pytestmark = pytest.mark.django_db

MOST_SECONDS = 5.0
MOST_KIB = 256 * 1024
RUNS = "memuat isi aktif"


class Costs(list[tuple[float, int]]):
    """CPU seconds and peak KiB of each child that ran."""

    @property
    def seconds(self) -> float:
        """Of all of them."""
        return sum(seconds for seconds, _ in self)

    def take(self, *arguments: Any, **options: Any) -> Confined:
        try:
            found = run_confined(*arguments, **options)
        except ConfinementError as error:
            self.append((error.cpu_seconds, error.peak_kib))
            raise
        self.append((found.cpu_seconds, found.peak_kib))
        return found


@pytest.fixture(autouse=True)
def costs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Costs]:
    """Whatever a test reads, all its children together cost no more than the limits."""
    found = Costs()
    monkeypatch.setattr(inspection, "run_confined", found.take)
    monkeypatch.setattr(reading_action, "run_confined", found.take)
    yield found
    assert found
    assert found.seconds <= MOST_SECONDS
    assert max(kib for _, kib in found) <= MOST_KIB


def store(content: bytes) -> StoredFile:
    upload = pdfs.upload(content, "surat.pdf")
    return store_upload(upload, owner="owner-1", purpose="surat", actor=TU, field="letter")


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (hostile.attachment_bomb, "terlalu rumit"),
        (hostile.object_stream_bomb, "terlalu rumit"),
        (hostile.many_pages, "terlalu banyak halaman (100.000, paling banyak 2.000)"),
        (lambda: hostile.many_pages(claimed=1), "terlalu"),
        (hostile.page_tree_loop, "rusak"),
        (hostile.page_tree_bush, "terlalu rumit"),
        (hostile.deep_array, "terlalu rumit"),
        (hostile.deep_dictionary, "melewati batas waktu"),
        (hostile.huge_table, "terlalu rumit"),
        (hostile.many_objects, "terlalu rumit"),
        (hostile.slow_names, "terlalu rumit"),
        (lambda: pdfs.good()[:200], "rusak"),
        (lambda: b"MZ\x90\x00" + bytes(1000), "bukan PDF"),
        (pdfs.locked, "terkunci kata sandi"),
        (hostile.locked_for_changes, "terkunci kata sandi"),
        (pdfs.with_script, RUNS + " (JavaScript)"),
        (hostile.script_in_object_stream, RUNS + " (JavaScript)"),
        (hostile.orphaned_script, RUNS + " (JavaScript)"),
        (lambda: pdfs.with_open_action("/Launch"), RUNS + " (Launch)"),
        (lambda: pdfs.with_open_action("/URI"), RUNS + " (OpenAction: URI)"),
        (lambda: pdfs.with_attachment("a.exe", b"x"), RUNS + " (program tersemat)"),
        (hostile.rich_media, RUNS + " (RichMedia)"),
        (hostile.xfa, RUNS + " (XFA)"),
        (lambda: pdfs.good() + hostile.archive(), "sekaligus memuat ZIP"),
        (hostile.page_and_pdf, "sekaligus memuat HTML"),
    ],
)
def test_a_hostile_file_is_refused_with_its_reason(made: Callable[[], bytes], said: str) -> None:
    with pytest.raises(Refused) as caught:
        store(made())
    assert said in caught.value.message
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (hostile.bomb, "melewati batas memori"),
        (hostile.nested_bomb, "melewati batas memori"),
        (hostile.billion_laughs, "melewati batas memori"),
        (hostile.form_calls_itself, "melewati batas memori"),
        (hostile.slow_drawing, "melewati batas waktu"),
        (hostile.huge_image, ""),
        (hostile.huge_page, ""),
        (hostile.broken_font, ""),
    ],
)
def test_what_is_harmful_only_when_drawn_is_kept_and_said_to_be_unreadable(
    made: Callable[[], bytes], said: str
) -> None:
    content = made()
    reading = read_now(LetterReading.objects.get(file=store(content)))
    assert reading.state != LetterReading.State.WAITING
    assert said in reading.problem
    assert bool(said) == bool(reading.problem)
    assert bool(said) != PagePreview.objects.exists()
    assert reading.peak_kib > 0
    with reading.file.file.open() as kept:
        assert kept.read() == content


def test_without_a_purse_each_look_costs_as_much_again(
    costs: Costs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Purse, "limits", lambda *_, **__: Limits(wall_seconds=120))
    read_now(LetterReading.objects.get(file=store(hostile.slow_drawing())))
    assert costs.seconds > MOST_SECONDS
    costs.clear()
    costs.append((0.0, 0))


def test_a_signed_letter_with_a_harmless_attachment_is_kept_byte_for_byte() -> None:
    content = hostile.with_signature_and_attachment()
    with store(content).file.open() as kept:
        assert kept.read() == content


@pytest.mark.parametrize("made", [hostile.deep_dictionary, lambda: hostile.many_objects(300_000)])
def test_without_the_limits_they_would_cost_more(made: Callable[[], bytes], costs: Costs) -> None:
    """The control: the same child, with more to spend, goes over."""
    options = {"images": False, "most_pages": 9, "most_objects": 10**9, "most_pixels": 1}
    limits = Limits(cpu_seconds=7, memory_mb=400, wall_seconds=120)
    costs.take("inspect", pdfs.good(), options)
    try:
        found = run_confined("inspect", made(), options, limits=limits)
        cost = (found.cpu_seconds, found.peak_kib)
    except ConfinementError as error:
        cost = (error.cpu_seconds, error.peak_kib)
    assert cost[0] > MOST_SECONDS or cost[1] > MOST_KIB
