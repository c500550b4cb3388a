"""The language in which the office's records are written, whatever language the screen has."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils import translation


@contextmanager
def office_language() -> Iterator[None]:
    """Words put together inside are in the office's language; for a block or a whole function.

    ``translation.override`` itself keeps its state in the decorator, which threads would share.
    """
    with translation.override(settings.LANGUAGE_CODE):
        yield


def is_office_language() -> bool:
    """Whether the screen has the office's language anyway."""
    return translation.get_language() == settings.LANGUAGE_CODE
