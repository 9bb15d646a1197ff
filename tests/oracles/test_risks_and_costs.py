"""Risk registers, costs and constraints against exact figures, and a published program with risk events."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from riskcast.simulation.result import Result
from twins.oracles import (
    ERRORS,
    SEEDS,
    UNIT,
    Entry,
    check_criticality,
    check_law,
    check_mean,
    check_quantile,
    check_share,
    check_variance,
    days,
    estimate,
    finishes,
    program,
    run,
)

Entries = dict[str, Entry]
each_seed = pytest.mark.parametrize("seed", SEEDS)
FIXED = {"type": "fixed", "value": 1}


def money(law: dict[str, Any], scale: float = 1.0) -> str:
    """Return a triangular distribution as a sum of money."""
    return "triangular(" + ", ".join(f"{law[key] * scale:.12g}" for key in ("min", "mode", "max")) + ")"


def delaying(risk: dict[str, Any], tasks: list[str]) -> dict[str, Any]:
    impact = {"tasks": tasks, "delay": estimate(risk["impact"])}
    return {"id": risk["id"].replace(" ", ""), "probability": risk["probability"], "impacts": [impact]}


@each_seed
def test_the_number_of_risks_that_occur_follows_the_poisson_binomial_law(entries: Entries, seed: int) -> None:
    entry = entries["risk.count_poisson_binomial"]
    risks = [{**risk, "impacts": [{"project": "P", "cost": "1"}]} for risk in entry["model"]["risks"]]
    result = run(program([{"id": "X", "duration": FIXED}], risks=risks), seed)
    count = result.samples("cost")
    check_mean(count, entry["expected"]["mean"])
    check_variance(count, entry["expected"]["var"])
    for fires, p in entry["expected"]["pmf"].items():
        check_share(int((count == int(fires)).sum()), count.size, p, fires)
    for risk, fires in zip(risks, result.inputs.occurred.tolist(), strict=True):
        check_fires(fires, risk["probability"], result.iterations)


def check_fires(fires: int, p: float, iterations: int) -> None:
    """Of 64 strata, all but the one that holds ``p`` are certain; what is left of the last batch is not."""
    batches, rest = divmod(iterations, 64)
    certain = 64 * p % 1.0
    error = math.sqrt(batches * certain * (1.0 - certain) + rest * p * (1.0 - p))
    assert abs(fires - p * iterations) <= ERRORS * error + 1.0


def register(entry: Entry, left_out: str, seed: int) -> NDArray[np.float64]:
    """Return the total delay in units of one task that bears all risks but one."""
    risks = [delaying(risk, ["X"]) for risk in entry["model"]["risks"] if risk["id"] != left_out]
    return finishes(run(program([{"id": "X", "duration": FIXED}], risks=risks), seed)) - 1.0


@each_seed
def test_a_register_adds_up_to_its_exact_law(entries: Entries, seed: int) -> None:
    entry = entries["risk.additive_register_five"]
    x = register(entry, "", seed)
    expected = entry["expected"]
    check_law(x, expected)
    check_share(int((x < 1e-9).sum()), x.size, expected["P(total=0)"])
    check_share(int((x <= expected["mean"]).sum()), x.size, expected["P(total<=emv)"])


@pytest.mark.parametrize("name", ["Late vendor", "Data quality", "Security rework", "Key staff loss", "Env. delay"])
def test_removing_a_risk_moves_p80_and_mean_as_computed(entries: Entries, name: str) -> None:
    entry = entries["risk.additive_register_five"]
    saved = entry["expected"]["removal_one_at_a_time"][name]
    x = register(entry, name, seed=4)
    check_quantile(x, 0.8, saved["P80_without"])
    check_mean(x, entry["expected"]["mean"] - saved["mean_reduction"])


@each_seed
def test_float_absorbs_the_first_days_of_a_delay(entries: Entries, seed: int) -> None:
    entry = entries["risk.impact_absorbed_by_float"]
    risk = entry["model"]["risks"][0]
    result = run(program(entry["model"]["tasks"], risks=[delaying(risk, risk["applies_to"])]), seed)
    x = finishes(result)
    expected = entry["expected"]
    check_law(x, expected)
    check_share(int((np.abs(x - 50.0) < 1e-9).sum()), x.size, expected["P(T=50)"])
    check_criticality(result, {"B": expected["criticality_index_B"]})
    assert abs(x.mean() - 50.0 - expected["naive_expected_delay_without_float"]) > 4.0


@each_seed
def test_many_independent_lines_narrow_the_total(entries: Entries, seed: int) -> None:
    entry = entries["cost.sum_of_P80s_and_clt"]
    law = money(entry["model"]["costs"][0]["amount"])
    task = [{"id": "X", "duration": FIXED}]
    for count, expected in entry["expected"].items():
        lines = [{"id": f"L{n}", "task": "X", "fixed": law} for n in range(int(count))]
        x = run(program(task, costs=lines), seed).samples("cost")
        check_law(x, expected)
        check_variance(x, (expected["cv"] * expected["mean"]) ** 2)


def team(entry: Entry, seed: int) -> Result:
    """Return the team that burns money by the unit of time, plus its purchase."""
    rate, purchase = entry["model"]["costs"]
    lines = [
        {"id": "team", "task": "Work", "per_day": f"{rate['time_dependent_rate'] / UNIT}"},
        {"id": "purchase", "task": "Work", "fixed": money(purchase["amount"])},
    ]
    return run(program(entry["model"]["tasks"], costs=lines), seed)


@each_seed
def test_cost_and_date_move_together_where_a_team_burns_money(entries: Entries, seed: int) -> None:
    entry = entries["cost.time_dependent_plus_fixed"]
    expected = entry["expected"]
    result = team(entry, seed)
    cost, time = result.samples("cost"), finishes(result)
    check_law(cost, expected)
    check_quantile(time, 0.8, expected["schedule_P80_months"])
    assert result.planned("cost") == pytest.approx(expected["base_estimate_at_modes"], rel=1e-9)
    both = (time <= expected["schedule_P80_months"]) & (cost <= expected["quantiles"]["P80"])
    check_share(int(both.sum()), cost.size, expected["JCL(P80 date, P80 cost)"])
    both = (time <= 14.0) & (cost <= 11.5)
    check_share(int(both.sum()), cost.size, expected["JCL(14 months, 11.5)"])
    exact = expected["corr(cost,time)"]
    assert abs(np.corrcoef(cost, time)[0, 1] - exact) <= ERRORS * (1.0 - exact**2) / np.sqrt(cost.size)


@each_seed
def test_an_uncertain_rate_multiplies_an_uncertain_duration(entries: Entries, seed: int) -> None:
    entry = entries["cost.rate_times_duration"]
    rate, duration = entry["model"]["rate"], entry["model"]["duration"]
    lines = [{"id": "burn", "task": "X", "per_day": money(rate, 1.0 / UNIT)}]
    result = run(program([{"id": "X", "duration": duration}], costs=lines), seed)
    check_law(result.samples("cost"), entry["expected"])
    assert result.planned("cost") == pytest.approx(entry["expected"]["product_of_modes"], rel=1e-9)


MILESTONE = {"id": "M", "project": "P", "kind": "milestone"}


def constrained(entry: Entry, kind: str, seed: int) -> NDArray[np.float64]:
    """Return the milestone in units, with a constraint at unit 40."""
    of = program(entry["model"]["tasks"][:1])
    date = of.start + (np.timedelta64(40 * UNIT, "D")).item()
    limit = {"constraints": [{"kind": kind, "date": date}]} if kind else {}
    link = {"predecessor": "A", "successor": "M"}
    of = of.replace(tasks=[*of.tasks, {**MILESTONE, **limit}], dependencies=[link])
    return finishes(run(of, seed), "milestone:M")


@each_seed
def test_constraints_hold_a_milestone_back_but_never_hide_that_it_is_late(entries: Entries, seed: int) -> None:
    entry = entries["cal.constraint_masks_risk"]
    free, held = entry["expected"]["none"], entry["expected"]["SNET_40"]
    x = constrained(entry, "", seed)
    check_mean(x, free["mean"])
    check_share(int((x <= 40.0).sum()), x.size, free["P(M<=40)"])
    for kind in ("start-no-earlier-than", "finish-no-earlier-than", "start-on", "finish-on"):
        x = constrained(entry, kind, seed)
        check_law(x, {"mean": held["mean"], "P80": held["P80"]})
        check_share(int((np.abs(x - 40.0) < 1e-9).sum()), x.size, held["P(M=40)"])
    for kind in ("start-no-later-than", "finish-no-later-than"):
        assert (constrained(entry, kind, seed) == constrained(entry, "", seed)).all()


O1_POINTS = {"1": (2, 3, 5), "2": (3, 5, 8), "3": (3, 4, 7), "4": (2, 3, 6), "5": (3, 4, 5), "6": (0.5, 1, 2)}
O1_LINKS = [("1", "2"), ("1", "3"), ("2", "4"), ("3", "4"), ("4", "5"), ("5", "6")]


def o1(seed: int, iterations: int = 100_000, shared: bool = True) -> Result:
    """Simulate the published six-task program; ``shared`` false draws the event of probability 0.2 per task."""
    tasks = [
        {"id": i, "duration": {"type": "triangular", "min": a, "mode": m, "max": b}}
        for i, (a, m, b) in O1_POINTS.items()
    ]
    links = [{"from": a, "to": b, "type": "FS", "lag": 0} for a, b in O1_LINKS]
    events = [("r2", 0.3, 3, ["2"]), ("r5", 0.7, 4, ["5"])]
    events += [("r34", 0.2, 2, ["3", "4"])] if shared else [("r3", 0.2, 2, ["3"]), ("r4", 0.2, 2, ["4"])]
    risks = [{"id": i, "probability": p, "impacts": [{"tasks": t, "delay": days(d)}]} for i, p, d, t in events]
    return run(program(tasks, links, risks=risks), seed, iterations)


def check_o1(result: Result) -> None:
    """Check against the recomputed column, allowing half of its last digit besides 4.5 standard errors."""
    x = finishes(result)
    assert abs(x.mean() - 21.957) <= ERRORS * x.std() / np.sqrt(x.size) + 0.0005
    for p, value in ((0.5, 22.003), (0.8, 24.469), (0.9, 25.670), (0.95, 26.572)):
        slack = ERRORS * np.sqrt(p * (1.0 - p) / x.size)
        assert (x <= value - 0.0005).mean() - slack <= p <= (x <= value + 0.0005).mean() + slack, p
    assert abs((x <= 20.0).mean() - 0.2407) <= ERRORS * np.sqrt(0.2407 * 0.7593 / x.size) + 0.00005
    assert abs(x.std() - 2.868) <= ERRORS * 2.868 / np.sqrt(2.0 * x.size) + 0.0005
    shares = dict(zip(result.tasks.ids, result.tasks.criticality, strict=True))
    for name, share in (("2", 0.701), ("3", 0.299)):
        assert abs(shares[name] - share) <= ERRORS * np.sqrt(share * (1.0 - share) / x.size) + 0.0005, name


@each_seed
def test_the_published_program_with_risk_events_is_reproduced(seed: int) -> None:
    check_o1(o1(seed))


def test_an_event_drawn_per_task_instead_of_once_is_caught() -> None:
    wrong = o1(1, shared=False)
    x = finishes(wrong)
    assert x.std() == pytest.approx(2.775, abs=ERRORS * 2.775 / np.sqrt(2.0 * x.size))
    check_quantile(x, 0.8, 24.32)
    with pytest.raises(AssertionError):
        check_o1(wrong)


def test_wrong_registers_and_costs_are_caught(entries: Entries) -> None:
    entry = entries["risk.additive_register_five"]
    with pytest.raises(AssertionError, match=re.compile("mean|0\\.")):
        check_law(register(entry, "Env. delay", 1), entry["expected"])
    entry = entries["cost.rate_times_duration"]
    fixed = {"type": "fixed", "value": 12.0 + 2.0}
    lines = [{"id": "burn", "task": "X", "per_day": money(entry["model"]["rate"], 1.0 / UNIT)}]
    result = run(program([{"id": "X", "duration": fixed}], costs=lines), 1)
    with pytest.raises(AssertionError, match="var"):
        check_law(result.samples("cost"), entry["expected"])
