"""A room's photo."""

from django.core.files.base import ContentFile
from django.db import transaction

from jumpa.core import audit
from jumpa.core.access import require_administrator
from jumpa.core.actor import Actor
from jumpa.core.ids import new_ref
from jumpa.scheduling.models import Resource
from jumpa.scheduling.photo import Upload, prepared


def set_photo(room: Resource, upload: Upload, *, actor: Actor) -> Resource:
    """Give the room this photo instead of the one that it had.

    Raises:
        NotAllowed: the actor is no administrator.
        Refused: see ``photo.prepared``.
    """
    require_administrator(actor)
    return _change(room, prepared(upload), actor)


def remove_photo(room: Resource, *, actor: Actor) -> Resource:
    """Leave the room without a photo; doing it again changes nothing."""
    require_administrator(actor)
    return _change(room, b"", actor)


@transaction.atomic
def _change(room: Resource, content: bytes, actor: Actor) -> Resource:
    locked = Resource.objects.select_for_update(no_key=True).get(pk=room.pk)
    old, storage = locked.photo.name, locked.photo.storage
    if not content and not old:
        return locked
    # Named anew each time, so that no browser shows an old one out of its cache.
    locked.photo.name = ""
    if content:
        locked.photo.save(f"{new_ref()}.jpg", ContentFile(content), save=False)
    locked.save(update_fields=["photo"])
    verb = "set_photo" if content else "remove_photo"
    after = {"about": locked.name, "bytes": len(content)}
    audit.record(actor, f"scheduling.resource.{verb}", f"resource:{locked.ref}", after=after)
    if old:
        transaction.on_commit(lambda: storage.delete(old))
    return locked
