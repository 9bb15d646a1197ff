"""The finance workbook: figures by hand, everything adds up, texts stay texts, and equal runs give equal bytes."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcast.analysis.money.profiles import profiles
from riskcast.errors import FileProblem, Finding, InvalidInput
from riskcast.export.workbook.cents import share_out, steps_of, to_cent
from riskcast.export.workbook.figures import figures_of
from riskcast.export.workbook.write import workbook_bytes, write_workbook
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

from .test_finance_workbook_small import FIELDS, LINES, Cells, program, run, uncertain


@pytest.fixture(scope="module")
def certain() -> Result:
    return run(program())


@pytest.fixture(scope="module")
def risky() -> Result:
    return run(uncertain(), 512)


@pytest.fixture(scope="module")
def risky_cells(risky: Result, tmp_path_factory: pytest.TempPathFactory) -> Cells:
    return Cells(write_workbook(risky, tmp_path_factory.mktemp("book") / "risky.xlsx"))


# How cents are shared out


def test_parts_are_rounded_so_that_they_add_up_by_largest_remainders() -> None:
    assert share_out(100.0, np.array([100 / 3] * 3)).tolist() == [33.34, 33.33, 33.33]
    assert share_out(0.02, np.array([0.0149, 0.0051])).tolist() == [0.01, 0.01]
    assert share_out(-1.0, np.array([-2 / 3, -1 / 3])).tolist() == [-0.67, -0.33]


def test_what_is_nothing_gets_no_cent() -> None:
    assert share_out(0.02, np.array([0.0, 0.006, 0.006, 0.006])).tolist() == [0.0, 0.0, 0.01, 0.01]


def test_a_difference_that_is_no_rounding_is_not_hidden() -> None:
    assert share_out(100.0, np.array([40.0, 50.0])).tolist() == [40.0, 50.0]


@given(st.lists(st.floats(-1e7, 1e7), min_size=1, max_size=40))
def test_rounded_parts_add_up_to_the_rounded_total_and_lie_within_a_cent(parts: list[float]) -> None:
    total = to_cent(float(np.sum(parts)))
    shared = share_out(total, np.array(parts))
    assert to_cent(shared.sum()) == pytest.approx(total, abs=1e-6)
    assert np.abs(shared - parts).max() < 0.0101


def test_steps_of_a_line_end_at_its_last_point() -> None:
    assert steps_of(np.array([0.333, 0.666, 0.999])).tolist() == pytest.approx([0.33, 0.34, 0.33])


# Uncertain money


def test_every_check_is_ok(risky_cells: Cells) -> None:
    rows = risky_cells.table("Checks", "Sheet")
    assert len(rows) > 25
    assert [row for row in rows if row["State"] != "OK" or row["Difference"] != 0] == []


def test_sums_of_cells_are_exact_to_the_cent(risky: Result, risky_cells: Cells) -> None:
    """Every view of the data adds up to the mean cost, and the coherent level to the P80."""
    rows = risky_cells.table("Data", "View")
    for view in ("incurred", "paid", "committed", "category"):
        mine = [row for row in rows if row["View"] == view]
        assert to_cent(sum(row["Expected"] for row in mine)) == to_cent(risky.samples("cost").mean())
        assert to_cent(sum(row["Coherent P80"] for row in mine)) == to_cent(float(risky.percentile("cost", 80)))  # type: ignore[arg-type]
        assert to_cent(sum(row["Plan"] for row in mine)) == to_cent(risky.planned("cost"))


def test_cells_lie_within_two_cents_of_the_figures(risky: Result) -> None:
    figures, cash = figures_of(risky, 80), risky.cash
    assert cash is not None
    assert np.abs(figures.expected.amount - cash.amount.mean(axis=2)).max() < 0.02
    assert np.abs(figures.plan.amount - cash.planned).max() < 0.02
    coherent = profiles(risky)[1].amount
    assert np.abs(figures.level.where("incurred") - coherent).max() < 0.03


def test_money_cells_hold_whole_cents(risky_cells: Cells) -> None:
    for row in risky_cells.table("Data", "View"):
        for name in ("Plan", "Expected", "Coherent P80"):
            assert row[name] == round(row[name], 2)


def test_risks_stand_with_their_money(risky: Result, risky_cells: Cells) -> None:
    row = risky_cells.table("Risks", "Risk")[0]
    assert (row["Name"], row["Owner"], row["Probability as it counts"]) == ("Rock", "Jo", 0.3)
    assert risky.cash is not None
    assert row["Own money, expected"] == to_cent(risky.cash.risk_cost[0].mean())
    assert row["Share of iterations"] == risky.inputs.occurred[0] / 512


def test_another_confidence_changes_the_level_and_its_names(risky: Result, tmp_path: Path) -> None:
    cells = Cells(write_workbook(risky, tmp_path / "p90.xlsx", p=90))
    total = cells.table("Phasing", "Period")[-1]
    assert total["coherent P90"] == total["funding line P90"] == to_cent(float(risky.percentile("cost", 90)))  # type: ignore[arg-type]
    assert {row["State"] for row in cells.table("Checks", "Sheet")} == {"OK"}


def test_a_real_mismatch_shows_as_an_error(risky: Result, tmp_path: Path) -> None:
    assert risky.cash is not None
    amount = risky.cash.amount.copy()
    amount[[row.view for row in risky.cash.rows].index("paid"), 3] += 5.0
    cells = Cells(write_workbook(replace(risky, cash=replace(risky.cash, amount=amount)), tmp_path / "wrong.xlsx"))
    wrong = [row for row in cells.table("Checks", "Sheet") if row["State"] == "ERROR"]
    assert {row["Check"] for row in wrong} >= {"Paid = incurred, over the whole time"}
    assert all("aid" in row["Check"] for row in wrong)
    assert [row["Difference"] for row in wrong] == [pytest.approx(5.0, abs=0.05)] * len(wrong)
    assert cells.fact("Control", "All figures add up") == "ERROR"


# Totals are formulas, texts are texts


def test_totals_are_formulas_with_stored_values(risky_cells: Cells) -> None:
    totals = [
        cell for cell in risky_cells.sheets["Phasing"].values() if cell.formula and cell.formula.startswith("SUM(")
    ]
    assert len(totals) > 7
    assert all(isinstance(cell.value, float) for cell in totals)


NAUGHTY = (
    '=HYPERLINK("http://evil.example","x")',
    "</script><b>",
    "{=1+1}",
    "http://evil.example",
    "+1",
    "-1+2",
    "@SUM(1)",
)


def test_texts_of_users_are_never_formulas_or_links(tmp_path: Path) -> None:
    lines = [{**line, "name": text, "note": text} for line, text in zip(LINES, NAUGHTY, strict=False)]
    lines[0] |= {"supplier": NAUGHTY[3], "category": NAUGHTY[4], "tags": {NAUGHTY[5]: NAUGHTY[6], "x" * 400: "1"}}
    projects = [{**project, "name": NAUGHTY[n]} for n, project in enumerate(FIELDS["projects"])]
    made = program(costs=lines, projects=projects, name=NAUGHTY[0])
    remark = Finding("RC999", NAUGHTY[0], NAUGHTY[1])
    path = write_workbook(run(made, 64), tmp_path / "naughty.xlsx", [remark])
    cells = Cells(path)
    assert cells.sheets["Control"]["A1"].value == NAUGHTY[0]
    assert cells.table("Checks", "Level")[0]["Remark"] == NAUGHTY[0]
    for sheet in cells.sheets.values():
        assert not [cell for cell in sheet.values() if cell.formula and "evil" in cell.formula]
    with zipfile.ZipFile(path) as archive:
        links = [archive.read(name) for name in archive.namelist() if "_rels/sheet" in name]
    assert not any(b"External" in data for data in links)
    assert {row["State"] for row in cells.table("Checks", "Sheet")} == {"OK"}


def test_periods_may_have_names_that_look_like_formulas_or_numbers(tmp_path: Path) -> None:
    spans = [("P1", "2027-01-01", "2027-06-30", "2027"), ("P2", "2027-07-01", "2027-12-31", ">=0*")]
    periods = [dict(zip(("id", "start", "end", "fiscal_year"), span, strict=True)) for span in spans]
    cells = Cells(write_workbook(run(program(periods=periods, budgets=[]), 64), tmp_path / "periods.xlsx"))
    rows = cells.table("Fiscal years", "Fiscal year")
    assert [(row["Fiscal year"], row["Expected"]) for row in rows[:2]] == [("2027", 300.03), (">=0*", 300.3)]


# Files


def test_the_same_result_gives_the_same_bytes(certain: Result, tmp_path: Path) -> None:
    paths = [write_workbook(certain, tmp_path / name) for name in ("one.xlsx", "other.xlsx")]
    first, second = (path.read_bytes() for path in paths)
    assert first == second == workbook_bytes(run(program()))


def test_what_cannot_be_written_leaves_nothing_behind(certain: Result, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FileProblem, match="cannot be written"):
        write_workbook(certain, tmp_path / "file" / "book.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_money_over_time_is_required_in_full(certain: Result, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no money over time"):
        write_workbook(replace(certain, cash=None), tmp_path / "none.xlsx")
    coarse = simulate(program(), Plan(iterations=64, seed=1, phasing=("program",), threads=1))
    with pytest.raises(InvalidInput, match="not by project, treatment, category, earned"):
        write_workbook(coarse, tmp_path / "coarse.xlsx")
    with pytest.raises(InvalidInput, match="no percentile"):
        write_workbook(certain, tmp_path / "p.xlsx", p=101)
    assert list(tmp_path.iterdir()) == []


BARE: dict[str, Any] = {
    name: [] for name in ("costs", "actuals", "commitments", "changes", "budgets", "capitalisation", "risks")
} | {"targets": {}, "projects": [{"id": "A"}, {"id": "B"}]}


@pytest.mark.parametrize("iterations", [1, 64])
def test_a_program_without_money_has_a_workbook_too(iterations: int, tmp_path: Path) -> None:
    cells = Cells(write_workbook(run(program(**BARE), iterations), tmp_path / "bare.xlsx"))
    assert cells.fact("Control", "All figures add up") == "OK"
    assert cells.fact("Summary", "Estimate at completion, expected") == 0


def test_budgets_of_some_projects_make_no_total(tmp_path: Path) -> None:
    projects = [FIELDS["projects"][0], {"id": "B"}]
    cells = Cells(write_workbook(run(program(projects=projects, targets={}, changes=[]), 64), tmp_path / "some.xlsx"))
    *_, total = cells.table("Cost report", "Project")
    assert (total["Budget"], total["Current budget"], total["Variance: current less EAC"]) == (None, None, None)
    assert total["Estimate at completion (EAC)"] == 600.33


def test_created_is_a_constant_and_tables_are_named(certain: Result) -> None:
    import io

    with zipfile.ZipFile(io.BytesIO(workbook_bytes(certain))) as archive:
        core = archive.read("docProps/core.xml").decode()
        tables = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/tables/")]
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {"2000-01-01T00:00:00Z"}
    names = {re.search(r' name="([^"]+)"', table)[1] for table in tables}  # type: ignore[index]
    assert names == {"cost_lines", "money", "project_years", "capitalisation", "milestones", "tasks"}
