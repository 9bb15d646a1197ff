"""Durations: a task's own uncertainty times the factors on it, plus the delays of the risks that occur."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import CAP, FURTHEST, PRODUCT, Fates, Work
from riskcast.kernels.jit import kernel
from riskcast.kernels.types import F8, I4

_ZERO = np.int32(0)
_CAP = np.int32(CAP)
_MOST = np.float64(CAP - 1)


@kernel
def _ticks(value: float) -> np.int32:
    """Return a value rounded to ticks, kept so small that a sum of two stays inside 32 bits."""
    return np.int32(min(max(np.floor(value + 0.5), -_MOST), _MOST))


@kernel
def find_delays(work: Work, values: F8, fates: Fates) -> None:
    """Write the delays in ticks, rounded; 0 where the risk does not occur."""
    delays = fates.delays
    for k in range(delays.shape[0]):
        occurs = fates.occurs[work.row_risk[k]]
        v = work.row_variable[k]
        sign = work.row_sign[k]
        base = _ticks(sign * work.row_base[k])
        if v < 0:
            for j in range(delays.shape[1]):
                delays[k, j] = base * occurs[j]
        else:
            for j in range(delays.shape[1]):
                delays[k, j] = _ticks(sign * values[v, j]) * occurs[j]


@kernel
def find_factors(variables: I4, base: F8, event: I4, values: F8, fates: Fates, factors: F8) -> None:
    """Write the factors ``[f, L]``; 1 where the event does not happen, and never below 0."""
    for k in range(factors.shape[0]):
        occurs = fates.occurs[event[k]]
        v = variables[k]
        for j in range(factors.shape[1]):
            size = base[k] if v < 0 else values[v, j]
            factors[k, j] = max(size, 0.0) if occurs[j] else 1.0


@kernel
def _join(work: Work, first: int, end: int, fates: Fates, product: F8, away: F8) -> None:
    """Write what the factors of one task come to in every lane; ``away`` is scratch."""
    product[:] = 1.0
    away[:] = 0.0
    for k in range(first, end):
        f = work.scale_row[k]
        factor = fates.factors[f]
        if work.factor_shared[f] or work.scaling == PRODUCT:
            for j in range(product.size):
                product[j] *= factor[j]
        elif work.scaling == FURTHEST:
            for j in range(product.size):
                step = factor[j] - 1.0
                away[j] = step if abs(step) > abs(away[j]) else away[j]
        else:
            for j in range(product.size):
                away[j] += factor[j] - 1.0
    if work.scaling != PRODUCT:
        for j in range(product.size):
            product[j] = max(product[j] * (1.0 + away[j]), 0.0)


@kernel
def scale_durations(work: Work, fates: Fates, duration: I4) -> None:
    """Multiply durations ``[n, L]`` by the factors on them."""
    product = np.empty(duration.shape[1], np.float64)
    away = np.empty(duration.shape[1], np.float64)
    for i in range(duration.shape[0]):
        first, end = work.scale_first[i], work.scale_first[i + 1]
        if first == end:
            continue
        _join(work, first, end, fates, product, away)
        row = duration[i]
        for j in range(row.size):
            row[j] = np.int32(min(np.floor(row[j] * product[j] + 0.5), _MOST))


@kernel
def set_certain(work: Work, duration: I4) -> None:
    """Set the certain durations ``[n, L]``; what is drawn must be there."""
    for i in range(duration.shape[0]):
        if work.variable[i] < 0:
            duration[i, :] = work.base[i]


@kernel
def add_delays(work: Work, fates: Fates, duration: I4) -> None:
    """Add delays to the durations ``[n, L]``, all of a task or only the longest; none ends below 0."""
    delays = fates.delays
    longest = np.empty(duration.shape[1], np.int32)
    for i in range(duration.shape[0]):
        first, end = work.delay_first[i], work.delay_first[i + 1]
        if first == end:
            continue
        row = duration[i]
        if work.longest and end > first + 1:
            longest[:] = 0
            for k in range(first, end):
                delay = delays[work.delay_row[k]]
                for j in range(row.size):
                    if abs(delay[j]) > abs(longest[j]):
                        longest[j] = delay[j]
            for j in range(row.size):
                row[j] = max(min(np.int32(row[j] + longest[j]), _CAP), -_CAP)
        else:
            for k in range(first, end):
                delay = delays[work.delay_row[k]]
                for j in range(row.size):
                    row[j] = max(min(np.int32(row[j] + delay[j]), _CAP), -_CAP)
        for j in range(row.size):
            row[j] = min(max(row[j], _ZERO), _CAP)


@kernel
def with_pauses(work: Work, i: int, done: np.int32) -> np.int32:
    """Return the ticks that so much work of task ``i`` takes with the pauses that it reaches."""
    length = done
    for k in range(work.pause_first[i], work.pause_first[i + 1]):
        if done > work.pause_after[k]:
            length = min(np.int32(length + work.pause[k]), _CAP)
    return length


@kernel
def add_pauses(work: Work, hit_first: I4, duration: I4) -> None:
    """Lengthen durations ``[n, L]`` by the pauses that their work reaches; timed risks may still change some of them.

    ``hit_first[n+1]`` are their impacts: tasks that have any get their pauses when these are known.
    """
    for i in range(duration.shape[0]):
        if work.pause_first[i] == work.pause_first[i + 1] or hit_first[i] < hit_first[i + 1]:
            continue
        row = duration[i]
        for j in range(row.size):
            row[j] = with_pauses(work, i, row[j])
