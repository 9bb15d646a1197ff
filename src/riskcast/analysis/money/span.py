"""A sum of money that iterations estimate: plan, mean and percentiles."""

from __future__ import annotations

from dataclasses import dataclass

from riskcast.analysis.money.figure import Figure, mean_figure, percentile_figures
from riskcast.kernels.types import F8


@dataclass(frozen=True)
class Span:
    """Where a sum of money is planned and where it may lie."""

    plan: float | None
    """None where the plan has none."""
    mean: Figure
    p10: Figure
    p80: Figure

    def named(self, name: str) -> dict[str, float | None]:
        """Return the columns ``name_plan``, ``name_mean``, ``name_p10``, ``name_p80`` of a table, with intervals."""
        figures = {"mean": self.mean, "p10": self.p10, "p80": self.p80}
        columns = {k: v for key, figure in figures.items() for k, v in figure.named(f"{name}_{key}").items()}
        return {f"{name}_plan": self.plan, **columns}


def span(samples: F8, plan: float | None, batch: int = 1) -> Span:
    """Return the span of ``[K]`` sums; ``batch`` is the size of the design's independent replications."""
    first = float(samples[0])
    if bool((samples == first).all()):
        certain = Figure(first, first, first)
        return Span(plan, certain, certain, certain)
    p10, p80 = percentile_figures(samples, (10, 80), batch)
    return Span(plan, mean_figure(samples, batch), p10, p80)
