"""Fiscal years against their budgets, over and under, and what the ledger says of them so far."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from riskcast.analysis.money.booked import booked, booked_by_year
from riskcast.analysis.money.year_budget import year_budget
from riskcast.analysis.money.years import YearRow, year_table, years_frame
from riskcast.errors import InvalidInput
from riskcast.model.program import Program
from riskcast.simulation.cash import CashRow
from riskcast.simulation.statistics import interval_ranks, share_interval

from .hand import cash, half_years, program, result, spending, years

TEN = np.arange(10.0, 110.0, 10.0)
"""Ten futures of a year: 10, 20 ... 100."""
BUDGETS = [{"fiscal_year": "FY27", "amount": 60}, {"fiscal_year": "FY28", "amount": 70}]


def first_year(**parts: Any) -> YearRow:
    return year_table(spending(years(1), [TEN], program(**parts)))[0]


def test_mean_percentiles_and_plan_of_a_year_by_hand() -> None:
    planned = [[42.0, 0.0]]
    money = result(cash(years(1), {CashRow("incurred"): [TEN]}, planned))
    (row,) = year_table(money)
    assert (row.year, row.plan, row.mean, row.is_open) == ("FY27", 42.0, 55.0, True)
    assert (row.p10, row.p50, row.p80, row.p90) == (10.0, 50.0, 80.0, 90.0)
    assert (row.budget, row.over, row.under, row.overspend, row.carry_forward) == (None,) * 5
    assert (row.capex, row.opex, row.actual) == (None, None, None)


def test_periods_of_a_year_are_added_before_percentiles_are_taken() -> None:
    early = np.linspace(0.0, 100.0, 101)
    row = year_table(spending(half_years(1), [early, 100.0 - early]))[0]
    assert (row.p10, row.p50, row.p90) == (100.0, 100.0, 100.0)


def test_intervals_of_percentiles_are_those_of_order_statistics_for_plain_monte_carlo() -> None:
    draws = np.random.default_rng(5).gamma(3.0, 1e5, (1, 2_000))
    row = year_table(spending(years(1), draws))[0]
    ordered = np.sort(draws[0])
    for p, ends in ((50, (row.p50_low, row.p50_high)), (80, (row.p80_low, row.p80_high))):
        assert ends == tuple(ordered[list(interval_ranks(2_000, p))])
    assert not row.is_open
    assert row.mean_error == pytest.approx(1.96 * draws.std() / 2_000**0.5, rel=0.01)


def test_intervals_of_a_latin_hypercube_are_judged_by_its_batches() -> None:
    """Batches of 64 that are perfectly stratified leave next to no error."""
    strata = np.tile((np.arange(64) + 0.5) / 64, 40)[None, :]
    money = cash(years(1), {CashRow("incurred"): strata})
    plain, latin = (year_table(result(money, design=design))[0] for design in ("mc", "lhs"))
    assert plain.mean_error > 0.01
    assert latin.mean_error < 1e-9
    assert latin.p80_high - latin.p80_low < 0.5 * (plain.p80_high - plain.p80_low)


def test_chances_count_what_lies_beyond_the_threshold_on_both_sides() -> None:
    """Budget 60, threshold 10 %: 70 to 100 are above 66, 10 to 50 below 54."""
    row = first_year(budgets=BUDGETS, finance={"threshold": 0.1})
    assert (row.budget, row.over, row.under) == (60.0, 0.4, 0.5)
    assert (row.over_low, row.over_high) == share_interval(4, 10)
    assert (row.under_low, row.under_high) == share_interval(5, 10)


def test_exactly_at_the_threshold_is_neither_over_nor_under() -> None:
    row = first_year(budgets=[{"fiscal_year": "FY27", "amount": 50}], finance={"threshold": 0.2})
    assert (row.over, row.under) == (0.4, 0.3)


def test_overspend_is_the_mean_of_what_exceeds_the_budget() -> None:
    assert first_year(budgets=BUDGETS).overspend == pytest.approx((10 + 20 + 30 + 40) / 10)


def test_carry_forward_is_the_mean_of_the_cumulative_budget_that_is_left() -> None:
    money = spending(years(2), [[50.0, 90.0], [60.0, 50.0]], program(budgets=BUDGETS))
    first, second = year_table(money)
    assert first.carry_forward == (10.0 + 0.0) / 2
    # Left of 130: 20 in the first future, minus 10 in the second; the wrong 10 would carry over only what was left.
    assert second.carry_forward == (20.0 + 0.0) / 2


def test_carry_forward_starts_anew_after_a_year_without_a_budget() -> None:
    budgets = [{"fiscal_year": "FY28", "amount": 100}]
    rows = year_table(spending(years(3), [[500.0], [70.0], [0.0]], program(budgets=budgets)))
    assert [row.carry_forward for row in rows] == [None, 30.0, None]


def test_capex_and_opex_are_shown_when_they_are_kept_apart() -> None:
    rows = {CashRow("incurred", "A", "capex"): [[1.0, 3.0]], CashRow("incurred", "B", "opex"): [[10.0, 30.0]]}
    money = result(cash(years(1), rows))
    (both,), (capex,), (second,) = (
        year_table(money, **what) for what in ({}, {"treatment": "capex"}, {"project": "B"})
    )
    assert (both.capex, both.opex, both.mean) == (2.0, 20.0, 22.0)
    assert (capex.capex, capex.opex, capex.mean) == (2.0, 0.0, 2.0)
    assert (second.capex, second.opex, second.project) == (0.0, 20.0, "B")


def test_later_is_shown_only_when_there_is_money_in_it() -> None:
    money = cash(years(1), {CashRow("incurred"): [[5.0]]})
    assert [row.year for row in year_table(result(money))] == ["FY27"]
    money.amount[0, -1] = 1.0
    assert [row.year for row in year_table(result(money))] == ["FY27", "later"]


def test_a_frame_has_one_row_per_year() -> None:
    rows = year_table(spending(years(2), [[1.0], [2.0]]))
    assert years_frame(rows)["year"].tolist() == ["FY27", "FY28"]
    assert rows[1].to_frame()["mean"].tolist() == [2.0]


def test_a_budget_is_that_of_exactly_the_project_and_treatment() -> None:
    made = program(
        budgets=[
            {"fiscal_year": "FY27", "amount": 100},
            {"fiscal_year": "FY27", "project": "A", "amount": 30},
            {"fiscal_year": "FY27", "project": "A", "treatment": "capex", "amount": 20},
        ]
    )
    asked = [("", ""), ("A", ""), ("A", "capex"), ("A", "opex"), ("B", ""), ("", "capex")]
    assert [year_budget(made, "FY27", *what) for what in asked] == [100.0, 30.0, 20.0, None, None, None]
    assert year_budget(made, "FY28") is None


def test_capex_and_opex_together_are_the_budget_of_a_year() -> None:
    parts = [{"fiscal_year": "FY27", "treatment": part, "amount": n} for part, n in (("capex", 70), ("opex", 5))]
    assert year_budget(program(budgets=parts), "FY27") == 75.0
    assert year_budget(program(budgets=parts[:1]), "FY27") is None


def test_all_projects_together_are_the_budget_of_the_program() -> None:
    parts = [{"fiscal_year": "FY27", "project": part, "amount": n} for part, n in (("A", 70), ("B", 5))]
    assert year_budget(program(budgets=parts), "FY27") == 75.0
    assert year_budget(program(budgets=parts[:1]), "FY27") is None
    mixed = [*parts[:1], *({**parts[1], "treatment": part} for part in ("capex", "opex"))]
    assert year_budget(program(budgets=mixed), "FY27") == 80.0


LEDGER: dict[str, Any] = {
    "data_date": "2028-06-30",
    "costs": [{"id": "line", "task": "A.work", "fixed": 1, "treatment": "rule"}, {"id": "whole", "fixed": 1}],
    "currencies": [{"id": "USD", "rate": "triangular(0.8, 0.9, 1.2)"}],
    "capitalisation": [{"id": "rule", "steps": "opex until GATE; capex until LIVE; opex", "capital_share": 0.75}],
    "tasks": [
        {"id": "A.work", "project": "A", "duration": "5d"},
        {"id": "B.work", "project": "B", "duration": "5d"},
        {"id": "GATE", "project": "A", "kind": "milestone", "actual_finish": "2027-06-30T17:00"},
        {"id": "LIVE", "project": "A", "kind": "milestone"},
    ],
}


def ledger(*actuals: dict[str, Any]) -> Program:
    return program(**LEDGER, actuals=[{"date": "2027-05-01", "amount": 100, **actual} for actual in actuals])


def test_foreign_actuals_count_at_their_booked_rate_else_at_the_planned_one() -> None:
    rows = booked(ledger({}, {"currency": "EUR"}, {"currency": "USD"}, {"currency": "USD", "rate": 1.1}))
    assert [row.amount for row in rows] == pytest.approx([100.0, 100.0, 90.0, 110.0])


def test_an_actual_belongs_to_the_project_of_its_line_else_of_its_task_else_to_its_own() -> None:
    named: tuple[dict[str, Any], ...] = ({"line": "line"}, {"task": "B.work"}, {"project": "B"}, {"line": "whole"}, {})
    assert [row.project for row in booked(ledger(*named))] == ["A", "B", "B", "", ""]


def test_a_rule_capitalises_its_share_between_its_milestones() -> None:
    days = ("2027-06-29", "2027-06-30", "2027-07-01", "2028-06-30")
    rows = booked(ledger(*({"line": "line", "date": day} for day in days)))
    assert [row.capex for row in rows] == [0.0, 0.0, 75.0, 75.0]
    assert [row.part("opex") for row in rows] == [100.0, 100.0, 25.0, 25.0]
    assert rows[0].day == date(2027, 6, 29)


def test_an_actual_after_the_last_milestone_of_a_rule_has_its_last_treatment() -> None:
    made = ledger({"line": "line", "date": "2028-06-01"})
    tasks = [task.model_copy(update={"actual_finish": made.start}) for task in made.tasks]
    assert booked(made.replace(tasks=tasks))[0].capex == 0.0


def test_the_treatment_is_the_booked_one_else_that_of_line_project_and_program() -> None:
    made = ledger({"line": "line", "treatment": "capex"}, {"project": "A"}, {"project": "B"}, {"line": "whole"})
    projects = [{"id": "A", "treatment": "capex"}, {"id": "B"}]
    assert [row.capex for row in booked(made.replace(projects=projects))] == [100.0, 100.0, 0.0, 0.0]
    capital = made.replace(projects=projects, finance={"treatment": "capex"})
    assert [row.capex for row in booked(capital)] == [100.0] * 4


def test_actuals_are_shown_in_the_year_of_their_day() -> None:
    days = ("2027-01-01", "2027-12-31", "2028-01-01")
    made = ledger(*({"date": day, "project": part} for day, part in zip(days, "ABB", strict=True)))
    money = spending(years(2), [[250.0], [100.0]], made)
    assert [row.actual for row in year_table(money)] == [200.0, 100.0]
    assert booked_by_year(made, years(2), project="B") == {"FY27": 100.0, "FY28": 100.0, "later": 0.0}
    assert booked_by_year(made, years(2), treatment="capex") == {"FY27": 0.0, "FY28": 0.0, "later": 0.0}


def test_days_outside_the_periods_count_to_the_first_and_the_last() -> None:
    made = ledger({"date": "2026-12-31"}, {"date": "2028-01-01", "amount": 7})
    assert booked_by_year(made, years(1)) == {"FY27": 100.0, "later": 7.0}


def test_a_year_table_needs_money_over_time() -> None:
    with pytest.raises(InvalidInput, match="RC340"):
        year_table(result(None))
