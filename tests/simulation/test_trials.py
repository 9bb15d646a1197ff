"""Trials: the futures of a result once more, without parts of the uncertainty, and nothing else changes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from riskcast.errors import FileProblem
from riskcast.model.program import Program
from riskcast.network.left_out import Part, variables_of
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate
from riskcast.simulation.trials import Rows, Trials
from twins.chancy import Maker
from twins.moneyed_at_random import Moneymaker
from twins.small import program

SEEDS = range(6)


def ran(of: Program, iterations: int = 320, **changes: Any) -> Result:
    return simulate(of, Plan(iterations, seed=5, **changes), checked=True)


def differing(result: Result, rows: Rows, other: Result) -> list[str]:
    """Return the measures that are not the same; another program may count its ticks from another day."""

    def same(measure: str) -> bool:
        theirs = other.samples(measure)
        if result.is_money(measure):
            return np.allclose(rows[measure], theirs, rtol=1e-12)
        return np.array_equal(result.moments(rows[measure]), other.moments(theirs))

    return [measure for measure in result.measures if not same(measure)]


def everything(trials: Trials) -> Part:
    of = trials.network.program
    return Part(
        frozenset(risk.id for risk in of.risks),
        frozenset(driver.id for driver in of.drivers),
        frozenset(trials.tasks),
        frozenset(trials.values),
        frozenset(trials.prices),
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_leaving_out_a_kind_is_what_a_run_without_it_gives(seed: int) -> None:
    of = Maker(seed).program()
    result = ran(of)
    trials = Trials(result)
    whole = everything(trials)
    kinds = {
        "risks": Part(risks=whole.risks),
        "drivers": Part(drivers=whole.drivers),
        "ranges": Part(tasks=whole.tasks, values=whole.values, prices=whole.prices),
    }
    for kind, part in kinds.items():
        assert differing(result, trials.left_out(part), ran(of, without=(kind,))) == [], kind


@pytest.mark.parametrize("seed", SEEDS)
def test_a_risk_that_is_left_out_might_as_well_be_impossible(seed: int) -> None:
    of = Maker(seed).program()
    result = ran(of)
    trials = Trials(result)
    for risk in of.risks:
        if risk.exclusive is not None:  # without it, the draws of the others in its set would mean something else
            continue
        gone = {"probability": 0.0, "given": (), "response": None}
        others = tuple(r.model_copy(update=gone) if r.id == risk.id else r for r in of.risks)
        other = ran(of.model_copy(update={"risks": others}))
        wrong = differing(result, trials.left_out(Part(risks=frozenset({risk.id}))), other)
        if risk.is_treated and risk.response is not None and risk.response.cost is not None:
            wrong = [measure for measure in wrong if not result.is_money(measure)]  # what the response costs stays
        assert wrong == [], risk.id


def test_nothing_is_left_of_the_spread_without_any_uncertainty() -> None:
    result = ran(program())
    trials = Trials(result)
    for measure, row in trials.left_out(everything(trials)).items():
        assert np.unique(row).tolist() == [pytest.approx(result.planned(measure))]


@pytest.mark.parametrize("seed", SEEDS)
def test_prices_can_be_left_out_like_ranges(seed: int) -> None:
    of = Moneymaker(seed, ledger=seed % 2 == 0).program()
    result = ran(of)
    trials = Trials(result)
    whole = everything(trials)
    part = Part(tasks=whole.tasks, values=whole.values, prices=whole.prices)
    assert whole.prices
    assert differing(result, trials.left_out(part), ran(of, without=("ranges",))) == []
    if seed == 0:  # in others no line is in a foreign currency or follows an index
        fewer = trials.left_out(Part(tasks=whole.tasks, values=whole.values))
        assert not np.allclose(fewer["cost"], trials.left_out(part)["cost"])


def test_threads_and_blocks_do_not_show(threads: int = 2) -> None:
    of = Maker(2).program()
    part = Part(risks=frozenset(risk.id for risk in of.risks[:1]))
    one = Trials(ran(of), threads=1).left_out(part)
    two = Trials(ran(of), threads=threads).left_out(part)
    assert all(np.array_equal(one[m], two[m]) for m in one)


def test_drawing_a_part_again_moves_only_the_futures_that_it_touches() -> None:
    of = program()
    result = ran(of, 2048)
    trials = Trials(result)
    task = trials.drawn_again(Part(tasks=frozenset({"build"})))
    assert not np.array_equal(task["finish"], result.samples("finish"))
    nothing = trials.drawn_again(Part())
    assert all(np.array_equal(nothing[m], result.samples(m)) for m in result.measures)
    rest = trials.drawn_again(Part(), others=True)
    assert abs(np.corrcoef(rest["finish"], result.samples("finish"))[0, 1]) < 4.0 / np.sqrt(2048)


def test_a_part_knows_the_variables_that_decide_on_it() -> None:
    trials = Trials(ran(program()))
    risk = trials.network.program.risks[0].id
    names = [trials.network.variables[v] for v in variables_of(trials.network, Part(risks=frozenset({risk})))]
    assert names and all(name.startswith(f"risk:{risk}:") for name in names)


def test_a_result_that_this_version_would_not_give_is_refused() -> None:
    from dataclasses import replace

    result = ran(program())
    other = replace(result, manifest=replace(result.manifest, result_digest="0" * 64))
    with pytest.raises(FileProblem, match="run the program anew"):
        Trials(other)
