"""The envelope: known answers for each change, on the futures of the program as given."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

import riskcast as rc
from riskcast.analysis.envelope.examine import envelope_and_stacks
from riskcast.analysis.envelope.readings import reader
from riskcast.analysis.envelope.runs import Runs, Variant
from riskcast.analysis.envelope.table import Envelope, Row, envelope

from .small import MODELS, days, program, task

LABELS = ["correlations 0", "correlations x 2", "ranges x 0.8", "ranges x 1.3", "triangular as PERT",
          "PERT as triangular", "constraints off", "uncertainty only", "risks only"]  # fmt: skip


def row(found: Envelope, label: str) -> Row:
    return next(row for row in found.rows if row.label == label)


@pytest.fixture(scope="module")
def erp() -> rc.Program:
    return rc.load(str(MODELS / "erp"))


def test_the_base_row_is_the_plain_simulation_to_the_bit(erp: rc.Program) -> None:
    plan = rc.Plan(640, seed=11)
    found, plain = envelope(erp, plan), rc.simulate(erp, plan)
    assert found.result.manifest.result_digest == plain.manifest.result_digest
    for judged, reading in zip(found.measures, found.base.readings, strict=True):
        assert reading.median == plain.percentile(judged.measure, 50)
        assert reading.value == plain.percentile(judged.measure, erp.confidence)
        assert reading.value_move.value == 0.0
        assert reading.chance == rc.summarise(plain, judged.measure).probability


def test_every_row_is_the_simulation_of_what_it_names(erp: rc.Program) -> None:
    found = envelope(erp, rc.Plan(640, seed=11), ("cost",))
    assert [row.label for row in found.rows] == LABELS
    for label, without in (("uncertainty only", ("risks",)), ("risks only", ("ranges", "drivers"))):
        alone = rc.simulate(erp, rc.Plan(640, seed=11, without=without))
        (reading,) = row(found, label).readings
        assert reading.value == alone.percentile("cost", erp.confidence)
        assert reading.value_move.value == pytest.approx(
            float(alone.percentile("cost", 80)) - float(found.base.readings[0].value)  # type: ignore[arg-type]
        )


def test_doubled_correlation_gives_the_known_variance_of_a_sum() -> None:
    """Var of two normals of sd 2 and 3 with rank correlation r: 4 + 9 + 12 * 2 sin(pi r / 6); 4 standard errors."""
    tasks = [task("A", "30d", "normal(30d, 2d)"), task("B", "30d", "normal(30d, 3d)")]
    given = program(tasks, correlations=[{"among": ["A", "B"], "rho": 0.4}])
    runs = Runs(given, rc.Plan(8192, seed=2, design="mc"))
    variants = {label: _variant(runs, label) for label in LABELS[:2]}
    spreads = {"as given": days(runs.base).var(), **{k: days(runs.of(v)).var() for k, v in variants.items()}}
    for label, rho in (("as given", 0.4), ("correlations 0", 0.0), ("correlations x 2", 0.8)):
        exact = 13.0 + 12.0 * 2.0 * math.sin(math.pi * rho / 6.0)
        assert abs(spreads[label] - exact) < 4.0 * exact * math.sqrt(2.0 / 8192)
    wrong = 13.0 + 12.0 * 2.0 * math.sin(math.pi * 0.4 / 6.0)
    assert abs(spreads["correlations x 2"] - wrong) > 4.0 * wrong * math.sqrt(2.0 / 8192)


def _variant(runs: Runs, label: str) -> Variant:
    from riskcast.analysis.envelope.cases import cases

    return next(case.variant for case in cases(runs.program) if case.label == label)


def test_pert_and_triangular_differ_by_the_known_means() -> None:
    """(a + m + b) / 3 and (a + 4 m + b) / 6 for (8, 10, 24): 14 and 12 days; the sum of three differs by 6 days."""
    for family, label, exact in (("triangular", "triangular as PERT", -6.0), ("pert", "PERT as triangular", 6.0)):
        given = program([task(n, "10d", f"{family}(8d, 10d, 24d)") for n in "ABC"])
        runs = Runs(given, rc.Plan(4096, seed=4))
        of = reader(runs.base, "finish")
        move = of.mean_move(of.samples(runs.base), of.samples(runs.of(_variant(runs, label))))
        assert move.error is not None
        assert abs(move.value - exact) < 4.0 * move.error + 1e-3
        assert abs(move.value - exact / 2.0) > 4.0 * move.error


def test_a_constraint_that_holds_a_task_back_is_worth_the_days_it_holds_it() -> None:
    dates = [{"kind": "start-no-earlier-than", "date": "2027-02-03"}]
    given = program([task("A", "10d", "uniform(8d, 12d)"), task("B", "5d", constraints=dates)])
    found = envelope(given, rc.Plan(640, seed=1), ("finish",))
    (reading,) = row(found, "constraints off").readings
    # B waits until 3 February, day 30, and without its constraint for A, whose P50 is day 10.
    assert reading.median_move.value == pytest.approx(-20.0, abs=0.05)
    assert row(found, "constraints off").note.startswith("those of 1 unfinished task are left out")


def test_runs_with_another_first_day_are_read_on_the_same_axis() -> None:
    """A constraint years ago moves the origin of the run and not one date."""
    dates = [{"kind": "start-no-earlier-than", "date": "2019-02-03"}]
    given = program([task("A", "10d", "uniform(8d, 12d)", constraints=dates)])
    runs = Runs(given, rc.Plan(640, seed=1))
    other = runs.of(_variant(runs, "constraints off"))
    assert other.origin != runs.base.origin
    (reading,) = row(envelope(given, rc.Plan(640, seed=1), ("finish",)), "constraints off").readings
    assert (reading.value_move.value, reading.chance_move.value) == (0.0, 0.0)
    assert not np.array_equal(other.samples("finish"), runs.base.samples("finish"))


def test_the_chance_is_about_one_goal_in_every_row() -> None:
    """Nothing is promised, so the goal is the plan as given, also where a change moves the plan."""
    dates = [{"kind": "start-no-earlier-than", "date": "2027-02-03"}]
    given = program([task("A", "10d", "uniform(8d, 12d)", constraints=dates)])
    found = envelope(given, rc.Plan(640, seed=1), ("finish",))
    (reading,) = row(found, "constraints off").readings
    assert found.base.readings[0].chance == pytest.approx(0.5, abs=0.02)
    assert reading.chance == 1.0
    assert not found.measures[0].is_promised


def test_a_change_of_nothing_says_so_and_is_not_simulated() -> None:
    asked: list[tuple[int, int]] = []
    found = envelope(program([task("A", "10d")]), rc.Plan(64), progress=lambda *at: asked.append(at))
    assert all(row.readings == () and row.note.startswith("nothing to change: ") for row in found.rows)
    assert len(found.rows) == len(LABELS)
    assert asked[-1] == (64, 64)


def test_what_the_plan_leaves_out_is_left_out_of_every_run(erp: rc.Program) -> None:
    found = envelope(erp, rc.Plan(64, seed=1, without=("risks",)), ("cost",))
    assert found.result.manifest.without == ("risks",)
    assert row(found, "uncertainty only").note == "nothing to change: there are no risks"
    (reading,) = row(found, "risks only").readings
    assert reading.value == found.result.planned("cost")


def test_a_change_that_cannot_be_simulated_says_why_and_leaves_the_others() -> None:
    given = program([task("A", "10d", "triangular(1d, 10d, 50000d)")])
    found = envelope(given, rc.Plan(64, seed=1), ("finish",))
    assert row(found, "ranges x 1.3").note.startswith("cannot be simulated: the schedule may reach")
    assert row(found, "ranges x 0.8").readings


def test_a_run_with_a_wanted_precision_gives_its_iterations_to_all_others(erp: rc.Program) -> None:
    plan = rc.Plan(seed=1, until="P80 finish +/- 9d", max_iterations=4096)
    runs = Runs(erp, plan)
    changed = runs.of(_variant(runs, "ranges x 1.3"))
    assert changed.manifest.iterations == runs.base.manifest.iterations
    assert changed.manifest.until is None
    assert changed.manifest.seed == runs.base.manifest.seed == 1


def test_progress_counts_all_runs_and_never_goes_back(erp: rc.Program) -> None:
    at: list[tuple[int, int]] = []
    envelope_and_stacks(erp, rc.Plan(256, seed=1), progress=lambda *now: at.append(now))
    assert [done for done, _ in at] == sorted(done for done, _ in at)
    assert {total for _, total in at} == {12 * 256}
    assert at[-1][0] == 12 * 256


def test_the_same_seed_gives_the_same_table_for_any_number_of_threads(erp: rc.Program) -> None:
    plan = rc.Plan(256, seed=9, threads=1)
    one, two = envelope(erp, plan), envelope(erp, replace(plan, threads=2))
    assert one.rows == two.rows


def test_a_measure_that_does_not_exist_is_refused(erp: rc.Program) -> None:
    with pytest.raises(rc.InvalidInput, match="did you mean"):
        envelope(erp, rc.Plan(64), ("finsh",))


def test_the_frame_has_one_row_per_assumption_and_measure(erp: rc.Program) -> None:
    frame = envelope(erp, rc.Plan(256, seed=1)).to_frame()
    assert len(frame) == 2 * (1 + len(LABELS))
    assert {"label", "measure", "P50", "P80", "chance", "P80_move", "P80_error", "P80_is_noise"} <= set(frame.columns)


def test_a_move_within_its_error_is_noise() -> None:
    """Two independent tasks side by side that never drive: doubling their ranges cannot move the finish for sure."""
    tasks: list[dict[str, Any]] = [task("A", "10d", "normal(10d, 1d)"), task("B", "10d", "normal(10d, 1d)")]
    given = program(tasks, correlations=[{"among": ["A", "B"], "rho": 0.4}])
    found = envelope(given, rc.Plan(1280, seed=8), ("finish",))
    (reading,) = row(found, "correlations x 2").readings
    assert reading.median_move.is_noise
    assert not reading.value_move.is_noise
