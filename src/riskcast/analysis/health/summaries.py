"""RC218: dependencies of summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcast.analysis.health.rule import Measured, Offender, Rule, share
from riskcast.model.task import TaskKind

if TYPE_CHECKING:
    from riskcast.analysis.health.facts import Facts


def measure(facts: Facts) -> Measured:
    """Count dependencies with a summary at one end."""
    summaries = {task.id for task in facts.program.tasks if task.kind is TaskKind.SUMMARY}
    found = []
    for row, link in enumerate(facts.program.dependencies):
        ends = [end for end in (link.predecessor, link.successor) if end in summaries]
        if ends:
            name = f"{link.predecessor} -> {link.successor}"
            found.append(Offender("dependencies", row, name, f"summary {' and '.join(ends)}"))
    return share(found, len(facts.program.dependencies), "the program has no dependencies")


RULE = Rule(
    code="RC218",
    title="Logic on summaries",
    level="warning",
    what=(
        "A summary is no work: a dependency on it means every task below it or none, and tools disagree which. The "
        "path that a delay takes through it in the simulation is hard to see and often not the one that was meant."
    ),
    formula="Dependencies with a summary as predecessor or successor / all dependencies.",
    remedy="link the tasks that do the work, or a milestone that closes the summary",
    source="GAO Schedule Assessment Guide, GAO-16-89G, best practice 2",
    measure=measure,
)
