"""The explanation of several curves, for screens on which their names do not fit beside them."""

from __future__ import annotations

from riskcast.analysis.overlay import Overlay
from riskcast.report.charts.overlaid import NAMED, look
from riskcast.report.html import Html, name
from riskcast.report.sections.samples import legend, stroke


def curve_key(found: Overlay) -> Html:
    """Return the colours of the curves; on wide screens only where there are more curves than can be named."""
    entries = [(stroke(*look(n)), name(line.label)) for n, line in enumerate(found.lines)]
    return legend(entries, narrow=len(entries) <= NAMED)
