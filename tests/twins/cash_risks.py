"""The pieces of risks and of the responses to them in one iteration."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.model.risk import Impact, Risk, RiskKind
from twins.axis import TICKS
from twins.cash_dates import Dated, midnight
from twins.cash_flow import AtStart, Flow
from twins.cash_pieces import Piece, index_of, treatment_of
from twins.cash_price import Sizes

EVENTS, RESPONSES = "risk events", "risk responses"


class Dangers:
    """What risks and responses cost in one iteration, or in the plan."""

    def __init__(self, dated: Dated, sizes: Sizes) -> None:
        self.dated, self.sizes, self.program = dated, sizes, dated.program
        self.select = dated.rests.select

    def pieces(self) -> Iterator[Piece]:
        for written in self.program.risks:
            risk = self.dated.rests.risks.get(written.id)
            if risk is not None and risk.id in self.dated.fate.risks:
                for number, impact in enumerate(risk.impacts, 1):
                    yield from self._impact(risk, number, impact)
            if written.is_treated and written.response is not None and written.response.cost is not None:
                yield self._response(written)

    def _impact(self, risk: Risk, number: int, impact: Impact) -> Iterator[Piece]:
        hit = self.select.every(impact.tasks)
        sign = 1.0 if risk.kind is RiskKind.THREAT else -1.0
        if impact.cost is not None:
            amount = sign * self.sizes.money(impact.cost, f"risk:{risk.id}:cost:{number}")
            yield self._event(risk, impact, self._payer(impact, hit), amount, self._flow(impact, hit))
        if impact.cost_per_day is not None:
            rate = self.sizes.money(impact.cost_per_day, f"risk:{risk.id}:cost_per_day:{number}")
            for name in hit:
                delay = self.dated.fate.hit.get((risk.id, number, name), 0) / TICKS / 60.0
                amount = rate * delay / self.dated.hours_per_day(name)
                project = impact.project or self.dated.tasks[name].project
                if name not in self.dated.fate.skipped:
                    yield self._event(risk, impact, project, amount, self._flow(impact, (name,)))

    def _payer(self, impact: Impact, hit: tuple[str, ...]) -> str:
        if impact.project is not None or hit:
            return impact.project or self.dated.tasks[hit[0]].project
        return self.program.projects[0].id

    def _flow(self, impact: Impact, hit: tuple[str, ...]) -> Flow:
        """Return money over the remaining work of the first open task; without one until the project's finish,
        and at the data date when that is behind.

        What a day of delay costs lies where that delay is, on the task itself.
        """
        places = [place for name in hit if (place := self.dated.left(name)) is not None]
        if places:
            return places[0].flow()
        place = self.dated.until_finish(self._payer(impact, hit))
        return place.flow() if place.begin < place.end else AtStart(place.begin)

    def _event(self, risk: Risk, impact: Impact, project: str, amount: float, flow: Flow) -> Piece:
        return Piece(
            source=("risk", risk.id),
            project=project,
            category=EVENTS,
            treatment=treatment_of(self.program, impact.treatment, project),
            currency=self.program.currency,
            index=index_of(self.program, None, EVENTS),
            amount=amount,
            flow=flow,
            risk=risk.id,
        )

    def _response(self, written: Risk) -> Piece:
        response = written.response
        assert response is not None and response.cost is not None
        first = written.after().impacts[0]
        project = self._payer(first, self.select.every(first.tasks))
        now = self.dated.now(project)
        return Piece(
            source=("response", written.id),
            project=project,
            category=RESPONSES,
            treatment=treatment_of(self.program, None, project),
            currency=self.program.currency,
            index=index_of(self.program, None, RESPONSES),
            amount=self.sizes.money(response.cost, f"risk:{written.id}:response"),
            flow=AtStart(max(midnight(response.decide_by), now) if response.decide_by else now),
        )
