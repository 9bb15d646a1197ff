"""RC213: how much of the remaining path is float, or missing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from riskcast.analysis.health.baseline import deadline
from riskcast.analysis.health.rule import PAM, Measured, Rule

if TYPE_CHECKING:
    from riskcast.analysis.health.facts import Facts


def measure(facts: Facts) -> Measured:
    """Measure the remaining path and its float against what was promised."""
    until, name = _promise(facts)
    if until is None:
        return Measured(reason="there is neither a target finish nor a baseline")
    length = _working_days(facts, facts.now, facts.finish)
    if not facts.open or length <= 0.0:
        return Measured(reason="no work is left to do")
    slack = _working_days(facts, facts.finish, until) - _working_days(facts, until, facts.finish)
    said = f"{length:.1f} working days to the finish, {slack:.1f} from there to the {name}"
    return Measured(value=(length + slack) / length, reason=said)


def _promise(facts: Facts) -> tuple[datetime | None, str]:
    """Return until when the program was to finish, and what says so: a target first, then the baseline."""
    program = facts.program
    target = program.targets.finish
    if target is None and len(program.projects) == 1:
        target = program.projects[0].targets.finish
    if target is not None:
        return datetime.combine(target, datetime.min.time()) + timedelta(days=1), "target"
    baselines = [job.task.baseline_finish for job in facts.jobs if job.task.baseline_finish is not None]
    return (deadline(max(baselines)), "baseline finish") if baselines else (None, "")


def _working_days(facts: Facts, start: datetime, end: datetime) -> float:
    return facts.calendar.minutes_between(start, end) / (facts.calendar.hours_per_day * 60.0)


RULE = Rule(
    code="RC213",
    title="Critical path length index",
    level="warning",
    what=(
        "The index compares the way that is left with the time that is left. Below 1, the plan itself ends after the "
        "promised date, before anything has gone wrong; a simulation then shows how small the chance is, not why."
    ),
    formula=(
        "CPLI = (critical path length + total float) / critical path length, in working days of the program's "
        "calendar. The length runs from the data date to the scheduled finish, the float from there to the target "
        "finish of the program (of its only project), or without one to the last baseline finish; it is negative "
        "when the finish is later."
    ),
    remedy="shorten the critical path, or agree on a date that the forecast supports",
    source=f"{PAM}.13",
    measure=measure,
    unit="",
    at_least=True,
)
