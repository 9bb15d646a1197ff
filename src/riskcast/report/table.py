"""Tables that scroll inside their own box, with a caption and headers that screen readers announce."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from riskcast.report.field import field
from riskcast.report.html import Html, el, join
from riskcast.report.plain import plain


def table(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    words: Sequence[int] = (),
    strong: int = 0,
    projects: Sequence[str] = (),
    years: Sequence[str] = (),
    filter: str = "",
) -> Html:
    """Return a table whose first column names the row; plain strings are escaped.

    Parameters
    ----------
    caption
        What the table shows, in a few words; also the name of its scroll box.
    columns
        Headers.
    rows
        Cells, one for each column.
    words
        Positions of columns that hold text rather than numbers, besides the first.
    strong
        Number of leading rows to emphasise.
    projects
        Id of the project that each row belongs to, empty for rows that the choice of a project never hides.
    years
        Fiscal year of each row, for the choice of a year.
    filter
        Label of a box that shows only rows with a text in them; none when empty. It needs scripts.
    """
    kinds = ["t" if i == 0 or i in words else "n" for i in range(len(columns))]
    head = el("tr", *(el("th", c, scope="col", class_=k) for c, k in zip(columns, kinds, strict=True)))
    body = [
        el(
            "tr",
            el("th", row[0], scope="row"),
            *(el("td", cell, class_=kind) for cell, kind in zip(row[1:], kinds[1:], strict=True)),
            class_="strong" if number < strong else None,
            data_project=_at(projects, number),
            data_year=_at(years, number),
        )
        for number, row in enumerate(rows)
    ]
    inner = el("table", el("caption", caption), el("thead", head), el("tbody", *body))
    box = el("div", inner, class_="scroll", role="region", aria_label=plain(caption), tabindex=0)
    return join(_filter(filter), box) if filter else box


def _at(values: Sequence[str], number: int) -> str | None:
    return values[number] or None if number < len(values) else None


def _filter(label: str) -> Html:
    box = el("label", label, " ", field("search", autocomplete="off", spellcheck="false"))
    return el("div", box, " ", el("span", class_="says", role="status"), class_="filter", data_filter=True, hidden=True)


def details(summary: str, *content: str) -> Html:
    """Return content that opens on demand, also without scripts."""
    return el("details", el("summary", summary), join(*content))
