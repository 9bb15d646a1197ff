"""A part of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from riskcast.report.charts.chart import Chart
from riskcast.report.context import Context
from riskcast.report.html import Html


@dataclass(frozen=True)
class Fragment:
    """What a section contributes: markup, and the charts that its markup makes room for, by element id."""

    html: Html
    charts: Mapping[str, Chart] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """One section; ``render`` returns None when the result has nothing to show there."""

    id: str
    title: str
    part: str
    """The part of the report that it stands in, which the contents group by."""
    render: Callable[[Context], Fragment | None]
