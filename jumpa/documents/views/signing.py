from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from jumpa.core.actor import Actor
from jumpa.core.errors import NotAllowed
from jumpa.documents.matters import Matter, matters_of
from jumpa.documents.models import Paper
from jumpa.documents.queries import papers_to_sign
from jumpa.documents.series import sign_series
from jumpa.documents.signer import Handed, active_signers
from jumpa.documents.signing_form import SigningForm, desk_signers
from jumpa.documents.words import SIGNS
from jumpa.people.models import Person
from jumpa.people.queries import actor_for

_ROWS = "@@rows@@"


@sensitive_post_parameters("nik", "passphrase")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """The papers that wait for one's signature; several are signed in one go."""
    if not isinstance(request.user, Person):
        raise NotAllowed(_("Masuk dulu untuk menandatangani."))
    papers = papers_to_sign(request.user)
    markable = [paper for paper in papers if paper.takes_mark]
    form = SigningForm(request.POST or None, papers=markable, ways=desk_signers())
    if request.method == "POST" and form.is_valid():
        return _signed(request, request.user, papers, form)
    matters = matters_of({paper.owner for paper in papers})
    only = {paper.ref for paper in markable} if len(markable) == 1 else set()
    chosen = set(request.POST.getlist("papers")) if form.is_bound else only
    shown = {
        "form": form,
        "rows": [(paper, matters.get(paper.owner), paper.ref in chosen) for paper in papers],
        "can_sign": bool(form.ways and markable),
        "ways": form.ways,
        "by_file": any("file" in signer.asks for signer in active_signers()),
    }
    return render(request, "documents/signing_desk.html", shown, status=422 if form.errors else 200)


@sensitive_variables("form", "handed")
def _signed(
    request: HttpRequest, person: Person, papers: Sequence[Paper], form: SigningForm
) -> StreamingHttpResponse:
    """A page that grows by a row for each paper; what was typed lives only as long as it does."""
    wanted = set(form.cleaned_data["papers"])
    chosen = [
        (paper, actor)
        for paper in papers
        if paper.ref in wanted
        and (actor := actor_for(person, paper.signer_office, duty=SIGNS)) is not None
    ]
    page = render_to_string(
        "documents/signing_progress.html", {"total": len(chosen), "rows": _ROWS}, request
    )
    head, _between, tail = page.partition(_ROWS)
    matters = matters_of({paper.owner for paper, _actor in chosen})
    rows = _rows(chosen, form.cleaned_data["way"], form.handed(), matters)
    language = translation.get_language() or ""
    response = StreamingHttpResponse(_in_language(language, head, rows, tail))
    # A proxy that collects the answer first would show no progress.
    response["X-Accel-Buffering"] = "no"
    return response


def _in_language(language: str, head: str, rows: Iterator[str], tail: str) -> Iterator[str]:
    """The page piece by piece in the language of the request, which is over when it is sent."""
    yield head
    while True:
        with translation.override(language):
            row = next(rows, None)
        if row is None:
            break
        yield row
    yield tail


@sensitive_variables("handed")
def _rows(
    chosen: Sequence[tuple[Paper, Actor]],
    way: str,
    handed: Handed,
    matters: Mapping[str, Matter],
) -> Iterator[str]:
    done = 0
    for at, outcome in enumerate(sign_series(chosen, way, handed), start=1):
        done += not outcome.problem
        row: dict[str, Any] = {
            "outcome": outcome,
            "paper": outcome.paper,
            "matter": matters.get(outcome.paper.owner),
            "at": at,
            "total": len(chosen),
            "done": done,
        }
        yield render_to_string("documents/signing_row.html", row)
