"""Money over time in one iteration, written from its definition: slow, and as plain as it can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from riskcast.model.capitalisation import CAPEX, OPEX
from riskcast.model.fiscal import Period
from riskcast.model.program import Program
from twins.cash_dates import DAY, Dated, midnight
from twins.cash_flow import Flow, window
from twins.cash_lines import Lines
from twins.cash_pieces import Piece, days
from twins.cash_price import Prices, Sizes
from twins.cash_rest import Rests
from twins.cash_risks import Dangers
from twins.future import Fate
from twins.simulation import quantile

Key = tuple[str, str, str, str]
"""View, project, treatment, name."""
Window = tuple[datetime, datetime]
ALWAYS = (datetime(1900, 1, 1), datetime(2400, 1, 1))


@dataclass
class Money:
    """The money of one iteration."""

    periods: int
    rows: dict[Key, list[float]] = field(default_factory=dict)
    cost: dict[str, float] = field(default_factory=dict)
    """By project."""
    risk_cost: dict[str, float] = field(default_factory=dict)
    sources: dict[tuple[str, ...], float] = field(default_factory=dict)
    """What each piece adds up to."""
    in_service: dict[str, datetime | None] = field(default_factory=dict)
    benefit: dict[str, float] = field(default_factory=dict)
    benefit_start: dict[str, datetime] = field(default_factory=dict)

    def add(self, key: Key, period: int, amount: float) -> None:
        self.rows.setdefault(key, [0.0] * self.periods)[period] += amount

    def total(self, view: str, project: str = "", treatment: str = "", name: str = "") -> list[float]:
        """Return the sum of the rows that match, by period."""
        wanted = (view, project, treatment, name)
        mine = [r for k, r in self.rows.items() if all(w in ("", of) for w, of in zip(wanted, k, strict=True))]
        return [sum(amounts) for amounts in zip(*mine, strict=True)] if mine else [0.0] * self.periods


class Spending:
    """A program whose money is followed through accounting periods, one iteration at a time.

    The first period also takes what comes before it, and the last what comes after.
    """

    def __init__(self, program: Program, seed: int, periods: Sequence[Period], design: str = "mc") -> None:
        self.program, self.periods = program, periods
        self.rests = Rests(program, seed, design)
        starts = [midnight(period.start) for period in periods[1:]]
        self.windows = list(zip([ALWAYS[0], *starts], [*starts, ALWAYS[1]], strict=True))
        self.rules = {rule.id: rule for rule in program.capitalisation}
        self.prices = Prices(program, periods, Sizes(None, quantile))
        self.planned = self._money(self.rests.plan(), Sizes(None, quantile), None)

    def future(self, i: int) -> Money:
        sizes = Sizes(lambda name: self.rests.chance.uniform(name, i), quantile)
        return self._money(self.rests.future(i), sizes, self.planned.sources)

    def _money(self, fate: Fate, sizes: Sizes, planned: dict[tuple[str, ...], float] | None) -> Money:
        dated, prices = Dated(self.rests, fate), Prices(self.program, self.periods, sizes)
        money = Money(len(self.periods))
        money.cost = {project.id: 0.0 for project in self.program.projects}
        money.risk_cost = {risk.id: 0.0 for risk in self.program.risks}
        pieces = [*Lines(dated, sizes, prices.planned).pieces(), *Dangers(dated, sizes).pieces()]
        for piece in pieces:
            self._spend(money, piece, dated, self.prices if piece.is_past else prices)
        earns = money.sources if planned is None else planned
        for piece in pieces:
            self._earn(money, piece, dated, earns.get(piece.source, 0.0))
        self._assets(money, dated)
        for benefit in self.program.benefits:
            money.benefit[benefit.id] = sizes.money(benefit.per_year, f"benefit:{benefit.id}:per_year")
            money.benefit_start[benefit.id] = dated.finish(benefit.start)
        return money

    def _spend(self, money: Money, piece: Piece, dated: Dated, prices: Prices) -> None:
        for part, treatment, share in self._treatments(piece, dated):
            for q, period in enumerate(self.windows):
                amount = share * piece.amount * window(piece.flow, part, period)
                if amount == 0.0:
                    continue
                planned, index = prices.planned[piece.currency], prices.indices[piece.index][q]
                rate = prices.rates[piece.currency][q] if piece.rate is None else piece.rate
                value = amount * index * rate
                self._incur(money, piece, treatment, q, value)
                if piece.risk:  # what prices add is escalation
                    money.risk_cost[piece.risk] += amount * planned
                place = (piece.project, treatment, "")
                money.add(("escalation", *place), q, amount * (index - 1.0) * planned)
                money.add(("fx", *place), q, amount * index * (rate - planned))
                for p, paid in self._paid(piece, part, period):
                    money.add(("paid", *place), p, value * paid)
                for p, of_it in [(q, 1.0)] if piece.commit is None else self._at(piece.commit):
                    money.add(("committed", *place), p, value * of_it)
        for ordered, day in piece.orders:
            for p, of_it in self._at(day):
                money.add(("committed", piece.project, "", ""), p, ordered * of_it)
            for p, of_it in self._at(piece.commit or piece.flow):  # where it would have been committed otherwise
                money.add(("committed", piece.project, "", ""), p, -ordered * of_it)

    def _incur(self, money: Money, piece: Piece, treatment: str, q: int, value: float) -> None:
        place = (piece.project, treatment)
        money.add(("incurred", *place, ""), q, value)
        money.add(("category", *place, piece.category), q, value)
        if treatment == CAPEX:
            money.add(("capitalised", *place, piece.rule or piece.treatment), q, value)
        if piece.double_running and treatment == OPEX:
            money.add(("double-running", *place, ""), q, value)
        money.cost[piece.project] = money.cost.get(piece.project, 0.0) + value
        money.sources[piece.source] = money.sources.get(piece.source, 0.0) + value

    def _treatments(self, piece: Piece, dated: Dated) -> Iterator[tuple[Window, str, float]]:
        """Yield stretches of time with a treatment and the share of the money that has it."""
        if piece.treatment in (CAPEX, OPEX):
            yield ALWAYS, piece.treatment, 1.0
            return
        rule, begin = self.rules[piece.treatment], ALWAYS[0]
        for step in rule.steps:
            end = ALWAYS[1] if step.until is None else max(dated.finish(step.until), begin)
            share = rule.capital_share if step.treatment == CAPEX else 0.0
            if share > 0.0:
                yield (begin, end), CAPEX, share
            if share < 1.0:
                yield (begin, end), OPEX, 1.0 - share
            begin = end

    def _paid(self, piece: Piece, part: Window, period: Window) -> Iterator[tuple[int, float]]:
        """Yield by period the shares of what is incurred in a period under a treatment that are paid in it."""
        if piece.paid is not None:
            yield from self._at(piece.paid)
            return
        later = days(piece.payment_days)
        whole = window(piece.flow, part, period)
        for p, (begin, end) in enumerate(self.windows):
            share = window(piece.flow, part, period, (begin - later, end - later)) / whole
            if share != 0.0:
                yield p, share

    def _at(self, flow: Flow) -> Iterator[tuple[int, float]]:
        for p, period in enumerate(self.windows):
            share = window(flow, period)
            if share != 0.0:
                yield p, share

    def _earn(self, money: Money, piece: Piece, dated: Dated, planned: float) -> None:
        """Add the planned cost of a piece where this iteration does its work; facts as they are."""
        worth = piece.amount * piece.rate if piece.rate is not None else planned
        if piece.risk:
            return
        for part, treatment, share in self._treatments(piece, dated):
            for q, period in enumerate(self.windows):
                amount = worth * share * window(piece.flow, part, period)
                if amount != 0.0:
                    money.add(("earned", piece.project, treatment, ""), q, amount)

    def _assets(self, money: Money, dated: Dated) -> None:
        for rule in self.program.capitalisation:
            at = rule.service_milestone
            money.in_service[rule.id] = None if at is None else dated.finish(at)


def months(first: str, count: int) -> list[Period]:
    """Return calendar months from the first of one; fiscal years are those of the calendar."""
    found = []
    start = datetime.fromisoformat(f"{first}-01").date()
    for _ in range(count):
        end = (start + timedelta(days=40)).replace(day=1) - DAY
        found.append(Period(id=f"{start:%Y-%m}", start=start, end=end, fiscal_year=f"FY{start:%y}"))
        start = end + DAY
    return found
