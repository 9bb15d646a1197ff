"""Where the money of a simulation differs from that of the plain loop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from riskcast.model.program import Program
from riskcast.simulation.cash import GROUPS, Cash
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate
from twins.cash import Money, Spending

Row = Any
NEVER = np.iinfo(np.int32).max


def differs(got: float, wanted: float) -> bool:
    """Return whether two sums differ by more than a millionth, and a hundredth of a cent."""
    return abs(got - wanted) > max(1e-6 * abs(wanted), 1e-4)


def differences(of: Program, count: int = 20, seed: int = 3, design: Any = "mc") -> list[str]:
    """Return what differs in the plan or in any of the first iterations, a line for each sum."""
    result = simulate(of, Plan(max(count, 64), seed=seed, design=design, phasing=GROUPS), checked=True)
    cash = result.cash
    assert cash is not None
    plain = Spending(of, seed, cash.periods, design)
    wrong = [f"plan: {text}" for text in _compared(cash, cash.planned, plain.planned)]
    for i in range(count):
        money = plain.future(i)
        found = [*_compared(cash, cash.amount[:, :, i], money), *_costs(result, money, i), *_dates(result, money, i)]
        wrong += [f"{i}: {text}" for text in found]
    return wrong


def _compared(cash: Cash, amounts: Row, money: Money) -> Iterator[str]:
    for g, row in enumerate(cash.rows):
        wanted = money.total(row.view, row.project, row.treatment, row.name)
        for period, got, want in zip(cash.periods, amounts[g].tolist(), wanted, strict=True):
            if differs(got, want):
                yield f"{row.view} {row.project} {row.treatment} {row.name} in {period.id}: {got:.6f}, not {want:.6f}"
    for view in {view for view, *_ in money.rows}:
        got, want = float(amounts[cash.places(view)].sum()), sum(money.total(view))  # type: ignore[arg-type]
        if differs(got, want):
            yield f"all {view}: {got:.6f}, not {want:.6f}"


def _costs(result: Result, money: Money, i: int) -> Iterator[str]:
    measures = {f"cost:{project}": cost for project, cost in money.cost.items() if project}
    measures["cost"] = sum(money.cost.values())
    for measure, want in measures.items():
        if differs(got := float(result.samples(measure)[i]), want):
            yield f"{measure}: {got:.6f}, not {want:.6f}"
    assert result.cash is not None
    risks = dict(zip(result.inputs.risks, result.cash.risk_cost[:, i].tolist(), strict=True))
    for risk, want in money.risk_cost.items():
        if differs(risks[risk], want):
            yield f"risk {risk}: {risks[risk]:.6f}, not {want:.6f}"


def _dates(result: Result, money: Money, i: int) -> Iterator[str]:
    cash = result.cash
    assert cash is not None
    for rule, tick in zip(cash.rules, cash.in_service[:, i].tolist(), strict=True):
        at = None if tick == NEVER else result.moment(tick)
        if at != money.in_service[rule]:
            yield f"{rule} in service: {at}, not {money.in_service[rule]}"
    for name, tick, size in zip(cash.benefits, cash.benefit_start[:, i].tolist(), cash.benefit[:, i], strict=True):
        if result.moment(tick) != money.benefit_start[name]:
            yield f"{name} starts: {result.moment(tick)}, not {money.benefit_start[name]}"
        if differs(float(size), money.benefit[name]):
            yield f"{name}: {size}, not {money.benefit[name]}"
