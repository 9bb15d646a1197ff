"""Responses: which planned responses to risks are worth deciding, and what is left."""

from __future__ import annotations

from riskcast.analysis.measures import label_of
from riskcast.analysis.mitigation.choose import Choice, Left, Mitigation
from riskcast.export.workbook.block import Column, Row, write_block
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import to_cent
from riskcast.export.workbook.formats import Kind
from riskcast.export.workbook.names import CONTROL, RESPONSES
from riskcast.export.workbook.sheet import Sheet
from riskcast.export.workbook.sheets.judged import rounded
from riskcast.export.workbook.sheets.moved import sure

OFFERED = (
    Column("label", "Response", "text"),
    Column("risk", "Risk", "text"),
    Column("owner", "Owner of the risk", "text"),
    Column("spend", "Planned cost"),
    Column("decide", "Decide by", "day"),
    Column("chosen", "Decision", "text"),
    Column("spent", "Cost when decided"),
)


def write_responses(book: Book) -> None:
    """Write the sheet."""
    sheet = book.sheets[RESPONSES]
    sheet.begin("Responses", CONTROL)
    sheet.freeze(3, repeat=False)
    for found in book.answers_of(Mitigation):
        name = f"P{found.p} of {label_of(book.result, found.measure)}"
        _write_offered(book, sheet, found, name)
        _write_frontier(sheet, found)
        if found.left:
            sheet.section(f"What remains: {name}", "With the responses above decided.")
            write_block(sheet, _left_columns(found), [_left(found, left) for left in found.left])


def _write_offered(book: Book, sheet: Sheet, found: Mitigation, name: str) -> None:
    sheet.section(f"Responses on offer: {name}", _verdict(found))
    owners = {risk.id: risk.owner for risk in book.program.risks}
    rows: list[Row] = []
    for each in found.offered:
        chosen, spend = each.risk in found.best.risks, to_cent(each.spend)
        said = "decide" if chosen else "not now"
        owner = owners.get(each.risk, "")
        rows.append([each.label, each.risk, owner, spend, each.decide_by, said, spend if chosen else 0.0])
    write_block(sheet, OFFERED, rows, total="All responses")


def _verdict(found: Mitigation) -> str:
    how = "every set of responses" if found.is_exact else "step by step, in pairs where none helps alone"
    meets = {True: " The target holds with the best set.", False: " No set meets the target.", None: ""}[found.meets]
    return f"Searched: {how}; {found.runs} sets, all over the same futures.{meets}"


def _write_frontier(sheet: Sheet, found: Mitigation) -> None:
    sheet.section(
        "Sets of responses",
        "From nothing on, each better than all that cost less, beyond chance. Costs include those of the responses.",
    )
    columns = [
        Column("risks", "Decided", "text"),
        Column("spend", "Spend", total=False),
        Column("finish", f"P{found.p} {found.dates}", "moment"),
        Column("days", "Earlier than with nothing, days", "number"),
        Column("days_error", "Days: standard error", "number"),
        Column("cost", f"P{found.p} {found.sums}", total=False),
        Column("money", "Lower than with nothing", total=False),
        Column("money_error", "Money: standard error", total=False),
        Column("chance", "Chance of the target", "share"),
        Column("best", "Best", "text"),
    ]
    write_block(sheet, columns, [_choice(found, choice) for choice in found.frontier])


def _choice(found: Mitigation, choice: Choice) -> Row:
    return [
        ", ".join(choice.risks) or "nothing", to_cent(choice.spend), choice.finish, choice.days.value,
        choice.days.error, to_cent(choice.cost), to_cent(choice.money.value), rounded(choice.money.error),
        choice.chance, "best" if choice == found.best else "",
    ]  # fmt: skip


def _left_columns(found: Mitigation) -> list[Column]:
    kind: Kind = "money" if found.is_money else "number"
    unit = "" if found.is_money else ", days"
    return [
        Column("label", "Risk", "text"),
        Column("risk", "Id", "text"),
        Column("worth", f"P{found.p} without it would be lower by{unit}", kind, total=False),
        Column("error", f"Standard error{unit}", kind, total=False),
        Column("sure", "Is it sure?", "text"),
        Column("response", "Response", "text"),
    ]


def _left(found: Mitigation, left: Left) -> Row:
    worth, error = left.worth.value, left.worth.error
    if found.is_money:
        worth, error = to_cent(worth), rounded(error)
    return [left.label, left.risk, worth, error, sure(left.worth), _answer(found, left)]


def _answer(found: Mitigation, left: Left) -> str:
    if left.risk in found.best.risks:
        return "decided here"
    if not left.has_response:
        return "none on offer"
    return "on offer" if left.risk in {each.risk for each in found.offered} else "decided already"
