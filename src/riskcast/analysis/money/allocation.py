"""Who and what the contingency is for: two breakdowns, each of which adds up to it exactly.

P-values of parts do not add up. Their means over the futures whose total cost lies at the P-level do: what a part
costs there beyond its plan is its share of the contingency (the conditional mean, or Euler allocation).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from riskcast.analysis.money.levels import chosen_level
from riskcast.analysis.money.profiles import FEWEST_NEIGHBOURS, NEIGHBOURS
from riskcast.kernels.types import F8, I8
from riskcast.simulation.cash import Cash
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import percentile_index

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["project", "risk", "escalation", "fx", "rest"]
REST = "estimates, durations and quantities"
"""What a breakdown by cause cannot name apart."""
UNSHARED = "not shared out"
"""Of a breakdown by project whose parts could not be scaled: what they lack to the contingency."""

ROUNDING = 1e-9
"""A rest below this share of the largest part is none."""


@dataclass(frozen=True)
class Part:
    """The share of one project or cause in the contingency."""

    kind: Kind
    id: str
    """Id of the project or risk; empty for the others."""
    label: str
    amount: float
    """Negative where it lies below its plan."""
    error: float | None
    """Standard error of ``amount``; None where it cannot be told."""


@dataclass(frozen=True)
class Breakdown:
    """Parts of the contingency, the largest first, the rest last."""

    parts: tuple[Part, ...]
    method: Literal["scaled", "rest"]
    """How the parts came to add up: all were multiplied by one factor near 1; or the difference went to the rest."""

    @property
    def total(self) -> float:
        """The sum of the parts."""
        return math.fsum(part.amount for part in self.parts)

    def to_frame(self) -> pd.DataFrame:
        """Return one row per part."""
        import pandas as pd

        return pd.DataFrame([asdict(part) for part in self.parts])


@dataclass(frozen=True)
class Allocation:
    """The contingency of the program by project and, independently of that, by cause."""

    p: int
    """Confidence in percent."""
    contingency: float
    """P-value of the program's cost minus its deterministic cost."""
    iterations: int
    """Iterations around the P-level that were averaged."""
    by_project: Breakdown
    by_cause: Breakdown | None
    """Risks, escalation, exchange rates and the rest; None when the run kept no money over time."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row per part of both breakdowns."""
        import pandas as pd

        both = {"project": self.by_project, "cause": self.by_cause}
        frames = [frame.to_frame().assign(breakdown=name) for name, frame in both.items() if frame is not None]
        return pd.concat(frames, ignore_index=True)


@dataclass(frozen=True)
class Share:
    """What one project or cause costs beyond its plan in the chosen iterations."""

    kind: Kind
    id: str
    label: str
    beyond: F8


def allocate(result: Result, p: int | None = None) -> Allocation:
    """Return the contingency at a confidence (``p`` 0-100; the program's when None) by project and by cause.

    Raises
    ------
    InvalidInput
        When there is no such percentile.
    """
    p = chosen_level(result, p)
    total, planned = result.samples("cost"), result.planned("cost")
    chosen = iterations_at(total, p)
    contingency = float(np.sort(total)[percentile_index(total.size, p)]) - planned
    owners = zip(result.program.projects, result.project_cost, result.planned_cost, strict=True)
    projects = [Share("project", own.id, own.label, cost[chosen] - plan) for own, cost, plan in owners]
    beyond = total[chosen] - planned
    causes = None
    if result.cash is not None:
        labels = {risk.id: risk.label for risk in result.program.risks}
        causes = break_down(cause_shares(result.cash, labels, chosen), beyond, contingency, REST)
    return Allocation(p, contingency, chosen.size, break_down(projects, beyond, contingency, UNSHARED), causes)


def iterations_at(total: F8, p: float) -> I8:
    """Return the iterations whose total ``[K]`` lies at the P-level (``p`` 0-100).

    They are those within 2.5 % (at least 20) of ranks on both sides; fewer on both sides at the ends of the sample.
    """
    count = total.size
    at = percentile_index(count, p)
    side = min(max(math.ceil(NEIGHBOURS * count), FEWEST_NEIGHBOURS), at, count - 1 - at)
    return np.argsort(total, kind="stable")[at - side : at + side + 1].astype(np.int64)


def cause_shares(cash: Cash, risks: Mapping[str, str], chosen: I8) -> list[Share]:
    """Return what each risk (labels by id, in the order of ``cash.risk_cost``), prices and exchange rates add."""
    own = zip(risks.items(), cash.risk_cost, strict=True)
    found = [Share("risk", id_, label, cost[chosen]) for (id_, label), cost in own]
    kinds: tuple[tuple[Literal["escalation", "fx"], str], ...] = (
        ("escalation", "price escalation beyond the plan"),
        ("fx", "exchange rates"),
    )
    for kind, label in kinds:
        beyond = cash.samples(kind).sum(axis=0)[chosen] - cash.plan(kind).sum()
        found.append(Share(kind, "", label, beyond))
    return found


def break_down(shares: Sequence[Share], beyond: F8, contingency: float, rest: str) -> Breakdown:
    """Return parts that add up to the contingency.

    Parameters
    ----------
    shares
        What is named apart.
    beyond
        [n] What the whole costs beyond its plan in the same iterations.
    contingency
        What the parts have to add up to.
    rest
        Label of what no share names.
    """
    named = [share for share in shares if share.beyond.any()]
    left = beyond - sum((share.beyond for share in named), np.zeros(beyond.size))
    parts, last = [_part(share) for share in named], _part(Share("rest", "", rest, left))
    mean = math.fsum(part.amount for part in (*parts, last))
    factor = contingency / mean if mean else math.inf
    scaled = 0.5 <= factor <= 2.0
    if scaled:
        parts, last = [_scaled(part, factor) for part in parts], _scaled(last, factor)
    else:
        last = replace(last, amount=contingency - math.fsum(part.amount for part in parts))
    parts.sort(key=lambda part: -part.amount)
    largest = max(abs(contingency), *(abs(part.amount) for part in (*parts, last)))
    if rest == REST or abs(last.amount) > ROUNDING * largest:
        parts.append(last)
    return Breakdown(tuple(parts), "scaled" if scaled else "rest")


def _part(share: Share) -> Part:
    count = share.beyond.size
    error = float(np.std(share.beyond, ddof=1)) / math.sqrt(count) if count > 1 else None
    return Part(share.kind, share.id, share.label, float(share.beyond.mean()), error)


def _scaled(part: Part, factor: float) -> Part:
    error = None if part.error is None else factor * part.error
    return replace(part, amount=factor * part.amount, error=error)
