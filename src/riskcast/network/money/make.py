"""Program -> the arrays of money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from riskcast.kernels.money_arrays import Anchors, Cashbook, Money, Outlook, Pieces, Rules
from riskcast.kernels.types import F8
from riskcast.model.capitalisation import CAPEX
from riskcast.model.fiscal import LATER, Period
from riskcast.model.periods import fiscal_periods
from riskcast.model.program import Program
from riskcast.network.axes import Axes
from riskcast.network.impacts import Impacts
from riskcast.network.money.anchors import AnchorBook
from riskcast.network.money.clocks import ClockBook
from riskcast.network.money.cost_lines import CostLines
from riskcast.network.money.curves import CURVES
from riskcast.network.money.desk import Desk
from riskcast.network.money.keys import KeyBook
from riskcast.network.money.ledger import Ledger
from riskcast.network.money.line import Line, Piece
from riskcast.network.money.prices import PriceBook
from riskcast.network.money.resource_lines import resource_lines
from riskcast.network.money.risk_lines import Hit, make_hits, response_line
from riskcast.network.money.rows import RISK_EVENTS, RISK_RESPONSES, CashRow, RowBook
from riskcast.network.money.values import ValueBook
from riskcast.network.names import benefit_name
from riskcast.network.rows import Row
from riskcast.network.scene import Scene


@dataclass(frozen=True)
class MoneyNames:
    """What places in the arrays of money are, and until when money is kept by period."""

    periods: tuple[Period, ...]
    """[T]"""
    rows: tuple[CashRow, ...]
    """[G]"""
    lines: tuple[str, ...]
    """[l] Ids of cost lines, empty for what is no cost line: resources, responses, risks."""
    past: tuple[bool, ...]
    """[l] Whether the line is work behind the data date, where no ledger tells of it."""
    until: date
    groups: tuple[str, ...]


@dataclass(frozen=True)
class MoneyParts:
    """All about money that the kernels and their results need."""

    money: Money
    anchors: Anchors
    book: Cashbook | None
    names: MoneyNames


def make_money(
    scene: Scene, impacts: Impacts, axes: Axes, rows: Sequence[Row], gated: set[int], until: date,
    groups: tuple[str, ...], priced: bool,
) -> MoneyParts:  # fmt: skip
    """Return the arrays of money; ``gated`` are the nodes that may not exist.

    Periods reach to ``until``; money is kept over time apart by ``groups``, or not at all without any. Unless it is
    ``priced``, there are no lines and no rows.
    """
    program = scene.program
    periods = money_periods(program, until)
    prices, ledger = PriceBook(scene, periods), Ledger(program)
    clocks = ClockBook(axes, periods)
    anchors = AnchorBook(scene.nodes, rows, [axes.index(node.axis) for node in scene.nodes], axes.origin)
    values = ValueBook(scene)
    desk = Desk(scene, axes, anchors, ledger, prices, values, frozenset(gated))
    own = _lines(desk) if priced else []
    hits = make_hits(desk, impacts) if priced else []
    own += [line for risk in program.risks if priced and (line := response_line(desk, risk)) is not None]
    lines = [*own, *(hit.line for hit in hits)]
    shelf = RowBook(program, groups if priced else (), _categories(program, lines, ledger))
    rules = [rule.id for rule in program.capitalisation]
    keys = KeyBook(clocks, prices, shelf, rules)
    pieces = [(n, piece) for n, line in enumerate(lines) for piece in line.pieces]
    for number, (n, piece) in enumerate(pieces):
        keys.add(lines[n], piece, number)
    facts = _facts(program, shelf, clocks, ledger, axes)
    money = _money(scene, own, hits, values, ledger, [keys.is_priced(line) for line in lines])
    book = Cashbook(
        pieces=_pieces(pieces),
        keys=keys.arrays(),
        clocks=clocks.arrays(),
        rules=_rules(program, anchors),
        paths=prices.arrays(),
        outlook=_outlook(scene, anchors, values, facts, bool(shelf.rows)),
    )
    ids = tuple(line.id if line.is_cost else "" for line in lines)
    names = MoneyNames(periods, shelf.rows, ids, tuple(line.is_past for line in lines), until, groups)
    return MoneyParts(money, anchors.arrays(), book if needs_time(program, groups) else None, names)


def needs_time(program: Program, groups: Sequence[str]) -> bool:
    """Return whether what a program costs is to be followed over time."""
    return bool(groups or program.indices or program.currencies)


def _lines(desk: Desk) -> list[Line]:
    """Return the lines of costs, then those of resources on tasks."""
    costs, program = CostLines(desk), desk.scene.program
    for cost in program.costs:
        costs.add(cost)
    resources = {resource.id: resource for resource in program.resources}
    return costs.lines + [line for a in program.assignments for line in resource_lines(desk, a, resources[a.resource])]


def money_periods(program: Program, until: date) -> tuple[Period, ...]:
    """Return the accounting periods from the first date of the program to ``until``, and one for all that is later."""
    dates = [program.start.date(), (program.data_date or program.start).date()]
    dates += [actual.date for actual in program.actuals] + [order.date for order in program.commitments]
    dates += [d.date() for task in program.tasks for d in (task.actual_start, task.actual_finish) if d is not None]
    periods = fiscal_periods(program, min(dates), max(until, *dates))
    after = periods[-1].end + timedelta(days=1)
    return (*periods, Period(id=LATER, start=after, end=max(after, date(2199, 12, 31)), fiscal_year=LATER))


def _categories(program: Program, lines: Sequence[Line], ledger: Ledger) -> list[str]:
    """Return the categories as they first come up, those of risks last."""
    named = [line.category for line in program.costs]
    named += [line.tags.category for line in lines] + [ledger.category_of(actual) for actual in program.actuals]
    last = (RISK_RESPONSES, RISK_EVENTS)
    return [*(name for name in dict.fromkeys(named) if name not in last), *(name for name in last if name in named)]


def _facts(program: Program, rows: RowBook, clocks: ClockBook, ledger: Ledger, axes: Axes) -> F8:
    """Return ``[G, T]``: what the ledger tells."""
    facts = np.zeros((len(rows.rows), clocks.wall.size))
    ledger.put(rows, clocks, axes.origin, program.data_date or program.start, facts)
    return facts


def _pieces(pieces: Sequence[tuple[int, Piece]]) -> Pieces:
    return Pieces(
        line=np.array([n for n, _ in pieces], np.int32),
        node=np.array([piece.node for _, piece in pieces], np.int32),
        since=np.array([piece.since for _, piece in pieces], np.int32),
        now=np.array([piece.now for _, piece in pieces], np.int32),
        begin=np.array([piece.begin for _, piece in pieces], np.int32),
        end=np.array([piece.end for _, piece in pieces], np.int32),
        axis=np.array([piece.axis for _, piece in pieces], np.int32),
        kind=np.array([piece.kind for _, piece in pieces], np.uint8),
        curve=np.array([piece.curve for _, piece in pieces], np.int32),
        share=np.array([piece.share for _, piece in pieces], np.float64),
        curves=np.array(list(CURVES.values()), np.float64),
    )


def _rules(program: Program, anchors: AnchorBook) -> Rules:
    steps = [(rule, step) for rule in program.capitalisation for step in rule.steps]
    return Rules(
        first=np.concatenate([[0], np.cumsum([len(r.steps) for r in program.capitalisation])]).astype(np.int32),
        until=np.array([anchors.finish(step.until) if step.until else -1 for _, step in steps], np.int32),
        capital=np.array([rule.capital_share if s.treatment == CAPEX else 0.0 for rule, s in steps], np.float64),
    )


def _outlook(scene: Scene, anchors: AnchorBook, values: ValueBook, facts: F8, kept: bool) -> Outlook:
    program = scene.program
    benefits = program.benefits if kept else ()
    rules = program.capitalisation if kept else ()
    drawn = [values.value(benefit_name(benefit.id), benefit.per_year) for benefit in benefits]
    service = [rule.service_milestone for rule in rules]
    return Outlook(
        facts=facts,
        service=np.array([anchors.finish(task) if task is not None else -1 for task in service], np.int32),
        benefit_variable=np.array([row for row, _ in drawn], np.int32),
        benefit_base=np.array([base for _, base in drawn], np.float64),
        benefit_start=np.array([anchors.finish(benefit.start) for benefit in benefits], np.int32),
        risks=len(program.risks) if kept else 0,
    )


def _money(
    scene: Scene, lines: Sequence[Line], hits: Sequence[Hit], values: ValueBook, ledger: Ledger,
    priced: Sequence[bool],
) -> Money:  # fmt: skip
    parts = [part for line in lines for part in line.parts]
    return Money(
        project=np.array([node.project for node in scene.nodes], np.int32),
        fixed=ledger.costs(),
        line_project=np.array([line.project for line in lines], np.int32),
        line_rate=np.array([line.rate for line in lines], np.float64),
        line_booked=np.array([line.booked for line in lines], np.float64),
        line_open=np.array([line.ordered for line in [*lines, *(hit.line for hit in hits)]], np.float64),
        line_least=np.array([line.ordered if ledger.counts else 0.0 for line in lines], np.float64),
        line_priced=np.array(priced, np.uint8),
        part_first=np.concatenate([[0], np.cumsum([len(line.parts) for line in lines])]).astype(np.int32),
        part_kind=np.array([part.kind for part in parts], np.uint8),
        part_variable=np.array([part.row for part in parts], np.int32),
        part_base=np.array([part.base for part in parts], np.float64),
        part_times=np.array([part.times for part in parts], np.int32),
        part_quantity=np.array([part.quantity for part in parts], np.float64),
        part_task=np.array([part.task for part in parts], np.int32),
        part_days=np.array([part.days for part in parts], np.float64),
        part_axis=np.array([part.axis for part in parts], np.int32),
        part_begin=np.array([part.begin for part in parts], np.int32),
        part_end=np.array([part.end for part in parts], np.int32),
        part_factor_first=np.concatenate([[0], np.cumsum([len(part.factors) for part in parts])]).astype(np.int32),
        part_factor=np.array([g for part in parts for g in part.factors], np.int32),
        factor_event=np.array([event for event, _, _ in values.factors], np.int32),
        factor_variable=np.array([row for _, row, _ in values.factors], np.int32),
        factor_base=np.array([base for _, _, base in values.factors], np.float64),
        hit_risk=np.array([hit.risk for hit in hits], np.int32),
        hit_variable=np.array([hit.row for hit in hits], np.int32),
        hit_base=np.array([hit.base for hit in hits], np.float64),
        hit_sign=np.array([hit.sign for hit in hits], np.float64),
        hit_project=np.array([hit.line.project for hit in hits], np.int32),
        hit_delay=np.array([hit.delay for hit in hits], np.int32),
        hit_days=np.array([hit.days for hit in hits], np.float64),
        hit_task=np.array([hit.task for hit in hits], np.int32),
    )
