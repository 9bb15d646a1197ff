"""What must hold for risks, drivers, branches and correlations, whatever their numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from riskcast.model.program import Program
from riskcast.simulation.plan import DESIGNS, Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate
from twins.featured import FEATURED, Row, draws, featured
from twins.small import LINKS, values


def run(of: Program, iterations: int = 1_000, **plan: Any) -> Result:
    return simulate(of, Plan(iterations, seed=7, **plan))


def alike(a: Result, b: Result) -> bool:
    """Return whether all dates are equal and all sums equal to rounding, in every iteration."""
    dates = all((values(a, m) == values(b, m)).all() for m in a.measures if not a.is_money(m))
    return dates and all(np.allclose(a.samples(m), b.samples(m), rtol=1e-12) for m in a.measures if a.is_money(m))


def test_everything_varies_in_the_program_with_everything() -> None:
    """Otherwise the equalities below would say nothing."""
    result = run(featured())
    assert all(len(set(result.samples(m).tolist())) > 200 for m in result.measures if m != "cost:B")
    assert (result.inputs.occurred > 50).all()


@pytest.mark.parametrize("design", DESIGNS)
def test_threads_and_blocks_never_change_a_bit_with_everything_on(design: str) -> None:
    first = run(featured(), design=design, threads=1)
    for threads, block in ((1, 64), (2, 128), (3, 192), (2, 512)):
        other = run(featured(), design=design, threads=threads, block=block)
        assert other.manifest.result_digest == first.manifest.result_digest
        assert all((other.samples(m) == first.samples(m)).all() for m in first.measures)
        assert (other.inputs.correlation == first.inputs.correlation).all()
        assert (other.inputs.occurred == first.inputs.occurred).all()


NEW: dict[str, tuple[str, Row]] = {
    "a task": ("tasks", {"id": "new", "project": "B", "duration": "5d", "estimate": "uniform(1d, 9d)"}),
    "a risk": (
        "risks",
        {"id": "n", "probability": 0.5, "impacts": [{"tasks": ["ship"], "delay": "uniform(1ed, 9ed)"}]},
    ),
    "a driver": ("drivers", {"id": "n", "probability": 0.5, "duration": "uniform(90%, 120%)", "tasks": ["all"]}),
    "a branch": ("branches", {"id": "n", "options": [{"probability": 0.5, "tasks": ["test"]}]}),
    "a cost": ("costs", {"id": "n", "task": "ship", "fixed": "uniform(1, 9)"}),
    "a correlation": ("correlations", {"of": "cost", "among": ["solo"], "rho": 0.5}),
}


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("what", NEW)
def test_something_new_leaves_every_other_draw_as_it_was(what: str, first: bool) -> None:
    field, row = NEW[what]
    base = featured()
    rows = [r.model_dump(exclude_unset=True) for r in getattr(base, field)]
    before, after = draws(base), draws(featured(**{field: [row, *rows] if first else [*rows, row]}))
    assert before.keys() <= after.keys()
    mixed = {"cost:solo:fixed", "cost:solo:per_day"} if what == "a correlation" else set()
    for name, drawn in before.items():
        assert (drawn == after[name]).all() or name in mixed, name
    assert what != "a correlation" or any((before[name] != after[name]).any() for name in mixed)


def test_a_new_link_leaves_every_draw_as_it_was() -> None:
    """Another order of the passes must not reach the draws, not even inside groups of correlated tasks."""
    links = [*LINKS, {"predecessor": "lonely", "successor": "design"}, {"predecessor": "test", "successor": "other"}]
    pairs = [{"among": ["build", "lonely"], "rho": 0.5}, {"among": ["lonely", "design"], "rho": -0.3}]
    before = draws(featured(correlations=pairs))
    after = draws(featured(correlations=pairs, dependencies=links))
    assert before.keys() == after.keys()
    for name, drawn in before.items():
        assert (drawn == after[name]).all(), name


def test_draws_that_belong_to_another_name_are_others() -> None:
    """The comparisons above can fail."""
    before = draws(featured())
    assert (before["risk:r1:delay:1"] != draws(featured(), seed=8)["risk:r1:delay:1"]).mean() > 0.9
    assert (before["driver:d1:duration"] != before["driver:d2:duration"]).mean() > 0.9


def test_a_risk_with_probability_zero_changes_nothing_even_with_every_kind_of_impact() -> None:
    impact = {"tasks": ["all"], "project": "A", "delay": "9d", "factor": "300%", "cost": "999", "cost_per_day": "9"}
    impact["tasks"] = ["build", "other", "design"]
    for window in ({}, {"not_before": "2026-01-05"}):
        never = {"id": "never", "probability": 0.0, "impacts": [impact], **window}
        assert alike(run(featured()), run(featured(risks=[*FEATURED["risks"], never])))


def test_a_driver_that_never_acts_or_is_1_changes_nothing() -> None:
    base = run(featured())
    for idle in ({"probability": 0.0, "duration": "200%", "cost": "200%"}, {"duration": "100%", "cost": "100%"}):
        driver = {"id": "idle", "tasks": ["all"], **idle}
        assert alike(base, run(featured(drivers=[*FEATURED["drivers"], driver])))


def test_a_certain_risk_with_fixed_impacts_is_part_of_the_plan() -> None:
    """A factor and a delay on a task without a range: 5 d x 120 % + 3 d = 9 d."""
    fix = {"id": "fix", "project": "A", "duration": "5d"}
    links = [*LINKS, {"predecessor": "fix", "successor": "test"}]
    line = {"id": "fix", "task": "fix", "per_day": "10", "fixed": "100"}
    impact = {"tasks": ["fix"], "factor": "120%", "delay": "3d", "cost": "40", "cost_per_day": "7"}
    sure = {"id": "sure", "probability": 1, "impacts": [impact]}
    base = featured(drivers=[], bands=[], dependencies=links, risks=[*FEATURED["risks"], sure])
    costs = [*base.costs, line]
    risky = run(base.replace(tasks=[*base.tasks, fix], costs=costs))
    costs[-1] = {**line, "fixed": "161"}
    planned = base.replace(tasks=[*base.tasks, {**fix, "duration": "9d"}], costs=costs, risks=base.risks[:-1])
    assert alike(risky, run(planned))


def test_a_driver_on_two_halves_of_its_tasks_is_the_same_driver() -> None:
    """Selectors only say which tasks are meant; a task that two of them mean is meant once."""
    whole, other = FEATURED["drivers"]
    names = [task["id"] for task in FEATURED["tasks"]]
    base = run(featured())
    for tasks in (names[:-1], ["project:A", "project:B", "project:C"], ["build", "tag:site=x"], ["tag:site", "all"]):
        open_ = [name for name in tasks if name != "done"]
        assert alike(
            base, run(featured(drivers=[{**whole, "tasks": open_ if "lonely" in open_ else [*open_, "lonely"]}, other]))
        )


RESPONSE: Row = {
    "probability": 0.1,
    "impacts": [{"tasks": ["build"], "delay": "uniform(1d, 2d)", "cost": "uniform(10, 20)"}],
}


def treated(state: str) -> list[Row]:
    first, *rest = FEATURED["risks"]
    return [{**first, "response": {**RESPONSE, "state": state}}, *rest]


def test_a_planned_response_changes_nothing() -> None:
    assert alike(run(featured()), run(featured(risks=treated("planned"))))


@pytest.mark.parametrize("state", ["active", "done"])
def test_a_decided_response_is_the_risk_edited(state: str) -> None:
    first, *rest = FEATURED["risks"]
    edited = {**first, "probability": RESPONSE["probability"], "impacts": RESPONSE["impacts"]}
    after = run(featured(risks=treated(state)))
    assert alike(after, run(featured(risks=[edited, *rest])))
    assert not alike(after, run(featured()))


def test_default_correlation_of_zero_is_none() -> None:
    assert alike(run(featured(default_correlation=0.0)), run(featured(default_correlation=None)))
    assert not alike(run(featured(default_correlation=0.2)), run(featured(default_correlation=None)))


@pytest.mark.parametrize("design", ["lhs", "mc"])
def test_correlation_leaves_every_single_law_as_it_was(design: Any) -> None:
    """Every variable's own distribution: its largest distance from the exact one stays within chance (1 in 10^6)."""
    law = "triangular(4d, 10d, 30d)"
    tasks = [{"id": f"T{n}", "project": "A", "duration": "10d", "estimate": law} for n in range(6)]
    ends = [{"id": f"M{n}", "project": "A", "kind": "milestone"} for n in range(6)]
    links = [{"predecessor": f"T{n}", "successor": f"M{n}"} for n in range(6)]
    clock = {"id": "c", "week": {"mon-sun": "00:00-24:00"}, "hours_per_day": 24}
    of = Program.model_validate(
        {
            "id": "p",
            "start": "2026-01-05",
            "calendar": "c",
            "calendars": [clock],
            "projects": [{"id": "A"}],
            "tasks": [*tasks, *ends],
            "dependencies": links,
            "correlations": [
                {"among": ["T0", "T1", "T2"], "rho": 0.9},
                {"among": ["T3", "T4"], "rho": -0.8},
            ],
            "default_correlation": 0.1,
        }
    )
    result = run(of, 20_000, design=design)
    start = np.datetime64("2026-01-05", "s")
    for n in range(6):
        drawn = (values(result, f"milestone:M{n}") - start) / np.timedelta64(1, "D")
        x = np.sort(drawn)
        exact = np.where(x < 10, (x - 4) ** 2 / 156, 1 - (30 - x) ** 2 / 520)
        ranks = np.arange(x.size + 1) / x.size
        distance = max(np.abs(exact - ranks[:-1]).max(), np.abs(exact - ranks[1:]).max())
        assert distance < np.sqrt(np.log(2e6) / 2 / 20_000), n


KIND = {"ranges": "task:design:duration", "risks": "risk:r1:delay:1", "drivers": "driver:d1:duration"}


@pytest.mark.parametrize("kind", KIND)
def test_a_switch_removes_its_kind_and_nothing_else(kind: str) -> None:
    """Leaving a kind out equals the program in which it is not written, with all other draws as they were."""
    certain = [{k: v for k, v in task.items() if k != "estimate"} for task in FEATURED["tasks"]]
    planned = [
        {"id": "team", "task": "build", "per_day": "100", "fixed": "500"},
        {"id": "tool", "task": "test", "fixed": "200"},
        {"id": "solo", "task": "lonely", "per_day": "80", "fixed": "15"},
    ]
    written: dict[str, dict[str, Any]] = {
        "ranges": {"tasks": certain, "costs": planned, "bands": []},
        "risks": {"risks": []},
        "drivers": {"drivers": []},
    }
    left_out = run(featured(), without=(kind,))
    lines = [c for c in FEATURED["correlations"] if kind != "risks" or c.get("of") not in ("occurrence", "impact")]
    assert alike(left_out, run(featured(**written[kind], correlations=lines)))
    assert KIND[kind] not in left_out.inputs.variables
    assert all(name in left_out.inputs.variables for other, name in KIND.items() if other != kind)
    assert not alike(left_out, run(featured()))


def test_without_every_kind_only_what_exists_is_left_to_chance() -> None:
    rare = [{**t, "probability": 0.5} if t["id"] == "lonely" else t for t in FEATURED["tasks"]]
    result = run(featured(tasks=rare, branches=[], conditions=[]), without=("ranges", "risks", "drivers"))
    assert len(set(result.samples("finish:C").tolist())) == 2
    every = [{**task, "probability": 1.0} for task in FEATURED["tasks"]]
    result = run(featured(tasks=every, branches=[], conditions=[]), without=("ranges", "risks", "drivers"))
    for measure in result.measures:
        assert set(result.samples(measure).tolist()) == {result.planned(measure)}, measure


def test_a_window_that_covers_everything_is_no_window() -> None:
    risks = [risk for risk in FEATURED["risks"] if risk["id"] in ("r1", "r3")]
    wide = [{**risk, "not_before": "2025-01-01", "not_after": "2049-01-01"} for risk in risks]
    bare: dict[str, list[Row]] = {"correlations": [], "drivers": [], "conditions": [], "branches": []}
    tasks = [{k: v for k, v in task.items() if k not in ("estimate", "probability")} for task in FEATURED["tasks"]]
    for chosen in (0, 1):
        a = run(featured(tasks=tasks, risks=[risks[chosen]], **bare))
        b = run(featured(tasks=tasks, risks=[wide[chosen]], **bare))
        assert alike(a, b)
