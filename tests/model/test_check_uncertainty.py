"""The checks of risks, drivers, bands, correlations, branches, conditions and reworks."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import pytest

from riskcast.errors import Finding
from riskcast.model.check import check_program
from riskcast.model.check.spread import understatement
from riskcast.model.program import Program, Project

from .test_check import program, task

BUILD = {"tags": {"phase": "build"}, "estimate": "uniform(4d, 9d)"}
TASKS = (task("A", **BUILD), task("B", **BUILD), task("C"), task("S", kind="summary", duration=None), task("D"))
CHAIN = ("A>B", "B>C", "C>D")


def plan(**fields: Any) -> Program:
    given = {"tasks": TASKS, "links": CHAIN, **fields}
    tasks = given.pop("tasks")
    return program(*tasks, **given)


def risk(name: str = "R", chance: float = 0.3, tasks: Any = ("A",), delay: str = "2d", **fields: Any) -> dict[str, Any]:
    return {"id": name, "probability": chance, "impacts": [{"tasks": tasks, "delay": delay}], **fields}


def hit(**impact: Any) -> dict[str, Any]:
    return {"id": "R", "probability": 0.3, "impacts": [{"tasks": ["A"], **impact}]}


def answered(**response: Any) -> dict[str, Any]:
    return risk(response=response)


def given(name: str, *others: tuple[str, float], **fields: Any) -> dict[str, Any]:
    return risk(name, given=[{"risk": other, "probability": chance} for other, chance in others], **fields)


def driver(**fields: Any) -> dict[str, Any]:
    return {"id": "D1", "duration": "120%", "tasks": ["A", "B"], **fields}


def say(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.code, f.level, ".".join(map(str, f.path))) for f in findings]


def test_a_program_with_everything_in_order_has_no_findings() -> None:
    made = plan(
        risks=(
            risk("R1", exclusive="set", response={"probability": 0.1, "state": "active", "cost": "5k"}),
            {"id": "R2", "probability": 0.4, "exclusive": "set", "impacts": [{"tasks": ["all"], "factor": "120%"}]},
            given("R3", ("R1", 0.6), ("R2", 0.5), expires_with="D", not_before="2027-01-05"),
        ),
        drivers=(driver(tasks=["tag:phase=build & project:P"]),),
        bands=({"where": "C", "estimate": "pert(90%, 100%, 140%)"},),
        correlations=(
            {"among": ["C", "A"], "rho": 0.5},
            {"of": "occurrence", "among": ["R1", "R3"], "rho": 0.2},
        ),
        branches=({"id": "fork", "options": [{"probability": 0.4, "tasks": ["C"]}]},),
        conditions=({"id": "late", "task": "C", "longer_than": "9d", "then": ["D"]},),
        reworks=({"id": "again", "tasks": ["A", "B"], "probability": 0.3},),
    )
    assert check_program(made) == []


CASES: list[tuple[dict[str, Any], str, str, str, str, str]] = [
    # Names
    ({"risks": [risk(tasks=["tag:fase=build"])]}, "RC139", "warning", "impacts.0.tasks", "no task", "mean 'phase'"),
    ({"risks": [risk(tasks=["tag:phase=bild"])]}, "RC139", "warning", "impacts.0.tasks", "no task", "mean 'build'"),
    ({"risks": [risk(tasks=["tga:phase=build"])]}, "RC104", "error", "impacts.0.tasks", "unknown", "'tag:phase=build'"),
    ({"risks": [risk(tasks=["project:Q"])]}, "RC102", "error", "impacts.0.tasks", "unknown project 'Q'", "known: P"),
    ({"risks": [risk(tasks=["under:T"])]}, "RC104", "error", "impacts.0.tasks", "unknown summary 'T'", "known: S"),
    ({"risks": [risk(tasks=["under:A"])]}, "RC104", "error", "impacts.0.tasks", "'A' is no summary", "known: S"),
    ({"risks": [risk(expires_with="X")]}, "RC104", "error", "expires_with", "unknown task 'X'", "known"),
    ({"risks": [given("R", ("Q", 0.1))]}, "RC137", "error", "given", "unknown risk 'Q'", "known: R"),
    ({"drivers": [driver(tasks=["X", "A"])]}, "RC104", "error", "tasks", "unknown task 'X'", "known"),
    ({"drivers": [driver(tasks=["S", "A"])]}, "RC108", "warning", "tasks", "a summary", "write under:S"),
    ({"correlations": [{"among": ["A", "B", "X"], "rho": 0.1}]}, "RC104", "error", "among", "unknown task", "known"),
    (
        {"correlations": [{"of": "cost", "among": ["X", "A"], "rho": 0.1}]},
        "RC138",
        "error",
        "among",
        "unknown cost line or task 'X'",
        "",
    ),
    ({"conditions": [{"id": "c", "task": "X", "longer_than": "1d", "then": ["D"]}]}, "RC104", "error", "task", "X", ""),
    ({"reworks": [{"id": "r", "tasks": ["X"], "probability": 0.1}]}, "RC104", "error", "tasks", "unknown task", ""),
    # Factors
    ({"risks": [hit(factor="5d")]}, "RC124", "error", "impacts.0.factor", "5d is a duration", "120%"),
    ({"risks": [hit(factor="-20%")]}, "RC122", "error", "impacts.0.factor", "negative", "factors start at 0"),
    ({"risks": [hit(factor="120")]}, "RC147", "warning", "impacts.0.factor", "12,000 %", "write 120%"),
    ({"risks": [hit(factor="80%")]}, "RC147", "warning", "impacts.0.factor", "shorter", "the kind"),
    ({"risks": [hit(cost_per_day="2k")]}, "RC143", "error", "impacts.0", "no delay whose days", "write a delay"),
    ({"risks": [hit(cost="2k", cost_per_day="2k")]}, "RC143", "error", "impacts.0.cost_per_day", "no delay", ""),
    ({"risks": [{**hit(), "impacts": [{"factor": "120%"}]}]}, "RC144", "error", "impacts.0.factor", "no tasks", ""),
    ({"drivers": [driver(duration="3d")]}, "RC124", "error", "duration", "factor is expected", "120%"),
    ({"drivers": [driver(duration="pert(90%, 80%, 120%)")]}, "RC123", "error", "duration", "", ""),
    ({"bands": [{"where": "C", "estimate": "pert(4d, 5d, 9d)"}]}, "RC124", "error", "estimate", "in percent", "120%"),
    ({"bands": [{"where": "C", "estimate": "uniform(0.9, 1.2)"}]}, "RC124", "error", "estimate", "in percent", "90%"),
    # Windows, chances, responses
    (
        {"risks": [risk(not_before="2027-03-01", not_after="2027-02-01")]},
        "RC152",
        "error",
        "not_after",
        "never hits",
        "correct",
    ),
    ({"risks": [risk(chance=1.0)]}, "RC141", "warning", "probability", "part of the plan", "plan for it"),
    ({"risks": [risk(chance=0.0)]}, "RC141", "info", "probability", "never happens", "delete it"),
    ({"risks": [answered(state="active", cost="5k")]}, "RC153", "warning", "response", "changes neither", ""),
    ({"risks": [answered(probability=0.5)]}, "RC154", "warning", "response.probability", "0.5 instead of 0.3", ""),
    (
        {"risks": [answered(impacts=[{"tasks": ["A"], "delay": "4d"}])]},
        "RC154",
        "warning",
        "response.impacts",
        "mean delay is 2 times",
        "",
    ),
    (
        {"risks": [answered(impacts=[{"tasks": ["X"], "delay": "1d"}])]},
        "RC104",
        "error",
        "response.impacts.0.tasks",
        "unknown task 'X'",
        "",
    ),
    ({"risks": [answered(probability=0.1, cost="5d")]}, "RC124", "error", "response.cost", "money is expected", ""),
    # Sets and cascades
    (
        {"risks": [risk("R", exclusive="s"), risk("Q", 0.8, exclusive="s")]},
        "RC148",
        "error",
        "exclusive",
        "(R; Q) add up to 1.1",
        "at most one",
    ),
    ({"risks": [risk(exclusive="s")]}, "RC148", "warning", "exclusive", "no other risk", "name the same set"),
    (
        {"risks": [risk("Z"), risk("R", exclusive="s"), given("Q", ("Z", 0.9), exclusive="s")]},
        "RC148",
        "error",
        "exclusive",
        "once 'Z' has occurred",
        "",
    ),
    ({"risks": [given("R", ("R", 0.5))]}, "RC149", "error", "given", "on the risk itself", "delete it"),
    ({"risks": [risk("Z"), given("R", ("Z", 0.5), ("Z", 0.6))]}, "RC149", "error", "given", "stands twice", "keep"),
    (
        {"risks": [risk("Z", exclusive="s"), given("R", ("Z", 0.5), exclusive="s")]},
        "RC149",
        "error",
        "given",
        "'Z' excludes it",
        "",
    ),
    (
        {"risks": [given("R", ("Q", 0.5)), given("Q", ("R", 0.5))]},
        "RC149",
        "error",
        "given",
        "in a circle: R -> Q -> R",
        "delete one",
    ),
    # Drivers and bands
    ({"drivers": [driver(duration=None)]}, "RC156", "warning", "", "neither for durations nor", "duration: 120%"),
    ({"drivers": [driver(tasks=[])]}, "RC156", "warning", "tasks", "names no tasks", "all means all"),
    ({"bands": [{"where": "C"}]}, "RC156", "warning", "", "neither for durations", "pert("),
    ({"bands": [{"where": "A", "estimate": "120%"}]}, "RC158", "info", "estimate", "counts for no task", ""),
    # Correlations
    ({"correlations": [{"among": ["A", "C"], "rho": 0.5}]}, "RC158", "warning", "among", "only 'A' is uncertain", ""),
    ({"correlations": [{"among": ["A", "B", "C"], "rho": 0.5}]}, "RC171", "info", "among", "left out: C", ""),
    ({"correlations": [{"among": ["A", "B"], "rho": 1}]}, "RC163", "warning", "rho", "move as one", "0.9"),
    (
        {"correlations": [{"among": ["all"], "rho": 0.2}, {"among": ["A", "B"], "rho": 0.5}]},
        "RC172",
        "error",
        "rho",
        "'A' and 'B' have a correlation of 0.2",
        "one value",
    ),
    # Branches, conditions, reworks
    (
        {
            "branches": [
                {"id": "f", "options": [{"probability": 0.6, "tasks": ["C"]}, {"probability": 0.6, "tasks": ["D"]}]}
            ]
        },
        "RC148",
        "error",
        "options",
        "add up to 1.2",
        "",
    ),
    (
        {
            "branches": [{"id": "f", "options": [{"probability": 0.6, "tasks": ["C"]}]}],
            "conditions": [{"id": "c", "task": "A", "longer_than": "9d", "otherwise": ["C"]}],
        },
        "RC164",
        "error",
        "otherwise",
        "already part of branch 'f', option 1",
        "one decision",
    ),
    (
        {"conditions": [{"id": "c", "task": "C", "longer_than": "9d", "then": ["A"]}]},
        "RC165",
        "error",
        "task",
        "which waits for A",
        "finished before",
    ),
    ({"conditions": [{"id": "c", "task": "A", "then": ["C"]}]}, "RC166", "error", "", "neither later_than", "one of"),
    (
        {"conditions": [{"id": "c", "task": "A", "then": ["C"], "longer_than": "9d", "later_than": "2027-02-01"}]},
        "RC166",
        "error",
        "",
        "later_than and longer_than",
        "one of",
    ),
    (
        {"conditions": [{"id": "c", "task": "S", "then": ["C"], "longer_than": "9d"}]},
        "RC166",
        "error",
        "task",
        "a summary",
        "milestone",
    ),
    ({"conditions": [{"id": "c", "task": "A", "longer_than": "9d"}]}, "RC156", "warning", "", "changes nothing", ""),
    ({"reworks": [{"id": "r", "tasks": ["A", "C"], "probability": 0.1}]}, "RC167", "error", "tasks", "no chain", ""),
    ({"reworks": [{"id": "r", "tasks": ["S"], "probability": 0.1}]}, "RC167", "error", "tasks", "no work", ""),
    (
        {
            "reworks": [
                {"id": "r", "tasks": ["A", "B"], "probability": 0.1},
                {"id": "q", "tasks": ["B"], "probability": 0.1},
            ]
        },
        "RC167",
        "error",
        "tasks",
        "part of rework 'r' as well",
        "",
    ),
]


@pytest.mark.parametrize(("parts", "code", "level", "field", "message", "remedy"), CASES)
def test_a_mistake_is_found_once_with_place_level_and_remedy(
    parts: dict[str, Any], code: str, level: str, field: str, message: str, remedy: str
) -> None:
    (finding,) = check_program(plan(**parts))
    section = finding.path[0]
    assert (finding.code, finding.level) == (code, level)
    assert section in parts
    assert ".".join(map(str, finding.path[2:])) == field
    assert message in finding.message
    assert remedy in finding.remedy


@pytest.mark.parametrize("section", ["drivers", "branches", "conditions", "reworks"])
def test_an_id_is_used_once_in_its_section(section: str) -> None:
    entries = {
        "drivers": driver(),
        "branches": {"id": "f", "options": [{"probability": 0.1, "tasks": ["tag:none"]}]},
        "conditions": {"id": "c", "task": "A", "longer_than": "9d", "then": ["tag:none"]},
        "reworks": {"id": "r", "tasks": ["D"], "probability": 0.1},
    }
    found = check_program(plan(**{section: (entries[section], entries[section])}))
    assert ("RC101", "error", f"{section}.1.id") in say(found)


def test_an_opportunity_is_worse_when_it_becomes_less_likely_or_saves_less() -> None:
    less = answered(probability=0.1, impacts=[{"tasks": ["A"], "delay": "1d"}])
    found = check_program(plan(risks=({**less, "kind": "opportunity"},)))
    assert say(found) == [
        ("RC154", "warning", "risks.0.response.probability"),
        ("RC154", "warning", "risks.0.response.impacts"),
    ]
    assert check_program(plan(risks=(less,))) == []


def test_the_sum_of_a_set_is_looked_at_after_responses_too() -> None:
    worse = risk("Q", 0.6, exclusive="s", response={"probability": 0.8})
    found = check_program(plan(risks=(risk(exclusive="s"), worse)))
    assert [f.message for f in found if f.code == "RC148"] == [
        "the probabilities of the set 's' after their responses (R; Q) add up to 1.1"
    ]


def test_two_equally_special_bands_of_one_task_are_named_and_the_later_counts() -> None:
    both = task("C", tags={"phase": "build", "site": "N"})
    bands = ({"where": "tag:phase=build", "estimate": "120%"}, {"where": "tag:site=N", "estimate": "130%"})
    (tie, idle) = check_program(plan(tasks=(*TASKS[:2], both, *TASKS[3:]), bands=bands))
    assert (tie.code, tie.path) == ("RC157", ("bands", 1, "where"))
    assert "'tag:phase=build' are equally special and both mean task 'C'; this one counts" in tie.message
    assert (idle.code, idle.level, idle.path) == ("RC158", "info", ("bands", 0, "estimate"))


def test_drivers_and_branches_on_finished_tasks_are_pointed_at() -> None:
    done = {"actual_start": "2027-01-04", "actual_finish": "2027-01-08"}
    tasks = (task("A", **done), task("B", estimate="uniform(4d, 9d)"))
    made = program(
        *tasks,
        data_date="2027-01-09",
        drivers=(driver(tasks=["A"]),),
        branches=({"id": "f", "options": [{"probability": 0.1, "tasks": ["A"]}]},),
        conditions=({"id": "c", "task": "A", "longer_than": "9d", "then": ["B"]},),
        reworks=({"id": "r", "tasks": ["A"], "probability": 0.1},),
        risks=(risk(), risk("Q", expires_with="A", tasks=("B",))),
    )
    assert say(check_program(made)) == [
        ("RC155", "info", "risks.0"),
        ("RC155", "info", "risks.1"),
        ("RC158", "warning", "drivers.0.tasks"),
        ("RC158", "warning", "conditions.0.task"),
        ("RC158", "warning", "branches.0.options.0.tasks"),
        ("RC167", "error", "reworks.0.tasks"),
    ]


def test_two_conditions_that_wait_for_each_other_are_a_circle() -> None:
    made = program(
        task("A"),
        task("B"),
        conditions=(
            {"id": "c", "task": "A", "longer_than": "9d", "then": ["B"]},
            {"id": "d", "task": "B", "longer_than": "9d", "then": ["A"]},
        ),
    )
    assert say(check_program(made)) == [
        ("RC165", "error", "conditions.0.task"),
        ("RC165", "error", "conditions.1.task"),
    ]


def test_the_same_cause_on_a_range_a_driver_and_a_risk_is_counted_twice() -> None:
    tasks = (task("A", **BUILD, cause="Vendor"), *TASKS[1:])
    made = plan(tasks=tasks, risks=(risk(cause="vendor "),), drivers=(driver(cause="VENDOR"),))
    found = check_program(made)
    assert say(found) == [
        ("RC173", "warning", "drivers.0.cause"),
        ("RC173", "warning", "risks.0.cause"),
        ("RC173", "warning", "risks.0.cause"),
    ]
    elsewhere = plan(tasks=tasks, risks=(risk(cause="vendor", tasks=["B"]),))
    assert check_program(elsewhere) == []


def test_a_driver_and_a_correlation_on_the_same_two_tasks_count_twice() -> None:
    pair = {"among": ["A", "B"], "rho": 0.5}
    assert say(check_program(plan(drivers=(driver(),), correlations=(pair,)))) == [
        ("RC173", "warning", "correlations.0.among")
    ]
    assert check_program(plan(drivers=(driver(tasks=["A"]),), correlations=(pair,))) == []
    assert say(check_program(plan(drivers=(driver(),), default_correlation=0.3))) == [
        ("RC173", "info", "default_correlation")
    ]


def many(count: int = 20, **fields: Any) -> Program:
    names = [f"T{n}" for n in range(count)]
    tasks = [task(name, estimate="uniform(4d, 6d)") for name in names]
    links = tuple(f"{a}>{b}" for a, b in pairwise(names))
    return program(*tasks, links=links, **fields)


def test_many_independent_durations_are_never_passed_over_in_silence() -> None:
    (finding,) = check_program(many())
    assert (finding.code, finding.level, finding.path) == ("RC169", "warning", ("default_correlation",))
    factor = math.sqrt(1.0 + 19 * 0.3)  # 20 equal durations, one after the other
    assert f"(20 of them) the spread is likely understated by a factor of {factor:.1f}" in finding.message
    assert check_program(many(19)) == []


@pytest.mark.parametrize(
    "parts",
    [
        {"default_correlation": 0.0},
        {"default_correlation": 0.3},
        {"drivers": (driver(tasks=["all"]),)},
        {"correlations": ({"among": ["all"], "rho": 0.3},)},
    ],
)
def test_whoever_says_something_about_correlation_is_not_warned(parts: dict[str, Any]) -> None:
    assert check_program(many(**parts)) == []


def test_the_longest_path_and_not_the_number_of_tasks_gives_the_factor() -> None:
    side_by_side = program(*(task(f"T{n}", estimate="uniform(4d, 6d)") for n in range(20)))
    (finding,) = check_program(side_by_side)
    assert "20 uncertain durations are independent" in finding.message
    assert "factor" not in finding.message


def test_the_understatement_is_that_of_a_sum() -> None:
    spreads = [3.0, 4.0]
    together = math.sqrt(9 + 16 + 2 * 0.3 * 12)
    assert understatement(spreads) == pytest.approx(together / 5.0)
    assert understatement([2.0]) == 1.0
    assert understatement([]) == 1.0


def test_a_cost_impact_on_a_selector_of_two_projects_needs_a_payer() -> None:
    tasks = (task("A", estimate="uniform(4d, 9d)"), task("B", project="Q"))
    fine = {"id": "R", "probability": 0.3, "impacts": [{"tasks": ["all"], "cost": "5k"}]}
    made = program(*tasks, projects=(Project(id="P"), Project(id="Q")), risks=(fine,))
    assert say(check_program(made)) == [("RC142", "error", "risks.0.impacts.0.cost")]
