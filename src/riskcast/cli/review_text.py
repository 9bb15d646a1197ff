"""What ``riskcast review`` prints: the four answers and the options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcast.analysis.answer import answer
from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.review.options import Option
from riskcast.analysis.wording import say_date, say_money, say_percent
from riskcast.cli.lines import say_count, wrap
from riskcast.cli.table import format_table, shorten

if TYPE_CHECKING:
    from riskcast.analysis.review.board import BoardAnswer
    from riskcast.analysis.review.review import Review
    from riskcast.simulation.result import Result

_HANG = "    "
"""Before what a point says beyond its first line."""


def review_text(found: Review, width: int = 80) -> str:
    """Return the answer lines, the answers to what a board asks, and the table of options."""
    result, said = found.result, answer(found.result)
    parts = [
        wrap(result.program.report.title or result.program.label, width),
        "\n".join(wrap(line, width) for line in (said.finish, said.cost) if line),
        *(_question(each, width) for each in found.board.answers),
    ]
    offered = [option for option in found.answers if isinstance(option, Option)]
    if offered:
        parts.append(_options(offered, found.options))
    manifest = result.manifest
    run = f"{say_count(manifest.iterations, 'iteration')}, seed {manifest.seed}, digest {manifest.result_digest[:16]}"
    return "\n\n".join([*parts, run]) + "\n"


def _question(said: BoardAnswer, width: int) -> str:
    """Return a question with its headline, and its points below; the text alone where there are none."""
    status = f" [{said.status}]" if said.status is not None else ""
    head = _hanging(f"{said.question} {said.headline}{status}", width, "", "  ")
    points = [_hanging(point, width, "  ", _HANG) for point in said.points]
    return "\n".join([head, *(points or [wrap(said.text, width, "  ")])]).rstrip()


def _hanging(text: str, width: int, first: str, others: str) -> str:
    """Return wrapped text of which the first line stands further to the left than the others."""
    lines = wrap(text, width - len(others) + len(first), first).split("\n")
    return "\n".join([lines[0], *(others + line.removeprefix(first) for line in lines[1:])])


def _options(offered: list[Option], results: tuple[Result, ...]) -> str:
    rows = [_row(option, result) for option, result in zip(offered, results, strict=True)]
    head = ["option", f"P{offered[0].p} finish", "days", "planned cost", "chance", "decide by"]
    return format_table(head, rows, right=(2, 3, 4))


def _row(option: Option, result: Result) -> list[str]:
    """Return the cells of an option, ``result`` being the program with it."""
    moved = option.finish.difference
    half = "" if not moved.error else f" ± {2.0 * moved.error:.1f}"
    return [
        shorten(option.name, 24),
        FinishDays(result.program).say("finish", option.finish.after),  # type: ignore[arg-type]
        f"{moved.value:+.1f}{half}",
        say_money(option.spend, "").strip(),
        "" if option.in_time is None else say_percent(float(option.in_time.after)),  # type: ignore[arg-type]
        "" if option.decide_by is None else say_date(option.decide_by),
    ]
