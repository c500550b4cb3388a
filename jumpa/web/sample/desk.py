"""People of the sample at work, through the same forms and actions as the pages."""

import secrets
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils import timezone

from jumpa.documents.actions import store_upload
from jumpa.intake.actions import open_draft, save_draft, submit_request
from jumpa.intake.forms import RequestForm
from jumpa.intake.permissions import requester_of
from jumpa.people.models import Person
from jumpa.steps.actions import actor_at, make_move, move_at, work_on
from jumpa.workflow.models import Task


class SampleRefused(Exception):
    """The sample's data do not pass the forms: they need mending."""


def fill_request(
    ref: str, person: Person, values: Mapping[str, Any], letter: bytes, *, submit: bool
) -> None:
    """Fill in the request form with its letter; submit it, or leave it a draft."""
    draft = open_draft(ref, person=person)
    upload = ContentFile(letter, name=f"Surat permohonan {draft.agency}.pdf")
    actor = requester_of(draft, person)
    stored = store_upload(upload, owner=ref, purpose="surat", actor=actor)
    draft = save_draft(ref, {"letter": stored}, person=person)
    blank = RequestForm(instance=draft)
    data = {blank.add_prefix(name): value for name, value in values.items()}
    form = RequestForm(data, instance=draft, submitting=submit)
    _require(form, str(values["event_name"]))
    if not submit:
        save_draft(ref, form.values(), person=person)
        return
    accepts_clash = form.cleaned_data["accepts_clash"]
    submit_request(ref, form.values(), person=person, accepts_clash=accepts_clash)


def act(ref: str, kind: str, key: str, person: Person, values: Mapping[str, Any]) -> None:
    """Make a move at the open task of that kind: the form as shown, with ``values`` typed in.

    A name that ends in ``*`` fills all fields that begin so.
    """
    task = Task.objects.open().get(run__owner=ref, kind=kind)
    move = move_at(task, key)
    actor = actor_at(task, move, person)
    if actor is None:
        raise SampleRefused(f"{person} may not do {kind}.{key}.")
    work = work_on(task, actor, timezone.now())
    shown = move.form(work=work)
    form = move.form({**as_shown(shown), **_spread(shown, values)}, work=work)
    _require(form, f"{kind}.{key}")
    make_move(
        task.ref,
        key,
        form.cleaned_data,
        person=person,
        token=secrets.token_urlsafe(12),
        stamp=task.version,
        summary=form.summary(),
    )


def as_shown(form: forms.BaseForm) -> dict[str, Any]:
    """What a browser would send if nothing were typed."""
    data = {}
    for bound in form:
        value = bound.value()
        widget = bound.field.widget
        if isinstance(value, list | bool) or isinstance(widget, forms.Select):
            data[bound.html_name] = value
        elif value is not None:
            data[bound.html_name] = widget.format_value(value)
    return data


def _spread(form: forms.BaseForm, values: Mapping[str, Any]) -> dict[str, Any]:
    spread: dict[str, Any] = {}
    for name, value in values.items():
        stem = name.removesuffix("*")
        spread |= {field: value for field in form.fields if name != stem and field.startswith(stem)}
    return spread | {name: value for name, value in values.items() if not name.endswith("*")}


def _require(form: forms.BaseForm, what: str) -> None:
    if not form.is_valid():
        raise SampleRefused(f"{what}: {form.errors.as_json()}")
