"""Tables that scroll inside their own box, with a caption and headers that screen readers announce."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from riskcast.report.html import Html, el, join


def table(
    caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *, words: Sequence[int] = (), strong: int = 0
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
    """
    kinds = ["t" if i == 0 or i in words else "n" for i in range(len(columns))]
    head = el("tr", *(el("th", c, scope="col", class_=k) for c, k in zip(columns, kinds, strict=True)))
    body = [
        el(
            "tr",
            el("th", row[0], scope="row"),
            *(el("td", cell, class_=kind) for cell, kind in zip(row[1:], kinds[1:], strict=True)),
            class_="strong" if number < strong else None,
        )
        for number, row in enumerate(rows)
    ]
    inner = el("table", el("caption", caption), el("thead", head), el("tbody", *body))
    return el("div", inner, class_="scroll", role="region", aria_label=caption, tabindex=0)


def details(summary: str, *content: str) -> Html:
    """Return content that opens on demand, also without scripts."""
    return el("details", el("summary", summary), join(*content))
