"""Stable names of uncertain variables, and their digests: what random numbers are keyed by."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from riskcast.kernels.types import U4


def duration_name(task: str, repeat: int = 0) -> str:
    """Return the name of a task's duration; ``repeat`` counts the passes of a rework loop beyond the first."""
    return f"task:{task}:pass {repeat + 1}:duration" if repeat else f"task:{task}:duration"


def lost_time_name(line: str, calendar: str, month: str, part: str) -> str:
    """Return the name of what a month loses (``days``) or where a lost block lies (``at``)."""
    return f"lost:{line}:{calendar}:{month}:{part}"


def season_name(season: str, year: int, edge: str) -> str:
    """Return the name of the draw that moves an edge (``early`` or ``late``) of a closed season."""
    return f"season:{season}:{year}:{edge}"


def rework_name(rework: str) -> str:
    """Return the name of the draw how often a loop is gone through."""
    return f"rework:{rework}:taken"


def occurrence_name(risk: str) -> str:
    """Return the name of a risk's occurrence draw."""
    return f"risk:{risk}:occurs"


def is_duration(name: str) -> bool:
    """Return whether a variable is the duration of a task."""
    return name.startswith("task:") and name.endswith(":duration")


def score_name(group: str) -> str:
    """Return the name of the normal score that correlated variables share."""
    return f"correlation:{group}:score"


def is_occurrence(name: str) -> bool:
    """Return whether a variable decides if something happens, or what varies together, rather than how large it is."""
    return name.endswith((":occurs", ":exists", ":taken", ":score"))


def impact_name(risk: str, number: int, of: str) -> str:
    """Return the name of the size of an impact; ``number`` counts from 1, ``of`` is the field of the impact."""
    return f"risk:{risk}:{of}:{number}"


def cost_name(line: str, part: str) -> str:
    """Return the name of an uncertain part (``fixed`` or ``per_day``) of a cost line."""
    return f"cost:{line}:{part}"


def resource_name(resource: str, part: str) -> str:
    """Return the name of a price (``per_hour`` or ``per_unit``) of a resource."""
    return f"resource:{resource}:{part}"


def price_name(kind: str, id_: str) -> str:
    """Return the name of the rate of a price index (``index``) or of a currency (``fx``)."""
    return f"{kind}:{id_}:rate"


def price_step_name(kind: str, id_: str, year: int, month: int) -> str:
    """Return the name of a random monthly step of a price index or exchange rate."""
    return f"{kind}:{id_}:{year}-{month:02d}"


def benefit_name(benefit: str) -> str:
    """Return the name of the size of a benefit."""
    return f"benefit:{benefit}:per_year"


def response_name(risk: str) -> str:
    """Return the name of the cost of a risk's response."""
    return f"risk:{risk}:response"


def set_name(name: str) -> str:
    """Return the name of the draw that decides which risk of an exclusive set occurs."""
    return f"set:{name}:occurs"


def driver_name(driver: str, part: str) -> str:
    """Return the name of a part (``occurs``, ``duration`` or ``cost``) of a driver."""
    return f"driver:{driver}:{part}"


def existence_name(task: str) -> str:
    """Return the name of the draw whether a task is needed."""
    return f"task:{task}:exists"


def branch_name(branch: str) -> str:
    """Return the name of the draw which way a branch goes."""
    return f"branch:{branch}:taken"


def digests(names: Sequence[str]) -> U4:
    """Return ``[V, 2]`` words: the 64-bit BLAKE2b digest of each name, little-endian."""
    raw = b"".join(hashlib.blake2b(name.encode(), digest_size=8).digest() for name in names)
    return np.frombuffer(raw, dtype="<u4").reshape(len(names), 2).astype(np.uint32)
