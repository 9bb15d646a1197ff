"""Is a difference more than chance?"""

from __future__ import annotations

NOISE = 2.0
"""Standard errors that a difference must exceed to count."""


def within_noise(difference: float, error: float) -> bool:
    """Return whether a difference is smaller than two of its standard errors, so that its sign is not sure."""
    return abs(difference) < NOISE * error
