"""A program whose money was worked out by hand, to the cent: round the clock, so that working days are days."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import riskcast as rc
from riskcast.model.program import Program
from riskcast.simulation.cash import GROUPS, Cash, View

PROGRAM: dict[str, Any] = {
    "id": "hand",
    "start": "2027-04-01",
    "data_date": "2027-07-01",
    "calendar": "always",
    "calendars": [{"id": "always", "week": {"mon-sun": "00:00-24:00"}, "hours_per_day": 24, "days_per_week": 7}],
    "fiscal": {"first_month": "apr"},
    "projects": [{"id": "SITE", "treatment": "opex"}, {"id": "IT"}],
    "tasks": [
        {"id": "design", "project": "SITE", "duration": "30d", "actual_start": "2027-04-01",
         "actual_finish": "2027-05-01"},
        {"id": "build", "project": "SITE", "duration": "120d", "actual_start": "2027-05-01", "remaining": "60d"},
        {"id": "GO", "project": "SITE", "kind": "milestone"},
        {"id": "test", "project": "IT", "duration": "31d"},
        {"id": "accept", "project": "IT", "kind": "milestone"},
    ],
    "dependencies": [
        {"predecessor": "design", "successor": "build"},
        {"predecessor": "build", "successor": "GO"},
        {"predecessor": "GO", "successor": "test"},
        {"predecessor": "test", "successor": "accept"},
    ],
    "currencies": [{"id": "USD", "rate": "0.9"}],
    "indices": [{"id": "wages", "rate": "12%", "categories": ["staff"]}],
    "capitalisation": [{"id": "PLANT", "steps": "capex until GO; opex", "capital_share": 0.8, "life_years": 10}],
    "costs": [
        {"id": "drawings", "task": "design", "fixed": "30000"},
        {"id": "crew", "task": "build", "per_day": "1000", "payment_days": 30, "treatment": "PLANT",
         "category": "works"},
        {"id": "racks", "task": "test", "quantity": "10", "per_unit": "900", "currency": "USD",
         "instalments": "build 40%; accept 60%", "commit": "build", "category": "kit", "treatment": "capex"},
        {"id": "support", "project": "IT", "begin": "GO", "end": "2027-12-31", "per_calendar_day": "100",
         "treatment": "PLANT", "double_running": True},
        {"id": "trainers", "project": "IT", "begin": "2027-08-01", "end": "2027-09-30", "fixed": "12000",
         "category": "staff"},
        {"id": "fees", "project": "IT", "fixed": "9000", "remaining": "1200", "spread": "end"},
    ],
    "commitments": [
        {"id": "PO-1", "line": "drawings", "date": "2027-04-02", "amount": "31500"},
    ],
    "actuals": [
        {"date": "2027-04-20", "amount": "31000", "line": "drawings", "commitment": "PO-1", "paid": "2027-05-20"},
        {"date": "2027-05-31", "amount": "30500", "line": "crew", "paid": "2027-06-30"},
        {"date": "2027-06-30", "amount": "31000", "line": "crew", "kind": "accrual"},
        {"date": "2027-06-15", "amount": "7000", "line": "fees", "paid": "2027-06-15"},
        {"date": "2027-06-20", "amount": "-400", "project": "IT", "paid": "2027-06-20"},
    ],
    "changes": [{"id": "C1", "status": "approved", "amount": "5000", "project": "SITE"}],
    "targets": {"budget": "190000"},
}  # fmt: skip

MONTHS = ("2027-04", "2027-05", "2027-06", "2027-07", "2027-08", "2027-09", "2027-10", "2027-11", "2027-12")
G = 1.12 ** (1 / 12)
TRAINERS = (12_000 * 31 / 61 * G, 12_000 * 30 / 61 * G**2)
"""August is one month, September two months after the data date, to which prices are stated."""


@pytest.fixture(scope="module")
def result() -> rc.Result:
    return rc.simulate(Program.model_validate(PROGRAM), rc.Plan(64, seed=1, phasing=GROUPS))


def by_month(result: rc.Result, view: View, **which: str) -> list[float]:
    """Return money from April to December; every iteration is alike, and nothing lies outside these months."""
    cash = result.cash
    assert isinstance(cash, Cash)
    amounts = cash.samples(view, **which)
    assert np.allclose(amounts, amounts[:, :1])
    assert cash.plan(view, **which) == pytest.approx(amounts[:, 0], abs=1e-6)
    ids = [period.id for period in cash.periods]
    places = [ids.index(month) for month in MONTHS]
    assert amounts.sum() == pytest.approx(amounts[places].sum())
    return [float(x) for x in amounts[places, 0]]


def test_what_is_incurred_month_by_month(result: rc.Result) -> None:
    facts = [31_000, 30_500, 31_000 + 7_000 - 400]
    crew = [31_000, 29_000, 0]
    racks = [0, 0.4 * 8_100, 0.6 * 8_100]
    support = [0, 200, 3_000, 3_100, 3_000, 3_100]
    july = 500 + crew[0]
    august = crew[1] + racks[1] + support[1] + TRAINERS[0]
    september = racks[2] + support[2] + TRAINERS[1] + 1_200
    expected = [*facts, july, august, september, *support[3:]]
    assert by_month(result, "incurred") == pytest.approx(expected, abs=0.005)


def test_what_is_paid_lies_thirty_days_later(result: rc.Result) -> None:
    """Of July's crew, only the first day is paid in July; of August's, the first day is paid on the 31st."""
    before = [0, 31_000, 30_500 + 7_000 - 400]
    july = 500 + 31_000 + 1_000  # the accrual of 30 June is paid on 30 July
    august = 30_000 + 1_000 + 3_240 + 200 + TRAINERS[0]
    september = 28_000 + 4_860 + 3_000 + TRAINERS[1] + 1_200
    assert by_month(result, "paid") == pytest.approx([*before, july, august, september, 3_100, 3_000, 3_100], abs=0.005)


def test_what_is_committed_comes_with_orders_and_contracts(result: rc.Result) -> None:
    """The order of April is committed then; the racks as a whole when the building is done."""
    before = [31_500, 30_500, 31_000 + 7_000 - 400]
    august = 29_000 + 8_100 + 200 + TRAINERS[0]
    september = 3_000 + TRAINERS[1] + 1_200
    expected = [*before, 31_000, august, september, 3_100, 3_000, 3_100]
    assert by_month(result, "committed") == pytest.approx(expected, abs=0.005)


def test_what_is_capitalised_follows_the_rule(result: rc.Result) -> None:
    plant = [0, 24_400, 24_800, 24_800, 23_200, 0, 0, 0, 0]
    assert by_month(result, "capitalised", name="PLANT") == pytest.approx(plant, abs=0.005)
    capital = [0, 24_400, 24_800, 24_800, 23_200 + 3_240, 4_860, 0, 0, 0]
    assert by_month(result, "incurred", treatment="capex") == pytest.approx(capital, abs=0.005)
    assert by_month(result, "double-running") == pytest.approx([0, 0, 0, 0, 200, 3_000, 3_100, 3_000, 3_100], abs=0.005)


def test_prices_that_rise_are_shown_by_themselves(result: rc.Result) -> None:
    rise = [0, 0, 0, 0, TRAINERS[0] - 12_000 * 31 / 61, TRAINERS[1] - 12_000 * 30 / 61, 0, 0, 0]
    assert by_month(result, "escalation") == pytest.approx(rise, abs=0.005)
    assert by_month(result, "fx") == pytest.approx([0] * 9, abs=1e-9)


def test_the_estimate_at_completion_is_actuals_and_what_is_to_come(result: rc.Result) -> None:
    site = 31_000 + 61_500 + 500 + 60_000
    it = 7_000 - 400 + 8_100 + 12_400 + sum(TRAINERS) + 1_200
    assert result.planned("cost:SITE") == pytest.approx(site, abs=0.005)
    assert result.percentile("cost:IT", 50) == pytest.approx(it, abs=0.005)
    assert result.planned("cost") == pytest.approx(site + it, abs=0.005)


def test_the_cost_report_foots(result: rc.Result) -> None:
    from riskcast.analysis.money.cost_report import cost_report

    *projects, whole = cost_report(result).rows
    assert (whole.incurred, whole.accrual, whole.committed) == pytest.approx((68_100, 31_000, 500))
    assert whole.current == 195_000
    for name in ("actual", "committed", "etc", "eac_plan", "incurred", "accrual"):
        assert sum(getattr(row, name) for row in projects) == pytest.approx(getattr(whole, name), abs=0.005)
    assert whole.actual + whole.etc == pytest.approx(whole.eac.value, abs=0.005)
    lines = cost_report(result).lines
    assert sum(line.eac_plan for line in lines) - 400 == pytest.approx(whole.eac_plan, abs=0.005)


def test_without_a_ledger_the_past_counts_as_planned() -> None:
    """The drawings are spread over April; of the crew, 61 days are behind the data date."""
    lines = [line for line in PROGRAM["costs"] if line["id"] in ("drawings", "crew")]
    tasks = [{**task, "kind": task.get("kind", "task")} for task in PROGRAM["tasks"]]
    program = Program.model_validate({**PROGRAM, "costs": lines, "actuals": [], "commitments": [], "tasks": tasks})
    found = rc.simulate(program, rc.Plan(64, seed=1, phasing=GROUPS))
    expected = [30_000, 31_000, 30_000, 31_000, 29_000, 0, 0, 0, 0]
    assert by_month(found, "incurred") == pytest.approx(expected, abs=0.005)
    assert found.planned("cost") == pytest.approx(151_000)


def test_people_on_a_task_that_is_over_keep_their_category_without_a_ledger() -> None:
    parts = {
        "costs": [], "actuals": [], "commitments": [], "changes": [], "targets": {},
        "resources": [{"id": "mason", "per_hour": "10", "category": "people"}],
        "assignments": [{"task": "design", "resource": "mason"}],
    }  # fmt: skip
    found = rc.simulate(Program.model_validate({**PROGRAM, **parts}), rc.Plan(64, seed=1, phasing=GROUPS))
    assert by_month(found, "category", name="people") == pytest.approx([30 * 24 * 10] + 8 * [0], abs=0.005)
    assert found.planned("cost") == pytest.approx(7_200)


def test_instalments_place_the_daily_cost_of_a_started_task_too() -> None:
    crew = {"id": "crew", "task": "build", "per_day": "1000", "instalments": "build 25%; accept 75%"}
    parts = {"costs": [crew], "actuals": [], "commitments": [], "changes": [], "targets": {}}
    found = rc.simulate(Program.model_validate({**PROGRAM, **parts}), rc.Plan(64, seed=1, phasing=GROUPS))
    assert by_month(found, "incurred") == pytest.approx([0, 31_000, 30_000, 0, 15_000, 45_000, 0, 0, 0], abs=0.005)


def test_orders_count_at_their_date_without_actuals_too() -> None:
    parts = {"costs": [PROGRAM["costs"][1]], "actuals": [], "changes": [], "targets": {},
             "commitments": [{"id": "PO", "line": "crew", "date": "2027-07-01", "amount": "20000"}]}  # fmt: skip
    found = rc.simulate(Program.model_validate({**PROGRAM, **parts}), rc.Plan(64, seed=1, phasing=GROUPS))
    assert sum(by_month(found, "committed")) == pytest.approx(found.planned("cost"), abs=0.005)
    assert by_month(found, "committed")[3] == pytest.approx(20_000 + 31_000 - 20_000 * 31 / 60, abs=0.005)


@pytest.mark.parametrize(("day", "month"), [("2027-07-31", 3), ("2027-08-01", 4)])
def test_money_without_working_time_lies_in_the_month_of_its_weekend(day: str, month: int) -> None:
    """The last day of July and the first of August are a Saturday and a Sunday: to the office they are one instant."""
    calendars = [*PROGRAM["calendars"], {"id": "office", "week": {"mon-fri": "08:00-16:00"}}]
    projects = [{"id": "SITE", "treatment": "opex"}, {"id": "IT", "calendar": "office"}]
    party = {"id": "party", "project": "IT", "begin": day, "end": day, "fixed": "700"}
    parts = {"costs": [party], "actuals": [], "commitments": [], "changes": [], "targets": {}}
    program = Program.model_validate({**PROGRAM, **parts, "calendars": calendars, "projects": projects})
    found = rc.simulate(program, rc.Plan(64, seed=1, phasing=GROUPS))
    assert by_month(found, "incurred") == pytest.approx([700.0 * (n == month) for n in range(9)])
