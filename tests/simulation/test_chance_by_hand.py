"""Conditions, skipped tasks and paid delays on plans small enough to work out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import riskcast as rc
from riskcast.model.program import Program
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate
from twins.featured import Row
from twins.small import values


def run(of: Program, iterations: int = 64) -> Result:
    return simulate(of, Plan(iterations, seed=7))


def plan(tasks: list[Row], links: str, **more: Any) -> Program:
    """Return a round-the-clock program from ``a>b`` links."""
    pairs = [link.split(">") for link in links.split()]
    return Program.model_validate(
        {
            "id": "p",
            "start": "2026-01-05",
            "calendar": "c",
            "calendars": [{"id": "c", "week": {"mon-sun": "00:00-24:00"}, "hours_per_day": 24}],
            "projects": [{"id": "P"}],
            "tasks": [{"project": "P", **task} for task in tasks],
            "dependencies": [{"predecessor": a, "successor": b} for a, b in pairs],
            **more,
        }
    )


@pytest.mark.parametrize(("limit", "days"), [("4d", 12), ("6d", 7)])
def test_the_plan_takes_the_way_that_a_condition_chooses_for_it(limit: str, days: int) -> None:
    """5 d are longer than 4 d, so the plan has the 7 d of plan B; with 6 d it has the 2 d of plan A."""
    tasks = [{"id": n, "duration": d} for n, d in (("s", "5d"), ("a", "2d"), ("b", "7d"))]
    condition = {"id": "c", "task": "s", "longer_than": limit, "then": ["b"], "otherwise": ["a"]}
    of = plan(tasks, "s>a s>b", conditions=[condition])
    schedule = rc.schedule(of)
    assert (schedule.network.moments(np.array([schedule.finish]))[0] - np.datetime64("2026-01-05")) == np.timedelta64(
        days, "D"
    )
    result = run(of)
    assert set(result.samples("finish").tolist()) == {result.planned("finish")} == {float(schedule.finish)}


def test_a_skipped_task_takes_no_time_costs_nothing_and_passes_logic_through() -> None:
    tasks: list[Row] = [
        {"id": "a", "duration": "3d"},
        {"id": "b", "duration": "5d", "probability": 0.4},
        {"id": "c", "duration": "2d"},
    ]
    costs = [{"id": "b", "task": "b", "fixed": "100", "per_day": "10"}]
    risk = {"id": "r", "probability": 1, "impacts": [{"tasks": ["b"], "delay": "1d", "cost_per_day": "1000"}]}
    result = run(plan(tasks, "a>b b>c", costs=costs, risks=[risk]), 6_400)
    days = (values(result, "finish") - np.datetime64("2026-01-05")) / np.timedelta64(1, "D")
    assert set(days.tolist()) == {5.0, 11.0}
    assert set(zip(days.tolist(), result.samples("cost").tolist(), strict=True)) == {(5.0, 0.0), (11.0, 1160.0)}
    assert (days == 11.0).mean() == pytest.approx(0.4, abs=0.01)


def test_a_condition_measures_the_work_of_a_task_that_ends_in_an_instant_of_its_own() -> None:
    """With a rework loop the end of a task is an instant without length; the work before it is what takes long."""
    tasks = [{"id": n, "duration": d} for n, d in (("s", "5d"), ("a", "2d"), ("b", "7d"))]
    loop = {"id": "l", "tasks": ["s"], "probability": 0.0}
    condition = {"id": "c", "task": "s", "longer_than": "4d", "then": ["b"], "otherwise": ["a"]}
    result = run(plan(tasks, "s>a s>b", conditions=[condition], reworks=[loop]))
    days = (values(result, "finish") - np.datetime64("2026-01-05")) / np.timedelta64(1, "D")
    assert set(days.tolist()) == {12.0}


def test_a_delay_is_paid_once_for_a_task_whose_resources_have_two_calendars() -> None:
    tasks: list[Row] = [{"id": "a", "duration": "4d", "on_resource_calendars": True}]
    risk = {"id": "r", "probability": 1, "impacts": [{"tasks": ["a"], "delay": "2d", "cost_per_day": "10"}]}
    early = {"id": "e", "week": {"mon-sun": "00:00-12:00"}, "hours_per_day": 24}
    of = plan(tasks, "", risks=[risk])
    of = of.replace(
        calendars=[*of.calendars, early],
        resources=[{"id": "x"}, {"id": "y", "calendar": "e"}],
        assignments=[{"task": "a", "resource": "x"}, {"task": "a", "resource": "y"}],
    )
    assert len(rc.schedule(of).network.nodes) > 1
    assert set(run(of).samples("cost").tolist()) == {20.0}
