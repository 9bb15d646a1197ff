"""From the plan to the forecast, layer by layer."""

from __future__ import annotations

from datetime import date

from riskcast.analysis.measures import Value
from riskcast.analysis.stack import Layer, Stack
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.formats import Kind
from riskcast.export.workbook.sheet import Cell, Sheet
from riskcast.export.workbook.sheets.moved import sure


def write_layers(book: Book, sheet: Sheet, found: Stack) -> None:
    """Write what ranges, drivers, risks and planned responses each add."""
    sheet.section(
        f"{found.label}: one layer after the other",
        "Each layer holds all that is in those before it, over the same futures. A step is what a layer adds to the "
        f"one before; in another order the steps would differ. {found.note}".strip(),
    )
    write_block(sheet, _columns(found), [_row(book, found, layer) for layer in found.layers])


def _columns(found: Stack) -> list[Column]:
    kind: Kind = "money" if found.is_money else "day"
    far: Kind = "money" if found.is_money else "number"
    unit = "" if found.is_money else ", days"
    promise = "of the promise" if found.is_promised else "of the plan"
    return [
        Column("layer", "Layer", "text"),
        *(Column(f"p{p}", f"P{p}", kind, total=False) for p in found.layers[0].percentiles),
        Column("mean", "Mean", kind, total=False),
        Column("chance", f"Chance {promise}", "share"),
        Column("step", f"Step of P{found.p}{unit}", far, total=False),
        Column("error", f"Step: standard error{unit}", far, total=False),
        Column("sure", "Is it sure?", "text"),
        Column("nothing", "Why nothing changes", "text"),
    ]


def _row(book: Book, found: Stack, layer: Layer) -> Row:
    ends = [_value(book, found.measure, value) for value in (*layer.percentiles.values(), layer.mean)]
    step: list[Cell] = [None, None, ""]
    if layer.step is not None:
        move = layer.step.percentiles[found.p]
        step = [to_cent(move.value), None if move.error is None else to_cent(move.error), sure(move)]
    return [layer.label, *ends, layer.chance, *step, layer.nothing]


def _value(book: Book, measure: str, value: Value) -> Cell:
    return book.days.of(measure, value) if isinstance(value, date) else to_cent(float(value))
