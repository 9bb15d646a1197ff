"""The data of ``riskcast compare --json``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from riskcast.analysis.compare import Comparison, MeasureChange, OptionComparison, Pair
from riskcast.cli.capex_json import plain
from riskcast.simulation.result import Result


def compare_data(found: Comparison, results: Sequence[Result]) -> dict[str, Any]:
    """Return the runs and what moves between them: dates as ISO text, differences in calendar days or money."""
    names = (found.base, *(option.name for option in found.options))
    return {
        "base": found.base,
        "currency": found.currency,
        "p": found.p,
        "runs": {name: _run(result) for name, result in zip(names, results, strict=True)},
        "options": [_option(option) for option in found.options],
    }


def _run(result: Result) -> dict[str, Any]:
    m = result.manifest
    return {
        "program": result.program.id,
        "iterations": m.iterations,
        "seed": m.seed,
        "design": m.design,
        "without": list(m.without),
        "riskcast": m.riskcast,
        "digest": m.result_digest,
        "program_digest": m.program_digest,
    }


def _option(option: OptionComparison) -> dict[str, Any]:
    return {
        "name": option.name,
        "paired": option.paired,
        "why_not_paired": option.why_not or None,
        "measures": {change.measure: _measure(change) for change in option.measures},
        "years": [
            {
                "year": year.year,
                "treatment": year.treatment,
                **_pairs({"deterministic": year.deterministic, "mean": year.mean, "confidence": year.confidence}),
            }
            for year in option.years
        ],
        "only_base": list(option.only_base),
        "only_option": list(option.only_option),
    }


def _measure(change: MeasureChange) -> dict[str, Any]:
    shares = change.shares
    return {
        "label": change.label,
        "targets": plain(change.targets),
        "better": None if shares is None else shares.better,
        "worse": None if shares is None else shares.worse,
        **_pairs(dict(change.pairs())),
    }


def _pairs(pairs: Mapping[str, Pair]) -> dict[str, Any]:
    return {name: _pair(pair) for name, pair in pairs.items()}


def _pair(pair: Pair) -> dict[str, Any]:
    moved = pair.difference
    return {
        "base": plain(pair.before),
        "value": plain(pair.after),
        "difference": moved.value,
        "error": moved.error,
        "ci95": None if moved.interval is None else list(moved.interval),
        "is_noise": moved.is_noise,
    }
