"""What the tables for people say."""

from __future__ import annotations

import pytest

import riskcast as rc
from riskcast.cli.echo import echo_program
from riskcast.cli.schedule_table import schedule_table
from riskcast.cli.summary import format_summary

from .conftest import MODELS


@pytest.fixture(scope="module")
def running() -> rc.Program:
    """A program at its data date: one task finished, one at work, one to come that is written first."""
    return rc.Program.model_validate(
        {
            "id": "p",
            "start": "2027-01-04",
            "data_date": "2027-01-13",
            "calendar": "c",
            "calendars": [{"id": "c", "week": {"mon-fri": "08:00-16:00"}}],
            "projects": [{"id": "P"}],
            "tasks": [
                {"id": "late", "project": "P", "duration": "5d"},
                {"id": "done", "project": "P", "duration": "4d",
                 "actual_start": "2027-01-04T08:00", "actual_finish": "2027-01-07T16:00"},
                {"id": "busy", "project": "P", "duration": "9d", "actual_start": "2027-01-08T08:00"},
                {"id": "sum", "project": "P", "kind": "summary"},
                {"id": "loe", "project": "P", "kind": "level-of-effort", "duration": "3d"},
                {"id": "loe2", "project": "P", "kind": "level-of-effort", "duration": "3d"},
            ],
            "dependencies": [
                {"predecessor": "done", "successor": "busy"},
                {"predecessor": "busy", "successor": "late"},
            ],
            "risks": [
                {"id": "T", "probability": 0.5, "impacts": [{"tasks": ["late"], "delay": "1d", "cost": "5k"}]},
                {"id": "O", "kind": "opportunity", "probability": 0.5,
                 "impacts": [{"tasks": ["late"], "delay": "uniform(1d, 2d)", "cost": "pert(1k, 2k, 4k)"}]},
            ],
        }
    )  # fmt: skip


def line_of(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(start))


def test_actual_dates_are_shown_and_marked(running: rc.Program) -> None:
    table = schedule_table(rc.schedule(running), critical=False)
    assert line_of(table, "done").split()[1:5] == ["2027-01-04", "A", "2027-01-07", "A"]
    assert line_of(table, "busy").split()[1:4] == ["2027-01-08", "A", "2027-01-20"]
    assert " A " not in line_of(table, "late")


def test_critical_tasks_come_in_order_of_start(running: rc.Program) -> None:
    table = schedule_table(rc.schedule(running), critical=True)
    assert table.index("\nbusy") < table.index("\nlate")
    assert "\ndone" not in table


def test_the_foot_of_the_schedule_says_finish_criticality_and_what_is_left_out(running: rc.Program) -> None:
    table = schedule_table(rc.schedule(running), critical=False)
    assert "5 tasks; finish 2027-01-27; 2 on the critical path" in table
    assert "critical: holds up the program's finish; across calendars such a task can still have float" in table
    assert "not listed: 1 summary\n" in table + "\n"


def test_check_counts_in_correct_plurals(running: rc.Program) -> None:
    text = echo_program(running, rc.schedule(running))
    assert "1 project, 6 tasks, 2 dependencies, 0 cost lines, 2 risks" in text
    assert "0 holidays, 0 other exceptions" in text


def test_check_shows_what_risks_cost_and_marks_opportunities(running: rc.Program) -> None:
    text = echo_program(running, rc.schedule(running))
    assert line_of(text, "T ").split()[-2:] == ["1d", "5k"]
    assert line_of(text, "O ").split()[-2:] == ["-1d/2d", "-1k/2k/4k"]
    assert "A minus marks an opportunity" in text


def test_the_critical_path_and_the_risks_of_check_fit_80_columns() -> None:
    program = rc.load(MODELS / "erp")
    text = echo_program(program, rc.schedule(program))
    path = text[text.index("Critical path") : text.index("Calendars")]
    risks = text[text.index("\nrisk  ") :]
    assert max(map(len, (path + risks).splitlines())) <= 80


def test_the_summary_fills_the_width_it_is_given() -> None:
    result = rc.simulate(rc.load(MODELS / "erp"), rc.Plan(200, seed=1))
    for width in (66, 80, 120):
        assert max(map(len, format_summary(result, width).splitlines())) <= width
    assert "…" in format_summary(result, 80)
    assert "…" not in format_summary(result, 160)
