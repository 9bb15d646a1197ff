"""Phasing by month and treatment against a worked example: accounting by package, and what a slip does to it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import riskcast as rc
from riskcast.model.program import Program
from riskcast.simulation.cash import GROUPS
from twins.oracles import Entry

Entries = dict[str, Entry]
DAYS = 30
"""Days of a month of the example: with an accounting period for each, months are as even as the example takes them."""
MONTHS = 12


def phased(model: dict[str, Any], build_extra: int = 0) -> rc.Result:
    """Run the packages: each from the day its month begins, costs spread evenly; the build burns money by the day."""
    start = np.datetime64("2027-01-01")
    periods = [
        {"id": f"M{m + 1}", "start": str(start + m * DAYS), "end": str(start + (m + 1) * DAYS - 1), "fiscal_year": "Y1"}
        for m in range(MONTHS)
    ]
    tasks, costs = [], []
    for package in model["packages"]:
        is_build = package["id"] == "build"
        months = package["months"] + (build_extra if is_build else 0)
        begin = start + (package["start_month"] - 1) * DAYS
        tasks.append({"id": package["id"], "project": "P", "duration": f"{months * DAYS}ed",
                      "constraints": [{"kind": "start-no-earlier-than", "date": str(begin)}]})  # fmt: skip
        treatment = "capex" if package["treatment"] == "capital" else "opex"
        rate = model["slip"]["burn_per_month"] / DAYS
        money = {"per_calendar_day": repr(rate)} if is_build else {"fixed": str(package["cost"])}
        costs.append({"id": package["id"], "task": package["id"], "treatment": treatment, **money})
    program = Program.model_validate(
        {"id": "phased", "start": str(start), "calendar": "c", "projects": [{"id": "P"}], "tasks": tasks,
         "calendars": [{"id": "c", "week": {"mon-sun": "00:00-24:00"}}], "costs": costs, "periods": periods}
    )  # fmt: skip
    return rc.simulate(program, rc.Plan(64, seed=1, phasing=GROUPS))


def monthly(result: rc.Result, treatment: str) -> list[float]:
    assert result.cash is not None
    return [float(x) for x in result.cash.samples("incurred", treatment=treatment)[:, 0]]


def test_capex_and_opex_fall_into_the_months_of_the_work(entries: Entries) -> None:
    entry = entries["cost.capex_opex_phasing"]
    result, expected = phased(entry["model"]), entry["expected"]
    for treatment in ("capex", "opex"):
        found = monthly(result, treatment)
        assert sum(found) == pytest.approx(expected[treatment], rel=1e-9)
        months = [expected["monthly"][str(m + 1)][treatment] for m in range(len(expected["monthly"]))]
        assert found[: len(months)] == pytest.approx(months, abs=1e-6)
        assert not any(found[len(months) :])


def test_a_slip_of_the_build_is_capitalised_and_leaves_opex_alone(entries: Entries) -> None:
    entry = entries["cost.capex_opex_phasing"]
    result = phased(entry["model"], entry["model"]["slip"]["build_extra_months"])
    for treatment, total in entry["expected"]["after_two_month_slip_of_build"].items():
        assert sum(monthly(result, treatment)) == pytest.approx(total, rel=1e-9)


def test_spreading_over_a_month_too_few_would_be_seen(entries: Entries) -> None:
    model = entries["cost.capex_opex_phasing"]["model"]
    packages = [
        {**package, "months": package["months"] - (package["id"] == "training")} for package in model["packages"]
    ]
    wrong = monthly(phased({**model, "packages": packages}), "opex")
    assert wrong[7] != pytest.approx(entries["cost.capex_opex_phasing"]["expected"]["monthly"]["8"]["opex"], rel=0.1)
