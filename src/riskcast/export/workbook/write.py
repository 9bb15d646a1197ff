"""Write the finance workbook of a result."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from riskcast.analysis.money.levels import chosen_level
from riskcast.errors import FileProblem, Finding
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.figures import figures_of
from riskcast.export.workbook.formats import NAVY
from riskcast.export.workbook.names import (
    ASSUMPTIONS,
    CHECKS,
    CONTROL,
    DECISIONS,
    DRIVERS,
    LIMITS,
    RESPONSES,
    RISKS,
    SINCE,
    SUMMARY,
)
from riskcast.export.workbook.sheets.assumptions import write_assumptions
from riskcast.export.workbook.sheets.capital import write_capital
from riskcast.export.workbook.sheets.checks import write_checks
from riskcast.export.workbook.sheets.contingency import write_contingency
from riskcast.export.workbook.sheets.control import write_control
from riskcast.export.workbook.sheets.cost import write_cost
from riskcast.export.workbook.sheets.data import write_data
from riskcast.export.workbook.sheets.decisions import write_decisions
from riskcast.export.workbook.sheets.drivers import write_drivers
from riskcast.export.workbook.sheets.limits import write_limits
from riskcast.export.workbook.sheets.milestones import write_milestones
from riskcast.export.workbook.sheets.phasing import write_phasing
from riskcast.export.workbook.sheets.prices import write_prices
from riskcast.export.workbook.sheets.ratings import write_ratings
from riskcast.export.workbook.sheets.responses import write_responses
from riskcast.export.workbook.sheets.risks import write_risks
from riskcast.export.workbook.sheets.since import write_since
from riskcast.export.workbook.sheets.summary import write_summary
from riskcast.export.workbook.sheets.tasks import write_tasks
from riskcast.export.workbook.sheets.years import write_years
from riskcast.export.workbook.shown import shown
from riskcast.formats.atomic import write_file
from riskcast.simulation.result import Result

CREATED: Final = datetime(2000, 1, 1)
"""Date of creation that every workbook states, so that the same result gives the same bytes."""
TABS: Final = {CONTROL: NAVY, SUMMARY: NAVY, CHECKS: "#548235"}
NARROW: Final = {ASSUMPTIONS: 24, RISKS: 34, CHECKS: 72, LIMITS: 100}
"""Characters of columns of text at most, where they are not as everywhere."""


def write_workbook(
    result: Result,
    path: str | os.PathLike[str],
    findings: Sequence[Finding] = (),
    p: int | None = None,
    answers: Sequence[object] = (),
) -> Path:
    """Write the finance workbook of a result; the same result and answers give the same bytes.

    Parameters
    ----------
    result
        With money over time, kept apart by all of :data:`riskcast.simulation.cash.GROUPS`.
    path
        File to write; missing folders are made.
    findings
        Remarks of the check of the program, which are listed.
    p
        Confidence in percent (0-100); the program's when None.
    answers
        What further analyses of this result found, as for ``write_report``: options, comparisons, the last review,
        attributions, layers, choices of responses, health checks and the answers for a board have sheets of their own,
        or a place on one; others are not shown.

    Raises
    ------
    InvalidInput
        When the result keeps no or too little money over time, or there is no such percentile.
    FileProblem
        When the file cannot be written.
    """
    target = Path(path)
    try:
        data = workbook_bytes(result, findings, p, answers)
    except UnicodeEncodeError:
        raise FileProblem(f"{target}: a text of the program holds characters that are not text") from None
    with write_file(target) as stream:
        stream.write(data)
    return target


def workbook_bytes(
    result: Result, findings: Sequence[Finding] = (), p: int | None = None, answers: Sequence[object] = ()
) -> bytes:
    """Return the file that :func:`write_workbook` writes."""
    import xlsxwriter

    figures = figures_of(result, chosen_level(result, p))
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    title = f"{result.program.label}: finance workbook"[:255]
    workbook.set_properties({"title": title, "comments": f"riskcast {result.manifest.riskcast}", "created": CREATED})
    book = Book(workbook, figures, answers)
    for name, purpose in shown(answers).items():
        book.add_sheet(name, purpose, NARROW.get(name, 44)).colour(TABS.get(name, "#8EA9DB"))
    _fill(book, findings)
    book.finish()
    workbook.close()
    return out.getvalue()


def _fill(book: Book, findings: Sequence[Finding]) -> None:
    """Write the sheets in the order in which they need each other."""
    write_cost(book)
    write_contingency(book)
    write_phasing(book)
    write_data(book)
    write_years(book)
    write_capital(book)
    write_risks(book)
    write_milestones(book)
    write_tasks(book)
    write_prices(book)
    write_assumptions(book)
    write_limits(book, findings)
    write_ratings(book)
    _fill_answers(book)
    write_checks(book, findings)
    write_summary(book)
    write_control(book)


def _fill_answers(book: Book) -> None:
    """Write the sheets of what further analyses found."""
    writers: dict[str, Callable[[Book], None]] = {
        DECISIONS: write_decisions, SINCE: write_since, DRIVERS: write_drivers, RESPONSES: write_responses,
    }  # fmt: skip
    for name, write in writers.items():
        if name in book.sheets:
            write(book)
