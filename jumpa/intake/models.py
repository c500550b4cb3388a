from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jumpa.core.ids import new_ref
from jumpa.documents.models import StoredFile
from jumpa.people.models import Agency, Person
from jumpa.people.queries import offices_of
from jumpa.scheduling.models import Resource
from jumpa.workflow.models import Run


class ServiceRequestQuerySet(models.QuerySet["ServiceRequest"]):
    """Lists of requests."""

    def visible_to(self, person: Person) -> "ServiceRequestQuerySet":
        """The office sees what was submitted; an agency's people see all of their agency's."""
        offices = offices_of(person)
        seen = Q(pk__in=[])
        if offices - {"opd"}:
            seen |= Q(run__isnull=False)
        if "opd" in offices and person.agency_id is not None:
            seen |= Q(agency_id=person.agency_id)
        return self.filter(seen)


class ServiceRequest(models.Model):
    """What an agency asks for, with its letter: the thread from letter to report.

    ``start``/``end``/``room`` are what is wanted (``any_room``: any that serves); ``agreed_*`` what
    the office has confirmed. ``setup_``, ``test_`` and ``teardown_minutes`` are the office's for
    this event in place of each resource's own; None leaves those. ``office_need`` is what the
    office decided of the need otherwise than was asked (see ``needs.py``). ``displaced_*``: a
    priority took its time, until something else is agreed on.

    An event that repeats has ``recurrence`` (one line of RFC 5545, see ``recurrence.py``), and
    ``date_changes`` where the requester wants a date otherwise (see ``series.py``). What holds of
    each date once it is submitted are its ``occurrences``; an event that does not repeat has none.
    Texts may be blank while it is a draft: what a submission needs is in ``rules.missing``.
    """

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    run = models.OneToOneField(Run, models.PROTECT, null=True, editable=False, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, editable=False, related_name="+")
    created_by = models.ForeignKey(Person, models.PROTECT, editable=False, related_name="+")
    created_at = models.DateTimeField(editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    letter_number = models.CharField(_("Nomor surat"), max_length=100, blank=True)
    letter_date = models.DateField(_("Tanggal surat"), null=True, blank=True)
    letter_subject = models.CharField(_("Hal"), max_length=300, blank=True)
    letter_nature = models.CharField(_("Sifat naskah"), max_length=40, blank=True)
    urgency = models.CharField(_("Tingkat urgensi"), max_length=40, blank=True)
    signer_name = models.CharField(_("Nama penanda tangan"), max_length=200, blank=True)
    signer_title = models.CharField(_("Jabatan penanda tangan"), max_length=200, blank=True)
    signer_nip = models.CharField(_("NIP penanda tangan"), max_length=18, blank=True)
    letter = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, editable=False, related_name="+"
    )

    pic_name = models.CharField(_("Penanggung jawab kegiatan"), max_length=200, blank=True)
    pic_phone = models.CharField(_("HP/WA penanggung jawab"), max_length=30, blank=True)
    pic_email = models.EmailField(_("Pos-el penanggung jawab"), blank=True)
    tech_name = models.CharField(_("Kontak teknis"), max_length=200, blank=True)
    tech_phone = models.CharField(_("HP/WA kontak teknis"), max_length=30, blank=True)
    far_name = models.CharField(_("Kontak pihak seberang"), max_length=200, blank=True)
    far_phone = models.CharField(_("HP/WA pihak seberang"), max_length=30, blank=True)

    event_name = models.CharField(_("Nama kegiatan"), max_length=300, blank=True)
    event_kind = models.CharField(_("Jenis kegiatan"), max_length=40, blank=True)
    organiser = models.CharField(_("Penyelenggara"), max_length=200, blank=True)
    chair = models.CharField(_("Pimpinan rapat/pejabat yang hadir"), max_length=300, blank=True)
    description = models.TextField(_("Uraian kegiatan"), max_length=5000, blank=True)
    is_closed_event = models.BooleanField(_("Kegiatan tertutup"), default=False)

    start = models.DateTimeField(_("Mulai"), null=True, blank=True)
    end = models.DateTimeField(_("Selesai"), null=True, blank=True)
    far_zone = models.CharField(_("Zona waktu pihak seberang"), max_length=4, blank=True)
    first_alternative_start = models.DateTimeField(_("Alternatif 1 mulai"), null=True, blank=True)
    first_alternative_end = models.DateTimeField(_("Alternatif 1 selesai"), null=True, blank=True)
    second_alternative_start = models.DateTimeField(_("Alternatif 2 mulai"), null=True, blank=True)
    second_alternative_end = models.DateTimeField(_("Alternatif 2 selesai"), null=True, blank=True)
    recurrence = models.TextField(_("Berulang"), max_length=2000, blank=True)
    date_changes = models.JSONField(_("Tanggal yang diatur tersendiri"), default=dict, blank=True)
    test_time = models.DateTimeField(_("Usulan waktu uji koneksi"), null=True, blank=True)

    room = models.ForeignKey(
        Resource,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("Ruang"),
        related_name="+",
    )
    any_room = models.BooleanField(_("Ruang mana saja yang cukup"), default=False)
    venue_name = models.CharField(_("Nama tempat"), max_length=200, blank=True)
    venue_address = models.CharField(_("Alamat dan lantai"), max_length=300, blank=True)
    venue_contact = models.CharField(_("Petugas di tempat"), max_length=200, blank=True)
    venue_facilities = models.CharField(
        _("Jaringan dan listrik di tempat"), max_length=300, blank=True
    )
    layout = models.CharField(_("Tata letak"), max_length=40, blank=True)
    people_in_room = models.PositiveIntegerField(_("Peserta di ruang"), null=True, blank=True)
    people_online = models.PositiveIntegerField(_("Peserta daring"), null=True, blank=True)
    sites = models.PositiveIntegerField(_("Jumlah titik lokasi"), null=True, blank=True)

    application = models.CharField(_("Aplikasi"), max_length=40, blank=True)
    application_other = models.CharField(_("Nama aplikasi lain"), max_length=100, blank=True)
    host = models.CharField(_("Host"), max_length=40, blank=True)
    meeting_link = models.URLField(_("Tautan"), max_length=500, blank=True)
    meeting_id = models.CharField(_("ID rapat"), max_length=100, blank=True)
    meeting_passcode = models.CharField(_("Kode sandi rapat"), max_length=100, blank=True)

    needs = ArrayField(
        models.CharField(max_length=40), verbose_name=_("Layanan"), default=list, blank=True
    )
    equipment = models.JSONField(_("Perlengkapan"), default=dict, blank=True)
    notes = models.TextField(_("Catatan"), max_length=2000, blank=True)
    terms_accepted_at = models.DateTimeField(null=True, editable=False)
    has_clash = models.BooleanField(default=False, editable=False)

    received_date = models.DateField(null=True, editable=False)
    agenda_number = models.PositiveIntegerField(null=True, editable=False)
    agenda_year = models.PositiveSmallIntegerField(null=True, editable=False)
    setup_minutes = models.PositiveSmallIntegerField(null=True, editable=False)
    test_minutes = models.PositiveSmallIntegerField(null=True, editable=False)
    teardown_minutes = models.PositiveSmallIntegerField(null=True, editable=False)
    office_need = models.JSONField(default=dict, editable=False)
    displaced_at = models.DateTimeField(null=True, editable=False)
    displaced_reason = models.TextField(blank=True, editable=False)
    displaced_basis = models.CharField(max_length=300, blank=True, editable=False)
    agreed_start = models.DateTimeField(null=True, editable=False)
    agreed_end = models.DateTimeField(null=True, editable=False)
    agreed_room = models.ForeignKey(
        Resource, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = ServiceRequestQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gt=F("start")),
                name="request_end_after_start",
            ),
            models.CheckConstraint(
                condition=Q(agreed_start__isnull=True, agreed_end__isnull=True)
                | Q(agreed_end__gt=F("agreed_start")),
                name="agreed_end_after_start",
            ),
            models.CheckConstraint(
                condition=Q(run__isnull=True) | Q(start__isnull=False, end__isnull=False),
                name="submitted_request_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(any_room=False) | Q(room__isnull=True),
                name="this_room_or_any_room",
            ),
            models.UniqueConstraint(
                fields=("agenda_year", "agenda_number"), name="agenda_number_once_a_year"
            ),
        )

    def __str__(self) -> str:
        return self.event_name or self.ref

    @property
    def place(self) -> str:
        """Where it takes place, in words: as agreed, else as wanted."""
        return self.agreed_room.name if self.agreed_room is not None else self.wanted_place

    @property
    def wanted_place(self) -> str:
        """Where it is wanted, in words."""
        if self.room is not None:
            return self.room.name
        return gettext("Ruang mana saja yang cukup") if self.any_room else self.venue_name


class Occurrence(models.Model):
    """One date of an event that repeats, as it is wanted or agreed on now.

    ``planned`` is its start by the rule, whatever has become of it; ``room`` None: the request's.
    ``has_clash``: nothing is held for it; ``is_skipped``: it was left out.
    """

    request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="occurrences")
    number = models.PositiveSmallIntegerField()
    planned = models.DateTimeField()
    start = models.DateTimeField()
    end = models.DateTimeField()
    room = models.ForeignKey(Resource, models.PROTECT, null=True, related_name="+")
    is_skipped = models.BooleanField(default=False)
    has_clash = models.BooleanField(default=False)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("request", "number"), name="occurrence_number_once"),
            models.UniqueConstraint(fields=("request", "planned"), name="occurrence_planned_once"),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="occurrence_end_after_start"
            ),
            models.CheckConstraint(
                condition=Q(is_skipped=False) | Q(has_clash=False), name="skipped_has_no_clash"
            ),
        )

    def __str__(self) -> str:
        return f"{self.request_id} #{self.number} {self.start}"


class Revision(models.Model):
    """What the form said at one submission, so that a returned request shows its differences."""

    request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="revisions")
    number = models.PositiveSmallIntegerField()
    values = models.JSONField(encoder=DjangoJSONEncoder)
    at = models.DateTimeField()
    person_name = models.CharField(max_length=200)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("request", "number"), name="revision_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.request_id} r{self.number}"
