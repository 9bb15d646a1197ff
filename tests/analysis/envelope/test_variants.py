"""Each change of a program changes what it names, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import riskcast as rc
from riskcast.analysis.envelope.constraints import without_constraints
from riskcast.analysis.envelope.correlations import capped, with_doubled_correlations, without_correlations
from riskcast.analysis.envelope.kinds import kinds_of
from riskcast.analysis.envelope.ranges import Widened, with_ranges
from riskcast.analysis.envelope.responses import with_planned_responses
from riskcast.analysis.envelope.shapes import pert_as_triangular, triangular_as_pert
from riskcast.model.estimate import Estimate
from riskcast.model.risk import ResponseState
from riskcast.model.walk import estimates_in

from .small import MODELS, program, task

Change = Callable[[rc.Program], rc.Program]


def wider(program: rc.Program) -> rc.Program:
    return with_ranges(program, 1.3)


TOUCHED: dict[Change, dict[str, set[str]]] = {
    without_correlations: {"correlations": set(), "default_correlation": set()},
    with_doubled_correlations: {"correlations": {"rho"}, "default_correlation": set()},
    wider: {"tasks": {"estimate"}, "bands": {"estimate", "cost"}, "costs": {"fixed", "per_day", "per_calendar_day",
            "quantity", "per_unit", "remaining"}, "resources": {"per_hour", "per_unit"}},
    without_constraints: {"tasks": {"constraints"}},
    with_planned_responses: {"risks": {"response"}},
}  # fmt: skip


@pytest.fixture(scope="module")
def given() -> rc.Program:
    """The data centre, with a default correlation and bands."""
    bands = [{"where": "all", "estimate": "triangular(90%, 100%, 130%)", "cost": "uniform(90%, 120%)"}]
    return rc.load(str(MODELS / "datacentre")).replace(default_correlation=0.3, bands=bands)


@pytest.mark.parametrize("change", TOUCHED, ids=lambda change: change.__name__)
def test_a_change_touches_only_its_fields(change: Change, given: rc.Program) -> None:
    changed = change(given)
    assert changed is not given
    for name in type(given).model_fields:
        before, after = getattr(given, name), getattr(changed, name)
        if name not in TOUCHED[change]:
            assert before is after
        elif isinstance(before, tuple) and TOUCHED[change][name]:
            assert _apart(before, TOUCHED[change][name]) == _apart(after, TOUCHED[change][name])
    assert given == rc.load(str(MODELS / "datacentre")).replace(default_correlation=0.3, bands=given.bands)


def _apart(parts: tuple[Any, ...], fields: set[str]) -> list[dict[str, Any]]:
    return [{name: value for name, value in part if name not in fields} for part in parts]


@pytest.mark.parametrize(("change", "old", "new"), [(triangular_as_pert, "triangular", "pert"),
                                                    (pert_as_triangular, "pert", "triangular")])  # fmt: skip
def test_shapes_change_wherever_they_stand_and_keep_their_three_points(
    change: Change, old: str, new: str, given: rc.Program
) -> None:
    before, after = dict(estimates_in(given)), dict(estimates_in(change(given)))
    assert before.keys() == after.keys()
    assert any(estimate.family == old for estimate in before.values())
    for path, estimate in before.items():
        expected = Estimate(new, estimate.args[:3]) if estimate.family == old else estimate
        assert after[path] == expected


def test_every_range_is_scaled_and_those_of_risks_drivers_and_indices_are_not(given: rc.Program) -> None:
    for path, estimate in estimates_in(wider(given)):
        own = path[0] in ("tasks", "bands", "costs", "resources") and estimate.family != "fixed"
        assert isinstance(estimate, Widened) == own, path


def test_the_lambda_of_a_pert_is_dropped_with_its_shape() -> None:
    changed = pert_as_triangular(program([task("A", "10d", "pert(8d, 10d, 15d, lambda=2)")]))
    assert str(changed.tasks[0].estimate) == "triangular(8d, 10d, 15d)"


def test_correlations_double_up_to_the_cap_and_never_become_weaker() -> None:
    tasks = [task(n, "10d", "uniform(8d, 12d)") for n in "ABCDE"]
    rhos = {("A", "B"): 0.3, ("B", "C"): -0.4, ("C", "D"): 0.7, ("D", "E"): 1.0}
    lines = [{"among": list(pair), "rho": rho} for pair, rho in rhos.items()]
    given = program(tasks, correlations=lines, default_correlation=0.2)
    changed = with_doubled_correlations(given)
    assert [line.rho for line in changed.correlations] == [0.6, -0.8, 0.99, 1.0]
    assert changed.default_correlation == 0.4
    assert capped(given) == 2


def test_constraints_of_finished_tasks_and_typed_dates_stay() -> None:
    dates = [{"kind": "start-no-earlier-than", "date": "2027-02-01"}]
    done = task("A", "6d", constraints=dates, actual_start="2027-01-04", actual_finish="2027-01-10")
    given = program([done, task("B", "5d", constraints=dates, manual_start="2027-03-01")], data_date="2027-01-15")
    changed = without_constraints(given)
    assert changed.tasks[0] is given.tasks[0]
    assert changed.tasks[1].constraints == ()
    assert changed.tasks[1].manual_start == given.tasks[1].manual_start


def test_only_planned_responses_become_active(given: rc.Program) -> None:
    before = {risk.id: risk.response.state for risk in given.risks if risk.response is not None}
    after = {risk.id: risk.response.state for risk in with_planned_responses(given).risks if risk.response is not None}
    assert ResponseState.PLANNED in before.values()
    for id_, state in before.items():
        assert after[id_] == (ResponseState.ACTIVE if state is ResponseState.PLANNED else state)


@pytest.mark.parametrize(
    "change", [*TOUCHED, triangular_as_pert, pert_as_triangular], ids=lambda change: change.__name__
)
def test_a_change_of_nothing_returns_the_program_itself(change: Change) -> None:
    certain = program([task("A", "10d")])
    assert change(certain) is certain


def test_kinds_are_those_that_a_run_can_leave_out(given: rc.Program) -> None:
    assert kinds_of(given) == {"ranges", "drivers", "risks"}
    assert kinds_of(program([task("A", "10d")])) == frozenset()
    assert kinds_of(program([task("A", "10d", "uniform(8d, 12d)")])) == {"ranges"}
    fx = [{"id": "USD", "rate": 0.9, "volatility": 0.08}]
    assert kinds_of(program([task("A", "10d")], currencies=fx)) == {"ranges"}
    lost = [{"id": "rain", "calendars": ["c"], "days": "3d"}]
    assert kinds_of(program([task("A", "10d")], lost_time=lost)) == {"risks"}
