"""The futures of a result once more, block by block, with the dates of every node; or those of a changed network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

import numpy as np

from riskcast.errors import FileProblem
from riskcast.kernels.arrays import Design, Net
from riskcast.kernels.path import find_ends
from riskcast.kernels.replay import replay as replay_block
from riskcast.kernels.types import I4, U1
from riskcast.network.compile import compile_program
from riskcast.network.network import Network
from riskcast.simulation.ends import Ends, ends_of
from riskcast.simulation.pass_one import make_design
from riskcast.simulation.passes import chunks, run_chunks
from riskcast.simulation.plan import Plan, Settled
from riskcast.simulation.reach import extended, is_covered
from riskcast.simulation.result import Result

SMALL = 1_000
"""Nodes below which blocks are larger than in pass one: each is called from Python."""

R = TypeVar("R")
Change = Callable[[Network], Net]
"""Makes other arrays of a network, such as without some of its dependencies."""


@dataclass(frozen=True)
class Block:
    """One block of iterations with its early dates; lanes beyond ``alive`` mean nothing."""

    net: Net
    first: int
    alive: int
    start: I4
    """[n, L] Ticks of each node's axis."""
    finish: I4
    crossing: I4
    """[x, L] Bounds of dependencies across calendars."""
    there: U1
    """[n, L] 1 where a node exists."""

    def ended(self, ends: Ends) -> tuple[I4, I4]:
        """Return ``[L]`` which of some nodes ends last (-1 where a fact does), and when, in wall ticks."""
        end, last = np.empty((2, self.start.shape[1]), np.int32)
        find_ends(self.net, ends.nodes, ends.begins, ends.fact, self.finish, end, last)
        return end, last

    def dates(self, ends: Ends) -> I4:
        """Return ``[alive]`` when the last of some nodes ends, in wall ticks."""
        return self.ended(ends)[1][: self.alive]


@dataclass(frozen=True)
class Replay:
    """What it takes to draw the futures of a result again."""

    network: Network
    """With the keys of the seed, and calendar tables that all futures fit in."""
    design: Design
    plan: Settled

    def each(self, visit: Callable[[Block], R], change: Change | None = None) -> list[R]:
        """Play every block and return what ``visit`` makes of each, in order of iterations.

        When the futures of a changed network outrun the calendar tables, all blocks are played again on longer ones.
        """
        network = self.network
        while True:
            net = network.net if change is None else change(network)
            parts, latest, beyond = self.play(network, net, visit)
            if is_covered(network, latest, beyond):
                return parts
            network = make_design(extended(network), self.plan)[0]

    def block(self, first: int) -> Block:
        """Return the block of 64 iterations that begins at ``first``, a multiple of 64."""
        return self._block(self.network, self.network.net, first, first + 64)[0]

    def play(self, network: Network, net: Net, visit: Callable[[Block], R]) -> tuple[list[R], I4, int]:
        """Play every block once; return what ``visit`` makes of each, latest finishes [n], and lags beyond tables."""
        size = self.plan.block

        def work(begin: int, end: int) -> tuple[list[R], I4, int]:
            parts, beyond = [], 0
            latest = np.zeros(len(network.nodes), np.int32)
            for first in range(begin, end, size):
                block, more = self._block(network, net, first, min(first + size, end))
                beyond += more
                np.maximum(latest, block.finish[:, : block.alive].max(axis=1), out=latest)
                parts.append(visit(block))
            return parts, latest, beyond

        ranges = chunks(self.plan.iterations, size, len(network.nodes))
        done = run_chunks(ranges, self.plan.threads, work)
        latest = np.max([part[1] for part in done], axis=0)
        return [found for part in done for found in part[0]], latest, sum(part[2] for part in done)

    def _block(self, network: Network, net: Net, first: int, end: int) -> tuple[Block, int]:
        lanes = -(-(end - first) // 64) * 64
        n = len(network.nodes)
        start, finish = np.empty((2, n, lanes), np.int32)
        crossing = np.empty((int((net.crossing >= 0).sum()), lanes), np.int32)
        there = np.empty((n, lanes), np.uint8)
        beyond = replay_block(
            first, self.design, net, network.draws, network.copula, network.work, network.events, network.climate,
            start, finish, crossing, there,
        )  # fmt: skip
        return Block(net, first, end - first, start, finish, crossing, there), beyond


def replayed(result: Result, threads: int | None = None, block: int | None = None) -> Replay:
    """Return what it takes to draw the futures of a result again.

    Raises
    ------
    FileProblem
        When this riskcast no longer gives the same finishes.
    """
    m = result.manifest
    plan = Plan(m.iterations, m.seed, m.design, threads, block, without=m.without)
    network = compile_program(result.program, switches=plan.switches)
    settled = plan.resolved(len(network.nodes))
    if block is None and len(network.nodes) < SMALL:
        settled = replace(settled, block=512)
    while True:
        network, design = make_design(network, settled)
        again = Replay(network, design, settled)
        parts, latest, beyond = again.play(network, network.net, partial(Block.dates, ends=ends_of(network, "finish")))
        if is_covered(network, latest, beyond):
            break
        network = extended(network)
    if not np.array_equal(np.concatenate(parts), result.samples("finish")):
        made = f"riskcast {m.riskcast}"
        raise FileProblem(f"the result cannot be run again: {made} made it, and this riskcast gives other dates")
    return again
