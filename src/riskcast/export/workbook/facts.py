"""A figure with its name: one row of a list of facts."""

from __future__ import annotations

from riskcast.export.workbook.formats import Kind, Style
from riskcast.export.workbook.sheet import Cell, Sheet
from riskcast.export.workbook.term import Term


def write_fact(
    sheet: Sheet, label: str, value: Cell, kind: Kind = "text", note: str = "", style: Style = "left"
) -> Term:
    """Write a label, its value and a remark at the sheet's next free row, and return a reference to the value."""
    sheet.put(sheet.row, 0, label, style="label", fit=False)
    sheet.widen(0, len(label) * 1.1 + 3.0)
    sheet.put(sheet.row, 1, value, kind, style, fit=kind not in ("text", "long"))
    if note:
        sheet.put(sheet.row, 2, note, style="aside", fit=False)
    sheet.row += 1
    content = value.value if isinstance(value, Term) else value
    return sheet.at(sheet.row - 1, 1, content if isinstance(content, str | float | int) else 0.0)
