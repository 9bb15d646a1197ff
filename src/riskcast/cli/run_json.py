"""The data of ``riskcast run --json``."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from riskcast.analysis.measures import MeasureSummary, summarise
from riskcast.simulation.result import Result


def run_data(result: Result, load_s: float) -> dict[str, Any]:
    """Return iterations, seed, times, digest, measures and criticality of a run."""
    m = result.manifest
    elapsed = {"load": load_s, **m.elapsed_s}
    elapsed["total"] = elapsed.get("total", 0.0) + load_s
    return {
        "iterations": m.iterations,
        "seed": m.seed,
        "design": m.design,
        "until": None if m.until is None else {"precision": m.until, "met": m.until_met},
        "without": list(m.without),
        "threads": m.threads,
        "riskcast": m.riskcast,
        "elapsed_s": {name: round(seconds, 6) for name, seconds in elapsed.items()},
        "digest": m.result_digest,
        "program_digest": m.program_digest,
        "measures": {name: measure_data(summarise(result, name)) for name in result.measures},
        "tasks": {
            id_: {"criticality": float(share)}
            for id_, share in zip(result.tasks.ids, result.tasks.criticality, strict=True)
        },
    }


def measure_data(summary: MeasureSummary) -> dict[str, Any]:
    """Return one measure: dates as local ISO text to the second, spans in calendar days, money in the currency.

    An interval is null where the iterations are too few for it.
    """
    chance = summary.probability_interval
    return {
        "label": summary.label,
        "deterministic": _plain(summary.deterministic),
        "mean": _plain(summary.mean),
        "sd" if summary.is_money else "sd_days": summary.sd,
        "percentiles": {str(p): _plain(value) for p, value in summary.percentiles.items()},
        "ci95": {
            str(p): None if p in summary.open_ended else [_plain(lo), _plain(hi)]
            for p, (lo, hi) in summary.intervals.items()
        },
        "target": _plain(summary.target),
        "probability": summary.probability,
        "probability_ci95": None if chance is None else list(chance),
    }


def _plain(value: datetime | date | float | None) -> str | float | None:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
