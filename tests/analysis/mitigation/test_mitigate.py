"""Choosing responses: the best set for a budget or a target, by brute force where that is possible."""

from __future__ import annotations

from datetime import datetime
from itertools import combinations
from typing import Any

import pytest

from riskcast.analysis.mitigation import search
from riskcast.analysis.mitigation.candidates import candidates, decided
from riskcast.analysis.mitigation.choose import Mitigation, mitigate
from riskcast.errors import InvalidInput
from riskcast.model.program import Program
from riskcast.model.task import TaskKind
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

Row = dict[str, Any]


def risk(id_: str, task: str, days: float, spend: float, probability: float = 1.0, after: float = 0.0) -> Row:
    response = {"cost": spend, "probability": after, "decide_by": "2027-02-01"}
    impact = {"tasks": [task], "delay": f"{days}d"}
    return {"id": id_, "probability": probability, "impacts": [impact], "response": response}


def model(tasks: str, links: str, *risks: Row) -> Program:
    pairs = [link.split(">") for link in links.split()]
    return Program.model_validate(
        {
            "id": "known",
            "start": "2027-01-04",
            "calendar": "clock",
            "calendars": [{"id": "clock", "week": {"mon-sun": "00:00-24:00"}}],
            "projects": [{"id": "A"}],
            "tasks": [{"id": id_, "project": "A", "duration": "10d"} for id_ in tasks.split()],
            "dependencies": [{"predecessor": a, "successor": b} for a, b in pairs],
            "risks": list(risks),
        }
    )


def ran(of: Program, iterations: int = 1024) -> Result:
    return simulate(of, Plan(iterations, seed=11))


TRAP = model("a b", "a>b", risk("R1", "a", 10, 10), risk("R2", "b", 6, 5))
"""By the money, the second gains more a coin; for a budget of 10, the first is better."""


def test_exact_search_is_not_caught_by_the_better_rate() -> None:
    found = mitigate(ran(TRAP), budget=10)
    assert (found.best.risks, found.best.spend, found.best.days.value) == (("R1",), 10.0, 10.0)
    assert found.is_exact and found.runs == 4


def test_the_frontier_rises_with_what_is_spent() -> None:
    found = mitigate(ran(TRAP))
    assert [(c.spend, c.days.value) for c in found.frontier] == [(0, 0), (5, 6), (10, 10), (15, 16)]
    assert [c.money.value for c in found.frontier] == [0, -5, -10, -15]
    assert found.best == found.frontier[-1]


def test_responses_that_only_help_together_are_found_together() -> None:
    of = model("a b", "", risk("R1", "a", 8, 10), risk("R2", "b", 8, 10), risk("R3", "a", 1, 4))
    found = mitigate(ran(of), budget=20)
    assert (found.best.risks, found.best.days.value) == (("R1", "R2"), 8.0)


def test_what_helps_nothing_is_not_bought_and_what_remains_is_told() -> None:
    of = model("a b c", "a>b", risk("R1", "a", 8, 10), risk("R2", "c", 2, 1), risk("R3", "b", 5, 9, after=1.0))
    found = mitigate(ran(of))
    assert found.best.risks == ("R1",)
    assert [(left.risk, left.worth.value) for left in found.left] == [("R3", 5.0), ("R1", 0.0), ("R2", 0.0)]


def test_the_cheapest_set_that_meets_a_date_is_the_best() -> None:
    """Without responses the end is on 9 February; the second is not enough for 31 January, the first is."""
    found = mitigate(ran(TRAP), target=datetime(2027, 1, 31))
    assert (found.best.risks, found.best.finish, found.meets) == (("R1",), datetime(2027, 1, 30), True)
    assert found.best.chance == 1.0
    impossible = mitigate(ran(TRAP), target=datetime(2027, 1, 10))
    assert (impossible.best.risks, impossible.meets) == (("R1", "R2"), False)


def random_model() -> Program:
    """Six risks on two parallel chains, with chances and responses that leave some."""
    risks = [
        risk("R1", "a", 6, 30, 0.5, 0.1),
        risk("R2", "b", 9, 45, 0.4, 0.2),
        risk("R3", "c", 7, 20, 0.6, 0.1),
        risk("R4", "d", 5, 25, 0.7, 0.3),
        risk("R5", "a", 4, 15, 0.3, 0.0),
        risk("R6", "c", 8, 40, 0.5, 0.2),
    ]
    return model("a b c d", "a>b c>d", *risks)


def by_force(of: Program, budget: float) -> float:
    """Return the least P80 in ticks of all sets that a budget allows."""
    offered = candidates(of)
    sets = [s for n in range(len(offered) + 1) for s in combinations(offered, n)]
    allowed = [s for s in sets if sum(c.spend for c in s) <= budget]
    results = [ran(decided(of, [c.risk for c in s])) for s in allowed]
    return min(float(r.ordered("finish")[-(-r.iterations * 80 // 100) - 1]) for r in results)


def test_the_best_set_is_that_of_brute_force() -> None:
    of = random_model()
    result = ran(of)
    for budget in (40.0, 75.0, 1000.0):
        found = mitigate(result, budget=budget)
        assert float(round((found.best.finish - result.origin).total_seconds() / 6)) == by_force(of, budget)
        assert found.best.spend <= budget


def test_step_by_step_comes_to_the_same_where_nothing_is_a_trap(monkeypatch: pytest.MonkeyPatch) -> None:
    exact: Mitigation = mitigate(ran(random_model()))
    monkeypatch.setattr(search, "EXACT", 2)
    greedy = mitigate(ran(random_model()))
    assert not greedy.is_exact and greedy.runs < exact.runs
    assert greedy.best.days.value == exact.best.days.value


def test_the_spend_is_in_the_cost_and_the_draws_stay_common() -> None:
    of = random_model()
    one = ran(decided(of, ["R1"]))
    base = ran(of)
    assert one.samples("cost") - base.samples("cost") == pytest.approx(30.0)
    assert (one.samples("finish") <= base.samples("finish")).all()


def test_without_planned_responses_there_is_nothing_to_choose() -> None:
    of = model("a", "", {"id": "R", "probability": 0.5, "impacts": [{"tasks": ["a"], "delay": "1d"}]})
    with pytest.raises(InvalidInput, match="no response is planned"):
        mitigate(ran(of))


def test_what_pays_for_itself_is_decided_too() -> None:
    """Without effect on dates, a free response that saves money is decided; one that costs more is not."""
    fine = {"id": "R3", "probability": 1, "impacts": [{"project": "A", "cost": 40}], "response": {"probability": 0}}
    dear = {**fine, "id": "R4", "response": {"probability": 0.0, "cost": 60}}
    found = mitigate(ran(model("a b", "a>b", risk("R1", "a", 10, 10), fine, dear)))
    assert found.best.risks == ("R1", "R3")
    assert (found.best.days.value, found.best.money.value) == (10.0, 30.0)
    assert found.best in found.frontier


def test_figures_are_those_of_the_measure_that_is_to_improve() -> None:
    of = model("a b c", "a>b a>c", risk("R1", "a", 4, 10), risk("R2", "b", 3, 5))
    tasks = (*of.tasks, of.tasks[0].model_copy(update={"id": "m", "kind": TaskKind.MILESTONE, "duration": None}))
    link = of.dependencies[0].model_copy(update={"predecessor": "c", "successor": "m"})
    found = mitigate(ran(of.replace(tasks=tasks, dependencies=(*of.dependencies, link))), "milestone:m")
    assert (found.dates, found.sums) == ("milestone:m", "cost")
    assert (found.best.risks, found.best.days.value, found.best.finish) == (("R1",), 4.0, datetime(2027, 1, 24))
