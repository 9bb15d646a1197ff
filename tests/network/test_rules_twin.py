"""Pauses, levelling delays, levels of effort and honoured dates: the kernels equal a plain schedule to the tick."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from riskcast.model.program import Program
from riskcast.model.task import TaskKind
from riskcast.network.compile import compile_program
from riskcast.simulation.schedule import Schedule, schedule_network
from twins.axis import TICKS, tick_of
from twins.networks import KINDS, rich_programs
from twins.rules import Block, Rules

MANY = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
EVERY = ["riskcast", "p6", "msproject"]
LASTING = [*KINDS, "level-of-effort"]


def ticks(twin: Rules, schedule: Schedule, field: str) -> dict[str, int]:
    """Return dates of the schedule in ticks of the twin, by task."""
    shift = tick_of(schedule.network.origin, twin.first)
    return {
        name: int(tick) + shift for name, tick in zip(schedule.network.tasks, getattr(schedule, field), strict=True)
    }


@MANY
@given(rich_programs(EVERY))
def test_early_dates_equal_the_plain_schedule_to_the_tick(program: Program) -> None:
    twin = Rules(program)
    expected = twin.forward(twin.planned())
    schedule = schedule_network(compile_program(program))
    starts, finishes = ticks(twin, schedule, "early_start"), ticks(twin, schedule, "early_finish")
    for name, dates in expected.items():
        assert (starts[name], finishes[name]) == (dates.starts, dates.finishes), name


@MANY
@given(rich_programs(EVERY))
def test_projects_end_with_their_last_task_and_not_with_a_level_of_effort(program: Program) -> None:
    twin = Rules(program)
    expected = twin.forward(twin.planned())
    schedule = schedule_network(compile_program(program))
    shift = tick_of(schedule.network.origin, twin.first)
    for number, project in enumerate(schedule.network.projects):
        if any(twin.tasks[name].project == project for name in twin.works):
            assert int(schedule.project_finish[number]) + shift == twin.project_finish(project, expected), project


@MANY
@given(rich_programs(EVERY))
def test_costs_per_day_pay_the_work_and_not_the_pauses(program: Program) -> None:
    twin = Rules(program)
    durations = twin.planned()
    worked = twin.worked(twin.forward(durations), durations)
    expected = {project.id: 0.0 for project in program.projects}
    for number, task in enumerate(program.tasks):
        elapsed = task.duration is not None and task.duration.is_elapsed
        day = 1440.0 if elapsed else twin.calendar(task).hours_per_day * 60.0
        expected[task.project] += (100 + number) * worked[task.id] / (day * TICKS)
    schedule = schedule_network(compile_program(program))
    found = dict(zip(schedule.network.projects, schedule.project_cost.tolist(), strict=True))
    assert found == pytest.approx(expected)


@MANY
@given(rich_programs(["riskcast", "p6"]))
def test_critical_tasks_are_those_with_a_tight_chain_to_the_end(program: Program) -> None:
    twin = Rules(program)
    expected = twin.critical(twin.forward(twin.planned()))
    schedule = schedule_network(compile_program(program))
    assert {name for name, mark in schedule.to_frame()["critical"].items() if mark} == expected


@MANY
@given(rich_programs(EVERY, LASTING))
def test_late_dates_are_the_last_that_no_link_forbids(program: Program) -> None:
    """Instants in P6 are left out: their late dates move back to the end of work."""
    twin = Rules(program)
    early = twin.forward(twin.planned())
    latest = twin.latest(early)
    schedule = schedule_network(compile_program(program))
    starts, finishes = ticks(twin, schedule, "late_start"), ticks(twin, schedule, "late_finish")
    for name, finish in latest.items():
        if twin.msp or twin.axes[name] is not twin.clock:
            axis, length = twin.axes[name], early[name].finish - early[name].start
            assert (starts[name], finishes[name]) == (axis.start(finish - length), axis.finish(finish)), name


@MANY
@given(rich_programs(EVERY, LASTING))
def test_floats_are_the_work_between_early_and_late_dates(program: Program) -> None:
    """Of MS Project the smaller one of start and finish; instants and tasks with a bare finish count other time."""
    twin = Rules(program)
    early = twin.forward(twin.planned())
    latest, free = twin.latest(early), twin.free(early)
    schedule = schedule_network(compile_program(program))
    total = dict(zip(schedule.network.tasks, schedule.total_float * TICKS, strict=True))
    slack = dict(zip(schedule.network.tasks, schedule.free_float * TICKS, strict=True))
    for name in latest:
        bare = twin.msp and bool(list(twin.finish_bounds(name, early)))
        if twin.axes[name] is not twin.clock and not bare:
            assert total[name] == latest[name] - early[name].finish, name
            assert slack[name] == free[name] - early[name].finish, name


@MANY
@given(rich_programs(["riskcast", "p6"], [*KINDS, *(["level-of-effort"] * 3)]))
def test_levels_of_effort_that_are_bound_on_both_sides_are_as_late_as_what_bounds_them(program: Program) -> None:
    twin = Rules(program)
    early = twin.forward(twin.planned())
    latest = twin.latest(early)
    lengths = {name: early[name].finish - early[name].start for name in twin.works}
    late = {name: twin.at(name, finish, lengths[name]) for name, finish in latest.items()}
    schedule = schedule_network(compile_program(program))
    starts, finishes = ticks(twin, schedule, "late_start"), ticks(twin, schedule, "late_finish")
    for name in twin.efforts:
        first, last = twin.start_bounds(name, late), twin.finish_bounds(name, late)
        if first and last:
            axis = twin.axes[name]
            assert (starts[name], finishes[name]) == (axis.start(max(first)), axis.finish(max(last))), name


def test_the_programs_have_every_rule_in_them() -> None:
    """Counted over the examples, so that the comparisons above are not about nothing."""
    seen = dict.fromkeys(("pause", "skipped", "delay", "effort", "capped", "bare", "mandatory"), 0)

    @settings(MANY, database=None)
    @given(rich_programs(["msproject"]))
    def count(program: Program) -> None:
        twin = Rules(program)
        durations = twin.planned()
        dates = twin.forward(durations)
        for name, task in twin.tasks.items():
            seen["pause"] += name in twin.works and twin.length(name, durations[name]) > durations[name]
            seen["skipped"] += bool(task.splits) and twin.length(name, durations[name]) == durations[name]
            at = dates[name]
            seen["delay"] += task.levelling_delay is not None and isinstance(at, Block) and at.start > at.entry
            bound = task.kind is TaskKind.LEVEL_OF_EFFORT and twin.finish_bounds(name, dates)
            seen["effort"] += bool(bound) and at.finish > at.start
            seen["capped"] += twin.is_capped(name, dates)
            seen["mandatory"] += twin.mandatory(task) is not None
            seen["bare"] += at.finishes > twin.axes[name].finish(at.finish) and twin.msp

    count()
    assert min(seen.values()) >= 5, seen


def test_a_task_behind_one_that_is_pulled_ahead_of_it_still_ends_its_project() -> None:
    """B must start on the 5th, whatever A says: A ends the project, a minute after B and everything else."""
    shift = {"id": "c", "week": {"mon-fri": "08:00-12:00, 13:00-17:00"}}
    pulled = [{"kind": "start-no-later-than", "date": "2026-01-05"}]
    program = Program.model_validate(
        {
            "id": "p", "start": "2026-01-05T08:00", "calendar": "c", "calendars": [shift], "projects": [{"id": "A"}],
            "dialect": "msproject", "honour_constraints": True,
            "tasks": [
                {"id": "A.a", "project": "A", "duration": "40min"},
                {"id": "A.b", "project": "A", "duration": "30min", "levelling_delay": "1emin", "constraints": pulled},
            ],
            "dependencies": [{"predecessor": "A.a", "successor": "A.b"}],
        }
    )  # fmt: skip
    schedule = schedule_network(compile_program(program))
    twin = Rules(program)
    shift_ticks = tick_of(schedule.network.origin, twin.first)
    finish = int(schedule.project_finish[0]) + shift_ticks
    assert finish == twin.project_finish("A", twin.forward(twin.planned()))
    assert finish == max(ticks(twin, schedule, "early_finish").values())
