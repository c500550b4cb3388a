import hashlib
from dataclasses import replace
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from jumpa.core.models import AuditEntry
from jumpa.documents.actions import issue_paper, paper_bytes
from jumpa.documents.jobs import render_paper
from jumpa.documents.models import OfficeProfile, Paper
from jumpa.documents.queries import current_paper, download_name, papers_of
from jumpa.documents.tests.makers import TU, make_disposition, make_receipt, make_reply

pytestmark = pytest.mark.django_db


def issue(kind: str = "receipt", facts: Any = None, **more: Any) -> Paper:
    return issue_paper(kind, facts or make_receipt(), owner="owner-1", actor=TU, **more)


def test_the_same_facts_give_the_same_paper() -> None:
    first = issue()
    assert issue().ref == first.ref
    assert Paper.objects.count() == 1
    assert AuditEntry.objects.count() == 1
    assert ProcrastinateJob.objects.count() == 1


def test_other_facts_give_the_next_version_and_the_earlier_one_stays() -> None:
    sheet = make_disposition()
    first = issue("disposition_sheet", replace(sheet, levels=sheet.levels[:1]))
    second = issue("disposition_sheet", sheet)
    assert (second.version, second.is_current) == (2, True)
    first.refresh_from_db()
    assert (first.version, first.is_current) == (1, False)
    assert list(papers_of("owner-1")) == [second]
    assert list(papers_of("owner-1", with_earlier=True)) == [first, second]
    assert current_paper("owner-1", "disposition_sheet") == second


def test_parts_of_one_kind_stand_side_by_side() -> None:
    issue(part="task-a")
    issue(part="task-b")
    assert papers_of("owner-1").count() == 2


def test_facts_of_another_letter_are_a_mistake() -> None:
    with pytest.raises(TypeError, match="ReceiptFacts"):
        issue("receipt", make_reply())


def test_reader_and_worker_get_the_same_bytes() -> None:
    paper = issue()
    assert not paper.file
    read = paper_bytes(paper)
    render_paper.func(paper_id=paper.pk)
    again = Paper.objects.get(pk=paper.pk)
    assert paper_bytes(again) == read
    assert again.sha256 == hashlib.sha256(read).hexdigest()
    assert again.size == len(read)


def test_a_job_for_a_paper_that_is_gone_costs_nothing() -> None:
    render_paper.func(paper_id=0)
    assert not Paper.objects.exists()


def test_a_new_kop_changes_no_paper_that_was_issued() -> None:
    paper = issue()
    OfficeProfile.objects.create(pk=1, agency="DINAS LAIN")
    assert paper.content["office"]["agency"] == "DINAS KOMUNIKASI DAN INFORMATIKA"
    assert issue().ref == paper.ref
    later = issue(facts=make_receipt(submitted_by="Andi Saputra, S.K.M."))
    assert later.content["office"]["agency"] == "DINAS LAIN"


def test_the_number_of_a_letter_is_kept_beside_it() -> None:
    paper = issue("reply", make_reply())
    assert paper.number == "500.12/237/2026"
    assert download_name(paper) == "Surat Balasan 500.12-237-2026.pdf"


def test_what_cannot_be_stored_or_printed_is_left_out() -> None:
    paper = issue(facts=make_receipt(submitted_by="Ri\x00na \u202eanilraM\r\nS.Pd."))
    paper.refresh_from_db()
    assert paper.facts["submitted_by"] == "Rina anilraM\nS.Pd."
