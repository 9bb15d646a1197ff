"""The assumption envelope and the stack of layers on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from riskcast.analysis.envelope.table import Envelope, Judged, Reading, Row
from riskcast.analysis.measures import Value
from riskcast.analysis.stack import Layer, Stack
from riskcast.analysis.wording import say_finish, say_money, say_percent
from riskcast.cli.lines import say_count, wrap
from riskcast.cli.moves import BRACKETS, say_move, say_points
from riskcast.cli.table import format_table
from riskcast.simulation.result import Manifest


def envelope_text(found: Envelope, stacks: Sequence[Stack], width: int = 80) -> str:
    """Return both tables of every measure, and what to know about them, at most so many columns (66 or more)."""
    currency = found.result.program.currency
    parts = [found.result.program.label]
    for k, (judged, stack) in enumerate(zip(found.measures, stacks, strict=True)):
        parts.append(_title(judged, currency, width))
        parts.append(_moves(found, k, judged))
        parts.append(_layers(stack, width))
    notes = [*_notes(found.rows), *dict.fromkeys(f"{stack.note}." for stack in stacks if stack.note)]
    parts += ["\n".join(wrap(f"- {note}", width).replace("\n", "\n  ") for note in notes)] if notes else []
    if any(reading.value_move.error is None for row in found.rows for reading in row.readings):
        parts.append(wrap("These are too few iterations for errors: take more with -n.", width))
    parts.append(wrap(_method(found.result.manifest, currency), width))
    return "\n\n".join(parts) + "\n"


def _title(judged: Judged, currency: str, width: int) -> str:
    promised = "promised" if judged.is_promised else "as planned, nothing is promised"
    limit = "or less" if judged.is_money else "or earlier"
    goal = f"{_say(judged.goal, judged.is_money, currency)} {limit} ({promised})"
    return wrap(f"{judged.label}. The chance is that of {goal}.", width)


def _moves(found: Envelope, k: int, judged: Judged) -> str:
    head = ["assumption", "P50", f"P{found.p}", "chance"]
    base = found.base.readings[k]
    values = [_say(value, judged.is_money, "") for value in (base.median, base.value)]
    rows = [[found.base.label, *values, say_percent(base.chance)]]
    rows += [_move(row, row.readings[k] if row.readings else None, judged.is_money) for row in found.rows]
    return format_table(head, rows, right=range(1, 4))


def _move(row: Row, reading: Reading | None, is_money: bool) -> list[str]:
    if reading is None:
        return [row.label, row.note.partition(":")[0], "", ""]
    moves = (reading.median_move, reading.value_move)
    return [row.label, *(say_move(move, is_money=is_money) for move in moves), say_points(reading.chance_move)]


def _layers(stack: Stack, width: int) -> str:
    """Return the table with as many percentiles as fit."""
    every = list(stack.layers[0].percentiles)
    few = sorted({50, stack.p})
    choices = [
        (every, True),
        (every, False),
        (every[1:], False),
        (sorted({*few, 90}), False),
        (few, False),
        ([stack.p], False),
    ]
    tables = [_table(stack, levels, with_mean) for levels, with_mean in choices]
    return next((table for table in tables if max(map(len, table.splitlines())) <= width), tables[-1])


def _table(stack: Stack, levels: Sequence[int], with_mean: bool) -> str:
    head = ["plan and layers", *(f"P{p}" for p in levels), *["mean"] * with_mean, "chance", f"step of P{stack.p}"]
    rows = [_layer(stack, layer, levels, with_mean) for layer in stack.layers]
    return format_table(head, rows, right=range(1, len(head)))


def _layer(stack: Stack, layer: Layer, levels: Sequence[int], with_mean: bool) -> list[str]:
    if layer.nothing:
        return [layer.label, "none", *[""] * (len(levels) + with_mean + 1)]
    values = [layer.percentiles[p] for p in levels] + [layer.mean] * with_mean
    step = "" if layer.step is None else say_move(layer.step.percentiles[stack.p], is_money=stack.is_money)
    texts = [_say(value, stack.is_money, "") for value in values]
    return [layer.label, *texts, say_percent(layer.chance), step]


def _notes(rows: Sequence[Row]) -> list[str]:
    """Return what to know about the rows, once for rows of which the same is said."""
    labels: dict[str, list[str]] = {}
    for row in rows:
        if row.note:
            labels.setdefault(row.note, []).append(row.label)
    return [f"{', '.join(names)}: {note}." for note, names in labels.items()]


def _method(m: Manifest, currency: str) -> str:
    return (
        "Below the first row stand changes against it: dates in calendar days, chances in percentage points, ± half of "
        f"the 95 % interval; {BRACKETS}. Wider and narrower ranges keep the planned value and scale the "
        "distance from it; drivers, risks, prices of indices and exchange rates stay. A step is the change against "
        f"the layer before. Money in {currency}, costs positive. All runs share their futures: "
        f"{say_count(m.iterations, 'iteration')} each, seed {m.seed}, digest {m.result_digest[:16]}."
    )


def _say(value: Value | date, is_money: bool, currency: str) -> str:
    if isinstance(value, date | datetime):
        return say_finish(value)
    return say_money(float(value), currency if is_money else "").strip()
