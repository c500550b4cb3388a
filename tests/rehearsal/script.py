"""The nine steps, with one return, one clash and one stand-in."""

from datetime import datetime, timedelta

from tests.rehearsal.application import ROOM, ZONE, Application, Slot, free_slot, new_form
from tests.rehearsal.browser import Page
from tests.rehearsal.dates import typed
from tests.rehearsal.markup import Misread
from tests.rehearsal.office import Office, needed
from tests.rehearsal.stage import Say, Stage

APPLICANT, OTHER_AGENCY = "rina", "andi"
WAITS = "Menunggu konfirmasi pemohon"
STAND_IN = "Plh. Kepala Dinas"
SPARE = "Perangkat cadangan disiapkan di ruang kendali."


def rehearse(office: Office, say: Say) -> Stage:
    """Take one request from the letter to the acknowledged report.

    Raises:
        RehearsalFailed: which step, and why.
    """
    stamp = datetime.now(ZONE)
    office.event = f"Rapat Koordinasi Literasi Digital (gladi {stamp:%d/%m/%Y %H.%M.%S})"
    stage = Stage(office, APPLICANT, say)
    _appoint_a_stand_in(stage)
    slot = _find_a_time(stage)
    other = _book_the_room(stage, stamp, slot)
    office.letter_number = f"400.3.1/G-{stamp:%y%m%d%H%M%S}/Disdikbud"
    _submit(stage, Application(office, APPLICANT, office.event, office.letter_number, slot))
    _return_and_correct(stage)
    _dispose(stage)
    _find_the_clash(stage)
    _negotiate(stage)
    _reply(stage)
    _prepare(stage)
    _hold_the_event(stage)
    _leave_tidy(stage, other)
    return stage


def require(page: Page, *texts: str) -> None:
    """Insist that a page shows these texts."""
    for text in texts:
        if text not in page.text:
            raise Misread(f"{page.path} does not show “{text}”")


def _appoint_a_stand_in(stage: Stage) -> None:
    """The sample's stand-in holds for some weeks; then the administrator appoints her anew."""
    office = stage.office
    with stage.scene("", "maria", "stands in for the head"):
        if STAND_IN in office.browser("maria").open("/").tree.text:
            return
    with stage.scene("", "teguh", "appoints a stand-in for the head"):
        browser = office.browser("teguh")
        form = needed(browser.open("/kelola/jabatan/kepala_dinas/tambah/"), "/tambah/", "")
        form.fill(
            person=form.value_of("person", office.player("maria").name),
            standing="plh",
            end=typed(datetime.now(ZONE) + timedelta(days=7)),
            basis_number="800.1.11.1/GLADI",
            basis_date=f"{datetime.now(ZONE):%Y-%m-%d}",
        )
        browser.send(form)
        if STAND_IN not in office.browser("maria").open("/").tree.text:
            raise Misread("her home page does not say that she stands in")


def _find_a_time(stage: Stage) -> Slot:
    with stage.scene("", OTHER_AGENCY, f"looks for a time when {ROOM} is free"):
        browser = stage.office.browser(OTHER_AGENCY)
        return free_slot(browser, new_form(browser).value_of("ruang", ROOM))


def _book_the_room(stage: Stage, stamp: datetime, slot: Slot) -> str:
    office = stage.office
    with stage.scene("", OTHER_AGENCY, f"another agency holds {ROOM} first"):
        event = f"Pertemuan Kader Posyandu (gladi {stamp:%H.%M.%S})"
        number = f"400.7.1/G-{stamp:%y%m%d%H%M%S}/Dinkes KB"
        page = Application(office, OTHER_AGENCY, event, number, slot).send()
        require(page, event, "Diajukan")
    return page.path


def _submit(stage: Stage, ours: Application) -> None:
    office = stage.office
    with stage.scene("1", APPLICANT, "submits; told of the clash, all the same", "Diajukan"):
        browser = office.browser(APPLICANT)
        refused = browser.send(ours.fill(new_form(browser)), "ajukan", expect=409)
        require(refused, "Yang memakai")
        form = needed(refused, "/isi/", "of a request")
        page = browser.send(form.fill(accepts_clash=True), "ajukan")
        require(page, office.event, "Bentrok jadwal")
        office.request = page.path


def _return_and_correct(stage: Stage) -> None:
    office = stage.office
    note = "Sebutkan pimpinan rapat dan jumlah peserta yang sebenarnya."
    with stage.scene("2", "yuliana", "returns it as incomplete", "Dikembalikan"):
        office.move("yuliana", "returned", reason="tidak_lengkap", note=note)
    with stage.scene("1", APPLICANT, "reads why, corrects, submits again", "Diajukan"):
        browser = office.browser(APPLICANT)
        page = browser.open(f"{office.request}isi/")
        require(page, note)
        form = needed(page, "/isi/", "of a request")
        form.fill(chair="Sekretaris Daerah Kota Singkawang", people_in_room="28")
        if "accepts_clash" in form.entries:
            form.fill(accepts_clash=True)
        require(browser.send(form, "ajukan"), office.event)
    with stage.scene("2", "yuliana", "sees what changed, registers the letter", "Diterima TU"):
        page = office.task("yuliana", "received")
        require(page, "Yang berubah", "Sekretaris Daerah Kota Singkawang")
        complete = list(
            needed(page, "/received/", "").entries["received-completeness"].choices or ()
        )
        office.move("yuliana", "received", page, completeness=complete, facts_match=True)


def _dispose(stage: Stage) -> None:
    office = stage.office
    with stage.scene("3", "maria", "disposes as stand-in for the head", "Disposisi Kepala Dinas"):
        page = office.task("maria", "forwarded")
        require(page, STAND_IN)
        office.move(
            "maria", "forwarded", page, instructions=["fasilitasi", "laporkan"], note="Utamakan."
        )
    with stage.scene("4", "bambang", "passes it down", "Disposisi Kabid"):
        page = office.task("bambang", "forwarded")
        require(page, "Maria Yosefina")
        office.move("bambang", "forwarded", page, instructions=["tindak_lanjuti"])


def _find_the_clash(stage: Stage) -> None:
    office = stage.office
    with stage.scene("5", "siti", "examines and directs the team", "Pemeriksaan"):
        page = office.task("siti", "directed")
        form = needed(page, "/directed/", "directed")
        members = [form.value_of("directed-member_waktu", name) for name in ("Agus", "Dewi")]
        office.move(
            "siti",
            "directed",
            page,
            facts_match=True,
            member_=members[0],
            note="Cari ruang pengganti pada hari yang sama.",
        )
    with stage.scene("6", "agus", "checks the five items", "Pemeriksaan"):
        page = office.task("agus", "items")
        require(page, "Bersamaan dengan acara lain")
        office.move("agus", "items", page, result_="sesuai")
        office.move(
            "agus", "items", result_tempat="tidak", note_tempat="TCM Room dipakai instansi lain."
        )
    with stage.scene("6", "siti", "states the clash", "Pemeriksaan"):
        office.move("siti", "clash", note="TCM Room terpakai pada waktu yang diminta.")


def _negotiate(stage: Stage) -> None:
    office = stage.office
    with stage.scene("7", "siti", "offers two alternatives, each held", WAITS):
        page = office.task("siti", "offer")
        free = list(needed(page, "/offer/", "offer").entries["offer-choices"].choices or ())[:2]
        message = "TCM Room terpakai. Kami menahan dua pilihan berikut untuk Saudara."
        office.move("siti", "offer", page, choices=free, message=message)
    with stage.scene("7", APPLICANT, "picks the first of them", "Terjadwal"):
        page = office.task(APPLICANT, "agreed")
        offers = needed(page, "/agreed/", "agreed").entries["agreed-offer"].choices or {}
        office.agreed = next(iter(offers.values()))
        office.move(
            APPLICANT, "agreed", page, offer=next(iter(offers)), note="Setuju, terima kasih."
        )
        require(office.request_page(APPLICANT), office.agreed.split(",")[0])


def _reply(stage: Stage) -> None:
    office = stage.office
    with stage.scene("", "siti", "edits the reply that the system drafted", "Terjadwal"):
        office.move("siti", "drafted", copies="Wali Kota Singkawang (sebagai laporan)")
    with stage.scene("", "hendra", "releases the reply", "Terjadwal"):
        page = office.task("hendra", "released")
        require(page, "Menindaklanjuti surat")
        office.move("hendra", "released", page)


def _prepare(stage: Stage) -> None:
    office = stage.office
    with stage.scene("8", "siti", "talks with the requester, fixes the dates", "Terjadwal"):
        office.move("siti", "contact", channel="wa", what="Teknis dan tata letak disepakati.")
        office.move("siti", "schedule")
    with stage.scene("8", "siti", "tests the connection", "Uji koneksi"):
        office.move("siti", "checklist", result_="baik")
        office.move("siti", "checklist", result_backup_device="catatan", remark_backup_device=SPARE)
    with stage.scene("8", "siti", "gives the verdict", "Siap dilaksanakan"):
        office.move("siti", "ready_with_remarks", note=SPARE)


def _hold_the_event(stage: Stage) -> None:
    office = stage.office
    with stage.scene("9", "agus", "starts the event", "Sedang berlangsung"):
        crew = ["Agus Wijaya", "Dewi Lestari, S.Kom."]
        office.move("agus", "start", operators=crew, early="on")
    with stage.scene("9", "agus", "notes an incident", "Sedang berlangsung"):
        what = "Suara peserta daring bergema."
        office.move("agus", "incident", what=what, done="Mikrofon peserta dimatikan.")
    with stage.scene("9", "agus", "ends the event", "Menunggu laporan"):
        office.move("agus", "end")
    with stage.scene("9", "agus", "reports", "Menunggu pengesahan laporan"):
        office.move(
            "agus",
            "reported",
            result="lancar_dengan_kendala",
            attended_in_room="26",
            attended_online="118",
            equipment_condition="Baik.",
            line_quality="Stabil.",
            minutes_lost="1",
            conclusion="Kegiatan berjalan sampai selesai; gema segera teratasi.",
        )
    with stage.scene("9", "siti", "acknowledges the report", "Selesai"):
        page = office.task("siti", "acknowledged")
        require(page, "Kegiatan berjalan sampai selesai")
        office.move("siti", "acknowledged", page)


def _leave_tidy(stage: Stage, other: str) -> None:
    browser = stage.office.browser(OTHER_AGENCY)
    with stage.scene("", OTHER_AGENCY, "withdraws the request that held the room"):
        form = needed(browser.open(f"{other}batalkan/"), "/batalkan/", "of a withdrawal")
        require(browser.send(form.fill(reason="Selesai gladi.")), "Dibatalkan")
