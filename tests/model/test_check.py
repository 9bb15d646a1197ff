"""The checks find what does not fit together, each thing once, and nothing in a sound program."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from riskcast.errors import Finding
from riskcast.model.calendar import Calendar
from riskcast.model.check import check_program
from riskcast.model.cost import CostLine
from riskcast.model.estimate import Estimate
from riskcast.model.program import Program, Project
from riskcast.model.risk import Risk
from riskcast.model.task import Dependency, Task

START = dt.datetime(2027, 1, 4)
OFFICE = Calendar.model_validate({"id": "office", "week": {"mon-fri": "08:00-16:00"}})
NEVER = Calendar.model_validate({"id": "never", "week": {"mon-sun": "off"}})


def task(name: str, **fields: Any) -> Task:
    return Task.model_validate({"id": name, "project": "P", "duration": "5d", **fields})


def link(before: str, after: str, **fields: Any) -> Dependency:
    return Dependency.model_validate({"predecessor": before, "successor": after, **fields})


def risk(*impacts: dict[str, Any], probability: float = 0.5) -> Risk:
    return Risk.model_validate({"id": "R", "probability": probability, "impacts": impacts})


def program(*tasks: Task, links: tuple[str, ...] = (), **fields: Any) -> Program:
    """Return a program; ``links`` are written ``A>B``."""
    given: dict[str, Any] = {
        "id": "demo",
        "start": START,
        "calendar": "office",
        "calendars": (OFFICE,),
        "projects": (Project(id="P"),),
        "tasks": tasks or (task("A"), task("B")),
        "dependencies": tuple(link(*pair.split(">")) for pair in links),
    }
    return Program.model_validate(given | fields)


def check(checked: Program) -> list[Finding]:
    """Return the findings without the remark that nothing is uncertain, which most of these small programs earn."""
    return [finding for finding in check_program(checked) if finding.code != "RC160"]


def only(findings: list[Finding]) -> Finding:
    assert len(findings) == 1, findings
    return findings[0]


def test_a_sound_program_has_no_findings() -> None:
    sound = program(
        task("A", estimate="pert(80%, 100%, 150%)"),
        task("B", duration="3ed", estimate="uniform(2ed, 4ed)"),
        task("M", kind="milestone", duration=None),
        links=("A>B", "B>M"),
        risks=(risk({"tasks": ("A", "B"), "delay": "10%", "cost": "5k"}),),
        costs=(CostLine(id="C", task="A", fixed=Estimate.parse("uniform(1k, 2k)")),),
    )
    assert check_program(sound) == []


@pytest.mark.parametrize(
    ("parts", "code", "path", "message"),
    [
        ({"tasks": (task("A"), task("A"))}, "RC101", ("tasks", 1, "id"), "id 'A' is used twice"),
        ({"calendars": (OFFICE, OFFICE)}, "RC101", ("calendars", 1, "id"), "used twice"),
        ({"tasks": (task("A", project="Q"),)}, "RC102", ("tasks", 0, "project"), "unknown project 'Q'"),
        ({"tasks": (task("A", calendar="ofice"),)}, "RC103", ("tasks", 0, "calendar"), "unknown calendar 'ofice'"),
        ({"calendar": "x"}, "RC103", ("calendar",), "unknown calendar 'x'"),
        ({"dependencies": (link("A", "X"),)}, "RC104", ("dependencies", 0, "successor"), "unknown task 'X'"),
        ({"dependencies": (link("A", "B"), link("A", "B", lag="1d"))}, "RC105", ("dependencies", 1), "stands twice"),
        ({"dependencies": (link("A", "A"),)}, "RC106", ("dependencies", 0), "'A' depends on itself"),
        (
            {"tasks": (task("A", calendar="never"),), "calendars": (OFFICE, NEVER)},
            "RC109",
            ("calendars", 1, "week"),
            "no wor",
        ),
        ({"tasks": (task("A", duration=None),)}, "RC120", ("tasks", 0, "duration"), "no duration"),
        ({"tasks": (task("A", kind="milestone"),)}, "RC121", ("tasks", 0, "duration"), "5d is given"),
        ({"tasks": (task("A", duration="-1d"),)}, "RC122", ("tasks", 0, "duration"), "-1d is negative"),
        ({"tasks": (task("A", estimate="uniform(-1d, 9d)"),)}, "RC122", ("tasks", 0, "estimate"), "become negative"),
        ({"tasks": (task("A", estimate="uniform(9d, 1d)"),)}, "RC123", ("tasks", 0, "estimate"), "low (9d) is above"),
        ({"tasks": (task("A", estimate="uniform(1k, 2k)"),)}, "RC124", ("tasks", 0, "estimate"), "no time unit"),
        ({"tasks": (task("A", estimate="normal(5d, 2d)"),)}, "RC125", ("tasks", 0, "estimate"), "probability 0.0062"),
        ({"tasks": (task("A", estimate="uniform(6d, 9d)"),)}, "RC126", ("tasks", 0, "estimate"), "outside its own"),
        ({"risks": (risk(),)}, "RC140", ("risks", 0, "impacts"), "no impacts"),
        (
            {"risks": (risk({"tasks": ["A"], "delay": "1d"}, probability=0),)},
            "RC141",
            ("risks", 0, "probability"),
            "never",
        ),
        (
            {"risks": (risk({"tasks": ["A"], "delay": "1d"}, probability=1),)},
            "RC141",
            ("risks", 0, "probability"),
            "always",
        ),
        (
            {"risks": (risk({"tasks": ["A"]}),)},
            "RC143",
            ("risks", 0, "impacts", 0),
            "neither a delay nor a factor nor a cost",
        ),
        ({"risks": (risk({"delay": "1d"}),)}, "RC144", ("risks", 0, "impacts", 0, "delay"), "names no tasks"),
        (
            {"risks": (risk({"tasks": ["A", "B", "A"], "delay": "1d"}),)},
            "RC146",
            ("risks", 0, "impacts", 0, "tasks"),
            "task 'A' more than once",
        ),
        (
            {"tasks": (task("A", actual_start="2027-01-04", remaining="2ed"),)},
            "RC124",
            ("tasks", 0, "remaining"),
            "(5d) is working time, but the remaining one (2ed) is elapsed",
        ),
        (
            {"tasks": (task("A", duration="5ed", actual_start="2027-01-04", remaining="2d"),)},
            "RC124",
            ("tasks", 0, "remaining"),
            "(5ed) is elapsed time",
        ),
        ({"tasks": (task("A", remaining="2d"),)}, "RC134", ("tasks", 0, "remaining"), "the task has not started"),
        (
            {"risks": (risk({"tasks": ["A"], "delay": "2ed"}),)},
            "RC124",
            ("risks", 0, "impacts", 0, "delay"),
            "(5d) is working time, but 2ed is elapsed time (task 'A')",
        ),
        (
            {
                "tasks": (task("A", kind="start-milestone", duration=None),),
                "risks": (risk({"tasks": ["A"], "delay": "2ed"}),),
            },
            "RC124",
            ("risks", 0, "impacts", 0, "delay"),
            "a milestone such as 'A' is delayed in working time",
        ),
        (
            {"calendar": "never", "calendars": (OFFICE, NEVER), "tasks": (task("A", calendar="office"),)},
            "RC109",
            ("calendars", 1, "week"),
            "the default of the program",
        ),
        (
            {
                "projects": (Project(id="P", calendar="never"),),
                "calendars": (OFFICE, NEVER),
                "tasks": (task("A", calendar="office"),),
            },
            "RC109",
            ("calendars", 1, "week"),
            "the default of project 'P'",
        ),
        (
            {"calendars": (OFFICE, OFFICE.model_copy(update={"id": "24h"}))},
            "RC111",
            ("calendars", 1, "id"),
            "'24h' is reserved",
        ),
        ({"data_date": "2026-01-04"}, "RC151", ("data_date",), "the data date 2026-01-04 lies before the start"),
        (
            {"projects": (Project.model_validate({"id": "P", "data_date": "2027-01-03"}),)},
            "RC151",
            ("projects", 0, "data_date"),
            "nothing has happened yet",
        ),
        ({"targets": {"finish": "2026-01-01"}}, "RC150", ("targets", "finish"), "lies before the start 2027-01-04"),
        ({"tasks": (task("A", target="2026-01-01"),)}, "RC150", ("tasks", 0, "target"), "lies before the start"),
        ({"tasks": ()}, "RC110", ("tasks",), "no tasks"),
    ],
)
def test_what_does_not_fit_is_found_with_its_path(
    parts: dict[str, Any], code: str, path: tuple[object, ...], message: str
) -> None:
    finding = only(check(program(**({"tasks": (task("A"), task("B"))} | parts))))
    assert (finding.code, finding.path) == (code, path)
    assert message in finding.message


def test_unknown_names_are_answered_with_the_nearest_known_one() -> None:
    finding = only(check(program(task("build"), task("test"), links=("biuld>test",))))
    assert (finding.remedy, finding.subject) == ("did you mean 'build'?", "dependencies.biuld -> test.predecessor")


def test_many_unknown_names_in_a_large_program_are_reported_quickly() -> None:
    tasks = [task(f"task number {n}") for n in range(2000)]
    findings = check(program(*tasks, links=tuple(f"task nomber {n}>{tasks[n].id}" for n in range(1000))))
    assert len(findings) == 1000


def test_a_circle_is_named_as_a_path_from_its_first_task() -> None:
    tasks = [task(name) for name in "ABCDE"]
    finding = only(check(program(*tasks, links=("E>A", "A>C", "C>D", "D>E", "D>A", "A>B"))))
    assert finding.message.endswith("A -> C -> D -> A")
    assert (finding.code, finding.path) == ("RC107", ("dependencies", 4))


def test_each_group_of_circles_is_reported_once() -> None:
    tasks = [task(name) for name in "ABCDEF"]
    found = check(program(*tasks, links=("A>B", "B>A", "C>D", "D>E", "E>C", "E>D", "B>C")))
    assert [f.message.rpartition(": ")[2] for f in found] == ["A -> B -> A", "C -> D -> E -> C"]


def test_a_chain_of_fifty_thousand_tasks_and_its_circle_need_no_recursion() -> None:
    tasks = [task(f"T{n}") for n in range(50_000)]
    links = [f"T{n}>T{n + 1}" for n in range(49_999)]
    assert check(program(*tasks, links=tuple(links))) == []
    finding = only(check(program(*tasks, links=(*links, "T49999>T0"))))
    assert "more" in finding.message
    assert len(finding.message) < 400


def test_links_at_a_summary_warn_and_make_no_circle() -> None:
    tasks = (task("A"), task("S", kind="summary", duration=None))
    found = check(program(*tasks, links=("A>S", "S>A")))
    assert [(f.code, f.level) for f in found] == [("RC108", "warning")] * 2


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"actual_start": "2027-01-06", "actual_finish": "2027-01-05"}, "RC130"),
        ({"actual_start": "2027-02-02"}, "RC131"),
        ({"actual_finish": "2027-01-10", "remaining": "1d"}, "RC132"),
        ({"actual_finish": "2027-01-10", "remaining": "0d"}, None),
        ({"actual_start": "2027-01-05", "remaining": "2d"}, None),
        ({"actual_finish": "2027-01-10", "duration": None}, None),
        ({"actual_start": "2027-02-01T08:00"}, None),
        ({"actual_start": "2027-01-05", "estimate": "uniform(1d, 2d)"}, None),
    ],
)
def test_the_past_must_make_sense(fields: dict[str, Any], code: str | None) -> None:
    found = check(program(task("A", **fields), data_date="2027-02-01T08:00"))
    assert [f.code for f in found] == ([code] if code else [])


def test_two_constraints_of_one_kind_are_one_too_many() -> None:
    twice = [{"kind": "start-on", "date": "2027-02-01"}] * 2
    assert only(check(program(task("A", constraints=twice)))).code == "RC133"


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("normal(5d, 1d)", True),
        ("normal(5d, 1.2d)", False),
        ("normal(5d, 3d, low=0d)", True),
        ("normal(5d, 3d, low=-1d)", False),
    ],
)
def test_a_normal_duration_may_go_below_zero_once_in_a_million(text: str, fine: bool) -> None:
    found = [f.code for f in check(program(task("A", estimate=text)))]
    assert found == ([] if fine else ["RC125"])


def test_a_shared_cost_says_which_project_pays() -> None:
    projects = (Project(id="P"), Project(id="Q"))
    both = (task("A"), task("B", project="Q"))
    unclear = {"tasks": ["A", "B"], "cost": "5k"}
    found = check(program(*both, projects=projects, risks=(risk(unclear, {"cost": "1k"}),)))
    assert [(f.code, f.path) for f in found] == [("RC142", ("risks", 0, "impacts", n, "cost")) for n in (0, 1)]
    clear = risk({**unclear, "project": "Q"}, {"tasks": ["A"], "cost": "5k"})
    assert check(program(*both, projects=projects, risks=(clear,))) == []


def test_a_delay_is_checked_against_every_task_but_reported_once() -> None:
    tasks = (task("A"), task("M", kind="milestone", duration=None), task("N", kind="milestone", duration=None))
    finding = only(check(program(*tasks, risks=(risk({"tasks": ["A", "M", "N"], "delay": "10%"}),))))
    assert finding.code == "RC124"
    assert finding.message.endswith("(task 'M')")


def test_money_and_time_are_not_mixed_up() -> None:
    found = check(
        program(
            costs=(CostLine(id="C", task="A", fixed=Estimate.parse("5d"), per_day=Estimate.parse("10%")),),
            risks=(risk({"tasks": ["A"], "delay": "5k", "cost": "5d"}),),
        )
    )
    assert [f.code for f in found] == ["RC124"] * 4


def test_a_program_without_any_range_or_risk_is_told_that_its_forecast_is_its_plan() -> None:
    finding = only(check_program(program()))
    assert (finding.code, finding.level) == ("RC160", "warning")
    assert "distribution, low, likely and high" in finding.remedy
    ranged = CostLine(id="C", task="A", per_day=Estimate.parse("uniform(1k, 2k)"))
    assert check_program(program(costs=(ranged,))) == []
    assert check_program(program(risks=(risk({"tasks": ["A"], "delay": "1d"}),))) == []
    assert only(check_program(program(task("A", estimate="5d")))).code == "RC160"


def test_a_cost_impact_of_the_only_project_needs_no_tasks() -> None:
    assert check_program(program(risks=(risk({"cost": "5k"}),))) == []


def test_a_data_date_before_the_start_is_fine_once_something_has_happened() -> None:
    begun = task("A", actual_start="2027-01-02", estimate="uniform(4d, 6d)")
    assert check_program(program(begun, data_date="2027-01-03")) == []


def test_a_planned_duration_of_nothing_may_have_an_estimate() -> None:
    assert check_program(program(task("A", duration="0d", estimate="uniform(1d, 2d)"))) == []


def test_an_id_that_differs_only_in_case_is_the_nearest_suggestion() -> None:
    finding = only(check(program(task("AB"), task("Abc"), task("ab1"), links=("abC>AB",))))
    assert finding.remedy == "did you mean 'Abc'?"
