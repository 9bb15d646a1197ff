"""Durations: a task's own uncertainty plus the delays of the risks that occur."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.arrays import CAP, Work
from riskcast.kernels.jit import kernel
from riskcast.kernels.types import F8, I4, U1

_ZERO = np.int32(0)
_CAP = np.int32(CAP)
_MOST = np.float64(CAP - 1)


@kernel
def find_occurrences(work: Work, values: F8, occurs: U1) -> None:
    """Write ``occurs[R, L]``: one draw per risk and iteration, shared by all its impacts."""
    for r in range(occurs.shape[0]):
        chance = work.probability[r]
        uniform = values[work.occurrence[r]]
        for j in range(uniform.size):
            occurs[r, j] = uniform[j] < chance


@kernel
def _ticks(value: float) -> np.int32:
    """Return a value rounded to ticks, kept so small that a sum of two stays inside 32 bits."""
    return np.int32(min(max(np.floor(value + 0.5), -_MOST), _MOST))


@kernel
def find_delays(work: Work, values: F8, occurs: U1, delays: I4) -> None:
    """Write ``delays[m, L]`` in ticks, rounded; 0 where the risk does not occur."""
    for k in range(delays.shape[0]):
        r = work.row_risk[k]
        v = work.row_variable[k]
        sign = work.row_sign[k]
        base = _ticks(sign * work.row_base[k])
        if v < 0:
            for j in range(delays.shape[1]):
                delays[k, j] = base * occurs[r, j]
        else:
            for j in range(delays.shape[1]):
                delays[k, j] = _ticks(sign * values[v, j]) * occurs[r, j]


@kernel
def add_delays(work: Work, delays: I4, duration: I4) -> None:
    """Set the certain durations ``[n, L]`` and add all delays; none ends below 0. What is drawn must be there."""
    for i in range(duration.shape[0]):
        row = duration[i]
        if work.variable[i] < 0:
            row[:] = work.base[i]
        if work.delay_first[i] == work.delay_first[i + 1]:
            continue
        for k in range(work.delay_first[i], work.delay_first[i + 1]):
            delay = delays[work.delay_row[k]]
            for j in range(row.size):
                row[j] = max(min(np.int32(row[j] + delay[j]), _CAP), -_CAP)
        for j in range(row.size):
            row[j] = min(max(row[j], _ZERO), _CAP)


@kernel
def add_pauses(work: Work, duration: I4) -> None:
    """Lengthen durations ``[n, L]`` by the pauses that their work reaches."""
    for i in range(duration.shape[0]):
        row = duration[i]
        for k in range(work.pause_first[i], work.pause_first[i + 1]):
            after, pause = work.pause_after[k], work.pause[k]
            for j in range(row.size):
                # Earlier pauses have moved the beginning of this one.
                before = np.int32(0)
                for m in range(work.pause_first[i], k):
                    before += work.pause[m]
                if row[j] - before > after:
                    row[j] = min(np.int32(row[j] + pause), _CAP)
