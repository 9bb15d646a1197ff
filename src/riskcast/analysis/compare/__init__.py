"""Two or more runs side by side: how far every date, sum and chance moves, and whether that is more than chance."""

from riskcast.analysis.compare.comparison import Comparison, OptionComparison
from riskcast.analysis.compare.measures import MeasureChange, Shares
from riskcast.analysis.compare.pair import Pair
from riskcast.analysis.compare.run import compare
from riskcast.analysis.compare.years import YearChange

__all__ = ["Comparison", "MeasureChange", "OptionComparison", "Pair", "Shares", "YearChange", "compare"]
