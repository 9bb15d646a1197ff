"""A warning about verdicts that rest on too few futures."""

from __future__ import annotations

from riskcast.cli.lines import say_count
from riskcast.errors import Finding

ENOUGH = 100
"""Iterations below which shares and correlations say little."""


def few_iterations(count: int) -> list[Finding]:
    """Return a warning when so many iterations are too few for chances and indices to be trusted."""
    if count >= ENOUGH:
        return []
    text = f"{say_count(count, 'iteration')} tell little: shares and correlations are rough below {ENOUGH}"
    return [Finding("RC185", text, "take more with -n; 10,000 are usual", "warning")]
