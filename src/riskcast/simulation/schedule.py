"""The deterministic schedule and cost: every uncertainty at its planned value, no risk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from riskcast.kernels.arrays import Fates
from riskcast.kernels.backward import backward_pass
from riskcast.kernels.criticality import mark_critical
from riskcast.kernels.events import find_gates, forget_skipped
from riskcast.kernels.finish import close_projects
from riskcast.kernels.forward import forward_pass
from riskcast.kernels.iterate import make_fates
from riskcast.kernels.latest import move_late
from riskcast.kernels.types import F8, I4
from riskcast.kernels.weather import find_weather, make_weather
from riskcast.kernels.work import add_pauses
from riskcast.model.check import require_valid
from riskcast.model.program import Dialect, Program
from riskcast.network.compile import compile_program
from riskcast.network.network import Network
from riskcast.network.nodes import Status
from riskcast.network.ticks import from_moment
from riskcast.simulation.dates import finish_walls, not_after, start_walls
from riskcast.simulation.late import Bounds, Ticks, float_minutes, late_walls, smallest_slack
from riskcast.simulation.money import total_cost
from riskcast.simulation.planned_money import PlannedMoney, planned_money
from riskcast.simulation.reach import extended, is_covered

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Schedule:
    """Dates and floats of the scheduled tasks, in topological order; one entry per task."""

    network: Network
    planned_start: I4
    """[t] Wall ticks: when a task is planned, which is later than early when it is as late as possible."""
    planned_finish: I4
    """[t]"""
    early_start: I4
    """[t] Wall ticks."""
    early_finish: I4
    late_start: I4
    late_finish: I4
    total_float: F8
    """[t] Working minutes of the task's calendar (elapsed minutes for elapsed durations)."""
    free_float: F8
    critical: NDArray[np.bool_]
    """[t] Whether a chain of tight dependencies leads from the task to the program's finish."""
    project_finish: I4
    """[P] Wall ticks."""
    project_cost: F8
    """[P]"""
    money: PlannedMoney
    """What that cost is made of."""

    @property
    def finish(self) -> int:
        """Program finish in wall ticks."""
        return int(self.project_finish.max())

    @property
    def cost(self) -> float:
        """Program cost."""
        return float(total_cost(self.project_cost))

    def to_frame(self) -> pd.DataFrame:
        """Return one row per task, in file order: ids, dates, floats in working minutes."""
        import pandas as pd

        network = self.network
        moments = network.moments
        frame = pd.DataFrame(
            {
                "task": list(network.tasks),
                "project": [row.task.project for row in network.rows],
                "name": [row.task.name for row in network.rows],
                "start": moments(self.planned_start),
                "finish": moments(self.planned_finish),
                "early_start": moments(self.early_start),
                "early_finish": moments(self.early_finish),
                "late_start": moments(self.late_start),
                "late_finish": moments(self.late_finish),
                "total_float_min": self.total_float,
                "free_float_min": self.free_float,
                "critical": self.critical,
            }
        ).set_index("task")
        known = set(network.tasks)
        return frame.loc[[task.id for task in network.program.tasks if task.id in known]]


def schedule_program(program: Program, *, checked: bool = False) -> Schedule:
    """Return the deterministic schedule of a program; ``checked`` when it was loaded from files.

    Raises
    ------
    InvalidInput
        When the program's parts do not fit together.
    """
    if not checked:
        require_valid(program)
    return schedule_network(compile_program(program))


def schedule_network(network: Network) -> Schedule:
    """Run the passes once with planned durations; on longer calendar tables when these do not reach."""
    while True:
        net = network.net
        start = network.planned[:, None].copy()
        add_pauses(network.work, network.events.hit_first, start)
        finish = np.empty_like(start)
        crossing = np.empty((int((net.crossing >= 0).sum()), 1), np.int32)
        fates = planned_fates(network)
        weather = make_weather(network.climate, 1)
        find_weather(network.climate, net, network.planned_values[:, None].copy(), weather)
        work, events, climate = network.work, network.events, network.climate
        beyond = forward_pass(net, work, events, climate, fates, weather, start, finish, crossing)
        if is_covered(network, finish[:, 0], beyond):
            break
        network = extended(network)
    goals = np.empty((2 * net.axes.shape[0], 1), np.int32)
    projects = np.empty((network.money.fixed.size, 1), np.int32)
    last = np.empty(1, np.int32)
    close_projects(net, finish, projects, last, goals)
    critical = np.empty(start.shape, np.uint8)
    mark_critical(net, start, finish, crossing, goals, critical)
    forget_skipped(network.events, fates, critical)
    critical[[node.status is Status.FINISHED for node in network.nodes]] = 0
    planned = Ticks(start.copy(), finish.copy())
    move_late(net, network.money.project, projects, planned.start, planned.finish)
    early = Ticks(start, finish) if network.program.dialect is Dialect.MSPROJECT else planned
    ceiling = _ceilings(network, projects[:, 0], int(last[0]))
    free = ceiling.copy()
    late = np.minimum(ceiling, _caps(network, finish - start))
    backward_pass(net, early.start, early.finish, late, free)
    money = planned_money(network, fates, planned.start, planned.finish, projects, last)
    return _schedule(network, money, planned, early, Bounds(late, free), critical, projects[:, 0])


def planned_fates(network: Network) -> Fates:
    """Return what the plan takes for granted: no risk, no driver, and of every fork the likelier way."""
    fates = make_fates(network.work, network.events, 1)
    find_gates(network.events, network.planned_values[:, None].copy(), fates)
    return fates


def _ceilings(network: Network, projects: I4, last: int) -> I4:
    """Return the latest finish [n, 1] that the end of the project or program leaves, per task axis."""
    by_project = network.program.open_ends == "project"
    ends = projects.copy() if by_project else np.full(projects.shape, last)
    for p, project in enumerate(network.program.projects):
        if project.must_finish_by is not None:
            ends[p] = from_moment(project.must_finish_by, network.origin)
    out = np.empty((len(network.nodes), 1), np.int32)
    for row in range(len(network.axes.names)):
        limits = network.axes.works(row, ends)
        mine = network.net.axis == row
        out[mine, 0] = limits[network.money.project[mine]]
    return out


def _caps(network: Network, span: I4) -> I4:
    starts = network.latest_start[:, None].astype(np.int64) + span
    caps: I4 = np.minimum(network.latest_finish[:, None], starts).astype(np.int32)
    return caps


def _schedule(
    network: Network,
    money: PlannedMoney,
    planned: Ticks,
    early: Ticks,
    bounds: Bounds,
    critical: NDArray[np.uint8],
    projects: I4,
) -> Schedule:
    early_finish = finish_walls(network, early.finish)[:, 0]
    early_start = not_after(network, start_walls(network, early.start)[:, 0], early_finish)
    planned_finish = finish_walls(network, planned.finish)[:, 0]
    late_start, late_finish = late_walls(network, early, bounds.late, early_finish)
    floats = float_minutes(network, early, bounds)
    if network.program.dialect is Dialect.MSPROJECT:
        floats = smallest_slack(network, floats, (early_start, early_finish), (late_start, late_finish))
    return Schedule(
        network=network,
        planned_start=not_after(network, start_walls(network, planned.start)[:, 0], planned_finish),
        planned_finish=planned_finish,
        early_start=early_start,
        early_finish=early_finish,
        late_start=late_start,
        late_finish=late_finish,
        total_float=floats.total,
        free_float=floats.free,
        critical=critical[[row.finishes[0] for row in network.rows], 0].astype(bool),
        project_finish=projects,
        project_cost=money.cost,
        money=money,
    )
