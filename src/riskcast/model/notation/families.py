"""Every family that can be written in front of the brackets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from riskcast.model.distributions import (
    Beta,
    Cuttable,
    Distribution,
    DoubleTriangular,
    Exponential,
    Fixed,
    Gamma,
    Lognormal,
    Normal,
    Pareto,
    Pert,
    Triangular,
    Uniform,
    Weibull,
    trigen,
    truncated,
)
from riskcast.model.notation.base import Family
from riskcast.model.notation.empirical import Observed
from riskcast.model.notation.lists import CUMULATIVE, DISCRETE, HISTOGRAM
from riskcast.model.notation.parameters import CUTS, Parameters
from riskcast.model.notation.percentiles import Percentiles


def _pert(low: float, mode: float, high: float, **extra: float) -> Distribution:
    return Pert(low, mode, high, *extra.values())


def _cut(create: Callable[..., Cuttable]) -> Callable[..., Distribution]:
    """Return a function that creates a distribution and cuts it where ``min`` and ``max`` say so."""

    def made(**values: Any) -> Distribution:
        low, high = (values.pop(name, None) for name in CUTS)
        return truncated(create(**values), low, high)

    return made


def _open(name: str, create: Callable[..., Cuttable], *known: str, plain: tuple[str, ...] = ()) -> Parameters:
    """Return a family without upper bound, which can be cut."""
    named = known if plain else ()
    return Parameters(name, _cut(create), (*known, *CUTS), plain, optional=CUTS, named=named)


_POINTS = ("low", "mode", "high")

FAMILIES: dict[str, Family] = {
    "fixed": Parameters("fixed", Fixed, ("value",)),
    "uniform": Parameters("uniform", Uniform, ("low", "high")),
    "triangular": Parameters("triangular", Triangular, _POINTS),
    "trigen": Parameters("trigen", trigen, (*_POINTS, "p_low", "p_high"), plain=("p_low", "p_high")),
    "double_triangular": Parameters("double_triangular", DoubleTriangular, (*_POINTS, "p_mode"), plain=("p_mode",)),
    "pert": Parameters("pert", _pert, (*_POINTS, "lambda"), plain=("lambda",), optional=("lambda",)),
    "normal": Parameters(
        "normal",
        lambda mean, sd, **cut: Normal(mean, sd, **cut),
        ("mean", "sd", "low", "high"),
        optional=("low", "high"),
        other_names={"min": "low", "max": "high"},
    ),
    "lognormal": _open("lognormal", Lognormal, "mean", "sd"),
    "beta": Parameters(
        "beta",
        Beta,
        ("alpha", "beta", "low", "high"),
        plain=("alpha", "beta"),
        named=("low", "high"),
    ),
    "gamma": _open("gamma", Gamma, "shape", "scale", plain=("shape",)),
    "weibull": _open("weibull", Weibull, "shape", "scale", plain=("shape",)),
    "exponential": _open("exponential", Exponential, "mean"),
    "pareto": _open("pareto", Pareto, "low", "alpha", plain=("alpha",)),
    "discrete": DISCRETE,
    "cumulative": CUMULATIVE,
    "histogram": HISTOGRAM,
    "empirical": Observed(),
    "percentiles": Percentiles(),
}
"""Families by name."""
