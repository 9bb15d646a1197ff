"""The explanation of dots with their errors."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.report.charts.moves import Move
from riskcast.report.html import Html
from riskcast.report.sections.samples import HOLLOW, dot, legend


def move_key(moves: Sequence[Move], what: str) -> Html:
    """Return what a dot is, its line, and a hollow one where there is any."""
    entries = [(dot("accent"), what), ("height:2px;background:var(--ink)", "95 % interval")]
    if any(move.is_noise for move in moves):
        entries.append((HOLLOW, "Hollow: within noise"))
    return legend(entries)
