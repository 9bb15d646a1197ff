"""Paths, merge points and dependencies between projects, on programs whose answers are known."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from riskcast.analysis.cross_project import cross_project
from riskcast.analysis.indices import indices
from riskcast.analysis.merges import END, merge_bias, merges
from riskcast.analysis.paths import paths
from riskcast.errors import FileProblem, InvalidInput
from riskcast.model.program import Program
from riskcast.simulation.file import load_result, save_result
from riskcast.simulation.plan import Plan
from riskcast.simulation.replay import replayed
from riskcast.simulation.run import simulate
from twins.small import RISKS, program, run

K = 4_096
ERRORS = 4.5
"""Standard errors that a simulated figure may stray."""
CLOCK = {"id": "clock", "week": {"mon-sun": "00:00-24:00"}, "hours_per_day": 24}


def simple(tasks: list[tuple[str, str, str]], links: list[tuple[str, str]], **more: Any) -> Program:
    """Return a round-the-clock program of (id, project, estimate in the notation of files)."""
    rows = [
        {"id": id_, "project": project, "duration": "10d"} | ({"estimate": estimate} if estimate else {})
        for id_, project, estimate in tasks
    ]
    made: dict[str, Any] = {
        "id": "simple",
        "start": "2026-01-05T00:00",
        "calendar": "clock",
        "calendars": [CLOCK],
        "projects": [{"id": p} for p in dict.fromkeys(project for _, project, _ in tasks)],
        "tasks": rows,
        "dependencies": [{"predecessor": a, "successor": b} for a, b in links],
    }
    return Program.model_validate(made | more)


WIDE = "uniform(5d, 15d)"
DIAMOND = simple(
    [("a", "P", ""), ("b", "P", WIDE), ("c", "P", WIDE), ("d", "P", "")],
    [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")],
)


def test_two_equal_paths_drive_half_of_the_iterations_each() -> None:
    found = paths(simulate(DIAMOND, Plan(K, seed=1)))
    assert {path.tasks for path in found.top} == {("a", "b", "d"), ("a", "c", "d")}
    assert found.distinct == 2
    for path in found.top:
        assert abs(path.share.value - 0.5) < ERRORS * 0.5 / math.sqrt(K)
        low, high = path.share.interval
        assert low < path.share.value < high
    assert sum(path.share.hits for path in found.top) == K
    assert found.rest.hits == 0


def test_of_two_paths_that_tie_the_dependency_that_stands_first_counts() -> None:
    for first, second in (("b", "c"), ("c", "b")):
        links = [("a", "b"), ("a", "c"), (first, "d"), (second, "d")]
        sure = simple([("a", "P", ""), ("b", "P", ""), ("c", "P", ""), ("d", "P", "")], links)
        found = paths(simulate(sure, Plan(256, seed=1)))
        assert [path.tasks for path in found.top] == [("a", first, "d")]
        assert found.top[0].is_planned
        assert found.planned.share.hits == 256


def test_the_merge_of_two_equal_uniform_paths_costs_a_sixth_of_their_width() -> None:
    """The greater of two uniforms on (5, 15) days has its mean at 15 - 10/3 and its median at 5 + 10 sqrt(1/2)."""
    result = simulate(DIAMOND, Plan(K, seed=1))
    found = merges(result)
    (point,) = found.points
    assert (point.task, point.planned) == ("d", "b")
    assert point.delay.error is not None
    assert abs(point.delay.value - 10 / 6) < ERRORS * point.delay.error
    assert 0.0 < point.delay.error < 0.1
    assert point.on_path.hits == K
    bias = found.bias
    assert bias.mean.value == pytest.approx(point.delay.value, abs=1e-9)
    assert bias.bias.error is not None
    assert abs(bias.bias.value - (10 * math.sqrt(0.5) - 5)) < ERRORS * bias.bias.error
    assert bias.total.value == pytest.approx(bias.along.value + bias.bias.value, abs=1e-9)
    assert bias.along.error is not None
    assert abs(bias.along.value) < ERRORS * bias.along.error


def test_the_test_above_fails_for_paths_that_always_agree() -> None:
    together = DIAMOND.replace(correlations=[{"among": ["b", "c"], "rho": 0.999}])
    found = merges(simulate(together, Plan(K, seed=1)))
    assert found.bias.mean.value < 0.5


def test_a_chain_has_no_merge_bias_and_no_merge_points() -> None:
    chain = simple([("a", "P", WIDE), ("b", "Q", WIDE), ("c", "P", WIDE)], [("a", "b"), ("b", "c")])
    found = merges(simulate(chain, Plan(K, seed=2)))
    assert found.points == ()
    assert (found.bias.bias.value, found.bias.bias.error) == (0.0, 0.0)
    assert found.bias.along.value == found.bias.total.value


def test_tasks_that_nothing_follows_meet_at_the_end_of_the_program() -> None:
    apart = simple([("b", "P", WIDE), ("c", "Q", WIDE)], [])
    result = simulate(apart, Plan(K, seed=1))
    (end,) = merges(result).points
    assert end.task == END
    assert {driver.task for driver in end.drivers} == {"b", "c"}
    assert sum(driver.share.hits for driver in end.drivers) == K
    assert end.delay.error is not None
    assert abs(end.delay.value - 10 / 6) < ERRORS * end.delay.error
    assert merges(result, "finish:P").points == ()


def test_without_uncertainty_every_delay_and_bias_is_zero() -> None:
    found = merges(run(program(), 256, without=("ranges", "risks", "drivers")))
    assert all(point.delay.value == 0.0 for point in found.points)
    assert (found.bias.total.value, found.bias.along.value, found.bias.bias.value) == (0.0, 0.0, 0.0)


def test_passes_of_a_rework_loop_belong_to_the_planned_path() -> None:
    loop = simple([("a", "P", ""), ("b", "P", "")], [("a", "b")], reworks=[
        {"id": "again", "tasks": ["a"], "probability": 0.5, "at_most": 2}
    ])  # fmt: skip
    result = simulate(loop, Plan(1_024, seed=5))
    found = merges(result)
    assert found.points == ()
    assert found.bias.mean.value == 0.0
    assert result.samples("finish").std() > 0.0
    assert [path.tasks for path in paths(result).top] == [("a", "b")]


def test_a_task_that_is_skipped_is_left_out_of_the_path() -> None:
    maybe = simple([("a", "P", ""), ("b", "P", ""), ("c", "P", "")], [("a", "b"), ("b", "c")])
    tasks = [task.model_copy(update={"probability": 0.25}) if task.id == "b" else task for task in maybe.tasks]
    found = paths(simulate(maybe.replace(tasks=tasks), Plan(K, seed=1)))
    shares = {path.tasks: path.share.value for path in found.top}
    assert shares == {("a", "c"): pytest.approx(0.75, abs=0.03), ("a", "b", "c"): pytest.approx(0.25, abs=0.03)}
    assert found.planned.tasks == ("a", "c")


CROSSING = simple(
    [("a", "P", WIDE), ("b", "Q", ""), ("c", "R", ""), ("d", "Q", "uniform(0d, 4d)")],
    [("a", "b"), ("c", "b"), ("c", "d"), ("a", "d")],
)


def test_a_dependency_between_projects_carries_what_the_date_falls_by_without_it() -> None:
    result = simulate(CROSSING, Plan(K, seed=3))
    found = cross_project(result, "finish", 80)
    days = {(link.predecessor, link.successor): link.days.value for link in found.links}
    # a is uniform(5, 15) before b of 10 days: P80 is 23 days; without it c, of 10 days, holds b at 20 days.
    assert days["a", "b"] == pytest.approx(3.0, abs=0.02)
    assert days["c", "b"] == 0.0
    (first, *_) = found.links
    assert (first.predecessor, first.successor) == ("a", "b")
    pairs = {(pair.from_project, pair.to_project): pair for pair in found.pairs}
    assert pairs["P", "Q"].dependencies == 2
    assert pairs["P", "Q"].days.value >= days["a", "b"]


def test_a_dependency_that_never_binds_carries_exactly_nothing() -> None:
    slack = simple([("a", "P", WIDE), ("b", "Q", "uniform(1d, 2d)"), ("c", "R", "")], [("a", "c"), ("b", "c")])
    found = cross_project(simulate(slack, Plan(512, seed=3)), "finish", 80)
    link = next(link for link in found.links if link.predecessor == "b")
    assert link.binds.hits == 0
    assert (link.days.value, link.days.error) == (0.0, 0.0)


@pytest.mark.parametrize("dialect", ["riskcast", "p6", "msproject"])
def test_a_task_that_loses_its_only_predecessor_starts_with_its_project(dialect: str) -> None:
    """Under the rules of MS Project, the start of a project counts only where no predecessor places a task."""
    two = simple([("a", "P", ""), ("b", "Q", "")], [("a", "b")], dialect=dialect)
    found = cross_project(simulate(two, Plan(256, seed=3)), "finish:Q", 80)
    assert found.links[0].days.value == 10.0


@pytest.mark.parametrize("dialect", ["riskcast", "p6", "msproject"])
@pytest.mark.parametrize("design", ["lhs", "mc", "sobol"])
def test_a_replay_gives_the_finishes_of_the_run(dialect: str, design: Any) -> None:
    """A replay that gives others is refused, so that asking for paths is a test."""
    result = run(program(dialect=dialect), 700, design=design)
    found = paths(result)
    assert found.iterations == 700
    other = run(program(dialect=dialect, risks=RISKS[:1]), 700, design=design)
    mixed = replace(result, project_finish=other.project_finish)
    with pytest.raises(FileProblem, match="cannot be run again"):
        paths(mixed)


def test_threads_and_blocks_never_change_a_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    result = run(program(), 1_500)
    calls = (paths, merges, lambda r: cross_project(r, "finish", 80), indices)
    expected = [call(result) for call in calls]
    for threads, block in ((1, 64), (3, 128), (2, 512)):
        for name in ("paths", "merges", "cross_project", "indices"):
            module = __import__(f"riskcast.analysis.{name}", fromlist=["replayed"])
            monkeypatch.setattr(module, "replayed", lambda r, t=threads, b=block: replayed(r, t, b))
        assert [call(result) for call in calls] == expected


def test_a_result_file_is_enough(tmp_path: Path) -> None:
    result = run(program(), 512)
    save_result(result, tmp_path / "r.zip")
    again = load_result(tmp_path / "r.zip")
    assert paths(again) == paths(result)
    assert merge_bias(again) == merge_bias(result)


def test_a_sum_of_money_has_no_path() -> None:
    with pytest.raises(InvalidInput, match="a sum of money, not a date"):
        paths(run(program(), 128), "cost")


def test_frames_have_one_row_per_thing() -> None:
    result = run(program(), 512)
    found, meeting, carried = paths(result), merges(result), cross_project(result, "finish", 80)
    assert len(found.to_frame()) == len(found.top)
    assert len(found.links_frame()) == len(found.links)
    assert len(meeting.to_frame()) == sum(len(point.drivers) for point in meeting.points)
    assert len(carried.to_frame()) == len(carried.links)
    assert len(carried.pairs_frame()) == len(carried.pairs)
    shares = indices(result).to_frame()["criticality"]
    known = dict(zip(result.tasks.ids, result.tasks.criticality, strict=True))
    assert np.allclose([known[id_] for id_ in shares.index], shares)


def test_a_dependency_that_only_decides_what_is_done_is_not_passed_over() -> None:
    """It never lies on the path to the end, but without it b ends in time, and the ten days more are not needed."""
    tasks = [("a", "P", ""), ("b", "Q", ""), ("more", "Q", ""), ("long", "Q", "uniform(15d, 16d)")]
    way = {"id": "late", "task": "b", "later_than": "2026-01-20", "then": ["more"]}
    result = simulate(simple(tasks, [("a", "b"), ("long", "more")], conditions=[way]), Plan(512, seed=1))
    assert [path.tasks for path in paths(result, "finish:Q").top] == [("long", "more")]
    found = cross_project(result, "finish:Q", 80)
    kept = {(link.predecessor, link.successor): link.days.value for link in found.links}
    without = simulate(simple(tasks, [("long", "more")], conditions=[way]), Plan(512, seed=1))
    fall = result.percentile("finish:Q", 80) - without.percentile("finish:Q", 80)  # type: ignore[operator]
    assert kept["a", "b"] == pytest.approx(10.0, abs=0.1)
    assert kept["a", "b"] * 86_400 == pytest.approx(fall.total_seconds())  # type: ignore[union-attr]
