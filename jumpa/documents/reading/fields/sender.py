"""Asal surat."""

import re
from collections.abc import Mapping, Sequence

from jumpa.documents.reading.dates import find_dates
from jumpa.documents.reading.field import Field, fields
from jumpa.documents.reading.found import Found
from jumpa.documents.reading.incoming import IncomingLetter
from jumpa.documents.reading.phrases import running_line
from jumpa.documents.reading.text import Line, Passage

_CONTACT = re.compile(
    r"(?:jalan|j[li]\b|il\.|jln|alamat|kantor\s?:|telp|telepon|tel\b|tlp|fax|faks|laman|website|web\b|situs|e-?mail"
    r"|surel|pos-?el|kode\s?pos|http|www|sekretariat\s?:|kampus\s?:|gedung|kompleks|komplek|\(?0\d{3})"
    r"|.{0,80}(?:@|kode\s?pos|telp|\b\d{5}\b)",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(
    r"(?:pemerintah (?:kota|kabupaten|provinsi|daerah|desa|republik)|republik indonesia)\b.{0,60}",
    re.IGNORECASE,
)
_REGION = re.compile(r"pro[vp]insi\s.{3,40}", re.IGNORECASE)
_OF_A_TOWN = re.compile(r"\b(?:wali ?kota|bupati|kota|kabupaten)\b", re.IGNORECASE)
_BODY = re.compile(
    r"(?:dinas|badan|kecamatan|kelurahan|sekretariat|inspektorat|rumah sakit|rsud|rsu|rsia|upt|uptd"
    r"|kantor|kementerian|universitas|institut|politeknik|sekolah|akademi|fakultas|jurusan"
    r"|program studi|direktorat|balai|loka|smkn?|sman?|smpn?|sdn?|mtsn?|man"
    r"|pt\b|cv\b|bank|ikatan|persatuan"
    r"|perhimpunan|perkumpulan|asosiasi|komisi|polres|polsek|kepolisian|kodim|komando|yayasan"
    r"|puskesmas|pusat|bagian|bidang|satuan|dewan|pengurus|pimpinan|majelis|kamar|palang merah"
    r"|forum|lembaga|gabungan|himpunan|gerakan|bpjs|pengadilan|kejaksaan|lembaga|stasiun|unit"
    r"|dpc|dpd|dpw|panitia|tim|perusahaan|perumda|pdam|wali ?kota|walikota|bupati|gubernur"
    r"|mahkamah|bpbd|bkpsdm|bappeda\w{0,6}|bawaslu|kpu|baznas|radio|koperasi|desa|biro|bpd)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]{3,}")
_COMMON = frozenset({
    "kota", "kabupaten", "provinsi", "singkawang", "kalimantan", "barat", "republik", "indonesia",
    "daerah", "cabang", "dan", "kepala", "sekretaris", "ketua", "direktur", "pimpinan",
})  # fmt: skip
_SHORT = 60
"""Longer names are right less often: they may hold a line that is none of the name."""

_LONGEST = 120
"""What is longer is no name but a page that was read badly."""

_SUBUNIT = re.compile(r"(?:fakultas|jurusan|program studi)\b", re.IGNORECASE)
_OFFICE_PART = re.compile(r"(?:bagian|biro)\b", re.IGNORECASE)
_SECRETARIAT = re.compile(r"sekretariat\b", re.IGNORECASE)
_BRANCH = re.compile(r"kantor (?:cabang|wilayah|unit|pelayanan|pusat)\b", re.IGNORECASE)
_FROM = re.compile(r"dari")
_HEAD = re.compile(
    r"(?:pl[th]\.?\s|pjs?\.?\s)?(?:kepala|sekretaris|direktur|ketua|pimpinan|pemimpin)\s(?P<body>.+)",
    re.IGNORECASE,
)


class Sender(Field):
    """The body that writes, from the kop: the lowest that it names; not the government above it."""

    key = "sender"
    after = ("signer_title",)

    def find(self, letter: IncomingLetter, known: Mapping[str, Found]) -> Found | None:
        title = known.get("signer_title")
        bodies = _bodies(letter.lines_of("kop"))
        name = _name(bodies) if bodies else ""
        if name and len(name) <= _LONGEST:
            words = Passage([word for line in bodies[-1] for word in line.words])
            is_named = bool(_BODY.match(words.text)) and _is_confirmed(
                letter, words.text, len(bodies[-1]), title
            )
            return self.found(name, words, "sure" if is_named else "likely")
        for pair in letter.labelled(_FROM, "opening"):
            return self.found(running_line(pair.text), pair.value, "likely")
        match = _HEAD.fullmatch(title.value) if title else None
        if title and match and _BODY.match(match["body"]):
            return Found(self.key, match["body"], title.shown, title.place, "likely")
        return None


def _is_confirmed(letter: IncomingLetter, name: str, lines: int, title: Found | None) -> bool:
    """Whether the government above the body, or the title of who signs, speaks for it too.

    A name that runs on may have taken in what is none of it: then the title must say all of it.
    """
    own, said = _own_words(name), _own_words(title.value if title else "")
    if own and own <= said:
        return True
    is_short = len(name) <= _SHORT
    if any(_GOVERNMENT.match(line.text) for line in letter.lines_of("kop")[:3]):
        return is_short and (lines == 1 or bool(own & said))
    return is_short and lines == 1 and bool(own & said)


def _own_words(text: str) -> set[str]:
    """The words that tell one body from another."""
    return {word for word in _WORD.findall(text.lower()) if word not in _COMMON}


def _bodies(kop: Sequence[Line]) -> list[list[Line]]:
    """The bodies of the kop from the highest to the lowest, each with the lines of its name."""
    bodies: list[list[Line]] = []
    for line in kop:
        text = line.text
        if _CONTACT.match(text) or find_dates(text) or any(word.text == ":" for word in line.words):
            break
        is_government = _GOVERNMENT.fullmatch(text) and not bodies
        is_region = bodies and _REGION.fullmatch(text) and _OF_A_TOWN.search(bodies[-1][-1].text)
        if is_government or is_region or len(text) < 3 or len(line.words) > 14:
            continue
        if not bodies or (_BODY.match(text) and not _BRANCH.match(text)):
            bodies.append([line])
        elif not _continues(bodies[-1][-1].text, text):
            break
        else:
            bodies[-1].append(line)
    return bodies


def _continues(above: str, text: str) -> bool:
    """Whether a line can go on with a name: not an address, a motto, or what was read badly."""
    is_noise = sum(map(str.isalpha, text)) * 3 < len(text) * 2
    is_smaller = above.isupper() and sum(map(str.isupper, text)) * 2 < len(text)
    return not (is_noise or is_smaller or re.search(r"\d", text))


def _name(bodies: Sequence[Sequence[Line]]) -> str:
    names = [running_line(" ".join(line.text for line in body)) for body in bodies]
    is_part = len(names) > 1 and (
        _SUBUNIT.match(names[-1])
        or (_OFFICE_PART.match(names[-1]) and _SECRETARIAT.match(names[-2]))
    )
    if is_part:
        return f"{names[-1]} {names[-2]}"
    return names[-1]


fields.register(Sender())
