"""Make-ups of letters: forms, narrow columns, attachments, other titles than "Surat"."""

import pytest

from jumpa.documents.reading.tests.letters import (
    BODY,
    CLOSING,
    HEAD,
    KOP,
    found_in,
    make_letter,
    values_in,
)

FORM = """
#align(center)[FORMULIR PERMOHONAN]
#grid(columns: (5cm, 1fr), row-gutter: 0.6em,
  [Nomor Surat], [W.16-UM.01.01-5531], [Tanggal Surat], [2 Maret 2026],
  [Perihal], [Permohonan Dukungan], [Ditujukan kepada], [Kepala Dinas Kominfo],
  [Nama Kegiatan], [Sosialisasi Layanan Hukum], [Hari, Tanggal], [Kamis, 5 Maret 2026],
  [Waktu], [09.00 - 12.00 WIB], [Tempat], [Aula Kantor Wali Kota], [Aplikasi], [Zoom])
Mohon kiranya Saudara dapat memfasilitasi kegiatan tersebut.
"""
NARROW = """
#grid(columns: (9.5cm, 1fr), row-gutter: 0.6em,
  [Nomor : 500.13/97/A], [Singkawang, 2 Maret], [Hal : Bantuan Penilaian Anugerah], [2026],
  [Desa Wisata], [Yth. Kepala Dinas Kominfo])
"""
ATTACHED = """
#pagebreak()
Lampiran Surat Kepala Dinas
#grid(columns: (5cm, 0.4cm, 1fr), row-gutter: 0.6em,
  [Nama kegiatan], [:], [Rekonsiliasi Dana Semester II], [Hari/tanggal], [:], [Kamis, 5 Maret 2026],
  [Pukul], [:], [13.30 s.d. 15.30 WIB], [Tempat], [:], [Ruang Rapat BKD])
"""
NOTHING_SAID = "Dengan ini kami mohon fasilitasi dengan jadwal sebagaimana terlampir."


def test_a_form_without_colons_is_read_like_a_letter() -> None:
    values = values_in(make_letter(head=FORM, body=""))
    assert values["letter_number"] == "W.16-UM.01.01-5531"
    assert values["letter_date"] == "2026-03-02"
    assert values["letter_subject"] == "Permohonan Dukungan", "not what stands beneath"
    assert values["event_name"] == "Sosialisasi Layanan Hukum"
    assert (values["event_start"], values["event_end"]) == ("2026-03-05T09:00", "2026-03-05T12:00")
    assert values["place"] == "Aula Kantor Wali Kota"


def test_what_a_narrow_column_broke_is_put_together() -> None:
    found = found_in(make_letter(head=NARROW))
    assert found["letter_date"].value == "2026-03-02"
    subject = found["letter_subject"]
    assert subject.value == "Bantuan Penilaian Anugerah Desa Wisata"
    assert subject.certainty == "likely", "it might be something else that stands there"


@pytest.mark.parametrize("line", ["Kepada Yth.", "Yth. Kepala Dinas", "Bapak Kepala Dinas"])
def test_the_address_under_the_subject_is_none_of_it(line: str) -> None:
    head = NARROW.replace("Desa Wisata", line)
    subject = found_in(make_letter(head=head))["letter_subject"]
    assert (subject.value, subject.certainty) == ("Bantuan Penilaian Anugerah", "sure")


@pytest.mark.parametrize("title", ["N O T A   D I N A S", "SURAT TELEGRAM", "RADIOGRAM", ""])
def test_the_kop_ends_where_the_letter_says_from_whom_it_is(title: str) -> None:
    head = f"""
#align(center)[{title}]
#pairs([Dari], [Kepala Bagian Umum], [Kepada], [Kepala Dinas Kominfo], [Tembusan], [Kapolda],
  [Tanggal], [2 - 3 - 26], [Nomor], [100/41/PROKOPIM], [Perihal], [Dukungan Rapat])
"""
    values = values_in(make_letter(head=head))
    assert values["sender"] == "Dinas Perpustakaan dan Kearsipan"
    assert values["letter_date"] == "2026-03-02"
    assert values["letter_number"] == "100/41/PROKOPIM"


def test_the_province_of_a_town_is_no_part_of_its_name() -> None:
    kop = "#align(center)[WALI KOTA SINGKAWANG \\ PROVINSI KALIMANTAN BARAT] #line(length: 100%)"
    assert values_in(make_letter(kop=kop))["sender"] == "Wali Kota Singkawang"
    kop = "#align(center)[BADAN PUSAT STATISTIK \\ PROVINSI KALIMANTAN BARAT] #line(length: 100%)"
    named = values_in(make_letter(kop=kop))["sender"]
    assert named == "Badan Pusat Statistik Provinsi Kalimantan Barat"


def test_a_kop_as_long_as_a_page_that_was_read_badly_is_no_name() -> None:
    kop = "DINAS " + "PENATAAN RUANG DAN LINGKUNGAN \\ " * 6
    found = found_in(make_letter(kop=kop)).get("sender")
    assert found is None or len(found.value) < 120


def test_what_the_sender_will_hold_says_more_than_its_occasion() -> None:
    said = (
        "Dalam rangka persiapan pelaksanaan Sensus Ekonomi 2026 lanjutan, kami akan"
        " menyelenggarakan Pelatihan Petugas Survei secara daring pada:"
    )
    body = BODY.replace("dengan ini kami mohon fasilitasi pada:", said).replace("[acara]", "[unit]")
    assert values_in(make_letter(body=body))["event_name"] == "Pelatihan Petugas Survei"


def test_name_and_place_of_an_attachment_are_offered_with_doubt() -> None:
    found = found_in(make_letter(body=NOTHING_SAID, more=ATTACHED))
    assert found["event_start"].value == "2026-03-05T13:30"
    for key, value in (
        ("event_name", "Rekonsiliasi Dana Semester II"),
        ("place", "Ruang Rapat BKD"),
    ):
        assert found[key].value == value
        assert (found[key].certainty, found[key].notes) == ("likely", ("attachment",))


def test_an_attachment_that_is_another_letter_names_no_place() -> None:
    other = ATTACHED.replace("[Nama kegiatan]", "[Hal], [:], [Undangan], [Nama kegiatan]")
    values = values_in(make_letter(body=NOTHING_SAID, more=other))
    assert not {"place", "event_name"} & set(values)


def test_hours_in_brackets_are_an_aside() -> None:
    body = BODY.replace("11.30 WIB", "11.30 WIB (peserta hadir 08.30 WIB)")
    values = values_in(make_letter(body=body))
    assert (values["event_start"], values["event_end"]) == ("2026-03-05T09:00", "2026-03-05T11:30")


@pytest.mark.parametrize("end", [").", ".", ")", ","])
def test_a_link_ends_with_its_sentence(end: str) -> None:
    address = "https://meet.google.com/qwe-rtyu-iop"
    said = f'melalui ({address}{end}" #linebreak() #"Konfirmasi kesediaan disampaikan.'
    body = BODY.replace("[Zoom Meeting]", f'[#"{said}"]')
    assert values_in(make_letter(body=body))["meeting_link"] == address


@pytest.mark.parametrize(
    "online",
    [
        "Zoom Meeting (ID: 920 4455 6671, Kode Sandi: pasker26)",
        "Daring, https:\\/\\/zoom.us/j/92044556671?pwd=abc",
        "Virtual melalui Google Meet",
    ],
)
def test_what_a_meeting_is_joined_by_is_no_place(online: str) -> None:
    body = BODY.replace("Ruang TCM Dinas Komunikasi dan Informatika Kota Singkawang Jalan", online)
    body = body.replace(" Firdaus lantai dua", "")
    assert "place" not in values_in(make_letter(body=body))


@pytest.mark.parametrize(
    ("said", "room"),
    [
        (
            "Ruang Rapat Lantai 2 / Zoom Meeting (ID 998 4410 2277, PW: Adm1nduk)",
            "Ruang Rapat Lantai 2",
        ),
        ("Aula Bappeda (luring) dan Zoom Meeting", "Aula Bappeda (luring)"),
        ("Zoom Meeting (ID 998 4410 2277) / Ruang Rapat Bupati", "Ruang Rapat Bupati"),
        ("Command Center, melalui Google Meet", "Command Center"),
    ],
)
def test_a_room_beside_an_application_is_the_place(said: str, room: str) -> None:
    body = BODY.replace("Ruang TCM Dinas Komunikasi dan Informatika Kota Singkawang Jalan", said)
    body = body.replace(" Firdaus lantai dua", "").replace("[aplikasi], [Zoom Meeting],", "")
    assert values_in(make_letter(body=body))["place"] == room


def test_a_subject_that_goes_on_with_the_words_of_a_beginning_begins_no_body() -> None:
    head = HEAD.replace(
        "Permohonan Fasilitasi Video Conference Rapat",
        "Bantuan Fasilitas Video Conference \\ dalam rangka Rapat",
    )
    values = values_in(make_letter(head=head))
    assert values["letter_subject"].endswith(
        "dalam rangka Rapat Koordinasi Arsip Daerah Tahun 2026"
    )
    assert values["event_name"] == "Rapat Koordinasi Arsip"


@pytest.mark.parametrize("rank", ["Pembina Tingkat I / IV.b", "Pembina Tingkat I, IV/b", "IV.b"])
def test_a_rank_however_it_is_written_is_no_name(rank: str) -> None:
    closing = CLOSING.replace("Pembina Tingkat I, IV/b", rank)
    assert values_in(make_letter(closing=closing))["signer_name"] == "Dra. Sri Wahyuni, M.Si."


@pytest.mark.parametrize("room", ["TCM Room", "Laboratorium Komputer", "Pendopo Kota"])
def test_a_room_that_is_named_in_a_sentence(room: str) -> None:
    body = f"Dengan ini kami mohon fasilitasi untuk mengikuti acara dimaksud di {room}."
    found = found_in(make_letter(kop=KOP, head=HEAD, body=body))["place"]
    assert (found.value, found.certainty) == (room, "likely")


def test_one_of_two_who_sign_side_by_side_is_in_doubt() -> None:
    closing = """
Demikian, atas perhatian Saudara diucapkan terima kasih.
#grid(columns: (1fr, 1fr), [Ketua, \\ \\ \\ \\ Hj. Suriyani, S.Keb.],
  [Sekretaris, \\ \\ \\ \\ Theresia Noni, A.Md.])
"""
    found = found_in(make_letter(closing=closing))["signer_name"]
    assert (found.value, found.certainty) == ("Hj. Suriyani, S.Keb.", "likely")
