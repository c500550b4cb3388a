"""Letters for the tests, set by Typst: few, each with one make-up."""

from datetime import date
from functools import cache
from io import BytesIO

import pypdfium2 as pdfium
import typst
from PIL import Image

from jumpa.documents.reading import Found, Reading, read

TODAY = date(2026, 3, 10)
_SHEET = """
#set page(paper: "a4", margin: (x: 2.2cm, y: 1.6cm))
#set text(font: "Libertinus Serif", size: 11.5pt, lang: "id")
#let pairs(..items) = grid(columns: (2.8cm, 0.4cm, 1fr), row-gutter: 0.6em,
  ..items.pos().chunks(2).map(item => (item.at(0), [:], item.at(1))).flatten())
"""
KOP = """
#align(center)[PEMERINTAH KOTA SINGKAWANG \\ *DINAS PERPUSTAKAAN \\ DAN KEARSIPAN* \\
  Jalan Alianyang Nomor 12 Singkawang Kode Pos 79123 \\ Laman: disperpus.example.go.id]
#line(length: 100%)
"""
HEAD = """
#align(right)[Singkawang, 2 Maret 2026]
#block(width: 11cm, pairs(
  [Nomor], [000.5.6.2/X /2026], [Sifat], [Segera], [Lampiran], [-],
  [Hal], [Permohonan Fasilitasi Video Conference Rapat Koordinasi Arsip Daerah Tahun 2026]))
Yth. Kepala Dinas Komunikasi dan Informatika Kota Singkawang
"""
BODY = """
Menindaklanjuti surat Gubernur Kalimantan Barat Nomor 500/123/KOMINFO/2026 tanggal 20 Februari 2026
dan Undang-Undang Nomor 43 Tahun 2009, dengan ini kami mohon fasilitasi pada:
#pairs([hari/tanggal], [Kamis, 5 Maret 2026], [waktu], [pukul 09.00 s.d. 11.30 WIB],
  [tempat], [Ruang TCM Dinas Komunikasi dan Informatika Kota Singkawang Jalan Firdaus lantai dua],
  [acara], [Rapat Koordinasi Arsip], [aplikasi], [Zoom Meeting],
  [ID Rapat], [890 1234 5678], [Kata sandi], [Arsip26])
"""
CLOSING = """
Demikian, atas perhatian Saudara diucapkan terima kasih.
#v(1em)
#pad(left: 8.5cm)[Plt. KEPALA DINAS PERPUSTAKAAN \\ DAN KEARSIPAN, \\ \\ \\ \\
  *Dra. SRI WAHYUNI, M.Si.* \\ Pembina Tingkat I, IV/b \\ NIP 19700101 199503 2 001]
#v(1em)
Tembusan: \\ 1. Wali Kota Singkawang
"""


@cache
def compiled(source: str) -> bytes:
    """The PDF of a Typst source."""
    return typst.compile((_SHEET + source).encode())


def make_letter(
    *, kop: str = KOP, head: str = HEAD, body: str = BODY, closing: str = CLOSING, more: str = ""
) -> bytes:
    """A letter as PDF; each argument is Typst source that takes the place of a part."""
    return compiled(kop + head + body + closing + more)


def make_scan(content: bytes, *, angle: float = 0.0, noise: float = 0.0) -> bytes:
    """The first page as a picture, turned by degrees, with noise of a standard deviation."""
    with pdfium.PdfDocument(content) as document:
        image = document[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
    image = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=245)
    if noise:
        image = Image.blend(image, Image.effect_noise(image.size, noise), 0.25)
    stream = BytesIO()
    image.save(stream, "PDF", resolution=200)
    return stream.getvalue()


def reading_of(content: bytes, *, has_ocr: bool | None = None) -> Reading:
    """The reading on the day of the tests."""
    return read(content, today=TODAY, has_ocr=has_ocr)


def found_in(content: bytes) -> dict[str, Found]:
    """The proposals by field."""
    return {found.field: found for found in reading_of(content).found}


def values_in(content: bytes) -> dict[str, str]:
    """The proposed values by field."""
    return {key: found.value for key, found in found_in(content).items()}
