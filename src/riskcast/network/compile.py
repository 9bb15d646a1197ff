"""Program -> Network."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from riskcast.kernels.arrays import Events, Work
from riskcast.model.collection import paused_collection
from riskcast.model.program import Program
from riskcast.network.assemble import make_net
from riskcast.network.axes import Axes
from riskcast.network.climate import make_climate
from riskcast.network.copula import make_copula
from riskcast.network.dates import latest_finishes, latest_starts
from riskcast.network.effects import draw_durations, make_work
from riskcast.network.events import condition_pairs, make_events
from riskcast.network.horizon import cover
from riskcast.network.impacts import make_impacts
from riskcast.network.links import make_links
from riskcast.network.money.make import make_money
from riskcast.network.network import Network
from riskcast.network.order import topological_order
from riskcast.network.parts import make_parts
from riskcast.network.reworks import add_reworks
from riskcast.network.rows import make_rows
from riskcast.network.scene import Outline, Scene, Shared, Switches
from riskcast.network.ticks import from_minutes
from riskcast.network.variables import Variables
from riskcast.network.watch import make_watches

EVERYTHING = Switches()


def compile_program(
    program: Program,
    days: int = 0,
    switches: Switches = EVERYTHING,
    groups: tuple[str, ...] = (),
    until: date | None = None,
    *,
    priced: bool = True,
) -> Network:
    """Compile a program that passed :func:`riskcast.model.check.check_program`.

    Parameters
    ----------
    program
        The program; its dependencies must not form a cycle.
    days
        Least length of the calendar tables in days; more than the estimate when a run outgrew it.
    switches
        Which kinds of uncertainty there are.
    groups
        By what money over time is kept apart; none is kept when empty.
    until
        Day to which accounting periods reach at least; well past the plan when None.
    priced
        False leaves out all money: a first look at the dates needs none.

    Raises
    ------
    InvalidInput
        When the schedule reaches further than MAX_DAYS.
    """
    with paused_collection():
        return _compiled(program, days, switches, groups, until, priced)


def _compiled(
    program: Program, days: int, switches: Switches, groups: tuple[str, ...], until: date | None, priced: bool
) -> Network:
    outline = Outline(program, switches)
    parts = make_parts(program, {id_: ranged.estimate for id_, ranged in outline.estimates.items()})
    add_reworks(parts, program)
    links = make_links(program, parts)
    pairs = [(link.predecessor, link.successor) for link in links]
    for before, after in condition_pairs(outline):
        if before in parts.ends and after in parts.ends:
            pairs += [(parts.ends[before].finish_from, k) for k in parts.ends[after].works]
    order = topological_order(len(parts.nodes), pairs)
    axes = cover(program, parts.nodes, links, order, days)
    nodes = [parts.nodes[i] for i in order]
    variables = Variables()
    scene = Scene(outline, nodes, Shared(variables))
    place = {i: k for k, i in enumerate(order)}
    drawn = draw_durations(nodes, variables)
    impacts = make_impacts(scene, axes)
    events = make_events(scene, impacts, axes, {id_: place[e.finish_from] for id_, e in parts.ends.items()})
    climate = make_climate(scene, axes)
    rows = make_rows(parts, order)
    gated = set(np.flatnonzero(np.diff(events.gate_first)).tolist())
    last = until or _far(axes, program)
    money = make_money(scene, impacts, axes, rows, gated, last, groups, priced)
    work = make_work(scene, impacts, drawn)._replace(shared=np.array(scene.shared.chosen, np.int32))
    copula, repairs = make_copula(scene)
    least = _least_durations(order, work, events, variables)
    watches = make_watches(program, parts, order, axes)
    return Network(
        program=program,
        switches=switches,
        nodes=tuple(nodes),
        rows=rows,
        watches=watches,
        axes=axes,
        net=make_net(program, parts, links, order, axes, least, watches),
        work=work,
        events=events,
        climate=climate,
        money=money.money,
        anchors=money.anchors,
        book=money.book,
        names=money.names,
        draws=variables.arrays(),
        copula=copula,
        repairs=repairs,
        variables=tuple(variables.names),
        planned=np.array([from_minutes(node.planned) for node in nodes], np.int32),
        planned_values=np.array(scene.shared.planned, np.float64),
        latest_start=latest_starts(nodes, axes),
        latest_finish=latest_finishes(program, nodes, axes),
    )


def _far(axes: Axes, program: Program) -> date:
    """Return a day that few futures pass: prices are followed until then when nobody has looked further."""
    last = axes.origin.date() + timedelta(days=axes.days)
    now = (program.data_date or program.start).date()
    return min(last, now + timedelta(days=_YEARS_AHEAD * 365))


_YEARS_AHEAD = 20


def _least_durations(order: Sequence[int], work: Work, events: Events, variables: Variables) -> list[int]:
    """Return the smallest duration of each node in ticks, by file position; 0 where something may shorten it."""
    least = [0] * len(order)
    for k, i in enumerate(order):
        firsts = (work.scale_first, events.gate_first, events.hit_first)
        rows = work.delay_row[work.delay_first[k] : work.delay_first[k + 1]]
        if any(first[k] < first[k + 1] for first in firsts) or (work.row_sign[rows] < 0.0).any():
            continue
        v = int(work.variable[k])
        least[i] = int(variables.bounds(v)[0]) if v >= 0 else int(work.base[k])
    return least
