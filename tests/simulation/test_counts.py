"""Counts, percentiles and probabilities are those of the iterations they come from."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from riskcast.kernels.tally import BINS
from riskcast.model.program import Program
from riskcast.simulation.result import GRID, Result
from twins.small import program, run


def around_the_clock(count: int = 3) -> Program:
    """Return parallel chains of two tasks, with a milestone after every task, on a 24 h calendar."""
    tasks: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []
    for n in range(count):
        for step in ("x", "y"):
            estimate = f"triangular({4 + n}d, {6 + n}d, {20 - n}d)"
            tasks.append({"id": f"{step}{n}", "project": "A", "duration": "8d", "estimate": estimate})
            tasks.append({"id": f"m{step}{n}", "project": "A", "kind": "milestone"})
            links.append({"predecessor": f"{step}{n}", "successor": f"m{step}{n}"})
        links.append({"predecessor": f"x{n}", "successor": f"y{n}"})
    calendar = {"id": "day", "week": {"mon-sun": "00:00-24:00"}, "hours_per_day": 8}
    one = {"calendars": [calendar], "projects": [{"id": "A"}], "costs": [], "risks": []}
    return program(tasks=tasks, dependencies=links, **one)


@pytest.fixture(scope="module")
def clock() -> Result:
    return run(around_the_clock(), 20_000)


def test_criticality_counts_the_iterations_in_which_a_path_is_longest(clock: Result) -> None:
    ends = np.array([clock.samples(f"milestone:my{n}") for n in range(3)])
    shares = dict(zip(clock.tasks.ids, clock.tasks.criticality, strict=True))
    for n in range(3):
        expected = (ends[n] == ends.max(axis=0)).mean()
        assert 0.05 < expected < 0.95
        for name in (f"x{n}", f"y{n}", f"my{n}"):
            assert shares[name] == expected, name
        assert shares[f"mx{n}"] == 0.0


def test_task_percentiles_are_those_of_a_milestone_after_the_task(clock: Result) -> None:
    """To one bin of the histogram, which covers about three times the range seen by the pilot run."""
    for row, name in enumerate(clock.tasks.ids):
        if name.startswith("m"):
            continue
        ordered = clock.ordered(f"milestone:m{name}")
        width = 8 * (int(ordered[-1]) - int(ordered[0])) / BINS
        for place, p in enumerate(GRID):
            assert abs(int(clock.tasks.finish[row, place]) - exact(ordered, p)) <= width, (name, p)


def exact(ordered: NDArray[np.int32], p: float) -> int:
    """Return the smallest value that at least p percent do not exceed."""
    share = np.arange(1, ordered.size + 1) * 100.0 >= p * ordered.size - 1e-6
    return int(ordered[int(share.argmax())])


def test_percentiles_and_probabilities_are_those_of_the_sample() -> None:
    base = run(program())
    frame = base.to_frame()
    for p in (0, 5, 50, 80, 99.5, 100):
        finish = base.percentile("finish", p)
        assert (frame["finish"] <= finish).mean() >= p / 100
        assert (frame["finish"] < finish).mean() <= p / 100
        assert base.probability("finish", finish) == (frame["finish"] <= finish).mean()
        cost = base.percentile("cost", p)
        assert base.probability("cost", cost) == (frame["cost"] <= cost).mean()
    assert (base.samples("finish") == np.max([base.samples(f"finish:{p}") for p in "ABC"], axis=0)).all()
    assert base.samples("cost") == pytest.approx(sum(base.samples(f"cost:{p}") for p in "ABC"), rel=1e-12)
