"""``{% load jumpa %}``: what templates need to write as the office writes."""

from datetime import date, datetime, time
from decimal import Decimal

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from jumpa.core import wording
from jumpa.web import deadlines, icons

register = template.Library()

_MESSAGE_TONE = {"debug": "neutral", "success": "good", "warning": "warning", "error": "bad"}
_TONE_ICON = {
    "good": "circle-check",
    "warning": "alert-triangle",
    "bad": "alert-circle",
    "info": "info-circle",
}


@register.simple_tag(name="icon")
def icon(name: str) -> SafeString:
    """``{% icon "home" %}``: a decorative icon; the words beside it carry the meaning."""
    return icons.svg(name)


@register.simple_block_tag(end_name="endcard")
def card(content: str, title: str = "", icon: str = "", tone: str = "", flush: bool = False) -> str:
    """``{% card title="Surat" icon="mail" %} … {% endcard %}``: one section of a page.

    ``flush`` leaves out the padding, for a table or a list.
    """
    parts = {"content": content, "title": title, "icon": icon, "tone": tone, "flush": flush}
    return render_to_string("web/components/card.html", parts)


@register.filter
def tanggal(value: date | datetime | None) -> str:
    """``Selasa, 24 November 2026``."""
    return wording.day(value) if value else ""


@register.filter
def pukul(value: time | datetime | None) -> str:
    """``pukul 09.00 WIB``."""
    return "" if value is None else wording.moment(value)


@register.filter
def waktu(value: datetime | None) -> str:
    """``Selasa, 24 November 2026, pukul 09.00 WIB``."""
    return wording.day_and_moment(value) if value else ""


@register.filter
def rentang_waktu(start: datetime | None, end: datetime | None) -> str:
    """``{{ start|rentang_waktu:end }}``: one or two days, with the hours and the zone."""
    return wording.span(start, end) if start and end else ""


@register.filter
def menit(value: int | str | None) -> str:
    """``2 jam 5 menit``."""
    return "" if value in (None, "") else wording.duration(int(value))


@register.filter
def desimal(value: float | Decimal | None, places: int = 2) -> str:
    """``88,31``."""
    return "" if value is None else wording.decimal(value, places)


@register.filter
def tenggat(due: datetime) -> deadlines.Deadline:
    """What a deadline means right now, in words, tone and icon."""
    return deadlines.judge(due)


@register.filter
def message_tone(level_tag: str) -> str:
    """The tone of one of Django's messages."""
    return _MESSAGE_TONE.get(level_tag, "info")


@register.filter
def tone_icon(tone: str) -> str:
    """The icon that goes with a tone."""
    return _TONE_ICON.get(tone, "info-circle")
