"""Capitalisation: what becomes an asset, when it goes into service, and what is written off."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from riskcast.analysis.money.capitalised import AssetYear, Capitalised, capitalised
from riskcast.export.workbook.block import Area, Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import add_up, share_out, to_cent
from riskcast.export.workbook.names import CAPITALISATION, CONTROL
from riskcast.export.workbook.sheet import Sheet
from riskcast.export.workbook.sheets.assets import write_assets
from riskcast.export.workbook.sheets.double_running import write_double_running
from riskcast.export.workbook.term import At, Calc, Term
from riskcast.model.capitalisation import CAPEX

COLUMNS = (
    Column("rule", "Rule", "text"),
    Column("label", "Name", "text"),
    Column("year", "Fiscal year", "text"),
    Column("plan", "Capitalised, plan"),
    Column("capitalised", "Capitalised, expected"),
    Column("p80", "Capitalised, P80", total=False),
    Column("sum", "Capitalised so far", total=False),
    Column("building", "Assets under construction", total=False),
    Column("service", "In service at cost", total=False),
    Column("off_plan", "Amortisation, plan"),
    Column("off", "Amortisation, expected"),
)
TOTALS = (
    Column("year", "Fiscal year", "text"),
    Column("capitalised", "Capitalised, expected"),
    Column("building", "Assets under construction", total=False),
    Column("service", "In service at cost", total=False),
    Column("off", "Amortisation, expected"),
)
NO_RULE = "capex without a rule"


def write_capital(book: Book) -> None:
    """Write the sheet."""
    sheet, found = book.sheets[CAPITALISATION], capitalised(book.result)
    sheet.begin("Capitalisation", CONTROL)
    sheet.note("riskcast applies the rules that it is given; what may be capitalised is for the accountants to decide.")
    if found is None:
        sheet.section("Nothing is capitalised, and nothing runs twice.")
        sheet.freeze(3, repeat=False)
        return
    sheet.freeze(4, repeat=False)
    write_assets(book, sheet, found)
    years = list(dict.fromkeys([*book.figures.years, *(row.fiscal_year for row in found.years)]))
    summary = _leave_room(sheet, years)
    area = _write_rules(book, sheet, found)
    _write_together(sheet, summary, years, area)
    write_double_running(book, sheet, found)
    _check(book, area, found)


def _leave_room(sheet: Sheet, years: list[str]) -> int:
    """Return the row at which all rules together stand; the table below it is written first."""
    at = sheet.row
    sheet.row += len(years) + 6
    return at


def _write_rules(book: Book, sheet: Sheet, found: Capitalised) -> Area:
    note = (
        "Assets under construction and in service: at the end of the year. Amortisation: in the year. Do not add P80."
    )
    sheet.section("By rule and fiscal year", note)
    rows = [row for rule in _rules(found) for row in _rows(book, rule)]
    rows += list(_without_rule(book))
    return write_block(sheet, COLUMNS, rows, total="All rules", table="capitalisation" if rows else "")


def _rules(found: Capitalised) -> list[tuple[str, list[AssetYear]]]:
    """Return the years of each rule, with its name."""
    return [(asset.label, [year for year in found.years if year.rule == asset.rule]) for asset in found.assets]


def _rows(book: Book, rule: tuple[str, list[AssetYear]]) -> Iterator[Row]:
    label, years = rule
    if not years:
        return
    figures, name = book.figures, years[0].rule
    own, plan = (figures.by_year(of.where("capitalised", name=name)) for of in (figures.expected, figures.plan))
    so_far = [add_up(own.get(year.fiscal_year, 0.0) for year in years[: n + 1]) for n in range(len(years))]
    building = [_building(year, sum_) for year, sum_ in zip(years, so_far, strict=True)]
    served = to_cent(so_far[-1] - building[-1])
    written = share_out(served, np.array([year.amortisation.mean.value for year in years])).tolist()
    for n, year in enumerate(years):
        yield [
            name, label, year.fiscal_year, plan.get(year.fiscal_year, 0.0), own.get(year.fiscal_year, 0.0),
            to_cent(year.capitalised.p80.value), _so_far(n, so_far[n]), building[n],
            Calc(lambda at: f"{at('sum')}-{at('building')}", to_cent(so_far[n] - building[n])),
            to_cent(year.amortisation.plan or 0.0), written[n],
        ]  # fmt: skip


def _building(year: AssetYear, so_far: float) -> float:
    """Return what is not in service; all of it when nothing is, so that no cent is left over."""
    mean = to_cent(year.under_construction.mean.value)
    return mean if to_cent(year.in_service.mean.value) else so_far


def _so_far(place: int, value: float) -> Calc:
    """Return the sum of a rule up to its n-th year."""

    def text(at: At) -> str:
        return f"{at('capitalised')}" if place == 0 else f"{at.above('sum')}+{at('capitalised')}"

    return Calc(text, value)


def _without_rule(book: Book) -> Iterator[Row]:
    """Yield what is capitalised by no rule: nothing is known of its service."""
    figures = book.figures
    own, plan = (figures.by_year(of.where("capitalised", name=CAPEX)) for of in (figures.expected, figures.plan))
    for year in figures.years:
        if own[year] or plan[year]:
            yield [CAPEX, NO_RULE, year, plan[year], own[year], *[None] * 6]


def _write_together(sheet: Sheet, row: int, years: list[str], area: Area) -> None:
    """Write all rules together into the room that was left for them."""
    below, sheet.row = sheet.row, row
    note = (
        "Assets stand at the end of the year. What is capitalised without a rule is in the first figure only: nothing "
        "is known of its service."
    )
    sheet.section("All rules by fiscal year", note)
    rows: list[Row] = []
    for year in years:
        rows.append([year, *(_taken(area, key, year) for key in ("capitalised", "building", "service", "off"))])
    write_block(sheet, TOTALS, rows, total="All years")
    sheet.row = below


def _taken(area: Area, key: str, year: str) -> Calc:
    def text(at: At) -> str:
        return area.sum_where(key, year=Term(at("year"), year)).text

    return Calc(text, area.sum_where(key, year=year).value)


def _check(book: Book, area: Area, found: Capitalised) -> None:
    years, phasing = book.areas["years"], book.areas["phasing"]
    book.check(CAPITALISATION, "Capitalised by rule = capex", area.sum("capitalised"), phasing.total("capex"))
    for n, year in enumerate(book.figures.years):
        text = f"Capitalised by rule = capex, {year}"
        found_sum = area.sum_where("capitalised", year=years.cell("year", n))
        book.check(CAPITALISATION, text, found_sum, years.cell("capex", n))
    for asset in found.assets:
        if asset.life_years is not None and (last := _last_year(found, asset.rule)):
            off = area.sum_where("off", rule=asset.rule)
            served = area.sum_where("service", rule=asset.rule, year=last)
            book.check(CAPITALISATION, f"Written off in the end = in service, rule {asset.rule}", off, served)


def _last_year(found: Capitalised, rule: str) -> str:
    years = [year.fiscal_year for year in found.years if year.rule == rule]
    return years[-1] if years else ""
