"""Assets in numbers: what is capitalised and not in service yet, and what is written off straight-line by day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from riskcast.analysis.money.days import NEVER, YEAR, finish_days
from riskcast.analysis.money.fiscal_years import FiscalYears
from riskcast.kernels.types import F8, I4, I8


@dataclass(frozen=True)
class Asset:
    """The money of one capitalisation rule, and the day from which it serves."""

    amount: F8
    """[T, K] Capitalised in every period."""
    middles: I8
    """[T] Day numbers of the middles of the periods."""
    in_service: I4
    """[K] Wall ticks; NEVER where it does not go into service."""
    life_years: float | None
    """Useful life; without one nothing is written off."""

    @property
    def serves(self) -> NDArray[np.bool_]:
        """[K] Whether it ever goes into service."""
        return self.in_service < NEVER

    @cached_property
    def day(self) -> I8:
        """[K] Number of the day in service."""
        return finish_days(self.in_service)

    @property
    def last_day(self) -> int:
        """Number of the day on which the last of it is written off."""
        if self.life_years is None or not self.serves.any():
            return 0
        held = self.middles[self.amount.any(axis=1)].max(initial=0)
        return int(max(self.day[self.serves].max(), held) + np.ceil(self.life_years * YEAR))

    def written_off(self, until: I8 | F8 | int) -> F8:
        """Return what is written off ``[K]`` until the midnight at which a day begins, for each iteration or for all.

        Money is written off evenly over the life, from the day in service on; money that is capitalised after that
        day, from the middle day of its period on.
        """
        if self.life_years is None:
            return np.zeros(self.in_service.size)
        life = self.life_years * YEAR
        gone = self._before * np.clip((until - self.day) / life, 0.0, 1.0)
        for middle, amount in self._after:
            gone += amount * np.clip((until - middle) / life, 0.0, 1.0)
        return np.where(self.serves, gone, 0.0)

    @cached_property
    def _before(self) -> F8:
        """[K] Capitalised by the day in service."""
        before: F8 = np.where(self.middles[:, None] <= self.day, self.amount, 0.0).sum(axis=0)
        return before

    @cached_property
    def _after(self) -> list[tuple[int, F8]]:
        """Middle day and money ``[K]`` of the periods in which some is capitalised after the day in service."""
        rows = zip(self.middles, np.where(self.middles[:, None] > self.day, self.amount, 0.0), strict=True)
        return [(int(middle), row) for middle, row in rows if row.any()]


@dataclass(frozen=True)
class YearlyAsset:
    """Money ``[Y + 1, K]`` of an asset by fiscal year; the last row is ``later``."""

    capitalised: F8
    under_construction: F8
    """Capitalised by the end of the year and not in service by then; in the last row, never in service."""
    in_service: F8
    """Capitalised by the end of the year and in service by then, before anything is written off."""
    written_off: F8
    """In the year."""

    @property
    def parts(self) -> tuple[F8, F8, F8, F8]:
        """The four sums, in the order of the fields."""
        return self.capitalised, self.under_construction, self.in_service, self.written_off

    @property
    def has_later(self) -> bool:
        """Whether anything changes after the last year."""
        one, building, _, gone = self.parts
        return bool(one[-1].any() or gone[-1].any() or (building[-1] != building[-2:][0]).any())

    def plus(self, other: YearlyAsset) -> YearlyAsset:
        """Return both assets together."""
        return YearlyAsset(*(a + b for a, b in zip(self.parts, other.parts, strict=True)))


def by_year(asset: Asset, years: FiscalYears) -> YearlyAsset:
    """Return the money of an asset by fiscal year."""
    capitalised = years.add_up(asset.amount)
    total = np.cumsum(capitalised, axis=0)
    serves = np.concatenate([asset.day <= years.ends[:, None], asset.serves[None, :]])
    gone = [asset.written_off(end + 1) for end in years.ends]
    gone.append(np.where(asset.serves, total[-1], 0.0) if asset.life_years is not None else np.zeros(total.shape[1]))
    return YearlyAsset(
        capitalised=capitalised,
        under_construction=np.where(serves, 0.0, total),
        in_service=np.where(serves, total, 0.0),
        written_off=np.diff(np.stack(gone), axis=0, prepend=0.0),
    )


def first_year(asset: Asset, years: FiscalYears) -> F8:
    """Return what is written off ``[K]`` in the fiscal year of going into service.

    Not a number where it does not go into service within these years.
    """
    if not years.ends.size:
        return np.full(asset.in_service.size, np.nan)
    place = np.searchsorted(years.ends, asset.day)
    known = asset.serves & (place < years.ends.size)
    ends = years.ends[np.where(known, place, 0)]
    return np.where(known, asset.written_off(ends + 1), np.nan)


def first_twelve_months(asset: Asset) -> F8:
    """Return what is written off ``[K]`` in the first 365.25 days in service; not a number where there are none."""
    return np.where(asset.serves, asset.written_off(np.asarray(asset.day + YEAR, np.float64)), np.nan)
