"""What ``run`` prints: the answer and what is behind it on one screen."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from riskcast.analysis.answer import answer
from riskcast.analysis.drivers import Drivers, drivers
from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.has_cost import has_cost
from riskcast.analysis.left_out import say_without
from riskcast.analysis.level import level
from riskcast.analysis.strongest import Mover, strongest
from riskcast.analysis.waiting import waiting
from riskcast.analysis.wording import DESIGNS, say_date, say_percent, say_until
from riskcast.cli.lines import say_count, wrap
from riskcast.cli.summary_charts import charts
from riskcast.cli.summary_promises import promises_table
from riskcast.cli.table import format_table, shorten
from riskcast.simulation.result import Result

_MOVERS = 5
_NEAR = timedelta(days=60)
"""How far ahead of the status date decisions are near."""


def format_screen(result: Result, width: int = 80) -> str:
    """Return the answer, how finish and cost spread, promises, and what moves them; at most so many columns (66+).

    About forty lines; ``summary.format_summary`` has all tables.
    """
    said, found = answer(result), drivers(result)
    head = [shorten(result.program.label, width), wrap(say_without(result.manifest), width)]
    head += [wrap(line, width) for line in (said.finish, said.cost) if line]
    parts = [
        "\n".join(filter(None, head)),
        charts(result, width),
        promises_table(result, width, with_cost=bool(said.cost)),
        _movers(result, found, width),
        "\n".join(filter(None, (_decisions(result, width), _method(result, width)))),
    ]
    return "\n\n".join(part for part in parts if part)


def _movers(result: Result, found: Drivers, width: int) -> str:
    shown = strongest(result, found).movers[:_MOVERS]
    effects = [_effect(mover) for mover in shown]
    room = width - max(map(len, effects), default=0) - 10
    rows = [
        [shorten(f"{mover.id} {mover.name}" if mover.name != mover.id else mover.id, room), mover.kind, effect]
        for mover, effect in zip(shown, effects, strict=True)
    ]
    return format_table(["what moves the finish", "kind", "effect"], rows) if rows else ""


def _effect(mover: Mover) -> str:
    if mover.kind == "task":
        return f"critical {say_percent(mover.criticality or 0.0)}, rank corr. {mover.rank_correlation:+.2f}"
    if mover.delay_days is None:
        return f"rank corr. {mover.rank_correlation:+.2f}"
    verb = "occurs" if mover.kind == "risk" else "acts"
    delay = f"{mover.delay_days:+.0f} ± {2 * (mover.delay_error or 0.0):.0f} d"
    return f"{delay} if it {verb} ({say_percent(mover.probability or 0.0)})"


def _decisions(result: Result, width: int) -> str:
    """Return the responses that wait for a decision which is due within two months, or overdue."""
    program = result.program
    status = (program.data_date or program.start).date()
    due: dict[date, list[str]] = {}
    for each in waiting(result):
        if each.decide_by is not None and each.decide_by <= status + _NEAR:
            due.setdefault(each.decide_by, []).append(each.risk)
    if not due:
        return ""
    said = [f"{_some(ids)} {'since' if day < status else 'by'} {say_date(day)}" for day, ids in list(due.items())[:2]]
    return wrap(f"Responses to decide: {', '.join(said)}.", width)


def _some(ids: list[str]) -> str:
    return ", ".join(ids[:3]) + (f" and {len(ids) - 3} more" if len(ids) > 3 else "")


def _method(result: Result, width: int) -> str:
    m = result.manifest
    took = f", {m.elapsed_s['simulate']:.2f} s" if "simulate" in m.elapsed_s else ""
    money = f", money in {result.program.currency}" if has_cost(result) else ""
    run = f"{say_count(m.iterations, 'iteration')} ({DESIGNS[m.design]}), seed {m.seed}{took}, digest "
    text = f"{run}{m.result_digest[:16]}{money}. {_exactness(result)}"
    return "\n".join(filter(None, (wrap(f"{say_until(m)}." if m.until else "", width), wrap(text, width))))


def _exactness(result: Result) -> str:
    """Return between which days the percentile of the finish lies with 95 % confidence."""
    p = result.program.confidence
    at, days = level(result, "finish", p), FinishDays(result.program)
    if at.is_open or not isinstance(at.low, datetime) or not isinstance(at.high, datetime):
        return f"{'It is' if result.iterations == 1 else 'They are'} too few to say how exact P{p} is."
    low, high = days.say("finish", at.low), days.say("finish", at.high)
    if low == high:
        return f"P{p} finish is exact to the day (95 %)."
    return f"P{p} finish: {low} to {high} (95 %)."
