"""An iteration with planned values is the deterministic schedule, to the minute, on real schedules."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import riskcast as rc
from riskcast.kernels.types import I4
from riskcast.model.calendar import Calendar
from riskcast.model.distributions import Fixed
from riskcast.model.estimate import Estimate
from riskcast.model.program import Program
from riskcast.model.resolve import duration_distribution
from riskcast.model.task import Task, TaskKind
from riskcast.network.nodes import Status, planned_minutes, status_of
from riskcast.simulation.schedule import Schedule

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "schedules"
PLANS = sorted(p.name for kind in ("*.xer", "*.xml", "*.pmxml") for p in FOLDER.glob(kind)) or ["(no file)"]
PLAN = rc.Plan(iterations=64, seed=3)


@pytest.fixture(params=PLANS)
def program(request: pytest.FixtureRequest, shared_dir: Path) -> Program:
    return rc.load(shared_dir / "data" / "schedules" / str(request.param))


def facts(schedule: Schedule) -> tuple[I4, I4]:
    """Return planned starts and finishes [t]; of what has happened, when it did."""
    start, finish = schedule.planned_start.copy(), schedule.planned_finish.copy()
    for t, row in enumerate(schedule.network.rows):
        for out, moment in ((start, row.task.actual_start), (finish, row.task.actual_finish)):
            if moment is not None:
                out[t] = round((moment - schedule.network.origin).total_seconds() / 6.0)
    return start, finish


def differences(program: Program, schedule: Schedule) -> list[str]:
    """Return what differs between the schedule and any of the iterations."""
    result = rc.simulate(program, PLAN)
    assert result.origin == schedule.network.origin
    assert result.tasks.ids == schedule.network.tasks
    starts, finishes = facts(schedule)
    wrong = []
    for name, planned, grid in (("start", starts, result.tasks.start), ("finish", finishes, result.tasks.finish)):
        for t in np.flatnonzero((grid != planned[:, None]).any(axis=1)):
            ends = [result.moment(int(tick)) for tick in (planned[t], grid[t].min(), grid[t].max())]
            wrong.append(f"{name} of {result.tasks.ids[t]}: planned {ends[0]}, simulated {ends[1]} to {ends[2]}")
    for p, project in enumerate(program.projects):
        if (result.project_finish[p] != schedule.project_finish[p]).any():
            wrong.append(f"finish of project {project.id}")
        if not np.allclose(result.project_cost[p], schedule.project_cost[p], rtol=1e-12, atol=1e-6):
            wrong.append(f"cost of project {project.id}")
    for m, name in enumerate(result.milestones):
        if (result.milestone_finish[m] != finishes[result.tasks.ids.index(name)]).any():
            wrong.append(f"milestone {name}")
    return wrong


def test_every_iteration_of_a_certain_plan_is_its_schedule(program: Program) -> None:
    assert differences(program, rc.schedule(program)) == []


def fixed(program: Program) -> Program:
    """Return the program with each task's (remaining) duration stated as a certain estimate."""
    calendars = {calendar.id: calendar for calendar in program.calendars}
    stated = [_fixed(program, calendars, task) for task in program.tasks]
    return program.replace(tasks=stated)


def _fixed(program: Program, calendars: dict[str, Calendar], task: Task) -> Task:
    status = status_of(task)
    if task.kind is not TaskKind.TASK or status is Status.FINISHED or task.duration is None:
        return task
    project = next(p for p in program.projects if p.id == task.project)
    calendar = calendars[program.calendar_of(task)]
    minutes = planned_minutes(task, status, calendar, program.status_date(project))
    unit = "emin" if task.duration.is_elapsed else "min"
    estimate = Estimate.parse(f"{minutes:.6f}{unit}")
    law = duration_distribution(estimate, task.duration, calendar)
    assert isinstance(law, Fixed)
    assert law.mean == pytest.approx(minutes, abs=1e-5)
    return task.model_copy(update={"estimate": estimate})


def test_an_estimate_that_states_the_planned_duration_changes_nothing(program: Program) -> None:
    stated = fixed(program)
    assert differences(stated, rc.schedule(program)) == []


def test_the_comparison_sees_a_task_that_takes_a_minute_longer(shared_dir: Path) -> None:
    program = rc.load(shared_dir / "data" / "schedules" / "msp-relations.xml")
    schedule = rc.schedule(program)
    tasks = fixed(program).tasks
    first = next(t for t in tasks if t.estimate is not None and t.duration is not None)
    assert first.duration is not None
    longer = first.model_copy(update={"estimate": Estimate.parse(f"{first.duration.minutes() + 1.0:g}min")})
    changed = program.replace(tasks=[longer if t.id == first.id else t for t in tasks])
    wrong = differences(changed, schedule)
    assert any(line.startswith(f"finish of {first.id}") for line in wrong)
