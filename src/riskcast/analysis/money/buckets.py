"""Periods taken together: as they are, by quarter, or by fiscal year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from riskcast.kernels.types import F8
from riskcast.model.fiscal import Period

By = Literal["period", "quarter", "year"]


@dataclass(frozen=True)
class Buckets:
    """Stretches of time in order, and the one that each period belongs to."""

    ids: tuple[str, ...]
    """[U] Such as ``2027-04``, ``FY27-Q1`` or ``FY27``."""
    of: tuple[int, ...]
    """[T] Place of each period in ``ids``."""

    def add_up(self, amounts: F8) -> F8:
        """Return the sums ``[U, ...]`` of ``amounts[T, ...]``."""
        out = np.zeros((len(self.ids), *amounts.shape[1:]))
        for place, amount in zip(self.of, amounts, strict=True):
            out[place] += amount
        return out


def buckets(periods: Sequence[Period], by: By) -> Buckets:
    """Return the stretches of time of some periods; a period without a quarter is one with its year."""
    names = [_name(period, by) for period in periods]
    ids = tuple(dict.fromkeys(names))
    return Buckets(ids, tuple(map(ids.index, names)))


def _name(period: Period, by: By) -> str:
    if by == "period":
        return period.id
    if by == "quarter" and period.quarter:
        return f"{period.fiscal_year}-{period.quarter}"
    return period.fiscal_year
