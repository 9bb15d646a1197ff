"""Indices of tasks: floats by hand, skipped tasks, and what does not count."""

from __future__ import annotations

import numpy as np
import pytest

from riskcast.analysis.indices import indices
from riskcast.analysis.sensitivity import kendall, pearson, schedule_sensitivity, significance, spearman
from riskcast.errors import InvalidInput
from riskcast.model.program import Program
from riskcast.simulation.lengths import lengths
from riskcast.simulation.plan import Plan
from riskcast.simulation.replay import replayed
from riskcast.simulation.run import simulate

OFFICE = {"id": "office", "week": {"mon-fri": "08:00-16:00"}}
DAY = 8 * 60 * 10
"""Ticks of a working day."""


def office(*tasks: dict[str, object], **more: object) -> Program:
    rows = [{"project": "P", **task} for task in tasks]
    made: dict[str, object] = {"id": "p", "start": "2026-01-05T08:00", "calendar": "office", "calendars": [OFFICE]}
    return Program.model_validate({**made, "projects": [{"id": "P"}], "tasks": rows, **more})


def test_a_task_beside_a_longer_one_has_the_days_between_them_as_float() -> None:
    program = office(
        {"id": "a", "duration": "3d"}, {"id": "b", "duration": "5d"}, {"id": "m", "kind": "milestone"},
        dependencies=[{"predecessor": "a", "successor": "m"}],
    )  # fmt: skip
    result = simulate(program, Plan(64, seed=1))
    (found,) = lengths(replayed(result))
    at = {row.task.id: r for r, row in enumerate(found.rows)}
    assert (found.length[:, 0] / DAY)[[at["a"], at["b"], at["m"]]].tolist() == [3.0, 5.0, 0.0]
    assert (found.slack[:, 0] / DAY)[[at["a"], at["b"], at["m"]]].tolist() == [2.0, 0.0, 2.0]
    significances = {index.task: index.significance for index in indices(result).tasks}
    assert significances == {"a": pytest.approx(0.6), "b": 1.0, "m": 0.0}


def test_a_date_constraint_takes_no_float_away() -> None:
    """The plan counts such a limit; here only the logic does."""
    limit = {"kind": "finish-no-later-than", "date": "2026-01-06T16:00"}
    program = office({"id": "a", "duration": "2d", "constraints": [limit]}, {"id": "b", "duration": "5d"})
    result = simulate(program, Plan(64, seed=1))
    (found,) = lengths(replayed(result))
    slack = {row.task.id: int(found.slack[r, 0]) for r, row in enumerate(found.rows)}
    assert slack["a"] == 3 * DAY


def test_one_task_alone_has_every_index_at_one() -> None:
    """Working days become days by the clock, else its spread would be a quarter of the program's."""
    program = office({"id": "a", "duration": "200d", "estimate": "uniform(100d, 300d)"})
    (found,) = indices(simulate(program, Plan(4_096, seed=1)), ["a"]).tasks
    assert found.criticality.value == 1.0
    assert found.significance == pytest.approx(1.0)
    assert found.schedule_sensitivity == pytest.approx(1.0, abs=0.005)
    assert found.pearson == pytest.approx(1.0, abs=1e-4)
    assert found.spearman == pytest.approx(1.0, abs=1e-6)
    assert found.kendall == pytest.approx(1.0, abs=1e-6)


def test_a_task_that_is_skipped_counts_only_where_it_exists() -> None:
    program = office({"id": "a", "duration": "5d", "probability": 0.5}, {"id": "b", "duration": "5d"})
    result = simulate(program, Plan(1_024, seed=1))
    found = {index.task: index for index in indices(result).tasks}
    (part,) = lengths(replayed(result))
    there = part.slack[[row.task.id for row in part.rows].index("a")] >= 0
    assert found["a"].significance == pytest.approx(there.mean())
    assert 0.4 < there.mean() < 0.6


def test_all_passes_of_a_rework_loop_make_the_length_of_its_task() -> None:
    program = office(
        {"id": "a", "duration": "2d"}, reworks=[{"id": "again", "tasks": ["a"], "probability": 0.5, "at_most": 3}]
    )
    (found,) = lengths(replayed(simulate(program, Plan(512, seed=1))))
    assert set((found.length[0] / DAY).tolist()) == {2.0, 4.0, 6.0, 8.0}
    assert (found.slack[0] == 0).all()


def test_what_is_finished_and_levels_of_effort_have_no_indices() -> None:
    program = office(
        {"id": "old", "duration": "1d", "actual_start": "2026-01-05T08:00", "actual_finish": "2026-01-05T16:00"},
        {"id": "a", "duration": "2d"},
        {"id": "steer", "kind": "level-of-effort"},
        data_date="2026-01-06T08:00",
        dependencies=[{"predecessor": "a", "successor": "steer", "type": "FF"}],
    )
    assert [index.task for index in indices(simulate(program, Plan(64, seed=1))).tasks] == ["a"]


def test_values_that_never_change_correlate_with_nothing() -> None:
    constant, moving, whole = np.full((1, 5), 7), np.arange(5)[None, :], np.arange(5)
    for measure in (pearson, spearman, kendall):
        assert measure(constant, whole).tolist() == [0.0]
        assert measure(moving, whole).tolist() == [pytest.approx(1.0)]
        assert measure(moving, np.full(5, 3)).tolist() == [0.0]
    assert schedule_sensitivity(moving, np.ones(1), np.full(5, 3)).tolist() == [0.0]


def test_an_instant_counts_fully_without_float_and_not_at_all_with_it() -> None:
    floats = np.array([[0, 0], [1, 1], [-1, 0]])
    assert significance(np.zeros((3, 2)), floats, np.ones(2)).tolist() == [1.0, 0.0, 0.5]


def test_kendalls_tau_is_asked_for_by_tasks_that_exist() -> None:
    with pytest.raises(InvalidInput, match="did you mean 'a'"):
        indices(simulate(office({"id": "a", "duration": "2d"}), Plan(64, seed=1)), ["A"])
