"""When authorised money runs out, and what the budgets are that it is taken from."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from riskcast.analysis.money.budget import budget_of, budgets, current_budget
from riskcast.analysis.money.runout import authorised_amount, runout
from riskcast.errors import InvalidInput
from riskcast.simulation.cash import CashRow
from riskcast.simulation.statistics import share_interval

from .hand import cash, program, result, spending, years

CHANGES = [
    {"id": "1", "status": "approved", "amount": 10, "project": "A"},
    {"id": "2", "status": "approved", "amount": -3, "line": "of-task"},
    {"id": "3", "status": "approved", "amount": 100},
    {"id": "4", "status": "pending", "amount": 7, "line": "of-project"},
    {"id": "5", "status": "rejected", "amount": 1000, "project": "A"},
]
COSTS = [{"id": "of-task", "task": "A.work", "fixed": 1}, {"id": "of-project", "project": "B", "fixed": 1}]
SPENT = [[60.0, 60.0, 101.0, 10.0, 10.0], [60.0, 40.0, 0.0, 10.0, 100.0], [0.0, 10.0, 0.0, 10.0, 0.0]]
"""Five futures of three years: 100 is passed in the second, third, first, never, second."""


def test_the_period_in_which_the_money_runs_out_by_hand() -> None:
    found = runout(spending(years(3), SPENT, program(targets={"authorised": 100}), "committed"))
    assert found is not None
    assert (found.authorised, found.cap, found.view) == (100.0, "authorised", "committed")
    assert found.first.tolist() == [1, 2, 0, 4, 1]
    assert found.by_period.tolist() == pytest.approx([0.2, 0.6, 0.8, 0.8])
    assert (found.chance, (found.low, found.high)) == (0.8, share_interval(4, 5))
    assert (found.p10, found.p50, found.p80, found.planned) == ("2027", "2028", "2029", "2028")
    assert found.to_frame()["period"].tolist() == ["2027", "2028", "2029", "later"]


def test_money_that_lasts_in_most_futures_has_no_p80_of_running_out() -> None:
    found = runout(spending(years(3), SPENT, program(targets={"authorised": 105}), "committed"))
    assert found is not None
    assert found.first.tolist() == [1, 2, 4, 4, 1]
    assert (found.p10, found.p50, found.p80) == ("2028", "2029", None)


def test_exactly_what_is_authorised_is_not_passed() -> None:
    made = program(targets={"authorised": 0.3})
    found = runout(spending(years(2), [[0.1], [0.2]], made, "committed"))
    assert found is not None
    assert 0.1 + 0.2 > 0.3
    assert (found.chance, found.planned) == (0.0, None)


def test_money_that_ran_out_stays_so_when_a_credit_comes_in() -> None:
    found = runout(spending(years(2), [[120.0], [-50.0]], program(targets={"authorised": 100}), "committed"))
    assert found is not None
    assert found.by_period.tolist() == [1.0, 1.0, 1.0]


def test_orders_pass_the_limit_before_the_money_is_incurred() -> None:
    rows = {CashRow("committed", "A"): [[120.0], [0.0]], CashRow("incurred", "A"): [[60.0], [60.0]]}
    made = program(projects=[{"id": "A", "targets": {"authorised": 100}}, {"id": "B"}])
    money = result(cash(years(2), rows), made)
    committed, incurred = runout(money, project="A"), runout(money, "incurred", project="A")
    assert committed is not None and incurred is not None
    assert (committed.p50, incurred.p50) == ("2027", "2028")
    assert runout(money, project="B") is None


def test_the_current_budget_is_the_limit_when_no_sum_is_authorised() -> None:
    made = program(targets={"budget": 100}, changes=[{"id": "1", "status": "approved", "amount": 30}])
    assert authorised_amount(made) == (130.0, "budget")
    assert authorised_amount(made.replace(targets={"budget": 100, "authorised": 0})) == (0.0, "authorised")
    assert authorised_amount(made, "A") is None
    assert runout(spending(years(1), [[1.0]])) is None


def test_chances_by_period_agree_with_counting_every_future() -> None:
    spent = np.random.default_rng(2).gamma(2.0, 10.0, (6, 400))
    found = runout(spending(years(6), spent, program(targets={"authorised": 130}), "committed"))
    assert found is not None
    passed = [sum(any(sum(future[: n + 1]) > 130.005 for n in range(t + 1)) for future in spent.T) for t in range(6)]
    assert found.by_period.tolist() == pytest.approx([n / 400 for n in [*passed, passed[-1]]])


def test_approved_changes_move_the_budget_and_pending_and_rejected_ones_do_not() -> None:
    made = program(
        targets={"budget": 1000},
        projects=[{"id": "A", "name": "First", "targets": {"budget": 400}}, {"id": "B"}],
        costs=COSTS,
        changes=CHANGES,
    )
    whole, first, second = budgets(made)
    assert (whole.original, whole.approved, whole.current, whole.pending) == (1000.0, 107.0, 1107.0, 7.0)
    assert (first.original, first.approved, first.current, first.pending) == (400.0, 7.0, 407.0, 0.0)
    assert (second.original, second.approved, second.current, second.pending) == (None, 0.0, None, 7.0)
    assert [row.label for row in (whole, first, second)] == ["Both", "First", "B"]
    assert whole.to_frame()["current"].tolist() == [1107.0]


@pytest.mark.parametrize(("second", "total"), [({"budget": 5}, 45.0), ({}, None)])
def test_a_program_without_a_budget_has_that_of_its_projects_when_all_have_one(
    second: dict[str, Any], total: float | None
) -> None:
    projects = [{"id": "A", "targets": {"budget": 40}}, {"id": "B", "targets": second}]
    assert current_budget(program(projects=projects)) == total


def test_the_project_of_a_change_counts_before_that_of_its_line() -> None:
    changes = [{"id": "1", "status": "approved", "amount": 1, "project": "B", "line": "of-task"}]
    made = program(costs=COSTS, changes=changes)
    assert [budget_of(made, part).approved for part in ("", "A", "B")] == [1.0, 0.0, 1.0]


def test_the_budget_of_an_unknown_project_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"RC341.*did you mean 'A'"):
        current_budget(program(), "a")
