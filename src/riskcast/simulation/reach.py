"""Do the calendar tables cover everything that happens? If not, they are made longer and the pass is run again."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from riskcast.kernels.axis import SIZE, WORKING
from riskcast.kernels.types import I4
from riskcast.model.moment import is_day, parse_day
from riskcast.network.axes import ELAPSED
from riskcast.network.compile import compile_program
from riskcast.network.horizon import MAX_DAYS, too_long
from riskcast.network.money.make import needs_time
from riskcast.network.network import Network
from riskcast.network.ticks import to_moment


def is_covered(network: Network, latest: I4, beyond: int) -> bool:
    """Return whether no conversion ran over the end of a table.

    ``latest[n]`` is the latest finish of each task in ticks, ``beyond`` how many lags left their tables. A
    conversion past the end stops at the last working tick, so a task that has work to do ends after it; an
    instant ends on it.
    """
    axes = network.axes.axes
    end = (axes[:, WORKING] * axes[:, SIZE])[network.net.axis]
    instant = np.array([node.axis == ELAPSED or node.begins for node in network.nodes], dtype=bool)
    return beyond == 0 and bool(np.all(latest < end + np.where(instant, 0, 1)))


def dated(network: Network, latest: I4) -> Network:
    """Return the network with accounting periods that reach past what a pilot run saw.

    ``latest[n]`` is the latest finish of each task in ticks. Money of rarer futures is in the period after the last.
    """
    program = network.program
    now = (program.data_date or program.start).date()
    seen = int(network.node_walls(latest, as_finish=True).max(initial=0))
    last = max(to_moment(seen, network.origin).date(), now)
    lines = [line.payment_days for line in program.costs] + [r.payment_days for r in program.resources]
    days = [parse_day(line.end) for line in program.costs if line.end is not None and is_day(line.end)]
    margin = timedelta(days=max(lines, default=0.0) + max(_LEAST_MARGIN, _MARGIN * (last - now).days))
    names = network.names
    until = max(last + margin, *days) if days else last + margin
    return compile_program(program, network.axes.days, network.switches, names.groups, until)


_LEAST_MARGIN = 60
_MARGIN = 0.1
"""Days, and share of what is still to come, by which periods reach past the pilot run."""


def extended(network: Network) -> Network:
    """Return the network with tables twice as long.

    Raises
    ------
    InvalidInput
        When they are as long as they may be.
    """
    if network.axes.days >= MAX_DAYS:
        raise too_long()
    days, names = min(2 * network.axes.days, MAX_DAYS), network.names
    priced = not needs_time(network.program, names.groups)
    return compile_program(network.program, days, network.switches, names.groups, priced=priced)
