"""All tables of a run for a terminal; ``summary_screen`` has what fits on one screen."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from riskcast.analysis.answer import answer
from riskcast.analysis.drivers import drivers
from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.has_cost import has_cost
from riskcast.analysis.holds import holds
from riskcast.analysis.left_out import say_without
from riskcast.analysis.level import Level, level
from riskcast.analysis.measures import MeasureSummary, summarise
from riskcast.analysis.wording import DESIGNS, say_money, say_percent, say_until
from riskcast.cli.driver_tables import responses_line, risk_table, shared_table, task_table
from riskcast.cli.lines import say_count, wrap
from riskcast.cli.table import format_table, shorten
from riskcast.cli.value_text import say_value
from riskcast.simulation.result import Result

_OFTEN = 0.05


def format_summary(result: Result, width: int = 80) -> str:
    """Return the answer, the dates, the costs and the drivers of a result, at most so many columns (66 or more)."""
    spare = width - 80
    said = answer(result)
    found = drivers(result)
    parts = [
        shorten(result.program.label, width),
        wrap(say_without(result.manifest), width),
        "\n".join(wrap(line, width) for line in (said.finish, said.cost) if line),
        _measures(result, [name for name in result.measures if not result.is_money(name)], 20 + spare),
    ]
    if said.cost:
        parts.append(_measures(result, [name for name in result.measures if result.is_money(name)], 20 + spare))
    parts.append(_held(result, width))
    parts += [task_table(found, 30 + spare), shared_table(found, 36 + spare), risk_table(found, 42 + spare)]
    risks_count = "risks" not in result.manifest.without
    parts += [responses_line(found, width) if risks_count else "", _method(result, width)]
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
    money, days = result.is_money(names[0]), FinishDays(result.program)
    rows = []
    for name in names[:14]:
        s = summarise(result, name)
        values = [say_value(days, name, v) for v in (s.deterministic, s.percentiles[50], s.percentiles[80])]
        target = say_value(days, name, s.target) if s.target is not None else ""
        chance = say_percent(s.probability) if s.probability is not None else ""
        rows.append([shorten(_label(result, s), max(wide, 6)), *values, target, chance])
    head = ["cost" if money else "finish", "plan", "P50", "P80", "target", "chance"]
    more = f"\n... and {len(names) - 14} more in the report" if len(names) > 14 else ""
    return format_table(head, rows, right=(1, 2, 3, 4, 5)) + more + f"\n{_errors(result, names[:14], wide + 60)}"


def _errors(result: Result, names: list[str], width: int) -> str:
    """Return how exact the percentiles of these measures are, all of them together."""
    widest = [max((_error(level(result, name, p)) for name in names), default=0.0) for p in (50, 80)]
    if math.inf in widest:
        return wrap("95 % intervals: too few iterations for all of them", width)
    money = result.is_money(names[0])
    said = [say_money(x, "").strip() if money else f"{x:.1f} d" for x in widest]
    return wrap(f"95 % intervals: each P50 within ±{said[0]}, each P80 within ±{said[1]}", width)


def _error(at: Level) -> float:
    """Return how far the farther end of an interval lies from its percentile: calendar days or money."""
    if at.is_open:
        return math.inf
    if isinstance(at.value, datetime) and isinstance(at.low, datetime) and isinstance(at.high, datetime):
        return max(at.value - at.low, at.high - at.value) / timedelta(days=1)
    return max(float(at.value) - float(at.low), float(at.high) - float(at.value))  # type: ignore[arg-type]


def _label(result: Result, summary: MeasureSummary) -> str:
    kind, _, id_ = summary.name.partition(":")
    if not id_:
        return "program"
    return summary.label if kind == "milestone" else id_


def _method(result: Result, width: int) -> str:
    m = result.manifest
    finish = summarise(result, "finish")
    took = f" in {m.elapsed_s['simulate']:.2f} s" if "simulate" in m.elapsed_s else ""
    money = f"; money in {result.program.currency}" if has_cost(result) else ""
    return "\n".join(
        [
            f"{say_count(m.iterations, 'iteration')} ({DESIGNS[m.design]}), seed {m.seed}{took}",
            f"digest {m.result_digest[:16]}{money}",
            *([wrap(say_until(m), width)] if m.until else []),
            wrap(_exactness(result, finish), width),
        ]
    )


def _exactness(result: Result, finish: MeasureSummary) -> str:
    if 80 in finish.open_ended:
        verb = "is" if result.iterations == 1 else "are"
        return f"{say_count(result.iterations, 'iteration')} {verb} too few to say how exact P80 is"
    days = FinishDays(result.program)
    low, high = (say_value(days, "finish", end) for end in finish.intervals[80])
    if low == high:
        return f"P80 finish is exact to the day: {low} (95 % confidence)"
    return f"P80 finish lies between {low} and {high} with 95 % confidence"
