"""Early dates equal those of a plain schedule written from the definition."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from riskcast.model.program import Program
from riskcast.network.compile import compile_program
from riskcast.simulation.schedule import schedule_network
from twins.networks import ALL_KINDS, KINDS, programs
from twins.schedule import Twin

MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


@MANY
@given(programs(KINDS))
def test_early_dates_equal_the_plain_schedule_to_the_minute(program: Program) -> None:
    twin = Twin(program)
    expected = twin.forward(twin.planned())
    frame = schedule_network(compile_program(program)).to_frame()
    for name, dates in expected.items():
        got = frame.loc[name, "early_start"], frame.loc[name, "early_finish"]
        assert got == (twin.moment(dates.starts), twin.moment(dates.finishes)), name


@MANY
@given(programs(KINDS))
def test_project_and_program_finishes_are_the_latest_of_their_tasks(program: Program) -> None:
    twin = Twin(program)
    expected = twin.forward(twin.planned())
    schedule = schedule_network(compile_program(program))
    network = schedule.network
    for number, project in enumerate(network.projects):
        if any(task.project == project for task in program.tasks):
            got = network.moments(schedule.project_finish)[number].item()
            assert got == twin.moment(twin.project_finish(project, expected)), project
    assert network.moments(schedule.project_finish).max().item() == twin.moment(twin.program_finish(expected))


@MANY
@given(programs(KINDS))
def test_critical_tasks_are_those_with_a_tight_chain_to_the_end(program: Program) -> None:
    twin = Twin(program)
    expected = twin.critical(twin.forward(twin.planned()))
    frame = schedule_network(compile_program(program)).to_frame()
    assert set(frame.index[frame["critical"]]) == expected


@MANY
@given(programs(ALL_KINDS))
def test_start_milestones_roll_to_the_next_start_of_work_wherever_they_are_used(program: Program) -> None:
    twin = Twin(program)
    expected = twin.forward(twin.planned())
    schedule = schedule_network(compile_program(program))
    frame = schedule.to_frame()
    for name, dates in expected.items():
        got = frame.loc[name, "early_start"], frame.loc[name, "early_finish"]
        assert got == (twin.moment(dates.starts), twin.moment(dates.finishes)), name
    finish = schedule.network.moments(schedule.project_finish).max().item()
    assert finish == twin.moment(twin.program_finish(expected))
    assert set(frame.index[frame["critical"]]) == twin.critical(expected)
