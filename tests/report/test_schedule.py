"""The schedule on the page: a roadmap first, then every task of every project, as the result has them."""

from __future__ import annotations

import gzip
import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from riskcast.analysis.bars import bars
from riskcast.analysis.finishes import finishes
from riskcast.analysis.measures import PERCENTILES
from riskcast.analysis.roadmap import roadmap
from riskcast.analysis.wording import say_date, say_percent
from riskcast.report.charts.chart import Chart
from riskcast.report.context import Context
from riskcast.report.section import Fragment
from riskcast.report.sections.gantts import PER_CHART
from riskcast.report.sections.schedule import ROADMAP, render
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

from . import programs
from .reading import Page

BARS, PAST, WHISKERS, MIDDLE, LATE, DIAMONDS = range(6)


def gantts(fragment: Fragment) -> list[Chart]:
    return [chart for id_, chart in fragment.charts.items() if id_ != ROADMAP]


def hovered(chart: Chart) -> int:
    return sum(len(trace["hovertext"]) for trace in chart.data if "hovertext" in trace)


@pytest.fixture(scope="module")
def shown(result: Result) -> Fragment:
    return render(Context(result))


@pytest.fixture(scope="module")
def large(large_result: Result) -> Fragment:
    return render(Context(large_result))


@pytest.fixture(scope="module")
def running() -> Result:
    """One finished task, one in progress, one to come, and a finished milestone."""
    tasks: list[dict[str, Any]] = [
        {"id": "past", "project": "A", "duration": "2d", "actual_start": "2027-01-04", "actual_finish": "2027-01-06"},
        {"id": "gate", "project": "A", "kind": "milestone", "actual_finish": "2027-01-06", "target": "2027-01-04"},
        {"id": "now", "project": "A", "duration": "20d", "actual_start": "2027-01-06", "remaining": "10d"},
        {"id": "next", "project": "A", "duration": "5d", "estimate": "triangular(4d, 5d, 30d)"},
    ]
    links = [{"predecessor": "now", "successor": "next"}]
    changes = {"tasks": tasks, "dependencies": links, "data_date": "2027-01-18", "confidence": 77}
    return simulate(programs.plain().replace(**changes), Plan(300, seed=7))


def test_the_roadmap_comes_first_and_every_project_behind_a_line(result: Result, shown: Fragment) -> None:
    assert next(iter(shown.charts)) == ROADMAP
    page = Page(shown.html)
    lines = [attributes for tag, attributes in page.tags if tag == "details" and "data-project" in attributes]
    assert [line["data-project"] for line in lines] == [project.id for project in result.program.projects]
    assert not any("open" in line for line in lines)


@pytest.mark.parametrize("fixture", ["result", "plain_result", "large_result"])
def test_every_task_is_drawn_once_and_no_picture_is_too_long(fixture: str, request: pytest.FixtureRequest) -> None:
    found: Result = request.getfixturevalue(fixture)
    charts = gantts(render(Context(found)))
    assert sum(hovered(chart) for chart in charts) == len(bars(found).rows)
    assert max(hovered(chart) for chart in charts) <= PER_CHART


def test_every_dependency_of_the_roadmap_is_an_arrow(result: Result, shown: Fragment) -> None:
    found, chart = roadmap(result), shown.charts[ROADMAP]
    paths = [shape["path"] for shape in chart.layout["shapes"] if shape["type"] == "path"]
    assert len(paths) == len(found.links) > 2
    for path, link in zip(paths, found.links, strict=True):
        before, after = found.rows[link.from_row], found.rows[link.to_row]
        ends = path.removeprefix("M ").replace(" C", "").split(" ")
        assert ends[0] == f"{before.finish:%Y-%m-%d_%H:%M},{link.from_row}"
        assert ends[-1] == f"{after.start:%Y-%m-%d_%H:%M},{link.to_row}"


def test_each_type_of_dependency_joins_the_ends_it_is_about() -> None:
    tasks = [
        {"id": "a", "project": "A", "duration": "10d", "estimate": "triangular(5d, 10d, 20d)"},
        *({"id": type_, "project": "B", "duration": "10d"} for type_ in ("FS", "SS", "FF", "SF")),
    ]
    links = [{"predecessor": "a", "successor": type_, "type": type_} for type_ in ("FS", "SS", "FF", "SF")]
    changes = {"projects": [{"id": "A"}, {"id": "B"}], "tasks": tasks, "dependencies": links}
    found = simulate(programs.plain().replace(**changes), Plan(200, seed=7))
    chart = render(Context(found)).charts[ROADMAP]
    rows = {bar.task: bar for bar in bars(found).rows}
    drawn = [shape["path"] for shape in chart.layout["shapes"] if shape["type"] == "path"]
    assert drawn
    for path, link in zip(drawn, roadmap(found).links, strict=True):
        first, last = path.removeprefix("M ").split(" ")[0], path.split(" ")[-1]
        start = rows["a"].finish if link.type[0] == "F" else rows["a"].start
        end = rows[link.successor].start if link.type[1] == "S" else rows[link.successor].finish
        assert first.startswith(f"{start:%Y-%m-%d_%H:%M}")
        assert last.startswith(f"{end:%Y-%m-%d_%H:%M}")


def test_the_roadmap_says_the_chance_of_every_promise(result: Result, shown: Fragment) -> None:
    found, layout = roadmap(result), shown.charts[ROADMAP].layout
    texts = [note["text"] for note in layout["annotations"]]
    for row in found.rows:
        if row.chance is not None:
            assert say_percent(row.chance) in texts
    assert found.target is not None
    assert f"Target {say_date(found.target)}" in texts
    assert f"Status {say_date(found.status)}" in texts


def test_the_line_of_a_project_says_its_count_and_dates(result: Result, shown: Fragment) -> None:
    text = Page(shown.html).text
    for project in result.program.projects:
        count = sum(bar.project == project.id for bar in bars(result).rows)
        p50, p80 = (result.percentile(f"finish:{project.id}", p) for p in (50, 80))
        assert isinstance(p50, datetime)
        assert isinstance(p80, datetime)
        assert f"{count} tasks; finish P50 {say_date(p50)}, P80 {say_date(p80)}" in text


def test_at_each_step_the_ticks_stand_at_that_percentile(result: Result, shown: Fragment) -> None:
    place = {id_: i for i, id_ in enumerate(result.tasks.ids)}
    rows = [bar for bar in bars(result).rows if bar.project == "CORE"]
    chart = gantts(shown)[0]
    assert set(chart.steps) == set(PERCENTILES)
    for p in (5, 50, 80, 95):
        changes = dict(chart.steps[p])
        ticks = result.task_percentile(p)[:, 1]
        exact = [result.moment(ticks[place[row.task]]) for row in rows]
        drawn = [datetime.fromisoformat(x + ":00") for x in changes[LATE]["x"]]
        assert all(timedelta(0) <= a - b < timedelta(hours=1) for a, b in zip(exact, drawn, strict=True))
        assert changes[WHISKERS]["x"][1::3] == changes[LATE]["x"]
        assert f"P{p} " in changes[LATE]["hovertemplate"]
    assert dict(chart.steps[80])[LATE]["x"] == chart.data[LATE]["x"]
    page = chart.to_page()
    assert page["steps"]["80"][1] == [LATE, dict(chart.steps[80])[LATE]]


def test_a_step_of_the_roadmap_moves_projects_to_their_own_percentile(result: Result, shown: Fragment) -> None:
    found, chart = roadmap(result), shown.charts[ROADMAP]
    ((_, change),) = chart.steps[90]
    heads = [y for y, row in enumerate(found.rows) if row.kind == "project"]
    for y in heads:
        exact = result.percentile(f"finish:{found.rows[y].id}", 90)
        assert change["x"][y] == f"{exact:%Y-%m-%d %H:%M}"


def test_work_that_is_done_is_marked_and_no_longer_uncertain(running: Result) -> None:
    chart = gantts(render(Context(running)))[0]
    names = chart.layout["yaxis"]["ticktext"]
    assert [name.startswith("\u2068✓ ") for name in names] == [True, True, False, False]
    assert chart.data[PAST]["y"] == [0, 2]
    past = datetime.fromisoformat(chart.data[PAST]["base"][1]) + timedelta(milliseconds=chart.data[PAST]["x"][1])
    assert past == datetime(2027, 1, 18)
    assert chart.data[LATE]["y"] == [2, 3]
    assert "Finished: 2." in chart.says


def test_a_promise_that_is_past_was_missed_or_kept(running: Result) -> None:
    texts = [note["text"] for note in render(Context(running)).charts[ROADMAP].layout["annotations"]]
    assert "missed" in texts


def test_a_confidence_that_tasks_do_not_have_is_not_claimed(running: Result) -> None:
    fragment = render(Context(running))
    page = Page(fragment.html)
    assert "the chosen confidence, or the next one kept" in page.text
    assert 77 not in gantts(fragment)[0].steps
    late = finishes(running).at(80)
    assert page.tables["Tasks"][-1][6] == say_date(late["next"])
    assert "P80 finish" in page.text


def test_the_rows_of_tables_know_their_project(result: Result, shown: Fragment) -> None:
    rows = [attributes for tag, attributes in Page(shown.html).tags if tag == "tr" and "data-project" in attributes]
    assert [row["data-project"] for row in rows][-len(bars(result).rows) :] == [
        bar.project for bar in bars(result).rows
    ]


def test_names_do_not_break_out_of_the_roadmap(shown: Fragment) -> None:
    chart = shown.charts[ROADMAP]
    texts = [note["text"] for note in [*chart.layout["annotations"], *chart.small["annotations"]]]
    texts += [text for trace in chart.data for text in trace.get("hovertext", ())]
    allowed = ("<b>", "</b>", "<br>")
    for text in texts:
        for tag in allowed:
            text = text.replace(tag, "")
        assert "<" not in text


def test_a_program_of_2000_tasks_stays_small(large: Fragment) -> None:
    data = json.dumps({id_: chart.to_page() for id_, chart in large.charts.items()}).encode()
    assert len(gzip.compress(data)) < 700_000
    assert len(large.html) < 1_000_000
    assert len(large.charts) - 1 == 10 * -(-200 // PER_CHART)


def test_a_program_without_dependencies_or_promises_has_a_roadmap(plain_result: Result) -> None:
    chart = render(Context(plain_result)).charts[ROADMAP]
    assert not [shape for shape in chart.layout["shapes"] if shape["type"] == "path"]
    assert "Chance" not in [note["text"] for note in chart.layout["annotations"]]
    assert chart.says
