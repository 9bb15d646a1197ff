"""Program + plan -> Result."""

from __future__ import annotations

import time

import numpy as np

from riskcast._version import __version__
from riskcast.errors import Finding, InvalidInput
from riskcast.kernels.arrays import Bins, Futures, Tally
from riskcast.model.check import require_valid
from riskcast.model.program import Program
from riskcast.network.compile import compile_program
from riskcast.network.money.make import needs_time
from riskcast.network.network import Network
from riskcast.network.nodes import Status
from riskcast.simulation.cash_of import cash_of
from riskcast.simulation.dates import finish_walls, not_after, set_facts, start_walls
from riskcast.simulation.pass_one import PassOne, keep_facts, run_pass_one
from riskcast.simulation.passes import Progress
from riskcast.simulation.plan import Plan, Settled
from riskcast.simulation.result import Held, Inputs, Manifest, Result, Tasks, digest_arrays, digest_program
from riskcast.simulation.schedule import Schedule, schedule_network
from riskcast.simulation.sensitivity import Sensitivity, associate_inputs
from riskcast.simulation.tallies import grid_of_milestones, percentiles


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
    wanted = plan or Plan()
    # When money is followed over time, pass one compiles it, with periods that reach as far as its pilot saw.
    priced = not needs_time(program, wanted.groups)
    schedule = schedule_network(compile_program(program, switches=wanted.switches, groups=wanted.groups, priced=priced))
    if not schedule.network.nodes:
        raise InvalidInput([Finding("RC182", f"program {program.id!r} has no task to simulate", "add tasks")])
    settled = wanted.resolved(len(schedule.network.nodes))
    compiled = time.perf_counter()
    one = run_pass_one(schedule.network, settled, progress)
    network, tally = one.network, one.tally
    keep_facts(network, one.futures)
    sensitivity = associate_inputs(network, settled, one.design, one.futures)
    if one.schedule is not None:
        schedule = one.schedule
    elif network.axes.days != schedule.network.axes.days:
        schedule = schedule_network(network)
    tasks = _tasks(network, schedule, one.futures, tally, one.bins)
    held = Held(
        tasks=tuple(watch.task for watch in network.watches),
        kinds=tuple(watch.kind for watch in network.watches),
        iterations=tally.bound,
    )
    done = time.perf_counter()
    elapsed = {"compile": compiled - begun, "simulate": done - compiled, "total": done - begun}
    return _result(program, settled, one, schedule, tasks, held, sensitivity, elapsed)


def _tasks(network: Network, schedule: Schedule, futures: Futures, tally: Tally, bins: Bins) -> Tasks:
    start = percentiles(tally.start, bins.start_low, bins.start_shift, tally.start_ends)
    finish = percentiles(tally.finish, bins.finish_low, bins.finish_shift, tally.finish_ends)
    finishes = finish_walls(network, finish)
    starts = not_after(network, start_walls(network, start), finishes)
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
    one: PassOne,
    schedule: Schedule,
    tasks: Tasks,
    held: Held,
    sensitivity: Sensitivity,
    elapsed: dict[str, float],
) -> Result:
    network, futures, until, risks = one.network, one.futures, plan.until, len(program.risks)
    manifest = Manifest(
        riskcast=__version__,
        iterations=one.iterations,
        seed=plan.seed,
        design=plan.design,
        program_digest=digest_program(program),
        result_digest=digest_arrays(futures.finish, futures.cost),
        elapsed_s=elapsed,
        threads=plan.threads,
        until=None if until is None else until.text,
        until_met=None if until is None or one.error is None else one.error <= until.amount,
        without=plan.without,
        phasing=plan.phasing,
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
            occurred=sensitivity.occurred[:risks],
            sums=sensitivity.sums[:risks],
            drivers=tuple(driver.id for driver in program.drivers),
            acted=sensitivity.occurred[risks:],
            acted_sums=sensitivity.sums[risks:],
        ),
        repairs=network.repairs,
        cash=cash_of(network, futures, schedule.money),
    )
