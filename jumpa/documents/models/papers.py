import secrets

from django.db import models
from django.db.models import Q
from django.utils import timezone

from jumpa.core.ids import ALPHABET, new_ref


def new_token() -> str:
    """109 random bits for a public address: nobody comes upon it by trying, anyone can type it."""
    return "".join(secrets.choice(ALPHABET) for _ in range(22))


def paper_name(instance: "Paper", _original: str) -> str:
    """A random name for a rendered paper."""
    return f"papers/{instance.issued_at:%Y/%m}/{secrets.token_hex(16)}.pdf"


def signed_name(instance: "SignedCopy", _original: str) -> str:
    """A random name for a signed paper."""
    return f"signed/{instance.at:%Y/%m}/{secrets.token_hex(16)}.pdf"


class Paper(models.Model):
    """One version of one letter. It never changes; a later version takes ``is_current`` from it.

    ``part`` tells apart several papers of a kind for one owner (for example a task's ref).
    ``facts`` is what it was made of; ``content`` is what it prints, kop included, so that it
    renders to the same bytes whenever that happens. ``file`` is empty until it is rendered, and
    again after ``disposed_at``, when its retention was over.

    ``token`` is its address on the public page; ``signer_office`` the key of the office whose
    signature it asks for, empty for a paper that needs none.

    ``takes_mark`` is known of what ``papers_to_sign`` gives.
    """

    takes_mark: bool

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    owner = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=40)
    part = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)
    is_current = models.BooleanField(default=True)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=120, blank=True)
    facts = models.JSONField()
    content = models.JSONField()
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by_name = models.CharField(max_length=200)
    issued_by_office = models.CharField(max_length=200)
    file = models.FileField(upload_to=paper_name, max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    token = models.CharField(max_length=22, unique=True, default=new_token, editable=False)
    signer_office = models.CharField(max_length=40, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    disposed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("issued_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "kind", "part", "version"), name="paper_version_once"
            ),
            models.UniqueConstraint(
                fields=("owner", "kind", "part"),
                condition=Q(is_current=True),
                name="one_current_paper",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()


class SignedCopy(models.Model):
    """A paper with a signature on it; the latest is what is handed out. It never changes.

    ``way`` is the key of a signer; ``person_name`` and ``office_title`` as whom it was signed;
    ``document_id`` is what a signing service calls it; ``certificate`` has subject, issuer, serial
    and end of validity of what signed, empty for ink; ``verdict`` is our own check of the file.
    ``remarks`` are codes of ``documents.remarks``; ``confirmed_by`` is who said that a scan is this
    paper's where that could not be read.
    """

    ref = models.CharField(max_length=14, unique=True, default=new_ref, editable=False)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="signed_copies")
    way = models.CharField(max_length=20)
    person_name = models.CharField(max_length=200)
    office_title = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)
    file = models.FileField(upload_to=signed_name, max_length=200, blank=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    document_id = models.CharField(max_length=120, blank=True)
    certificate = models.JSONField(default=dict)
    verdict = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    confirmed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.UniqueConstraint(fields=("paper", "sha256"), name="signed_file_once"),
        )

    def __str__(self) -> str:
        return f"{self.paper_id} {self.way}"
