"""The assets: when they go into service, and what their first year costs."""

from __future__ import annotations

from datetime import datetime

from riskcast.analysis.money.capitalised import Capitalised
from riskcast.analysis.money.service import AssetLife
from riskcast.analysis.money.span import Span
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.sheet import Cell, Sheet
from riskcast.model.capitalisation import format_steps

COLUMNS = (
    Column("rule", "Rule", "text"),
    Column("label", "Name", "text"),
    Column("life", "Useful life, years", "number"),
    Column("plan", "In service, plan", "day"),
    Column("p10", "In service, P10", "day"),
    Column("p50", "In service, P50", "day"),
    Column("p80", "In service, P80", "day"),
    Column("never", "Chance of never", "share"),
    Column("total", "Capitalised in all, P80", total=False),
    Column("first", "Amortisation, first fiscal year", total=False),
    Column("twelve", "Amortisation, first 12 months", total=False),
    Column("steps", "Steps", "text"),
)


def write_assets(book: Book, sheet: Sheet, found: Capitalised) -> None:
    """Write one row per capitalisation rule."""
    if not found.assets:
        return
    sheet.section(
        "Assets",
        "Amortisation is straight-line by day from the day in service; means over the futures in which there is one.",
    )
    steps = {rule.id: format_steps(rule.steps) for rule in book.program.capitalisation}
    write_block(sheet, COLUMNS, [_row(asset, steps.get(asset.rule, "")) for asset in found.assets])


def _row(asset: AssetLife, steps: str) -> Row:
    dates = (asset.planned, asset.p10.value, asset.p50.value, asset.p80.value)
    return [
        asset.rule, asset.label, asset.life_years, *map(_day, dates), asset.never.value,
        to_cent(asset.total.p80.value), _mean(asset.first_year), _mean(asset.first_twelve_months), steps,
    ]  # fmt: skip


def _day(moment: datetime | None) -> Cell:
    """Return an instant, or what to say when there is none."""
    return "never" if moment is None else moment


def _mean(span: Span | None) -> Cell:
    return None if span is None else to_cent(span.mean.value)
