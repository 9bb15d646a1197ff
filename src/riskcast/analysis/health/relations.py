"""RC204: the share of finish-to-start dependencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcast.analysis.health.lags import COUNTED
from riskcast.analysis.health.rule import PAM, Measured, Rule
from riskcast.model.task import DependencyType

if TYPE_CHECKING:
    from riskcast.analysis.health.facts import Facts


def measure(facts: Facts) -> Measured:
    """Measure the share of FS dependencies; the others are listed."""
    total = len(facts.links)
    if total == 0:
        return Measured(reason="no dependency leads to a task that is left to do")
    others = [link.note() for link in facts.links if link.dependency.type is not DependencyType.FS]
    return Measured(len(others), total, 100.0 * (total - len(others)) / total, tuple(others))


RULE = Rule(
    code="RC204",
    title="Relation types",
    level="info",
    what=(
        "Finish-to-start says that work waits for a result, and carries a delay on in full. The other types tie only "
        "one end of a task: when its duration varies in the simulation, the other end hangs free, and part of the "
        "variation goes nowhere."
    ),
    formula=f"Finish-to-start dependencies / {COUNTED}. The count is of those that are not finish-to-start.",
    remedy="link finish to start, splitting tasks that overlap at the point where the other can start",
    source=f"{PAM}.4",
    measure=measure,
    at_least=True,
)
