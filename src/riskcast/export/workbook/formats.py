"""How cells look: a few number formats in a few styles, each made once."""

from __future__ import annotations

from typing import Any, Final, Literal

Kind = Literal["text", "long", "money", "cents", "share", "count", "number", "rate", "day", "moment", "link"]
"""What a column holds: short or long text, money (shown whole, or with its cents), a chance or share (0-1), a whole
number, any number, an exchange rate, a day, an instant, a link."""
Style = Literal["body", "left", "right", "total", "head", "title", "section", "note", "aside", "label", "strong"]
"""``left``: like ``body``, numbers on the left, too; ``aside``: a note beside a figure."""

NAVY: Final = "#1F3864"
PALE: Final = "#E9EEF6"
LINE: Final = "#8EA9DB"
GREY: Final = "#595959"
BLUE: Final = "#0563C1"
GOOD: Final = ("#E2EFDA", "#375623")
FAIR: Final = ("#FFE699", "#7F6000")
BAD: Final = ("#F8CBAD", "#9C0006")
FONT: Final = "Calibri"

_NUMBERS: Final[dict[Kind, str]] = {
    "money": '#,##0;[Red]-#,##0;"–"',
    "cents": '#,##0.00;[Red]-#,##0.00;"–"',
    "share": "0.0%",
    "count": "#,##0;[Red]-#,##0;0",
    "number": "#,##0.0;[Red]-#,##0.0;0.0",
    "rate": "0.0000",
    "day": "yyyy-mm-dd",
    "moment": "yyyy-mm-dd hh:mm",
    "text": "@",
    "long": "@",
    "link": "@",
}
_STYLES: Final[dict[Style, dict[str, Any]]] = {
    "body": {},
    "left": {"align": "left"},
    "right": {"align": "right"},
    "total": {"bold": True, "bg_color": PALE, "top": 1, "top_color": NAVY},
    "head": {"bold": True, "bg_color": NAVY, "font_color": "#FFFFFF", "text_wrap": True, "valign": "vcenter"},
    "title": {"bold": True, "font_size": 16, "font_color": NAVY},
    "section": {"bold": True, "font_size": 12, "font_color": NAVY},
    "note": {"italic": True, "font_color": GREY},
    "aside": {"italic": True, "font_color": GREY, "align": "left", "indent": 1},
    "label": {"bold": True, "font_color": NAVY},
    "strong": {"bold": True, "font_size": 12},
}

_SIDES: Final[dict[Kind, str]] = {"text": "left", "long": "left", "link": "left", "day": "center", "moment": "center"}


class Formats:
    """The formats of one workbook."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[Kind, Style, bool], Any] = {}
        self.good, self.fair, self.bad = (
            workbook.add_format({"bg_color": fill, "font_color": ink, "bold": True}) for fill, ink in (GOOD, FAIR, BAD)
        )

    def of(self, kind: Kind, style: Style = "body", indented: bool = False) -> Any:
        """Return the format of a kind of value in a style; ``indented`` keeps texts off the figures left of them."""
        key = (kind, style, indented and kind in ("text", "long") and style in ("body", "head", "total"))
        if key not in self._made:
            more = {"align": "left", "indent": 1} if key[2] else {}
            self._made[key] = self._workbook.add_format(_properties(kind, style) | more)
        return self._made[key]


def _properties(kind: Kind, style: Style) -> dict[str, Any]:
    found: dict[str, Any] = {"font_name": FONT, "font_size": 10, "valign": "top", **_STYLES[style]}
    if style == "head":
        return found | {"align": _SIDES.get(kind, "right")}
    found["num_format"] = _NUMBERS[kind]
    if kind == "long":
        found["text_wrap"] = True
    if kind == "link":
        found |= {"font_color": BLUE, "underline": 1}
    if style != "left" and kind not in ("text", "long", "link"):
        found["align"] = _SIDES.get(kind, "right")
    return found
