"""The checks of what places tasks besides their own logic: summaries, resources, pauses and typed-in dates."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

import pytest

from riskcast.errors import Finding
from riskcast.model.calendar import Calendar
from riskcast.model.check import check_program
from riskcast.model.cost import CostLine
from riskcast.model.program import Program, Project
from riskcast.model.resource import Assignment, Resource
from riskcast.model.task import Dependency, Task

OFFICE = Calendar.model_validate({"id": "office", "week": {"mon-fri": "08:00-16:00"}})
NIGHT = Calendar.model_validate({"id": "night", "week": {"mon-fri": "20:00-24:00"}})
LONG = Calendar.model_validate({"id": "long", "week": {"mon-fri": "06:00-18:00"}})
NEVER = Calendar.model_validate({"id": "never", "week": {"mon-sun": "off"}})


def task(name: str, **fields: Any) -> Task:
    return Task.model_validate({"id": name, "project": "P", "duration": "5d", **fields})


def summary(name: str, **fields: Any) -> Task:
    return task(name, kind="summary", duration=None, **fields)


def on(name: str, resource: str = "R", **fields: Any) -> Assignment:
    return Assignment.model_validate({"task": name, "resource": resource, **fields})


def program(*tasks: Task, links: str = "", **fields: Any) -> Program:
    """Return a program; ``links`` are written ``A>B C>D:FF``."""
    made = []
    for text in links.split():
        ends, _, kind = text.partition(":")
        before, _, after = ends.partition(">")
        made.append(Dependency.model_validate({"predecessor": before, "successor": after, "type": kind or "FS"}))
    given: dict[str, Any] = {
        "id": "demo",
        "start": dt.datetime(2027, 1, 4),
        "calendar": "office",
        "calendars": (OFFICE, NIGHT, NEVER),
        "projects": (Project(id="P"), Project(id="Q")),
        "tasks": tasks or (task("A"), task("B")),
        "dependencies": made,
    }
    return Program.model_validate(given | fields)


def check(checked: Program) -> list[Finding]:
    return [finding for finding in check_program(checked) if finding.code != "RC160"]


def only(findings: list[Finding]) -> Finding:
    assert len(findings) == 1, findings
    return findings[0]


def circle(*tasks: Task, links: str) -> str:
    """Return the only circle that is found, as it is shown."""
    finding = only(check(program(*tasks, links=links)))
    assert (finding.code, finding.level) == ("RC107", "error")
    return finding.message.partition(": ")[2]


def test_a_sound_program_with_summaries_resources_pauses_and_manual_dates_has_no_findings() -> None:
    sound = program(
        summary("S"),
        summary("S.inner", parent="S"),
        task("A", parent="S.inner", splits="2d pause 3d", levelling_delay="2ed", on_resource_calendars=True),
        task("B", parent="S", manual_start="2027-03-01", manual_finish="2027-03-01"),
        task("M", parent="S", kind="milestone", duration=None, manual_start="2027-03-01"),
        task("C", duration="3ed"),
        task("L", kind="level-of-effort", duration=None, parent="S"),
        summary("empty"),
        links="C>S S.inner>B A>L:SS S>L L>B:FF",
        dialect="msproject",
        honour_constraints=True,
        resources=(Resource(id="R", calendar="office"), Resource.model_validate({"id": "steel", "kind": "material"})),
        assignments=(on("A", delay="1d", duration="3d", splits="1d pause 1d"), on("A", "steel"), on("S"), on("M")),
    )
    assert check(sound) == []


@pytest.mark.parametrize(
    ("parts", "code", "level", "path", "message"),
    [
        ({"tasks": (task("A", parent="S"),)}, "RC104", "error", ("tasks", 0, "parent"), "unknown task 'S'"),
        (
            {"tasks": (task("A", parent="M"), task("M", kind="start-milestone", duration=None))},
            *("RC113", "error", ("tasks", 0, "parent"), "'M' is no summary, but a start milestone"),
        ),
        (
            {"tasks": (summary("S", project="Q"), task("A", parent="S"))},
            *("RC115", "warning", ("tasks", 1, "parent"), "to project 'P', but its parent 'S' to 'Q'"),
        ),
        (
            {"tasks": (summary("S", parent="S"),)},
            *("RC114", "error", ("tasks", 0, "parent"), "in a circle: S -> S"),
        ),
        (
            {"resources": (Resource(id="R"), Resource(id="R"))},
            *("RC101", "error", ("resources", 1, "id"), "id 'R' is used twice"),
        ),
        (
            {"resources": (Resource(id="R", calendar="nite"),)},
            *("RC103", "error", ("resources", 0, "calendar"), "unknown calendar 'nite'"),
        ),
        (
            {"resources": (Resource(id="R"),), "assignments": (on("X"),)},
            *("RC104", "error", ("assignments", 0, "task"), "unknown task 'X'"),
        ),
        (
            {"resources": (Resource(id="R"),), "assignments": (on("A", "r"),)},
            *("RC112", "error", ("assignments", 0, "resource"), "unknown resource 'r'"),
        ),
        (
            {"resources": (Resource(id="R"),), "assignments": (on("A"), on("B"), on("A", units=0.5))},
            *("RC117", "error", ("assignments", 2, "resource"), "'R' is assigned to task 'A' twice"),
        ),
        (
            {"resources": (Resource(id="R"),), "assignments": (on("A", delay="-1d"),)},
            *("RC122", "error", ("assignments", 0, "delay"), "-1d is negative"),
        ),
        (
            {"resources": (Resource(id="R"),), "assignments": (on("A", duration="-1d"),)},
            *("RC122", "error", ("assignments", 0, "duration"), "-1d is negative"),
        ),
        (
            {"resources": (Resource(id="R"),), "assignments": (on("A", delay="1ed"),)},
            *("RC124", "error", ("assignments", 0, "delay"), "delay of an assignment is working time"),
        ),
        (
            {"resources": (Resource(id="R"),), "assignments": (on("A", duration="1ed"),)},
            *("RC124", "error", ("assignments", 0, "duration"), "1ed is elapsed"),
        ),
        (
            {"resources": (Resource(id="R"),), "assignments": (on("A", duration="2d", splits="3d pause 1d"),)},
            *("RC128", "warning", ("assignments", 0, "splits"), "before the 2d of work are done"),
        ),
        (
            {"tasks": (task("A", on_resource_calendars=True),)},
            *("RC118", "warning", ("tasks", 0, "on_resource_calendars"), "no work resource is assigned"),
        ),
        (
            {"tasks": (task("A", manual_finish="2027-03-01"),)},
            *("RC135", "error", ("tasks", 0, "manual_finish"), "without manual_start"),
        ),
        (
            {"tasks": (task("A", manual_start="2027-03-02T08:00", manual_finish="2027-03-01"),)},
            *("RC135", "error", ("tasks", 0, "manual_finish"), "2027-03-01 00:00 lies before manual_start 2027-03-02"),
        ),
        (
            {"tasks": (task("A", levelling_delay="-1ed"),)},
            *("RC122", "error", ("tasks", 0, "levelling_delay"), "-1ed is negative"),
        ),
        (
            {"tasks": (task("A", levelling_delay="2d"),)},
            *("RC124", "error", ("tasks", 0, "levelling_delay"), "2d is working time"),
        ),
        (
            {"tasks": (task("A", splits="2d pause 1d; 5d pause 1d"),)},
            *("RC128", "warning", ("tasks", 0, "splits"), "'5d pause 1d' does not begin before the 5d"),
        ),
        (
            {"tasks": (task("A", duration=None, kind="milestone", splits="1d pause 1d"),)},
            *("RC127", "error", ("tasks", 0, "splits"), "a milestone has no work"),
        ),
        (
            {"tasks": (task("A", duration="5ed", splits="1d pause 1d"),)},
            *("RC127", "error", ("tasks", 0, "splits"), "an elapsed task has no work"),
        ),
        (
            {
                "tasks": (task("A", calendar="long", duration="2w", splits="1d pause 1d; 9h pause 1d"), task("B")),
                "calendars": (OFFICE, LONG),
            },
            *("RC129", "error", ("tasks", 0, "splits"), "not in the order"),
        ),
        ({"honour_constraints": True}, "RC119", "warning", ("honour_constraints",), "by the rules of riskcast"),
    ],
)
def test_what_cannot_be_kept_is_found_with_its_path(
    parts: dict[str, Any], code: str, level: str, path: tuple[object, ...], message: str
) -> None:
    finding = only(check(program(**parts)))
    assert (finding.code, finding.level, finding.path) == (code, level, path)
    assert message in finding.message
    assert finding.remedy


def test_unknown_resources_and_parents_are_answered_with_the_nearest_known_one() -> None:
    tasks = summary("Wing"), task("A", parent="wing")
    found = check(program(*tasks, resources=(Resource(id="crane"),), assignments=(on("A", "crame"),)))
    assert [f.remedy for f in found] == ["did you mean 'Wing'?", "did you mean 'crane'?"]
    assert found[1].subject == "assignments.crame on A.resource"


def test_a_working_levelling_delay_is_shown_as_it_should_be_written() -> None:
    assert "for example 2ed" in only(check(program(task("A", levelling_delay="2d")))).remedy


def test_a_material_does_not_make_a_task_run_on_resource_calendars() -> None:
    steel = Resource.model_validate({"id": "R", "kind": "material", "calendar": "never"})
    crewed = program(task("A", on_resource_calendars=True), resources=(steel,), assignments=(on("A"),))
    assert only(check(crewed)).code == "RC118"


def test_the_calendar_of_a_resource_at_work_has_working_time() -> None:
    parts: dict[str, Any] = {"resources": (Resource(id="R", calendar="never"),), "assignments": (on("A"),)}
    finding = only(check(program(task("A", on_resource_calendars=True), **parts)))
    assert (finding.code, finding.path) == ("RC109", ("calendars", 2, "week"))
    assert check(program(task("A"), **parts)) == []


def test_a_task_and_its_resource_sometimes_work_at_the_same_time() -> None:
    parts: dict[str, Any] = {"resources": (Resource(id="R", calendar="night"),), "assignments": (on("A"),)}
    apart = task("A", on_resource_calendars=True, calendar="office")
    finding = only(check(program(apart, **parts)))
    assert (finding.code, finding.path) == ("RC109", ("tasks", 0, "calendar"))
    assert "never work together" in finding.message
    assert check(program(apart, dialect="p6", **parts)) == []
    assert check(program(apart.model_copy(update={"calendar": None}), **parts)) == []


def test_parents_that_lead_back_to_themselves_are_named_as_a_path() -> None:
    tasks = summary("S", parent="T"), summary("T", parent="U"), summary("U", parent="T"), task("A", parent="S")
    finding = only(check(program(*tasks, task("B"), links="B>S B>T")))
    assert (finding.code, finding.path) == ("RC114", ("tasks", 1, "parent"))
    assert finding.message.endswith("T -> U -> T")


@pytest.mark.parametrize("links", ["S>A", "A>S", "T>A", "A>T:SS", "S>T", "T>S:FF"])
def test_a_dependency_between_a_summary_and_what_lies_below_it_can_never_be_met(links: str) -> None:
    tasks = summary("S"), summary("T", parent="S"), task("A", parent="T"), task("B")
    finding = only(check(program(*tasks, links=f"B>A {links}")))
    assert (finding.code, finding.path) == ("RC116", ("dependencies", 1))
    inner, outer = sorted(links[:3:2], key="ATS".index)
    assert finding.message.startswith(f"{inner!r} lies below {outer!r}")


def test_a_dependency_of_a_summary_without_tasks_below_it_has_no_effect() -> None:
    effort = task("L", kind="level-of-effort", duration=None, parent="S")
    for tasks in ((summary("S"),), (summary("S"), summary("T", parent="S"), effort)):
        finding = only(check(program(*tasks, task("A"), links="A>S")))
        assert (finding.code, finding.level) == ("RC108", "warning")
        assert finding.message.startswith("'S' is a summary without tasks")


def test_a_dependency_on_a_level_of_effort_is_told_not_to_drive_unless_it_states_where_the_effort_ends() -> None:
    effort = task("L", kind="level-of-effort", duration=None)
    tasks = (task("A"), effort, task("B"))
    finding = only(check(program(*tasks, links="A>L:SS A>L:FF L>B")))
    assert (finding.code, finding.level, finding.path) == ("RC136", "info", ("dependencies", 2))
    assert check(program(*tasks, links="A>L:SS L>B:FF B>L")) == []


FAMILY = (summary("S"), task("A", parent="S"), task("B", parent="S"), summary("T"), task("C", parent="T"), task("D"))


@pytest.mark.parametrize(
    ("links", "shown"),
    [
        ("S>D D>B", "B (in S) -> D -> B"),
        ("D>S B>D", "B (in S) -> D -> B"),
        ("S>D D>S", "A (in S) -> D -> A"),
        ("S>T T>S", "A (in S) -> C (in T) -> A"),
        ("S>T C>D D>B", "B (in S) -> C (in T) -> D -> B"),
        ("S>T:SS T>S:FF", "A (in S) -> C (in T) -> A"),
        ("A>B B>A S>D", "A -> B -> A"),
    ],
)
def test_a_circle_through_a_summary_is_named_with_the_task_that_closes_it(links: str, shown: str) -> None:
    assert circle(*FAMILY, links=links) == shown


def test_a_circle_through_summaries_at_several_levels_is_found() -> None:
    tasks = summary("S"), summary("T", parent="S"), task("A", parent="T"), summary("U"), task("B", parent="U")
    assert circle(*tasks, links="S>U B>T") == "A (in S and T) -> B (in U) -> A"


def test_the_finding_about_a_circle_through_a_summary_stands_at_a_dependency_and_says_what_counts() -> None:
    finding = only(check(program(*FAMILY, links="A>C S>D D>B")))
    assert finding.path == ("dependencies", 2)
    assert finding.remedy.endswith("those of a summary count for all tasks in it")


@pytest.mark.parametrize("links", ["S>T S>D D>C", "A>B S>D D>T", "D>S A>C B>T", "A>T T>B"])
def test_summaries_in_a_row_make_no_circle(links: str) -> None:
    assert check(program(*FAMILY, links=links)) == []


def test_a_level_of_effort_makes_no_circle_because_it_drives_nothing() -> None:
    tasks = (*FAMILY, task("L", kind="level-of-effort", duration=None, parent="S"))
    assert check(program(*tasks, links="S>L D>L L>D:FF S>D")) == []


def test_a_program_of_ten_thousand_tasks_under_linked_summaries_is_checked_within_two_seconds() -> None:
    summaries = [summary(f"S{n}", parent=f"S{(n - 1) // 4}" if n else None) for n in range(1000)]
    tasks = [task(f"T{n}", parent=f"S{250 + n * 750 // 10_000}") for n in range(10_000)]
    links = [f"T{n}>T{n + step}" for step in (1, 7) for n in range(10_000 - step)]
    links += [f"S{n}>S{n + 1}" for n in range(300, 900)]
    large = program(*summaries, *tasks, links=" ".join(links))
    began = time.process_time()
    assert check(large) == []
    assert time.process_time() - began < 2.0


def test_a_daily_cost_counts_on_a_level_of_effort_but_not_on_a_summary() -> None:
    tasks = summary("S"), task("L", kind="level-of-effort", duration=None)
    costs = tuple(CostLine.model_validate({"id": t.id, "task": t.id, "per_day": "100"}) for t in tasks)
    finding = only(check(program(*tasks, costs=costs)))
    assert (finding.code, finding.path) == ("RC145", ("costs", 0, "per_day"))
