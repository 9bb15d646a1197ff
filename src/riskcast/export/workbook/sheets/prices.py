"""Exchange rates and price indices: as assumed, and what they add in every fiscal year."""

from __future__ import annotations

from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.names import CONTROL, PRICES
from riskcast.model.price import Currency, PriceIndex

RATES = (
    Column("id", "Currency", "text"),
    Column("planned", "Planned rate", "rate"),
    Column("rate", "Rate as entered", "text"),
    Column("volatility", "Volatility per year", "share"),
    Column("hedged", "Hedged", "share"),
    Column("note", "Note", "text"),
)
INDICES = (
    Column("id", "Index", "text"),
    Column("name", "Name", "text"),
    Column("rate", "Rise per year as entered", "text"),
    Column("volatility", "Volatility per year", "share"),
    Column("base", "Prices of", "day"),
    Column("categories", "Categories", "text"),
    Column("note", "Note", "text"),
)
EFFECTS = (
    Column("year", "Fiscal year", "text"),
    Column("rise_plan", "Escalation, plan"),
    Column("rise", "Escalation, expected"),
    Column("fx", "Exchange rates, expected"),
)


def write_prices(book: Book) -> None:
    """Write the sheet."""
    sheet, program = book.sheets[PRICES], book.program
    sheet.begin("FX and escalation", CONTROL)
    sheet.freeze(3, repeat=False)
    sheet.section(
        "What they add",
        "Parts of the money incurred: escalation beyond today's prices; rates that differ from the planned ones.",
    )
    _write_effects(book)
    sheet.section(
        "Exchange rates", f"Units of {program.currency} for one unit. Hedged shares are exchanged at the planned rate."
    )
    write_block(sheet, RATES, [_rate(currency) for currency in program.currencies])
    sheet.section(
        "Price indices",
        "Compounded month by month from the date of the prices to the month in which money is incurred.",
    )
    data_date = program.data_date or program.start
    write_block(sheet, INDICES, [_index(index) for index in program.indices])
    sheet.note(f"Without a date of its own, an index starts from the data date, {data_date:%Y-%m-%d}.")


def _write_effects(book: Book) -> None:
    figures = book.figures
    plan = figures.by_year(figures.plan.where("escalation"))
    rise, fx = (figures.by_year(figures.expected.where(view)) for view in ("escalation", "fx"))
    rows: list[Row] = [[year, plan[year], rise[year], fx[year]] for year in figures.years]
    area = write_block(book.sheets[PRICES], EFFECTS, rows, total="All years")
    for key, view, text in (("rise", "escalation", "Escalation"), ("fx", "fx", "Exchange rates")):
        wanted = book.areas["data"].sum_where("expected", view=view)
        book.check(PRICES, f"{text}: all years = that of the data", area.sum(key), wanted)


def _rate(currency: Currency) -> Row:
    planned = currency.rate.planned(lambda number: number.value)
    return [currency.id, planned, currency.rate.brief(), currency.volatility, currency.hedged, currency.note]


def _index(index: PriceIndex) -> Row:
    return [
        index.id,
        index.name,
        index.rate.brief(),
        index.volatility,
        index.base,
        "; ".join(index.categories),
        index.note,
    ]
