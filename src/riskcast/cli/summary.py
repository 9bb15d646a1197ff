"""The one-screen summary of a run."""

from __future__ import annotations

from datetime import date

from riskcast.analysis.answer import answer
from riskcast.analysis.drivers import Drivers, drivers
from riskcast.analysis.holds import holds
from riskcast.analysis.measures import MeasureSummary, Value, summarise
from riskcast.analysis.wording import say_date, say_money, say_percent
from riskcast.cli.lines import say_count, wrap
from riskcast.cli.table import format_table, shorten
from riskcast.simulation.result import Result

_OFTEN = 0.05


def format_summary(result: Result, width: int = 80) -> str:
    """Return the answer, the dates, the costs and the drivers of a result, at most so many columns (66 or more)."""
    spare = width - 80
    said = answer(result)
    found = drivers(result)
    parts = [
        result.program.label,
        "\n".join(wrap(line, width) for line in (said.finish, said.cost) if line),
        _measures(result, [name for name in result.measures if not result.is_money(name)], 20 + spare),
    ]
    if said.cost:
        parts.append(_measures(result, [name for name in result.measures if result.is_money(name)], 20 + spare))
    parts.append(_held(result, width))
    parts += [_task_drivers(found, 30 + spare), _risk_drivers(found, 42 + spare), _method(result, width)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _held(result: Result, width: int) -> str:
    """Return a line about the date constraints that decide in at least one iteration in twenty."""
    often = [hold for hold in holds(result) if hold.share >= _OFTEN]
    if not often:
        return ""
    named = "; ".join(f"{hold.task.id} ({hold.words}, {say_percent(hold.share)})" for hold in often[:3])
    more = f" and {len(often) - 3} more" if len(often) > 3 else ""
    return wrap(f"Held by fixed dates, with the share of iterations: {named}{more}", width)


def _measures(result: Result, names: list[str], wide: int) -> str:
    money = result.is_money(names[0])
    rows = []
    for name in names[:14]:
        s = summarise(result, name)
        values = [_say(result, v) for v in (s.deterministic, s.percentiles[50], s.percentiles[80])]
        target = _say(result, s.target) if s.target is not None else ""
        chance = say_percent(s.probability) if s.probability is not None else ""
        rows.append([shorten(_label(result, s), max(wide, 6)), *values, target, chance])
    head = ["cost" if money else "finish", "plan", "P50", "P80", "target", "chance"]
    more = f"\n... and {len(names) - 14} more in the report" if len(names) > 14 else ""
    return format_table(head, rows, right=(1, 2, 3, 4, 5)) + more


def _label(result: Result, summary: MeasureSummary) -> str:
    kind, _, id_ = summary.name.partition(":")
    if not id_:
        return "program"
    return summary.label if kind == "milestone" else id_


def _say(result: Result, value: Value | date) -> str:
    return say_date(value) if isinstance(value, date) else say_money(value, "").strip()


def _task_drivers(found: Drivers, wide: int) -> str:
    rows = [
        [shorten(d.task, 24), shorten(d.name, wide), say_percent(d.criticality), f"{d.rank_correlation:+.2f}"]
        for d in found.tasks
        if d.rank_correlation is not None and d.criticality > 0.0
    ]
    return format_table(["driving task", "name", "critical", "rank corr."], rows[:6], right=(2, 3)) if rows else ""


def _risk_drivers(found: Drivers, wide: int) -> str:
    rows = []
    for d in found.risks:
        if d.delay_days is None or d.delay_error is None:
            continue
        noise = abs(d.delay_days) < 2.0 * d.delay_error
        delay = "within noise" if noise else f"{d.delay_days:+.0f} ± {2 * d.delay_error:.0f} d"
        rows.append([shorten(d.risk, 12), shorten(d.name, wide), say_percent(d.probability), delay])
    return format_table(["risk", "name", "chance", "if it occurs"], rows[:5], right=(2, 3)) if rows else ""


def _method(result: Result, width: int) -> str:
    m = result.manifest
    design = "Latin hypercube" if m.design == "lhs" else "Monte Carlo"
    finish = summarise(result, "finish")
    took = f" in {m.elapsed_s['simulate']:.2f} s" if "simulate" in m.elapsed_s else ""
    money = f"; money in {result.program.currency}" if result.planned("cost") else ""
    return "\n".join(
        [
            f"{say_count(m.iterations, 'iteration')} ({design}), seed {m.seed}{took}",
            f"digest {m.result_digest[:16]}{money}",
            wrap(_exactness(result, finish), width),
        ]
    )


def _exactness(result: Result, finish: MeasureSummary) -> str:
    if 80 in finish.open_ended:
        return f"{say_count(result.iterations, 'iteration')} are too few to say how exact P80 is"
    low, high = finish.intervals[80]
    if _day(low) == _day(high):
        return f"P80 finish is exact to the day: {_day(low)} (95 % confidence)"
    return f"P80 finish lies between {_day(low)} and {_day(high)} with 95 % confidence"


def _day(value: Value) -> str:
    return say_date(value) if isinstance(value, date) else f"{value:g}"
