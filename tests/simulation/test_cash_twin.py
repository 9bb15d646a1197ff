"""Money over time equals that of a plain loop written from the definition, and what can be worked out by hand."""

from __future__ import annotations

import pytest

from riskcast.errors import only_errors
from riskcast.model.check import check_program
from riskcast.simulation.cash import GROUPS
from riskcast.simulation.plan import Plan
from riskcast.simulation.run import simulate
from twins.cash import Money, Spending, months
from twins.cash_compare import differences
from twins.moneyed_at_random import Moneymaker
from twins.moneyed_by_hand import CASES, RISKY, Expected

MONTHS = months("2026-11", 6)


def spent(money: Money, expected: Expected) -> Expected:
    """Return the same rows of what was spent."""
    rows = {(view, treatment): money.total(view, "", treatment) for view, treatment in expected}
    return {key: {p: amount for p, amount in enumerate(row) if abs(amount) > 1e-6} for key, row in rows.items()}


def close(expected: Expected) -> Expected:
    return {key: pytest.approx(row, rel=1e-9) for key, row in expected.items()}  # type: ignore[misc]


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


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("history", ["nothing has happened", "work has begun", "a ledger tells"])
def test_the_simulation_spends_what_the_plain_loop_spends(history: str, seed: int) -> None:
    """Every row and period of the plan and of five iterations, costs, risk money and days in service."""
    program = Moneymaker(seed, history == "work has begun", history == "a ledger tells").program()
    errors = only_errors(check_program(program))
    assert not [finding for finding in errors if finding.code != "RC304"]
    refused = {str(finding.subject).split(".")[1] for finding in errors}
    sound = program.model_copy(
        update={
            "costs": tuple(
                line.model_copy(update={"remaining": None}) if line.id in refused else line for line in program.costs
            )
        }
    )
    assert not differences(sound, 5)


def test_a_wrong_payment_lag_would_be_seen() -> None:
    program = Moneymaker(1, False, False).program()
    costs = tuple(line.model_copy(update={"payment_days": line.payment_days + 1.0}) for line in program.costs)
    result = simulate(program.model_copy(update={"costs": costs}), Plan(64, seed=3, design="mc", phasing=GROUPS))
    assert result.cash is not None
    plain = Spending(program, 3, result.cash.periods, "mc").future(0)
    assert result.cash.samples("paid")[:, 0] != pytest.approx(plain.total("paid"), abs=0.01)
