"""What must hold for any simulation, whatever its numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from riskcast.model.program import Program
from riskcast.network.compile import compile_program
from riskcast.network.network import Network
from riskcast.simulation import reach as reach_module
from riskcast.simulation import run as run_module
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import GRID, Result
from riskcast.simulation.run import simulate
from twins.small import COSTS, LINKS, RISKS, TASKS, certain, program, run, same, values


@pytest.fixture(scope="module")
def base() -> Result:
    return run(program())


def test_the_base_program_is_uncertain_in_every_measure(base: Result) -> None:
    """Otherwise the equalities below would say nothing."""
    for measure in base.measures:
        assert len(set(base.samples(measure).tolist())) > 100 or measure == "cost:B", measure
    shares = dict(zip(base.tasks.ids, base.tasks.criticality, strict=True))
    assert sum(0.05 < share < 0.95 for share in shares.values()) >= 3


@pytest.mark.parametrize("design", ["lhs", "mc", "sobol"])
@pytest.mark.parametrize(("threads", "block"), [(1, 64), (2, 128), (4, 192), (2, 256), (1, 1024)])
def test_threads_and_blocks_never_change_a_bit(design: str, threads: int, block: int) -> None:
    first = run(program(), design=design, threads=1)
    other = run(program(), design=design, threads=threads, block=block)
    assert other.manifest.result_digest == first.manifest.result_digest
    for measure in first.measures:
        assert (other.samples(measure) == first.samples(measure)).all()
    for field in ("criticality", "start", "finish"):
        assert (getattr(other.tasks, field) == getattr(first.tasks, field)).all(), field
    assert (other.inputs.correlation == first.inputs.correlation).all()
    assert (other.inputs.sums == first.inputs.sums).all()


@pytest.mark.parametrize("iterations", [1, 2, 63, 64, 65, 129, 1_001])
def test_any_number_of_iterations_gives_the_same_bits_in_any_block(iterations: int) -> None:
    digests = {run(program(), iterations, block=b, threads=2).manifest.result_digest for b in (64, 128, 192, 256)}
    assert len(digests) == 1


def test_plain_draws_do_not_depend_on_how_many_follow() -> None:
    short, long = run(program(), 700, design="mc"), run(program(), 1_500, design="mc")
    for measure in short.measures:
        assert (long.samples(measure)[:700] == short.samples(measure)).all(), measure


def test_another_seed_gives_another_future(base: Result) -> None:
    for seed in (8, 7 + (1 << 32)):
        other = run(program(), seed=seed)
        assert other.manifest.result_digest != base.manifest.result_digest
        assert (values(other, "finish:C") != values(base, "finish:C")).mean() > 0.9


def test_a_seed_is_chosen_and_recorded_when_none_is_given() -> None:
    first = simulate(program(), Plan(200))
    assert simulate(program(), Plan(200)).manifest.seed != first.manifest.seed
    assert run(program(), 200, seed=first.manifest.seed).manifest.result_digest == first.manifest.result_digest


@pytest.mark.parametrize("at", [0, len(TASKS)])
def test_an_unrelated_task_leaves_every_other_draw_as_it_was(base: Result, at: int) -> None:
    extra = {"id": "extra", "project": "B", "duration": "5d", "estimate": "uniform(1d, 9d)"}
    result = run(program(tasks=[*TASKS[:at], extra, *TASKS[at:]]))
    assert same(base, result, *base.measures)


@pytest.mark.parametrize("at", [0, len(RISKS)])
def test_a_risk_elsewhere_leaves_every_other_draw_as_it_was(base: Result, at: int) -> None:
    extra = {"id": "new", "probability": 0.5, "impacts": [{"tasks": ["other"], "delay": "uniform(1d, 9d)"}]}
    result = run(program(risks=[*RISKS[:at], extra, *RISKS[at:]]))
    assert same(base, result, "finish:A", "finish:C", "cost:A", "cost:C", "milestone:done")
    assert not same(base, result, "finish:B")


def test_renaming_a_task_changes_its_draws_and_nothing_else(base: Result) -> None:
    """The comparisons above can fail: draws belong to names."""
    renamed = [{**task, "id": "alone"} if task["id"] == "lonely" else task for task in TASKS]
    costs = [{**line, "task": "alone"} if line["task"] == "lonely" else line for line in COSTS]
    result = run(program(tasks=renamed, costs=costs))
    assert not same(base, result, "finish:C")
    assert same(base, result, "finish:A", "finish:B", "cost:A")


def test_a_risk_with_probability_zero_changes_nothing(base: Result) -> None:
    never = {
        "id": "never",
        "probability": 0,
        "impacts": [{"tasks": ["build", "lonely"], "project": "A", "delay": "90d", "cost": "1000"}],
    }
    result = run(program(risks=[*RISKS, never]))
    assert same(base, result, *base.measures)
    assert (result.tasks.criticality == base.tasks.criticality).all()


def test_a_certain_risk_with_a_fixed_impact_is_part_of_the_plan() -> None:
    sure = {"id": "sure", "probability": 1, "impacts": [{"tasks": ["fix"], "delay": "3d", "cost": "40"}]}
    fix = {"id": "fix", "project": "A", "duration": "5d"}
    links = [*LINKS, {"predecessor": "fix", "successor": "test"}]
    line = {"id": "fix", "task": "fix", "per_day": "10", "fixed": "100"}
    risky = run(program(tasks=[*TASKS, fix], dependencies=links, costs=[*COSTS, line], risks=[*RISKS, sure]))
    planned_fix, planned_line = {**fix, "duration": "8d"}, {**line, "fixed": "140"}
    planned = run(program(tasks=[*TASKS, planned_fix], dependencies=links, costs=[*COSTS, planned_line]))
    assert same(risky, planned, *[m for m in planned.measures if not planned.is_money(m)])
    assert risky.samples("cost") == pytest.approx(planned.samples("cost"), rel=1e-12)


def test_a_certain_risk_shifts_an_uncertain_task_by_its_impact() -> None:
    sure = {"id": "sure", "probability": 1, "impacts": [{"tasks": ["ship"], "delay": "2ed"}]}
    alone = {"tasks": [TASKS[3]], "dependencies": [], "costs": [], "projects": [{"id": "A"}]}
    late, plain = run(program(**alone, risks=[sure])), run(program(**alone, risks=[]))
    assert set(values(late, "finish") - values(plain, "finish")) == {np.timedelta64(2, "D")}


def test_an_opportunity_never_takes_a_task_below_nothing() -> None:
    huge = {"id": "luck", "kind": "opportunity", "probability": 0.5, "impacts": [{"tasks": ["ship"], "delay": "90ed"}]}
    alone = {"tasks": [TASKS[3]], "dependencies": [], "costs": [], "projects": [{"id": "A"}]}
    finish = run(program(**alone, risks=[huge]), 192).to_frame()["finish"]
    start = np.datetime64("2026-01-05T08:00")
    assert (finish == start).sum() == 96
    assert (finish >= start).all()


def test_without_uncertainty_every_iteration_is_the_plan() -> None:
    costs = [{"id": "team", "task": "build", "per_day": "100", "fixed": "500"}]
    result = run(program(tasks=[certain(t) for t in TASKS], risks=[], costs=costs), 130)
    for measure in result.measures:
        assert set(result.samples(measure).tolist()) == {result.planned(measure)}, measure
    assert result.planned("cost") == 2_500.0
    critical = result.tasks.on_critical_path
    assert (result.tasks.criticality == critical.astype(float)).all()
    for place in range(len(GRID)):
        assert (result.tasks.start[:, place] == result.tasks.planned_start).all()
        assert (result.tasks.finish[:, place] == result.tasks.planned_finish).all()


def test_planned_values_are_those_of_the_plan_without_uncertainty(base: Result) -> None:
    stated = [{"id": "team", "task": "build", "per_day": "100", "fixed": "500"}]
    stated += [{"id": "tool", "task": "test", "fixed": "200"}, {"id": "solo", "task": "lonely", "per_day": "80"}]
    stated[2]["fixed"] = "15"
    plain = run(program(tasks=[certain(t) for t in TASKS], risks=[], costs=stated), 64)
    for measure in base.measures:
        if base.is_money(measure):
            assert base.planned(measure) == pytest.approx(plain.planned(measure), rel=1e-12), measure
        else:
            assert base.moment(base.planned(measure)) == plain.moment(plain.planned(measure)), measure


def test_results_are_the_same_when_the_calendar_had_to_be_extended(monkeypatch: pytest.MonkeyPatch) -> None:
    wild = [{**t, "estimate": "lognormal(mean=20d, sd=100d)"} if t["id"] == "build" else t for t in TASKS]
    reached: list[int] = []

    def compiling(of: Program, days: int = 0, *rest: Any, **named: Any) -> Network:
        network = compile_program(of, max(days, floor), *rest, **named)
        reached.append(network.axes.days)
        return network

    monkeypatch.setattr(run_module, "compile_program", compiling)
    monkeypatch.setattr(reach_module, "compile_program", compiling)
    floor = 0
    grown = run(program(tasks=wild), 4_000)
    assert len(reached) > 1
    floor = 2 * reached[-1]
    roomy = run(program(tasks=wild), 4_000)
    assert roomy.manifest.result_digest == grown.manifest.result_digest
    assert (roomy.tasks.criticality == grown.tasks.criticality).all()
    assert (roomy.tasks.finish[:, GRID.index(50)] == grown.tasks.finish[:, GRID.index(50)]).all()


def test_the_order_of_risks_in_the_file_changes_nothing() -> None:
    alone = {"tasks": [{"id": "x", "project": "A", "duration": "5d"}], "dependencies": [], "costs": []}
    luck = {"id": "luck", "kind": "opportunity", "probability": 0.5, "impacts": [{"tasks": ["x"], "delay": "8d"}]}
    harm = {"id": "harm", "probability": 0.5, "impacts": [{"tasks": ["x"], "delay": "4d"}]}
    first = run(program(**alone, projects=[{"id": "A"}], risks=[luck, harm]), 200)
    assert same(first, run(program(**alone, projects=[{"id": "A"}], risks=[harm, luck]), 200), "finish")
