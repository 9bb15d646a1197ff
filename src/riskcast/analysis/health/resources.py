"""RC210: tasks that nobody works on and that cost nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcast.analysis.health.rule import PAM, Measured, Rule, share

if TYPE_CHECKING:
    from riskcast.analysis.health.facts import Facts


def measure(facts: Facts) -> Measured:
    """Count unfinished tasks of a day or more without assignments and costs, if the program has any of them."""
    program = facts.program
    loaded = {line.task for line in program.costs} | {given.task for given in program.assignments}
    if not loaded:
        return Measured(reason="the program has neither assignments nor costs")
    long = [job for job in facts.work if job.duration >= 1.0]
    found = [job.note("no resource and no cost") for job in long if job.task.id not in loaded]
    return share(found, len(long), "no task of a day or more is left to do")


RULE = Rule(
    code="RC210",
    title="Resources",
    level="info",
    what=(
        "When some tasks carry people or money and others do not, the forecast of the cost leaves the others out, and "
        "a delay of theirs seems free of charge. A program without any resources and costs is not blamed."
    ),
    formula=(
        "Unfinished tasks of at least one working day with neither an assignment nor a cost line / unfinished tasks "
        "of at least one working day, without milestones, summaries and levels of effort. DCMA publishes no limit; "
        "5 % is riskcast's own."
    ),
    remedy="give the task its cost or its resources, or ignore RC210 when costs are kept elsewhere",
    source=f"{PAM}.10",
    measure=measure,
)
