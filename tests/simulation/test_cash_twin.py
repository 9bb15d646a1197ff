"""Money over time equals that of a plain loop written from the definition, and what can be worked out by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from riskcast.model.program import Program
from riskcast.simulation.cash import GROUPS, Cash, View
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate
from twins.cash import Money, Spending, months
from twins.cash_compare import differences
from twins.moneyed import LINES, LINKS, TASKS, about, begun, moneyed, priced
from twins.moneyed_at_random import Moneymaker
from twins.moneyed_by_hand import CASES, DUE_NOW, EARLY_END, OVERDUE, RISKY, Expected, G

MONTHS = months("2026-11", 6)
SEEDS = range(8)
HISTORIES = ["nothing has happened", "work has begun", "a ledger tells"]


def spent(money: Money, expected: Expected) -> Expected:
    """Return the same rows of what was spent."""
    rows = {(view, treatment): money.total(view, "", treatment) for view, treatment in expected}
    return {key: {p: amount for p, amount in enumerate(row) if abs(amount) > 1e-6} for key, row in rows.items()}


def close(expected: Expected) -> Expected:
    return {key: pytest.approx(row, rel=1e-9) for key, row in expected.items()}  # type: ignore[misc]


def at_random(history: str, seed: int) -> Program:
    return Moneymaker(seed, history == "work has begun", history == "a ledger tells").program()


def run(of: Program, iterations: int = 64) -> tuple[Result, Cash]:
    result = simulate(of, Plan(iterations, seed=3, design="mc", phasing=GROUPS), checked=True)
    assert result.cash is not None
    return result, result.cash


@pytest.mark.parametrize("case", CASES)
def test_the_plain_loop_spends_what_is_worked_out_by_hand(case: str) -> None:
    program, expected = CASES[case]
    plain = Spending(program, 1, MONTHS)
    assert spent(plain.planned, expected) == close(expected)
    assert spent(plain.future(0), expected) == close(expected)


@pytest.mark.parametrize("case", RISKY)
def test_the_plain_loop_spends_on_risks_what_is_worked_out_by_hand(case: str) -> None:
    program, expected = RISKY[case]
    assert spent(Spending(program, 1, MONTHS).future(0), expected) == close(expected)


@pytest.mark.parametrize("case", [*CASES, *RISKY])
def test_the_simulation_spends_what_is_worked_out_by_hand(case: str) -> None:
    assert differences((CASES | RISKY)[case][0], 2) == []


def test_risk_money_of_a_finished_project_is_still_to_come() -> None:
    _, cash = run(OVERDUE)
    names = [period.id for period in cash.periods]
    assert cash.samples("incurred")[names.index("2026-12")] == pytest.approx(5.0)


def test_what_is_later_than_all_periods_has_the_prices_of_its_first_day() -> None:
    _, cash = run(EARLY_END)
    assert [period.id for period in cash.periods] == ["nov", "later"]
    assert cash.samples("incurred")[:, 0] == pytest.approx([2100.0, 900.0 * G])
    assert differences(EARLY_END, 2) == []


@pytest.mark.parametrize("case", DUE_NOW)
def test_what_is_due_at_the_data_date_belongs_to_the_open_month(case: str) -> None:
    """A milestone reached on the last evening of November, with books that close at midnight."""
    _, cash = run(DUE_NOW[case])
    names = [period.id for period in cash.periods]
    assert cash.samples("incurred")[names.index("2026-11")] == pytest.approx(100.0)
    assert cash.samples("incurred")[names.index("2026-12")] == pytest.approx(40.0)
    assert differences(DUE_NOW[case], 2) == []


@pytest.mark.parametrize("kind", LINES)
def test_every_kind_of_line_is_spent_as_by_the_plain_loop(kind: str) -> None:
    assert differences(about(kind), 10) == []


def test_random_exchange_rates_and_indices_equal_the_plain_loop() -> None:
    assert differences(priced(), 20) == []
    assert differences(priced(fiscal={"first_month": "feb", "pattern": "4-4-5"}), 10) == []


@pytest.mark.parametrize("ledger", [False, True])
def test_work_that_has_begun_equals_the_plain_loop(ledger: bool) -> None:
    assert differences(begun(ledger), 10) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("history", HISTORIES)
def test_the_simulation_spends_what_the_plain_loop_spends(history: str, seed: int) -> None:
    """Every row and period of the plan and of ten iterations, costs, risk money and days in service."""
    assert differences(at_random(history, seed), 10) == []


@pytest.mark.parametrize("design", ["lhs", "sobol"])
def test_every_design_spends_what_the_plain_loop_spends(design: str) -> None:
    assert differences(at_random("a ledger tells", 3), 10, seed=3 << 40, design=design) == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("history", HISTORIES)
def test_money_adds_up_to_cost_in_every_view(history: str, seed: int) -> None:
    program = at_random(history, seed)
    result, cash = run(program)
    for project in program.projects:
        total = cash.samples("incurred", project.id).sum(axis=0)
        assert total == pytest.approx(result.samples(f"cost:{project.id}"), rel=1e-9, abs=1e-6)
    views: tuple[View, ...] = ("incurred", "paid", "committed", "category")
    for view in views:
        assert cash.samples(view).sum(axis=0) == pytest.approx(result.samples("cost"), rel=1e-9, abs=1e-6), view


def test_a_milestone_that_slips_past_the_year_takes_its_money_along() -> None:
    """The instalment lies in the year to January in just those iterations in which the milestone does."""
    line = {"id": "l", "project": "B", "fixed": "uniform(900, 1100)", "instalments": "live 100%"}
    result, cash = run(moneyed(TASKS, LINKS, costs=[line], fiscal={"first_month": "feb"}), 512)
    in_time = result.moments(result.samples("milestone:live")) <= np.datetime64("2027-02-01")
    years = dict(zip(cash.fiscal_years, cash.by_year(cash.samples("incurred")), strict=True))
    assert 0.05 < in_time.mean() < 0.95
    assert years["FY27"] == pytest.approx(np.where(in_time, result.samples("cost"), 0.0))
    assert years["FY28"] == pytest.approx(np.where(in_time, 0.0, result.samples("cost")))


WRONG: dict[str, dict[str, Any]] = {
    "paid a day later": {"payment_days": 31.0},
    "spread evenly": {"spread": "linear"},
    "treated otherwise": {"treatment": "opex"},
    "in another currency": {"currency": "CHF"},
    "without its index": {"index": "none"},
    "committed as it is incurred": {"commit": None},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_the_comparison_sees_one_wrong_property_of_a_line(wrong: str) -> None:
    base = {"id": "l", "task": "build", "fixed": "900", "payment_days": 30, "spread": "s", "treatment": "capex"}
    line = {**base, "currency": "USD", "index": "wages", "commit": "contract"}
    right = priced(costs=[line])
    _, cash = run(priced(costs=[{**line, **WRONG[wrong]}]))
    plain = Spending(right, 3, cash.periods).future(0)
    rows = [(row, amounts) for row, amounts in zip(cash.rows, cash.amount[:, :, 0], strict=True)]
    same = [np.allclose(got, plain.total(r.view, r.project, r.treatment, r.name), rtol=1e-6) for r, got in rows]
    assert not all(same)
