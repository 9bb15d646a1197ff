"""Risks and opportunities: how likely, how often they occurred, what they cost."""

from __future__ import annotations

from riskcast.analysis.events import RiskDriver, risk_drivers
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.names import CONTROL, RISKS
from riskcast.export.workbook.sheets.judged import rounded
from riskcast.export.workbook.term import Term

NOTE = (
    "Own money: what the risk's own impacts cost, daily costs of its delays included; what its delays cost through the "
    "rates of tasks is in 'difference when it occurs'. Opportunities are negative."
)


def write_risks(book: Book) -> None:
    """Write the sheet."""
    sheet = book.sheets[RISKS]
    sheet.begin("Risks", CONTROL)
    sheet.section("Risks and opportunities", NOTE)
    top = sheet.row + 1
    rows = _rows(book)
    write_block(sheet, _columns(book.p), rows, total="All risks", table="risks" if rows else "")
    sheet.freeze(top)


def _columns(p: int) -> list[Column]:
    return [
        Column("id", "Risk", "text"),
        Column("name", "Name", "text"),
        Column("kind", "Kind", "text"),
        Column("owner", "Owner", "text"),
        Column("probability", "Probability as it counts", "share"),
        Column("occurred", "Share of iterations", "share"),
        Column("money", "Own money, expected"),
        Column("allocation", f"Share of the contingency at P{p}"),
        Column("extra", "Cost difference when it occurs", total=False),
        Column("days", "Delay when it occurs, days", "number", total=False),
        Column("response", "Response", "text"),
        Column("state", "State", "text"),
        Column("after", "Probability after response", "share"),
        Column("cost", "Cost of the response"),
        Column("decide", "Decide by", "day"),
        Column("over", "Why it is over", "text"),
    ]


def _rows(book: Book) -> list[Row]:
    area = book.areas["By cause"]
    kind_of, id_of = area.values["kind"], area.values["id"]
    shares = {id_of[n]: area.cell("amount", n) for n, kind in enumerate(kind_of) if kind == "risk"}
    kinds = {risk.id: risk.kind.value for risk in book.program.risks}
    money = book.figures.cash.risk_cost.mean(axis=1).tolist() if book.program.risks else []
    found = risk_drivers(book.result)
    return [_row(risk, kinds[risk.risk], own, shares.get(risk.risk)) for risk, own in zip(found, money, strict=True)]


def _row(risk: RiskDriver, kind: str, own: float, share: Term | None) -> Row:
    days = None if risk.delay_days is None else round(risk.delay_days, 1)
    return [
        risk.risk, risk.name, kind, risk.owner, risk.probability, risk.occurred, to_cent(own), share or 0.0,
        rounded(risk.extra_cost), days, risk.response, risk.state, risk.after, rounded(risk.response_cost),
        risk.decide_by, risk.over,
    ]  # fmt: skip
