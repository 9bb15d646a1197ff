"""The workbook of a review: every answer has its sheet, with real dates and sums, and all of it adds up."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from riskcast.analysis.attribution.attribute import Attribution
from riskcast.analysis.bars import bars
from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.health import assess
from riskcast.analysis.mitigation.choose import Mitigation
from riskcast.analysis.review.board import Board
from riskcast.analysis.review.limits import limits
from riskcast.analysis.review.options import Option
from riskcast.analysis.review.review import Review, candidate, review
from riskcast.analysis.review.since import Since, since
from riskcast.analysis.review.standing import standing
from riskcast.analysis.review.status import ratings, rule
from riskcast.analysis.stack import Stack, stack
from riskcast.errors import Finding
from riskcast.export.workbook.shown import SHOWS
from riskcast.export.workbook.write import workbook_bytes, write_workbook
from riskcast.model.program import Program
from riskcast.model.scenario import Scenario
from riskcast.simulation.plan import Plan
from riskcast.simulation.run import simulate

from .test_finance_workbook_calc import OFFICE, changed, forget, recalculated
from .test_finance_workbook_small import Cells, run, uncertain

RISKS: list[dict[str, Any]] = [
    {
        "id": "R1",
        "name": "Rock",
        "owner": "Jo",
        "probability": 0.4,
        "impacts": [{"tasks": ["B.work"], "delay": "20d", "cost": "pert(10, 33.3330, 60)"}],
        "response": {"name": "Drill", "probability": 0.05, "cost": "12.5", "decide_by": "2027-03-01"},
    },
    {"id": "R2", "name": "Flood", "probability": 0.3, "impacts": [{"tasks": ["B.work"], "delay": "9d"}]},
]
FASTER = Scenario.model_validate(
    {
        "id": "faster",
        "name": "Second crew",
        "owner": "Kim",
        "note": "Hire them.",
        "decide_by": "2026-12-01",
        "changes": [{"verb": "scale", "target": "B.work", "by": "85%"}],
    }
)


def now() -> Program:
    return uncertain().replace(
        risks=RISKS, budgets=[], targets={"budget": 610, "contingency": 60, "finish": "2027-11-12"}, confidence=80
    )


@pytest.fixture(scope="module")
def found() -> Review:
    program = now()
    last = simulate(
        program.replace(risks=RISKS[1:], targets={"budget": 590, "contingency": 40, "finish": "2027-11-12"}),
        Plan(512, seed=3),
    )
    return review(program, [candidate(program, FASTER)], last, Plan(512, seed=3, threads=1))


@pytest.fixture(scope="module")
def answers(found: Review) -> tuple[object, ...]:
    sums = stack(now(), Plan(512, seed=3, threads=1), "cost")
    return (*found.answers, sums, found.board)


@pytest.fixture(scope="module")
def file(found: Review, answers: tuple[object, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_workbook(found.result, tmp_path_factory.mktemp("review") / "review.xlsx", answers=answers)


@pytest.fixture(scope="module")
def cells(file: Path) -> Cells:
    return Cells(file)


def of(answers: tuple[object, ...], kind: type[Any]) -> list[Any]:
    return [each for each in answers if isinstance(each, kind)]


def day(value: date | datetime) -> float:
    """A day or time as Excel counts it, to the minute."""
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    return (moment.replace(second=0) - datetime(1899, 12, 30)) / timedelta(days=1)


def titled(cells: Cells, sheet: str, heading: str) -> list[dict[str, Any]]:
    """Return the rows of the table below a heading."""
    rows = cells.rows(sheet)
    top = next(n for n, row in sorted(rows.items()) if str(row.get("A", "")).startswith(heading))
    while rows[top].get("B") is None:
        top += 1
    names, out = rows[top], []
    while any(value is not None for value in rows.get(top + 1, {}).values()):
        top += 1
        out.append({str(title): rows[top].get(column) for column, title in names.items()})
    return out


# Which sheets there are


def test_a_workbook_without_answers_has_ratings_tasks_and_limits_and_no_sheet_of_what_was_not_asked() -> None:
    names = set(Cells(_saved(workbook_bytes(run(uncertain(), 64)))).sheets)
    assert {"Ratings", "Tasks", "Limits"} <= names
    assert not names & set(SHOWS)


def test_each_answer_brings_its_own_sheet(found: Review, answers: tuple[object, ...]) -> None:
    for sheet, kinds in SHOWS.items():
        given = [each for each in answers if isinstance(each, kinds)]
        assert given, sheet
        for each in given:
            names = Cells(_saved(workbook_bytes(found.result, answers=[each]))).sheets
            assert set(names) & set(SHOWS) == {sheet}


def test_the_contents_name_and_link_every_sheet_and_no_other(cells: Cells, file: Path) -> None:
    listed = [row.get("A") for _, row in sorted(cells.rows("Control").items())]
    listed = listed[listed.index("Sheets") + 1 :]
    assert [name for name in listed if name in cells.sheets] == [name for name in cells.sheets if name != "Control"]
    with zipfile.ZipFile(file) as archive:
        links = set(re.findall(r'location="\'([^\']+)\'!A1"', archive.read("xl/worksheets/sheet1.xml").decode()))
    assert links == set(cells.sheets) - {"Control"}


def test_the_same_answers_give_the_same_bytes(found: Review, answers: tuple[object, ...], file: Path) -> None:
    assert workbook_bytes(found.result, answers=answers) == file.read_bytes()


def _saved(data: bytes) -> Any:
    return io.BytesIO(data)


# What they say


def test_options_stand_with_price_deadline_and_owner(cells: Cells, answers: tuple[object, ...]) -> None:
    (option,) = of(answers, Option)
    (row,) = titled(cells, "Decisions", "Options")
    assert (row["Option"], row["Owner"], row["Note"], row["Scenario"]) == ("Second crew", "Kim", "Hire them.", "faster")
    assert (row["Decide by"], row["Overdue"]) == (day(date(2026, 12, 1)), "yes")
    assert row["Planned cost"] == pytest.approx(option.spend, abs=0.006)
    assert row["Mean cost: difference"] == pytest.approx(option.mean_cost.value, abs=0.006)


def test_options_stand_with_finish_cost_and_chances_before_and_after(
    cells: Cells, found: Review, answers: tuple[object, ...]
) -> None:
    (option,) = of(answers, Option)
    days = FinishDays(found.result.program)
    (row,) = titled(cells, "Decisions", "What they do to the finish")
    assert row["P80 finish, as planned now"] == day(days.of("finish", found.result.percentile("finish", 80)))  # type: ignore[arg-type]
    assert row["P80 finish, with it"] == day(days.of("finish", option.finish.after))
    assert row["P80 finish: difference, days"] == pytest.approx(option.finish.difference.value)
    assert row["P80 finish: standard error, days"] == pytest.approx(option.finish.difference.error)
    assert row["Chance of the promised date, with it"] == option.in_time.after
    assert row["Status with it"] == option.status_finish
    (row,) = titled(cells, "Decisions", "What they do to the cost")
    assert row["P80 cost, as planned now"] == pytest.approx(option.cost.before, abs=0.006)
    assert row["P80 cost: difference"] == pytest.approx(option.cost.difference.value, abs=0.011)
    assert row["Chance of the budget: difference"] == option.in_budget.difference.value
    (row,) = titled(cells, "Decisions", "Date and budget together")
    assert row["Chance of both, with it"] == option.both.after


def test_every_measure_and_year_of_an_option_is_there(cells: Cells, found: Review) -> None:
    dates, sums = (titled(cells, "Decisions", what) for what in ("Every date", "Every sum"))
    assert [row["Measure"] for row in (*dates, *sums)] == sorted(found.result.measures, key=found.result.is_money)
    (year, *_) = titled(cells, "Decisions", "Every fiscal year")
    assert (year["Option"], year["Fiscal year"], year["Treatment"]) == ("faster", "FY27", "all")
    assert year["Expected: difference"] == pytest.approx(
        year["Expected, with it"] - year["Expected, as planned now"], abs=1e-6
    )


def test_the_last_review_stands_against_now(cells: Cells, answers: tuple[object, ...]) -> None:
    (last,) = of(answers, Since)
    dates, sums = titled(cells, "Since", "Dates"), titled(cells, "Since", "Sums")
    finish, cost = dates[0], sums[0]
    moved = last.measure("finish")
    assert finish["P80: difference, days"] == pytest.approx(moved.confidence.difference.value)
    assert finish["Chance of the promise, last review"] == moved.chance.before
    assert (finish["Status, last review"], finish["Status, now"]) == moved.statuses
    moved = last.measure("cost")
    assert (cost["Promised, last review"], cost["Promised, now"]) == moved.targets == (640.5, 660.5)
    assert cost["Chance of the earlier promise, now"] == moved.chance_of_last.after
    assert cost["P50: standard error"] == pytest.approx(moved.p50.difference.error, abs=0.006)
    assert "Chance of the earlier promise, now" not in finish
    changes = {(row["What changed"], row["Id"]) for row in titled(cells, "Since", "What changed in the program")}
    assert changes == {(change.kind, id_) for change in last.changes for id_ in change.ids}
    assert ("risks added", "R1") in changes


def test_shares_add_up_to_the_gap_in_days_and_money_and_say_who_owns_a_risk(
    cells: Cells, answers: tuple[object, ...]
) -> None:
    for gap in of(answers, Attribution):
        *parts, total = titled(cells, "Drivers", f"Small: {gap.measure}: from plan")
        assert total["What"] == "The whole gap"
        assert total["Share of the gap"] == pytest.approx(gap.gap, abs=0.011)
        assert total["Share of the gap"] == pytest.approx(sum(row["Share of the gap"] for row in parts), abs=1e-9)
        rock = next(row for row in parts if row["Id"] == "R1")
        share = next(share for share in gap.shares if share.group == "risk:R1")
        assert (rock["What"], rock["Kind"], rock["Owner"]) == (share.label, "risk", "Jo")
        assert rock["Share of the gap"] == pytest.approx(share.share.value, abs=0.03)
        assert rock["Standard error"] == pytest.approx(share.share.error, abs=0.006)
    texts = [row["Check"] for row in cells.table("Checks", "Sheet") if row["Sheet"] == "Drivers"]
    assert texts == ["All shares of the cost = contingency needed at P80"]


def test_layers_end_where_the_forecast_is(cells: Cells, found: Review, answers: tuple[object, ...]) -> None:
    finish, cost = of(answers, Stack)
    rows = titled(cells, "Drivers", f"{finish.label}: one layer")
    assert [row["Layer"] for row in rows] == [layer.label for layer in finish.layers]
    p80 = found.result.percentile("finish", 80)
    assert rows[3]["P80"] == day(FinishDays(found.result.program).of("finish", p80))  # type: ignore[arg-type]
    assert rows[3]["Chance of the promise"] == finish.layers[3].chance
    rows = titled(cells, "Drivers", f"{cost.label}: one layer")
    assert rows[3]["P80"] == pytest.approx(found.result.percentile("cost", 80), abs=0.006)


def test_responses_on_offer_sets_and_what_remains(cells: Cells, answers: tuple[object, ...]) -> None:
    (chosen,) = of(answers, Mitigation)
    drill, total = titled(cells, "Responses", "Responses on offer")
    said = (drill["Response"], drill["Risk"], drill["Owner of the risk"], drill["Planned cost"], drill["Decide by"])
    assert said == ("Drill", "R1", "Jo", 12.5, day(date(2027, 3, 1)))
    assert drill["Decision"] == ("decide" if "R1" in chosen.best.risks else "not now")
    assert total["Cost when decided"] == pytest.approx(chosen.best.spend)
    sets = titled(cells, "Responses", "Sets of responses")
    assert [row["Chance of the target"] for row in sets] == [choice.chance for choice in chosen.frontier]
    assert [row["P80 finish"] for row in sets] == [
        pytest.approx(day(choice.finish), abs=1e-6) for choice in chosen.frontier
    ]
    assert [row["Best"] for row in sets].count("best") == 1
    left = titled(cells, "Responses", "What remains")
    assert [row["Id"] for row in left] == [each.risk for each in chosen.left]


def test_every_promise_has_its_rating_and_the_rule_is_stated(
    cells: Cells, found: Review, answers: tuple[object, ...]
) -> None:
    (last,) = of(answers, Since)
    wanted = standing(found.result, last)
    rows = cells.table("Ratings", "Promise")
    assert [row["Measure"] for row in rows] == list(wanted)
    for row, rating in zip(rows, wanted.values(), strict=True):
        assert (
            row["Chance to keep it"] == rating.chance == found.result.probability(rating.measure, _until(rating.goal))
        )
        assert (row["95 % interval from"], row["to"]) == pytest.approx((rating.low, rating.high))
        assert (row["Status"], row["Status at the last review"]) == (rating.status, rating.before)
        promised = row["Promised sum"] if isinstance(rating.goal, float | int) else row["Promised day"]
        assert promised == (rating.goal if isinstance(rating.goal, float | int) else day(rating.goal))
    text = " ".join(str(row.get("A")) for row in cells.rows("Ratings").values())
    assert rule(found.result.program.report) in text


def _until(goal: date | float) -> datetime | float:
    return goal if isinstance(goal, float | int) else datetime(goal.year, goal.month, goal.day) + timedelta(days=1)


def test_statuses_of_the_last_review_count() -> None:
    """The chance lies between the threshold and the hysteresis beyond it, so the colour of last time stays."""
    program = now()
    result = run(program, 256)
    chance = ratings(result)["finish"].chance
    settings = program.report.model_copy(update={"green": chance - 0.01, "amber": 0.1, "hysteresis": 0.05})
    result = replace(result, program=program.model_copy(update={"report": settings}))
    last = replace(result, project_finish=result.project_finish + 400_000)
    rows = Cells(_saved(workbook_bytes(result, answers=[since(last, result)]))).table("Ratings", "Promise")
    assert ratings(result)["finish"].status == "green"
    before = ratings(last)["finish"].status
    assert before != "green"
    assert rows[0]["Status at the last review"] == rows[0]["Status"] == before


def test_every_task_stands_with_plan_percentiles_criticality_and_float(cells: Cells, found: Review) -> None:
    rows = cells.table("Tasks", "Task")
    bars_ = bars(found.result).rows
    assert [row["Task"] for row in rows] == [bar.task for bar in bars_]
    for row, bar in zip(rows, bars_, strict=True):
        times = (bar.start, bar.finish, bar.p10_finish, bar.p50_finish, bar.p80_finish, bar.p90_finish)
        titles = ("Planned start", "Planned finish", "Finish P10", "Finish P50", "Finish P80", "Finish P90")
        assert [row[title] for title in titles] == [pytest.approx(day(when), abs=1e-6) for when in times]
        assert row["Criticality"] == bar.criticality
        assert row["Total float, working days"] == pytest.approx(bar.total_float_min / 480, abs=0.006)


def test_limits_name_what_they_are_about(found: Review) -> None:
    remark = Finding("RC141", "risk never occurs", "drop it", "warning", subject="risks.R1")
    wanted = limits(found.result, [remark])
    cells = Cells(_saved(workbook_bytes(found.result, [remark])))
    rows = cells.table("Limits", "What the numbers leave out")
    assert [row["What the numbers leave out"] for row in rows] == [limit.text for limit in wanted]
    assert [row["How many"] for row in rows] == [limit.count or None for limit in wanted]
    which = [(row["Kind"], row["Which"]) for row in cells.table("Limits", "Kind")]
    assert which == [(limit.kind, name) for limit in wanted for name in limit.names]


def test_the_answers_for_a_board_stand_in_the_summary(cells: Cells, answers: tuple[object, ...]) -> None:
    (board,) = of(answers, Board)
    for said in board.answers:
        assert cells.fact("Summary", said.question) == said.headline


def test_health_checks_stand_with_the_places_at_which_they_fail(found: Review) -> None:
    health = assess(found.result.program)
    cells = Cells(_saved(workbook_bytes(found.result, answers=[health])))
    rows = cells.table("Checks", "Health check")
    assert [row["Health check"] for row in rows] == [outcome.rule.code for outcome in health.outcomes]
    assert [row["Verdict"] for row in rows] == [outcome.verdict for outcome in health.outcomes]
    places = [(row["Check that fails"], row["Place"]) for row in cells.table("Checks", "Check that fails")]
    assert places == [(each.rule.code, at.id) for each in health.failed for at in each.measured.offenders]


# How cells look, and whether they add up


def test_dates_money_and_chances_have_formats_of_their_kind(file: Path) -> None:
    formats = Formats(file)
    assert formats.of("Decisions", "E8") == "yyyy-mm-dd"
    assert formats.of("Decisions", "B8").startswith("#,##0")
    assert formats.of("Ratings", "E10") == "0.0%"
    assert formats.of("Tasks", "E9") == "yyyy-mm-dd hh:mm"


class Formats:
    """Number formats of cells."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            styles = archive.read("xl/styles.xml").decode()
            book = archive.read("xl/workbook.xml").decode()
            names = re.findall(r'<sheet name="([^"]+)"', book)
            self._sheets = {
                name: archive.read(f"xl/worksheets/sheet{n}.xml").decode() for n, name in enumerate(names, start=1)
            }
        codes = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]+)"', styles))
        ids = re.findall(r'<xf numFmtId="(\d+)"', styles.split("<cellXfs")[1])
        self._codes = [codes.get(id_, id_) for id_ in ids]

    def of(self, sheet: str, address: str) -> str:
        style = re.search(rf'<c r="{address}" s="(\d+)"', self._sheets[sheet])
        assert style is not None
        return str(self._codes[int(style[1])])


@pytest.mark.parametrize("sheet", ["Ratings", "Tasks", "Limits", *SHOWS])
def test_headings_stay_in_sight(sheet: str, cells: Cells, file: Path) -> None:
    number = list(cells.sheets).index(sheet) + 1
    with zipfile.ZipFile(file) as archive:
        assert 'state="frozen"' in archive.read(f"xl/worksheets/sheet{number}.xml").decode()


def test_every_check_is_ok(cells: Cells) -> None:
    assert {row["State"] for row in cells.table("Checks", "Sheet")} == {"OK"}
    assert cells.fact("Control", "All figures add up") == "OK"


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed: nothing can recalculate")
def test_formulas_of_the_answers_come_to_the_values_beside_them(file: Path, tmp_path: Path) -> None:
    stored, found = Cells(file), recalculated(changed(file, tmp_path / "blank.xlsx", forget), tmp_path)
    wrong, count = [], 0
    for sheet in SHOWS:
        for address, cell in stored.sheets[sheet].items():
            if cell.formula is not None:
                count += 1
                value = found.sheets[sheet][address].value
                wrong += [] if value == pytest.approx(cell.value, abs=1e-6) else [(sheet, address, cell, value)]
    assert count > 10
    assert wrong == []
