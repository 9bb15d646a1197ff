"""A workbook says the same as a folder, and its mistakes are found by cell."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from riskcast.errors import FileProblem, InvalidInput
from riskcast.formats import load
from riskcast.formats.workbook import read_workbook
from riskcast.model.amount import Amount
from riskcast.model.program import Program

from .xlsx import Cell, write_xlsx

Sheets = dict[str, Sequence[Sequence[Cell]]]


def sheets() -> Sheets:
    return {
        "program": [
            ["key", "value"],
            ["riskcast", 1],
            ["id", "demo"],
            ["start", dt.date(2027, 1, 4)],
            ["calendar", "office"],
            ["targets.finish", dt.date(2027, 6, 30)],
            ["targets.budget", 250000],
        ],
        "calendars": [["id", "mon-thu", "fri"], ["office", "08:00-12:00, 13:00-17:00", "08:00-12:00"]],
        "holidays": [
            ["calendar", "date", "shifts"],
            ["office", "2027-12-24..2027-12-26", None],
            ["office", dt.date(2027, 3, 6), "09:00-11:00"],
        ],
        "projects": [["id", "name", "targets.finish"], ["CORE", "Core", dt.date(2027, 5, 31)]],
        "tasks": [
            ["id", "name", "duration", "distribution", "low", "high", "predecessors", "tag.team"],
            ["A", "First", "10d", "pert", "8d", "20d", None, "red"],
            ["# a remark"],
            ["B", 2027, "5d", None, None, None, "A FS+2d", None],
        ],
        "risks": [["id", "probability", "tasks", "cost"], ["R1", 0.25, "A; B", 40000]],
        "my notes": [["anything", "goes"]],
    }


def read(tmp_path: Path, content: Sheets) -> Program:
    write_xlsx(tmp_path / "book.xlsx", content)
    return load(tmp_path / "book.xlsx").program


def test_a_workbook_is_read_sheet_by_sheet(tmp_path: Path) -> None:
    program = read(tmp_path, sheets())
    first, second = program.tasks
    assert program.start == dt.datetime(2027, 1, 4)
    assert program.targets.budget == 250000
    assert program.projects[0].targets.finish == dt.date(2027, 5, 31)
    assert (first.duration, str(first.estimate), first.tags) == (Amount(10, "d"), "pert(8d, 10d, 20d)", {"team": "red"})
    assert second.name == "2027"
    assert program.dependencies[0].lag == Amount(2, "d")
    assert program.risks[0].impacts[0].tasks == ("A", "B")


def test_weekdays_and_holidays_of_a_workbook_make_the_calendar(tmp_path: Path) -> None:
    office = read(tmp_path, sheets()).calendars[0]
    assert office.shifts(dt.date(2027, 1, 8)) == ((480.0, 720.0),)
    assert office.shifts(dt.date(2027, 12, 24)) == ()
    assert office.shifts(dt.date(2027, 3, 6)) == ((540.0, 660.0),)


@pytest.mark.parametrize(
    ("sheet", "row", "column", "cell", "where", "message"),
    [
        ("tasks", 1, 2, "10 apples", "tasks!C2", "unknown unit 'apples'"),
        ("tasks", 1, 4, "30d", "tasks!D2", "low (30d) is above most likely (10d, the planned duration)"),
        ("tasks", 1, 4, "#REF!", "tasks!E2", "spreadsheet error #REF!"),
        ("tasks", 3, 6, "X", "tasks!G4", "unknown task 'X'"),
        ("risks", 1, 1, 25, "risks!B2", "25 must be at most 1"),
        ("program", 3, 1, "soon", "program!B4", "'soon' is not a date"),
        ("program", 6, 1, "much", "program!B7", "'much' is not an amount"),
        ("projects", 1, 2, "never", "projects!C2", "'never' is not a date"),
        ("calendars", 1, 2, "8-12", "calendars!C2", "'8' is not a time of day"),
        ("holidays", 1, 0, "ofice", "holidays!A2", "unknown calendar 'ofice'"),
        ("tasks", 0, 2, "Duration", "tasks!C1", "unknown column 'Duration'"),
    ],
)
def test_a_mistake_is_found_by_its_cell(
    tmp_path: Path, sheet: str, row: int, column: int, cell: Cell, where: str, message: str
) -> None:
    content = sheets()
    rows = [list(line) for line in content[sheet]]
    rows[row][column] = cell
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, content | {sheet: rows})
    found = [(f.where, f.message) for f in caught.value.findings]
    assert any(place == f"{tmp_path}/book.xlsx!{where}" and message in text for place, text in found), found


def test_a_sheet_with_a_mistyped_name_gives_a_warning(tmp_path: Path) -> None:
    content = sheets()
    content["Risk"] = content.pop("risks")
    write_xlsx(tmp_path / "book.xlsx", content)
    (finding,) = load(tmp_path / "book.xlsx").findings
    assert (finding.code, finding.level, finding.remedy) == ("RC018", "warning", "did you mean 'risks'?")


def test_a_workbook_without_the_sheet_program_says_so(tmp_path: Path) -> None:
    content = sheets()
    del content["program"]
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, content)
    assert [f.message for f in caught.value.findings] == ["the sheet program is missing"]


def test_a_file_that_is_no_workbook_is_a_file_problem(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(FileProblem, match="not an Excel workbook"):
        load(tmp_path / "book.xlsx")


def test_sheets_are_found_without_regard_to_capitals(tmp_path: Path) -> None:
    expected = read(tmp_path, sheets())
    shouted: Sheets = {name.title(): rows for name, rows in sheets().items()}
    assert read(tmp_path, shouted) == expected
    rows = [list(line) for line in shouted["Tasks"]]
    rows[1][2] = "10 apples"
    rows[1][4] = "#REF!"
    with pytest.raises(InvalidInput) as caught:
        read(tmp_path, shouted | {"Tasks": rows})
    assert [f.where.rpartition("xlsx!")[2] for f in caught.value.findings] == ["Tasks!C2", "Tasks!E2"]


def test_a_number_cell_is_a_number_but_a_text_with_a_group_of_three_is_ambiguous(tmp_path: Path) -> None:
    content = sheets()
    costs: list[list[Cell]] = [["id", "task", "fixed"], ["C1", "A", 1.125]]
    program = read(tmp_path, content | {"costs": costs})
    assert str(program.costs[0].fixed) == "1.1250"
    costs[1][2] = "1.125"
    with pytest.raises(InvalidInput, match=r"could mean 1\.125 or 1125"):
        read(tmp_path, content | {"costs": costs})


def test_numbers_in_columns_of_text_stay_as_they_are(tmp_path: Path) -> None:
    content = sheets()
    content["tasks"] = [["id", "wbs", "duration"], ["A", 1.125, "5d"], ["B", None, "5d"]]
    assert read(tmp_path, content).tasks[0].wbs == "1.125"


@pytest.mark.parametrize("cell", ["XFD1048576", "A20000000", "AAAAAAAA1", "xfd999999"])
def test_a_stray_cell_far_away_is_refused_before_all_cells_between_are_made(tmp_path: Path, cell: str) -> None:
    write_xlsx(tmp_path / "near.xlsx", {"tasks": [["id"], ["a"]]})
    far = tmp_path / "far.xlsx"
    with zipfile.ZipFile(tmp_path / "near.xlsx") as near, zipfile.ZipFile(far, "w") as book:
        for part in near.namelist():
            stray = f'<row><c r="{cell}"><v>1</v></c></row></sheetData>'.encode()
            book.writestr(part, near.read(part).replace(b"</sheetData>", stray))
    with pytest.raises(FileProblem, match="reaches as far as"):
        read_workbook(far.read_bytes(), "far.xlsx")


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    write_xlsx(path, {"tasks": [["id"], ["a"]]})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book, book.open("xl/media/x.bin", "w") as part:
        for _ in range(31):
            part.write(bytes(10_000_000))
    assert path.stat().st_size < 1_000_000
    with pytest.raises(FileProblem, match="unpacks to more than 300 MB"):
        read_workbook(path.read_bytes(), "bomb.xlsx")
