"""The requester's letter: a page that looks like one, so that the picture beside the form does."""

from functools import cache

import typst

_LETTER = """
#set page(paper: "a4", margin: (x: 2.5cm, y: 2cm))
#set text(size: 11pt, lang: "id")
#align(center)[
  PEMERINTAH KOTA SINGKAWANG \\
  #text(13pt)[*DINAS PENDIDIKAN DAN KEBUDAYAAN*]
]
#line(length: 100%, stroke: 1.2pt)
#align(right)[Singkawang, 24 November 2026]
#table(columns: 3, stroke: none, inset: (x: 2pt, y: 3pt),
  [Nomor], [:], [400.3/512/Disdikbud/2026],
  [Sifat], [:], [Segera],
  [Lampiran], [:], [1 (satu) berkas],
  [Hal], [:], [*Permohonan video conference*])
#v(0.5cm)
Yth. Kepala Dinas Komunikasi dan Informatika \\
di Singkawang
#v(0.5cm)
#set par(justify: true, first-line-indent: (amount: 1cm, all: true), leading: 0.8em)
Sehubungan dengan Rapat Koordinasi Literasi Digital bersama Pusdatin Kemendikdasmen, kami mohon
fasilitasi video conference di TCM Room, pukul 09.00–11.00 WIB, dengan peserta di ruang 25 orang,
menggunakan aplikasi Zoom.

Petugas teknis kami, Budi Santoso, siap mengikuti uji koneksi sehari sebelum kegiatan.

Demikian permohonan kami. Atas perhatian dan kerja samanya diucapkan terima kasih.
#v(0.8cm)
#align(right, box(width: 7.5cm)[#set align(left); #set par(first-line-indent: 0pt, justify: false)
  Kepala Dinas Pendidikan dan Kebudayaan, #v(1.6cm)
  *Dra. Kartini, M.Pd.* \\ Pembina Utama Muda \\ NIP 196801011992032001
])
"""


@cache
def letter_pdf() -> bytes:
    """One page as PDF."""
    pdf: bytes = typst.compile(_LETTER.encode(), format="pdf")
    return pdf
