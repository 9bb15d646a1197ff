"""Pass one: every iteration's finishes and costs, and tallies per task; in stretches until it is exact enough."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcast.errors import Finding, InvalidInput
from riskcast.kernels.arrays import LATIN, PLAIN, SOBOL, Bins, Design, Futures, Tally
from riskcast.kernels.iterate import simulate as simulate_blocks
from riskcast.kernels.strata import round_keys
from riskcast.kernels.types import F8
from riskcast.network.network import Network
from riskcast.network.ticks import from_moment
from riskcast.simulation.measures import measure_names, measure_rows, require_measure
from riskcast.simulation.passes import Progress, chunks, run_chunks
from riskcast.simulation.plan import BATCHES, Settled
from riskcast.simulation.reach import dated, extended, is_covered
from riskcast.simulation.schedule import Schedule, schedule_network
from riskcast.simulation.stopping import find_error, first_look, next_look
from riskcast.simulation.tallies import empty_tally, fitted_bins, merge, wide_bins

PILOT = 256
"""Iterations that are run first to lay out the histograms."""

MOST_BYTES = 6 << 30
"""Memory that money over time may take."""

METHODS = {"lhs": LATIN, "mc": PLAIN, "sobol": SOBOL}


@dataclass(frozen=True)
class PassOne:
    """What pass one leaves behind."""

    network: Network
    """With calendar tables long enough, and the keys of the seed."""
    design: Design
    futures: Futures
    tally: Tally
    bins: Bins
    schedule: Schedule | None
    """The deterministic schedule on that network, where money over time needs it."""
    error: float | None
    """How exact the statistic of ``plan.until`` is, in its unit; None when nothing was asked for."""

    @property
    def iterations(self) -> int:
        """Number of iterations that were run."""
        return int(self.futures.finish.shape[1])


def make_design(network: Network, plan: Settled) -> tuple[Network, Design]:
    """Return the design of a run, and the network with the keys of its seed."""
    seed = np.array([plan.seed & 0xFFFFFFFF, plan.seed >> 32], np.uint32)
    draws = network.draws._replace(keys=np.zeros_like(network.draws.keys))
    round_keys(seed, draws.name, draws.keys)
    return network.with_draws(draws), Design(seed, METHODS[plan.design], BATCHES[plan.design])


def run_pass_one(network: Network, plan: Settled, progress: Progress | None) -> PassOne:
    """Run pass one; when some future outruns the calendar tables, double them and run again.

    Raises
    ------
    InvalidInput
        When ``plan.until`` names a measure that the program does not have.
    """
    if plan.until is not None:
        require_measure(plan.until.measure, measure_names(network.projects, network.milestones))
    while True:
        network, design = make_design(network, plan)
        n = len(network.nodes)
        pilot = empty_tally(n, len(network.watches), bins=1)
        trial = new_futures(network, min(PILOT, plan.iterations))
        unplanned = np.zeros(network.money.line_priced.size)
        ends = 0, trial.finish.shape[1]
        beyond = simulate_range(ends, plan, design, network, unplanned, wide_bins(n), trial, pilot)
        if is_covered(network, pilot.finish_ends[:, 1], beyond):
            if network.book is not None:
                network, design = make_design(dated(network, pilot.finish_ends[:, 1]), plan)
            done = _Stretches(network, plan, design, fitted_bins(pilot), progress).run()
            if done is not None:
                return done
        network = extended(network)


class _Stretches:
    """Pass one on one network, which may be run in several stretches."""

    def __init__(self, network: Network, plan: Settled, design: Design, bins: Bins, progress: Progress | None) -> None:
        self.network, self.plan, self.design, self.bins, self.progress = network, plan, design, bins, progress
        self.schedule = schedule_network(network) if network.book is not None else None
        self.planned = np.zeros(network.money.line_priced.size)
        if self.schedule is not None:
            self.planned = self.schedule.money.lines
        self.futures = new_futures(network, 0)
        self.tallies: list[Tally] = []

    def run(self) -> PassOne | None:
        """Run until exact enough; return None when some future outran the calendar tables."""
        until, most, batch = self.plan.until, self.plan.iterations, BATCHES[self.plan.design]
        goal = most if until is None else first_look(batch, most)
        done, error = 0, None
        while True:
            beyond = self._stretch(done, goal)
            tally = merge(self.tallies)
            self.tallies = [tally]
            if not is_covered(self.network, tally.finish_ends[:, 1], beyond):
                return None
            done = goal
            if until is not None:
                error = find_error(until, self._rows()[until.measure], batch)
                goal = done if error <= until.amount else next_look(done, error, until.amount, batch, most)
            if goal == done:
                return PassOne(self.network, self.design, self.futures, tally, self.bins, self.schedule, error)

    def _stretch(self, begin: int, end: int) -> int:
        network, plan, mine = self.network, self.plan, threading.local()
        self.futures = new_futures(network, end, self.futures)

        def work(first: int, last: int) -> int:
            if not hasattr(mine, "tally"):
                mine.tally = empty_tally(len(network.nodes), len(network.watches))
                self.tallies.append(mine.tally)
            ends = begin + first, begin + last
            return simulate_range(ends, plan, self.design, network, self.planned, self.bins, self.futures, mine.tally)

        def advance(done: int, _: int) -> None:
            if self.progress is not None:
                self.progress(begin + done, end)

        return sum(run_chunks(chunks(end - begin, plan.block, len(network.nodes)), plan.threads, work, advance))

    def _rows(self) -> dict[str, np.ndarray]:
        f = self.futures
        return measure_rows(self.network.projects, self.network.milestones, f.finish, f.milestone, f.cost)


def new_futures(network: Network, count: int, begun: Futures | None = None) -> Futures:
    """Return room for so many iterations that starts with those of ``begun``."""
    projects, milestones = len(network.projects), len(network.milestones)
    names, outlook = network.names, network.book.outlook if network.book is not None else None
    periods = len(names.periods)
    assets, benefits = (outlook.service.size, outlook.benefit_base.size) if outlook is not None else (0, 0)
    _require_room(len(names.rows) * periods, count)
    new = Futures(
        occurs=np.zeros((len(network.program.risks) + len(network.program.drivers), count), np.uint8),
        finish=np.zeros((projects, count), np.int32),
        milestone=np.zeros((milestones, count), np.int32),
        cost=np.zeros((projects, count), np.float64),
        risk_cost=np.zeros((outlook.risks if outlook is not None else 0, count), np.float64),
        cash=np.zeros((len(names.rows), periods, count), np.float64),
        service=np.zeros((assets, count), np.int32),
        benefit=np.zeros((benefits, count), np.float64),
        benefit_start=np.zeros((benefits, count), np.int32),
    )
    if begun is not None:
        done = begun.finish.shape[1]
        for mine, theirs in zip(_arrays(new), _arrays(begun), strict=True):
            mine[..., :done] = theirs
    return new


def _arrays(futures: Futures) -> list[NDArray[Any]]:
    return list(futures)


def _require_room(cells: int, count: int) -> None:
    """Raise InvalidInput when money over time would need more than MOST_BYTES."""
    if 8 * cells * count > MOST_BYTES:
        text = f"{count:,} iterations of {cells:,} sums over time need {8 * cells * count / 2**30:.0f} GiB of memory"
        raise InvalidInput([Finding("RC194", text, "run fewer iterations, or keep money apart by fewer groups")])


def simulate_range(
    ends: tuple[int, int], plan: Settled, design: Design, network: Network, planned: F8, bins: Bins, futures: Futures,
    tally: Tally,
) -> int:  # fmt: skip
    """Simulate iterations ``ends`` into ``futures`` and ``tally``; return how many lags left the calendar tables."""
    return simulate_blocks(
        *ends, plan.block, design, network.net, network.draws, network.copula, network.work, network.events,
        network.climate, network.money, network.anchors, network.book, planned, bins, futures, tally,
    )  # fmt: skip


def keep_facts(network: Network, futures: Futures) -> None:
    """Put actual dates in place of the milestones that are behind us."""
    for m, i in enumerate(network.net.milestone):
        finish = network.nodes[i].task.actual_finish
        if finish is not None:
            futures.milestone[m] = from_moment(finish, network.origin)
