"""Running percentiles are those of shorter runs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import riskcast as rc
from riskcast.analysis.convergence import POINTS, convergence
from riskcast.analysis.level import level
from twins.small import program, run


@pytest.mark.parametrize("design", ["lhs", "mc", "sobol"])
@pytest.mark.parametrize("measure", ["finish", "cost:A"])
def test_every_point_is_the_percentile_of_a_shorter_run_with_its_interval(design: str, measure: str) -> None:
    result = run(program(), 20_000, design=design)
    found = convergence(result, measure, (50, 80))
    assert 10 < len(found.iterations) <= POINTS
    assert found.iterations[-1] == 20_000
    for k in (0, len(found.iterations) // 2):
        short = run(program(), found.iterations[k], design=design)
        for line in found.lines:
            at = level(short, measure, line.p)
            expected: list[Any] = [at.value, at.low, at.high]
            if measure == "finish":
                expected = [np.datetime64(x, "s") for x in expected]
            assert [line.value[k], line.low[k], line.high[k]] == expected


def test_a_run_too_short_for_intervals_has_no_points() -> None:
    found = convergence(run(program(), 60), "finish")
    assert found.iterations == ()
    assert [line.value.size for line in found.lines] == [0, 0]


def test_the_frame_has_a_row_for_every_percentile_and_point() -> None:
    found = convergence(run(program(), 3_000), "cost", (50, 80, 90))
    frame = found.to_frame()
    assert len(frame) == 3 * len(found.iterations)
    assert list(frame.columns) == ["iterations", "p", "value", "low", "high"]


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(rc.InvalidInput, match="did you mean 'cost'"):
        convergence(run(program(), 200), "costs")
