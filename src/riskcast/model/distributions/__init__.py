"""Distributions, one file per family; each knows its moments, bounds and quantile function."""

from riskcast.model.distributions.base import Distribution
from riskcast.model.distributions.fixed import Fixed
from riskcast.model.distributions.lognormal import Lognormal
from riskcast.model.distributions.normal import Normal
from riskcast.model.distributions.pert import Pert
from riskcast.model.distributions.triangular import Triangular, trigen
from riskcast.model.distributions.uniform import Uniform

__all__ = ["Distribution", "Fixed", "Lognormal", "Normal", "Pert", "Triangular", "Uniform", "trigen"]
