"""One scene after the other: what is done, by whom, how long it took, where the request then is."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

from tests.rehearsal.browser import PageRefused
from tests.rehearsal.markup import Misread
from tests.rehearsal.office import Office

Say = Callable[[str], None]

TITLES = {"definitif": "", "plh": "Plh. "}


class RehearsalFailed(Exception):
    """Something is not as it should be: which step, and in the page's own words why."""


@dataclass
class Stage:
    """Where the scenes are played; ``applicant`` is asked after each where the request stands."""

    office: Office
    applicant: str
    say: Say
    steps_done: list[str] = field(default_factory=list)

    @contextmanager
    def scene(self, step: str, key: str, what: str, becomes: str = "") -> Iterator[None]:
        """Play one scene.

        Args:
            step: number of the SOP's step, or empty.
            becomes: the status that the request page must show afterwards; empty: not asked.

        Raises:
            RehearsalFailed: in one sentence.
        """
        who = self.office.player(key).name
        began = time.monotonic()
        try:
            yield
            took = time.monotonic() - began
            if becomes:
                self._require_status(becomes)
        except (Misread, PageRefused, httpx.HTTPError, AssertionError) as error:
            at = f"Step {step}" if step else "Beside the steps"
            raise RehearsalFailed(f"{at}, {who}, {what}: {error}") from error
        if step and step not in self.steps_done:
            self.steps_done.append(step)
        line = f"{step or '·':>2}  {who:<27} {what:<58} {becomes:<34} {took * 1000:6.0f} ms"
        self.say(line.rstrip())

    def _require_status(self, wanted: str) -> None:
        badges = self.office.request_page(self.applicant).badges
        if wanted not in badges[:1]:
            raise Misread(f"the request is “{', '.join(badges[:1])}” instead of “{wanted}”")
