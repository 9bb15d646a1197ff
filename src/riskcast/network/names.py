"""Stable names of uncertain variables, and their digests: what random numbers are keyed by."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from riskcast.kernels.types import U4


def duration_name(task: str) -> str:
    """Return the name of a task's duration."""
    return f"task:{task}:duration"


def occurrence_name(risk: str) -> str:
    """Return the name of a risk's occurrence draw."""
    return f"risk:{risk}:occurs"


def impact_name(risk: str, number: int, of: str) -> str:
    """Return the name of the size of a risk's impact; ``number`` counts its impacts from 1, ``of`` is delay or cost."""
    return f"risk:{risk}:{of}:{number}"


def cost_name(line: str, part: str) -> str:
    """Return the name of an uncertain part (``fixed`` or ``per_day``) of a cost line."""
    return f"cost:{line}:{part}"


def digests(names: Sequence[str]) -> U4:
    """Return ``[V, 2]`` words: the 64-bit BLAKE2b digest of each name, little-endian."""
    raw = b"".join(hashlib.blake2b(name.encode(), digest_size=8).digest() for name in names)
    return np.frombuffer(raw, dtype="<u4").reshape(len(names), 2).astype(np.uint32)
