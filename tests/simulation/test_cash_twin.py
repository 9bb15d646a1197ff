"""Money over time equals that of a plain loop written from the definition, and what can be worked out by hand."""

from __future__ import annotations

import pytest

from twins.cash import Money, Spending, months
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
