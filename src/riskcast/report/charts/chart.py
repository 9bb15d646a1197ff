"""A plotly figure that knows its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Chart:
    """A figure for plotly with its text alternative; colours are tokens of :mod:`riskcast.report.theme`."""

    title: str
    says: str
    """The numbers of the chart in words."""
    data: Sequence[Mapping[str, Any]]
    layout: Mapping[str, Any]
    height: int
    """Pixels on wide screens and in print."""
    small_height: int
    """Pixels on narrow screens."""
    paper_height: int = 0
    """Pixels in print, so that two charts share a page; ``height`` when 0."""
    small: Mapping[str, Any] = field(default_factory=dict)
    """Changes to the layout on narrow screens, merged into it."""
    small_data: Sequence[Mapping[str, Any]] = ()
    """Changes to each trace on narrow screens."""
    spoken: bool = False
    """True when the words are for screen readers only, because the page says the same in a table beside the chart."""
    steps: Mapping[int, Sequence[tuple[int, Mapping[str, Any]]]] = field(default_factory=dict)
    """Percentile (0-100) to the traces, by number, whose marks it moves, and their changed fields."""

    def to_page(self) -> dict[str, Any]:
        """Return what the page's script needs."""
        small = {"layout": {**self.small, "height": self.small_height}, "data": list(self.small_data)}
        page: dict[str, Any] = {"data": list(self.data), "layout": dict(self.layout), "small": small}
        if self.paper_height:
            page["paper"] = self.paper_height
        if self.steps:
            page["steps"] = {str(p): [[trace, dict(new)] for trace, new in moved] for p, moved in self.steps.items()}
        return page
