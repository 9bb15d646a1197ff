"""Schedules of any tool that MPXJ reads, by way of the optional extra ``riskcast[mpp]`` and Java.

MPXJ reads the file and hands it over as XML in a dialect that riskcast reads itself: Primavera's for the tools of
that family, Microsoft Project's for all others. So the same rules and findings apply, whichever way a file came in.

====== ============ ================================================================
code   level        meaning
====== ============ ================================================================
RC060  info/warning the file was read through MPXJ; what MPXJ passed over or had to be left out
====== ============ ================================================================
"""

from riskcast.formats.schedules.foreign.read import read_foreign
from riskcast.formats.schedules.foreign.suffixes import SUFFIXES

__all__ = ["SUFFIXES", "read_foreign"]
