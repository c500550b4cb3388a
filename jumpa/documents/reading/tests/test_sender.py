"""Whose letter it is, and when that is sure."""

import pytest

from jumpa.documents.reading import Found
from jumpa.documents.reading.tests.letters import CLOSING, KOP, found_in, make_letter

STREET = "Jalan Alianyang Nomor 12 Singkawang Kode Pos 79123"


def sender(
    *kop: str, title: str = "Plt. KEPALA DINAS PERPUSTAKAAN \\ DAN KEARSIPAN"
) -> Found | None:
    """What is read as sender under a head of these lines."""
    lines = " \\ ".join(kop)
    closing = CLOSING.replace("Plt. KEPALA DINAS PERPUSTAKAAN \\ DAN KEARSIPAN", title)
    assert title in closing
    return found_in(make_letter(kop=f"#align(center)[{lines}]\n", closing=closing)).get("sender")


def test_a_name_in_running_letters_goes_on() -> None:
    found = sender("RUMAH SAKIT UMUM DAERAH", "dr. ABDUL CONTOH", STREET, title="DIREKTUR")
    assert found is not None
    assert found.value == "Rumah Sakit Umum Daerah dr. Abdul Contoh"


def test_government_and_title_make_it_sure() -> None:
    found = found_in(make_letter(kop=KOP))["sender"]
    assert (found.value, found.certainty) == ("Dinas Perpustakaan dan Kearsipan", "sure")


@pytest.mark.parametrize(
    "more",
    [
        "Alianyang Center Lt. 3",
        "Komplek Perkantoran 12 Singkawang",
        "bersama melayani dengan hati",
        ". : . . . ... ,",
    ],
)
def test_an_address_a_motto_or_noise_is_no_part_of_the_name(more: str) -> None:
    found = sender("YAYASAN BINA CONTOH", more, STREET, title="KETUA YAYASAN BINA CONTOH")
    assert found is not None
    assert found.value == "Yayasan Bina Contoh"


def test_a_name_that_runs_on_is_sure_only_when_the_title_says_it_all() -> None:
    kop = ("PERKUMPULAN KELENTENG CONTOH", "BUDI LUHUR", STREET)
    all_said = sender(*kop, title="KETUA PERKUMPULAN KELENTENG \\ CONTOH BUDI LUHUR")
    half_said = sender(*kop, title="KETUA PERKUMPULAN KELENTENG")
    assert all_said is not None
    assert half_said is not None
    assert (all_said.certainty, half_said.certainty) == ("sure", "likely")
    assert all_said.value == half_said.value == "Perkumpulan Kelenteng Contoh Budi Luhur"


def test_a_town_in_common_confirms_nothing() -> None:
    found = sender(
        "FORUM CONTOH KOTA SINGKAWANG", STREET, title="SEKRETARIS DAERAH KOTA SINGKAWANG"
    )
    assert found is not None
    assert found.certainty == "likely"


def test_what_is_too_long_for_a_name_is_left_out() -> None:
    assert sender(*["LEMBAGA CONTOH YANG TERUS BERLANJUT TANPA HENTI"] * 1, STREET) is not None
    words = "PERKUMPULAN CONTOH", *["DAN SETERUSNYA SAMPAI PANJANG SEKALI"] * 4
    assert sender(*words, STREET, title="BENDAHARA") is None
