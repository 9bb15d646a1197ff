"""Reference problems as programs: one unit of time becomes 10 days on a round-the-clock calendar."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcast.model.program import Program
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

F8 = NDArray[np.float64]
Entry = dict[str, Any]

UNIT = 10
"""Days in a unit."""
UNIT_TICKS = UNIT * 24 * 60 * 10
ERRORS = 4.5
"""Standard errors that a simulated figure may stray."""
RUNS = 20_000
SEEDS = (1, 2, 3)
START = "2026-01-05T00:00"


def read_entries(shared: Path) -> dict[str, Entry]:
    """Return the reference entries by id."""
    document = json.loads((shared / "oracles" / "oracles.json").read_text(encoding="utf-8"))
    return {entry["id"]: entry for entry in document["entries"]}


def days(units: float) -> str:
    return f"{units * UNIT:.10f}d"


def estimate(law: dict[str, Any]) -> str:
    """Return the distribution of an entry in the notation of files, as a duration."""
    kind = law["type"]
    points = ", ".join(days(law[key]) for key in ("min", "mode", "max") if key in law)
    if kind == "fixed":
        return days(law["value"])
    if kind in ("triangular", "uniform"):
        return f"{kind}({points})"
    if kind == "pert":
        return f"pert({points}, lambda={law.get('lambda', 4)})"
    if kind == "trigen":
        points = ", ".join(days(law[key]) for key in ("low", "mode", "high"))
        return f"trigen({points}, {law['p_low']}, {1.0 - law['p_high']:.10f})"
    if kind in ("normal", "truncated_normal", "lognormal"):
        cut = "" if kind == "lognormal" else f", low={days(law.get('min', 0.0))}"
        return f"{kind.removeprefix('truncated_')}({days(law['mean'])}, {days(law['sd'])}{cut})"
    if kind in OTHERS:
        return OTHERS[kind](law)
    raise ValueError(f"no such distribution yet: {kind}")


OTHERS: dict[str, Callable[[dict[str, Any]], str]] = {
    "exponential": lambda law: f"exponential({days(law['mean'])})",
    "gamma": lambda law: f"gamma({law['shape']}, {days(law['scale'])})",
    "beta": lambda law: f"beta({law['alpha']}, {law['beta']}, {days(law['min'])}, {days(law['max'])})",
    "pareto": lambda law: f"pareto({days(law['min'])}, {law['alpha']})",
    "double_triangular": lambda law: (
        f"double_triangular({days(law['min'])}, {days(law['mode'])}, {days(law['max'])}, {law['p_below_mode']})"
    ),
    "cumulative": lambda law: (
        f"cumulative({', '.join(f'{p}:{days(x)}' for p, x in zip(law['cdf'], law['values'], strict=True))})"
    ),
    "lognormal_quantiles": lambda law: f"percentiles(p10={days(law['P10'])}, p90={days(law['P90'])}, fit=lognormal)",
}
"""Families by the names of the entries."""


def program(tasks: list[dict[str, Any]], links: list[dict[str, Any]] | None = None, **more: Any) -> Program:
    """Return a program of one project from tasks and links as entries state them; ``more`` in riskcast's words."""
    calendar = {"id": "clock", "week": {"mon-sun": "00:00-24:00"}, "hours_per_day": 24}
    return Program.model_validate(
        {
            "id": "oracle",
            "start": START,
            "calendar": "clock",
            "calendars": [calendar],
            "projects": [{"id": "P"}],
            "tasks": [_task(task) for task in tasks],
            "dependencies": [_link(link) for link in links or []],
            **more,
        }
    )


def _task(task: dict[str, Any]) -> dict[str, Any]:
    law = task["duration"]
    found = {"id": str(task["id"]), "project": "P"}
    if law["type"] == "fixed":
        return {**found, "duration": estimate(law)}
    likely = next((law[key] for key in ("mode", "mean", "min", "P10") if key in law), UNIT)
    return {**found, "duration": days(likely), "estimate": estimate(law)}


def _link(link: dict[str, Any]) -> dict[str, Any]:
    return {
        "predecessor": str(link["from"]),
        "successor": str(link["to"]),
        "type": link["type"],
        "lag": days(link["lag"]),
    }


def run(of: Program, seed: int, iterations: int = RUNS) -> Result:
    return simulate(of, Plan(iterations, seed=seed))


def finishes(result: Result, measure: str = "finish") -> F8:
    """Return a date of every iteration in units of time after the start."""
    start = (result.program.start - result.origin).total_seconds() / 6.0
    return (result.samples(measure) - start) / UNIT_TICKS


def check_share(hits: int, count: int, p: float, what: str = "") -> None:
    """A share lies within 4.5 standard errors of its probability."""
    assert abs(hits / count - p) <= ERRORS * math.sqrt(p * (1.0 - p) / count), (what, hits / count, p)


def check_mean(x: F8, mean: float) -> None:
    assert abs(x.mean() - mean) <= ERRORS * x.std() / math.sqrt(x.size), ("mean", x.mean(), mean)


def check_variance(x: F8, variance: float) -> None:
    spread = (x - x.mean()) ** 2
    assert abs(spread.mean() - variance) <= ERRORS * spread.std() / math.sqrt(x.size), ("var", spread.mean(), variance)


def check_quantile(x: F8, level: float, value: float) -> None:
    """Count the sample below a reference quantile; where the law has an atom there, from both sides of it."""
    slack = ERRORS * math.sqrt(level * (1.0 - level) / x.size)
    below, up_to = (x < value - 1e-6).mean(), (x <= value + 1e-6).mean()
    assert below - slack <= level <= up_to + slack, (level, value, below, up_to)


def check_law(x: F8, expected: dict[str, Any]) -> int:
    """Check every figure of an entry that is about one sample; return how many there were."""
    count = 0
    for key, value in expected.items():
        bound = re.fullmatch(r"P\([TCX]<=([\d.]+)\)", key)
        if key == "mean":
            check_mean(x, value)
        elif key in ("sd", "var", "variance"):
            check_variance(x, value**2 if key == "sd" else value)
        elif bound:
            check_share(int((x <= float(bound[1]) + 1e-6).sum()), x.size, value, key)
        elif key == "quantiles" or re.fullmatch(r"P\d+", key):
            for name, quantile in value.items() if key == "quantiles" else [(key, value)]:
                check_quantile(x, float(name[1:]) / 100.0, quantile)
        else:
            continue
        count += 1
    assert count, "nothing to check"
    return count


def check_criticality(result: Result, expected: dict[str, float]) -> None:
    shares = dict(zip(result.tasks.ids, result.tasks.criticality, strict=True))
    for name, share in expected.items():
        check_share(round(shares[name] * result.iterations), result.iterations, share, name)
