"""Control: what the workbook is, where its figures come from, whether they add up, and the way to every sheet."""

from __future__ import annotations

from riskcast.analysis.wording import DESIGNS, say_until
from riskcast.export.workbook.block import Area
from riskcast.export.workbook.book import Book
from riskcast.export.workbook.cents import add_up
from riskcast.export.workbook.facts import write_fact
from riskcast.export.workbook.names import CHECKS, CONTROL
from riskcast.export.workbook.sheet import Sheet
from riskcast.export.workbook.sheets.checks import BAD, GOOD
from riskcast.export.workbook.term import Term

MEANINGS = (
    ("P80", "the value that is not exceeded in 80 % of iterations; P50 is as likely too low as too high."),
    ("plan", "every uncertainty at its planned value, no risk; also called deterministic."),
    ("expected", "the mean of all iterations; means of parts add up to the mean of the whole."),
    ("coherent P80", "what futures look like whose total lies at P80; adds up to it. For the budget of a program."),
    (
        "funding line P80",
        "what must have been made available by the end of each period to suffice with 80 %; ends at P80 of the total.",
    ),
    (
        "stand-alone P80",
        "each period's or year's own P80; they add up to more than the P80 of the total: never add them.",
    ),
    (
        "incurred, paid, committed",
        "the same money when it is earned by others, when it leaves the bank, when it is ordered.",
    ),
)


def write_control(book: Book) -> None:
    """Write the sheet."""
    sheet = book.sheets[CONTROL]
    sheet.begin(book.program.label)
    sheet.freeze(2, repeat=False)
    _write_program(book, sheet)
    _write_checks(book, sheet)
    _write_contents(book, sheet)
    sheet.section("What the words mean")
    for word, meaning in MEANINGS:
        write_fact(sheet, word, meaning)
    _write_run(book, sheet)


def _write_program(book: Book, sheet: Sheet) -> None:
    program = book.program
    sheet.section("Program")
    write_fact(sheet, "Program", program.id)
    write_fact(sheet, "Currency", program.currency, note="all money, unless a column says otherwise")
    write_fact(
        sheet,
        "Sign",
        "costs positive",
        note="a variance is negative when money is short; benefits count against costs in net present values only",
    )
    write_fact(
        sheet,
        "Rounding",
        "to the cent",
        note="cells hold cents and show whole amounts; parts are rounded so that they add up to their totals",
    )
    write_fact(sheet, "Data date", program.data_date or program.start, "moment", "everything before it is fact")
    write_fact(sheet, "Confidence", f"P{book.p}", note="the percentile at which plans are made")


def _write_checks(book: Book, sheet: Sheet) -> None:
    sheet.section("Checks")
    area = book.areas["checks"]
    good = sum(value == GOOD for value in area.values["state"])
    count = len(area.values["state"])
    passed = write_fact(sheet, "Checks passed", Term(f'COUNTIF({area.span("state")},"{GOOD}")', good), "count")
    made = write_fact(sheet, "Checks made", Term(f"ROWS({area.span('state')})", count), "count")
    write_fact(sheet, "Sum of all differences", _differences(area), "cents")
    here = [term.text.replace(f"'{CONTROL}'!", "") for term in (passed, made)]
    write_fact(
        sheet, "All figures add up", Term(f'IF({here[0]}={here[1]},"{GOOD}","{BAD}")', GOOD if good == count else BAD)
    )
    sheet.mark(sheet.row - 1, 1, GOOD, BAD)
    sheet.link(sheet.row - 1, 2, CHECKS, "See every check")


def _differences(area: Area) -> Term:
    found = [abs(cell) for cell in area.values["difference"] if isinstance(cell, float)]
    return Term(f"SUMPRODUCT(ABS({area.span('difference')}))", add_up(found))


def _write_contents(book: Book, sheet: Sheet) -> None:
    sheet.section("Sheets")
    for name, other in book.sheets.items():
        if name != CONTROL:
            sheet.link(sheet.row, 0, name, name)
            sheet.put(sheet.row, 1, other.purpose, fit=False)
            sheet.row += 1


def _write_run(book: Book, sheet: Sheet) -> None:
    manifest = book.result.manifest
    sheet.section("Run", "The same program, seed and version give the same figures to the bit.")
    write_fact(sheet, "Iterations", manifest.iterations, "count", say_until(manifest))
    write_fact(sheet, "Seed", str(manifest.seed))
    write_fact(sheet, "Design", DESIGNS.get(manifest.design, manifest.design))
    if manifest.without:
        write_fact(sheet, "Left out", ", ".join(manifest.without))
    write_fact(sheet, "riskcast", manifest.riskcast)
    write_fact(sheet, "Digest of the program", manifest.program_digest)
    write_fact(sheet, "Digest of the result", manifest.result_digest)
