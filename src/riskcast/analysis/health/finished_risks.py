"""RC219: risks that can no longer happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcast.analysis.health.rule import Measured, Offender, Rule, share
from riskcast.model.selector import Selection

if TYPE_CHECKING:
    from riskcast.analysis.health.facts import Facts


def measure(facts: Facts) -> Measured:
    """Count delays of risks on tasks that are finished."""
    finished = {job.task.id for job in facts.jobs if not job.is_open}
    found = []
    total = 0
    selection = Selection(facts.program.tasks)
    for row, risk in enumerate(facts.program.risks):
        named = (text for impact in risk.impacts if impact.delay is not None for text in impact.tasks)
        delayed = selection.every(named)
        total += len(delayed)
        done = [task for task in delayed if task in finished]
        found += [Offender("risks", row, risk.id, f"task {task} is finished") for task in done]
    return share(found, total, "no risk delays a task")


RULE = Rule(
    code="RC219",
    title="Risks on finished tasks",
    level="warning",
    what=(
        "A finished task cannot be late any more, so a risk that delays it has no effect there. The register was not "
        "brought up to date, and a risk that looks dealt with may still threaten other tasks."
    ),
    formula="Pairs of a risk and a finished task that it delays / pairs of a risk and a task that it delays.",
    remedy="close the risk, or name the tasks that it can still delay",
    source="riskcast",
    measure=measure,
)
