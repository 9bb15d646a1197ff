"""Every family in its notation, with the same law from scipy or a plain table of its own."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from riskcast.model.amount import Amount
from riskcast.model.distributions import Distribution
from riskcast.model.estimate import Estimate

F8 = NDArray[np.float64]


def law(text: str) -> Distribution:
    """Return the distribution of an estimate in plain numbers (money)."""
    return Estimate.parse(text, "money").distribution(lambda amount: amount.value)


def duration(text: str) -> Distribution:
    """Return the distribution of an estimate in days."""

    def days(amount: Amount) -> float:
        return amount.minutes() / 480.0

    return Estimate.parse(text, "span").distribution(days)


def _lognorm(mean: float, sd: float) -> Any:
    spread = math.log1p((sd / mean) ** 2)
    return stats.lognorm(math.sqrt(spread), 0.0, mean * math.exp(-spread / 2.0))


SCIPY: dict[str, Any] = {
    "uniform(8, 12)": stats.uniform(8.0, 4.0),
    "triangular(2, 3, 7)": stats.triang(0.2, 2.0, 5.0),
    "pert(2, 3, 7)": stats.beta(1.8, 4.2, 2.0, 5.0),
    "normal(10, 6)": stats.norm(10.0, 6.0),
    "normal(10, 6, min=0)": stats.truncnorm(-10.0 / 6.0, np.inf, 10.0, 6.0),
    "lognormal(20, 6)": _lognorm(20.0, 6.0),
    "lognormal(20, 60)": _lognorm(20.0, 60.0),
    "beta(2, 5, 10, 40)": stats.beta(2.0, 5.0, 10.0, 30.0),
    "beta(0.5, 0.5, 2, 4)": stats.beta(0.5, 0.5, 2.0, 2.0),
    "beta(0.1, 3, 2, 4)": stats.beta(0.1, 3.0, 2.0, 2.0),
    "gamma(3, 5)": stats.gamma(3.0, scale=5.0),
    "gamma(0.5, 5)": stats.gamma(0.5, scale=5.0),
    "gamma(0.1, 5)": stats.gamma(0.1, scale=5.0),
    "gamma(4000, 0.01)": stats.gamma(4000.0, scale=0.01),
    "weibull(0.5, 5)": stats.weibull_min(0.5, scale=5.0),
    "weibull(3, 5)": stats.weibull_min(3.0, scale=5.0),
    "weibull(0.1, 5)": stats.weibull_min(0.1, scale=5.0),
    "exponential(4)": stats.expon(scale=4.0),
    "pareto(2, 0.5)": stats.pareto(0.5, scale=2.0),
    "pareto(2, 1)": stats.pareto(1.0, scale=2.0),
    "pareto(1, 1.2)": stats.pareto(1.2),
    "pareto(1, 2.5)": stats.pareto(2.5),
    "pareto(1, 0.1)": stats.pareto(0.1),
}
"""Laws that scipy has."""


class Cut:
    """A scipy law cut to an interval, by the definition."""

    def __init__(self, base: Any, low: float, high: float) -> None:
        self.base, self.low, self.high = base, low, high
        self.below, self.above = base.cdf(low), base.sf(high)

    def ppf(self, p: F8) -> F8:
        mass = 1.0 - self.below - self.above
        left, right = self.below + p * mass, self.above + (1.0 - p) * mass
        return np.asarray(np.where(left < 0.5, self.base.ppf(left), self.base.isf(right)), dtype=np.float64)

    def cdf(self, x: F8) -> F8:
        mass = 1.0 - self.below - self.above
        return np.asarray((self.base.cdf(x) - self.below) / mass, dtype=np.float64)

    def moments(self) -> tuple[float, float]:
        from scipy.integrate import quad

        mass = 1.0 - self.below - self.above
        top = min(self.high, self.base.isf(1e-15 * mass))
        points = np.unique(
            np.clip(self.ppf(np.array([1e-4, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 0.9999])), self.low, top)
        )
        edges = [max(self.low, self.base.support()[0]), *points, top]

        def integral(power: int, about: float) -> float:
            parts = pairwise(edges)
            return sum(
                quad(lambda x: (x - about) ** power * self.base.pdf(x), a, b, epsabs=0.0, epsrel=1e-12, limit=300)[0]
                for a, b in parts
                if b > a
            )

        mean = integral(1, 0.0) / mass
        return mean, math.sqrt(integral(2, mean) / mass)


CUT: dict[str, Cut] = {
    "gamma(3, 5, min=2, max=20)": Cut(stats.gamma(3.0, scale=5.0), 2.0, 20.0),
    "gamma(3, 5, min=25)": Cut(stats.gamma(3.0, scale=5.0), 25.0, np.inf),
    "weibull(0.5, 5, max=20)": Cut(stats.weibull_min(0.5, scale=5.0), 0.0, 20.0),
    "exponential(5, min=1, max=9)": Cut(stats.expon(scale=5.0), 1.0, 9.0),
    "exponential(5, min=60)": Cut(stats.expon(scale=5.0), 60.0, np.inf),
    "lognormal(20, 30, min=5, max=100)": Cut(_lognorm(20.0, 30.0), 5.0, 100.0),
    "pareto(1, 0.5, max=100)": Cut(stats.pareto(0.5), 1.0, 100.0),
    "pareto(1, 2.5, min=3)": Cut(stats.pareto(2.5), 3.0, np.inf),
}
"""Laws cut with min and max."""

PIECES: dict[str, tuple[float, float]] = {
    "discrete(10:0.3, 20:0.7)": (17.0, math.sqrt(21.0)),
    "discrete(20:50%, 10:25%, 30:25%)": (20.0, math.sqrt(50.0)),
    "cumulative(0:10, 0.2:14, 0.7:20, 1:40)": (19.9, math.sqrt(59.0566666666667)),
    "cumulative(0:1, 0.5:1, 0.5:3, 1:3)": (2.0, 1.0),
    "histogram(5..10:3, 10..20:1)": (9.375, math.sqrt(0.75 * (1.875**2 + 25 / 12) + 0.25 * (5.625**2 + 100 / 12))),
    "histogram(0..1:1, 9..10:1)": (5.0, math.sqrt(4.5**2 + 1 / 12)),
    "empirical(3, 4, 4, 9)": (5.0, math.sqrt((4 + 1 + 1 + 16) / 4)),
    "double_triangular(80, 100, 150, p_mode=0.3)": (109.666666666667, 14.7723465374),
}
"""Laws of pieces with mean and standard deviation by hand."""

FITTED = (
    "percentiles(p10=8, p90=15)",
    "percentiles(p10=8, p50=10, p90=15)",
    "percentiles(p5=8, p50=10, p90=15, fit=lognormal)",
    "percentiles(p10=8, p50=11, p90=15, fit=pert)",
    "percentiles(p10=8, p50=10, p90=15, fit=metalog)",
    "percentiles(p10=8, p50=10, p90=13, low=5)",
    "percentiles(p10=8, p50=10, p90=15, high=40)",
    "percentiles(p10=8, p50=10, p90=15, low=5, high=40)",
    "percentiles(p10=8, p90=15, low=5, high=40)",
    "percentiles(p20=8, p80=15, fit=pert)",
    "percentiles(p20=8, p80=15, low=6, fit=pert)",
    "percentiles(p20=8, p80=15, high=19, fit=pert)",
    "percentiles(p20=8, p80=15, low=6)",
)
"""Fits through percentiles."""

ALL = (*SCIPY, *CUT, *PIECES, *FITTED)
