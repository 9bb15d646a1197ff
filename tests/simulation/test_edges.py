"""Places where dates or money once went wrong without a word."""

from __future__ import annotations

from typing import Any

import pytest

import riskcast as rc

OFFICE = {"id": "office", "week": {"mon-fri": "08:00-16:00"}}
ROUND = {"id": "round", "week": {"mon-sun": "00:00-24:00"}}


def program(tasks: list[dict[str, Any]], **fields: Any) -> rc.Program:
    """Return a program of one project on an office calendar from Monday 4 January 2027."""
    start = {"id": "p", "start": "2027-01-04", "calendar": "office", "calendars": [OFFICE, ROUND]}
    rows = [{"project": "P", **task} for task in tasks]
    return rc.Program.model_validate({**start, "projects": [{"id": "P"}], "tasks": rows, **fields})


def link(before: str, after: str, type_: str = "FS", lag: str | None = None) -> dict[str, Any]:
    return {"predecessor": before, "successor": after, "type": type_, "lag": lag}


def finish(of: rc.Program, task: str) -> str:
    return str(rc.schedule(of).to_frame().loc[task, "early_finish"])


def start(of: rc.Program, task: str) -> str:
    return str(rc.schedule(of).to_frame().loc[task, "early_start"])


def test_a_delay_on_a_milestone_is_working_time() -> None:
    risk: dict[str, Any] = {"id": "R", "probability": 1, "impacts": [{"tasks": ["m"], "delay": "20d"}]}
    result = rc.simulate(program([{"id": "m", "kind": "milestone"}], risks=[risk]), rc.Plan(64, seed=1))
    assert str(result.percentile("finish", 80)) == "2027-01-29 16:00:00"


@pytest.mark.parametrize("done", [{"actual_finish": "2027-03-01T16:00"}, {"remaining": "10d"}])
def test_a_start_to_start_lag_runs_from_the_actual_start(done: dict[str, str]) -> None:
    tasks: list[dict[str, Any]] = [
        {"id": "a", "duration": "60d", "actual_start": "2027-01-04T08:00", **done},
        {"id": "b", "duration": "5d"},
    ]
    of = program(tasks, dependencies=[link("a", "b", "SS", "40d")], data_date="2027-03-02")
    assert start(of, "b") == "2027-03-02 08:00:00"


def test_only_the_rest_of_a_lag_after_a_finished_task_is_still_to_come() -> None:
    tasks: list[dict[str, Any]] = [
        {"id": "a", "duration": "5d", "actual_start": "2027-01-04T08:00", "actual_finish": "2027-01-08T16:00"},
        {"id": "b", "duration": "1d"},
    ]
    of = program(tasks, dependencies=[link("a", "b", "FS", "4d")], data_date="2027-01-13")
    assert start(of, "b") == "2027-01-15 08:00:00"


def test_a_finished_task_hands_the_finish_of_an_unfinished_predecessor_on() -> None:
    tasks: list[dict[str, Any]] = [
        {"id": "a", "duration": "10d"},
        {"id": "b", "duration": "2d", "actual_start": "2027-01-04T08:00", "actual_finish": "2027-01-05T16:00"},
        {"id": "c", "duration": "1d"},
    ]
    of = program(tasks, dependencies=[link("a", "b"), link("b", "c")], data_date="2027-01-06")
    assert start(of, "c") == "2027-01-20 08:00:00"
    result = rc.simulate(of, rc.Plan(64, seed=1))
    bar = next(bar for bar in rc.bars(result).rows if bar.task == "b")
    assert (str(bar.p50_finish), bar.criticality) == ("2027-01-05 16:00:00", 0.0)


def test_no_future_ends_before_its_own_predecessor_when_tables_run_out() -> None:
    tasks: list[dict[str, Any]] = [{"id": "a", "duration": "30d", "calendar": "round"}, {"id": "b", "duration": "3d"}]
    risk: dict[str, Any] = {"id": "R", "probability": 0.5, "impacts": [{"tasks": ["a"], "delay": "1500d"}]}
    of = program(
        [*tasks, {"id": "m", "kind": "milestone"}], dependencies=[link("a", "b"), link("a", "m")], risks=[risk]
    )
    frame = rc.simulate(of, rc.Plan(500, seed=1)).to_frame()
    assert (frame["finish"] > frame["milestone:m"]).all()
    assert str(frame["finish"].max()) == "2031-03-18 16:00:00"


def test_a_lag_on_a_slow_calendar_is_kept_whole() -> None:
    slow = {"id": "slow", "week": {"mon": "08:00-09:00"}}
    tasks: list[dict[str, Any]] = [{"id": "a", "duration": "1h", "calendar": "slow"}, {"id": "b", "duration": "1h"}]
    of = program(tasks, dependencies=[link("a", "b", "FS", "300h")], calendars=[OFFICE, slow])
    assert finish(of, "b") == "2032-10-04 10:00:00"


def test_durations_that_run_away_are_refused_and_never_wrap() -> None:
    risks = [{"id": f"R{n}", "probability": 1, "impacts": [{"tasks": ["a"], "delay": "300000d"}]} for n in range(2)]
    for of in (program([{"id": "a", "duration": "1000000d"}]), program([{"id": "a", "duration": "1d"}], risks=risks)):
        with pytest.raises(rc.InvalidInput, match="RC190"):
            rc.simulate(of, rc.Plan(64, seed=1))


def test_elapsed_time_beside_a_slow_calendar_is_not_taken_for_working_time() -> None:
    weekend = {"id": "weekend", "week": {"sat": "22:00-24:00"}}
    tasks: list[dict[str, Any]] = [{"id": "a", "duration": "10d"}, {"id": "b", "duration": "2h", "calendar": "weekend"}]
    of = program(tasks, dependencies=[link("a", "b", "FS", "220ed")], calendars=[OFFICE, weekend])
    assert finish(of, "b") == "2027-08-29 00:00:00"


def test_starting_at_the_late_start_never_moves_the_end_across_calendars() -> None:
    morning, noon = {"id": "am", "week": {"mon-fri": "08:00-12:00"}}, {"id": "pm", "week": {"mon-fri": "13:00-17:00"}}
    tasks: list[dict[str, Any]] = [
        {"id": "a", "duration": "4h", "calendar": "am"},
        {"id": "b", "duration": "40h", "calendar": "pm"},
    ]
    links = [link("a", "b", "SS")]
    of = program(tasks, dependencies=links, calendars=[OFFICE, morning, noon])
    late = str(rc.schedule(of).to_frame().loc["a", "late_start"])
    pinned = [{**tasks[0], "constraints": [{"kind": "start-no-earlier-than", "date": late}]}, tasks[1]]
    again = program(pinned, dependencies=links, calendars=[OFFICE, morning, noon])
    assert finish(again, "b") == finish(of, "b")


def test_work_that_is_done_costs_its_planned_rate() -> None:
    costs = [{"id": "a", "task": "a", "per_day": "triangular(800, 1000, 2000)"}]
    facts: dict[str, Any] = {"actual_start": "2027-01-04T08:00", "actual_finish": "2027-01-15T16:00"}
    for known in ({}, facts, {"actual_finish": "2027-01-15T16:00"}):
        of = program([{"id": "a", "duration": "10d", **known}], costs=costs, data_date="2027-02-01" if known else None)
        assert rc.schedule(of).cost == pytest.approx(10_000)


def test_remaining_work_does_not_wait_for_the_start_of_its_project() -> None:
    tasks: list[dict[str, Any]] = [
        {"id": "a", "duration": "20d", "actual_start": "2027-02-01T08:00", "remaining": "10d"}
    ]
    of = program(tasks, projects=[{"id": "P", "start": "2027-06-01"}], data_date="2027-03-01")
    assert start(of, "a") == "2027-03-01 08:00:00"


def test_a_cost_risk_without_a_project_is_paid_by_the_only_one() -> None:
    risk: dict[str, Any] = {"id": "R", "probability": 1, "impacts": [{"cost": "5k"}]}
    result = rc.simulate(program([{"id": "a", "duration": "1d"}], risks=[risk]), rc.Plan(64, seed=1))
    assert result.percentile("cost:P", 50) == 5000.0


def test_a_lag_below_a_tick_changes_nothing() -> None:
    tasks: list[dict[str, Any]] = [{"id": "a", "duration": "6ed"}, {"id": "m", "kind": "milestone"}]
    of = program(tasks, dependencies=[link("a", "m", "FS", "0.04min")])
    assert finish(of, "m") == finish(of, "a")


def test_mandatory_dates_stand_whatever_the_logic_says() -> None:
    tasks: list[dict[str, Any]] = [
        {"id": "a", "duration": "10d"},
        {"id": "b", "duration": "2d", "constraints": [{"kind": "mandatory-start", "date": "2027-01-06T08:00"}]},
    ]
    frame = rc.schedule(program(tasks, dependencies=[link("a", "b")])).to_frame()
    assert str(frame.loc["b", "early_start"]) == str(frame.loc["b", "late_start"]) == "2027-01-06 08:00:00"
    assert frame.loc["a", "total_float_min"] == -8 * 480


def test_a_task_that_is_as_late_as_possible_uses_up_its_free_float_in_every_future() -> None:
    tasks: list[dict[str, Any]] = [
        {"id": "a", "duration": "10d", "estimate": "triangular(8d, 10d, 14d)"},
        {"id": "b", "duration": "2d", "as_late_as_possible": True},
        {"id": "c", "duration": "1d"},
    ]
    of = program(tasks, dependencies=[link("a", "c"), link("b", "c")])
    assert start(of, "b") == "2027-01-14 08:00:00"
    rows = {bar.task: bar for bar in rc.bars(rc.simulate(of, rc.Plan(500, seed=1))).rows}
    assert abs((rows["b"].p80_finish - rows["a"].p80_finish).total_seconds()) < 3600
    assert rows["b"].criticality == 0.0
