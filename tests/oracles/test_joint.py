"""Cost and date together, lateness, and measures of sensitivity, against exact figures."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from riskcast.network.compile import compile_program
from riskcast.simulation.result import Result
from riskcast.simulation.schedule import schedule_network
from twins.oracles import (
    ERRORS,
    SEEDS,
    UNIT,
    Entry,
    check_criticality,
    check_law,
    check_mean,
    check_share,
    finishes,
    program,
    run,
)

Entries = dict[str, Entry]
each_seed = pytest.mark.parametrize("seed", SEEDS)
BASE = 1000.0
"""Money that every cost has on top, so that no normal sum comes near 0."""


def joint(duration: tuple[float, float], cost: tuple[float, float], rho: float, seed: int) -> Result:
    """Run one task whose duration and cost are jointly normal: a daily rate carries what they have in common."""
    (mean, sd), (sum_, spread) = duration, cost
    rate = rho * spread / sd
    own = spread * math.sqrt(1.0 - rho**2)
    rest = BASE + sum_ - rate * mean
    line: dict[str, Any] = {"id": "c", "task": "X", "fixed": f"normal({rest!r}, {own!r})" if own else f"{rest!r}"}
    if rate:
        line["per_day"] = f"{rate / UNIT!r}"
    law = {"type": "normal", "mean": mean, "sd": sd}
    return run(program([{"id": "X", "duration": law}], costs=[line]), seed)


def within(result: Result, date: float, budget: float) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    return finishes(result) <= date, result.samples("cost") - BASE <= budget


@each_seed
def test_date_and_budget_of_a_programme_hold_together_as_computed(entries: Entries, seed: int) -> None:
    expected = entries["jcl.programme_normal"]["expected"]
    result = joint((24, 3), (100, 12), 0.7, seed)
    in_time, in_budget = within(result, 26, 108)
    count = in_time.size
    check_share(int(in_time.sum()), count, expected["P(T<=26)"])
    check_share(int(in_budget.sum()), count, expected["P(C<=108)"])
    check_share(int((in_time & in_budget).sum()), count, expected["JCL(26,108)"])
    check_share(int((in_time & in_budget).sum()), int(in_time.sum()), expected["P(C<=108 | T<=26)"])
    check_share(int((~in_time & ~in_budget).sum()), count, expected["P(over budget and late)"])
    both = np.logical_and(*within(result, 26, expected["cost needed at 26 months for JCL 70%"]))
    check_share(int(both.sum()), count, 0.7)
    in_time, in_budget = within(joint((24, 3), (100, 12), 0.0, seed), 26, 108)
    with pytest.raises(AssertionError):
        check_share(int((in_time & in_budget).sum()), count, expected["JCL(26,108)"])


@pytest.mark.parametrize("rho", ["0", "0.3", "0.6", "0.9", "1"])
def test_two_percentiles_together_are_less_likely_than_each(entries: Entries, rho: str) -> None:
    expected = entries["jcl.bivariate_normal"]["expected"][rho]
    result = joint((50, 5), (200, 20), float(rho), 1)
    levels = [(p, expected[f"JCL at marginal P{p}/P{p}"]) for p in (50, 70, 80)]
    levels.append((100.0 * expected["equal marginal level for JCL 70%"], 0.7))
    from scipy.special import ndtri

    for level, share in levels:
        z = float(ndtri(level / 100.0))
        both = np.logical_and(*within(result, 50 + 5 * z, 200 + 20 * z))
        check_share(int(both.sum()), both.size, share, f"P{level}")


@each_seed
def test_lateness_against_a_due_day_has_its_exact_mean(entries: Entries, seed: int) -> None:
    entry = entries["cost.liquidated_damages"]
    model, expected = entry["model"], entry["expected"]
    x = finishes(run(program([{"id": "X", "duration": model["finish"]}]), seed))
    late = np.maximum(x - model["due"], 0.0)
    check_share(int((late > 0).sum()), x.size, expected["P(late)"])
    check_mean(late, expected["expected_days_late"])
    check_mean(late[late > 0], expected["expected_days_late_given_late"])


@each_seed
def test_rank_correlations_with_the_finish_are_those_of_a_sum_of_normals(entries: Entries, seed: int) -> None:
    entry = entries["metric.serial_normals_tornado"]
    result = run(program(entry["model"]["tasks"], entry["model"]["links"]), seed)
    check_law(finishes(result), entry["expected"])
    check_criticality(result, {name: float(p) for name, p in entry["expected"]["criticality_index"].items()})
    found = dict(zip(result.inputs.variables, result.inputs.correlation[:, 0].tolist(), strict=True))
    for name, measures in entry["expected"]["measures"].items():
        exact = measures["cruciality_spearman"]
        slack = 1.1 * ERRORS * (1.0 - exact**2) / math.sqrt(result.iterations) + 2e-4
        assert abs(found[f"task:{name}:duration"] - exact) <= slack, name


def test_floats_and_criticality_of_given_replications_are_exact(entries: Entries) -> None:
    entry = entries["metric.sra_indices_on_fixed_sample"]
    model, expected = entry["model"], entry["expected"]
    names = model["replication_columns"]
    critical = dict.fromkeys(names, 0)
    for r, row in enumerate(model["replications"]):
        tasks = [{"id": n, "duration": {"type": "fixed", "value": v}} for n, v in zip(names, row, strict=True)]
        of = program(tasks, model["links"])
        frame = schedule_network(compile_program(of)).to_frame()
        makespan = (frame["early_finish"].max().to_pydatetime() - of.start).total_seconds() / (864_00 * UNIT)
        assert makespan == pytest.approx(expected["makespans"][r], rel=1e-9)
        for name in names:
            assert frame.loc[name, "total_float_min"] / (1440 * UNIT) == pytest.approx(
                expected["metrics"][name]["total_float"][r], rel=1e-9, abs=1e-9
            )
            critical[name] += bool(frame.loc[name, "critical"])
    for name in names:
        assert critical[name] / len(model["replications"]) == pytest.approx(expected["metrics"][name]["CI"], rel=1e-9)
