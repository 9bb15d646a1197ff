"""Program + plan -> Result."""

from __future__ import annotations

import threading
import time

import numpy as np

from riskcast._version import __version__
from riskcast.errors import Finding, InvalidInput
from riskcast.kernels.arrays import Bins, Design, Futures, Tally
from riskcast.kernels.iterate import simulate as simulate_blocks
from riskcast.kernels.strata import radices, round_keys
from riskcast.model.check import require_valid
from riskcast.model.program import Program
from riskcast.network.compile import compile_program
from riskcast.network.network import Network
from riskcast.network.nodes import Status
from riskcast.network.ticks import from_moment
from riskcast.simulation.dates import finish_walls, set_facts, start_walls
from riskcast.simulation.passes import Progress, chunks, run_chunks
from riskcast.simulation.plan import Plan, Settled
from riskcast.simulation.reach import extended, is_covered
from riskcast.simulation.result import Held, Inputs, Manifest, Result, Tasks, digest_arrays, digest_program
from riskcast.simulation.schedule import Schedule, schedule_network
from riskcast.simulation.sensitivity import Sensitivity, associate_inputs
from riskcast.simulation.tallies import empty_tally, fitted_bins, grid_of_milestones, merge, percentiles, wide_bins

PILOT = 256
"""Iterations that are run first to lay out the histograms."""


def simulate(
    program: Program, plan: Plan | None = None, progress: Progress | None = None, *, checked: bool = False
) -> Result:
    """Simulate a program.

    The same seed gives the same bits for any number of threads and any block size.

    Parameters
    ----------
    program
        What to simulate.
    plan
        Iterations, seed and design; 10,000 Latin hypercube iterations when None.
    progress
        Called now and then with (iterations done, iterations in all).
    checked
        True when the program was loaded from files, so that its parts are known to fit together.

    Raises
    ------
    InvalidInput
        When the plan is out of range, the program's parts do not fit together, it has no task to schedule, or its
        dates run away.
    """
    if not checked:
        require_valid(program)
    begun = time.perf_counter()
    schedule = schedule_network(compile_program(program))
    if not schedule.network.nodes:
        raise InvalidInput([Finding("RC182", f"program {program.id!r} has no task to simulate", "add tasks")])
    settled = (plan or Plan()).resolved(len(schedule.network.nodes))
    compiled = time.perf_counter()
    network, futures, tally, bins, design = _first_pass(schedule.network, settled, progress)
    _keep_facts(network, futures)
    sensitivity = associate_inputs(network, settled, design, futures, _ranges(network, settled))
    if network.axes.days != schedule.network.axes.days:
        schedule = schedule_network(network)
    tasks = _tasks(network, schedule, futures, tally, bins)
    held = Held(
        tasks=tuple(watch.task for watch in network.watches),
        kinds=tuple(watch.kind for watch in network.watches),
        iterations=tally.bound,
    )
    done = time.perf_counter()
    elapsed = {"compile": compiled - begun, "simulate": done - compiled, "total": done - begun}
    return _result(program, settled, network, schedule, futures, tasks, held, sensitivity, elapsed)


def _keep_facts(network: Network, futures: Futures) -> None:
    """Put actual dates in place of the milestones that are behind us."""
    for m, i in enumerate(network.net.milestone):
        finish = network.nodes[i].task.actual_finish
        if finish is not None:
            futures.milestone[m] = from_moment(finish, network.origin)


def _ranges(network: Network, plan: Settled) -> list[tuple[int, int]]:
    return chunks(plan.iterations, plan.block, len(network.nodes))


def make_design(network: Network, plan: Settled) -> tuple[Network, Design]:
    """Return the design of a run, and the network with the keys of its seed."""
    seed = np.array([plan.seed & 0xFFFFFFFF, plan.seed >> 32], np.uint32)
    draws = network.draws._replace(keys=np.zeros_like(network.draws.keys))
    round_keys(seed, draws.name, draws.keys)
    rows, cols = radices(plan.iterations)
    design = Design(seed, plan.iterations, int(plan.design == "lhs"), rows, cols)
    return network.with_draws(draws), design


def _first_pass(
    network: Network, plan: Settled, progress: Progress | None
) -> tuple[Network, Futures, Tally, Bins, Design]:
    """Run pass one; when some future outruns the calendar tables, double them and run again."""
    while True:
        network, design = make_design(network, plan)
        n, k = len(network.nodes), plan.iterations
        futures = Futures(
            finish=np.zeros((len(network.projects), k), np.int32),
            milestone=np.zeros((len(network.milestones), k), np.int32),
            cost=np.zeros((len(network.projects), k), np.float64),
        )
        pilot = empty_tally(n, len(network.watches), bins=1)
        beyond = _simulate(0, min(PILOT, k), plan.block, design, network, wide_bins(n), futures, pilot)
        if is_covered(network, pilot.finish_ends[:, 1], beyond):
            bins = fitted_bins(pilot)
            tally, beyond = _run(network, plan, design, bins, futures, progress)
            if is_covered(network, tally.finish_ends[:, 1], beyond):
                return network, futures, tally, bins, design
        network = extended(network)


def _run(
    network: Network, plan: Settled, design: Design, bins: Bins, futures: Futures, progress: Progress | None
) -> tuple[Tally, int]:
    mine = threading.local()
    tallies: list[Tally] = []

    def work(begin: int, end: int) -> int:
        if not hasattr(mine, "tally"):
            mine.tally = empty_tally(len(network.nodes), len(network.watches))
            tallies.append(mine.tally)
        return _simulate(begin, end, plan.block, design, network, bins, futures, mine.tally)

    beyond = run_chunks(_ranges(network, plan), plan.threads, work, progress)
    return merge(tallies), sum(beyond)


def _simulate(
    begin: int, end: int, block: int, design: Design, network: Network, bins: Bins, futures: Futures, tally: Tally
) -> int:
    return simulate_blocks(
        begin, end, block, design, network.net, network.draws, network.work, network.money, bins, futures, tally
    )


def _tasks(network: Network, schedule: Schedule, futures: Futures, tally: Tally, bins: Bins) -> Tasks:
    start = percentiles(tally.start, bins.start_low, bins.start_shift, tally.start_ends)
    finish = percentiles(tally.finish, bins.finish_low, bins.finish_shift, tally.finish_ends)
    starts, finishes = start_walls(network, start), finish_walls(network, finish)
    exact = grid_of_milestones(futures.milestone)
    planned, done = schedule.planned_start.copy(), schedule.planned_finish.copy()
    set_facts(network, planned, done)
    set_facts(network, starts, finishes)
    finished = np.array([row.node.status is Status.FINISHED for row in network.rows])
    at = {row.finishes[0]: t for t, row in enumerate(network.rows)}
    shown = [at[m] for m in network.net.milestone.tolist()]
    starts[shown] = finishes[shown] = exact
    critical = tally.critical[[row.finishes[0] for row in network.rows]]
    return Tasks(
        ids=network.tasks,
        planned_start=planned,
        planned_finish=done,
        early_start=schedule.early_start,
        early_finish=schedule.early_finish,
        late_start=schedule.late_start,
        late_finish=schedule.late_finish,
        total_float=schedule.total_float,
        on_critical_path=schedule.critical,
        criticality=np.where(finished, 0.0, critical / futures.finish.shape[1]),
        start=starts,
        finish=finishes,
    )


def _result(
    program: Program,
    plan: Settled,
    network: Network,
    schedule: Schedule,
    futures: Futures,
    tasks: Tasks,
    held: Held,
    sensitivity: Sensitivity,
    elapsed: dict[str, float],
) -> Result:
    manifest = Manifest(
        riskcast=__version__,
        iterations=plan.iterations,
        seed=plan.seed,
        design=plan.design,
        program_digest=digest_program(program),
        result_digest=digest_arrays(futures.finish, futures.cost),
        elapsed_s=elapsed,
        threads=plan.threads,
    )
    return Result(
        manifest=manifest,
        program=program,
        origin=network.origin,
        milestones=network.milestones,
        project_finish=futures.finish,
        milestone_finish=futures.milestone,
        project_cost=futures.cost,
        planned_finish=schedule.project_finish,
        planned_cost=schedule.project_cost,
        tasks=tasks,
        held=held,
        inputs=Inputs(
            variables=sensitivity.variables,
            correlation=sensitivity.correlation,
            risks=tuple(risk.id for risk in program.risks),
            occurred=sensitivity.occurred,
            sums=sensitivity.sums,
        ),
    )
