"""Correlations that contradicted each other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Repair:
    """One rank correlation that was changed."""

    first: str
    second: str
    """Names of the two variables."""
    given: float
    used: float
