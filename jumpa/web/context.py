from typing import Any

from django.conf import settings
from django.http import HttpRequest


def office(request: HttpRequest) -> dict[str, Any]:
    """What every page needs: whether this is the sample, and the zone's short name."""
    return {"is_sample": settings.SAMPLE, "zone": settings.TIME_ZONE_LABEL}
