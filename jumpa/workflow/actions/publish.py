import hashlib

from django.db import connection, transaction

from jumpa.core.actor import Actor
from jumpa.core.audit import record
from jumpa.workflow.models import SopVersion
from jumpa.workflow.sop import load
from jumpa.workflow.step_kind import outcomes_by_kind

_LOCK = 0x50_0B


@transaction.atomic
def publish_sop(text: str, *, actor: Actor) -> SopVersion:
    """Publish a SOP file as the next version of its key; the same text again changes nothing.

    Runs that are under way go on under the version they began with.

    Raises:
        SopFaults: the file is faulty; nothing is published.
    """
    sop = load(text, kinds=outcomes_by_kind())
    digest = hashlib.sha256(text.encode()).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    latest = SopVersion.objects.filter(sop_key=sop.key).order_by("-version").first()
    if latest is not None and latest.digest == digest:
        return latest
    version = SopVersion.objects.create(
        sop_key=sop.key,
        version=latest.version + 1 if latest else 1,
        title=sop.title,
        number=sop.identity.number,
        source=text,
        digest=digest,
        published_by=actor.person_name,
    )
    record(
        actor,
        "workflow.publish_sop",
        f"sop:{version.ref}",
        before={"version": latest.version} if latest else None,
        after={"version": version.version, "digest": digest},
    )
    return version
