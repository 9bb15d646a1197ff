"""Sums of money as cells hold them: rounded to the hundredth so that the parts of a sum add up to it."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from riskcast.kernels.types import F8


def to_cent(amount: float) -> float:
    """Return an amount rounded to the hundredth, never as minus nothing."""
    return round(float(amount), 2) + 0.0


def add_up(amounts: Iterable[float]) -> float:
    """Return the sum of rounded amounts, itself without the dust of binary fractions."""
    return to_cent(math.fsum(amounts))


def share_out(total: float, parts: F8) -> F8:
    """Return parts ``[n]`` rounded to the hundredth such that they add up to a rounded total.

    The parts whose rounding is the furthest from the truth give way first (the method of largest remainders); parts
    that are nothing stay nothing. Where the parts do not make the total, rounding apart, they are only rounded: a
    difference that is no rounding must not be hidden.
    """
    exact = np.asarray(parts, np.float64) * 100.0
    whole = np.rint(exact)
    left = round(total * 100.0) - int(whole.sum())
    movable = np.flatnonzero(exact)
    if abs(left) > movable.size:
        return whole / 100.0 + 0.0
    remainders = (exact - whole)[movable]
    order = np.argsort(-remainders if left > 0 else remainders, kind="stable")
    whole[movable[order[: abs(left)]]] += np.sign(left)
    out: F8 = whole / 100.0 + 0.0
    return out


def steps_of(line: F8) -> F8:
    """Return what each point of a cumulative line ``[n]``, rounded to the hundredth, adds to the one before."""
    out: F8 = np.diff(np.rint(np.asarray(line, np.float64) * 100.0), prepend=0.0) / 100.0 + 0.0
    return out
