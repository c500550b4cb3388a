"""Letters of police and army: numbered paragraphs, the event's rows lettered beneath the second."""

import pytest

from jumpa.documents.reading.tests.letters import found_in, make_letter

KOP = """
#box(width: 8.5cm)[#align(center)[KEPOLISIAN NEGARA REPUBLIK INDONESIA \\
  DAERAH CONTOH BARAT \\ RESOR SINGKAWANG \\ Jalan Firdaus Nomor 1 Singkawang 79123]]
"""
HEAD = """
#grid(columns: (10cm, 1fr), [#pairs([Nomor], [B/412/II/OPS.1./2026], [Klasifikasi], [BIASA],
  [Lampiran], [-], [Perihal], [permohonan bantuan vicon.])],
  [Singkawang, 20 Februari 2026 \\ Kepada \\ Yth. KEPALA DINAS KOMINFO \\ di Singkawang])
"""
ROWS = """
#pairs([a. hari], [Jumat], [b. tanggal], [6 Maret 2026], [c. pukul], [14.00 WIB s.d. 16.00 WIB],
  [d. tempat], [Aula Polres Singkawang])
"""
BODY = f"""
1. Rujukan: Surat Telegram Kapolda Nomor ST/88/I/OPS.1.3/2026 tanggal 15 Januari 2026 tentang Vicon.

2. Sehubungan dengan rujukan tersebut di atas, dimohon bantuan sarana vicon dalam rangka Analisa dan
Evaluasi Kamtibmas pada:
{ROWS}
3. Demikian untuk menjadi maklum.
"""
SHORT = f"""
1. Dalam rangka Analisa dan Evaluasi Kamtibmas dimohon bantuan sarana vicon pada:
{ROWS}
2. Demikian untuk menjadi maklum.
"""
SALUTED = f"""
Dengan hormat,

kami mohon bantuan sarana vicon pada:
{ROWS}
Demikian disampaikan, terima kasih.
"""


@pytest.mark.parametrize("body", [BODY, SHORT, SALUTED])
def test_the_rows_of_the_event_are_not_taken_for_the_head(body: str) -> None:
    found = found_in(make_letter(kop=KOP, head=HEAD, body=body, closing=""))
    event = found["event_start"]
    assert (event.value, event.certainty) == ("2026-03-06T14:00", "sure")
    assert found["event_end"].value == "2026-03-06T16:00"
    date = found["letter_date"]
    assert (date.value, date.certainty) == ("2026-02-20", "sure")
    assert found["place"].value == "Aula Polres Singkawang"
    assert found["letter_number"].value == "B/412/II/OPS.1./2026"
