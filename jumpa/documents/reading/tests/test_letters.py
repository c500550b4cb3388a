"""Whole letters with a text layer: every field, and the traps."""

import pytest

from jumpa.documents.reading import from_json, to_json
from jumpa.documents.reading.field import fields, in_order
from jumpa.documents.reading.tests.letters import (
    BODY,
    HEAD,
    found_in,
    make_letter,
    reading_of,
    values_in,
)


def with_head(old: str, new: str) -> bytes:
    assert old in HEAD
    return make_letter(head=HEAD.replace(old, new))


def with_body(old: str, new: str) -> bytes:
    assert old in BODY
    return make_letter(body=BODY.replace(old, new))


def test_every_field_of_a_plain_letter_is_found() -> None:
    assert values_in(make_letter()) == {
        "letter_number": "000.5.6.2/X/2026",
        "letter_date": "2026-03-02",
        "letter_subject": "Permohonan Fasilitasi Video Conference Rapat Koordinasi Arsip Daerah"
        " Tahun 2026",
        "urgency": "segera",
        "sender": "Dinas Perpustakaan dan Kearsipan",
        "signer_name": "Dra. Sri Wahyuni, M.Si.",
        "signer_title": "Plt. Kepala Dinas Perpustakaan dan Kearsipan",
        "signer_nip": "197001011995032001",
        "event_name": "Rapat Koordinasi Arsip",
        "event_start": "2026-03-05T09:00",
        "event_end": "2026-03-05T11:30",
        "place": "Ruang TCM Dinas Komunikasi dan Informatika Kota Singkawang Jalan Firdaus"
        " lantai dua",
        "application": "zoom",
        "meeting_id": "89012345678",
        "meeting_passcode": "Arsip26",
    }


def test_each_value_has_the_place_where_it_stands() -> None:
    found = found_in(make_letter())
    left, top, right, bottom = found["letter_number"].place.box
    assert found["letter_number"].place.page == 1
    assert found["letter_number"].shown == "000.5.6.2/X /2026"
    assert 130 < left < right < 260
    assert 150 < top < bottom < 180
    assert found["letter_subject"].place.box[1] > bottom
    assert found["event_start"].place.box[1] > found["letter_subject"].place.box[3]


@pytest.mark.parametrize(
    "empty", ["\\${nomor_naskah}", "-", "", "...../...../2026", "000/ /X/2026"]
)
def test_a_number_that_was_not_filled_in_is_left_out(empty: str) -> None:
    assert "letter_number" not in values_in(with_head("000.5.6.2/X /2026", empty))


@pytest.mark.parametrize("number", ["500.12#h(3cm)/ARSIP/2026", "B-#h(0.8cm)/ARSIP/2026"])
def test_a_number_with_white_for_a_part_to_be_written_by_hand_is_left_out(number: str) -> None:
    assert "letter_number" not in values_in(with_head("000.5.6.2/X /2026", number))


def test_what_stands_far_from_a_number_is_no_part_of_it() -> None:
    head = HEAD.replace("000.5.6.2/X /2026", "000.5.6.2/X /2026 #h(2cm) Singkawang")
    assert values_in(make_letter(head=head))["letter_number"] == "000.5.6.2/X/2026"


def test_tags_of_srikandi_are_empty() -> None:
    head = HEAD.replace("2 Maret 2026", "\\${tanggal_naskah}").replace("[Segera]", "[\\${sifat}]")
    values = values_in(make_letter(head=head))
    assert not {"letter_date", "urgency", "letter_nature"} & set(values)


def test_perihal_is_hal() -> None:
    assert "letter_subject" in values_in(with_head("[Hal]", "[Perihal]"))


@pytest.mark.parametrize(
    ("sifat", "nature", "urgency"),
    [
        ("Biasa", "biasa", None),
        ("Sangat Rahasia", "sangat_rahasia", None),
        ("Sangat Segera", None, "sangat_segera"),
        ("Rahasia/Segera", "rahasia", "segera"),
        ("Penting", None, None),
    ],
)
def test_nature_and_urgency_are_told_apart(
    sifat: str, nature: str | None, urgency: str | None
) -> None:
    values = values_in(with_head("Segera", sifat))
    assert (values.get("letter_nature"), values.get("urgency")) == (nature, urgency)


def test_what_an_attachment_says_of_another_letter_is_not_taken() -> None:
    more = (
        "#pagebreak()\nLampiran Surat \\ #pairs([Nomor], [999/LAIN/2020], [Tanggal], [1 Mei 2020])"
    )
    assert values_in(make_letter(more=more)) == values_in(make_letter())


def test_a_letter_without_a_number_does_not_take_the_one_it_refers_to() -> None:
    head = HEAD.replace("[Nomor], [000.5.6.2/X /2026],", "")
    assert "letter_number" not in values_in(make_letter(head=head))


def test_another_zone_is_converted() -> None:
    start = found_in(with_body("11.30 WIB", "11.30 WITA"))["event_start"]
    assert start.value == "2026-03-05T08:00"
    assert start.notes == ("zone_converted",)


def test_an_open_end_is_no_end() -> None:
    values = values_in(with_body("s.d. 11.30 WIB", "WIB s.d. selesai"))
    assert values["event_start"] == "2026-03-05T09:00"
    assert "event_end" not in values


def test_a_wrong_name_of_the_day_is_doubted() -> None:
    start = found_in(with_body("Kamis, 5", "Jumat, 5"))["event_start"]
    assert (start.certainty, start.notes) == ("likely", ("day_mismatch",))


def test_an_impossible_day_is_left_out() -> None:
    assert "event_start" not in values_in(with_body("5 Maret", "31 Februari"))


def test_several_days_in_a_table_give_the_first_and_say_so() -> None:
    body = """Dengan hormat, kami mohon bantuan sesuai jadwal berikut
    #table(columns: (1cm, 4cm, 3.6cm, 3cm, 1fr),
      [No], [Kegiatan], [Hari/Tanggal], [Waktu], [Tempat],
      [1], [Pembinaan Arsiparis Angkatan Pertama], [Selasa, 10 Maret 2026],
      [08.00 - 12.00 WIB], [Aula],
      [2], [Pembinaan Arsiparis Lanjutan], [Rabu, 11 Maret 2026], [08.00 - 12.00 WIB], [Aula])"""
    found = found_in(make_letter(body=body))
    assert found["event_start"].value == "2026-03-10T08:00"
    assert found["event_end"].value == "2026-03-10T12:00"
    assert found["event_start"].certainty == "likely"
    assert found["event_start"].notes == ("several_dates",)
    assert found["event_name"].value == "Pembinaan Arsiparis Angkatan Pertama"
    assert found["place"].value == "Aula"


def test_a_sentence_gives_the_event_but_not_its_rehearsal_nor_the_deadline() -> None:
    body = """Dalam rangka pelaksanaan kegiatan Sosialisasi Keamanan Informasi Tahun 2026 yang akan
    dilaksanakan pada hari Jumat, 13 Maret 2026 pukul 08.30 s.d. 11.00 WIB bertempat di Aula RSUD
    dr. Abdul Aziz melalui aplikasi Google Meet, kami mohon fasilitasi. Uji koneksi pada hari Kamis,
    12 Maret 2026 pukul 14.00 WIB. Konfirmasi paling lambat tanggal 9 Maret 2026 pukul 12.00 WIB."""
    found = found_in(make_letter(body=body))
    assert found["event_start"].value == "2026-03-13T08:30"
    assert found["event_end"].value == "2026-03-13T11:00"
    assert found["event_start"].certainty == "likely"
    assert found["event_name"].value == "Sosialisasi Keamanan Informasi Tahun 2026"
    assert found["place"].value == "Aula RSUD dr. Abdul Aziz"
    assert found["application"].value == "meet"


def test_a_link_over_two_lines_is_put_together() -> None:
    address = "https://us06web.zoom.us/j/89012345678?pwd=abcDEFghiJKLmnoPQRstuVWXyz0123456789abcd.1"
    found = found_in(with_body("[Zoom Meeting]", f'[#"{address}"]'))
    assert found["meeting_link"].value == address
    assert found["application"].value == "zoom"
    assert found["meeting_id"].certainty == "sure"


def test_a_link_that_says_another_number_is_a_conflict() -> None:
    found = found_in(with_body("[Zoom Meeting]", '[#"https://zoom.us/j/11122233344"]'))
    assert found["meeting_id"].notes == ("conflict",)


def test_online_is_no_place() -> None:
    body = BODY.replace("Ruang TCM Dinas Komunikasi dan Informatika Kota Singkawang", "Daring")
    values = values_in(
        make_letter(body=body.replace(" Jalan Firdaus lantai dua", " (Zoom Meeting)"))
    )
    assert "place" not in values


@pytest.mark.parametrize(
    ("kop", "sender"),
    [
        ("KEMENTERIAN AGAMA REPUBLIK INDONESIA \\ KANTOR KEMENTERIAN AGAMA KOTA SINGKAWANG",
         "Kantor Kementerian Agama Kota Singkawang"),
        ("IKATAN DOKTER INDONESIA \\ CABANG SINGKAWANG",
         "Ikatan Dokter Indonesia Cabang Singkawang"),
        ("PEMERINTAH KOTA SINGKAWANG \\ KECAMATAN SINGKAWANG BARAT \\ KELURAHAN PASIRAN",
         "Kelurahan Pasiran"),
        ("PEMERINTAH KOTA SINGKAWANG \\ RSUD dr. ABDUL AZIZ", "RSUD dr. Abdul Aziz"),
    ],
)  # fmt: skip
def test_the_sender_is_the_lowest_body_of_the_kop(kop: str, sender: str) -> None:
    source = f"#align(center)[{kop} \\ Jalan Firdaus Nomor 1 Singkawang 79123]"
    assert values_in(make_letter(kop=source))["sender"] == sender


def test_of_on_behalf_the_one_who_signs_is_named() -> None:
    closing = """Demikian disampaikan.
    #pad(left: 8cm, align(center)[a.n. WALI KOTA SINGKAWANG \\ Sekretaris Daerah, \\ u.b. \\
      Asisten Perekonomian dan Pembangunan, \\ \\ \\ \\ Drs. BUDI SANTOSO, M.M. \\
      Pembina Utama Muda \\ NIP. 19680512 199203 1 004])"""
    values = values_in(make_letter(closing=closing))
    assert values["signer_title"] == "Asisten Perekonomian dan Pembangunan"
    assert values["signer_name"] == "Drs. Budi Santoso, M.M."
    assert values["signer_nip"] == "196805121992031004"


def test_digits_that_cannot_be_a_nip_are_left_out() -> None:
    closing = """Demikian disampaikan.
    #pad(left: 8cm)[Kepala Dinas, \\ \\ \\ \\ Budi Santoso \\ NIP. 19689912 199203 1 004]"""
    assert "signer_nip" not in values_in(make_letter(closing=closing))


def test_two_who_sign_are_nobody() -> None:
    closing = """Demikian disampaikan.
    #grid(columns: (1fr, 1fr), [Ketua, \\ \\ \\ \\ Budi \\ NIP 19680512 199203 1 004],
      [Sekretaris, \\ \\ \\ \\ Sri \\ NIP 19700101 199503 2 001])"""
    assert not {"signer_nip", "signer_name"} & set(values_in(make_letter(closing=closing)))


def test_a_reading_comes_back_from_json() -> None:
    reading = reading_of(make_letter())
    assert from_json(to_json(reading)) == reading


def test_each_field_comes_behind_those_it_needs() -> None:
    seen: set[str] = set()
    for field in in_order():
        assert set(field.after) <= seen
        seen.add(field.key)
    assert seen == fields.keys()


def test_without_a_kop_the_sender_is_only_likely() -> None:
    assert values_in(make_letter(kop="")).get("sender") == "Dinas Perpustakaan dan Kearsipan"
    assert found_in(make_letter(kop=""))["sender"].certainty == "likely"


def test_two_dates_of_the_letter_that_differ_are_doubted() -> None:
    date = found_in(with_head("[Sifat], [Segera]", "[Tanggal], [9 Maret 2026]"))["letter_date"]
    assert (date.certainty, date.notes) == ("likely", ("conflict",))


def test_a_part_of_the_secretariat_is_named_with_it() -> None:
    kop = "#align(center)[PEMERINTAH KOTA SINGKAWANG \\ SEKRETARIAT DAERAH \\ BAGIAN HUKUM]"
    assert values_in(make_letter(kop=kop))["sender"] == "Bagian Hukum Sekretariat Daerah"
