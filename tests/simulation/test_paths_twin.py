"""Paths, merges and floats of random programs equal those of a plain loop, iteration by iteration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pytest

from riskcast.analysis.cross_project import cross_project
from riskcast.analysis.merges import END, merges
from riskcast.analysis.paired import percentile_of
from riskcast.analysis.paths import Paths, paths
from riskcast.model.program import Program
from riskcast.network.ticks import PER_DAY
from riskcast.simulation.lengths import lengths
from riskcast.simulation.plan import Plan
from riskcast.simulation.replay import replayed
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate
from twins.axis import tick_of
from twins.chancy import PROJECTS, Maker
from twins.future import Fate, Futures
from twins.paths import driver, last_of, merge_delay, path_to
from twins.rules import Rules
from twins.schedule import Dates

COUNT = 25
SEED = 3
each_program = pytest.mark.parametrize("seed", range(15))


def made(seed: int) -> tuple[Program, Result, Futures, list[Fate]]:
    program = Maker(seed).program()
    result = simulate(program, Plan(COUNT, seed=SEED, design="mc"), checked=True)
    plain = Futures(program, SEED)
    return program, result, plain, [plain.future(i) for i in range(COUNT)]


def shown(plain: Futures, fate: Fate, name: str) -> tuple[str, ...]:
    return tuple(task for task in path_to(plain.twin, name, fate.dates) if task not in fate.skipped)


def counted(found: Paths) -> Counter[tuple[str, ...]]:
    return Counter({path.tasks: path.share.hits for path in found.top})


@each_program
def test_the_paths_of_a_random_program_are_those_of_the_plain_loop(seed: int) -> None:
    program, result, plain, fates = made(seed)
    order = result.tasks.ids
    for project in ("", *(p for p in PROJECTS if any(task.project == p for task in program.tasks))):
        found = paths(result, f"finish:{project}" if project else "finish", top=COUNT)
        expected = Counter(shown(plain, f, last_of(plain.twin, f.dates, order, project)) for f in fates)
        assert counted(found) == expected
        assert found.distinct == len(expected)
        assert found.rest.hits == 0


@each_program
def test_the_links_of_the_paths_are_counted_as_in_the_plain_loop(seed: int) -> None:
    _, result, plain, fates = made(seed)
    links: Counter[tuple[str, str]] = Counter()
    crossings: Counter[tuple[str, str]] = Counter()
    project = {name: task.project for name, task in plain.twin.tasks.items()}
    for fate in fates:
        chain = path_to(plain.twin, "done", fate.dates)
        pairs = set(pairwise(chain))
        links.update(pairs)
        crossings.update({(project[a], project[b]) for a, b in pairs if project[a] != project[b]})
    found = paths(result, "milestone:done", top=3)
    assert {(x.predecessor, x.successor): x.share.hits for x in found.links} == links
    assert {(x.from_project, x.to_project): x.share.hits for x in found.crossings if x.share.hits} == crossings
    assert sum(path.share.hits for path in found.top) + found.rest.hits == COUNT


@each_program
def test_drivers_and_delays_of_merge_points_are_those_of_the_plain_loop(seed: int) -> None:
    _, result, plain, fates = made(seed)
    found = merges(result)
    twin = plain.twin
    plan = _plan_of(plain, result)
    several = {name for name in twin.tasks if len({k.predecessor for k in twin.into[name]}) > 1}
    assert {point.task for point in found.points} - {END} == several
    for point in found.points:
        if point.task == END:
            continue
        there = [fate for fate in fates if point.task not in fate.skipped]
        links = [driver(twin, point.task, fate.dates) for fate in there]
        drives = Counter(link.predecessor for link in links if link is not None)
        assert {d.task: d.share.hits for d in point.drivers if d.share.hits} == drives
        first = driver(twin, point.task, plan)
        assert point.planned == (None if first is None else first.predecessor)
        ticks = sum(merge_delay(twin, point.task, fate.dates, first) for fate in there)
        assert point.delay.value == pytest.approx(ticks / COUNT / PER_DAY, abs=1e-12)


def _plan_of(plain: Futures, result: Result) -> dict[str, Dates]:
    """Return the plain dates of the plan: planned durations, the likelier way of every fork, no risk."""
    fate = Fate(set(), set(), _left_out(plain))

    def strike(name: str, begin: int, length: int, dates: Mapping[str, Dates]) -> int:
        plain._decide(name, fate, dates)
        return 0 if name in fate.skipped else length

    plain.twin.strike = strike
    dates = plain.twin.forward(plain.planned)
    origin = tick_of(result.origin, plain.twin.first)
    finish = [int(x) + origin for x in result.tasks.planned_finish]
    assert [dates[name].finishes for name in result.tasks.ids] == finish
    return dates


def _left_out(plain: Futures) -> set[str]:
    out = {task.id for task in plain.program.tasks if task.probability < 0.5}
    for branch in plain.program.branches:
        chances = [option.probability for option in branch.options]
        best = chances.index(max(chances)) if max(chances) >= 1.0 - sum(chances) else -1
        for k, option in enumerate(branch.options):
            out |= set(plain.select.every(option.tasks)) if k != best else set()
    return out


@each_program
def test_the_merge_bias_is_that_of_a_program_in_which_only_planned_drivers_bind(seed: int) -> None:
    _, result, plain, fates = made(seed)
    order, twin = result.tasks.ids, plain.twin
    plan = _plan_of(plain, result)
    end = last_of(twin, plan, order)
    links = {name: driver(twin, name, plan) for name in twin.tasks}
    plain.twin.into = {name: [] if link is None else [link] for name, link in links.items()}
    alone = np.array([plain.future(i).dates[end].finishes for i in range(COUNT)])
    whole = np.array([twin.program_finish(fate.dates) for fate in fates])
    bias = merges(result, p=80).bias
    at = percentile_of(80)
    assert bias.bias.value == pytest.approx((at(whole) - at(alone)) / PER_DAY, abs=1e-12)
    assert bias.mean.value == pytest.approx((whole.mean() - alone.mean()) / PER_DAY, abs=1e-9)
    assert bias.along.value == pytest.approx((at(alone) - plan[end].finishes) / PER_DAY, abs=1e-12)
    assert bias.total.value == pytest.approx(bias.along.value + bias.bias.value, abs=1e-9)


@pytest.mark.parametrize("seed", range(12))
def test_a_dependency_that_is_switched_off_is_one_that_is_not_there(seed: int) -> None:
    program, result, _, _ = made(seed)
    found = cross_project(result, "finish", 80)
    project = {task.id: task.project for task in program.tasks}
    at = percentile_of(80)

    def without(*pairs: tuple[str, str]) -> float:
        kept = [d for d in program.dependencies if (d.predecessor, d.successor) not in pairs]
        less = simulate(program.replace(dependencies=kept), Plan(COUNT, seed=SEED, design="mc"), checked=True)
        shift = (less.origin - result.origin).total_seconds() / 86400
        return (at(result.samples("finish")) - at(less.samples("finish"))) / PER_DAY - shift

    pairs = {(d.predecessor, d.successor) for d in program.dependencies}
    crossing = {pair for pair in pairs if project[pair[0]] != project[pair[1]]}
    assert {(x.predecessor, x.successor) for x in found.links} == crossing
    for link in found.links:
        assert link.days.value == pytest.approx(without((link.predecessor, link.successor)), abs=1e-9)
    for both in found.pairs:
        mine = [p for p in crossing if (project[p[0]], project[p[1]]) == (both.from_project, both.to_project)]
        assert both.dependencies == len(mine)
        assert both.days.value == pytest.approx(without(*mine), abs=1e-9)


@each_program
def test_lengths_and_floats_are_those_of_the_plain_loop(seed: int) -> None:
    _, result, plain, fates = made(seed)
    (found,) = lengths(replayed(result))
    for i, fate in enumerate(fates):
        latest = plain.twin.latest(fate.dates)
        for r, row in enumerate(found.rows):
            name, at = row.task.id, fate.dates[row.task.id]
            if name in fate.skipped:
                assert (found.length[r, i], found.slack[r, i]) == (0, -1)
                continue
            assert found.length[r, i] == at.finish - at.start
            if row.task.kind.value == "task":  # the twin counts the float of instants on the clock
                assert found.slack[r, i] == max(latest[name] - at.finish, 0), (i, name)


def test_the_comparison_sees_a_path_that_goes_by_the_latest_predecessor() -> None:
    """Lags, types and calendars decide what drives: the predecessor that finishes last often does not."""
    seen = 0
    for seed in range(8):
        _, result, plain, fates = made(seed)
        twin = plain.twin

        def naive(name: str, fate: Fate, twin: Rules = twin) -> list[str]:
            before = sorted({k.predecessor for k in twin.into[name]}, key=lambda k: fate.dates[k].finishes)
            return [*(naive(before[-1], fate, twin) if before else ()), name]

        ends = [last_of(twin, fate.dates, result.tasks.ids) for fate in fates]
        chains = [naive(end, fate) for end, fate in zip(ends, fates, strict=True)]
        wrong = Counter(tuple(n for n in c if n not in f.skipped) for c, f in zip(chains, fates, strict=True))
        seen += counted(paths(result, top=COUNT)) != wrong
    assert seen >= 4
