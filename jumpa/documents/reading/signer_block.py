"""The block at the foot of a letter: title, name, rank, NIP of who signs it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jumpa.documents.reading.dates import find_dates
from jumpa.documents.reading.incoming import IncomingLetter
from jumpa.documents.reading.text import Passage, Word

_NIP = re.compile(r"N\s?I\s?P\b\.?\s?[:.]?\s?(?P<number>\d[\d .]{16,30}\d)")
_OTHER_ID = re.compile(r"(?:NIK|NRP|NIDN|NIY|NPP|NIPPPK|NIP)\b")
_NIP_DIGITS = re.compile(r"(\d{8})(\d{4})(\d\d)[12]\d{3}")
_RANK = re.compile(
    r"\W?(?:(?:pembina|penata|pengatur|juru)(?:\s(?:utama|tingkat|tk\.?|muda|madya|i|1)){0,3}"
    r"(?:\W{1,3}[(]?(?:iv|iii|ii|i)\s?[/.]\s?[a-e])?"
    r"|(?:iv|iii|ii)\s?[/.]\s?[a-e]"
    r"|(?:kolonel|letkol|mayor|kapten|letnan|ajun|komisaris|inspektur polisi)\b.{0,40})\W{0,3}",
    re.IGNORECASE,
)
_TITLE_WORD = re.compile(
    r"(?:a\.?\s?n\.?\s|u\.?\s?b\.?|plt\.?|plh\.?|pjs?\.?|pgs\.?|kepala|sekretaris|direktur|ketua"
    r"|wakil|camat|lurah|wali ?kota|bupati|gubernur|asisten|inspektur|rektor|dekan|pemimpin"
    r"|pimpinan|manajer|manager|kasubbag|kabid|kabag|komandan|kapolres|koordinator|staf|pejabat"
    r"|menteri|deputi|general|branch|presiden|bendahara|pengurus|komisioner|kasi|subkoordinator"
    r"|penanggung jawab|panitera|hakim|jaksa|rektor|kapolsek|danramil|dandim|pembina|head|chief)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:hormat kami|salam|wassalam\w{0,10}|mengetahui|menyetujui|hormat saya)\W{0,3}",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"ditandatangani|elektronik|tertanda|\bttd\b|\$\{|materai|meterai|^\W{0,4}$", re.IGNORECASE
)
_COPY = re.compile(
    r"\W?(?:tembusan|cc\s?:|catatan|narahubung|contact person|lampiran)\b", re.IGNORECASE
)
_NAME_WORD = re.compile(
    r"\(?[A-Z][A-Za-z.'`-]{0,30}\)?,?|[a-z]{1,3}\.|bin|binti|van|al|el|S\.[A-Z].{0,8}"
)
_NO_PERSON = re.compile(
    r"(?:kota|kabupaten|provinsi|pt|cv|kantor|dinas|badan|kecamatan|kelurahan|republik|indonesia"
    r"|demikian|terima|singkawang|jalan|pemerintah|satuan|bagian|bidang|cabang|komisi"
    r"|tingkat|utama|muda|madya|pembin\w{1,2}|penat\w)\b",
    re.IGNORECASE,
)
_ON_BEHALF = re.compile(r"(?:a\.?\s?n\.?|u\.?\s?b\.?|atas nama)(?=\s|$)\s?", re.IGNORECASE)
_DRAWN_OUT = re.compile(r"[A-Za-z][A-Za-z.]+,?")
_MOST_TITLE_LINES = 6
_SHORTEST = 5
"""A single name of fewer letters is more likely a smudge, where no NIP vouches for it."""

_FAR = 1.3
"""White that parts a title from the name beneath the signature, in heights of a line."""


@dataclass(frozen=True)
class SignerBlock:
    """What the block says; a part that is not clear is ``None``.

    ``number``: the NIP's digits; ``is_one_of_several``: another name stands beside this one.
    """

    name: Passage | None = None
    title: Passage | None = None
    nip: Passage | None = None
    number: str = ""
    is_one_of_several: bool = False


def find_signer(letter: IncomingLetter) -> SignerBlock:
    """Who signs the letter; an empty block when several do, or it is not clear who."""
    columns = _columns(letter)
    numbers = [column for column in columns if _NIP.search(column.text)]
    if len(numbers) > 1:
        return SignerBlock()
    if numbers:
        return _above_the_number(_beside(columns, numbers[0]), numbers[0])
    return _under_the_title(columns)


def _columns(letter: IncomingLetter) -> list[Passage]:
    """The columns of the closing's lines, up to the copies."""
    span = letter.span("closing")
    lines = list(letter.lines[span.start : span.stop])
    if len(lines) < 3:
        lines = [*letter.lines_of("body"), *lines][-18:]
    middle = max((line.box[2] for line in lines), default=0.0) / 2
    found: list[Passage] = []
    for line in lines:
        columns = _two_at_most(line.columns, middle)
        if _COPY.match(columns[0].text):
            columns = columns[1:]
        found += columns
    return found


def _two_at_most(columns: Sequence[Passage], middle: float) -> list[Passage]:
    """The columns of a line; single words right of the middle, or behind a name's comma, go on."""
    left = [column for column in columns if column.place.box[0] <= middle]
    right = columns[len(left) :]
    is_begun = bool(right) and (right[0].text.endswith(",") or _DRAWN_OUT.fullmatch(right[0].text))
    if not is_begun or not all(_DRAWN_OUT.fullmatch(column.text) for column in right[1:]):
        return list(columns)
    return [*left, Passage([word for column in right for word in column.words])]


def _beside(columns: Sequence[Passage], anchor: Passage) -> list[Passage]:
    """Those that stand above or beneath the anchor on its page."""
    left, _, right, _ = anchor.place.box
    return [
        column
        for column in columns
        if column.place.page == anchor.place.page
        and column.place.box[0] < right + 10
        and column.place.box[2] > left - 10
    ]


def _above_the_number(block: list[Passage], anchor: Passage) -> SignerBlock:
    at = block.index(anchor)
    match = _NIP.search(anchor.text)
    number = re.sub(r"\D", "", match["number"]) if match else ""
    at -= 1
    while at >= 0 and _is_rank(block[at].text):
        at -= 1
    name = block[at] if at >= 0 and is_name(block[at].text) else None
    title = _title(block[:at]) if name else None
    is_valid = is_nip(number)
    return SignerBlock(name, title, anchor if is_valid else None, number if is_valid else "")


def _under_the_title(columns: Sequence[Passage]) -> SignerBlock:
    """A block without a NIP: a title or greeting, white, a name."""
    starts = [
        column
        for column in columns
        if (_TITLE_WORD.match(column.text) or _GREETING.fullmatch(column.text))
        and len(column.words) <= 12
    ]
    if not starts:
        return SignerBlock()
    block = _beside(columns, starts[0])
    block = block[block.index(starts[0]) :]
    names = [
        at
        for at in range(1, len(block))
        if is_name(block[at].text)
        and len(block[at].text) > _SHORTEST
        and (_is_apart(block, at) or _STAMP.search(block[at - 1].text))
    ]
    if not names:
        return SignerBlock()
    at = max(names, key=lambda at: _gap(block[at - 1], block[at]))
    title = _title(block[:at]) or _title_beneath(block[at + 1 : at + 3])
    return SignerBlock(block[at], title, is_one_of_several=_has_another(columns, block[at]))


def _has_another(columns: Sequence[Passage], name: Passage) -> bool:
    """Whether a second person's name stands on the line of this one."""
    _, top, _, bottom = name.place.box
    return any(
        column is not name
        and column.place.page == name.place.page
        and column.place.box[1] < bottom
        and column.place.box[3] > top
        and is_name(column.text)
        for column in columns
    )


def _is_apart(block: Sequence[Passage], at: int) -> bool:
    return _gap(block[at - 1], block[at]) >= _FAR


def _title_beneath(block: Sequence[Passage]) -> Passage | None:
    """Associations and firms write the office under the name."""
    for column in block:
        if _TITLE_WORD.match(column.text) and not _is_rank(column.text):
            return column
    return None


def _gap(above: Passage, beneath: Passage) -> float:
    height = max(beneath.words[0].box[3] - beneath.words[0].box[1], 1.0)
    return (beneath.place.box[1] - above.place.box[3]) / height


def _title(above: Sequence[Passage]) -> Passage | None:
    """The lines that are set together over the signature, from the first that names an office."""
    lines = [line for line in above if not _STAMP.search(line.text)][-_MOST_TITLE_LINES - 2 :]
    together: list[Passage] = []
    while lines and not together:
        together = _set_together(lines)
        del lines[len(lines) - max(len(together), 1) :]
        while together and not _TITLE_WORD.match(together[0].text):
            together.pop(0)
    words: list[Word] = [word for line in _own_office(together) for word in line.words]
    return Passage(words) if words and len(words) <= 30 else None


def _set_together(lines: Sequence[Passage]) -> list[Passage]:
    """The last lines, up to white, a greeting or a date."""
    together: list[Passage] = []
    for line in reversed(lines):
        is_apart = bool(together) and _gap(line, together[0]) >= _FAR
        if is_apart or _GREETING.fullmatch(line.text) or find_dates(line.text):
            break
        together.insert(0, line)
    return together


def _own_office(lines: list[Passage]) -> list[Passage]:
    """Of "a.n. Wali Kota, Sekretaris Daerah, u.b. Asisten" the office of the one who signs."""
    own = lines
    for index, line in enumerate(lines):
        if not _ON_BEHALF.match(line.text):
            continue
        rest = lines[index + 1 :]
        if _ON_BEHALF.fullmatch(line.text):
            own = rest
            continue
        # The principal's office may run on; the signer's begins with the next office.
        own = next((rest[at:] for at in range(len(rest)) if _TITLE_WORD.match(rest[at].text)), [])
    return own


def _is_rank(text: str) -> bool:
    """A rank alone; with a comma for degrees or "(Purn.)" it is part of a name."""
    return bool(_RANK.fullmatch(text)) and not re.search(r"\(Purn|, [A-Z]\.", text)


def is_name(text: str) -> bool:
    """Whether the text can be a person's name with titles."""
    text = text.strip("() _")
    words = text.split()
    if not 1 <= len(words) <= 12 or len(text) < 4 or any(char.isdigit() for char in text):
        return False
    if (
        _NO_PERSON.match(text)
        or _TITLE_WORD.match(text)
        or _is_rank(text)
        or _OTHER_ID.match(text)
        or ":" in text
    ):
        return False
    return all(_NAME_WORD.fullmatch(word) for word in words) and not _COPY.match(text)


def is_nip(number: str) -> bool:
    """Whether 18 digits can be a NIP: day of birth, month of appointment, sex, running number."""
    match = _NIP_DIGITS.fullmatch(number)
    if match is None:
        return False
    born, _, month = match.groups()
    try:
        date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    return 1 <= int(month) <= 12 or month == "21"
