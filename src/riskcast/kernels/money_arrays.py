"""What kernels are told about money.

Letters in shapes: l lines (of cost, then one for every cost impact of a risk), q parts of lines, g cost factor rows,
h cost impacts, a anchors, p pieces, y entries, k keys, C clocks, c cells, r rules, s steps of rules, u paths,
T periods, G rows, A assets, B benefits; n tasks, P projects and L lanes as in ``arrays``.

A line's sum is made of parts. It lies in time on pieces: from one instant to another. An entry puts the sum of one
piece under a key; all entries of a key share clock, prices and rows, so that their money is gathered before it is
multiplied by prices and put into rows.
"""

from __future__ import annotations

from typing import NamedTuple

from riskcast.kernels.types import F8, I4, I8, U1

SUM, WORK, BETWEEN, CALENDAR = 0, 1, 2, 3
"""What a part is multiplied by: nothing, work of a task, working ticks or wall ticks between two anchors."""

SPREAD, AT_START, AT_END = 0, 1, 2
"""How a piece lies in time."""

WHOLE, CAPITAL, REVENUE = 0, 1, 2
"""Which side of its rule a key takes."""

DRAWN, ORDERED, PLANNED = 0, 1, 2
"""Which sum of its line an entry takes: the drawn one, what is open on orders taken away, or the planned one."""

INCURRED, PAID, COMMITTED, CATEGORY, CAPITALISED, DOUBLE, ESCALATION, EXCHANGE = range(8)
"""Columns of ``Keys.row``."""


class Money(NamedTuple):
    """Sums; taken in the order of the arrays, so they do not depend on blocks or threads."""

    project: I4
    """[n] Project of a task."""
    fixed: F8
    """[P] Facts: money before the data date."""
    line_project: I4
    """[l]"""
    line_rate: F8
    """[l] Planned exchange rate."""
    line_booked: F8
    """[l] Booked on the line, which lowers its sums to no less than 0."""
    line_open: F8
    """[l] Open orders."""
    line_least: F8
    """[l] What the line is at least."""
    line_priced: U1
    """[l] 1 when prices move the line, so that its cost is found with its time."""
    part_first: I4
    """[l+1] Parts of line k are ``part_first[k]:part_first[k+1]``."""
    part_kind: U1
    """[q] SUM, WORK, BETWEEN or CALENDAR."""
    part_variable: I4
    """[q] Row of the value; -1 when certain."""
    part_base: F8
    """[q] Value when certain."""
    part_times: I4
    """[q] Row of a quantity that multiplies it; -1 when certain."""
    part_quantity: F8
    """[q] The quantity when certain."""
    part_task: I4
    """[q] Task that does the work, or must exist for the part to count; -1 when nothing must."""
    part_days: F8
    """[q] Days per tick, which multiply parts that depend on time."""
    part_axis: I4
    """[q] Axis between the anchors."""
    part_begin: I4
    part_end: I4
    """[q] Anchors."""
    part_factor_first: I4
    """[q+1] Factors of part k are ``part_factor[part_factor_first[k]:part_factor_first[k+1]]``."""
    part_factor: I4
    """Cost factor rows."""
    factor_event: I4
    """[g] Event of a cost factor row."""
    factor_variable: I4
    """[g] Row of its size; -1 when certain."""
    factor_base: F8
    hit_risk: I4
    """[h] Event of a cost impact."""
    hit_variable: I4
    """[h] Row of its size; -1 when certain."""
    hit_base: F8
    hit_sign: F8
    hit_project: I4
    hit_delay: I4
    """[h] Delay row whose length multiplies it; -1 for a sum."""
    hit_days: F8
    """[h] Days per tick of that delay."""
    hit_task: I4
    """[h] Task that must exist for the impact of a delay; -1 when nothing must."""


class Anchors(NamedTuple):
    """Instants that money hangs on."""

    first: I4
    """[a+1] The tasks of anchor k are ``node[first[k]:first[k+1]]``, those of one axis side by side."""
    node: I4
    begins: U1
    """1 for start milestones, which lie where work begins."""
    latest: U1
    """[a] 1 for the latest finish of its tasks, 0 for their earliest start."""
    project: I4
    """[a] Project whose finish it is, P for the program's; -1 for none."""
    fact: I4
    """[a] Wall tick of a known instant; -1 for none. Later ones of tasks and projects count too."""


class Pieces(NamedTuple):
    """From when to when money is spent."""

    line: I4
    """[p]"""
    node: I4
    """[p] Task that it runs with; -1 when it hangs on anchors."""
    since: I4
    """[p] Tick at which a started task began; -1 for its start."""
    now: I4
    """[p] Tick of the data date, after which what runs with a task ends."""
    begin: I4
    end: I4
    """[p] Anchors."""
    axis: I4
    """[p] Axis of its ticks."""
    kind: U1
    """[p] SPREAD, AT_START or AT_END."""
    curve: I4
    """[p] Row of ``curves``; -1 for even."""
    share: F8
    """[p] Share of the line."""
    curves: F8
    """[x, 10] Shares of the tenths of the working time."""


class Keys(NamedTuple):
    """Entries, gathered under keys."""

    first: I4
    """[k+1] Entries of key k are ``first[k]:first[k+1]``."""
    piece: I4
    """[y]"""
    source: U1
    """[y] DRAWN, ORDERED or PLANNED."""
    side: U1
    """[k] Which side of its rule it takes: WHOLE, CAPITAL or REVENUE."""
    clock: I4
    """[k]"""
    price_index: I4
    """[k] Path of the price index; -1 for none."""
    currency: I4
    """[k] Path of the exchange rate; -1 for none."""
    project: I4
    """[k] Project whose cost it is; -1 when that is found without time."""
    rule: I4
    """[k] Rule that cuts its pieces; -1 for none."""
    row: I4
    """[k, 8] Rows to add to; -1 for none."""
    commit: I4
    """[k] Anchor at which all of it is committed; -1 as it is incurred."""


class Clocks(NamedTuple):
    """Periods cut into cells on an axis and for a number of days to payment."""

    first: I4
    """[C+1] Cells of clock k are ``first[k]:first[k+1] - 1``; an end that none reaches follows."""
    axis: I4
    """[C]"""
    tick: F8
    """[c] First tick."""
    instant: I8
    """[c] Wall tick at which it begins: several cells may begin at one tick, outside working time."""
    incurred: I4
    """[c] Period in which it lies."""
    paid: I4
    """[c] Period in which its money is paid."""
    wall: I4
    """[T] Wall tick at which each period begins."""


class Cells(NamedTuple):
    """The cells of one clock, and what a block of lanes has in them."""

    tick: F8
    instant: I8
    part: F8
    """[c, L] Sums."""
    reach: I4
    """[2] First and last cell with anything in it."""
    since: F8
    pace: F8
    """[L] Scratch."""


class Sheet(NamedTuple):
    """What a block of lanes spends: side by side, so that it stays in the caches."""

    row: F8
    """[G, T, L]"""
    reach: I4
    """[G, 2] First and last period of each row with anything in it."""


class Rules(NamedTuple):
    """Treatments that change at milestones."""

    first: I4
    """[r+1] Steps of rule k are ``first[k]:first[k+1]``."""
    until: I4
    """[s] Anchor; -1 for the last step."""
    capital: F8
    """[s] Share that is capitalised."""


class Paths(NamedTuple):
    """Price indices and exchange rates as factors on planned prices."""

    level: I4
    """[u] Row of a factor for all periods; -1 for none."""
    growth: I4
    """[u] Row of the growth per month; -1 when certain."""
    growth_base: F8
    """[u] Growth per month when certain."""
    hedged: F8
    """[u] Share that stays as planned."""
    months: I4
    """[u, T] Months of growth by each period."""
    step_first: I4
    """[u+1] Rows of the monthly steps of path k are ``step[step_first[k]:step_first[k+1]]``."""
    step: I4
    steps: I4
    """[T] Monthly steps by each period."""


class Outlook(NamedTuple):
    """What else is kept of every iteration."""

    facts: F8
    """[G, T] Money that is known."""
    service: I4
    """[A] Anchors at which assets go into service; -1 for never."""
    benefit_variable: I4
    """[B] Row of the benefit per year; -1 when certain."""
    benefit_base: F8
    """[B]"""
    benefit_start: I4
    """[B] Anchors."""
    risks: int
    """Number of risks whose money is kept; 0 when nothing is kept over time."""


class Cashbook(NamedTuple):
    """Everything about when money is spent."""

    pieces: Pieces
    keys: Keys
    clocks: Clocks
    rules: Rules
    paths: Paths
    outlook: Outlook
