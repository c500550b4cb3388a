"""How well letters are read: ``make reading``, or ``python -m bench.reading --help``."""

import argparse
import resource
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench import hostile
from bench.corpus.judging import Count, Mistake, judge
from bench.corpus.letters import Letter
from bench.corpus.store import Made, kept, make
from bench.stage import set_environment

ZONE = "Asia/Pontianak"
_SLOWEST = 5


@dataclass(frozen=True)
class Answer:
    """What was read of one letter and what it cost; ``fault`` when it was given up."""

    letter: Letter
    found: Sequence[Mapping[str, Any]] = ()
    seconds: float = 0
    cpu_seconds: float = 0
    peak_mb: float = 0
    fault: str = ""
    used_ocr: bool = field(default=False, compare=False)


def main() -> None:
    """Make the letters, read them one after the other, print."""
    options = _options()
    set_environment()
    import django

    django.setup()
    every = [*make(), *kept()]
    made = [one for one in every if not options.only or one.letter.key in options.only]
    read = _read_here if options.direct else _read_confined
    answers = [_timed(read, one) for one in made]
    for title, chosen in _groups(answers):
        _show_group(title, chosen)
    _show_mistakes(answers, options)
    if options.direct:
        return
    _show_cost(answers)
    if not options.only:
        hostile.show()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.reading", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="LETTER", default=[], help="these letters")
    parser.add_argument("--direct", action="store_true", help="in this process, without limits")
    parser.add_argument(
        "--held-out", action="store_true", help="name mistakes in held-out letters too"
    )
    parser.add_argument("--missed", action="store_true", help="name what was missed too")
    return parser.parse_args()


def _timed(read: Callable[[Made], Answer], made: Made) -> Answer:
    started = time.perf_counter()
    answer = read(made)
    seconds = time.perf_counter() - started
    return Answer(**{**vars(answer), "seconds": seconds})


def _read_confined(made: Made) -> Answer:
    """As the product does it: in a child with its limits."""
    from jumpa.documents.confinement import ConfinementError, run_confined

    options = {"zone": ZONE, "today": made.letter.arrived.isoformat()}
    try:
        done = run_confined("read_letter", made.content, options)
    except ConfinementError as error:
        return Answer(made.letter, fault=str(error.reason))
    return Answer(
        made.letter,
        done.answer["found"],
        cpu_seconds=done.cpu_seconds,
        peak_mb=done.peak_kib / 1024,
        used_ocr=done.answer["used_ocr"],
    )


def _read_here(made: Made) -> Answer:
    """Quicker, for work on the reader."""
    from jumpa.documents import reading

    before = _cpu()
    done = reading.read(made.content, zone=ZONE, today=made.letter.arrived)
    found = [{**vars(one), "field": one.field} for one in done.found]
    return Answer(made.letter, found, cpu_seconds=_cpu() - before, used_ocr=done.used_ocr)


def _cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def _groups(answers: Sequence[Answer]) -> list[tuple[str, list[Answer]]]:
    def chosen(group: str, *, scans: bool | None = None) -> list[Answer]:
        return [
            one
            for one in answers
            if one.letter.group == group and scans in (None, one.letter.is_scan)
        ]

    return [
        ("Seen, text", chosen("seen", scans=False)),
        ("Seen, scans", chosen("seen", scans=True)),
        ("Held out, text", chosen("held_out", scans=False)),
        ("Held out, scans", chosen("held_out", scans=True)),
        ("Foreign, seen", chosen("foreign_seen")),
        ("Foreign, held out", chosen("foreign_held_out")),
        ("All", list(answers)),
    ]


def _show_group(title: str, answers: Sequence[Answer]) -> None:
    if not answers:
        return
    read = [(one.letter, one.found) for one in answers]
    tally, sure = judge(read), judge(read, sure_only=True)
    print(f"\n{title}: {len(answers)} letters")
    head = ("having", "right", "wrong", "missed", "false", "precision", "recall")
    print(f"  {'':16}" + "".join(f"{word:>11}" for word in (*head, "sure prec.", "sure rec.")))
    for name in tally.counts:
        _show_row(name, tally.counts[name], sure.counts[name])
    _show_row("all fields", tally.total, sure.total)


def _show_row(name: str, count: Count, sure: Count) -> None:
    figures = (count.having, count.right, count.wrong, count.missed, count.false)
    shares = (count.precision, count.recall, sure.precision, sure.recall)
    texts = [f"{one:>11}" for one in figures] + [f"{_share(one):>11}" for one in shares]
    print(f"  {name:16}" + "".join(texts))


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _show_mistakes(answers: Sequence[Answer], options: argparse.Namespace) -> None:
    """Those of held-out letters stay unnamed, lest the reader be tuned on them."""
    shown = [one for one in answers if options.held_out or one.letter.group.endswith("seen")]
    found = judge([(one.letter, one.found) for one in shown]).mistakes
    chosen = [one for one in found if options.missed or one.kind != "missed"]
    print("\nWrong or false" + ("" if options.held_out else " (seen letters only)"))
    for mistake in sorted(chosen, key=lambda one: (one.kind, one.field)):
        print("  " + _described(mistake))


def _described(one: Mistake) -> str:
    where = f"{one.kind:7}{one.letter:26}{one.field:17}{one.certainty:7}"
    return f"{where}{one.proposed!r}  <>  {' | '.join(one.accepted)!r}"


def _show_cost(answers: Sequence[Answer]) -> None:
    print("\nCost of a letter, in its child process")
    for title, chosen in (
        ("text", [one for one in answers if not one.used_ocr]),
        ("with OCR", [one for one in answers if one.used_ocr]),
    ):
        if not chosen:
            continue
        wall, cpu = ([getattr(one, key) for one in chosen] for key in ("seconds", "cpu_seconds"))
        peak = [one.peak_mb for one in chosen]
        print(
            f"  {title:9}{len(chosen):4} letters   median {statistics.median(wall):5.2f} s"
            f" ({statistics.median(cpu):.2f} s CPU)   longest {max(wall):5.2f} s"
            f" ({max(cpu):.2f} s CPU)   memory median {statistics.median(peak):4.0f} MB"
            f", most {max(peak):4.0f} MB"
        )
    print(
        "  slowest: "
        + ", ".join(
            f"{one.letter.key} {one.cpu_seconds:.2f} s CPU {one.peak_mb:.0f} MB"
            for one in sorted(answers, key=lambda one: -one.cpu_seconds)[:_SLOWEST]
        )
    )
    for one in answers:
        if one.fault:
            print(f"  given up: {one.letter.key} ({one.fault})")


if __name__ == "__main__":
    main()
