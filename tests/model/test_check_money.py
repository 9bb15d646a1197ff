"""The checks of money: what they tell, where, how loudly, and when they are silent."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from riskcast.errors import Finding
from riskcast.model.benefit import Benefit
from riskcast.model.calendar import Calendar
from riskcast.model.capitalisation import CapitalRule, parse_steps
from riskcast.model.check import check_program
from riskcast.model.check.sums import said
from riskcast.model.correlation import Correlation
from riskcast.model.cost import CostLine, Spread, parse_instalments
from riskcast.model.fiscal import Finance, Period, YearBudget
from riskcast.model.ledger import Actual, Change, Commitment
from riskcast.model.price import Currency, PriceIndex
from riskcast.model.program import Program, Project, Targets
from riskcast.model.resource import Resource, ResourceKind
from riskcast.model.risk import Impact, Risk
from riskcast.model.task import Task, TaskKind

MARCH = dt.date(2027, 3, 31)


def program(**changes: Any) -> Program:
    """Return a program that is fine, with some fields replaced."""
    base = Program(
        id="demo",
        start=dt.datetime(2027, 1, 4),
        data_date=dt.datetime(2027, 4, 1),
        calendar="office",
        calendars=(Calendar.model_validate({"id": "office", "week": {"mon-fri": "08:00-16:00"}}),),
        projects=(Project(id="P"), Project(id="Q")),
        tasks=(
            Task.model_validate({"id": "A", "project": "P", "duration": "20d", "estimate": "uniform(20d, 30d)"}),
            Task.model_validate({"id": "B", "project": "Q", "duration": "10d"}),
            Task(id="GO", project="P", kind=TaskKind.MILESTONE),
        ),
    )
    return base.replace(**changes)


def line(id: str = "L1", **fields: Any) -> CostLine:
    return CostLine.model_validate({"id": id, "task": "A", "fixed": "10k", **fields})


def actual(**fields: Any) -> Actual:
    return Actual.model_validate({"date": MARCH, "amount": 100, "line": "L1", **fields})


def told(checked: Program) -> list[Finding]:
    return check_program(checked)


def brief(checked: Program) -> list[str]:
    """Return code, level and subject of every finding."""
    return [f"{f.code} {f.level} {f.subject}" for f in told(checked)]


def only(checked: Program) -> Finding:
    found = told(checked)
    assert len(found) == 1, found
    return found[0]


def test_a_program_without_money_is_fine() -> None:
    assert told(program()) == []


@pytest.mark.parametrize("place", [{"task": "A"}, {"begin": "A", "end": "GO"}, {"project": "Q"}, {}])
def test_a_line_may_have_any_one_place_or_none(place: dict[str, str]) -> None:
    assert told(program(costs=(CostLine.model_validate({"id": "L", "fixed": "10k", **place}),))) == []
    dated = CostLine.model_validate({"id": "L", "fixed": "10k", "begin": "2027-01-04", "end": "2027-01-04"})
    assert told(program(costs=(dated,))) == []


def test_every_check_bears_lines_without_a_task() -> None:
    loose = CostLine.model_validate({"id": "L", "fixed": "uniform(1k, 2k)"})
    pair = Correlation.model_validate({"of": "cost", "among": ["L", "L1"], "rho": 0.5})
    checked = program(costs=(loose, line(fixed="uniform(1, 2)")), correlations=(pair,), default_correlation=0.3)
    assert [f for f in told(checked) if f.level == "error"] == []


# Unknown names.


def test_every_unknown_name_is_told_where_it_stands() -> None:
    checked = program(
        projects=(Project(id="P", treatment="sofware"), Project(id="Q")),
        costs=(
            line(task="Z", project="Z", commit="Z", currency="usd", treatment="softwar", index="steal"),
            line("L2", task=None, begin="Z", end="2027-13-01", instalments="Z 40%; A 60%"),
        ),
        resources=(Resource.model_validate({"id": "R", "currency": "GBP", "treatment": "x", "index": "x"}),),
        indices=(PriceIndex.model_validate({"id": "steel", "rate": "3%"}),),
        currencies=(Currency(id="USD", rate="0.9"),),
        capitalisation=(
            CapitalRule(id="software", steps=parse_steps("capex until Z; opex"), in_service="Z", life_years=3),
        ),
        actuals=(actual(line="L9", commitment="PO9", currency="GBP"), actual(line=None, task="Z", project="Z")),
        commitments=(Commitment(id="PO1", line="L9", date=MARCH, amount=1, currency="GBP"),),
        changes=(Change.model_validate({"id": "C", "status": "pending", "amount": 1, "project": "Z", "line": "L9"}),),
        budgets=(YearBudget(fiscal_year="FY27", project="Z", amount=1),),
        benefits=(Benefit.model_validate({"id": "B", "start": "Z", "per_year": 1, "years": 1}),),
        finance=Finance(treatment="softare", discount_rate=0.07),
        risks=(
            Risk(
                id="K",
                probability=0.5,
                impacts=(Impact.model_validate({"project": "P", "cost": 1, "treatment": "x"}),),
            ),
        ),
    )
    assert sorted(set(brief(checked)) - {"RC319 info costs"}) == sorted(
        [
            *["RC102 error costs.L1.project", "RC102 error actuals.Z.project", "RC102 error changes.C.project"],
            *["RC102 error budgets.FY27 Z.project", "RC104 error costs.L1.task", "RC104 error costs.L1.commit"],
            *["RC104 error costs.L2.begin", "RC104 error costs.L2.end", "RC104 error costs.L2.instalments.0"],
            *["RC104 error capitalisation.software.steps.0", "RC104 error capitalisation.software.in_service"],
            *["RC104 error actuals.Z.task", "RC104 error benefits.B.start"],
            *["RC138 error actuals.L9.line", "RC138 error commitments.PO1.line", "RC138 error changes.C.line"],
            *["RC301 error costs.L1.currency", "RC301 error resources.R.currency", "RC301 error actuals.L9.currency"],
            *["RC301 error commitments.PO1.currency", "RC302 error costs.L1.treatment"],
            *["RC302 error resources.R.treatment", "RC302 error projects.P.treatment", "RC302 error finance.treatment"],
            *["RC302 error risks.K.impacts.0.treatment", "RC303 error costs.L1.index", "RC303 error resources.R.index"],
            "RC308 error actuals.L9.commitment",
        ]
    )
    remedies = {f"{f.code} {f.subject}": f.remedy for f in told(checked)}
    assert remedies["RC301 costs.L1.currency"] == "did you mean 'USD'?"
    assert remedies["RC302 finance.treatment"] == "did you mean 'software'?"
    assert remedies["RC303 costs.L1.index"] == "did you mean 'steel'?"
    assert "YYYY-MM-DD" in remedies["RC104 costs.L2.end"]


def test_ids_of_money_are_used_once_and_reserved_words_not_at_all() -> None:
    checked = program(
        indices=(PriceIndex.model_validate({"id": "none", "rate": "3%"}),),
        capitalisation=(CapitalRule(id="capex", steps=parse_steps("opex")),),
        currencies=(Currency(id="USD", rate=0.9), Currency(id="USD", rate=0.8), Currency(id="EUR", rate=2)),
    )
    assert sorted(brief(checked)) == [
        "RC101 error currencies.USD.id",
        "RC301 warning currencies.EUR.id",
        "RC302 error capitalisation.capex.id",
        "RC303 error indices.none.id",
    ]


def test_a_rate_needs_a_foreign_currency() -> None:
    checked = program(costs=(line(),), actuals=(actual(rate=1.1), actual(rate=1.1, currency="EUR"), actual(rate=1)))
    assert brief(checked) == ["RC301 error actuals.L1.rate"] * 2


# Places and parts of lines.


@pytest.mark.parametrize(
    ("fields", "finding"),
    [
        ({"begin": "A"}, "RC304 error costs.L1.begin"),
        ({"begin": "A", "end": "GO"}, "RC304 error costs.L1.begin"),
        ({"task": None, "begin": "A"}, "RC304 error costs.L1.begin"),
        ({"task": None, "end": "GO"}, "RC304 error costs.L1.end"),
        ({"task": None, "begin": "2027-05-01", "end": "2027-04-30"}, "RC304 error costs.L1.end"),
        ({"task": "GO", "per_day": 5}, "RC304 warning costs.L1.per_day"),
        ({"task": "GO", "per_calendar_day": 5}, "RC304 warning costs.L1.per_calendar_day"),
        ({"remaining": 5}, "RC322 warning costs.L1.remaining"),
        ({"quantity": 5}, "RC317 error costs.L1.quantity"),
        ({"spread": "front", "instalments": "A 100%"}, "RC316 error costs.L1.spread"),
        ({"per_unit": "5d"}, "RC124 error costs.L1.per_unit"),
        ({"remaining": "pert(3, 2, 1)"}, "RC123 error costs.L1.remaining"),
        ({"quantity": "5d", "per_unit": 1}, "RC314 error costs.L1.quantity"),
        ({"quantity": "50%", "per_unit": 1}, "RC314 error costs.L1.quantity"),
        ({"quantity": "uniform(-1, 1)", "per_unit": 1}, "RC314 error costs.L1.quantity"),
        ({"quantity": "normal(1, 1)", "per_unit": 1}, "RC314 error costs.L1.quantity"),
    ],
)
def test_a_line_that_contradicts_itself_is_told(fields: dict[str, Any], finding: str) -> None:
    assert finding in brief(program(costs=(line(**fields),)))


@pytest.mark.parametrize(
    "fields",
    [
        {"quantity": "triangular(0, 1, 2)", "per_unit": "-5"},
        {"fixed": "-10k"},
        {"instalments": "A 50%; GO 50%"},
        {"task": "GO"},
        {"per_unit": "7"},
        {"task": None, "begin": "2027-05-01", "end": "A"},
    ],
)
def test_a_line_that_makes_sense_is_not_remarked_on(fields: dict[str, Any]) -> None:
    assert told(program(costs=(line(**fields),))) == []


def test_a_remaining_sum_on_a_finished_task_is_refused_unless_it_is_nothing() -> None:
    done = Task.model_validate(
        {"id": "A", "project": "P", "duration": "20d", "actual_start": "2027-01-04", "actual_finish": "2027-02-01"}
    )
    tasks = (done, *program().tasks[1:])
    for remaining, expected in (("5", ["RC304 error costs.L1.remaining"]), ("0", [])):
        checked = program(tasks=tasks, costs=(line(remaining=remaining),), actuals=(actual(),))
        assert [text for text in brief(checked) if "RC160" not in text] == expected


# Prices.


@pytest.mark.parametrize(
    ("rate", "remedy"),
    [("0.03", "write for example 3%"), ("3", "write for example 3%"), ("5d", "write for example 5%")],
)
def test_the_rise_of_an_index_is_in_percent(rate: str, remedy: str) -> None:
    found = only(program(indices=(PriceIndex.model_validate({"id": "I", "rate": rate}),)))
    assert (found.code, found.subject, found.remedy) == ("RC314", "indices.I.rate", remedy)


def test_prices_may_fall_but_not_below_nothing() -> None:
    for rate, count in (("-3%", 0), ("uniform(-99%, 0%)", 0), ("-100%", 1), ("uniform(-120%, 5%)", 1)):
        assert len(told(program(indices=(PriceIndex.model_validate({"id": "I", "rate": rate}),)))) == count
    assert told(program(indices=(PriceIndex.model_validate({"id": "I", "rate": "normal(3%, 1%)"}),))) == []
    assert len(told(program(indices=(PriceIndex.model_validate({"id": "I", "rate": "normal(3%, 50%)"}),)))) == 1


@pytest.mark.parametrize("rate", ["0", "-1", "90%", "3d", "uniform(-1, 1)", "normal(1, 1)", "uniform(0, 0)"])
def test_a_currency_is_worth_something_in_plain_numbers(rate: str) -> None:
    codes = {f.code for f in told(program(currencies=(Currency.model_validate({"id": "USD", "rate": rate}),)))}
    assert codes and codes <= {"RC314", "RC123"}


def test_a_usual_rate_is_not_remarked_on() -> None:
    for rate in ("0.92", "1.085", "triangular(0.85, 0.92, 1.02)", "normal(0.92, 0.02)"):
        assert told(program(currencies=(Currency.model_validate({"id": "USD", "rate": rate}),))) == []


def test_a_category_belongs_to_one_index_and_to_something() -> None:
    indices = tuple(
        PriceIndex.model_validate({"id": name, "rate": "3%", "categories": categories})
        for name, categories in (("I1", ["steel", "labour"]), ("I2", ["steel", "steal"]))
    )
    checked = program(
        indices=indices,
        costs=(line(category="steel"),),
        resources=(Resource(id="R", category="labour"),),
    )
    assert [(f.code, f.level, f.message) for f in told(checked)] == [
        ("RC303", "error", "category 'steel' is named by index 'I1', too"),
        ("RC321", "warning", "no cost line or resource has the category 'steal'"),
    ]


def test_a_resource_price_of_the_wrong_kind_has_no_effect() -> None:
    stuff = Resource.model_validate({"id": "M", "kind": "material", "per_hour": 5, "per_unit": 5})
    crew = Resource.model_validate({"id": "W", "per_hour": 5, "per_unit": 5})
    fees = Resource.model_validate({"id": "C", "kind": ResourceKind.COST, "per_unit": "uniform(-1, 1)"})
    assert brief(program(resources=(stuff, crew, fees))) == [
        "RC315 warning resources.M.per_hour",
        "RC315 warning resources.W.per_unit",
        "RC314 error resources.C.per_unit",
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"costs": (line(per_unit="uniform(1, 2)"),)},
        {"costs": (line(quantity="uniform(1, 2)", per_unit=1),)},
        {"resources": (Resource.model_validate({"id": "R", "per_hour": "uniform(1, 2)"}),)},
        {"indices": (PriceIndex.model_validate({"id": "I", "rate": "uniform(1%, 2%)"}),)},
        {"currencies": (Currency.model_validate({"id": "USD", "rate": "1", "volatility": 0.1}),)},
    ],
)
def test_uncertain_money_is_uncertainty(changes: dict[str, Any]) -> None:
    certain = (Task.model_validate({"id": "A", "project": "P", "duration": "5d"}),)
    assert [f.code for f in told(program(tasks=certain))] == ["RC160"]
    assert told(program(tasks=certain, **changes)) == []


# The ledger.


def test_what_is_booked_paid_or_ordered_lies_before_the_data_date_of_its_project() -> None:
    early = Project(id="Q", data_date=dt.datetime(2027, 3, 1))
    checked = program(
        projects=(Project(id="P"), early),
        costs=(line(), line("L2", task="B")),
        actuals=(
            actual(date="2027-04-01"),
            actual(date="2027-04-02"),
            actual(line="L2", date="2027-03-02"),
            actual(line=None, project="Q", date="2027-03-02"),
            actual(paid="2027-04-02"),
        ),
        commitments=(
            Commitment(id="PO1", line="L1", date=dt.date(2027, 4, 1), amount=1),
            Commitment(id="PO2", line="L2", date=dt.date(2027, 4, 1), amount=1),
        ),
    )
    found = [(f.code, f.path) for f in told(checked)]
    assert found == [
        ("RC305", ("actuals", 1, "date")),
        ("RC305", ("actuals", 2, "date")),
        ("RC305", ("actuals", 3, "date")),
        ("RC305", ("actuals", 4, "paid")),
        ("RC305", ("commitments", 1, "date")),
    ]


@pytest.mark.parametrize(
    ("fields", "finding"),
    [
        ({"line": None}, "RC310 error actuals.2027-03-31"),
        ({"task": "B"}, "RC310 error actuals.L1.task"),
        ({"project": "Q"}, "RC310 error actuals.L1.project"),
        ({"line": None, "task": "B", "project": "P"}, "RC310 error actuals.B.project"),
        ({"line": "L2", "commitment": "PO1"}, "RC310 error actuals.L2.commitment"),
        ({"line": None, "project": "P", "commitment": "PO1"}, "RC310 error actuals.P.commitment"),
        ({"line": None, "task": "A"}, "RC310 warning actuals.A.task"),
        ({"line": "L3", "task": "A"}, "RC310 error actuals.L3.task"),
    ],
)
def test_an_actual_is_booked_on_one_thing(fields: dict[str, Any], finding: str) -> None:
    checked = program(
        costs=(line(), line("L2"), CostLine.model_validate({"id": "L3", "fixed": 1})),
        commitments=(Commitment(id="PO1", line="L1", date=MARCH, amount=1000),),
        actuals=(actual(**fields),),
    )
    assert brief(checked) == [finding]


def test_consistent_bookings_are_not_remarked_on() -> None:
    checked = program(
        costs=(line(project="Q"), line("L2", task="B")),
        commitments=(Commitment(id="PO1", line="L1", date=MARCH, amount=1000),),
        actuals=(
            actual(task="A", project="Q", commitment="PO1"),
            actual(line=None, task="B"),
            actual(line=None, project="Q"),
        ),
        changes=(Change.model_validate({"id": "C", "status": "pending", "amount": 1, "project": "Q", "line": "L1"}),),
    )
    assert told(checked) == []


def test_a_change_contradicts_its_line() -> None:
    change = Change.model_validate({"id": "C", "status": "pending", "amount": 1, "project": "Q", "line": "L1"})
    assert brief(program(costs=(line(),), changes=(change,))) == ["RC310 error changes.C.project"]


def test_an_order_is_overdrawn_in_its_own_currency_or_at_the_booked_rates() -> None:
    usd = (Currency.model_validate({"id": "USD", "rate": "0.9"}),)
    order = Commitment(id="PO1", line="L1", date=MARCH, amount=1000, currency="USD")

    def codes(*actuals: Actual) -> list[str]:
        checked = program(costs=(line(),), currencies=usd, commitments=(order,), actuals=actuals)
        return [f"{f.code} {f.message}" for f in told(checked)]

    dollars = {"commitment": "PO1", "currency": "USD"}
    assert codes(actual(amount=1000, rate=2.0, **dollars)) == []
    assert codes(actual(amount=1000.01, **dollars)) == []
    assert codes(actual(amount=600, **dollars), actual(amount=400.02, **dollars)) == [
        "RC311 1 000.02 is booked on an order of 1 000"
    ]
    assert codes(actual(amount=900, commitment="PO1")) == []
    assert codes(actual(amount=901, commitment="PO1")) == ["RC311 901 is booked on an order of 900"]
    assert codes(actual(amount=1500, **dollars), actual(amount=-500, **dollars)) == []


def test_a_line_is_over_its_budget_by_bookings_alone() -> None:
    change = Change.model_validate({"id": "C", "status": "approved", "amount": 50, "line": "L1"})
    pending = change.model_copy(update={"id": "D", "status": "pending"})
    for amount, changes, expected in (
        (100, (), []),
        (101, (), ["RC318 warning costs.L1.budget"]),
        (150, (change,), []),
        (150, (pending,), ["RC318 warning costs.L1.budget"]),
        (151, (change,), ["RC318 warning costs.L1.budget"]),
    ):
        checked = program(costs=(line(budget=100),), actuals=(actual(amount=amount),), changes=changes)
        assert brief(checked) == expected


# Periods.


def period(id: str, start: str, end: str) -> Period:
    return Period.model_validate({"id": id, "start": start, "end": end, "fiscal_year": "FY27"})


def test_periods_follow_each_other_day_by_day() -> None:
    first = period("P1", "2027-01-01", "2027-03-31")
    for second, expected in (
        (period("P2", "2027-04-01", "2027-06-30"), []),
        (period("P2", "2027-04-02", "2027-06-30"), ["there is a gap after 'P1', which ends on 2027-03-31"]),
        (period("P2", "2027-03-31", "2027-06-30"), ["the period overlaps 'P1', which ends on 2027-03-31"]),
        (period("P2", "2026-01-01", "2026-12-31"), ["the period lies before 'P1', which ends on 2027-03-31"]),
        (period("P2", "2027-04-01", "2027-03-31"), ["the period ends on 2027-03-31, before it begins on 2027-04-01"]),
    ):
        found = [f for f in told(program(periods=(first, second))) if f.code == "RC306"]
        assert [f.message for f in found] == expected
        assert all(f.path[:2] == ("periods", 1) for f in found)


def test_actuals_lie_in_the_table_of_periods_and_dates_of_the_program_should() -> None:
    table = (period("P1", "2027-02-01", "2027-03-30"),)
    checked = program(
        periods=table,
        costs=(line(),),
        actuals=(actual(), actual(date="2027-03-30"), actual(date="2027-01-31")),
        targets=Targets(finish=dt.date(2028, 1, 1)),
    )
    assert [(f.level, f.path) for f in told(checked)] == [
        ("error", ("actuals", 0, "date")),
        ("error", ("actuals", 2, "date")),
        ("warning", ("data_date",)),
        ("warning", ("targets", "finish")),
    ]
    assert [f.path for f in told(program(periods=table))] == [("data_date",), ("start",)]
    assert told(program(periods=(period("P1", "2027-01-01", "2028-12-31"),))) == []


# Budgets.


def year(amount: float, fiscal_year: str = "FY27", **fields: Any) -> YearBudget:
    return YearBudget(fiscal_year=fiscal_year, amount=amount, **fields)


APPROVED = Change.model_validate({"id": "C", "status": "approved", "amount": 50, "project": "P"})
REJECTED = Change.model_validate({"id": "R", "status": "rejected", "amount": 70})


@pytest.mark.parametrize(
    ("years", "changes", "fits"),
    [
        ((600, 400), (), True),
        ((600, 400.01), (), True),
        ((600, 400.02), (), False),
        ((600, 400), (APPROVED,), False),
        ((600, 450), (APPROVED, REJECTED), True),
    ],
)
def test_the_years_add_up_to_the_budget_and_the_approved_changes(
    years: tuple[float, ...], changes: tuple[Change, ...], fits: bool
) -> None:
    budgets = tuple(year(amount, f"FY{27 + n}") for n, amount in enumerate(years))
    found = brief(program(targets=Targets(budget=1000), budgets=budgets, changes=changes))
    assert found == ([] if fits else ["RC309 error budgets"])


def test_parts_of_a_year_add_up_to_it_when_all_are_given() -> None:
    whole = year(100)

    def found(*parts: YearBudget, contingency: float | None = None) -> list[str]:
        return brief(program(budgets=(whole, *parts), targets=Targets(contingency=contingency)))

    assert found(year(60, project="P")) == []
    assert found(year(60, project="P"), year(40, project="Q")) == []
    assert found(year(60, project="P"), year(41, project="Q")) == ["RC309 error budgets.FY27.amount"]
    assert found(year(60, project="P"), year(39, project="Q")) == ["RC309 error budgets.FY27.amount"]
    assert found(year(60, project="P"), year(39, project="Q"), contingency=1) == []
    assert found(year(60, project="P"), year(38, project="Q"), contingency=1) == ["RC309 error budgets.FY27.amount"]
    assert found(year(70, treatment="capex"), year(30, treatment="opex")) == []
    assert found(year(70, treatment="capex"), year(31, treatment="opex")) == ["RC309 error budgets.FY27.amount"]
    inner = (year(50, project="P", treatment="capex"), year(11, project="P", treatment="opex"))
    assert found(year(60, project="P"), *inner) == ["RC309 error budgets.FY27 P.amount"]
    assert found(year(1, "FY28", project="P"), year(1, "FY28", project="Q")) == []


def test_a_budget_stands_once() -> None:
    found = only(program(budgets=(year(1, project="P"), year(1, project="P"))))
    assert (found.code, found.path) == ("RC309", ("budgets", 1, "fiscal_year"))


def test_a_change_moves_the_budget_of_the_project_that_it_names() -> None:
    projects = (Project(id="P", targets=Targets(budget=100)), Project(id="Q", targets=Targets(budget=100)))
    for amount, fits in ((100, False), (150, True)):
        found = brief(program(projects=projects, budgets=(year(amount, project="P"),), changes=(APPROVED,)))
        assert found == ([] if fits else ["RC309 error projects.P.targets.budget"])
    on_line = Change.model_validate({"id": "C", "status": "approved", "amount": 50, "line": "L1"})
    checked = program(projects=projects, costs=(line(),), budgets=(year(150, project="P"),), changes=(on_line,))
    assert told(checked) == []


def test_projects_and_the_contingency_add_up_to_the_program() -> None:
    projects = (Project(id="P", targets=Targets(budget=600)), Project(id="Q", targets=Targets(budget=300)))

    def found(contingency: float | None, budget: float = 1000, of: tuple[Project, ...] = projects) -> list[str]:
        return brief(program(projects=of, targets=Targets(budget=budget, contingency=contingency)))

    assert found(100) == []
    assert found(99) == ["RC309 error targets.budget"]
    assert found(None) == ["RC309 warning targets.budget"]
    assert found(None, 900) == []
    assert found(99, of=(projects[0], Project(id="Q"))) == []
    assert "RC309 error targets.contingency" in found(1001)


def test_lines_do_not_exceed_the_budget_of_their_project() -> None:
    projects = (Project(id="P", targets=Targets(budget=100)), Project(id="Q"))

    def found(*costs: CostLine, changes: tuple[Change, ...] = ()) -> list[str]:
        return brief(program(projects=projects, costs=costs, changes=changes))

    assert found(line(budget=60), line("L2", budget=40)) == []
    assert found(line(budget=60), line("L2", budget=41)) == ["RC309 error projects.P.targets.budget"]
    assert found(line(budget=60), line("L2", budget=41), line("L3")) == []
    assert found(line(budget=60), line("L2", budget=90), changes=(APPROVED,)) == []
    assert found(line(budget=60), line("L2", budget=41, task="B")) == []


# Benefits and treatments.


def test_a_benefit_ends_in_one_way_and_needs_a_rate_for_its_value() -> None:
    def benefit(**fields: Any) -> Benefit:
        return Benefit.model_validate({"id": "B", "start": "GO", "per_year": "1m", **fields})

    rated = Finance(discount_rate=0.07)
    for fields, expected in (
        ({"years": 3}, []),
        ({"until": "2030-01-01"}, []),
        ({}, ["RC312 error benefits.B.years"]),
        ({"years": 3, "until": "2030-01-01"}, ["RC312 error benefits.B.years"]),
        ({"years": 3, "per_year": "5%"}, ["RC124 error benefits.B.per_year"]),
    ):
        assert brief(program(benefits=(benefit(**fields),), finance=rated)) == expected
    assert brief(program(benefits=(benefit(years=3),))) == ["RC313 info benefits"]


def test_an_asset_goes_into_service_and_is_amortised() -> None:
    def found(steps: str, **fields: Any) -> list[str]:
        rule = CapitalRule.model_validate({"id": "R", "steps": steps, **fields})
        return brief(program(capitalisation=(rule,), finance=Finance(treatment="R")))

    assert found("capex until GO; opex", life_years=5) == []
    assert found("opex until A; capex", life_years=5, in_service="GO") == []
    assert found("opex until A; capex", life_years=5) == ["RC320 warning capitalisation.R.in_service"]
    assert found("capex until GO; opex") == ["RC320 info capitalisation.R.life_years"]
    assert found("opex") == []


def test_lines_without_a_treatment_are_counted_once_anything_has_one() -> None:
    bare = (line(), line("L2", task="B"), CostLine.model_validate({"id": "L3", "fixed": 1}))
    assert told(program(costs=bare)) == []
    found = only(program(costs=(*bare, line("L4", treatment="capex"))))
    assert (found.code, found.level) == ("RC319", "info")
    assert found.message.startswith("3 cost lines state no treatment")
    treated = (Project(id="P", treatment="capex"), Project(id="Q"))
    assert only(program(costs=bare, projects=treated)).message.startswith("2 cost lines")
    assert only(program(costs=bare[:2], projects=treated)).message.startswith("cost line 'L2' states no treatment")


def test_sums_are_told_with_blanks_between_thousands() -> None:
    assert [said(x) for x in (0, 1234567, 1234.5, -0.25)] == ["0", "1 234 567", "1 234.50", "-0.25"]


# The notations.


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A 30%", "add up to 30 %"),
        ("A 30%, B 70%", "no instalment"),
        ("A 130%", "no instalment"),
        ("A 0%; B 100%", "no instalment"),
        ("A", "no instalment"),
    ],
)
def test_instalments_are_shares_of_the_whole(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_instalments(text)


def test_instalments_are_written_as_exactly_as_they_were_meant() -> None:
    for share in (1 / 3, 0.07, 0.1 + 0.2, 1e-5):
        text = f"{parse_instalments('A 100%')[0].model_copy(update={'share': share})}"
        rest = f"B {100 - float(text.split()[1][:-1]):.17g}%"
        assert parse_instalments(f"{text}; {rest}")[0].share == share


def test_a_list_of_instalments_from_python_adds_up_as_well() -> None:
    with pytest.raises(ValueError, match="add up to 50 %"):
        line(instalments=[{"at": "A", "share": 0.5}])
    assert line(instalments=[{"at": "A", "share": 1}], spread=Spread.LINEAR).instalments[0].at == "A"


@pytest.mark.parametrize("text", ["", "capex until A", "opex; capex", "capital until A; opex", "capex until A, opex"])
def test_steps_of_a_rule_end_at_milestones_but_the_last(text: str) -> None:
    with pytest.raises(ValueError, match="opex until GATE-2; capex until GO-LIVE; opex"):
        CapitalRule.model_validate({"id": "R", "steps": text})
