"""What if some uncertainty were not there? The futures of a result once more, without parts of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcast.errors import FileProblem
from riskcast.kernels.arrays import Futures, Tally
from riskcast.kernels.strata import round_keys
from riskcast.network.compile import compile_program
from riskcast.network.left_out import Part, Planned, uncertain_tasks, variables_of
from riskcast.network.names import digests
from riskcast.network.network import Network
from riskcast.simulation.measures import measure_rows
from riskcast.simulation.pass_one import keep_facts, make_design, new_futures, run_pass_one, simulate_range
from riskcast.simulation.passes import chunks, run_chunks
from riskcast.simulation.plan import GROUP, Plan
from riskcast.simulation.reach import extended, is_covered
from riskcast.simulation.result import Result, digest_arrays
from riskcast.simulation.tallies import empty_tally, merge, wide_bins

Rows = Mapping[str, NDArray[Any]]
"""Samples ``[K]`` by measure: wall ticks or money, in order of iterations."""


class Trials:
    """Runs the futures of a result again, each time without another part of the uncertainty.

    Names key the random numbers, so whatever is not left out happens as it did.

    Raises
    ------
    FileProblem
        When this riskcast no longer gives the same result.
    """

    def __init__(self, result: Result, threads: int | None = None) -> None:
        m = result.manifest
        plan = Plan(m.iterations, m.seed, m.design, threads, without=m.without)
        network = compile_program(result.program, switches=plan.switches)
        self._plan = plan.resolved(len(network.nodes))
        one = run_pass_one(network, self._plan, None)
        if digest_arrays(one.futures.finish, one.futures.cost) != m.result_digest:
            text = f"riskcast {m.riskcast} made the result, and this one gives other figures; run the program anew"
            raise FileProblem(text)
        self.network, self._design = one.network, one.design
        self._planned = Planned(one.network)
        self._base = one.futures
        self.rows = self._named(one.futures)
        """With everything."""

    @property
    def tasks(self) -> tuple[str, ...]:
        """Ids of the tasks whose own durations vary, or are not as planned."""
        return uncertain_tasks(self.network)

    @property
    def values(self) -> tuple[str, ...]:
        """Names of the sums, prices and quantities of money that vary, or are not as planned."""
        return self._planned.values(self.network)

    @property
    def prices(self) -> tuple[str, ...]:
        """Ids of the price indices and currencies whose paths are uncertain."""
        return self._planned.prices(self.network)

    def left_out(self, part: Part) -> Rows:
        """Return the samples without a part; only blocks of futures in which it changes anything are run again."""
        if part == Part():
            return self.rows
        return self._run(lambda network: self._planned.without(network, part), self._touched(part))

    def drawn_again(self, part: Part, *, others: bool = False) -> Rows:
        """Return the samples with new draws for a part; with ``others``, for everything but the part."""

        def change(network: Network) -> Network:
            chosen = np.isin(np.arange(len(network.variables)), variables_of(network, part)) != others
            names = [name + ":again" if new else name for name, new in zip(network.variables, chosen, strict=True)]
            draws = network.draws._replace(name=digests(names), keys=np.zeros_like(network.draws.keys))
            seed = np.array([self._plan.seed & 0xFFFFFFFF, self._plan.seed >> 32], np.uint32)
            round_keys(seed, draws.name, draws.keys)
            return network.with_draws(draws)

        return self._run(change, None)

    def _touched(self, part: Part) -> NDArray[np.bool_] | None:
        """Return in which blocks of GROUP futures the risks of a part occur; None when the part is more than these."""
        program = self.network.program
        windows = {risk.id for risk in program.risks if risk.not_before is not None or risk.not_after is not None}
        moves = {given.risk for risk in program.risks for given in risk.given}
        if (
            part.tasks or part.values or part.prices or windows & moves & part.risks
        ):  # these move others although they hit nothing
            return None
        chosen = [risk.id in part.risks for risk in program.risks]
        chosen += [driver.id in part.drivers for driver in program.drivers]
        hit = self._base.occurs[np.array(chosen, np.bool_)].any(axis=0)
        padded = np.pad(hit, (0, -hit.size % GROUP))
        return np.asarray(padded.reshape(-1, GROUP).any(axis=1))

    def _run(self, change: Callable[[Network], Network], touched: NDArray[np.bool_] | None) -> Rows:
        while True:
            network = change(self.network)
            futures, tally, beyond = self._simulate(network, touched)
            if is_covered(network, tally.finish_ends[:, 1], beyond):
                return self._named(futures)
            self.network, self._design = make_design(extended(self.network), self._plan)

    def _simulate(self, network: Network, touched: NDArray[np.bool_] | None) -> tuple[Futures, Tally, int]:
        plan, count, n = self._plan, self._base.finish.shape[1], len(network.nodes)
        futures = new_futures(network, count, self._base if touched is not None else None)
        tallies, bins = [empty_tally(n, len(network.watches), bins=1)], wide_bins(n)

        def work(begin: int, end: int) -> int:
            tally = empty_tally(n, len(network.watches), bins=1)
            tallies.append(tally)
            unplanned = np.zeros(network.money.line_priced.size)
            return simulate_range((begin, end), plan, self._design, network, unplanned, bins, futures, tally)

        ranges = chunks(count, plan.block, n) if touched is None else _stretches(touched, count)
        beyond = sum(run_chunks(ranges, plan.threads, work))
        return futures, merge(tallies), beyond

    def _named(self, futures: Futures) -> Rows:
        network = self.network
        keep_facts(network, futures)
        return measure_rows(network.projects, network.milestones, futures.finish, futures.milestone, futures.cost)


def _stretches(touched: NDArray[np.bool_], count: int) -> list[tuple[int, int]]:
    """Return the ranges of iterations of neighbouring blocks that are touched."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], touched, [False]]).astype(np.int8)))
    return [(GROUP * int(a), min(GROUP * int(b), count)) for a, b in edges.reshape(-1, 2)]
