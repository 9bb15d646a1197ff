"""What is not in the numbers: each limit is there when it is true of the program, and not otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from money.hand import program

import riskcast as rc
from riskcast.analysis.review.limits import Limit, limits
from riskcast.errors import Finding
from riskcast.model.program import Program
from riskcast.network.repair import Repair

HOLIDAYS = ["2027-12-25"]
CALENDAR = {"id": "c", "week": {"mon-fri": "08:00-16:00"}, "holidays": HOLIDAYS}
RANGED = "pert(4d, 5d, 9d)"


def task(id_: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "project": id_[0], "duration": "5d", **more}


def model(**parts: Any) -> Program:
    """Return a program of which only the last limit is true, with other parts."""
    whole: dict[str, Any] = {
        "calendars": [CALENDAR],
        "tasks": [task("A.work", estimate=RANGED), task("B.work", estimate=RANGED)],
        "default_correlation": 0.3,
        "risks": [{"id": "R", "probability": 0.2, "impacts": [{"tasks": ["A.work"], "delay": "2d"}]}],
        "benefits": [{"id": "gain", "start": "A.work", "per_year": 100, "years": 2}],
        "finance": {"discount_rate": 0.05},
    }
    return program(**(whole | parts))


def found(iterations: int = 256, **parts: Any) -> dict[str, Limit]:
    result = rc.simulate(model(**parts), rc.Plan(iterations, seed=1))
    return {limit.kind: limit for limit in limits(result)}


def test_a_program_without_gaps_still_does_not_know_what_nobody_entered() -> None:
    assert list(found()) == ["unknown-unknowns"]


def test_the_unknown_always_stands_last() -> None:
    assert list(found(risks=[], benefits=[]))[-1] == "unknown-unknowns"


def test_certain_work_is_counted_with_its_share_of_what_remains() -> None:
    """Of 20 days to go, 8 + 2 are certain: C has a driver, D a risk, F is finished and G is started."""
    work = [
        task("A.range", estimate=RANGED), task("A.plain", duration="8d"), task("A.driven", duration="3d"),
        task("A.risky", duration="2d"),
        task("A.done", duration="90d", actual_start="2027-01-04", actual_finish="2027-01-08"),
        task("A.begun", duration="40d", actual_start="2027-01-04", remaining="2d"),
        task("A.gate", duration=None, kind="milestone"),
    ]  # fmt: skip
    limit = found(
        tasks=work,
        data_date="2027-01-09",
        drivers=[{"id": "D", "duration": "pert(90%, 100%, 130%)", "tasks": ["A.driven"]}],
        risks=[{"id": "R", "probability": 0.2, "impacts": [{"tasks": ["A.risky"], "delay": "2d"}]}],
        benefits=[{"id": "gain", "start": "A.gate", "per_year": 100, "years": 2}],
    )["certain-tasks"]
    assert (limit.count, limit.names) == (2, ("A.plain", "A.begun"))
    assert limit.text.startswith("2 of 5 open tasks have no range") and "50 % of the remaining" in limit.text


def test_independence_is_said_when_nothing_ties_durations_together() -> None:
    assert found(default_correlation=None)["independent-durations"].names == ("A.work", "B.work")
    assert "states" in found(default_correlation=0.0)["independent-durations"].text
    driver = {"id": "D", "duration": "pert(90%, 100%, 130%)", "tasks": ["all"]}
    for tie in ({"drivers": [driver]}, {"correlations": [{"among": ["A.work", "B.work"], "rho": 0.4}]}):
        assert "independent-durations" not in found(default_correlation=None, **tie)


def test_resources_on_open_work_are_not_levelled() -> None:
    parts: dict[str, Any] = {
        "resources": [{"id": "ann", "per_hour": 50}, {"id": "bob", "per_hour": "pert(40, 50, 80)"}]
    }
    assert "unlevelled-resources" not in found(**parts)
    at_work = [{"task": "A.work", "resource": name} for name in ("ann", "bob")]
    seen = found(**parts, assignments=at_work)
    assert seen["unlevelled-resources"].names == ("ann", "bob")
    assert seen["certain-prices"].names == ("ann",)


def test_calendars_without_holidays_or_whose_holidays_end_before_the_work() -> None:
    plain = {"id": "c", "week": {"mon-fri": "08:00-16:00"}}
    assert found(calendars=[plain])["no-holidays"].names == ("c",)
    assert "no-holidays" not in found(calendars=[{"id": "c", "week": {"mon-sun": "00:00-24:00"}}])
    early = found(calendars=[{**plain, "holidays": ["2027-01-06"]}])["early-holidays"]
    assert early.names == ("c",) and "6 Jan 2027" in early.text


def test_loops_of_rework_are_cut_off_with_the_chance_that_is_left() -> None:
    limit = found(reworks=[{"id": "again", "tasks": ["A.work"], "probability": 0.5, "at_most": 2}])["reworks"]
    assert limit.names == ("again",) and "12 %" in limit.text


def test_risks_that_do_not_count_are_told_apart() -> None:
    hit = [{"tasks": ["A.work"], "delay": "2d"}]
    planned = {"name": "Tent", "probability": 0.1}
    risks = [
        {"id": "on", "probability": 0.2, "impacts": hit},
        {"id": "off", "probability": 0.2, "impacts": hit, "enabled": False},
        {"id": "empty", "probability": 0.2},
        {"id": "never", "probability": 0.0, "impacts": hit},
        {"id": "planned", "probability": 0.2, "impacts": hit, "response": planned},
        {"id": "active", "probability": 0.2, "impacts": hit, "response": {**planned, "state": "active"}},
        {"id": "off-too", "probability": 0.2, "impacts": hit, "enabled": False, "response": planned},
    ]
    seen = found(risks=risks)
    assert seen["disabled-risks"].names == ("off", "off-too")
    assert seen["risks-without-impact"].names == ("empty",)
    assert seen["impossible-risks"].names == ("never",)
    assert seen["planned-responses"].names == ("planned",), "a risk that is switched off has no response to decide"
    assert "no-risks" in found(risks=[])
    driver = {"id": "D", "duration": "pert(90%, 100%, 130%)", "tasks": ["all"], "enabled": False}
    assert found(drivers=[driver])["disabled-drivers"].names == ("D",)


def test_certain_money_is_counted_with_its_share_of_what_is_to_come() -> None:
    lines = [
        {"id": "fixed", "task": "A.work", "fixed": 300},
        {"id": "range", "task": "B.work", "fixed": "pert(90, 100, 120)"},
    ]
    booked = [{"date": "2027-01-02", "amount": 30, "project": "A"}]
    limit = found(costs=lines, actuals=booked)["certain-costs"]
    assert limit.names == ("fixed",) and limit.text.startswith("1 of 2 cost lines") and "75 %" in limit.text
    driver = {"id": "D", "cost": "pert(90%, 100%, 130%)", "tasks": ["A.work"]}
    assert "certain-costs" not in found(costs=lines, drivers=[driver])


def test_without_a_ledger_the_lines_whose_work_or_time_is_not_over_are_counted_alone() -> None:
    work = [
        task("A.work", estimate=RANGED), task("B.work", estimate=RANGED),
        task("A.gate", duration=None, kind="milestone"),
        task("A.done", actual_start="2027-01-04", actual_finish="2027-01-08"),
    ]  # fmt: skip
    lines = [
        {"id": "open", "task": "A.work", "per_day": 10},
        {"id": "range", "task": "B.work", "fixed": "pert(90, 100, 120)"},
        {"id": "done", "task": "A.done", "fixed": 50},
        {"id": "until-gate", "begin": "2027-01-04", "end": "A.gate", "fixed": 50},
        {"id": "until-past", "begin": "2027-01-04", "end": "2027-01-08", "fixed": 50},
        {"id": "program", "fixed": 50},
        {"id": "project", "project": "B", "per_calendar_day": 5},
        {"id": "nothing", "task": "A.work", "fixed": 0},
    ]
    limit = found(tasks=work, costs=lines, data_date="2027-01-09")["certain-costs"]
    assert limit.names == ("open", "until-gate", "program", "project")
    assert limit.text.startswith("4 of 5 cost lines") and "%" not in limit.text


def test_prices_that_an_index_or_a_currency_moves_are_not_certain() -> None:
    steel = {"id": "steel", "rate": "triangular(1%, 2%, 4%)", "categories": ["steel"]}
    still = {"id": "still", "rate": "2%"}
    dollar = {"id": "USD", "rate": 0.9, "volatility": 0.1}
    lines = [
        {"id": "by-category", "task": "A.work", "fixed": 300, "category": "steel"},
        {"id": "by-name", "task": "A.work", "fixed": 300, "index": "steel"},
        {"id": "foreign", "task": "A.work", "fixed": 300, "currency": "USD"},
        {"id": "firm", "task": "A.work", "fixed": 300, "index": "none", "category": "steel"},
        {"id": "steady", "task": "A.work", "fixed": 300, "index": "still"},
    ]
    limit = found(costs=lines, indices=[steel, still], currencies=[dollar])["certain-costs"]
    assert limit.names == ("firm", "steady")


def test_a_driver_that_moves_a_task_makes_it_uncertain_in_the_run_as_well() -> None:
    """What is called certain is certain: the finish varies with the driver, and not without it."""
    plain = [task("A.work"), task("B.work")]
    driver = {"id": "D", "duration": "pert(90%, 100%, 180%)", "tasks": ["A.work"]}
    none: dict[str, Any] = {"tasks": plain, "risks": []}
    for drivers, spread in (([], False), ([driver], True)):
        result = rc.simulate(model(**none, drivers=drivers), rc.Plan(256, seed=1))
        names = next(limit.names for limit in limits(result) if limit.kind == "certain-tasks")
        assert ("A.work" not in names) is spread is bool(result.samples("finish:A").std() > 0.0)


def test_ranges_of_money_without_a_tie_are_independent() -> None:
    lines = [{"id": name, "task": "A.work", "fixed": "pert(90, 100, 120)"} for name in "xy"]
    assert found(costs=lines)["independent-costs"].names == ("x", "y")
    tied = {"of": "cost", "among": ["x", "y"], "rho": 0.5}
    assert "independent-costs" not in found(costs=lines, correlations=[tied])


def test_money_beyond_a_year_without_an_index_keeps_its_prices() -> None:
    span = {"fixed": "pert(90, 100, 120)", "begin": "2027-02-01"}
    lines = [
        {"id": "far", **span, "end": "2028-03-01"},
        {"id": "firm", **span, "end": "2028-03-01", "index": "none"},
        {"id": "rising", **span, "end": "2028-03-01", "category": "steel"},
        {"id": "near", **span, "end": "2027-12-31"},
    ]
    index = {"id": "steel", "rate": "triangular(1%, 2%, 4%)", "categories": ["steel"]}
    assert found(costs=lines, indices=[index])["no-index"].names == ("far",)


def test_money_that_is_not_decided_or_not_booked() -> None:
    changes = [
        {"id": "c1", "status": "pending", "amount": 20_000, "project": "A"},
        {"id": "c2", "status": "pending", "amount": 30_000, "project": "A"},
        {"id": "c3", "status": "approved", "amount": 90_000, "project": "A"},
    ]
    seen = found(changes=changes, targets={"budget": 1_000_000, "management_reserve": 40_000})
    assert seen["pending-changes"].names == ("c1", "c2") and "EUR 50.0 k together" in seen["pending-changes"].text
    assert "EUR 40.0 k" in seen["management-reserve"].text
    begun = [
        task("A.work", estimate=RANGED, actual_start="2027-01-04", remaining="3d"),
        task("B.work", estimate=RANGED),
    ]
    line = {"id": "x", "task": "A.work", "fixed": "pert(90, 100, 120)"}
    booked = [{"date": "2027-01-05", "amount": 10, "line": "x"}]
    assert "no-ledger" in found(tasks=begun, costs=[line], data_date="2027-01-06")
    assert "no-ledger" not in found(tasks=begun, costs=[line], data_date="2027-01-06", actuals=booked)


def test_exchange_rates_that_stand_still_are_named() -> None:
    line = {"id": "x", "task": "A.work", "fixed": "pert(90, 100, 120)", "currency": "USD"}
    assert found(costs=[line], currencies=[{"id": "USD", "rate": 0.9}])["certain-rates"].names == ("USD",)
    assert "certain-rates" not in found(costs=[line], currencies=[{"id": "USD", "rate": 0.9, "volatility": 0.1}])


def test_no_benefits_or_no_discount_rate() -> None:
    assert "no-benefits" in found(benefits=[])
    assert found(finance={})["no-discount-rate"].names == ("gain",)


def test_what_the_run_leaves_out_or_open_is_said() -> None:
    assert found(iterations=50)["few-iterations"].names == ("finish",)
    result = rc.simulate(model(), rc.Plan(256, seed=1, without=("risks",)))
    repaired = replace(result, repairs=(Repair("task:a", "task:b", 0.9, 0.7),))
    remarks = [Finding("RC155", "x", level="info"), Finding("RC160", "y", level="warning")]
    kinds = {limit.kind: limit for limit in limits(repaired, remarks)}
    assert kinds["left-out"].names == ("risks",)
    assert kinds["repaired-correlations"].count == 1
    assert (kinds["warnings"].count, kinds["warnings"].names) == (1, ("RC160",))


def test_every_limit_is_one_sentence_and_counts_its_names() -> None:
    seen = found(risks=[], benefits=[], default_correlation=None, calendars=[{**CALENDAR, "holidays": []}])
    for limit in seen.values():
        assert (limit.text.endswith(".") and limit.text[0].isupper()) or limit.text[0].isdigit()
        assert limit.count == len(limit.names) or not limit.names
        assert limit.to_frame()["kind"].tolist() == [limit.kind]


@pytest.mark.parametrize("name", ["models/erp", "models/datacentre", "models/hello"])
def test_the_limits_of_the_examples_name_what_they_count(name: str) -> None:
    loaded = rc.read(name)
    result = rc.simulate(loaded.program, rc.Plan(128, seed=1))
    seen = limits(result, loaded.findings)
    assert len({limit.kind for limit in seen}) == len(seen)
    assert seen[-1].kind == "unknown-unknowns"


def test_an_exception_with_shifts_is_work_and_no_holiday() -> None:
    plain = {"id": "c", "week": {"mon-fri": "08:00-16:00"}}
    saturday = {"2027-01-09": "08:00-12:00"}
    assert found(calendars=[{**plain, "exceptions": saturday}])["no-holidays"].names == ("c",)
    both = {**plain, "holidays": ["2027-01-06"], "exceptions": {"2030-01-05": "08:00-12:00"}}
    assert "6 Jan 2027" in found(calendars=[both])["early-holidays"].text


def test_a_reserve_without_any_budget_is_in_no_figure() -> None:
    alone = found(targets={"management_reserve": 40_000})["management-reserve"].text
    assert alone == "The management reserve of EUR 40.0 k is in no figure."
    projects = [{"id": "A", "targets": {"budget": 10_000}}, {"id": "B"}]
    beside = found(targets={"management_reserve": 40_000}, projects=projects)["management-reserve"].text
    assert "not part of the budget" in beside
