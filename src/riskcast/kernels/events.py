"""Events: whether risks and drivers happen, and which parts of the plan exist."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import ALWAYS, CAP, Events, Fates, Work
from riskcast.kernels.jit import kernel
from riskcast.kernels.types import F8, I4, U1
from riskcast.kernels.work import with_pauses


@kernel
def find_occurrences(events: Events, values: F8, fates: Fates) -> None:
    """Write which events happen: one draw per event and iteration, shared by all its effects.

    Where others that change its chance have occurred, the largest of the chances they give counts.
    """
    lanes = fates.occurs.shape[1]
    high = np.empty(lanes, np.float64)
    for k in events.order:
        row = fates.occurs[k]
        fates.struck[k] = 0
        if events.uniform[k] < 0:
            row[:] = events.uniform[k] == ALWAYS
            continue
        low = events.low[k]
        high[:] = events.high[k]
        first, end = events.given_first[k], events.given_first[k + 1]
        if first < end:
            _raise_chances(events, first, end, low, fates, high)
        uniform = values[events.uniform[k]]
        for j in range(lanes):
            row[j] = (low <= uniform[j]) & (uniform[j] < high[j])


@kernel
def _raise_chances(events: Events, first: int, end: int, low: float, fates: Fates, high: F8) -> None:
    for j in range(high.size):
        chance = -1.0
        for g in range(first, end):
            if fates.occurs[events.given[g], j]:
                chance = max(chance, events.given_chance[g])
        if chance >= 0.0:
            high[j] = low + chance


@kernel
def find_gates(events: Events, values: F8, fates: Fates) -> None:
    """Write which gates are open; those of conditions are opened in the forward pass."""
    for x in range(fates.open.shape[0]):
        row = fates.open[x]
        u = events.gate_uniform[x]
        if u < 0:
            row[:] = 0
            continue
        low, high = events.gate_low[x], events.gate_high[x]
        uniform = values[u]
        for j in range(row.size):
            row[j] = (low <= uniform[j]) & (uniform[j] < high)


@kernel
def pass_gates(events: Events, i: int, fates: Fates, span: I4) -> None:
    """Take away the duration of task ``i`` where one of its gates is closed."""
    for g in range(events.gate_first[i], events.gate_first[i + 1]):
        gate = fates.open[events.gate[g]]
        for j in range(span.size):
            span[j] *= gate[j]


@kernel
def strike(work: Work, events: Events, i: int, fates: Fates, begin: I4, span: I4) -> None:
    """Let timed risks hit task ``i`` where it would be at work in their window; ``span`` gets its pauses afterwards."""
    for h in range(events.hit_first[i], events.hit_first[i + 1]):
        k = events.hit_event[h]
        delay, factor = events.hit_delay[h], events.hit_factor[h]
        after, before = events.hit_after[h], events.hit_before[h]
        for j in range(span.size):
            hit = fates.occurs[k, j] and span[j] > 0 and begin[j] < before
            if hit and begin[j] + with_pauses(work, i, span[j]) > after:
                fates.struck[k, j] = 1
                if factor >= 0:
                    span[j] = np.int32(min(np.floor(span[j] * fates.factors[factor, j] + 0.5), np.float64(CAP)))
                if delay >= 0:
                    span[j] = min(max(np.int32(span[j] + fates.delays[delay, j]), np.int32(0)), np.int32(CAP))
            elif delay >= 0:
                fates.delays[delay, j] = 0
    for j in range(span.size):
        span[j] = with_pauses(work, i, span[j])


@kernel
def open_gates(events: Events, i: int, fates: Fates, begin: I4, end: I4) -> None:
    """Open the gates that conditions on task ``i`` decide."""
    for c in range(events.test_first[i], events.test_first[i + 1]):
        tick, length = events.test_tick[c], events.test_length[c]
        then, other = events.test_then[c], events.test_else[c]
        for j in range(end.size):
            size = end[j] - begin[j] if length else end[j]
            holds = size > tick
            if then >= 0:
                fates.open[then, j] = holds
            if other >= 0:
                fates.open[other, j] = not holds


@kernel
def forget_skipped(events: Events, fates: Fates, critical: U1) -> None:
    """Take tasks that do not exist off the critical paths ``[n, L]`` that only pass through them."""
    for i in range(critical.shape[0]):
        for g in range(events.gate_first[i], events.gate_first[i + 1]):
            gate = fates.open[events.gate[g]]
            for j in range(critical.shape[1]):
                critical[i, j] &= gate[j]


@kernel
def settle_timed(events: Events, fates: Fates) -> None:
    """Let timed events count only where they hit something."""
    for k in range(fates.occurs.shape[0]):
        if events.timed[k]:
            for j in range(fates.occurs.shape[1]):
                fates.occurs[k, j] &= fates.struck[k, j]


@kernel
def exists(events: Events, i: int, fates: Fates, j: int) -> int:
    """Return 1 when task ``i`` exists in lane ``j``."""
    there = 1
    for g in range(events.gate_first[i], events.gate_first[i + 1]):
        there &= fates.open[events.gate[g], j]
    return there
