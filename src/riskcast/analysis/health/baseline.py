"""RC211 and RC214: progress measured against the baseline."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from riskcast.analysis.health.rule import PAM, Measured, Rule, share

if TYPE_CHECKING:
    from riskcast.analysis.health.facts import Facts, Job

NO_BASELINE = "no task has a baseline"
_NOTHING_DUE = "no baseline finish lies on or before the data date"


def deadline(baseline: datetime) -> datetime:
    """Return the instant until which a baseline finish is kept: a date without a time lasts the whole day."""
    return baseline + timedelta(days=1) if baseline.time() == datetime.min.time() else baseline


def measure_missed(facts: Facts) -> Measured:
    """Count tasks that were due by the data date and finish later than their baseline."""
    jobs = _jobs(facts)
    if not any(job.task.baseline_finish for job in jobs):
        return Measured(reason=NO_BASELINE)
    due = _due(jobs)
    late = [job.note(_words(job, b)) for job, b in due if job.finish > deadline(b)]
    return share(late, len(due), _NOTHING_DUE)


def measure_execution(facts: Facts) -> Measured:
    """Measure finished tasks against those that were to be finished."""
    jobs = _jobs(facts)
    missing = sum(job.task.baseline_finish is None for job in jobs)
    if missing == len(jobs):
        return Measured(reason=NO_BASELINE)
    due = _due(jobs)
    if not due:
        return Measured(reason=_NOTHING_DUE)
    finished = sum(not job.is_open for job in jobs)
    late = [job.note(f"was to finish {b:%Y-%m-%d}") for job, b in due if job.is_open]
    return Measured(len(late), len(due) + missing, finished / (len(due) + missing), tuple(late))


def _jobs(facts: Facts) -> list[Job]:
    """Return the tasks that DCMA counts, finished ones included."""
    return [job for job in facts.jobs if not job.is_event]


def _due(jobs: list[Job]) -> list[tuple[Job, datetime]]:
    pairs = ((job, job.task.baseline_finish) for job in jobs)
    return [(job, finish) for job, finish in pairs if finish is not None and finish <= job.node.now]


def _words(job: Job, baseline: datetime) -> str:
    verb = "finishes" if job.is_open else "finished"
    return f"was to finish {baseline:%Y-%m-%d}, {verb} {job.finish:%Y-%m-%d}"


MISSED = Rule(
    code="RC211",
    title="Missed tasks",
    level="warning",
    what=(
        "How often the past kept its plan is the best hint at how often the future will. Ranges that hardly reach "
        "beyond the plan do not go together with tasks that are missed one after the other."
    ),
    formula=(
        "Tasks with a baseline finish on or before the data date whose actual or scheduled finish is later than that "
        "/ tasks with a baseline finish on or before the data date, finished or not, without milestones, summaries "
        "and levels of effort. A baseline date without a time is kept until the end of that day."
    ),
    remedy="find out why, widen the ranges of what is alike, and re-plan what is still open",
    source=f"{PAM}.11",
    measure=measure_missed,
)

EXECUTION = Rule(
    code="RC214",
    title="Baseline execution index",
    level="warning",
    what=(
        "The index tells whether work is finished as fast as planned: at 0.8, four tasks are done where five should "
        "be. If the pace stays like that, the remaining durations of the plan are too short, and so are the ranges "
        "around them."
    ),
    formula=(
        "BEI = finished tasks / (tasks with a baseline finish on or before the data date + tasks without a baseline "
        "finish), without milestones, summaries and levels of effort. The count is of tasks that were to be finished "
        "and are not."
    ),
    remedy="compare the remaining durations with what similar tasks have really taken",
    source=f"{PAM}.14 (BEI), with section 3.1.2.4 for tasks without a baseline",
    measure=measure_execution,
    unit="",
    at_least=True,
)
