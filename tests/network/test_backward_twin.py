"""Late dates and floats on one calendar are those found by pushing each task until it hurts."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskcast.model.program import Program
from riskcast.network.compile import compile_program
from riskcast.simulation.schedule import schedule_network
from twins.axis import TICKS
from twins.floats import free_float, total_float
from twins.networks import KINDS, one_calendar_programs, programs
from twins.schedule import Twin

MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
both_ends = st.sampled_from(["program", "project"]).flatmap(one_calendar_programs)


@MANY
@given(both_ends)
def test_total_float_is_how_far_a_task_can_slip_without_moving_the_end(program: Program) -> None:
    twin = Twin(program, days=900)
    durations = twin.planned()
    early = twin.forward(durations)
    frame = schedule_network(compile_program(program)).to_frame()
    for name, dates in early.items():
        slip = total_float(twin, durations, name)
        assert frame.loc[name, "total_float_min"] == slip / TICKS, name
        late_start = twin.moment(twin.axes[name].start(dates.start + slip))
        late_finish = twin.moment(twin.axes[name].finish(dates.finish + slip))
        assert (frame.loc[name, "late_start"], frame.loc[name, "late_finish"]) == (late_start, late_finish), name


@MANY
@given(both_ends)
def test_free_float_is_how_far_a_task_can_slip_without_moving_another(program: Program) -> None:
    twin = Twin(program, days=900)
    durations = twin.planned()
    frame = schedule_network(compile_program(program)).to_frame()
    for name in twin.order:
        assert frame.loc[name, "free_float_min"] == free_float(twin, durations, name) / TICKS, name


@settings(MANY, max_examples=30)
@given(programs(KINDS))
def test_total_float_counts_across_calendars_too(program: Program) -> None:
    """The float is the limit of harmless slips, to the tick: at the limit itself a start may jump to the next shift.

    Dates that also cap the late dates are left out; instants count their float in another unit.
    """
    tasks = [t.model_copy(update={"constraints": ()}) for t in program.tasks]
    program = program.replace(tasks=tasks)
    twin = Twin(program, days=1200)
    durations = twin.planned()
    floats = dict(schedule_network(compile_program(program)).to_frame()["total_float_min"] * TICKS)
    for name in twin.order:
        if not twin.is_on_the_clock(twin.tasks[name]):
            slip = total_float(twin, durations, name)
            assert floats[name] in (slip, slip + 1), name


@MANY
@given(one_calendar_programs())
def test_critical_means_no_total_float(program: Program) -> None:
    frame = schedule_network(compile_program(program)).to_frame()
    assert list(frame["critical"]) == list(frame["total_float_min"] == 0.0)


def capped(kind: str, date: str, **first: object) -> Program:
    """Return A (2 days) -> B (3 days) -> C (1 day), with a constraint on B."""
    task = {"project": "P"}
    limit = {"constraints": [{"kind": kind, "date": date}]} if kind else {}
    return Program.model_validate(
        {
            "id": "p",
            "start": "2026-01-05",
            "calendar": "c",
            "calendars": [{"id": "c", "week": {"mon-fri": "08:00-12:00, 13:00-17:00"}}],
            "projects": [{"id": "P"}],
            "tasks": [
                {**task, "id": "A", "duration": "2d"},
                {**task, "id": "B", "duration": "3d", **limit},
                {**task, "id": "C", "duration": "1d"},
                {**task, "id": "D", "duration": "20d"},
            ],
            "dependencies": [{"predecessor": "A", "successor": "B"}, {"predecessor": "B", "successor": "C"}],
            **first,
        }
    )


@pytest.mark.parametrize(
    ("kind", "date", "floats"),
    [
        ("", "", {"A": 14, "B": 14, "C": 14, "D": 0}),
        ("finish-no-later-than", "2026-01-13T17:00", {"A": 2, "B": 2, "C": 14, "D": 0}),
        ("finish-on", "2026-01-13T17:00", {"A": 2, "B": 0, "C": 12, "D": 0}),
        ("start-no-later-than", "2026-01-08T08:00", {"A": 1, "B": 1, "C": 14, "D": 0}),
        ("start-on", "2026-01-08T08:00", {"A": 1, "B": 0, "C": 13, "D": 0}),
        ("finish-no-later-than", "2026-01-08T17:00", {"A": -1, "B": -1, "C": 14, "D": 0}),
        ("start-no-later-than", "2026-01-06T08:00", {"A": -1, "B": -1, "C": 14, "D": 0}),
    ],
)
def test_date_constraints_cap_late_dates(kind: str, date: str, floats: dict[str, float]) -> None:
    """Floats in days, worked out by hand."""
    frame = schedule_network(compile_program(capped(kind, date))).to_frame()
    assert dict(frame["total_float_min"] / 480.0) == floats


def test_late_dates_differ_from_early_ones_where_there_is_float() -> None:
    """The comparison above can fail: a schedule without a backward pass has no float anywhere."""
    frame = schedule_network(compile_program(capped("", ""))).to_frame()
    assert (frame["late_finish"] > frame["early_finish"]).tolist() == [True, True, True, False]
