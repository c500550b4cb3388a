"""When a request's matter was closed, for the retention of its papers and files."""

from collections.abc import Collection, Mapping
from datetime import datetime

from jumpa.documents.access import DRAFT
from jumpa.documents.closing import register_closing
from jumpa.workflow.models import Run


@register_closing
def closed_requests(owners: Collection[str]) -> Mapping[str, datetime]:
    """Of these owners those whose request is at its end, with the day it came there."""
    refs = {owner: owner.removesuffix(DRAFT) for owner in owners}
    runs = Run.objects.filter(owner__in=set(refs.values()), closed_at__isnull=False)
    ended = {owner: at for owner, at in runs.values_list("owner", "closed_at") if at is not None}
    return {owner: ended[ref] for owner, ref in refs.items() if ref in ended}
