"""How prices move: escalation indices and exchange rates, each one random path that all its lines share."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from riskcast.model.base import Entity, Id, Text
from riskcast.model.estimate import Estimate
from riskcast.model.moment import Day

Yearly = Annotated[float, Field(ge=0, le=1)]
"""A standard deviation per year as a fraction: 0.08 is 8 %."""


def _as_exchange(value: Any) -> Any:
    """Read text as plain numbers, so that ``1.085`` is never taken for thousands."""
    return Estimate.parse(value, "number") if isinstance(value, str) else value


class PriceIndex(Entity):
    """How fast the prices of some categories rise; lines compound month by month until they are incurred."""

    id: Id
    name: Text = ""
    rate: Estimate
    """Rise per year in percent: ``3%`` or ``triangular(2%, 3%, 6%)``; drawn once, for all lines and months."""
    base: Day | None = None
    """Date of the prices in the plan; the data date when absent."""
    volatility: Yearly = 0.0
    """Standard deviation per year of random monthly steps around that rise."""
    categories: tuple[Id, ...] = ()
    """Cost categories that it applies to, unless a line names another index."""
    note: Text = ""


class Currency(Entity):
    """An exchange rate: one random path that all lines in the currency share."""

    id: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    """ISO 4217 code."""
    rate: Annotated[Estimate, BeforeValidator(_as_exchange)]
    """Units of the program's currency for one unit of this one: ``0.92`` or ``triangular(0.85, 0.92, 1.02)``."""
    volatility: Yearly = 0.0
    """Standard deviation per year of a random walk from the data date on, without drift."""
    hedged: Annotated[float, Field(ge=0, le=1)] = 0.0
    """Share of every amount that is exchanged at the planned rate whatever happens."""
    note: Text = ""
