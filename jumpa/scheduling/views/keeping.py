from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed, Refused
from jumpa.people.models import Person
from jumpa.people.queries import actor_for
from jumpa.scheduling import actions
from jumpa.scheduling.forms import RoomForm
from jumpa.scheduling.models import Resource


def _administrator(request: HttpRequest) -> Actor:
    actor = None
    if isinstance(request.user, Person):
        actor = actor_for(request.user, "administrator", duty="keep_rooms")
    if actor is None:
        raise NotAllowed(_("Hanya administrator yang mengelola ruang."))
    return actor


@require_safe
def keep_rooms(request: HttpRequest) -> HttpResponse:
    """All rooms, also those out of use."""
    _administrator(request)
    rooms = Resource.objects.rooms().order_by("-is_active", "order", "name")
    return render(request, "scheduling/keep_rooms.html", {"rooms": rooms})


@require_http_methods(["GET", "HEAD", "POST"])
def add_room(request: HttpRequest) -> HttpResponse:
    """A form for a new room."""
    actor = _administrator(request)
    form = RoomForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            room = actions.add_room(form.facts(), actor=actor)
        except Refused as refused:
            _put_errors(form, refused)
        else:
            messages.success(request, _("%(name)s ditambahkan.") % {"name": room.name})
            return redirect("kelola_ruang")
    return _form_page(request, form, _("Ruang baru"))


@require_http_methods(["GET", "HEAD", "POST"])
def change_room(request: HttpRequest, ref: str) -> HttpResponse:
    """A room's facts to change, and the button that takes it out of use."""
    actor = _administrator(request)
    room = get_object_or_404(Resource.objects.rooms(), ref=ref)
    name = room.name
    form = RoomForm(request.POST or None, instance=room)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_room(room, form.facts(), seen=form.seen_facts(), actor=actor)
        except Refused as refused:
            _put_errors(form, refused)
        else:
            messages.success(request, _("Perubahan %(name)s disimpan.") % {"name": room.name})
            return redirect("kelola_ruang")
    return _form_page(request, form, _("Ubah %(name)s") % {"name": name}, room)


@require_POST
def switch_room(request: HttpRequest, ref: str) -> HttpResponse:
    """Take a room out of use, or put it back: the posted ``aktif`` is what it shall be."""
    actor = _administrator(request)
    room = get_object_or_404(Resource.objects.rooms(), ref=ref)
    if request.POST.get("aktif") == "ya":
        actions.activate_room(room, actor=actor)
        messages.success(request, _("%(name)s dapat dipesan lagi.") % {"name": room.name})
    else:
        actions.deactivate_room(room, actor=actor)
        messages.success(request, _("%(name)s tidak dapat dipesan lagi.") % {"name": room.name})
    return redirect("kelola_ruang")


def _put_errors(form: RoomForm, refused: Refused) -> None:
    for field, found in refused.fields.items():
        for message in found:
            form.add_error(field or None, message)


def _form_page(
    request: HttpRequest, form: RoomForm, heading: str, room: Resource | None = None
) -> HttpResponse:
    context = {"form": form, "heading": heading, "room": room}
    status = 422 if form.errors else 200
    return render(request, "scheduling/room_form.html", context, status=status)
