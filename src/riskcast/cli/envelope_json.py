"""The data of ``riskcast envelope --json``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from riskcast.analysis.envelope.table import Envelope, Reading, Row
from riskcast.analysis.paired import Difference
from riskcast.analysis.stack import Layer, Stack
from riskcast.cli.capex_json import plain


def envelope_data(found: Envelope, stacks: Sequence[Stack]) -> dict[str, Any]:
    """Return the envelope and the stacks; money in the program's currency, moves of dates in calendar days."""
    m, program = found.result.manifest, found.result.program
    data = {
        "iterations": m.iterations,
        "seed": m.seed,
        "design": m.design,
        "riskcast": m.riskcast,
        "digest": m.result_digest,
        "program_digest": m.program_digest,
        "currency": program.currency,
        "confidence": found.p,
        "measures": [
            {
                "measure": judged.measure,
                "label": judged.label,
                "goal": judged.goal,
                "is_promised": judged.is_promised,
                "unit": program.currency if judged.is_money else "calendar days",
            }
            for judged in found.measures
        ],
        "envelope": [_row(found, row) for row in (found.base, *found.rows)],
        "stacks": [_stack(stack) for stack in stacks],
    }
    plain_data: dict[str, Any] = plain(data)
    return plain_data


def _row(found: Envelope, row: Row) -> dict[str, Any]:
    pairs = zip(found.measures, row.readings, strict=bool(row.readings))
    readings = {judged.measure: _reading(reading, found.p) for judged, reading in pairs}
    return {"group": row.group, "label": row.label, "note": row.note, "readings": readings}


def _reading(reading: Reading, p: int) -> dict[str, Any]:
    return {
        "P50": reading.median,
        f"P{p}": reading.value,
        "chance": reading.chance,
        "moves": {
            "P50": _move(reading.median_move),
            f"P{p}": _move(reading.value_move),
            "chance": _move(reading.chance_move),
        },
    }


def _stack(stack: Stack) -> dict[str, Any]:
    return {"measure": stack.measure, "note": stack.note, "layers": [_layer(layer) for layer in stack.layers]}


def _layer(layer: Layer) -> dict[str, Any]:
    step = layer.step
    moves: dict[str, Any] = {}
    if step is not None:
        moves = {f"P{p}": _move(move) for p, move in step.percentiles.items()}
        moves |= {"mean": _move(step.mean), "chance": _move(step.chance)}
    return {
        "label": layer.label,
        **{f"P{p}": value for p, value in layer.percentiles.items()},
        "mean": layer.mean,
        "chance": layer.chance,
        "step": moves or None,
        "nothing": layer.nothing,
    }


def _move(move: Difference) -> dict[str, Any]:
    low, high = move.interval or (None, None)
    return {"value": move.value, "error": move.error, "low": low, "high": high, "is_noise": move.is_noise}
