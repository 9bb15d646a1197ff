"""Distributions, one file per family; each knows its moments, bounds and quantile function, and says itself."""

from riskcast.model.distributions.base import Cuttable, Distribution
from riskcast.model.distributions.beta import Beta
from riskcast.model.distributions.cumulative import Cumulative
from riskcast.model.distributions.discrete import Discrete
from riskcast.model.distributions.double_triangular import DoubleTriangular
from riskcast.model.distributions.empirical import Empirical
from riskcast.model.distributions.exponential import Exponential
from riskcast.model.distributions.fixed import Fixed
from riskcast.model.distributions.gamma import Gamma
from riskcast.model.distributions.histogram import Histogram
from riskcast.model.distributions.lognormal import Lognormal
from riskcast.model.distributions.metalog import Metalog
from riskcast.model.distributions.normal import Normal
from riskcast.model.distributions.pareto import Pareto
from riskcast.model.distributions.pert import Pert
from riskcast.model.distributions.piecewise import Pieces, Piecewise
from riskcast.model.distributions.shifted import Shifted
from riskcast.model.distributions.triangular import Triangular, trigen
from riskcast.model.distributions.truncated import Truncated, truncated
from riskcast.model.distributions.uniform import Uniform
from riskcast.model.distributions.weibull import Weibull

__all__ = [
    "Beta",
    "Cumulative",
    "Cuttable",
    "Discrete",
    "Distribution",
    "DoubleTriangular",
    "Empirical",
    "Exponential",
    "Fixed",
    "Gamma",
    "Histogram",
    "Lognormal",
    "Metalog",
    "Normal",
    "Pareto",
    "Pert",
    "Pieces",
    "Piecewise",
    "Shifted",
    "Triangular",
    "Truncated",
    "Uniform",
    "Weibull",
    "trigen",
    "truncated",
]
