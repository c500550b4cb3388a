"""A room's photo: kept by the administrator, seen by whoever may log in."""

from django.contrib import messages
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jumpa.core.form_pages import form_page
from jumpa.scheduling import actions
from jumpa.scheduling.access import keeper
from jumpa.scheduling.forms import PhotoForm
from jumpa.scheduling.models import Kind, Resource
from jumpa.scheduling.photo import CONTENT_TYPE
from jumpa.scheduling.views.kept_units import kept_resource


@require_http_methods(["GET", "HEAD", "POST"])
def set_photo(request: HttpRequest, ref: str) -> HttpResponse:
    """Choose the photo of a room."""
    actor = keeper(request.user)
    room = _room(ref)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = PhotoForm(request.POST, request.FILES)

    def act() -> HttpResponse:
        actions.set_photo(room, form.cleaned_data["photo"], actor=actor)
        messages.success(request, _("Foto %(name)s disimpan.") % {"name": room.name})
        return redirect("kelola_satuan", ref)

    return form_page(request, "scheduling/keep_photo.html", form, act, unit=room)


@require_POST
def remove_photo(request: HttpRequest, ref: str) -> HttpResponse:
    """Leave a room without a photo."""
    actor = keeper(request.user)
    room = actions.remove_photo(_room(ref), actor=actor)
    messages.success(request, _("Foto %(name)s dihapus.") % {"name": room.name})
    return redirect("kelola_satuan", ref)


@require_safe
def room_photo(request: HttpRequest, ref: str) -> HttpResponse:
    """A room's photo; a changed one has another address (``?v=``), so browsers may keep it."""
    room = get_object_or_404(Resource.objects.rooms(), ref=ref)
    if not room.photo:
        raise Http404(_("Ruang ini belum mempunyai foto."))
    response = HttpResponse(_content(room.photo), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=86400"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _content(photo: FieldFile) -> bytes:
    try:
        with photo.open("rb") as stored:
            return bytes(stored.read())
    except FileNotFoundError as error:
        raise Http404(_("Foto ini tidak ditemukan.")) from error


def _room(ref: str) -> Resource:
    room = kept_resource(ref)
    if room.kind != Kind.ROOM:
        raise Http404(_("Hanya ruang yang mempunyai foto."))
    return room
