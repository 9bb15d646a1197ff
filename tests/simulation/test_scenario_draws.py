"""A scenario shares the futures of its program: what it does not touch stays as it was, to the bit."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from riskcast.model.program import Program
from riskcast.model.scenario import Scenario, apply_scenario
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

LEFT, RIGHT = "finish:LEFT", "finish:RIGHT"


def task(name: str, **fields: Any) -> dict[str, Any]:
    project = name.partition(".")[0]
    usual = {"id": name, "project": project, "duration": "10d", "estimate": "pert(70%, 100%, 170%)"}
    return {**usual, **fields}


def risk(name: str, on: str, chance: float, **fields: Any) -> dict[str, Any]:
    return {"id": name, "probability": chance, "impacts": [{"tasks": [on], "delay": "uniform(2d, 9d)"}], **fields}


PROGRAM = Program.model_validate(
    {
        "id": "two",
        "start": "2027-01-04",
        "calendar": "office",
        "calendars": [{"id": "office", "week": {"mon-fri": "08:00-16:00"}}],
        "projects": [{"id": "LEFT"}, {"id": "RIGHT"}],
        "tasks": [task("LEFT.a"), task("LEFT.b"), task("RIGHT.a"), task("RIGHT.b")],
        "dependencies": [
            {"predecessor": "LEFT.a", "successor": "LEFT.b"},
            {"predecessor": "RIGHT.a", "successor": "RIGHT.b"},
        ],
        "costs": [{"id": "crane", "task": "RIGHT.a", "fixed": "uniform(1k, 9k)"}],
        "risks": [
            risk("R1", "LEFT.a", 0.3, exclusive="one"),
            risk("R2", "RIGHT.a", 0.3, exclusive="one"),
            risk("R3", "LEFT.b", 0.4),
            risk("R4", "RIGHT.b", 0.2, given=[{"risk": "R3", "probability": 0.6}]),
        ],
        "drivers": [
            {
                "id": "D1",
                "duration": "uniform(90%, 130%)",
                "cost": "120%",
                "tasks": ["project:LEFT"],
                "probability": 0.5,
            },
            {"id": "D2", "duration": "uniform(90%, 140%)", "cost": "uniform(90%, 140%)", "tasks": ["project:RIGHT"]},
        ],
    }
)


def changed(*changes: dict[str, Any]) -> Program:
    return apply_scenario(PROGRAM, Scenario.model_validate({"id": "s", "changes": changes}))


def run(program: Program) -> Result:
    return simulate(program, Plan(1024, seed=5))


def same(a: Result, b: Result, measure: str) -> bool:
    """Return whether all values are equal: sums, or local times, because ticks count from an origin of each program."""
    first, second = a.samples(measure), b.samples(measure)
    if not a.is_money(measure):
        first, second = a.moments(first), b.moments(second)
    return bool((first == second).all())


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "set", "target": "LEFT.a", "fields": {"duration": "30d", "estimate": "uniform(20d, 40d)"}},
        {"verb": "scale", "target": "project:LEFT", "by": "80%"},
        {"verb": "add", "collection": "tasks", "fields": {"id": "LEFT.c", "duration": "9d", "predecessors": "LEFT.b"}},
        {"verb": "add", "collection": "risks", "fields": risk("R0", "LEFT.a", 0.5)},
        {"verb": "remove", "target": "LEFT.b"},
        {"verb": "switch_off", "target": ["R1", "D1"]},
        {"verb": "set", "target": "D1", "collection": "drivers", "fields": {"probability": 0.9}},
    ],
)
def test_what_a_scenario_does_not_touch_stays_to_the_bit(change: dict[str, Any]) -> None:
    before, after = run(PROGRAM), run(changed(change))
    assert same(before, after, RIGHT)
    assert same(before, after, "cost:RIGHT")
    assert not same(before, after, LEFT)


def off(*names: str) -> Program:
    return changed({"verb": "switch_off", "target": list(names)})


def test_a_risk_that_is_switched_off_is_one_with_probability_zero() -> None:
    zero = changed({"verb": "set", "target": "R3", "collection": "risks", "fields": {"probability": 0.0}})
    left = run(off("R3"))
    assert all(same(left, run(zero), measure) for measure in (LEFT, RIGHT, "cost"))
    assert not same(left, run(PROGRAM), RIGHT), "R4 no longer becomes likelier through R3"
    assert left.inputs.occurred[2] == 0


def test_a_member_of_a_set_that_is_switched_off_keeps_its_place_and_one_that_is_removed_does_not() -> None:
    before, kept = run(PROGRAM), run(off("R1"))
    gone = run(changed({"verb": "remove", "target": "R1", "collection": "risks"}))
    assert int(kept.inputs.occurred[1]) == int(before.inputs.occurred[1])
    assert same(before, kept, RIGHT)
    assert not same(before, gone, RIGHT)


def test_a_driver_that_is_switched_off_is_one_that_is_not_there() -> None:
    gone = changed({"verb": "remove", "target": "D2", "collection": "drivers"})
    assert all(same(run(off("D2")), run(gone), measure) for measure in (LEFT, RIGHT, "cost", "cost:RIGHT"))
    assert not same(run(off("D2")), run(PROGRAM), "cost:RIGHT")


def test_a_response_of_a_risk_that_is_switched_off_costs_nothing() -> None:
    response = {"response": {"state": "active", "cost": "7k", "probability": 0.2}}
    active = {"verb": "set", "target": "R3", "collection": "risks", "fields": response}
    paid = run(changed(active)).samples("cost")
    unpaid = run(changed(active, {"verb": "switch_off", "target": "R3"})).samples("cost")
    assert np.allclose(paid - unpaid, 7_000.0)


def test_switching_off_and_on_again_is_the_program_itself() -> None:
    names = ["R1", "D2"]
    there_and_back = changed({"verb": "switch_off", "target": names}, {"verb": "switch_on", "target": names})
    assert there_and_back == PROGRAM
    assert same(run(there_and_back), run(PROGRAM), "finish")


def test_a_removed_task_takes_no_time_costs_nothing_and_passes_its_logic_on() -> None:
    certain = [task("LEFT.a"), task("LEFT.b"), task("RIGHT.a", estimate=None), task("RIGHT.b", estimate=None)]
    plain = PROGRAM.replace(tasks=certain, risks=(), drivers=())
    scenario = Scenario.model_validate({"id": "s", "changes": [{"verb": "remove", "target": "RIGHT.a"}]})
    result = run(apply_scenario(plain, scenario))
    assert set(result.samples("cost")) == {0.0}
    ends = {str(moment)[:16] for moment in result.moments(result.samples(RIGHT))}
    assert ends == {"2027-01-15T16:00"}, "ten days of RIGHT.b alone"
    assert result.planned(RIGHT) == result.samples(RIGHT)[0]
