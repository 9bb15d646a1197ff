"""How long tasks took and how much float they had, iteration by iteration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from riskcast.kernels.slack import find_slack, read_slack
from riskcast.kernels.types import I4
from riskcast.network.axes import ELAPSED
from riskcast.network.network import Network
from riskcast.network.nodes import Role, Status
from riskcast.network.rows import Row
from riskcast.simulation.ends import Ends, ends_of
from riskcast.simulation.late import is_instant
from riskcast.simulation.replay import Block, Replay

MOST_BYTES = 200_000_000
"""Memory for the values of the tasks that are looked at together."""


@dataclass(frozen=True)
class Lengths:
    """Some tasks in every iteration."""

    rows: tuple[Row, ...]
    """[r]"""
    length: I4
    """[r, K] From start to finish in ticks of the task's calendar, pauses and lost time included; all passes of a
    rework loop together; 0 where the task is skipped."""
    slack: I4
    """[r, K] Total float in the same ticks, never negative; -1 where the task is skipped."""


def lengths(replay: Replay) -> Iterator[Lengths]:
    """Yield the tasks that are still to come, as many at a time as memory allows; no levels of effort."""
    network = replay.network
    rows = [r for r in network.rows if r.node.status is not Status.FINISHED and r.node.role is not Role.SPAN]
    size = max(1, MOST_BYTES // (8 * replay.plan.iterations))
    ends = ends_of(network, "finish")
    for first in range(0, len(rows), size):
        yield _lengths(replay, ends, rows[first : first + size])


def _lengths(replay: Replay, ends: Ends, rows: list[Row]) -> Lengths:
    network = replay.network
    nodes = _nodes_of(network, rows)
    flat = np.array([i for mine in nodes for i in mine], np.int32)
    clocks = np.array([_clock(network, i) for i in flat.tolist()], np.int32)
    firsts = np.concatenate([[0], np.cumsum([len(mine) for mine in nodes])])[:-1]

    def visit(block: Block) -> tuple[I4, I4]:
        late = np.empty_like(block.finish)
        length, slack = np.empty((2, flat.size, block.start.shape[1]), np.int32)
        find_slack(block.net, block.ended(ends)[1], block.start, block.finish, late)
        read_slack(block.net, flat, clocks, block.start, block.finish, late, length, slack)
        slack[block.there[flat] == 0] = _FAR
        least = np.minimum.reduceat(slack, firsts, axis=0)[:, : block.alive]
        return np.add.reduceat(length, firsts, axis=0)[:, : block.alive], np.where(least == _FAR, -1, least)

    parts = replay.each(visit)
    length, slack = (np.concatenate([part[k] for part in parts], axis=1).astype(np.int32) for k in range(2))
    return Lengths(tuple(rows), length, slack)


_FAR = np.iinfo(np.int32).max


def _nodes_of(network: Network, rows: list[Row]) -> list[list[int]]:
    """Return the nodes whose lengths together are that of each task: its work and further passes of it."""
    again: dict[str, list[int]] = {}
    for i, node in enumerate(network.nodes):
        if node.role is Role.REDO:
            again.setdefault(node.task.id, []).append(i)
    return [[row.work, *again.get(row.task.id, [])] for row in rows]


def _clock(network: Network, i: int) -> int:
    """Return the axis in whose ticks the float of a node is counted."""
    node = network.nodes[i]
    return network.axes.index(node.calendar.id) if is_instant(node) else int(network.net.axis[i])


def calendar_days(network: Network, row: Row) -> float:
    """Return how much longer on the clock a working length of a task is: 4.2 for five days of eight hours."""
    node = network.nodes[row.work]
    if node.axis == ELAPSED:
        return 1.0
    weekly = sum(b - a for shifts in node.clock.week for a, b in shifts)
    return 10080.0 / weekly if weekly else 1.0
