"""Resources and assignments of Microsoft Project files: on whose time a task runs, for how long, with which pauses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from riskcast.formats.loaded import Loaded
from riskcast.model.program import Program
from riskcast.model.resource import ResourceKind
from riskcast.model.split import format_splits

from .conftest import calendar, days, task

Read = Callable[..., Loaded]
CALENDARS = calendar(days()) + calendar(days("08:00-12:00"), 2) + calendar(days("10:00-12:00 13:00-15:00"), 3)
"""1 works 8 hours a day, 2 the mornings, 3 four hours around noon; all from Monday to Friday."""


def resource(uid: int, inner: str = "") -> str:
    return f"<Resource><UID>{uid}</UID><Name>R{uid}</Name>{inner}</Resource>"


def span(start: str, finish: str) -> str:
    """Start and finish, as day and time of January 2027: ``04T08:00``."""
    return f"<Start>2027-01-{start}:00</Start><Finish>2027-01-{finish}:00</Finish>"


def piece(start: str, finish: str, value: str = "PT4H0M0S", kind: int = 1) -> str:
    return f"<TimephasedData><Type>{kind}</Type>{span(start, finish)}<Value>{value}</Value></TimephasedData>"


def assignment(uid: int, inner: str = "", who: int = 1, what: int = 1) -> str:
    return (
        f"<Assignment><UID>{uid}</UID><TaskUID>{what}</TaskUID><ResourceUID>{who}</ResourceUID>"
        f"<Units>1</Units>{inner}</Assignment>"
    )


def crew(*parts: str) -> str:
    """Resources and assignments as they stand in a file."""
    who = "".join(part for part in parts if part.startswith("<Resource>"))
    what = "".join(part for part in parts if part.startswith("<Assignment>"))
    return f"<Resources>{who}</Resources><Assignments>{what}</Assignments>"


def on_calendar(uid: int) -> str:
    return f"<CalendarUID>{uid}</CalendarUID>"


@pytest.fixture
def read(read_mspdi: Read) -> Callable[..., Program]:
    """Read tasks with a crew, on three calendars."""
    return lambda tasks, *parts: read_mspdi(tasks, CALENDARS, crew(*parts)).program


def test_resources_have_their_kind_and_calendar(read: Callable[..., Program]) -> None:
    rows = [
        resource(0).replace("R0", ""),
        resource(1, on_calendar(2)),
        resource(2, f"<Type>0</Type>{on_calendar(2)}"),
        resource(3, "<Type>1</Type><IsCostResource>1</IsCostResource>"),
        resource(4, on_calendar(99)),
        resource(5, "<IsNull>1</IsNull>"),
    ]
    found = {r.id: (r.name, r.kind, r.calendar) for r in read(task(1), *rows).resources}
    assert found == {
        "1": ("R1", ResourceKind.WORK, "2"),
        "2": ("R2", ResourceKind.MATERIAL, None),
        "3": ("R3", ResourceKind.COST, None),
        "4": ("R4", ResourceKind.WORK, None),
    }


def test_a_task_works_when_the_resource_at_work_on_it_does(read: Callable[..., Program]) -> None:
    """Four mornings are 16 hours, the duration of the task: the assignment says nothing more."""
    program = read(task(1), resource(1, on_calendar(2)), assignment(1, span("04T08:00", "07T12:00")))
    assert program.tasks[0].on_resource_calendars
    (found,) = program.assignments
    assert (found.task, found.resource, found.units) == ("1", "1", 1.0)
    assert (found.delay, found.duration, found.splits) == (None, None, ())


@pytest.mark.parametrize("kind", ["<Type>0</Type>", "<IsCostResource>1</IsCostResource>"])
def test_material_and_cost_do_not_decide_when_a_task_works(read: Callable[..., Program], kind: str) -> None:
    program = read(task(1), resource(1, kind), assignment(1, span("04T08:00", "05T17:00")))
    assert not program.tasks[0].on_resource_calendars
    assert [(a.task, a.resource, a.duration) for a in program.assignments] == [("1", "1", None)]


def test_a_task_that_ignores_resource_calendars_works_on_its_own(read: Callable[..., Program]) -> None:
    inner = "<IgnoreResourceCalendar>1</IgnoreResourceCalendar>" + on_calendar(3)
    program = read(task(1, inner), resource(1, on_calendar(2)), assignment(1, span("04T10:00", "07T15:00")))
    assert not program.tasks[0].on_resource_calendars
    assert program.tasks[0].calendar == "3"


def test_a_resource_with_less_to_do_has_a_delay_and_a_duration_of_its_own(read: Callable[..., Program]) -> None:
    """On mornings from Tuesday to Wednesday: four hours late, two mornings long."""
    begun = task(1, span("04T08:00", "07T12:00"))
    program = read(begun, resource(1, on_calendar(2)), assignment(1, span("05T08:00", "06T12:00")))
    (found,) = program.assignments
    assert (str(found.delay), str(found.duration)) == ("4h", "8h")


def test_with_a_calendar_of_the_task_too_time_is_counted_where_both_work(read: Callable[..., Program]) -> None:
    """Mornings and 10 to 15 meet from 10 to 12: Monday to Thursday are eight hours."""
    one = task(1, on_calendar(3))
    program = read(one, resource(1, on_calendar(2)), assignment(1, span("04T10:00", "07T12:00")))
    assert str(program.assignments[0].duration) == "8h"


def test_gaps_in_the_timephased_work_are_pauses_in_working_time(read: Callable[..., Program]) -> None:
    """Mornings: work on the 4th, none on the 5th and 6th (8 hours), work on the 7th, none on the 8th, work on the 11th.

    The work is 12 hours, not the 16 of the task.
    """
    work = "".join(piece(f"{day}T08:00", f"{day}T12:00") for day in ("11", "07", "04"))
    idle = piece("05T08:00", "05T12:00", "PT0H0M0S") + piece("06T08:00", "06T12:00", kind=4)
    program = read(task(1), resource(1, on_calendar(2)), assignment(1, span("04T08:00", "11T12:00") + idle + work))
    (found,) = program.assignments
    assert format_splits(found.splits) == "4h pause 8h; 8h pause 4h"
    assert str(found.duration) == "12h"
    assert program.tasks[0].splits == ()


def test_pauses_without_a_resource_at_work_are_the_task_s_own(read: Callable[..., Program]) -> None:
    work = piece("04T08:00", "04T17:00") + piece("06T08:00", "06T17:00")
    program = read(task(1), assignment(1, span("04T08:00", "06T17:00") + work, who=-65535))
    assert format_splits(program.tasks[0].splits) == "8h pause 8h"
    assert not program.tasks[0].on_resource_calendars
    assert program.assignments == ()


def test_work_that_follows_at_the_next_shift_is_no_pause(read: Callable[..., Program]) -> None:
    """Friday 17:00 to Monday 08:00 is no working time."""
    work = piece("08T08:00", "08T17:00") + piece("11T08:00", "11T17:00")
    program = read(task(1), resource(1, on_calendar(1)), assignment(1, span("08T08:00", "11T17:00") + work))
    assert program.assignments[0].splits == ()


def test_remaining_work_that_was_put_off_is_a_pause_after_what_is_done(read: Callable[..., Program]) -> None:
    """Eight of 16 hours done by Monday evening, resumed on Thursday: two working days lie between."""
    begun = (
        "<ActualStart>2027-01-04T08:00:00</ActualStart><RemainingDuration>PT8H0M0S</RemainingDuration>"
        "<Stop>2027-01-04T17:00:00</Stop><Resume>2027-01-07T08:00:00</Resume>"
    )
    program = read(task(1, begun), assignment(1, "", who=-65535))
    assert format_splits(program.tasks[0].splits) == "8h pause 16h"


def test_elapsed_durations_run_round_the_clock_whoever_works(read: Callable[..., Program]) -> None:
    one = task(1, "<DurationFormat>8</DurationFormat>")
    program = read(one, resource(1, on_calendar(2)), assignment(1, span("04T08:00", "05T00:00")))
    assert not program.tasks[0].on_resource_calendars
    assert (program.assignments[0].duration, program.assignments[0].splits) == (None, ())


def test_an_assignment_that_is_written_twice_is_read_once(read: Callable[..., Program]) -> None:
    program = read(task(1), resource(1), assignment(1), assignment(2), assignment(3, who=7))
    assert [(a.task, a.resource) for a in program.assignments] == [("1", "1")]
