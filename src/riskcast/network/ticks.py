"""Ticks of a tenth of a minute, counted from the origin of a network."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

PER_MINUTE = 10
PER_DAY = 1440 * PER_MINUTE


def from_minutes(minutes: float) -> int:
    """Return minutes as ticks, rounded half up."""
    return math.floor(minutes * PER_MINUTE + 0.5)


def from_moment(moment: datetime, origin: datetime) -> int:
    """Return a local time as wall ticks after the origin."""
    return from_minutes((moment - origin) / timedelta(minutes=1))


def to_moment(tick: int, origin: datetime) -> datetime:
    """Return wall ticks as local time."""
    return origin + timedelta(seconds=60 / PER_MINUTE * int(tick))


def to_moments(ticks: NDArray[np.integer], origin: datetime) -> NDArray[np.datetime64]:
    """Return wall ticks as ``datetime64[s]``, same shape."""
    start = np.datetime64(origin, "s")
    return start + (np.asarray(ticks, np.int64) * (60 // PER_MINUTE)).astype("timedelta64[s]")
