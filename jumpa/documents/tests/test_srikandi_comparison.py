"""The text of the letter that came back is held against the draft, word by word."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from jumpa.documents.bsre.words import FOOTER
from jumpa.documents.srikandi import matching
from jumpa.documents.srikandi.frame import unforeseen
from jumpa.documents.srikandi.matching import Comparison, compare
from jumpa.documents.srikandi.tokens import PAGE_END, Words
from jumpa.documents.tests.test_srikandi import NAMES, content, of_another_request

COST = "Biaya sebesar Rp5.000.000 ditanggung Saudara dan dibayar di muka."


def as_text(ours: dict[str, Any]) -> str:
    """The letter as it is copied out of a PDF: other breaks, no table."""
    office, signs = ours["office"], ours["signature"]
    kop = "\n".join((office["government"], office["agency"], *office["lines"]))
    given = {"Nomor": "500.12/ 1024 /Kominfo/2026"}
    head = "\n".join(f"{label} : {given.get(label, value)}" for label, value in ours["head"])
    details = "\n".join(f"{label}\n: {value}" for label, value in ours["details"])
    first, *others = ours["paragraphs"]
    body = "\n".join((first, details, *others))
    to = "Yth. " + "\n".join(ours["recipient"]) + "\ndi Singkawang"
    sign = f"{signs['office']},\n{signs['name']}\nNIP {signs['nip']}"
    copies = "Tembusan:\n" + "\n".join(ours["copies"])
    broken = re.sub(r"(\w+ \w+ \w+) ", r"\1\r\n", body)
    return "\n".join((kop, "Singkawang, 25 November 2026", head, to, broken, sign, copies)).replace(
        "–", "–\n"
    )


def test_the_same_words_in_other_lines_are_the_same_letter() -> None:
    found = compare(content(), as_text(content()))
    assert (found.share, found.differences) == (1.0, ())


@pytest.mark.parametrize(
    ("old", "new", "part", "ours", "theirs"),
    [
        ("09.00–\n11.00", "10.00–\n12.00", "Waktu", "09.00 11.00", "10.00 12.00"),
        ("Kepala Dinas Pendidikan", "Kepala Dinas Kesehatan", "Yth.", "Pendidikan", "Kesehatan"),
        ("Jawaban atas", "Balasan atas", "Hal", "Jawaban", "Balasan"),
        ("Sekretaris Daerah", "Asisten", "Tembusan", "Sekretaris Daerah", "Asisten"),
    ],
)
def test_what_was_changed_is_told_with_its_part(
    old: str, new: str, part: str, ours: str, theirs: str
) -> None:
    text = as_text(content())
    assert old in text
    found = compare(content(), text.replace(old, new, 1))
    (one,) = found.differences
    assert (one.part, one.ours, one.theirs) == (part, ours, theirs)
    assert found.is_same_letter


def test_a_sentence_that_was_added_or_left_out_is_told() -> None:
    ours = content()
    text = as_text(ours)
    last = ours["paragraphs"][-1]
    start = text.index(re.sub(r"(\w+ \w+ \w+) ", r"\1\r\n", last)[:20])
    added = text[:start] + "Biaya sewa ruang ditanggung pemohon.\n" + text[start:]
    (more,) = compare(ours, added).differences
    assert (more.ours, more.theirs) == ("", "Biaya sewa ruang ditanggung pemohon.")
    shorter = {**ours, "paragraphs": [*ours["paragraphs"], "Biaya ditanggung oleh Dinas Contoh."]}
    less = compare(shorter, text).differences
    assert any("Biaya" in one.ours for one in less)


def test_control_without_the_names_another_reply_of_ours_would_do() -> None:
    ours, names = of_another_request()
    assert compare(ours, as_text(content())).is_same_letter
    assert not compare(ours, as_text(content()), names).is_same_letter
    assert compare(content(), as_text(content()), NAMES).is_same_letter


def test_another_letter_is_no_match() -> None:
    text = "Undangan rapat koordinasi pembangunan daerah pada hari Senin di ruang rapat utama."
    assert not compare(content(), text).is_same_letter
    assert compare(content(), "").share == 0


def around(text: str, ours: dict[str, Any]) -> dict[str, str]:
    """The letter's text with something added where a reader would hardly look."""
    signer = f"{ours['signature']['office']},"
    return {
        "after the closing": text.replace(signer, f"{COST}\n{signer}"),
        "before the addressee": text.replace("Yth.", f"{COST}\nYth."),
        "above the kop": f"{COST}\n{text}",
        "at the very end": f"{text}\n{COST}",
        "beside the number": text.replace("/2026\n", f"/2026 {COST}\n", 1),
    }


@pytest.mark.parametrize("where", list(around("", content())))
def test_a_sentence_added_around_the_letter_is_told(where: str) -> None:
    ours = content()
    (one,) = compare(ours, around(as_text(ours), ours)[where]).differences
    assert (one.ours, one.theirs) == ("", COST)


def only_inside(
    words: Words, gaps: Iterable[range], allowed: Counter[str], outside: range
) -> list[range]:
    """The rule of old: what stands before the first and after the last part is nobody's."""
    inside = [gap for gap in gaps if gap.start in outside]
    return unforeseen(words, inside, allowed, outside)


def test_control_looking_between_the_parts_only_would_miss_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours = content()
    monkeypatch.setattr(matching, "unforeseen", only_inside)
    assert all(not compare(ours, text).differences for text in around(as_text(ours), ours).values())


def test_an_added_tembusan_is_told() -> None:
    ours = content(copies=())
    text = as_text(ours).replace("Tembusan:\n", "")
    assert compare(ours, text).differences == ()
    (one,) = compare(ours, text + "\nTembusan: Wali Kota Singkawang").differences
    assert (one.part, one.theirs) == ("Penutup surat", "Tembusan: Wali Kota Singkawang")
    one_more = compare(content(), as_text(content()) + "\n3. Wali Kota Singkawang").differences
    assert [more.theirs for more in one_more if "Wali Kota" in more.theirs]


@pytest.mark.parametrize("place", ["inside", "after the closing"])
def test_words_of_the_footer_hide_nothing(place: str) -> None:
    ours = content()
    bait = "Biaya Rp5.000.000 ditandatangani secara elektronik oleh Saudara."
    text = as_text(ours)
    last = re.sub(r"(\w+ \w+ \w+) ", r"\1\r\n", ours["paragraphs"][-1])
    assert last in text
    added = f"{bait}\n{last}" if place == "inside" else f"{last}\n{bait}"
    (one,) = compare(ours, text.replace(last, added)).differences
    assert (one.ours, one.theirs) == ("", bait)


def foot(page: int, *, of: int = 0) -> str:
    return f"\n{FOOTER}\nHalaman {page} dari {of}" if of else f"\n{FOOTER}\n- {page} -"


def test_what_srikandi_adds_is_no_difference() -> None:
    ours = content()
    broken = FOOTER.replace(" secara ", "\r\nsecara\r\n")
    assert compare(ours, f"{as_text(ours)}\n{broken}\n1").differences == ()
    first, second = as_text(ours).split("Saudara", 1)
    two = f"{first}{foot(1, of=2)}{PAGE_END}Saudara{second}{foot(2, of=2)}"
    assert compare(ours, two).differences == ()


def test_a_number_that_is_not_the_pages_own_is_told() -> None:
    ours = content()
    (one,) = compare(ours, f"{as_text(ours)}\n500000").differences
    assert one.theirs == "500000"


def test_another_signer_nature_or_second_date_is_told() -> None:
    ours = content()
    text = as_text(ours)

    def told(old: str, new: str) -> Comparison:
        assert old in text
        return compare(ours, text.replace(old, new, 1))

    (signer,) = told(ours["signature"]["name"], "Maria Yosefina, S.Sos.").differences
    assert signer.theirs == "Maria Yosefina, S.Sos."
    (nature,) = told("Sifat : Biasa", "Sifat : Rahasia").differences
    assert (nature.part, nature.ours, nature.theirs) == ("Sifat", "Biasa", "Rahasia")
    (date,) = told("Yth.", "berlaku sampai 30 November 2026 Yth.").differences
    assert date.theirs == "berlaku sampai 30 November 2026"


def test_a_paragraph_that_stands_there_twice_is_told_once() -> None:
    ours = content()
    again = ours["paragraphs"][-1]
    (one,) = compare(ours, as_text(ours).replace("Tembusan:", f"{again}\nTembusan:")).differences
    assert one.theirs == again


def test_what_is_too_long_to_compare_is_not_whole() -> None:
    ours = content()
    assert compare(ours, as_text(ours)).is_whole
    assert not compare(ours, as_text(ours) + " kata" * 6000).is_whole
