"""Ranges without a mean are said, planned with their median, and never bring an infinite number into a result."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from riskcast.cli.echo import echo_program
from riskcast.model.check import check_program
from riskcast.model.program import Program
from riskcast.network.compile import compile_program
from riskcast.simulation.plan import Plan
from riskcast.simulation.run import simulate
from riskcast.simulation.schedule import schedule_program


def program(**parts: Any) -> Program:
    task = {"id": "t", "project": "A", "duration": "10d", **parts.pop("task", {})}
    base = {
        "id": "p",
        "start": "2027-01-04T08:00",
        "calendar": "office",
        "calendars": [{"id": "office", "week": {"mon-fri": "08:00-16:00"}}],
        "projects": [{"id": "A"}],
        "tasks": [task],
    }
    return Program.model_validate({**base, **parts})


def codes(of: Program) -> list[tuple[str, str]]:
    return [(f.code, f.subject) for f in check_program(of) if f.code in ("RC161", "RC162")]


def test_estimates_without_a_mean_or_a_standard_deviation_are_said_wherever_they_stand() -> None:
    heavy = program(
        task={"estimate": "pareto(8d, 1)"},
        costs=[{"id": "c", "task": "t", "fixed": "pareto(1000, 1.5)", "per_day": "pareto(10, 0.9, max=100)"}],
        risks=[{"id": "r", "probability": 0.5, "impacts": [{"tasks": ["t"], "delay": "pareto(5%, 0.8)"}]}],
    )
    expected = [
        ("RC161", "tasks.t.estimate"),
        ("RC162", "costs.c.fixed"),
        ("RC161", "risks.r.impacts.0.delay"),
    ]
    assert codes(heavy) == expected
    assert codes(program(task={"estimate": "percentiles(p10=1d, p50=10d, p90=300d, low=0d)"})) == [
        ("RC161", "tasks.t.estimate")
    ]
    assert not codes(program(task={"estimate": "percentiles(p10=8d, p90=15d)"}))


@pytest.mark.parametrize("alpha", [0.5, 0.9, 1.0, 1.5])
def test_a_heavy_tailed_duration_has_the_percentiles_of_its_law(alpha: float) -> None:
    result = simulate(program(task={"estimate": f"pareto(5ed, {alpha})", "duration": "6ed"}), Plan(4_000, seed=1))
    days = (result.samples("finish") - result.samples("finish").min()) / 14_400.0
    for p in (0.1, 0.5, 0.9, 0.95):
        exact = 5.0 * (1.0 - p) ** (-1.0 / alpha) - 5.0
        assert abs((days <= exact).mean() - p) <= 4.5 * np.sqrt(p * (1.0 - p) / 4_000)
    assert days.max() <= 36_525


def test_heavy_tailed_costs_and_delays_stay_finite_and_are_planned_with_the_median() -> None:
    heavy = program(
        costs=[{"id": "c", "task": "t", "fixed": "pareto(1000, 0.5)", "per_day": "pareto(10, 1)"}],
        risks=[
            {
                "id": "r",
                "probability": 0.5,
                "impacts": [{"tasks": ["t"], "delay": "pareto(1d, 0.7)", "cost": "pareto(5, 0.4)"}],
            }
        ],
    )
    network = compile_program(heavy)
    for array in (network.money.hit_base, network.money.fixed, network.work.row_base, network.draws.tables):
        assert np.isfinite(array).all()
    assert schedule_program(heavy).cost == pytest.approx(4_000.0 + 10 * 20.0)
    result = simulate(heavy, Plan(2_000, seed=5))
    assert np.isfinite(result.samples("cost")).all()
    assert result.planned("cost") == pytest.approx(4_200.0)


def test_the_echo_says_what_it_made_of_fits_and_heavy_tails() -> None:
    fitted = program(task={"estimate": "percentiles(p10=80%, p50=100%, p90=150%)"})
    text = " ".join(echo_program(fitted, schedule_program(fitted), 200).split())
    assert "t: metalog not below 0d, P10 8d, P50 10d, P90 15d, mean 10.96d (through all 3 percentiles exactly)" in text
    heavy = program(task={"estimate": "pareto(8d, 1)"})
    assert "no mean" in " ".join(echo_program(heavy, schedule_program(heavy), 200).split())


def test_percentages_refer_to_what_remains_of_a_started_task() -> None:
    started = program(
        data_date="2027-01-11T08:00",
        task={
            "duration": "10d",
            "actual_start": "2027-01-04T08:00",
            "remaining": "4d",
            "estimate": "discrete(50%:0.5, 200%:0.5)",
        },
    )
    result = simulate(started, Plan(200, seed=1))
    days = {str(moment)[:10] for moment in result.moments(result.samples("finish"))}
    assert days == {"2027-01-12", "2027-01-20"}


def test_a_metalog_that_can_be_negative_is_refused_as_a_duration() -> None:
    found = check_program(program(task={"estimate": "percentiles(p10=2d, p50=10d, p90=30d, fit=metalog)"}))
    assert [f.code for f in found if f.level == "error"] == ["RC125"]
    assert "low=0d" in found[0].remedy
    bounded = program(task={"estimate": "percentiles(p10=2d, p50=10d, p90=30d, low=0d, fit=metalog)"})
    assert not [f for f in check_program(bounded) if f.level == "error"]
