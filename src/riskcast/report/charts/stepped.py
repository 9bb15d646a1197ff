"""Charts that follow the confidence slider: one figure per step, kept as its differences from the first drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from riskcast.report.charts.chart import Chart

LAYOUT = -1
"""Stands for the layout among the numbers of traces."""


def stepped(draw: Callable[[int], Chart], p: int, steps: Iterable[int]) -> Chart:
    """Return the chart that ``draw`` gives at one percentile, with what differs at the others.

    ``draw`` gives the same traces at every percentile, in the same order.
    """
    base = draw(p)
    found = {step: differences(base, draw(step)) for step in steps if step != p}
    return replace(base, steps={step: changes for step, changes in found.items() if changes})


def differences(base: Chart, other: Chart) -> list[tuple[int, Mapping[str, Any]]]:
    """Return the changed fields of each trace by its number, and of the layout as ``LAYOUT``."""
    pairs = [(LAYOUT, base.layout, other.layout)]
    pairs += [(i, one, two) for i, (one, two) in enumerate(zip(base.data, other.data, strict=True))]
    changes = ((i, _changed(one, two)) for i, one, two in pairs)
    return [(i, change) for i, change in changes if change]


def _changed(base: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in other.items() if key not in base or base[key] != value}
