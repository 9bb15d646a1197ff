"""Which range and which risk counts now."""

from __future__ import annotations

from typing import Any

from riskcast.model.band import Band
from riskcast.model.cost import CostLine
from riskcast.model.effective import OWN, effective_cost_ranges, effective_estimates, effective_risks
from riskcast.model.program import Program
from riskcast.model.risk import Risk

from .test_check import program, task


def band(where: str, text: str = "pert(90%, 100%, 140%)", **fields: Any) -> Band:
    return Band.model_validate({"where": where, "estimate": text, **fields})


def sources(made: Program) -> dict[str, str]:
    return {name: ranged.source for name, ranged in effective_estimates(made).items()}


def test_an_estimate_of_its_own_beats_every_band_and_bands_fill_the_rest() -> None:
    made = program(task("A", estimate="uniform(4d, 9d)"), task("B"), bands=(band("all"), band("A")))
    assert sources(made) == {"A": OWN, "B": "band all"}


def test_the_most_special_band_counts_and_of_equal_ones_the_later() -> None:
    tagged = task("A", tags={"phase": "build", "site": "N"})
    made = program(tagged, task("B"), bands=(band("tag:phase=build"), band("tag:site=N"), band("project:P")))
    assert sources(made) == {"A": "band tag:site=N", "B": "band project:P"}
    assert sources(made.replace(bands=made.bands[::-1])) == {"A": "band tag:phase=build", "B": "band project:P"}


def test_bands_leave_out_what_is_finished_and_what_is_no_work() -> None:
    done = task("A", actual_start="2027-01-04", actual_finish="2027-01-05")
    idle = task("M", kind="milestone", duration=None)
    begun = task("B", actual_start="2027-01-04")
    made = program(done, idle, begun, task("S", kind="summary", duration=None), bands=(band("all"), band("M")))
    assert sources(made) == {"B": "band all"}


def test_bands_of_costs_count_for_tasks_with_certain_cost_lines() -> None:
    lines = [{"id": "A", "task": "A", "fixed": "5k"}, {"id": "B", "task": "B", "fixed": "uniform(1k, 2k)"}]
    costs = tuple(map(CostLine.model_validate, lines))
    made = program(costs=costs, bands=(band("all", cost="uniform(90%, 120%)"),))
    assert {name: ranged.source for name, ranged in effective_cost_ranges(made).items()} == {"A": "band all"}


def risk(**fields: Any) -> Risk:
    usual = {"id": "R", "probability": 0.5, "impacts": [{"tasks": ["A", "B"], "delay": "5d"}]}
    return Risk.model_validate({**usual, **fields})


def test_a_response_counts_when_it_is_decided_and_not_when_it_is_planned() -> None:
    response = {"probability": 0.1, "impacts": [{"tasks": ["A"], "delay": "1d"}]}
    planned, active = (risk(response={**response, "state": state}) for state in ("planned", "active"))
    (before,) = effective_risks(program(risks=(planned,))).risks
    (after,) = effective_risks(program(risks=(active,))).risks
    assert (before.probability, len(before.impacts[0].tasks)) == (0.5, 2)
    assert (after.probability, len(after.impacts[0].tasks)) == (0.1, 1)


def test_a_risk_is_over_when_all_it_could_hit_or_the_task_it_expires_with_is_finished() -> None:
    done = {"actual_start": "2027-01-04", "actual_finish": "2027-01-05"}
    plan = program(task("A", **done), task("B"), risks=(risk(), risk(id="Q", expires_with="A")))
    counting = effective_risks(plan)
    assert [r.id for r in counting.risks] == ["R"]
    assert [(r.id, reason) for r, reason in counting.left_out] == [("Q", "task A is finished")]
    over = effective_risks(plan.replace(tasks=(task("A", **done), task("B", **done))))
    assert over.left_out[0].reason == "all 2 tasks that it could hit are finished"


def test_a_fine_that_names_no_task_is_never_over_by_itself() -> None:
    done = task("A", actual_start="2027-01-04", actual_finish="2027-01-05")
    fine = risk(impacts=[{"project": "P", "cost": "5k"}, {"tasks": ["A"], "delay": "1d"}])
    assert effective_risks(program(done, risks=(fine,))).left_out == ()


def test_a_risk_that_is_switched_off_is_left_out_with_that_reason() -> None:
    counting = effective_risks(program(risks=(risk(enabled=False), risk(id="Q"))))
    assert [r.id for r in counting.risks] == ["Q"]
    assert [(r.id, reason) for r, reason in counting.left_out] == [("R", "switched off")]
