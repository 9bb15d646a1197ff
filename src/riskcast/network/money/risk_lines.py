"""Money that risks cost, and what is done about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from riskcast.kernels.money_arrays import AT_START
from riskcast.model.resolve import money_distribution
from riskcast.model.risk import Impact, Risk
from riskcast.network.axes import ELAPSED
from riskcast.network.heavy import typical
from riskcast.network.impacts import Impacts
from riskcast.network.money.desk import Desk, day_minutes
from riskcast.network.money.line import Line, Part, Piece, Tags
from riskcast.network.money.rows import RISK_EVENTS, RISK_RESPONSES
from riskcast.network.names import impact_name, response_name
from riskcast.network.nodes import Status
from riskcast.network.scene import sign_of
from riskcast.network.ticks import PER_MINUTE


@dataclass(frozen=True)
class Hit:
    """Money of one impact, on one task when it comes by the day."""

    risk: int
    row: int
    base: float
    sign: float
    line: Line
    """Where the money goes; it has no parts."""
    delay: int = -1
    days: float = 0.0
    task: int = -1


def make_hits(desk: Desk, impacts: Impacts) -> list[Hit]:
    """Return the money of all risks that count: sums first, then what delays cost by the day."""
    hits = []
    for r, risk in enumerate(desk.scene.outline.risks):
        for number, impact in enumerate(risk.impacts, start=1) if risk is not None else ():
            if risk is not None and impact.cost is not None:
                law = money_distribution(impact.cost)
                row = desk.scene.shared.row(impact_name(risk.id, number, "cost"), law)
                line = _line(desk, risk, impact, _first_hit(desk, impact), _payer(desk, impact))
                hits.append(Hit(r, row, typical(law), sign_of(risk), line))
    return [*hits, *_priced(desk, impacts)]


def _priced(desk: Desk, impacts: Impacts) -> list[Hit]:
    """Return the money that delays cost by the day; delays carry the sign of their risk."""
    known: dict[tuple[int, int], tuple[int, float]] = {}
    hits = []
    for r, number, delay, k in impacts.priced:
        risk = desk.scene.outline.risks[r]
        impact = risk.impacts[number - 1] if risk is not None else None
        if risk is None or impact is None or impact.cost_per_day is None:
            continue
        if (r, number) not in known:
            law = money_distribution(impact.cost_per_day)
            row = desk.scene.shared.row(impact_name(risk.id, number, "cost_per_day"), law)
            known[r, number] = row, typical(law)
        row, base = known[r, number]
        node = desk.scene.nodes[k]
        project = _payer(desk, impact) if impact.project is not None else node.project
        line = _line(desk, risk, impact, k, project)
        hits.append(Hit(r, row, base, 1.0, line, delay, 1.0 / (day_minutes(node) * PER_MINUTE), k))
    return hits


def response_line(desk: Desk, risk: Risk) -> Line | None:
    """Return what a response costs that is decided or carried out, whether the risk occurs or not.

    None when the risk is switched off: it does not count, and neither does what is done about it.
    """
    response = risk.response
    if response is None or response.cost is None or not risk.is_treated or not risk.enabled:
        return None
    payers = [_payer(desk, impact) for impact in risk.impacts if impact.project is not None or impact.tasks]
    project = payers[0] if payers else 0
    row, base = desk.values.value(response_name(risk.id), response.cost)
    now = desk.scene.program.status_date(desk.scene.program.projects[project])
    decided = datetime.combine(response.decide_by, time()) if response.decide_by is not None else now
    at = desk.anchors.date(max(decided, now))
    tags = Tags(RISK_RESPONSES, desk.treatment_of(None, project))
    piece = Piece(desk.axes.index(ELAPSED), begin=at, end=at, kind=AT_START)
    return Line(risk.id, project, tags, [Part(row, base)], [piece])


def _payer(desk: Desk, impact: Impact) -> int:
    """Return the project that pays for an impact."""
    if impact.project is not None:
        return desk.projects[impact.project]
    hit = desk.scene.outline.selection.every(impact.tasks)
    return desk.projects[desk.tasks[hit[0]].project] if hit else 0


def _first_hit(desk: Desk, impact: Impact) -> int:
    """Return the first open task that an impact names; -1 for none."""
    hit = desk.scene.outline.selection.every(impact.tasks)
    places = (desk.works[id_] for id_ in hit if id_ in desk.works)
    return next((k for k in places if desk.scene.nodes[k].status is not Status.FINISHED), -1)


def _line(desk: Desk, risk: Risk, impact: Impact, node: int, project: int) -> Line:
    """Return where the money of an impact lies: with a task, or from the data date to the finish of its project."""
    tags = Tags(RISK_EVENTS, desk.treatment_of(impact.treatment, project))
    if node >= 0:
        return Line(risk.id, project, tags, pieces=[desk.piece_on_node(node)])
    now = desk.scene.program.status_date(desk.scene.program.projects[project])
    finish = desk.anchors.ahead_of(desk.anchors.project_finish(project), now)
    piece = Piece(desk.axes.index(desk.calendar_of(project)), begin=desk.anchors.date(now), end=finish)
    return Line(risk.id, project, tags, pieces=[piece])
