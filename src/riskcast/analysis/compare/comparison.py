"""What a comparison found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from riskcast.analysis.compare.measures import MeasureChange
from riskcast.analysis.compare.years import YearChange

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class OptionComparison:
    """One option against the base."""

    name: str
    paired: bool
    """Whether iteration i is the same future in both; if not, differences carry the errors of both runs."""
    why_not: str
    """Why the futures are not shared, such as ``another seed``; empty when they are."""
    measures: tuple[MeasureChange, ...]
    """Those that both have, in the order of the base."""
    years: tuple[YearChange, ...]
    """Fiscal years, when both results hold money over time."""
    only_base: tuple[str, ...]
    """Measures that the option lacks."""
    only_option: tuple[str, ...]
    """Measures that the base lacks."""

    def measure(self, name: str) -> MeasureChange:
        """Return the change of a measure that both have."""
        return next(change for change in self.measures if change.measure == name)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield one row of a table per measure or year and statistic."""
        for change in self.measures:
            for statistic, pair in change.pairs():
                yield {"option": self.name, "what": change.measure, "statistic": statistic, **pair.row()}
        for year in self.years:
            what = f"{year.treatment or 'money'}:{year.year}"
            for statistic, pair in (
                ("deterministic", year.deterministic),
                ("mean", year.mean),
                ("confidence", year.confidence),
            ):
                yield {"option": self.name, "what": what, "statistic": statistic, **pair.row()}


@dataclass(frozen=True)
class Comparison:
    """One or more options against a base."""

    base: str
    """Name of the base."""
    currency: str
    p: int
    """Percentile (0-100) that ``confidence`` stands for."""
    options: tuple[OptionComparison, ...]

    def option(self, name: str) -> OptionComparison:
        """Return an option by its name."""
        return next(option for option in self.options if option.name == name)

    def to_frame(self) -> pd.DataFrame:
        """Return one row per option, measure or year, and statistic: in base and option, difference, 95 % ends."""
        import pandas as pd

        return pd.DataFrame([row for option in self.options for row in option.rows()])
