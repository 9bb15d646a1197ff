"""What resources cost on the tasks they are assigned to."""

from __future__ import annotations

from riskcast.kernels.money_arrays import WORK
from riskcast.model.cost import Spread
from riskcast.model.estimate import Estimate
from riskcast.model.resource import Assignment, Resource, ResourceKind
from riskcast.network.money.desk import Desk, day_minutes
from riskcast.network.money.line import Line, Part, Tags
from riskcast.network.money.past import past_lines
from riskcast.network.money.values import planned
from riskcast.network.names import resource_name
from riskcast.network.nodes import Status
from riskcast.network.ticks import PER_MINUTE


def resource_lines(desk: Desk, assignment: Assignment, resource: Resource) -> list[Line]:
    """Return what a resource costs on a task: what is still to come, and what is behind when no ledger tells it."""
    place = desk.works.get(assignment.task)
    if place is None:
        return []
    node = desk.scene.nodes[place]
    treatment = desk.treatment_of(resource.treatment, node.project)
    currency = desk.foreign(resource.currency)
    tags = Tags(resource.category, treatment, resource.index, currency, resource.payment_days)
    line = Line(f"{resource.id} on {assignment.task}", node.project, tags, rate=desk.prices.rate_of(currency))
    if resource.kind is ResourceKind.WORK:
        return _work(desk, line, place, assignment, resource, resource.per_hour)
    return _units(desk, line, place, assignment, resource, resource.per_unit)


def _units(
    desk: Desk, line: Line, place: int, assignment: Assignment, resource: Resource, price: Estimate | None
) -> list[Line]:
    over = desk.scene.nodes[place].status is Status.FINISHED
    if price is None or (over and desk.ledger.counts):
        return []
    row, base = desk.values.value(resource_name(resource.id, "per_unit"), price)
    gate, factors = place if place in desk.gated else -1, () if over else desk.values.factors_on(assignment.task)
    line.parts.append(Part(row, base, task=gate, quantity=assignment.units, factors=factors))
    line.pieces.append(desk.piece_on_task(place, Spread.LINEAR))
    return [line]


def _work(
    desk: Desk, line: Line, place: int, assignment: Assignment, resource: Resource, price: Estimate | None
) -> list[Line]:
    if price is None:
        return []
    node = desk.scene.nodes[place]
    past = past_lines(desk, line, node, planned(price) * assignment.units * day_minutes(node) / 60.0)
    if node.status is Status.FINISHED:
        return past
    row, base = desk.values.value(resource_name(resource.id, "per_hour"), price)
    hours, factors = assignment.units / (60.0 * PER_MINUTE), desk.values.factors_on(assignment.task)
    line.parts.append(Part(row, base, WORK, task=place, days=hours, factors=factors))
    line.pieces.append(desk.piece_on_node(place))
    return [*past, line]
