"""Project and program finishes on the wall clock."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import Net
from riskcast.kernels.axis import fill_wall, fill_work
from riskcast.kernels.jit import kernel
from riskcast.kernels.types import I4


@kernel
def close_projects(net: Net, finish: I4, projects: I4, program: I4, goals: I4) -> None:
    """Write the wall finishes of ``projects[P, L]`` and of the ``program[L]``.

    ``goals[2 a, L]`` gets the tick at which a task on axis a ends the program, then the same for start milestones;
    -1 where none can. Ticks of one axis
    keep their order on the clock, so only the latest of a group (axis and project) is converted.
    """
    lanes = program.size
    latest = np.zeros((net.group_axis.size, lanes), np.int32)
    for c in range(net.closing.size):
        row = finish[net.closing[c]]
        top = latest[net.closing_group[c]]
        for j in range(lanes):
            top[j] = max(top[j], row[j])
    program[:] = 0
    for p in range(projects.shape[0]):
        fact = net.project_fact[p]
        for j in range(lanes):
            projects[p, j] = fact
            program[j] = max(program[j], fact)
    for g in range(latest.shape[0]):
        top = latest[g]
        fill_wall(top, net.group_begins[g] == 0, net.axes[net.group_axis[g]], net.wall, top)
        mine = projects[net.group_project[g]]
        for j in range(lanes):
            mine[j] = max(mine[j], top[j])
            program[j] = max(program[j], top[j])
    back = np.empty(lanes, np.int32)
    count = net.axes.shape[0]
    for g in range(goals.shape[0]):
        goal = goals[g]
        axis = net.axes[g % count]
        fill_work(program, axis, net.work, goal)
        fill_wall(goal, g < count, axis, net.wall, back)
        for j in range(lanes):
            goal[j] = goal[j] if back[j] == program[j] else -1
