"""Drivers: what lies between plan and forecast, shared out so that the parts add up."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.analysis.attribution.attribute import Attribution, Share
from riskcast.analysis.measures import label_of
from riskcast.analysis.stack import Stack
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import share_out, to_cent
from riskcast.export.workbook.formats import Kind
from riskcast.export.workbook.names import CONTROL, DRIVERS
from riskcast.export.workbook.sheet import Sheet
from riskcast.export.workbook.sheets.judged import rounded
from riskcast.export.workbook.sheets.layers import write_layers
from riskcast.export.workbook.sheets.moved import sure
from riskcast.kernels.types import F8

REST = "weather, tasks that may not be needed, branches, rework"


def write_drivers(book: Book) -> None:
    """Write the sheet."""
    gaps, stacks = book.answers_of(Attribution), book.answers_of(Stack)
    sheet = book.sheets[DRIVERS]
    sheet.begin("Drivers", CONTROL)
    sheet.freeze(3, repeat=False)
    for found in gaps:
        _write_gap(book, sheet, found)
    for stack in stacks:
        write_layers(book, sheet, stack)


def _write_gap(book: Book, sheet: Sheet, found: Attribution) -> None:
    unit = book.program.currency if found.is_money else "calendar days"
    orders = f"{found.orders} random orders" if found.orders else "all orders"
    sheet.section(
        f"{label_of(book.result, found.measure)}: from plan to P{found.p}, in {unit}",
        f"A share is the part of the gap averaged over {orders} in which the uncertainty can come in (Shapley value); "
        f"all shares add up to the gap. Without it alone: by how much P{found.p} is then lower; these do not add up.",
    )
    area = write_block(sheet, _columns(found), _rows(book, found), total="The whole gap")
    if found.measure == "cost" and found.p == book.p:
        text = f"All shares of the cost = contingency needed at P{book.p}"
        book.check(DRIVERS, text, area.total("share"), book.terms["need"])


def _columns(found: Attribution) -> list[Column]:
    kind: Kind = "money" if found.is_money else "number"
    return [
        Column("label", "What", "text"),
        Column("kind", "Kind", "text"),
        Column("id", "Id", "text"),
        Column("owner", "Owner", "text"),
        Column("share", "Share of the gap", kind, total=True),
        Column("error", "Standard error", kind, total=False),
        Column("low", "95 % interval from", kind, total=False),
        Column("high", "to", kind, total=False),
        Column("sure", "Is it sure?", "text"),
        Column("removed", "Without it alone", kind, total=False),
        Column("removed_error", "Without it: standard error", kind, total=False),
        Column("alone", "Variance it explains alone", "share"),
        Column("total", "Variance with all it interacts with", "share"),
    ]


def _rows(book: Book, found: Attribution) -> list[Row]:
    """Return the shares, rounded such that they add up to the gap, and what no group has."""
    *shares, rest = share_out(_gap(book, found), _parts(found)).tolist()
    owners = {risk.id: risk.owner for risk in book.program.risks}
    rows = [_row(each, share, owners) for each, share in zip(found.shares, shares, strict=True)]
    if rest:
        rows.append(["In none of these", "rest", "", "", rest, *[None] * 3, REST, *[None] * 4])
    return rows


def _parts(found: Attribution) -> F8:
    import numpy as np

    return np.array([*(each.share.value for each in found.shares), found.rest], np.float64)


def _gap(book: Book, found: Attribution) -> float:
    """Return the gap in hundredths; of money, between the two sums as they are shown."""
    if not found.is_money:
        return to_cent(found.gap)
    value = float(book.result.percentile(found.measure, found.p))  # type: ignore[arg-type]
    return to_cent(to_cent(value) - to_cent(book.result.planned(found.measure)))


def _row(each: Share, share: float, owners: dict[str, str]) -> Row:
    id_ = each.group.partition(":")[2]
    low, high = each.share.interval or (None, None)
    indices = [None if index is None else index.value for index in (each.first_order, each.total)]
    errors: Sequence[float | None] = [rounded(value) for value in (each.share.error, low, high)]
    return [
        each.label, each.kind, id_, owners.get(id_, "") if each.kind == "risk" else "", share, *errors,
        sure(each.share), rounded(each.removed.value), rounded(each.removed.error), *indices,
    ]  # fmt: skip
