"""The SOPs of these tests, and a small runner that keeps a history as the database would."""

from pathlib import Path

from jumpa.workflow.engine import Advance, TaskRecord, advance, begin, intervene
from jumpa.workflow.sop import Sop, load

SOP_FILE = Path(__file__).parents[3] / "sops" / "video_conference.toml"
SEED_FILE = Path(__file__).parent / "data" / "sop_video_conference_seed.txt"

KINDS = {
    "submit": frozenset({"submitted"}),
    "receive": frozenset({"received", "returned"}),
    "dispose": frozenset({"forwarded", "refused", "questioned"}),
    "examine": frozenset({"directed", "returned", "refused"}),
    "check": frozenset({"feasible", "clash", "no_connection"}),
    "negotiate": frozenset({"agreed", "recheck", "no_agreement"}),
    "prepare": frozenset({"ready", "ready_with_remarks", "not_ready", "elsewhere"}),
    "execute": frozenset({"reported"}),
    "draft_reply": frozenset({"drafted"}),
    "release_reply": frozenset({"released", "sent_back"}),
    "acknowledge": frozenset({"acknowledged", "sent_back"}),
}


def sop_text() -> str:
    return SOP_FILE.read_text(encoding="utf-8")


def make_sop() -> Sop:
    return load(sop_text(), kinds=KINDS)


class Runner:
    """One run in memory."""

    def __init__(self, sop: Sop) -> None:
        self.sop = sop
        self.history: list[TaskRecord] = []
        self.ending = ""
        self._apply(begin(sop))

    @property
    def open(self) -> list[str]:
        return [task.step for task in self.history if task.state == "open"]

    def answer(self, step: str, outcome: str) -> Advance:
        change = advance(self.sop, self.history, step, outcome)
        self._settle(step, "done", outcome)
        self._apply(change)
        return change

    def answers(self, *pairs: tuple[str, str]) -> None:
        for step, outcome in pairs:
            self.answer(step, outcome)

    def begin_work(self, step: str) -> None:
        at = self._open_at(step)
        task = self.history[at]
        self.history[at] = TaskRecord(task.step, task.round, "open", begun=True)

    def intervene(self, key: str) -> Advance:
        change = intervene(self.sop, self.history, key, self.ending)
        if self.sop.intervention(key).reopens:
            self.ending = ""
        self._apply(change)
        return change

    def _apply(self, change: Advance) -> None:
        for step in change.cancels:
            self._settle(step, "cancelled")
        for step in change.opens:
            assert step not in self.open, f"{step} is open twice"
            rounds = sum(task.step == step for task in self.history)
            self.history.append(TaskRecord(step, rounds + 1, "open"))
        self.ending = self.ending or change.closes

    def _settle(self, step: str, state: str, outcome: str = "") -> None:
        at = self._open_at(step)
        task = self.history[at]
        self.history[at] = TaskRecord(task.step, task.round, state, outcome, task.begun)

    def _open_at(self, step: str) -> int:
        return next(
            at for at, task in enumerate(self.history) if task.step == step and task.state == "open"
        )
