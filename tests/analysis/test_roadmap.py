"""The program on one page shows what was promised and what ties the projects together."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
import pytest

from riskcast.analysis.bars import bars
from riskcast.analysis.crossings import FEW, MOST_LINKS, RARE
from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.finishes import finishes
from riskcast.analysis.progress import done
from riskcast.analysis.roadmap import MOST_ROWS, Roadmap, roadmap
from riskcast.model.program import Program
from riskcast.report.charts.roadmap_words import says
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

WEEK = {"id": "office", "week": {"mon-fri": "08:00-12:00,13:00-17:00"}}
ROUND_THE_CLOCK = {"id": "office", "week": {"mon-sun": "00:00-24:00"}}


def deadline(day: date) -> datetime:
    """Return the midnight that ends a day."""
    return datetime.combine(day + timedelta(days=1), time())


def program(**more: Any) -> Program:
    """Three projects: A hands over to B, B ends in a milestone of A; C runs beside with weeks of float."""
    return Program.model_validate(
        {
            "id": "small",
            "start": "2027-01-04",
            "calendar": "office",
            "calendars": [WEEK],
            "projects": [{"id": id_, "name": f"Project {id_}"} for id_ in "ABC"],
            "tasks": [
                {"id": "A.one", "project": "A", "duration": "10d"},
                {"id": "B.two", "project": "B", "duration": "20d", "estimate": "triangular(15d, 20d, 40d)"},
                {"id": "C.slow", "project": "C", "duration": "2d"},
                {"id": "A.end", "project": "A", "kind": "milestone", "target": "2027-02-19"},
            ],
            "dependencies": [
                {"predecessor": "A.one", "successor": "B.two", "type": "FS", "lag": "1d"},
                {"predecessor": "A.one", "successor": "C.slow"},
                {"predecessor": "B.two", "successor": "A.end"},
                {"predecessor": "C.slow", "successor": "A.end"},
            ],
            "targets": {"finish": "2027-02-26"},
            **more,
        }
    )


def many(projects: int) -> Program:
    """Chains of two tasks and a promise in many projects, each tied to the next; the first is the most critical."""
    tasks: list[dict[str, Any]] = []
    links = []
    for p in range(projects):
        tasks += [
            {"id": f"{p}.a", "project": f"P{p}", "duration": "10d", "estimate": "triangular(5d, 10d, 30d)"},
            {"id": f"{p}.b", "project": f"P{p}", "duration": f"{200 - p}d", "estimate": "triangular(80%, 100%, 140%)"},
            {"id": f"{p}.done", "project": f"P{p}", "kind": "milestone", "target": f"2027-{10 + p % 3}-15"},
        ]
        links += [{"predecessor": f"{p}.a", "successor": f"{p}.b"}, {"predecessor": f"{p}.b", "successor": f"{p}.done"}]
        links += [{"predecessor": f"{p}.a", "successor": f"{q}.b"} for q in (p + 1, p + 2) if q < projects]
    names = [{"id": f"P{p}"} for p in range(projects)]
    return program(projects=names, tasks=tasks, dependencies=links)


def of(program: Program, iterations: int = 400) -> tuple[Result, Roadmap]:
    result = simulate(program, Plan(iterations, seed=7))
    return result, roadmap(result)


@pytest.fixture(scope="module")
def crowd() -> tuple[Result, Roadmap]:
    return of(many(24))


def test_each_project_comes_with_its_promises_and_the_ends_of_what_ties_it() -> None:
    _, found = of(program())
    assert [(row.kind, row.id) for row in found.rows] == [
        ("project", "A"),
        ("task", "A.one"),
        ("milestone", "A.end"),
        ("project", "B"),
        ("task", "B.two"),
        ("project", "C"),
    ]


def test_a_dependency_that_never_matters_is_counted_and_not_drawn() -> None:
    _, found = of(program())
    assert [(link.predecessor, link.successor) for link in found.links] == [("A.one", "B.two"), ("B.two", "A.end")]
    assert found.crossings == 4


def test_a_dependency_knows_its_rows_type_and_lag() -> None:
    _, found = of(program())
    link = found.links[0]
    assert (found.rows[link.from_row].id, found.rows[link.to_row].id) == ("A.one", "B.two")
    assert link.words == "FS+1d"


def test_a_dependency_is_ranked_by_the_less_critical_of_its_ends(crowd: tuple[Result, Roadmap]) -> None:
    result, found = crowd
    share = dict(zip(result.tasks.ids, result.tasks.criticality.tolist(), strict=True))
    ranks = [link.both for link in found.links]
    assert ranks == [min(share[link.predecessor], share[link.successor]) for link in found.links]
    assert ranks == sorted(ranks, reverse=True)
    assert all(both >= RARE for both in ranks[FEW:])


@pytest.mark.parametrize("projects", [24, 60])
def test_the_picture_stays_readable(projects: int) -> None:
    _, found = of(many(projects), 60)
    assert len(found.rows) <= MOST_ROWS
    assert len(found.links) <= MOST_LINKS
    assert (found.projects, found.promises) == (projects, projects)


def test_of_too_many_projects_the_most_critical_are_kept() -> None:
    result, found = of(many(60), 60)
    worst: dict[str, float] = {}
    for bar in bars(result).rows:
        worst[bar.project] = max(worst.get(bar.project, 0.0), bar.criticality)
    kept = {row.id for row in found.rows if row.kind == "project"}
    assert len(kept) == MOST_ROWS
    assert min(worst[id_] for id_ in kept) >= max(share for id_, share in worst.items() if id_ not in kept)


def test_of_too_many_promises_the_doubtful_are_kept_and_leave_room(crowd: tuple[Result, Roadmap]) -> None:
    result, found = crowd
    shown = {row.id for row in found.rows if row.kind == "milestone"}
    promised = {task.id: task.target for task in result.program.tasks if task.target is not None}
    chance = {id_: result.probability(f"milestone:{id_}", deadline(day)) for id_, day in promised.items()}
    left = [value for id_, value in chance.items() if id_ not in shown]
    assert 0 < len(shown) < len(chance)
    assert max(chance[id_] for id_ in shown) <= min(left)


def test_projects_have_the_percentiles_and_the_chance_of_the_result() -> None:
    projects = [{"id": "A", "targets": {"finish": "2027-02-22"}}, {"id": "B"}, {"id": "C"}]
    result, found = of(program(projects=projects))
    head = found.rows[0]
    assert head.finishes == {p: result.percentile("finish:A", p) for p in head.finishes}
    assert head.target is not None
    assert head.chance == result.probability("finish:A", deadline(head.target))
    assert 0.0 < head.chance < 1.0
    assert found.rows[3].chance is None


def test_a_project_holds_the_finish_where_nothing_ends_later() -> None:
    result, found = of(program())
    heads = {row.id: row.ends_program for row in found.rows if row.kind == "project"}
    last = result.samples("finish")
    assert heads == {id_: np.mean(result.samples(f"finish:{id_}") == last) for id_ in "ABC"}
    assert heads["C"] == 0.0


def test_a_finished_project_has_no_criticality_and_is_finished() -> None:
    facts = {"actual_start": "2027-01-04T08:00", "actual_finish": "2027-01-15T17:00"}
    tasks = [
        {"id": "A.one", "project": "A", "duration": "10d", **facts},
        {"id": "B.two", "project": "B", "duration": "20d"},
    ]
    links = [{"predecessor": "A.one", "successor": "B.two"}]
    projects = [{"id": "A"}, {"id": "B"}]
    changed = program(projects=projects, tasks=tasks, dependencies=links, data_date="2027-01-18")
    _, found = of(changed, 50)
    assert [(row.id, row.is_finished) for row in found.rows if row.kind == "project"] == [("A", True), ("B", False)]
    assert found.rows[0].criticality == 0.0
    assert found.status == datetime(2027, 1, 18)


def test_the_past_of_a_task_ends_at_the_status_date_or_with_the_task() -> None:
    tasks = [
        {"id": "past", "project": "A", "duration": "2d", "actual_start": "2027-01-04", "actual_finish": "2027-01-06"},
        {"id": "now", "project": "A", "duration": "20d", "actual_start": "2027-01-06", "remaining": "10d"},
        {"id": "later", "project": "A", "duration": "5d"},
    ]
    result = simulate(
        program(projects=[{"id": "A"}], tasks=tasks, dependencies=[], data_date="2027-01-18"), Plan(20, seed=1)
    )
    past = done(result)
    assert set(past) == {"past", "now"}
    assert past["past"].is_finished
    assert past["past"].until.date() == datetime(2027, 1, 6).date()
    assert not past["now"].is_finished
    assert past["now"].until == datetime(2027, 1, 18)


def test_a_dependency_on_a_summary_has_no_row_and_is_still_counted() -> None:
    tasks = [
        {"id": "A.one", "project": "A", "duration": "10d"},
        {"id": "B.all", "project": "B", "kind": "summary"},
        {"id": "B.two", "project": "B", "parent": "B.all", "duration": "20d"},
    ]
    links = [{"predecessor": "A.one", "successor": "B.all"}]
    _, found = of(program(projects=[{"id": "A"}, {"id": "B"}], tasks=tasks, dependencies=links), 20)
    assert (found.crossings, found.links) == (1, ())


def test_finishes_are_those_of_the_result_and_midnight_belongs_to_the_day_before() -> None:
    result = simulate(program(calendars=[ROUND_THE_CLOCK]), Plan(200, seed=7))
    found = finishes(result)
    at = result.tasks.ids.index("A.one")
    assert found.tasks == result.tasks.ids
    whole = result.moments(result.tasks.finish[at])
    assert set(whole.astype("datetime64[D]").astype("datetime64[s]").tolist()) == set(whole.tolist())
    day = whole[0].astype("datetime64[D]") - np.timedelta64(1, "D")
    assert set(found.dates[at].astype("datetime64[D]").tolist()) == {day.item()}
    two = result.tasks.ids.index("B.two")
    for p in (5, 50, 80, 95):
        exact = result.moment(result.task_percentile(p)[two, 1])
        assert abs((found.at(p)["B.two"] - exact).total_seconds()) <= 1.0


def test_a_confidence_that_is_not_kept_gives_the_next_higher_percentile() -> None:
    result = simulate(program(confidence=77), Plan(50, seed=7))
    assert finishes(result).level == 80
    assert finishes(simulate(program(confidence=99), Plan(50, seed=7))).levels[-1] == 99
    assert set(roadmap(result).rows[0].finishes) == set(finishes(result).levels)


def test_the_tables_hold_what_the_picture_shows() -> None:
    _, found = of(program())
    assert found.to_frame()["id"].tolist() == [row.id for row in found.rows]
    assert found.links_frame()["both"].tolist() == [link.both for link in found.links]


def test_dependencies_that_matter_are_counted_also_where_no_row_is_free() -> None:
    result, found = of(many(40), 60)
    share = dict(zip(result.tasks.ids, result.tasks.criticality.tolist(), strict=True))
    project = {task.id: task.project for task in result.program.tasks}
    both = [
        min(share[link.predecessor], share[link.successor])
        for link in result.program.dependencies
        if project[link.predecessor] != project[link.successor]
    ]
    assert found.links == () and found.candidates == sum(each > 0.0 for each in both) > 0
    words = says(found, 80, FinishDays(result.program))
    assert "There is no room to draw the dependencies between so many projects." in words
    assert "can be critical at both" not in words


def test_dependencies_that_never_matter_are_said_to() -> None:
    """C has weeks of float, and nothing else crosses a border."""
    result, found = of(program(dependencies=[{"predecessor": "C.slow", "successor": "A.end"}]))
    assert (found.crossings, found.candidates) == (1, 0)
    said = says(found, 80, FinishDays(result.program))
    assert said.endswith("No dependency between projects can be critical at both its ends.")


def test_dependencies_of_summaries_are_not_said_to_be_harmless() -> None:
    tasks = [
        {"id": "A.one", "project": "A", "duration": "10d"},
        {"id": "B.all", "project": "B", "kind": "summary"},
        {"id": "B.two", "project": "B", "parent": "B.all", "duration": "20d"},
        {"id": "B.slow", "project": "B", "duration": "1d"},
    ]
    link = {"predecessor": "A.one", "successor": "B.all"}
    for links, summaries in (([link], 1), ([link, {"predecessor": "A.one", "successor": "B.slow"}], 1)):
        made = program(projects=[{"id": "A"}, {"id": "B"}], tasks=tasks, dependencies=links)
        result, found = of(made, 20)
        assert (found.at_summaries, found.candidates) == (summaries, 0)
        said = says(found, 80, FinishDays(result.program))
        assert "No dependency between projects" not in said and "summaries" in said and "are not drawn." in said


def test_a_promise_without_a_chance_gives_way_to_a_doubtful_one() -> None:
    """Tasks are promised, too, but only of milestones a result keeps every finish."""
    crowd = many(24)
    tasks = [
        task.model_copy(update={"target": date(2027, 12, 1)}) if task.id.endswith(".a") else task
        for task in crowd.tasks
    ]
    _, found = of(crowd.replace(tasks=tasks), 60)
    shown = [row for row in found.rows if row.target is not None and row.kind != "project"]
    assert shown and all(row.kind == "milestone" for row in shown if row.id not in ends(found))


def ends(found: Roadmap) -> set[str]:
    """Return the ids at the ends of dependencies, which have a row whatever was promised."""
    return {id_ for link in found.links for id_ in (link.predecessor, link.successor)}
