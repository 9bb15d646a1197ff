"""What kernels are told: named bundles of arrays, made once by ``network`` and never changed.

Letters in shapes: n tasks in topological order, e dependencies, x of them across calendars, V variables,
T quantile tables, R risks, m delay rows, h cost hits, P projects, M milestones, c closing tasks, w watched constraints,
L lanes.
"""

from __future__ import annotations

from typing import NamedTuple

from riskcast.kernels.types import F8, I4, I8, U1, U4

EARLY, LATE = 1, 2
CAP = 1 << 30
"""No working tick passes this (204 years): sums of two stay inside 32 bits."""


class Net(NamedTuple):
    """Tasks in topological order and the dependencies into each of them."""

    axis: I4
    """[n] Axis on which a task's ticks run."""
    floor: I4
    """[n] Earliest start in ticks."""
    finish_floor: I4
    """[n] Earliest finish in ticks; 0 when there is none."""
    finish_driven: U1
    """[n] 1 when some bound acts on the finish."""
    spans: U1
    """[n] 1 for a level of effort, whose start and finish are bound apart."""
    capped: U1
    """[n] 1 when one of the two caps below acts."""
    start_cap: I4
    """[n] Start in ticks that beats the logic when the logic is later; CAP when there is none."""
    finish_cap: I4
    """[n] The same for the finish."""
    pinned: U1
    """[n] 1 when the late dates are the early ones: mandatory dates and facts."""
    late: I4
    """[n] Number among the tasks that are as late as possible; -1 for all others."""
    first: I4
    """[n+1] Dependencies into task i are ``first[i]:first[i+1]``."""
    pred: I4
    """[e] Predecessor."""
    from_finish: U1
    """[e] 1 when the predecessor's finish binds, 0 when its start does."""
    to_finish: U1
    """[e] 1 when the successor's finish is bound."""
    lag: I4
    """[e] Lag in ticks of the lag's axis."""
    lag_axis: I4
    """[e] Axis of the lag."""
    binds: U1
    """[e] Sum of EARLY and LATE: on which dates the dependency acts."""
    crossing: I4
    """[e] Row of the scratch array that keeps this bound; -1 when both tasks and the lag share an axis."""
    axes: I8
    """[a, 7] One row per axis, see :mod:`riskcast.kernels.axis`."""
    wall: I4
    work: I4
    closing: I4
    """[c] Tasks that can finish a project."""
    closing_group: I4
    """[c] The group of each: tasks of one project on one axis, start milestones apart."""
    group_axis: I4
    """[g]"""
    group_begins: U1
    """[g] 1 for start milestones, which lie where work begins."""
    group_project: I4
    """[g]"""
    project_fact: I4
    """[P] Latest actual finish of each project in wall ticks; 0 when there is none, the data date without tasks."""
    milestone: I4
    """[M] Tasks whose finish is kept for every iteration."""
    milestone_begins: U1
    """[M] 1 for start milestones."""
    watch: I4
    """[w] Nodes held by a date constraint."""
    watch_tick: I4
    """[w] Its date in ticks."""
    watch_finish: U1
    """[w] 1 when it acts on the finish."""


class Draws(NamedTuple):
    """Uncertain variables: names and laws."""

    name: U4
    """[V, 2] Digest of the name."""
    keys: U4
    """[V, 4] Keys of the stratum permutation."""
    kind: U1
    """[V] Law, see :mod:`riskcast.kernels.laws`."""
    table: I4
    """[V] Row of ``tables``."""
    params: F8
    """[V, 5]"""
    tables: F8
    """[T, 2 HALF] Standard quantile functions."""


class Work(NamedTuple):
    """Durations, and what risks add to them."""

    base: I4
    """[n] Duration in ticks of tasks without a variable."""
    variable: I4
    """[n] Variable of the duration, in ticks; -1 when certain. Only these variables are drawn per task;
    all others (risks, costs) are drawn into a table of values first."""
    pause_first: I4
    """[n+1] Pauses of task i are ``pause_first[i]:pause_first[i+1]``."""
    pause_after: I4
    """Ticks of work before each pause."""
    pause: I4
    """Ticks of each pause."""
    shared: I4
    """[s] Variables whose values are kept for the block; the indices below and in Money point into it."""
    delay_first: I4
    """[n+1] Delays of task i are ``delay_row[delay_first[i]:delay_first[i+1]]``."""
    delay_row: I4
    probability: F8
    """[R] Chance of each risk, 0-1."""
    occurrence: I4
    """[R] Row of the occurrence's uniform."""
    row_risk: I4
    """[m] Risk of a delay row."""
    row_variable: I4
    """[m] Row of its size; -1 when certain."""
    row_base: F8
    """[m] Size in ticks when certain."""
    row_sign: F8
    """[m] 1 for a threat, -1 for an opportunity."""


class Money(NamedTuple):
    """Costs; sums are taken in the order of the arrays, so they do not depend on blocks or threads."""

    project: I4
    """[n] Project of a task."""
    fixed: F8
    """[P] Certain cost that does not depend on durations."""
    rate: F8
    """[n] Certain cost per tick of duration."""
    line_variable: I4
    """[l] Row of an uncertain cost line's value."""
    line_project: I4
    line_task: I4
    """[l] Task whose duration multiplies the line; -1 for a sum."""
    line_days: F8
    """[l] Days per tick of that task."""
    hit_risk: I4
    """[h] Risk of a cost impact."""
    hit_variable: I4
    """[h] Row of its size; -1 when certain."""
    hit_base: F8
    hit_sign: F8
    hit_project: I4


class Bins(NamedTuple):
    """Histogram layout: bin b of task i covers ``1 << shift[i]`` ticks from ``low[i] + (b << shift[i])``."""

    start_low: I4
    start_shift: I4
    finish_low: I4
    finish_shift: I4


class Design(NamedTuple):
    """How uniforms are laid out over the iterations."""

    seed: U4
    """[2] Key of the generator."""
    iterations: int
    stratified: int
    """1 for Latin hypercube, 0 for plain Monte Carlo."""
    rows: int
    cols: int


class Futures(NamedTuple):
    """Outputs of every iteration, written in place."""

    finish: I4
    """[P, K] Project finish in wall ticks."""
    milestone: I4
    """[M, K] Milestone finish in wall ticks."""
    cost: F8
    """[P, K] Project cost."""


class Tally(NamedTuple):
    """Counts per task; integers, so the order of summation never shows."""

    critical: I8
    """[n] Iterations in which the task was on a critical path."""
    bound: I8
    """[w] Iterations in which a date constraint decided."""
    start: U4
    """[n, BINS]"""
    finish: U4
    """[n, BINS]"""
    start_ends: I4
    """[n, 2] Earliest and latest start in ticks."""
    finish_ends: I4
    """[n, 2] Earliest and latest finish in ticks."""
