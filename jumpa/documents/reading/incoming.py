"""The parts of a letter: kop, opening, body, closing, attachments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Literal

from jumpa.documents.reading.dates import Dates, find_dates
from jumpa.documents.reading.labels import Labels, Pair
from jumpa.documents.reading.text import Line, Passage

Part = Literal["kop", "opening", "body", "closing", "attachment"]

_OPENING_LABEL = re.compile(
    r"(?:no|nomor|nomer|no surat|nomor surat|sifat|lampiran|lamp|hal|perihal|h a l|urgensi"
    r"|tingkat urgensi|derajat|klasifikasi|kepada|yth|dari|tembusan|tanggal|tgl)"
)
_KEY_LABEL = re.compile(
    r"(?:no|nomor|nomer|no surat|nomor surat|(?:tanggal|tgl) surat|lampiran|lamp|hal|perihal"
    r"|kepada(?: yth)?|yth|dari|melalui|klasifikasi|derajat|sifat)"
)
_EVENT_LABEL = re.compile(
    r"nama (?:kegiatan|acara)|(?:hari|tanggal|tgl)[/, &]{1,3}(?:hari|tanggal|tgl)|hari"
    r"|waktu(?: (?:pelaksanaan|kegiatan))?|pukul|jam"
    r"|(?:tempat|lokasi)(?: (?:pelaksanaan|kegiatan))?"
)
_EVENT_LINES = 3
_TITLE = re.compile(
    r"(?:nota dinas|surat (?:permohonan|undangan|pengantar|edaran|dinas|telegram)|undangan"
    r"|memorandum|telegram|radiogram|formulir|lembar permohonan)",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    r"(?:dengan hormat|ass?alamu|menindaklanjuti|sehubungan|dalam rangka|berdasarkan|bersama ini"
    r"|memperhatikan|disampaikan|berkenaan|salam sejahtera|om swastiastu|berkaitan|terkait"
    r"|menunjuk|merujuk|meneruskan|mengundang|sesuai\s|mohon\s"
    r"|mendasari|mempedomani|dasar\s?:|guna\s|untuk\s|dengan ini|menyusuli)",
    re.IGNORECASE,
)
_FIRST_POINT = re.compile(
    r"(?:(?:1|i|a|satu)\s?[.)]\s{0,3})(?:rujukan|dasar|referensi|[a-z]{4,}(?:\s+\S+){5})"
    r"|dengan hormat|ass?alamu",
    re.IGNORECASE,
)
"""What begins the body whatever stands beneath it: a greeting, or the first of numbered points."""

_CLOSING = re.compile(
    r"(?:(?:\d{1,2}\s?[.)])?\W{0,3}demikian"
    r"|atas (?:perhatian|kerja ?sama|bantuan|perkenan|kesediaan|dukungan))",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"(?:(?:di|kami\s)(?:ucapkan|sampaikan|haturkan)\s{1,3}terima\s{1,3}kasih|^terima kasih)"
    r"|^hormat (?:kami|saya)\W{0,3}$",
    re.IGNORECASE,
)
_ATTACHED = re.compile(
    r"(?:lampiran|susunan acara|jadwal|rundown|run down|daftar|kerangka acuan|term of reference)\b"
    r"[^,.]{0,60}$",
    re.IGNORECASE,
)
_SIGNED_LINES = 3
_ATTACHMENT = re.compile(
    r"lampiran(?:\s{1,3}[ivx\d]{1,4})?(?:\s{1,3}(?:surat|nota|undangan)\b.{0,80}|\s?:?)",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"ditandatangani secara elektronik|sertifikat elektronik|balai (?:besar )?sertifikasi|\bbsre\b"
    r"|\bbssn\b|uu ite|informasi elektronik dan/atau|scan qr|pindai (?:kode )?qr|token\s?:",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class IncomingLetter:
    """A letter's lines from the first page on, with what the finders ask for.

    ``zone`` is the office's, a key of ``clock.ZONES``.
    """

    lines: tuple[Line, ...]
    today: date
    zone: str = "wib"

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """All labels with their values."""
        return tuple(Labels(self.lines).pairs())

    @cached_property
    def opening_at(self) -> int:
        """Line where the kop ends."""
        keys = {pair.line for pair in self.pairs if _KEY_LABEL.fullmatch(pair.label)}
        for index, line in enumerate(self.lines[: self._attachment_by_name]):
            if line.page > 1 or _TITLE.match(line.text) or _SALUTATION.match(line.text):
                return index
            if index in keys or is_dated(line):
                return index
        return self._attachment_by_name

    @cached_property
    def body_at(self) -> int:
        """Line of the salutation or the first sentence."""
        last, begun, values = self._last_opening_label, self._event_at, self._value_lines
        for index in range(self.opening_at, min(len(self.lines), last + 25)):
            if index in values:
                continue
            if index == begun:
                break
            text = self.lines[index].text
            is_begun = _SALUTATION.match(text) or _FIRST_POINT.match(text)
            if is_begun and not _TITLE.match(text):
                return index
        return min(last + 1, len(self.lines))

    @property
    def _last_opening_label(self) -> int:
        """Line of the last label such as "Hal", before what can only be the body."""
        last = self.opening_at
        for pair in self.pairs:
            if pair.line < self.opening_at:
                continue
            between = self.lines[last + 1 : pair.line + 1]
            is_body = any(_FIRST_POINT.match(line.text) for line in between)
            if is_body or pair.line - last > 8 or _EVENT_LABEL.fullmatch(pair.label):
                break
            if _OPENING_LABEL.fullmatch(pair.label):
                last = pair.line
        return last

    @cached_property
    def _value_lines(self) -> frozenset[int]:
        """Lines on which "Hal" and the like go on: ``dalam rangka …`` begins no body there."""
        found: set[int] = set()
        for pair in self.pairs:
            if pair.text and _OPENING_LABEL.fullmatch(pair.label):
                bottom = pair.value.words[-1].box[3]
                at = pair.line + 1
                while at < len(self.lines) and self._goes_on(pair, at, bottom):
                    found.add(at)
                    at += 1
        return frozenset(found)

    def _goes_on(self, pair: Pair, at: int, bottom: float) -> bool:
        line = self.lines[at]
        return line.page == self.lines[pair.line].page and line.box[3] <= bottom + 1

    @cached_property
    def _event_at(self) -> int:
        """Line of the first of several labels of the event, as in a form; -1: there are none."""
        lines = [pair.line for pair in self.pairs if _EVENT_LABEL.fullmatch(pair.label)]
        for first, second in pairwise(lines):
            if self.opening_at <= first < second <= first + _EVENT_LINES:
                return first
        return -1

    @cached_property
    def closing_at(self) -> int:
        """Line of "Demikian …" or "Hormat kami", or where the attachments begin."""
        for index in range(self.body_at, self._attachment_by_name):
            text = self.lines[index].text
            if _CLOSING.match(text) or _THANKS.search(text):
                return index
        return self._attachment_by_name

    @cached_property
    def attachment_at(self) -> int:
        """First line of the first attachment, or the number of lines.

        What stands on a page after the one where the letter was closed and signed is no more of
        the letter, whatever its heading.
        """
        closing, end = self.closing_at, self._attachment_by_name
        for index in range(closing + 1, end):
            is_new_page = self.lines[index].page != self.lines[index - 1].page
            if is_new_page and index - closing > _SIGNED_LINES:
                return index
        return end

    @cached_property
    def _attachment_by_name(self) -> int:
        for index, line in enumerate(self.lines):
            is_first = index == 0 or line.page != self.lines[index - 1].page
            if line.page > 1 and any(_ATTACHMENT.fullmatch(p.text) for p in line.columns):
                return index
            if is_first and line.page > 1 and _ATTACHED.match(line.text):
                return index
        return len(self.lines)

    def span(self, part: Part) -> range:
        """The line numbers of a part."""
        cuts = [0, self.opening_at, self.body_at, self.closing_at, self.attachment_at]
        cuts.append(len(self.lines))
        at = ("kop", "opening", "body", "closing", "attachment").index(part)
        return range(cuts[at], max(cuts[at], cuts[at + 1]))

    def lines_of(self, part: Part) -> Sequence[Line]:
        """The lines of a part."""
        span = self.span(part)
        return self.lines[span.start : span.stop]

    def running(self, part: Part) -> Passage:
        """A part as running text."""
        return Passage([word for line in self.lines_of(part) for word in line.words])

    @cached_property
    def beneath_kop(self) -> Passage:
        """All but the kop as running text."""
        return Passage([word for line in self.lines[self.opening_at :] for word in line.words])

    def labelled(self, pattern: re.Pattern[str], *parts: Part) -> Iterator[Pair]:
        """The filled pairs of these parts whose whole label matches ``pattern``."""
        for part in parts:
            span = self.span(part)
            for pair in self.pairs:
                if pair.line in span and pair.text and pattern.fullmatch(pair.label):
                    yield pair


_PLACE = re.compile(r"(?:[A-Z][A-Za-z.']{1,25}[ -]?){1,4},?\s?(?:tanggal|tgl\.?)?\s?")
_SET = re.compile(r"(?:pada\s)?tanggal\s?:?\s?", re.IGNORECASE)


def placed_date(column: Passage) -> Dates | None:
    """The date of a column that holds nothing but "<place>, <date>"."""
    if len(column.words) > 12:
        return None
    dates = find_dates(column.text)
    if not dates:
        return None
    before = column.text[: dates[0].start]
    after = column.text[dates[-1].end :].strip(" .M")
    is_placed = not before or _PLACE.fullmatch(before) or _SET.fullmatch(before)
    return dates[0] if is_placed and not after else None


def is_dated(line: Line) -> bool:
    """Whether a column of the line is one like "Singkawang, 5 Maret 2026"."""
    return any(placed_date(column) is not None for column in line.columns)


_PRINTED = re.compile(
    r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d),? \d{1,2}[.:]\d\d(?:[.:]\d\d)?(?: [ap]m)?\b.{0,200}"
    r"|(?:https?|file)://\S{1,300}(?: \d{1,3}/\d{1,3})?"
    r"|(?:halaman|hal|page)\.? \d{1,3}(?: (?:dari|of|/) ?\d{1,3})?|- ?\d{1,3} ?-",
    re.IGNORECASE,
)


def without_footers(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines without what the signing service prints at the foot of the page, or a browser."""
    return tuple(line for index, line in enumerate(lines) if not _is_foreign(lines, index))


def _is_foreign(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is none of the letter; what a browser prints is a page's first or last."""
    page, text = lines[index].page, lines[index].text[:400]
    is_inside = 0 < index < len(lines) - 1
    is_inside = is_inside and lines[index - 1].page == page == lines[index + 1].page
    return bool(_FOOTER.search(text)) or (not is_inside and bool(_PRINTED.fullmatch(text)))


_OTHER_LETTER = re.compile(r"(?:hal|perihal)")


def attached_values(letter: IncomingLetter, label: re.Pattern[str]) -> list[Passage]:
    """What stands beside such labels in the attachments; nothing where these are a letter."""
    if any(True for _ in letter.labelled(_OTHER_LETTER, "attachment")):
        return []
    return [pair.value for pair in letter.labelled(label, "attachment")]
