"""Attribution: parts that add up to the gap between plan and P80, and what is known by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from riskcast.analysis.attribution.attribute import Attribution, attribute, attribute_each
from riskcast.analysis.attribution.shapley import enumerated, sampled
from riskcast.errors import InvalidInput
from riskcast.kernels.types import F8
from riskcast.model.program import Program
from riskcast.simulation.plan import Plan
from riskcast.simulation.run import simulate
from twins.chancy import Maker

Row = dict[str, Any]
CLOCK = {"id": "clock", "week": {"mon-sun": "00:00-24:00"}}
"""Without nights, so that working days are calendar days."""


def model(tasks: list[Row], risks: list[Row], links: str = "", **fields: Any) -> Program:
    pairs = [link.split(">") for link in links.split()]
    return Program.model_validate(
        {
            "id": "known",
            "start": "2027-01-04",
            "calendar": "clock",
            "calendars": [CLOCK],
            "projects": [{"id": "A"}, {"id": "B"}],
            "tasks": [{"project": "A", "duration": "10d", **task} for task in tasks],
            "dependencies": [{"predecessor": a, "successor": b} for a, b in pairs],
            "risks": risks,
            **fields,
        }
    )


def risk(id_: str, task: str, days: float, probability: float = 1.0) -> Row:
    return {"id": id_, "probability": probability, "impacts": [{"tasks": [task], "delay": f"{days}d"}]}


def asked(of: Program, iterations: int = 1024, **how: Any) -> Attribution:
    result = simulate(of, Plan(iterations, seed=11))
    return attribute(result, **{"measure": "finish", "p": 80, "by": "risk", **how})


def parts(found: Attribution) -> dict[str, float]:
    return {share.group: round(share.share.value, 6) for share in found.shares}


def removed(found: Attribution) -> dict[str, float]:
    return {share.group: round(share.removed.value, 6) for share in found.shares}


SERIES = [{"id": "a"}, {"id": "b"}]


def test_delays_one_after_the_other_get_what_they_add() -> None:
    found = asked(model(SERIES, [risk("R1", "a", 2), risk("R2", "b", 3)], "a>b"))
    assert parts(found) == {"risk:R1": 2.0, "risk:R2": 3.0} == removed(found)
    assert (found.gap, found.rest) == (5.0, 0.0)


def test_independent_risks_get_the_mean_over_both_orders() -> None:
    """With even chances sums of 0, 2, 4, 6 are equally likely: P80 is 6, and 4 or 2 with one risk alone.

    With chances of 15 %, sums of 0, 2, 4, 6 have 72.25, 12.75, 12.75 and 2.25 %: P80 is 2, and 0 with one alone; P90
    is 4, and 2 or 4 with one alone.
    """
    even = [risk("R1", "a", 4, 0.5), risk("R2", "b", 2, 0.5)]
    assert parts(asked(model(SERIES, even, "a>b"))) == {"risk:R1": 4.0, "risk:R2": 2.0}
    rare = [risk("R1", "a", 2, 0.15), risk("R2", "b", 4, 0.15)]
    assert parts(asked(model(SERIES, rare, "a>b"))) == {"risk:R1": 1.0, "risk:R2": 1.0}
    assert parts(asked(model(SERIES, rare, "a>b"), p=90)) == {"risk:R1": 1.0, "risk:R2": 3.0}


def test_two_risks_of_which_either_is_enough_share_what_both_do() -> None:
    found = asked(model(SERIES, [risk("R1", "a", 4), risk("R2", "b", 4)]))
    assert parts(found) == {"risk:R1": 2.0, "risk:R2": 2.0}
    assert removed(found) == {"risk:R1": 0.0, "risk:R2": 0.0}


def test_of_two_paths_the_longer_gets_what_it_alone_can_do_and_its_half_of_the_common() -> None:
    """Alone 6 and 4, together 6: half of 6 and of 2 for the first, half of 4 and of 0 for the second."""
    found = asked(model(SERIES, [risk("R1", "a", 6), risk("R2", "b", 4)]))
    assert parts(found) == {"risk:R1": 4.0, "risk:R2": 2.0}
    assert removed(found) == {"risk:R1": 2.0, "risk:R2": 0.0}


def test_a_risk_without_effect_gets_exactly_nothing() -> None:
    idle = {"id": "R2", "probability": 0.5, "impacts": [{"project": "A", "cost": 100}]}
    found = asked(model(SERIES, [risk("R1", "a", 4), idle], "a>b"))
    share = found.shares[-1]
    assert (share.group, share.share.value, share.share.error, share.removed.value) == ("risk:R2", 0.0, 0.0, 0.0)
    assert share.first_order is None or (share.first_order.value, share.first_order.error) == (0.0, 0.0)


def test_what_a_plan_leaves_out_for_certain_is_a_range_too() -> None:
    """A task of 10 days with an estimate of 12 days moves the finish although it does not vary."""
    found = asked(model([{"id": "a", "estimate": "12d"}], [risk("R1", "a", 3)]))
    assert parts(found) == {"risk:R1": 3.0, "ranges": 2.0}


def test_what_belongs_to_no_group_is_the_rest() -> None:
    found = asked(model([{"id": "a", "probability": 0.4}, {"id": "b", "duration": "3d"}], [risk("R1", "b", 1)]))
    assert found.gap == pytest.approx(found.rest + sum(parts(found).values()))
    assert found.rest == 7.0


@pytest.mark.parametrize("by", ["source", "risk", "driver", "project", "task", "tag:site"])
@pytest.mark.parametrize("seed", [1, 4])
def test_parts_add_up_to_the_gap(seed: int, by: str) -> None:
    of = Maker(seed).program()
    result = simulate(of, Plan(256, seed=2), checked=True)
    if by.startswith("tag") and not any("site" in task.tags for task in of.tasks):
        pytest.skip("this program has no tags")
    for measure in ("finish", "cost"):
        found = attribute(result, measure, 80, by, variance=False)
        total = found.rest + sum(share.share.value for share in found.shares)
        assert total == pytest.approx(found.gap, rel=1e-9, abs=1e-6)
        lone = sum(share.removed.value for share in found.shares)
        assert found.gap == 0.0 or lone != pytest.approx(found.gap, rel=1e-3), "removals add up only by chance"


def test_several_measures_asked_at_once_get_what_each_gets_alone_with_fewer_runs() -> None:
    result = simulate(Maker(4).program(), Plan(256, seed=2), checked=True)
    finish, cost = attribute_each(result, ("finish", "cost"), variance=False)
    assert finish == attribute(result, "finish", variance=False)
    assert cost == attribute(result, "cost", variance=False)


def test_fewer_orders_still_add_up_and_say_how_many_they_were() -> None:
    tasks = [{"id": f"t{n}", "duration": "5d"} for n in range(12)]
    risks = [risk(f"R{n}", f"t{n}", n + 1, 0.5) for n in range(12)]
    found = asked(model(tasks, risks, " ".join(f"t{n}>t{n + 1}" for n in range(11))), 512, orders=3, variance=False)
    assert found.orders == 6
    assert found.rest + sum(share.share.value for share in found.shares) == pytest.approx(found.gap)


def table(players: int) -> dict[frozenset[int], F8]:
    rng = np.random.default_rng(5)
    sets = [frozenset(k for k in range(players) if n >> k & 1) for n in range(1 << players)]
    return {chosen: rng.normal(size=3).cumsum() + 2.0 * len(chosen) for chosen in sets}


def test_enumeration_is_the_mean_over_all_orders() -> None:
    from itertools import permutations

    values = table(4)
    orders = list(permutations(range(4)))
    mean = np.zeros((4, 3))
    for order in orders:
        for place, player in enumerate(order):
            before = frozenset(order[:place])
            mean[player] += (values[before | {player}] - values[before]) / len(orders)
    assert enumerated(4, values.__getitem__) == pytest.approx(mean)


def test_random_orders_come_close_within_their_error() -> None:
    """Six players, 4 standard errors; shares that are a sixth of the whole each would be far off."""
    values = table(6)
    exact, (shares, error, orders) = enumerated(6, values.__getitem__), sampled(6, values.__getitem__, 3)
    assert orders >= 16
    assert np.all(np.abs(shares[:, 0] - exact[:, 0]) < 4.0 * error)
    assert not np.all(np.abs(exact[:, 0].mean() - exact[:, 0]) < 4.0 * error)
    whole = values[frozenset(range(6))] - values[frozenset()]
    assert shares.sum(axis=0) == pytest.approx(whole)


def test_parts_of_the_variance_are_those_of_a_sum() -> None:
    """Sums of independent uniforms: spans 3, 4 and 12 explain 9, 16 and 144 of 169, alone and in all (4 errors)."""
    spans = {"a": 3.0, "b": 4.0, "c": 12.0}
    tasks = [
        {"id": id_, "estimate": f"uniform({20 - s / 2}d, {20 + s / 2}d)", "duration": "20d"} for id_, s in spans.items()
    ]
    found = asked(model(tasks, [], "a>b b>c"), 4096, by="task")
    for share in found.shares:
        exact = spans[share.group.removeprefix("ranges:")] ** 2 / 169.0
        for index in (share.first_order, share.total):
            assert index is not None and index.error is not None
            assert abs(index.value - exact) < 4.0 * index.error
            assert abs(index.value - exact * 1.5) > 4.0 * index.error or exact < 0.1


def test_an_unknown_way_to_cut_is_explained() -> None:
    of = model(SERIES, [risk("R1", "a", 1)])
    with pytest.raises(InvalidInput, match="tag:NAME"):
        asked(of, by="colour")
    with pytest.raises(InvalidInput, match="no task has the tag"):
        asked(of, by="tag:site")
