"""A run stops when the number asked for is exact enough, or says that the limit came first."""

from __future__ import annotations

import math

import numpy as np
import pytest

import riskcast as rc
from riskcast.analysis.level import level
from riskcast.simulation.plan import Plan
from riskcast.simulation.stopping import find_error, first_look, next_look
from riskcast.simulation.until import Until, read_until
from twins.small import program, run


@pytest.mark.parametrize(
    ("text", "measure", "p", "amount", "unit"),
    [
        ("P80 finish +/- 1d", "finish", 80, 1, "days"),
        ("P80finish+/-1d", "finish", 80, 1, "days"),
        ("p80 Finish ± 12h", "finish", 80, 0.5, "days"),
        ("P50 cost +/- 0.5%", "cost", 50, 0.5, "percent"),
        ("P50 cost +- 0.5 %", "cost", 50, 0.5, "percent"),
        ("mean cost +/- 10k", "cost", None, 10_000, "money"),
        ("Mean cost ±1.2m", "cost", None, 1_200_000, "money"),
        ("P90 milestone:X +/- 3d", "milestone:X", 90, 3, "days"),
        ("P90 milestone: Go-live + wave 1 + / - 1w", "milestone:Go-live + wave 1", 90, 7, "days"),
        ("P12.5 cost:FIN+-900", "cost:FIN", 12.5, 900, "money"),
        ("mean finish:P1 +/- 90min", "finish:P1", None, 1 / 16, "days"),
    ],
)
def test_a_precision_is_read_with_and_without_blanks(
    text: str, measure: str, p: float | None, amount: float, unit: str
) -> None:
    until = read_until(text)
    assert (until.measure, until.p, until.unit) == (measure, p, unit)
    assert until.amount == pytest.approx(amount)
    assert read_until(until.text) == until


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "P80 finish"),
        ("P80", "P80 finish"),
        ("P80 finish", "P80 finish"),
        ("P80 finish 1d", "P80 finish"),
        ("finish +/- 1d", "P80 finish"),
        ("P80 date +/- 1d", "P80 finish"),
        ("P8.0.1 finish +/- 1d", "percentile"),
        ("P0.8 finish +/- 1d", "did you mean P80"),
        ("P0 finish +/- 1d", "P1 to P99"),
        ("P100 finish +/- 1d", "P1 to P99"),
        ("P80 milestone +/- 1d", "milestone:X"),
        ("P80 finish +/- ", "P80 finish"),
        ("P80 finish +/- soon", "soon"),
        ("P80 finish +/- 1%", "calendar days"),
        ("P80 finish +/- 10k", "calendar days"),
        ("P80 finish +/- 0d", "above 0"),
        ("P80 finish +/- -1d", "above 0"),
        ("P80 cost +/- 1d", "money or percent"),
        ("P80 cost +/- 0,5%", "point"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_remedy(text: str, hint: str) -> None:
    with pytest.raises(rc.InvalidInput, match="RC184") as refused:
        Plan(until=text).resolved(3)
    assert hint in str(refused.value)


def test_a_measure_that_the_program_does_not_have_is_refused_before_anything_is_run() -> None:
    with pytest.raises(rc.InvalidInput, match="did you mean 'finish:A'"):
        run(program(), until="P80 finish:a +/- 1d")


@pytest.mark.parametrize("count", [0, 1_000_001])
def test_the_limit_is_checked(count: int) -> None:
    with pytest.raises(rc.InvalidInput, match="max_iterations"):
        Plan(until="P80 finish +/- 1d", max_iterations=count).resolved(3)


@pytest.mark.parametrize("design", ["lhs", "mc", "sobol"])
@pytest.mark.parametrize("text", ["P80 finish +/- 2d", "P50 cost +/- 1%", "mean cost +/- 10", "P90 finish:B +/- 1w"])
def test_a_run_stops_at_the_precision_and_equals_a_run_of_as_many_iterations(design: str, text: str) -> None:
    result = run(program(), until=text, design=design)
    until = read_until(text)
    assert (result.manifest.until, result.manifest.until_met) == (until.text, True)
    assert result.manifest.iterations == result.iterations < 100_000
    if until.p is not None:
        at = level(result, until.measure, int(until.p))
        assert not at.is_open
    fixed = run(program(), result.iterations, design=design)
    assert fixed.manifest.result_digest == result.manifest.result_digest
    for field in ("criticality", "start", "finish"):
        assert (getattr(fixed.tasks, field) == getattr(result.tasks, field)).all(), field
    assert (fixed.inputs.correlation == result.inputs.correlation).all()


def test_a_sharper_precision_takes_more_iterations() -> None:
    counts = [run(program(), until=f"mean cost +/- {amount}", design="mc").iterations for amount in ("40", "20", "10")]
    assert counts[0] < counts[1] < counts[2]
    assert counts[2] / counts[1] == pytest.approx(4.0, rel=0.35)


@pytest.mark.parametrize(("threads", "block"), [(1, 64), (2, 256)])
def test_threads_and_blocks_do_not_change_where_a_run_stops(threads: int, block: int) -> None:
    first = run(program(), until="mean cost +/- 20", design="mc")
    other = run(program(), until="mean cost +/- 20", design="mc", threads=threads, block=block)
    assert other.manifest.result_digest == first.manifest.result_digest


def test_a_limit_that_comes_first_is_recorded() -> None:
    result = run(program(), until="P80 finish +/- 1min", max_iterations=3_000)
    assert (result.iterations, result.manifest.until_met) == (3_000, False)
    few = run(program(), until="P80 finish +/- 1w", max_iterations=50)
    assert (few.iterations, few.manifest.until_met) == (50, False)


def test_progress_is_told_of_every_stretch() -> None:
    seen: list[tuple[int, int]] = []
    plan = Plan(seed=7, until="mean cost +/- 20", design="mc", threads=1)
    result = rc.simulate(program(), plan, lambda done, total: seen.append((done, total)))
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (result.iterations, result.iterations)
    assert len({total for _, total in seen}) >= 2


def test_looks_are_few_and_never_pass_the_limit() -> None:
    assert (first_look(64, 100_000), first_look(512, 100_000), first_look(64, 500)) == (2_048, 8_192, 500)
    assert next_look(2_048, 2.0, 1.0, 64, 100_000) == 9_024
    assert next_look(2_048, math.inf, 1.0, 64, 100_000) == 4_096
    assert next_look(2_048, 1.001, 1.0, 64, 100_000) == 2_560
    assert next_look(2_048, 99.0, 1.0, 64, 5_000) == 5_000


@pytest.mark.parametrize("unit", ["money", "percent"])
def test_a_certain_number_is_exact_at_once(unit: str) -> None:
    until = Until("", "cost", 80.0, 1.0, unit)  # type: ignore[arg-type]
    assert find_error(until, np.zeros(2_048), 64) == 0.0
