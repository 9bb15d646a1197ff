"""Correlations between uncertain quantities that no shared driver explains."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from riskcast.model.base import Entity, Id, Text


class CorrelationOf(StrEnum):
    """What varies together."""

    DURATION = "duration"
    """Durations of tasks, by id or selector."""
    COST = "cost"
    """Uncertain sums of cost lines, by id of the line; of tasks by id or selector: all their lines."""
    OCCURRENCE = "occurrence"
    """Whether risks occur, by id."""
    IMPACT = "impact"
    """Sizes of the impacts of risks, by id: delays, factors and costs."""


class Correlation(Entity):
    """One rank correlation between every two members of a group; of a pair when there are two."""

    of: CorrelationOf = CorrelationOf.DURATION
    among: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids, or selectors of tasks."""
    rho: Annotated[float, Field(ge=-1, le=1)]
    """Spearman's rank correlation."""
    note: Text = ""
