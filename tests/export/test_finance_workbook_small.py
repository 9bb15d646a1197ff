"""The finance workbook of a small program whose money is known to the cent."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from riskcast.export.workbook.names import PURPOSES
from riskcast.export.workbook.shown import SHOWS
from riskcast.export.workbook.write import write_workbook
from riskcast.model.program import Program
from riskcast.simulation.cash import GROUPS
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

LINES: list[dict[str, Any]] = [
    {
        "id": "parts",
        "project": "A",
        "name": "Parts",
        "begin": "2027-02-01",
        "end": "2027-02-28",
        "spread": "end",
        "fixed": "100.01",
        "treatment": "capex",
        "category": "equipment",
        "supplier": "Maker",
        "budget": 120,
        "tags": {"WBS": "1.1"},
    },
    {
        "id": "help",
        "project": "A",
        "begin": "2027-06-01",
        "end": "2027-06-30",
        "spread": "end",
        "fixed": "200.02",
        "category": "services",
        "payment_days": 30,
        "tags": {"wbs": "1.2"},
    },
    {
        "id": "hall",
        "project": "B",
        "begin": "2027-09-01",
        "end": "2027-09-30",
        "spread": "end",
        "fixed": "300.30",
        "treatment": "building",
    },
]
"""100.01 at the end of February, 200.02 at the end of June, 300.30 at the end of September."""

FIELDS: dict[str, Any] = {
    "id": "small",
    "name": "Small",
    "start": "2027-01-04",
    "data_date": "2027-02-01",
    "calendar": "office",
    "calendars": [{"id": "office", "week": {"mon-fri": "08:00-16:00"}}],
    "projects": [
        {"id": "A", "name": "First", "targets": {"budget": 250}},
        {"id": "B", "name": "Second", "targets": {"budget": 300}},
    ],
    "targets": {"budget": 600, "contingency": 50, "finish": "2027-12-31"},
    "tasks": [
        {"id": "A.work", "project": "A", "duration": "5d"},
        {"id": "B.work", "project": "B", "duration": "200d"},
        {"id": "B.live", "project": "B", "name": "Live", "kind": "milestone", "target": "2027-12-01"},
    ],
    "dependencies": [{"predecessor": "B.work", "successor": "B.live"}],
    "capitalisation": [{"id": "building", "name": "Hall", "steps": "capex until B.live; opex", "life_years": 2}],
    "costs": LINES,
    "actuals": [{"date": "2027-01-20", "amount": 100, "line": "parts"}],
    "commitments": [{"id": "PO-1", "line": "help", "date": "2027-01-25", "amount": 150}],
    "changes": [
        {"id": "C1", "status": "approved", "amount": 50.5, "project": "A"},
        {"id": "C2", "status": "pending", "amount": 7, "project": "B"},
    ],
    "budgets": [{"fiscal_year": "FY27", "amount": 650.5}],
}


def program(**changes: Any) -> Program:
    """Return the small program with changed fields."""
    return Program.model_validate(FIELDS | changes)


def run(made: Program, iterations: int = 128) -> Result:
    """Simulate a few futures with all money over time."""
    return simulate(made, Plan(iterations=iterations, seed=3, phasing=GROUPS, threads=1))


def uncertain() -> Program:
    """Return the program with thirds of cents, a risk, a price index and a second currency."""
    ranges = {
        "parts": "pert(90, 100.0130, 130)",
        "help": "triangular(150, 200.0170, 333.33)",
        "hall": "pert(200, 300, 500)",
    }
    lines = [{**line, "fixed": ranges[str(line["id"])]} for line in LINES]
    lines[1]["currency"] = "USD"
    return program(
        costs=lines,
        actuals=[],
        commitments=[],
        data_date=None,
        tasks=[FIELDS["tasks"][0], {**FIELDS["tasks"][1], "estimate": "pert(150d, 200d, 300d)"}, FIELDS["tasks"][2]],
        indices=[{"id": "wages", "rate": "triangular(1%, 3%, 6%)", "categories": ["services"]}],
        currencies=[{"id": "USD", "rate": "triangular(0.85, 0.9, 0.99)"}],
        risks=[
            {
                "id": "R1",
                "name": "Rock",
                "owner": "Jo",
                "probability": 0.3,
                "impacts": [{"tasks": ["B.work"], "delay": "20d", "cost": "pert(10, 33.3330, 60)"}],
            }
        ],
    )


class Cell(NamedTuple):
    """A cell as it is stored."""

    formula: str | None
    value: str | float | None


class Cells:
    """The cells of a workbook by sheet and address."""

    def __init__(self, path: Path | io.BytesIO) -> None:
        with zipfile.ZipFile(path) as archive:
            strings = self._strings(archive)
            sheets = ET.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
            links = {
                link.get("Id"): link.get("Target", "").removeprefix("/xl/")
                for link in ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
            }
            self.sheets = {
                sheet.get("name", ""): self._read(archive.read(f"xl/{links[sheet.get(RELATION)]}"), strings)
                for sheet in sheets
            }

    @staticmethod
    def _strings(archive: zipfile.ZipFile) -> list[str]:
        root = ET.fromstring(archive.read("xl/sharedStrings.xml"))
        return ["".join(text.text or "" for text in item.iter(f"{MAIN}t")) for item in root.iter(f"{MAIN}si")]

    @staticmethod
    def _read(data: bytes, strings: list[str]) -> dict[str, Cell]:
        found = {}
        for cell in ET.fromstring(data).iter(f"{MAIN}c"):
            formula, text = cell.findtext(f"{MAIN}f"), cell.findtext(f"{MAIN}v")
            kind = cell.get("t")
            value: str | float | None = text
            if kind == "s":
                value = strings[int(text or 0)]
            elif kind != "str" and text is not None:
                value = float(text)
            found[cell.get("r", "")] = Cell(formula, value)
        return found

    def rows(self, sheet: str) -> dict[int, dict[str, str | float | None]]:
        """Return the values of a sheet by row and column letter."""
        found: dict[int, dict[str, str | float | None]] = {}
        for address, cell in self.sheets[sheet].items():
            column, row = re.fullmatch(r"([A-Z]+)(\d+)", address).groups()  # type: ignore[union-attr]
            found.setdefault(int(row), {})[column] = cell.value
        return found

    def table(self, sheet: str, title: str) -> list[dict[str, Any]]:
        """Return the rows under the titles of which the first is ``title``, up to the next empty row."""
        rows, found = self.rows(sheet), []
        top = next(n for n, row in sorted(rows.items()) if row.get("A") == title and row.get("B") is not None)
        names = {column: str(text) for column, text in rows[top].items() if text is not None}
        number = top + 1
        while any(value is not None for value in rows.get(number, {}).values()):
            found.append({name: rows[number].get(column) for column, name in names.items()})
            number += 1
        return found

    def fact(self, sheet: str, label: str) -> Any:
        """Return the value beside a label."""
        return next(row.get("B") for row in self.rows(sheet).values() if row.get("A") == label)


@pytest.fixture(scope="module")
def cells(tmp_path_factory: pytest.TempPathFactory) -> Cells:
    return Cells(write_workbook(run(program()), tmp_path_factory.mktemp("book") / "new" / "small.xlsx"))


def test_the_sheets_stand_in_their_order(cells: Cells) -> None:
    assert tuple(cells.sheets) == tuple(name for name in PURPOSES if name not in SHOWS)


def test_cost_report_by_hand(cells: Cells) -> None:
    """A: 100 booked, 0.01 + 200.02 to come; B: 300.30 to come; the program holds 50 that no project has."""
    first, second, held, total = cells.table("Cost report", "Project")
    figures = ("Budget", "Approved changes", "Current budget", "Actual to date", "Open orders (in ETC)")
    assert [first[name] for name in figures] == [250, 50.5, 300.5, 100, 150]
    assert [second[name] for name in figures] == [300, 0, 300, 0, 0]
    assert [held[name] for name in figures] == [50, 0, 50, 0, 0]
    assert [total[name] for name in figures] == [600, 50.5, 650.5, 100, 150]
    ends = (
        "Estimate to complete (ETC)",
        "Estimate at completion (EAC)",
        "Variance: current less EAC",
        "Pending changes",
    )
    assert [first[name] for name in ends] == [200.03, 300.03, 0.47, 0]
    assert [second[name] for name in ends] == [300.3, 300.3, -0.3, 7]
    assert [total[name] for name in ends] == [500.33, 600.33, 50.17, 7]
    assert (total["EAC P50"], total["EAC P80"], first["EAC P80"]) == (600.33, 600.33, 300.03)


def test_cost_lines_by_hand_with_suppliers_and_tags(cells: Cells) -> None:
    parts, help_, hall, total, rest, program_ = cells.table("Cost report", "Line")
    assert (parts["Line budget"], parts["Actual to date"], parts["To complete as planned"]) == (120, 100, 0.01)
    assert (parts["Variance as planned"], parts["Supplier"], parts["tag WBS"]) == (19.99, "Maker", "1.1")
    assert (help_["tag WBS"], help_["tag wbs (2)"], help_["Open orders"]) == (None, "1.2", 150)
    assert (hall["Line budget"], hall["Treatment"], hall["At completion as planned"]) == (None, "building", 300.3)
    assert [row["At completion as planned"] for row in (total, rest, program_)] == [600.33, 0, 600.33]


def test_phasing_by_hand(cells: Cells) -> None:
    rows = {row["Period"]: row for row in cells.table("Phasing", "Period")}
    months = ("2027-01", "2027-02", "2027-06", "2027-09")
    assert [rows[month]["expected"] for month in months] == [100, 0.01, 200.02, 300.3]
    assert [rows[month]["capex expected"] for month in months] == [100, 0.01, 0, 300.3]
    assert [rows[month]["expected, cumulative"] for month in months] == [100, 100.01, 300.03, 600.33]
    assert rows["2027-07"]["paid, expected"] == 200.02
    assert rows["2027-01"]["committed, expected"] == 250
    names = ("coherent P80", "funding line P80", "stand-alone P80 (do not add)")
    assert [rows["2027-09"][name] for name in names] == [300.3] * 3
    assert [rows["Total"][name] for name in ("plan", "expected", *names)] == [600.33] * 4 + ["do not add"]


def test_fiscal_year_by_hand(cells: Cells) -> None:
    year, total = cells.table("Fiscal years", "Fiscal year")[:2]
    names = ("Fiscal year", "Capex expected", "Opex expected", "Expected", "P80", "Actual to date", "Budget")
    assert [year[name] for name in names] == ["FY27", 400.31, 200.02, 600.33, 600.33, 100, 650.5]
    assert (year["Budget less expected"], year["Carry-forward at year end"], total["Expected"]) == (
        50.17,
        50.17,
        600.33,
    )


def test_capitalisation_by_hand(cells: Cells) -> None:
    """The hall goes into service in 2027 and is written off over two years."""
    rows = [
        row for row in cells.rows("Capitalisation").values() if row.get("A") == "building" and "FY" in str(row["C"])
    ]
    assert [row["E"] for row in rows] == [300.3, 0, 0]
    assert [row["I"] for row in rows] == [300.3, 300.3, 300.3]
    assert sum(float(row["K"] or 0) for row in rows) == pytest.approx(300.3, abs=1e-9)
    assert float(rows[1]["K"] or 0) == pytest.approx(300.3 * 366 / 730.5, abs=0.006)


def test_contingency_is_nothing_without_uncertainty(cells: Cells) -> None:
    whole = cells.table("Contingency", "Owner")[0]
    assert (whole["Deterministic cost"], whole["Cost P80"], whole["Contingency needed at P80"]) == (600.33, 600.33, 0)
    assert (whole["Contingency held"], whole["Held less needed"], whole["Chance within current budget"]) == (50, 50, 1)


def test_milestones_have_real_dates(cells: Cells) -> None:
    row = next(row for row in cells.table("Milestones", "Name") if row["Id"] == "B.live")
    assert (row["Name"], row["Kind"], row["Chance to meet it"]) == ("Live", "milestone", 1.0)
    assert row["Target"] == 46722.0  # 1 December 2027 as Excel counts days
    assert row["P80"] == row["Plan"]


def test_summary_and_control_tell_the_same_figures(cells: Cells) -> None:
    assert cells.fact("Summary", "Estimate at completion, expected") == 600.33
    assert cells.fact("Summary", "Variance: current budget less EAC") == 50.17
    assert cells.fact("Control", "Sign") == "costs positive"
    assert cells.fact("Control", "Seed") == "3"
    assert cells.fact("Control", "All figures add up") == "OK"
