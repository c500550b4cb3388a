from django.contrib.auth.decorators import login_not_required
from django.views.i18n import set_language

choose = login_not_required(set_language)
"""Keeps the language in a cookie and goes back to the page; also for who is not signed in yet."""
