"""Taking up again what was taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jumpa.core.errors import Conflict, DomainError, NotAllowed
from jumpa.intake.actions import restore_request
from jumpa.intake.permissions import requester_of
from jumpa.intake.queries import may_be_restored
from jumpa.intake.views.person import person_of, visible_request


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, ref: str) -> HttpResponse:
    """Ask once more, then bring a withdrawn request back to life."""
    found, person = visible_request(request, ref), person_of(request)
    requester_of(found, person)
    error: DomainError | None = None
    status = 200
    if request.method == "POST":
        try:
            restored = restore_request(
                ref, person=person, accepts_clash=bool(request.POST.get("accepts_clash"))
            )
        except NotAllowed:
            raise
        except DomainError as refusal:
            error, status = refusal, refusal.status
        else:
            messages.success(request, _said(has_clash=restored.has_clash))
            return redirect("permohonan_lihat", ref=ref)
    elif not may_be_restored(found, timezone.now()):
        return redirect("permohonan_lihat", ref=ref)
    context = {"found": found, "error": error, "is_conflict": isinstance(error, Conflict)}
    return render(request, "intake/restore.html", context, status=status)


def _said(*, has_clash: bool) -> str:
    if has_clash:
        return _("Permohonan dipulihkan dengan bentrok jadwal; petugas akan menawarkan waktu lain.")
    return _("Permohonan dipulihkan dan jadwalnya ditahan kembali.")
