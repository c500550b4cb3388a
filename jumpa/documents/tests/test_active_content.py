"""What runs or leaves by itself is refused however the file says it: most say it by reference."""

import pytest

from jumpa.core.errors import Refused
from jumpa.documents.inspection import inspect
from jumpa.documents.tests.raw_pdfs import raw_letter, raw_stream

_URI = b"<</S/URI/URI(http://contoh.example)>>"
_SHARE = rb"<</S/GoToR/F(\\\\10.0.0.1\\s\\a.pdf)/D[0/Fit]>>"
_FILE = b"/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F %s/EF<</F 6 0 R>>>>]>>>>"
_GOES = b"/OpenAction<</S/GoTo/D[3 0 R/Fit]/Next %s>>"

ACTIVE = {
    "address, in place": raw_letter(catalog=b"/OpenAction" + _URI),
    "address": raw_letter(_URI, catalog=b"/OpenAction 6 0 R"),
    "file of another machine": raw_letter(_SHARE, catalog=b"/OpenAction 6 0 R"),
    "when the page is shown": raw_letter(_SHARE, page=b"/AA<</O 6 0 R>>"),
    "events by reference": raw_letter(b"<</O" + _URI + b">>", page=b"/AA 6 0 R"),
    "the next, in place": raw_letter(catalog=_GOES % _URI),
    "the next of the next": raw_letter(
        b"<</S/GoTo/D[3 0 R/Fit]/Next[7 0 R]>>", _SHARE, catalog=_GOES % b"6 0 R"
    ),
    "a circle": raw_letter(b"<</S/GoTo/D[3 0 R/Fit]/Next 6 0 R>>", catalog=b"/OpenAction 6 0 R"),
    "program": raw_letter(b"<</S/Launch/F(cmd.exe)>>", catalog=b"/OpenAction 6 0 R"),
    "kind by reference": raw_letter(b"/Launch", catalog=b"/OpenAction<</S 6 0 R/F(cmd)>>"),
    "name in hexadecimal": raw_letter(catalog=b"/OpenAction<</S/Java#53cript/#4aS(x)>>"),
    "attached program": raw_letter(raw_stream(b"MZ\x90\0"), catalog=_FILE % b"(lampiran.dat)"),
    "attached script": raw_letter(raw_stream(b"@echo"), b"(a.bat)", catalog=_FILE % b"7 0 R"),
}
QUIET = {
    "plain": raw_letter(),
    "opens at a page": raw_letter(catalog=b"/OpenAction[3 0 R/Fit]"),
    "goes to a page": raw_letter(b"<</S/GoTo/D[3 0 R/Fit]>>", catalog=b"/OpenAction 6 0 R"),
    "goes twice": raw_letter(catalog=_GOES % b"<</S/GoTo/D[3 0 R/Fit]>>"),
    "a link to click": raw_letter(
        _URI, page=b"/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A 6 0 R>>]"
    ),
    "attached list": raw_letter(raw_stream(b"a;b"), catalog=_FILE % b"(daftar.csv)"),
}


@pytest.mark.parametrize("name", ACTIVE)
def test_what_acts_by_itself_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="memuat isi aktif"):
        inspect(ACTIVE[name], "surat.pdf")


@pytest.mark.parametrize("name", QUIET)
def test_what_waits_for_a_click_is_taken(name: str) -> None:
    inspect(QUIET[name], "surat.pdf")
