"""What kernels are told: named bundles of arrays, made once by ``network`` and never changed.

Letters in shapes: n tasks in topological order, e dependencies, x of them across calendars, V variables,
T quantile tables, R risks, E events (risks, then drivers), m delay rows, f factor rows, x gates,
P projects, M milestones, c closing tasks, w watched constraints, L lanes. Money is in ``money_arrays``.
"""

from __future__ import annotations

from typing import NamedTuple

from riskcast.kernels.types import F8, I4, I8, U1, U4

EARLY, LATE = 1, 2
PRODUCT, SUM, FURTHEST = 0, 1, 2
PLAIN, LATIN, SOBOL = 0, 1, 2
ALWAYS, NEVER = -1, -2
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
    """[V] Where the table of the law starts in ``tables``."""
    params: F8
    """[V, 5]"""
    tables: F8
    """Standard quantile functions one after the other, see :mod:`riskcast.kernels.laws`."""


class Copula(NamedTuple):
    """Groups of variables that are correlated through normal scores."""

    linked: I4
    """[V] Number of the variable among the members; -1 when it belongs to no group."""
    member: I4
    """[m] Variable of each member, group by group."""
    group_first: I4
    """[g+1] Members of group k are ``group_first[k]:group_first[k+1]``."""
    factor: I4
    """[g] Variable whose score all members share; -1 for none."""
    loading: F8
    """[m] Weight of that score."""
    rest: F8
    """[m] Weight of the member's own score."""
    dense_at: I4
    """[g] Where the rows of the triangular matrix that mixes the members' scores start in ``dense``; -1 for none."""
    dense: F8
    base: int
    """Variable whose score members of all groups share; -1 for none."""
    base_loading: F8
    """[m] Weight of that score."""
    base_rest: F8
    """[m] Weight of the score inside the group."""
    normal: F8
    """Quantile table of the normal distribution."""
    cdf: F8
    """Its distribution function at equal steps, see :mod:`riskcast.kernels.copula`."""


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
    longest: int
    """1 when of several delays of a task only the longest counts, 0 when they add up."""
    row_risk: I4
    """[m] Event of a delay row."""
    row_variable: I4
    """[m] Row of its size; -1 when certain."""
    row_base: F8
    """[m] Size in ticks when certain."""
    row_sign: F8
    """[m] 1 for a threat, -1 for an opportunity."""
    scale_first: I4
    """[n+1] Factors of task i are ``scale_row[scale_first[i]:scale_first[i+1]]``."""
    scale_row: I4
    scaling: int
    """How factors of risks combine: PRODUCT, SUM or FURTHEST."""
    factor_event: I4
    """[f] Event of a factor row."""
    factor_variable: I4
    """[f] Row of its size; -1 when certain."""
    factor_base: F8
    """[f] Size when certain."""
    factor_shared: U1
    """[f] 1 for a driver, which always multiplies."""


class Events(NamedTuple):
    """What may happen: risks first, then drivers; and which parts of the plan exist."""

    order: I4
    """[E] Events so that those that change the chance of others come before them."""
    uniform: I4
    """[E] Row of the uniform that decides; several events of an exclusive set share one. ALWAYS or NEVER without."""
    low: F8
    high: F8
    """[E] It happens when ``low <= uniform < high``."""
    given_first: I4
    """[E+1] Other chances of event k are ``given_first[k]:given_first[k+1]``."""
    given: I4
    """The event that changes the chance."""
    given_chance: F8
    timed: U1
    """[E] 1 when it only counts when it hits a task at work in its window of time."""
    hit_first: I4
    """[n+1] Timed impacts on task i are ``hit_first[i]:hit_first[i+1]``."""
    hit_event: I4
    hit_delay: I4
    """Delay row; -1 for none."""
    hit_factor: I4
    """Factor row; -1 for none."""
    hit_after: I4
    hit_before: I4
    """The window in ticks of the task's axis."""
    gate_first: I4
    """[n+1] Task i exists when all of ``gate[gate_first[i]:gate_first[i+1]]`` are open."""
    gate: I4
    gate_uniform: I4
    """[x] Row of the uniform that opens a gate; -1 when a condition does."""
    gate_low: F8
    gate_high: F8
    """[x] It is open when ``gate_low <= uniform < gate_high``."""
    test_first: I4
    """[n+1] Conditions on task i are ``test_first[i]:test_first[i+1]``."""
    test_tick: I4
    """The condition holds when the task finishes after this tick, or takes more ticks than this."""
    test_length: U1
    """1 when the length is compared, 0 when the finish is."""
    test_then: I4
    """Gate that is open when it holds; -1 for none."""
    test_else: I4
    """Gate that is open when it does not hold; -1 for none."""


class Climate(NamedTuple):
    """Calendars that lose time: what a month can lose, and the seasons in which they are closed."""

    of_axis: I4
    """[a] Number of the climate of an axis; -1 for none."""
    axis: I4
    """[c] Axis of each climate."""
    months_first: I4
    """[c+1] Months of climate k are ``months_first[k]:months_first[k+1]``."""
    month_tick: I4
    month_end: I4
    """Begin and end of each month in ticks of the axis."""
    lost_row: I4
    """Row of the ticks lost in a month; -1 when certain."""
    lost_base: F8
    block_row: I4
    """Row of the uniform that places a lost block; -1 for scattered days."""
    season_of: I4
    """[s] Climate of each closed season."""
    season_first: I8
    season_last: I8
    """[s] Wall ticks at which it begins and ends by the calendar."""
    season_early: I4
    season_late: I4
    """[s] Rows of the wall ticks by which it begins earlier and ends later; -1 for none."""


class Weather(NamedTuple):
    """The pieces into which lanes cut the axes of calendars that lose time."""

    edge: I4
    """[c, L, P] First tick of each piece."""
    rate: F8
    """[c, L, P] Progress per tick."""
    done: F8
    """[c, L, P] Progress before the piece."""
    pieces: I4
    """[c, L] Number of pieces."""
    closes: I4
    opens: I4
    """[s, L] Begin and end of closed seasons in ticks."""


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
    method: int
    """PLAIN, LATIN or SOBOL."""
    strata: int
    """Strata of a variable in each batch of as many iterations, a power of two; 1 for plain Monte Carlo."""


class Fates(NamedTuple):
    """What happens in the lanes of a block."""

    occurs: U1
    """[E, L] 1 where an event happens."""
    delays: I4
    """[m, L] Signed sizes of delays in ticks; 0 where the risk does not occur."""
    factors: F8
    """[f, L] Factors on durations; 1 where the event does not happen."""
    open: U1
    """[x, L] 1 where a gate is open."""
    struck: U1
    """[E, L] 1 where a timed event has hit a task."""


class Futures(NamedTuple):
    """Outputs of every iteration, written in place."""

    occurs: U1
    """[E, K] 1 where a risk occurs and, if it has a window, hits something; then 1 where a driver acts."""

    finish: I4
    """[P, K] Project finish in wall ticks."""
    milestone: I4
    """[M, K] Milestone finish in wall ticks."""
    cost: F8
    """[P, K] Project cost."""
    risk_cost: F8
    """[R, K] Money that each risk costs; no rows unless money over time is asked for, like all that follows."""
    cash: F8
    """[G, T, K] Money by row and period."""
    service: I4
    """[A, K] Wall ticks at which assets go into service."""
    benefit: F8
    """[B, K] Benefits per year."""
    benefit_start: I4
    """[B, K] Wall ticks at which they start."""


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
