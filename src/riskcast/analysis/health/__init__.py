"""Schedule health: is the plan fit to be simulated? The DCMA 14-point assessment and further checks.

A rule is one file with its code, its explanation and a function that measures it; :data:`order.RULES` lists them.
Codes RC201 to RC214 are the fourteen points in their order, RC215 and up what else spoils a simulation.
"""

from riskcast.analysis.health.assess import Health, assess

__all__ = ["Health", "assess"]
