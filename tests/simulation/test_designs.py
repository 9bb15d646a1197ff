"""Every design: iterations do not depend on how many follow, and margins are as even as the design promises."""

from __future__ import annotations

import numpy as np
import pytest

from riskcast.model.program import Program
from riskcast.simulation.plan import BATCHES, DesignName, Plan
from riskcast.simulation.run import simulate
from twins.small import program, run

ONE = Program.model_validate(
    {
        "id": "one",
        "start": "2027-01-04",
        "calendar": "always",
        "calendars": [{"id": "always", "week": {"mon-sun": "00:00-24:00"}}],
        "projects": [{"id": "P"}],
        "tasks": [{"id": "A", "project": "P", "duration": "10ed", "estimate": "uniform(0ed, 100ed)"}],
    }
)


@pytest.mark.parametrize("design", list(BATCHES))
def test_a_longer_run_begins_with_the_shorter_one(design: DesignName) -> None:
    long = run(program(), 1_500, design=design)
    for count in (1, 63, 700, 1_024):
        short = run(program(), count, design=design)
        for measure in short.measures:
            assert (long.samples(measure)[:count] == short.samples(measure)).all(), (measure, count)


@pytest.mark.parametrize("design", ["lhs", "sobol"])
def test_each_batch_has_one_value_in_each_of_its_strata(design: DesignName) -> None:
    batch = BATCHES[design]
    result = simulate(ONE, Plan(4 * batch, seed=3, design=design))
    share = result.samples("finish") / (100 * 14_400.0) - (result.samples("finish").min() // 14_400) / 100.0
    strata = np.floor((share - 1e-6) * batch).reshape(4, batch)
    assert all(len(set(row)) >= 0.99 * batch for row in strata.tolist())


def test_plain_monte_carlo_has_no_strata() -> None:
    result = simulate(ONE, Plan(64, seed=3, design="mc"))
    strata = np.floor(result.samples("finish") / (100 * 14_400.0) * 64)
    assert len(set(strata.tolist())) < 55
