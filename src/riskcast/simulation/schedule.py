"""The deterministic schedule and cost: every uncertainty at its planned value, no risk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from riskcast.kernels.backward import backward_pass
from riskcast.kernels.cost import find_costs
from riskcast.kernels.criticality import mark_critical
from riskcast.kernels.finish import close_projects
from riskcast.kernels.forward import forward_pass
from riskcast.kernels.latest import move_late
from riskcast.kernels.types import F8, I4
from riskcast.model.check import require_valid
from riskcast.model.program import Program
from riskcast.network.axes import ELAPSED
from riskcast.network.compile import compile_program
from riskcast.network.network import Network
from riskcast.network.nodes import Status, is_elapsed
from riskcast.network.ticks import PER_MINUTE
from riskcast.simulation.dates import finish_walls, start_walls
from riskcast.simulation.money import total_cost
from riskcast.simulation.reach import extended, is_covered

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Schedule:
    """Dates and floats of the scheduled tasks, in topological order; one entry per task."""

    network: Network
    early_start: I4
    """[n] Wall ticks."""
    early_finish: I4
    late_start: I4
    late_finish: I4
    total_float: F8
    """[n] Working minutes of the task's calendar (elapsed minutes for elapsed durations)."""
    free_float: F8
    critical: NDArray[np.bool_]
    """[n] Whether a chain of tight dependencies leads from the task to the program's finish."""
    project_finish: I4
    """[P] Wall ticks."""
    project_cost: F8
    """[P]"""

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
                "project": [node.task.project for node in network.nodes],
                "name": [node.task.name for node in network.nodes],
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
        finish = np.empty_like(start)
        crossing = np.empty((int((net.crossing >= 0).sum()), 1), np.int32)
        beyond = forward_pass(net, start, finish, crossing)
        if is_covered(network, finish[:, 0], beyond):
            break
        network = extended(network)
    goals = np.empty((2 * net.axes.shape[0], 1), np.int32)
    projects = np.empty((network.money.fixed.size, 1), np.int32)
    last = np.empty(1, np.int32)
    close_projects(net, finish, projects, last, goals)
    critical = np.empty(start.shape, np.uint8)
    mark_critical(net, start, finish, crossing, goals, critical)
    critical[[node.status is Status.FINISHED for node in network.nodes]] = 0
    move_late(net, network.money.project, projects, start, finish)
    ceiling = _ceilings(network, projects[:, 0], int(last[0]))
    free = ceiling.copy()
    late = np.minimum(ceiling, _caps(network, finish - start))
    backward_pass(net, start, finish, late, free)
    return _schedule(network, start, finish, late, free, critical, projects[:, 0])


def planned_costs(network: Network, start: I4, finish: I4) -> F8:
    """Return the planned cost ``[P]`` for the schedule ``start``, ``finish`` [n, 1]."""
    cost = np.empty((network.money.fixed.size, 1))
    occurs = np.zeros((len(network.program.risks), 1), np.uint8)
    find_costs(network.money, network.planned_values[:, None].copy(), occurs, start, finish, cost)
    return cost[:, 0]


def _ceilings(network: Network, projects: I4, last: int) -> I4:
    """Return the latest finish [n, 1] that the end of the project or program leaves, per task axis."""
    by_project = network.program.open_ends == "project"
    out = np.empty((len(network.nodes), 1), np.int32)
    for row in range(len(network.axes.names)):
        limits = network.axes.works(row, projects if by_project else np.full(projects.shape, last))
        mine = network.net.axis == row
        out[mine, 0] = limits[network.money.project[mine]]
    return out


def _caps(network: Network, span: I4) -> I4:
    starts = network.latest_start[:, None].astype(np.int64) + span
    caps: I4 = np.minimum(network.latest_finish[:, None], starts).astype(np.int32)
    return caps


def _schedule(
    network: Network, start: I4, finish: I4, late: I4, free: I4, critical: NDArray[np.uint8], projects: I4
) -> Schedule:
    late_start = late - (finish - start)
    early = finish_walls(network, finish)[:, 0]
    return Schedule(
        network=network,
        early_start=start_walls(network, start)[:, 0],
        early_finish=early,
        late_start=_back_to_work(network, start_walls(network, late_start)[:, 0], early),
        late_finish=_back_to_work(network, finish_walls(network, late)[:, 0], early),
        total_float=_float_minutes(network, finish[:, 0], late[:, 0]),
        free_float=_float_minutes(network, finish[:, 0], free[:, 0]),
        critical=critical[:, 0].astype(bool),
        project_finish=projects,
        project_cost=planned_costs(network, start, finish),
    )


def _on_the_clock(network: Network) -> list[int]:
    """Return the tasks that live on the wall clock although their calendar has free time: instants and facts."""
    return [
        i
        for i, node in enumerate(network.nodes)
        if node.axis == ELAPSED and not is_elapsed(node.task) and node.status is not Status.FINISHED
    ]


def _back_to_work(network: Network, late: I4, early: I4) -> I4:
    """Move the late dates of instants out of free time, back to the end of work (but not before the early date)."""
    out = late.copy()
    for i in _on_the_clock(network):
        row = network.axes.index(network.nodes[i].calendar.id)
        back = network.axes.walls(row, network.axes.works(row, late[i : i + 1]), as_finish=True)[0]
        out[i] = max(back, early[i]) if late[i] >= early[i] else back
    return out


def _float_minutes(network: Network, early: I4, late: I4) -> F8:
    """Return the time between two rows of ticks [n] in minutes; instants count in their own calendar's work."""
    out = (late.astype(np.float64) - early) / PER_MINUTE
    for i in _on_the_clock(network):
        row = network.axes.index(network.nodes[i].calendar.id)
        before, after = network.axes.works(row, np.array([early[i], late[i]]))
        out[i] = (int(after) - int(before)) / PER_MINUTE
    return out
