"""Reading an SOP file: what is refused, and where the fault is said to stand."""

import dataclasses

import pytest

from jumpa.workflow import soundness
from jumpa.workflow.sop import SopFaults, load
from jumpa.workflow.sopfile.lines import positions
from jumpa.workflow.tests.makers import KINDS, make_sop, sop_text


def faults_of(text):
    with pytest.raises(SopFaults) as refused:
        load(text, kinds=KINDS)
    return refused.value.faults


def changed(*changes):
    """The text of the SOP with each (old, new) replaced once."""
    text = sop_text()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def line_of(text, fragment):
    return next(at for at, line in enumerate(text.splitlines(), 1) if fragment in line)


def test_the_sop_is_frozen_through_and_through():
    sop = make_sop()
    hash(sop)  # only possible when nothing inside can change
    with pytest.raises(dataclasses.FrozenInstanceError):
        sop.steps[0].outcomes[0].opens = ()


def test_the_official_steps_are_the_nine_in_order():
    assert [step.number for step in make_sop().official_steps] == list(range(1, 10))


def test_things_are_found_by_their_keys():
    sop = make_sop()
    assert sop.step("check").outcome("clash").opens == ("negotiate",)
    assert sop.performer("tu").title == "TU"
    assert sop.ending("selesai").title == "Selesai"
    with pytest.raises(KeyError):
        sop.step("nothing")


@pytest.mark.parametrize(
    ("old", "new", "where", "message"),
    [
        ('kind = "examine"', 'kind = "exam"', 'langkah 5 "examine" > kind', "tidak dikenal"),
        (
            'key = "clash"',
            'key = "klash"',
            'langkah 6 "check" > hasil "klash" > key',
            "tidak disediakan",
        ),
        ('["kabid_aptika"]', '["kabid"]', 'langkah 4 "dispose_division" > pelaksana', '"kabid"'),
        ('opens = ["receive"]', 'opens = ["recieve"]', 'hasil "submitted" > opens', '"recieve"'),
        ('"reply_draft", "reply_release"]', '"reply_drfat"]', "cancels", '"reply_drfat"'),
        (
            'joins = ["prepare",',
            'joins = ["prepares",',
            'langkah 9 "execute" > joins',
            '"prepares"',
        ),
        ('until = ["execute"]', 'until = ["exec"]', 'permintaan "withdraw" > until', '"exec"'),
        ('by = ["opd"]', 'by = ["opds"]', 'permintaan "withdraw" > by', '"opds"'),
        ('closes = "ditolak"', 'closes = "batal"', 'hasil "released" > closes', '"batal"'),
        ('start = "submit"', 'start = "begin"', "start", '"begin"'),
        ("number = 6", "number = 5", 'langkah 5 "check" > number', "lebih dari satu kali"),
        ("number = 6", "number = 16", 'langkah 16 "check" > number', "seharusnya 6"),
        ('key = "examine"', 'key = "receive"', 'langkah 5 "receive" > key', "lebih dari satu"),
        ('{ key = "tu",', '{ key = "opd",', 'pelaksana "opd" > key', "lebih dari satu kali"),
        ('key = "recheck"', 'key = "agreed"', 'hasil "agreed" > key', "lebih dari satu kali"),
        ("minutes = 15\n", "", 'langkah 7 "negotiate" > minutes', "waktu baku wajib ada"),
        ("minutes = 15", "minutes = 0", 'langkah 7 "negotiate" > minutes', "lebih besar dari nol"),
        ("minutes = 15", 'minutes = "15"', 'langkah 7 "negotiate" > minutes', "bilangan bulat"),
        ("minutes = 15", "minutes = true", 'langkah 7 "negotiate" > minutes', "bilangan bulat"),
        ('papers = "Laporan"', 'pappers = "Laporan"', 'langkah 7 "negotiate" > pappers', "dikenal"),
        ('nip = "', 'nik = "', "identitas > approved_by > nip", "wajib ada"),
        ("related = []", 'related = "-"', "related", "harus berupa daftar"),
        ('performers = ["tu"]', "performers = []", 'langkah 2 "receive" > pelaksana', "satu butir"),
        ('closes = "dibatalkan"', "", 'permintaan "withdraw"', "tidak membuka langkah"),
        (
            'opens = ["check"]\n',
            'opens = ["check"]\ncloses = "selesai"\n',
            'permintaan "reschedule"',
            "salah satu",
        ),
        (
            'joins = ["prepare", ',
            'joins = ["prepare", "check", ',
            'langkah 9 "execute" > joins > butir 2',
            "tidak pernah membuka",
        ),
        ('activity = "TU ', 'activity = "" # "', 'langkah 2 "receive" > activity', "uraian"),
        ('key = "receive"\n', "", "langkah ke-2 > key", "wajib ada"),
        ('{ key = "tu", title = "TU" }', '"TU"', "pelaksana > butir 2", "harus berupa tabel"),
        ('kind = "receive"', "kind = 5", 'langkah 2 "receive" > kind', "harus berupa teks"),
        ("cancels_open = true", "cancels_open = 1", "cancels_open", "true atau false"),
        ('key = "video_conference"', 'key = "Video Conference"', "key", "huruf kecil"),
    ],
)
def test_a_fault_is_named_with_its_place(old, new, where, message):
    text = changed((old, new))
    faults = [fault for fault in faults_of(text) if where in fault.where]
    fault = next(fault for fault in faults if message in fault.message)
    touched = sop_text()[: sop_text().index(old)].count("\n") + 1
    assert touched - 9 <= fault.line <= touched, "on the line, or at the head of its table"


def test_all_faults_are_reported_at_once_in_the_order_of_the_file():
    text = changed(
        ('title = "TU"', 'name = "TU"'),
        ('kind = "receive"', 'kind = "unknown"'),
        ('opens = ["negotiate"]', 'opens = ["nowhere"]'),
        ("minutes = 120", 'minutes = "long"'),
    )
    faults = faults_of(text)
    assert [fault.line for fault in faults] == sorted(fault.line for fault in faults)
    assert {
        line_of(text, 'name = "TU"'),
        line_of(text, 'kind = "unknown"'),
        line_of(text, '["nowhere"]'),
        line_of(text, 'minutes = "long"'),
    } <= {fault.line for fault in faults}


def test_the_faults_can_be_read_as_text():
    with pytest.raises(SopFaults, match=r"baris \d+, langkah 9 \"execute\" > minutes: harus"):
        load(changed(("minutes = 120", "minutes = -1")), kinds=KINDS)


def test_one_misshapen_value_is_one_fault():
    assert len(faults_of(changed(("minutes = 120", 'minutes = "long"')))) == 1


def test_a_step_that_no_run_comes_to_is_refused():
    text = changed(('opens = ["correct"]', 'opens = ["submit"]'))
    (fault,) = faults_of(text)
    assert 'langkah "correct"' in fault.where
    assert "tidak dapat dicapai" in fault.message


def test_a_step_without_a_way_to_an_ending_is_refused():
    text = changed(
        ('opens = ["refusal_release"]', 'opens = ["refusal_draft"]'),
        ('closes = "ditolak"', 'opens = ["refusal_draft"]'),
    )
    places = [fault.where for fault in faults_of(text) if "menuju akhir" in fault.message]
    assert 'langkah "refusal_draft" > key' in places


def test_a_join_that_would_wait_for_ever_is_refused_with_the_way_into_it():
    text = changed(
        (
            'title = "Disepakati", opens = ["prepare", "reply_draft"]',
            'title = "S", opens = ["prepare"]',
        )
    )
    (fault,) = faults_of(text)
    assert "negotiate agreed, prepare ready." in fault.message


def test_a_way_out_that_only_an_intervention_offers_does_not_count():
    text = changed(
        (
            'title = "Disepakati", opens = ["prepare", "reply_draft"]',
            'title = "S", opens = ["prepare"]',
        ),
        ('until = ["execute"]\ncancels_open', "until = []\ncancels_open"),
    )
    (fault,) = faults_of(text)
    assert "tidak dapat diakhiri" in fault.message


def test_a_flow_too_large_to_be_tried_out_is_refused_not_passed(monkeypatch):
    monkeypatch.setattr(soundness, "LIMIT", 100)
    (fault,) = faults_of(sop_text())
    assert "terlalu rumit" in fault.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('key = "video_conference"', "key = "),
        ("[[steps]]", "[[steps]"),
        ('warning = "', 'warning = "\\q'),
    ],
)
def test_a_text_that_is_no_toml_is_one_fault_with_its_line(old, new):
    text = changed((old, new))
    (fault,) = faults_of(text)
    assert fault.line == line_of(text, new)


def test_an_unclosed_text_is_a_fault_at_its_end():
    (fault,) = faults_of('key = """never closed\n')
    assert fault.line == 2


def test_an_empty_file_names_all_that_is_missing():
    wheres = {fault.where for fault in faults_of("")}
    assert {"key", "title", "langkah", "pelaksana", "akhir", "identitas", "warning"} <= wheres


def test_lines_are_found_in_every_way_of_writing_toml():
    text = (
        'a = """x [not] a = table\n"""\n'  # lines 1 to 2
        "# b = comment [[steps]]\n"
        "[t.u]\n"
        "c.d = 1.5 # e = 2\n"
        "f = [\n  'one',\n  { g = 1, h = [2,\n 3] },\n]\n"
        "[[v]]\n[[v.w]]\n\"k\" = 'x]'\n[[v.w]]\nk = 2\n[[v]]\n[[v.w]]\nk = 3\n"
    )
    lines = positions(text)
    assert lines["a",] == 1
    assert ("b",) not in lines
    assert lines["t", "u", "c", "d"] == 5
    assert lines["t", "u", "f", 0] == 7
    assert lines["t", "u", "f", 1, "h"] == 8
    assert lines["t", "u", "f", 1, "h", 1] == 9
    assert lines["v", 0, "w", 0, "k"] == 13
    assert lines["v", 0, "w", 1, "k"] == 15
    assert lines["v", 1, "w", 0, "k"] == 18
