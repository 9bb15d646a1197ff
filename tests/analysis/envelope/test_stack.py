"""The stack: each layer is the run that it names, and its step is what it adds."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest

import riskcast as rc
from riskcast.analysis.stack import stack

from .small import MODELS, program, task

LAYERS = ["plan", "+ ranges", "+ drivers", "+ risks", "+ planned responses"]
PLAN = rc.Plan(640, seed=6)


@pytest.fixture(scope="module")
def erp() -> rc.Program:
    return rc.load(str(MODELS / "erp"))


@pytest.mark.parametrize("measure", ["finish", "cost"])
def test_layers_are_the_runs_that_they_name_to_the_bit(erp: rc.Program, measure: str) -> None:
    found = stack(erp, PLAN, measure)
    assert [layer.label for layer in found.layers] == LAYERS
    assert (found.layers[0].samples == rc.simulate(erp, PLAN).planned(measure)).all()
    for layer, without in zip(found.layers[1:4], [("drivers", "risks"), ("risks",), ()], strict=True):
        alone = rc.simulate(erp, rc.Plan(640, seed=6, without=without))
        assert np.array_equal(layer.samples, alone.samples(measure))
        assert layer.percentiles[80] == alone.percentile(measure, 80)


@pytest.mark.parametrize("measure", ["finish", "cost"])
def test_steps_add_up_to_the_way_from_the_plan_to_the_last_layer(erp: rc.Program, measure: str) -> None:
    first, *rest = stack(erp, PLAN, measure).layers
    for statistic in (50, 80):
        steps = sum(layer.step.percentiles[statistic].value for layer in rest if layer.step is not None)
        assert steps == pytest.approx(_less(rest[-1].percentiles[statistic], first.percentiles[statistic]), abs=1e-4)
    steps = sum(layer.step.mean.value for layer in rest if layer.step is not None)
    assert steps == pytest.approx(_less(rest[-1].mean, first.mean), abs=1e-4)


def _less(a: datetime | float, b: datetime | float) -> float:
    if isinstance(a, datetime) and isinstance(b, datetime):
        return (a - b) / timedelta(days=1)
    return float(a) - float(b)  # type: ignore[arg-type]


def test_the_plan_keeps_its_own_goal_and_has_no_step(erp: rc.Program) -> None:
    plan = stack(erp, PLAN).layers[0]
    assert plan.step is None
    assert plan.chance == 1.0  # the plan meets 31 March 2028
    assert set(plan.percentiles.values()) == {plan.mean}


def test_a_planned_response_lowers_the_risk_and_costs_its_price() -> None:
    """Certain numbers: the risk of 1000 is certain, and its response leaves nothing of it for 300."""
    risk = {"id": "R", "probability": 1.0, "impacts": [{"project": "P", "cost": 1000}],
            "response": {"state": "planned", "cost": 300, "probability": 0.0}}  # fmt: skip
    given = program([task("A", "10d", "uniform(9d, 11d)")], risks=[risk])
    found = stack(given, PLAN, "cost")
    values = {layer.label: layer.mean for layer in found.layers}
    assert values == {"plan": 0.0, "+ ranges": 0.0, "+ drivers": 0.0, "+ risks": 1000.0, "+ planned responses": 300.0}
    step = found.layers[-1].step
    assert step is not None
    assert step.mean.value == -700.0
    assert not step.mean.is_noise


def test_a_driver_of_a_known_factor_adds_a_known_step() -> None:
    """A certain duration of 10 days times 150 % is 5 days more in every iteration."""
    driver = {"id": "D", "duration": "150%", "tasks": ["A"]}
    found = stack(program([task("A", "10d")], drivers=[driver]), PLAN)
    step = found.layers[2].step
    assert step is not None
    assert step.percentiles[80].value == pytest.approx(5.0)
    assert step.percentiles[80].error == pytest.approx(0.0, abs=1e-9)
    assert found.layers[1].step is not None
    assert found.layers[1].step.mean.value == 0.0


def test_a_layer_without_anything_to_add_says_so_and_repeats_the_one_before() -> None:
    found = stack(program([task("A", "10d", "uniform(8d, 12d)")]), PLAN)
    assert [layer.nothing for layer in found.layers] == [
        *("", "", "there are no drivers", "there are no risks", "no response is planned")
    ]
    assert all(np.array_equal(layer.samples, found.layers[1].samples) for layer in found.layers[2:])


def test_a_response_that_is_decided_already_is_no_layer() -> None:
    risk = {"id": "R", "probability": 0.5, "impacts": [{"project": "P", "cost": 1000}],
            "response": {"state": "active", "cost": 300, "probability": 0.0}}  # fmt: skip
    found = stack(program([task("A", "10d")], risks=[risk]), PLAN, "cost")
    assert found.layers[3].mean == 300.0
    assert found.layers[4].nothing == "no response is planned"


def test_what_no_run_can_leave_out_is_said() -> None:
    given = program([task("A", "10d"), task("B", "5d", probability=0.4)])
    assert "tasks that may not be needed" in stack(given, PLAN).note
    assert stack(program([task("A", "10d")]), PLAN).note == ""


def test_the_frame_has_one_row_per_layer(erp: rc.Program) -> None:
    frame = stack(erp, PLAN).to_frame()
    assert list(frame["layer"]) == LAYERS
    assert {"P10", "P50", "P80", "P90", "mean", "chance", "P80_step", "P80_error", "mean_step"} <= set(frame.columns)
    assert frame["P80_step"].isna().tolist() == [True, False, False, False, False]
