"""What was read in the letter, asked for while the form is being filled in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from jumpa.intake.forms import RequestForm
from jumpa.intake.letter_card import letter_card
from jumpa.intake.letter_rows import Comparison, reading_for
from jumpa.intake.views.form import own_request
from jumpa.intake.views.person import person_of

_NOTHING_NEW = 204


@require_POST
def letter_reading(request: HttpRequest, ref: str) -> HttpResponse:
    """The letter's card for the form as it is typed now; nothing while there is nothing new."""
    found = own_request(person_of(request), ref)
    reading = reading_for(found.letter)
    if reading is None:
        return HttpResponse(status=_NOTHING_NEW)
    # Asked every other second: while it waits, no form is built.
    card = Comparison(reading)
    if card.is_waiting and card.is_slow == ("lambat" in request.POST):
        return HttpResponse(status=_NOTHING_NEW)
    context = {
        "card": letter_card(found, RequestForm(request.POST, instance=found)),
        "request_ref": ref,
        "agency": found.agency.name,
        "is_news": True,
    }
    return render(request, "intake/letter_reading.html", context)
