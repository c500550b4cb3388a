"""What a request wants, where something happens to what was agreed on."""

from jumpa.intake.models import ServiceRequest


def want_again(request: ServiceRequest) -> None:
    """What was agreed on is the wish from now on, and nothing is agreed on any more.

    A series wants its dates, which follow what was agreed anyway. The caller saves the request.
    """
    if request.agreed_start is not None and not request.occurrences.exists():
        request.start, request.end = request.agreed_start, request.agreed_end
        if not request.any_room:
            request.room = request.agreed_room
    disagree(request)


def forget_by_hand(request: ServiceRequest) -> None:
    """What was chosen by hand was chosen for a time that no longer holds; counts stay.

    The caller saves the request.
    """
    kept = ("counts", "operator_count")
    request.office_need = {key: one for key, one in request.office_need.items() if key in kept}


def disagree(request: ServiceRequest) -> None:
    """What was agreed on holds no longer; the caller saves the request."""
    request.agreed_room = request.agreed_start = request.agreed_end = None
