"""Rules of Microsoft Project files, on small files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from riskcast.errors import InvalidInput
from riskcast.formats.loaded import Loaded
from riskcast.formats.schedules import read_schedule
from riskcast.model.program import Dialect
from riskcast.model.task import ConstraintKind, TaskKind

from .conftest import calendar, days, mspdi_text, task

Read = Callable[..., Loaded]


def messages(loaded: Loaded, code: str = "") -> list[str]:
    return [f.message for f in loaded.findings if f.code.startswith(code)]


def link(uid: int, kind: int = 1, lag: float = 0, fmt: int = 7, extra: str = "") -> str:
    return (
        f"<PredecessorLink><PredecessorUID>{uid}</PredecessorUID><Type>{kind}</Type>"
        f"<LinkLag>{lag}</LinkLag><LagFormat>{fmt}</LagFormat>{extra}</PredecessorLink>"
    )


@pytest.mark.parametrize(
    ("text", "code", "amount"),
    [
        ("PT7H30M0S", 7, "450min"),
        ("PT0H0M6S", 7, "0.1min"),
        ("PT16H0M0S", 53, "16h"),
        ("PT24H0M0S", 8, "24eh"),
        ("PT0H30M0S", 36, "30emin"),
        ("P1DT1H", 7, "25h"),
    ],
)
def test_durations_keep_tenths_of_a_minute_and_elapsed_formats(
    read_mspdi: Read, text: str, code: int, amount: str
) -> None:
    program = read_mspdi(task(1, f"<DurationFormat>{code}</DurationFormat>", text)).program
    assert str(program.tasks[0].duration) == amount


def test_summaries_milestones_and_their_flags_become_kinds(read_mspdi: Read) -> None:
    tasks = [
        task(1, "<Summary>1</Summary>"),
        task(2, "<Milestone>1</Milestone>", "PT0H0M0S"),
        task(3, "<Milestone>1</Milestone>"),
        task(4, "", "PT0H0M0S"),
    ]
    loaded = read_mspdi("".join(tasks))
    assert [t.kind for t in loaded.program.tasks] == [
        TaskKind.SUMMARY,
        TaskKind.MILESTONE,
        TaskKind.TASK,
        TaskKind.TASK,
    ]
    assert "1 task is marked as a milestone but has a duration; it is read as a task: 3" in messages(loaded)


def test_rows_without_work_are_left_out_and_listed(read_mspdi: Read) -> None:
    tasks = [
        task(1),
        "<Task><UID>2</UID><IsNull>1</IsNull></Task>",
        task(3, "<Active>0</Active>"),
        task(4, "<ExternalTask>1</ExternalTask>"),
        task(5, link(3) + link(4) + link(1, extra="<CrossProject>1</CrossProject>")),
    ]
    loaded = read_mspdi("".join(tasks))
    assert [t.id for t in loaded.program.tasks] == ["1", "5"]
    assert [m.split(":")[0] for m in messages(loaded, "RC057")] == [
        "1 blank row is left out",
        "1 inactive task is left out",
        "1 task of another project file is left out",
    ]
    assert messages(loaded, "RC056")[0].startswith("3 links lead to other files")


@pytest.mark.parametrize(("code", "kind"), [(0, "FF"), (1, "FS"), (2, "SF"), (3, "SS")])
def test_link_types_are_read(read_mspdi: Read, code: int, kind: str) -> None:
    assert str(read_mspdi(task(1) + task(2, link(1, code))).program.dependencies[0].type) == kind


@pytest.mark.parametrize(
    ("lag", "code", "amount"),
    [(4800, 7, "8h"), (-4805, 7, "-480.5min"), (14400, 8, "24eh"), (50, 19, "8h"), (-25, 51, "-4h"), (0, 7, "None")],
)
def test_lags_count_tenths_of_a_minute_or_percent_of_the_predecessor(
    read_mspdi: Read, lag: float, code: int, amount: str
) -> None:
    loaded = read_mspdi(task(1) + task(2, link(1, lag=lag, fmt=code)))
    assert str(loaded.program.dependencies[0].lag) == amount
    assert any("percent lag is carried" in m for m in messages(loaded)) == (code in (19, 51))
    assert loaded.program.lag_calendar == "successor"


def test_tasks_hang_below_the_summary_that_the_outline_gives_them(read_mspdi: Read) -> None:
    tasks = [
        task(1, "<Summary>1</Summary>"),
        task(2, "<Summary>1</Summary>").replace("<OutlineLevel>1<", "<OutlineLevel>2<"),
        task(3).replace("<OutlineLevel>1<", "<OutlineLevel>3<"),
        task(4).replace("<OutlineLevel>1<", "<OutlineLevel>2<"),
        task(5),
    ]
    program = read_mspdi("".join(tasks)).program
    assert {t.id: t.parent for t in program.tasks} == {"1": None, "2": "1", "3": "2", "4": "1", "5": None}


def test_links_and_constraints_of_summaries_are_carried_to_the_summary(read_mspdi: Read) -> None:
    inner = "<Summary>1</Summary><ConstraintType>4</ConstraintType><ConstraintDate>2027-02-01T08:00:00</ConstraintDate>"
    below = task(2).replace("<OutlineLevel>1<", "<OutlineLevel>2<")
    loaded = read_mspdi(task(1, inner) + below + task(3, link(1)))
    assert [(d.predecessor, d.successor, str(d.type)) for d in loaded.program.dependencies] == [("1", "3", "FS")]
    assert [str(c.kind) for c in loaded.program.tasks[0].constraints] == ["start-no-earlier-than"]
    assert loaded.program.tasks[1].constraints == ()
    assert messages(loaded, "RC056") == []


def test_a_link_between_a_summary_and_a_task_inside_it_is_refused_with_its_line(read_mspdi: Read) -> None:
    below = task(2, link(1)).replace("<OutlineLevel>1<", "<OutlineLevel>2<")
    with pytest.raises(InvalidInput) as caught:
        read_mspdi(task(1, "<Summary>1</Summary>") + "\n" + below)
    errors = [(f.code, f.where) for f in caught.value.findings if f.level == "error"]
    assert errors == [("RC116", "plan.xml:4")]


@pytest.mark.parametrize(("text", "honoured"), [("<HonorConstraints>1</HonorConstraints>", True), ("", False)])
def test_a_program_has_the_rules_of_ms_project(read_mspdi: Read, text: str, honoured: bool) -> None:
    program = read_mspdi(extra=text).program
    assert program.dialect is Dialect.MSPROJECT
    assert program.honour_constraints is honoured
    assert (program.lag_calendar, program.open_ends) == ("successor", "project")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (2, ConstraintKind.START_ON),
        (3, ConstraintKind.FINISH_ON),
        (4, ConstraintKind.START_NO_EARLIER_THAN),
        (5, ConstraintKind.START_NO_LATER_THAN),
        (6, ConstraintKind.FINISH_NO_EARLIER_THAN),
        (7, ConstraintKind.FINISH_NO_LATER_THAN),
    ],
)
def test_constraints_and_deadlines_are_carried(read_mspdi: Read, code: int, kind: ConstraintKind) -> None:
    inner = (
        f"<ConstraintType>{code}</ConstraintType><ConstraintDate>2027-02-01T08:00:00</ConstraintDate>"
        "<Deadline>2027-03-01T17:00:00</Deadline>"
    )
    one = read_mspdi(task(1, inner)).program.tasks[0]
    assert [(c.kind, c.date) for c in one.constraints] == [(kind, datetime(2027, 2, 1, 8))]
    assert one.target == date(2027, 3, 1)


def test_as_late_as_possible_is_carried_and_is_no_constraint(read_mspdi: Read) -> None:
    one = read_mspdi(task(1, "<ConstraintType>1</ConstraintType>")).program.tasks[0]
    assert (one.as_late_as_possible, one.constraints) == (True, ())
    assert not read_mspdi(task(1, "<ConstraintType>0</ConstraintType>")).program.tasks[0].as_late_as_possible


def test_a_levelling_delay_counts_tenths_of_an_elapsed_minute(read_mspdi: Read) -> None:
    loaded = read_mspdi(task(1, "<LevelingDelay>4805</LevelingDelay>") + task(2, "<LevelingDelay>0</LevelingDelay>"))
    assert [str(t.levelling_delay) for t in loaded.program.tasks] == ["480.5emin", "None"]
    assert not any("levelling" in message for message in messages(loaded))


def manual(start: str, finish: str, duration: str = "PT16H0M0S", inner: str = "") -> str:
    typed = f"<ManualStart>{start}:00</ManualStart><ManualFinish>{finish}:00</ManualFinish>"
    return task(1, f"<Manual>1</Manual>{typed}{inner}", duration)


def test_the_typed_start_of_a_manual_task_is_carried(read_mspdi: Read) -> None:
    """Two days from Wednesday at 08:00 end on Thursday at 17:00: the typed finish says nothing new."""
    one = read_mspdi(manual("2027-01-06T08:00", "2027-01-07T17:00")).program.tasks[0]
    assert (one.manual_start, one.manual_finish) == (datetime(2027, 1, 6, 8), None)


@pytest.mark.parametrize("finish", ["2027-01-08T12:00", "2027-01-08T08:00", "2027-01-08T00:00"])
def test_a_typed_finish_that_the_duration_does_not_give_is_carried(read_mspdi: Read, finish: str) -> None:
    """Later work than the duration holds, or an instant at which no work ends (08:00, midnight)."""
    one = read_mspdi(manual("2027-01-06T08:00", finish)).program.tasks[0]
    assert one.manual_finish == datetime.fromisoformat(finish)


def test_a_manual_task_without_typed_dates_stands_where_the_file_has_it(read_mspdi: Read) -> None:
    inner = "<Manual>1</Manual><Start>2027-01-09T10:00:00</Start><Finish>2027-01-12T17:00:00</Finish>"
    assert read_mspdi(task(1, inner)).program.tasks[0].manual_start == datetime(2027, 1, 9, 10)
    assert read_mspdi(task(1, "<Manual>1</Manual>")).program.tasks[0].manual_start is None


def test_typed_dates_do_not_count_once_work_has_begun_nor_on_summaries(read_mspdi: Read) -> None:
    begun = "<ActualStart>2027-01-04T08:00:00</ActualStart><RemainingDuration>PT8H0M0S</RemainingDuration>"
    for inner in (begun, "<Summary>1</Summary>"):
        one = read_mspdi(manual("2027-01-06T08:00", "2027-01-08T12:00", inner=inner)).program.tasks[0]
        assert (one.manual_start, one.manual_finish) == (None, None)


def test_the_dates_that_the_tool_computed_are_kept_beside_the_task(read_mspdi: Read) -> None:
    inner = "<EarlyStart>2027-01-05T08:00:00</EarlyStart><LateFinish>2027-01-08T17:00:00</LateFinish>"
    stored = read_mspdi(task(1, inner)).program.tasks[0].stored
    assert stored is not None
    assert (stored.early_start, stored.late_finish) == (datetime(2027, 1, 5, 8), datetime(2027, 1, 8, 17))
    assert (stored.early_finish, stored.late_start) == (None, None)
    assert read_mspdi(task(1)).program.tasks[0].stored is None


def test_the_dates_of_the_baseline_are_carried_and_the_rest_of_it_is_listed(read_mspdi: Read) -> None:
    first = (
        "<Baseline><Number>0</Number><Start>2027-01-04T08:00:00</Start><Finish>2027-01-05T17:00:00</Finish></Baseline>"
    )
    second = "<Baseline><Number>1</Number><Start>2027-03-01T08:00:00</Start></Baseline>"
    loaded = read_mspdi(task(1, second + first + "<ExtendedAttribute><FieldID>1</FieldID></ExtendedAttribute>"))
    one = loaded.program.tasks[0]
    assert (one.baseline_start, one.baseline_finish) == (datetime(2027, 1, 4, 8), datetime(2027, 1, 5, 17))
    said = " | ".join(messages(loaded))
    assert "1 task has a baseline, of which only the dates are carried" in said
    assert "custom fields" in said


def test_progress_is_read_and_the_status_date_is_the_data_date(read_mspdi: Read) -> None:
    inner = "<ActualStart>2027-01-04T08:00:00</ActualStart><RemainingDuration>PT7H30M0S</RemainingDuration>"
    program = read_mspdi(task(1, inner), extra="<StatusDate>2027-01-08T17:00:00</StatusDate>").program
    assert program.data_date == datetime(2027, 1, 8, 17)
    assert (program.tasks[0].actual_start, str(program.tasks[0].remaining)) == (datetime(2027, 1, 4, 8), "450min")


def test_without_a_status_date_the_latest_actual_is_taken_and_said(read_mspdi: Read) -> None:
    inner = "<ActualStart>2027-01-04T08:00:00</ActualStart><ActualFinish>2027-01-05T17:00:00</ActualFinish>"
    loaded = read_mspdi(task(1, inner))
    assert loaded.program.data_date == datetime(2027, 1, 5, 17)
    assert "no status date" in messages(loaded, "RC059")[0]


def test_calendars_inherit_week_days_and_exceptions(read_mspdi: Read) -> None:
    holiday = (
        "<Exceptions><Exception><TimePeriod><FromDate>2027-01-06T00:00:00</FromDate>"
        "<ToDate>2027-01-07T23:59:00</ToDate></TimePeriod><Type>1</Type><DayWorking>0</DayWorking></Exception></Exceptions>"
    )
    half = (
        "<WeekDays><WeekDay><DayType>2</DayType><DayWorking>0</DayWorking></WeekDay><WeekDay><DayType>0</DayType>"
        "<DayWorking>1</DayWorking><TimePeriod><FromDate>2027-01-07T00:00:00</FromDate><ToDate>2027-01-07T23:59:59</ToDate>"
        "</TimePeriod><WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime>"
        "</WorkingTimes></WeekDay></WeekDays>"
    )
    calendars = calendar(days() + holiday) + calendar(half, 2, 1)
    base, child = read_mspdi(task(1, "<CalendarUID>2</CalendarUID>"), calendars).program.calendars
    assert base.exceptions == {date(2027, 1, 6): (), date(2027, 1, 7): ()}
    assert child.week[0] == ()
    assert child.week[1] == base.week[1]
    assert child.exceptions == {date(2027, 1, 6): (), date(2027, 1, 7): ((480.0, 720.0),)}


def test_work_weeks_replace_the_days_they_state_and_exceptions_beat_them(read_mspdi: Read) -> None:
    weeks = (
        "<WorkWeeks><WorkWeek><TimePeriod><FromDate>2027-02-01T00:00:00</FromDate><ToDate>2027-02-07T23:59:00</ToDate>"
        f"</TimePeriod><Name>short</Name>{days('08:00-12:00')}</WorkWeek></WorkWeeks>"
        "<Exceptions><Exception><TimePeriod><FromDate>2027-02-02T00:00:00</FromDate><ToDate>2027-02-02T23:59:00</ToDate>"
        "</TimePeriod><Type>1</Type><DayWorking>0</DayWorking></Exception></Exceptions>"
    )
    shifts = read_mspdi(calendars=calendar(days() + weeks)).program.calendars[0].shifts
    assert shifts(date(2027, 2, 1)) == ((480.0, 720.0),)
    assert shifts(date(2027, 2, 2)) == ()
    assert shifts(date(2027, 2, 8)) == ((480.0, 720.0), (780.0, 1020.0))


def test_a_calendar_that_is_its_own_base_is_said(read_mspdi: Read) -> None:
    loaded = read_mspdi(calendars=calendar(days(), 1, 2) + calendar("", 2, 1))
    assert loaded.program.calendars[1].week == loaded.program.calendars[0].week
    assert any("own base" in message for message in messages(loaded, "RC054"))


def test_costs_are_in_hundredths_and_summed_per_task(read_mspdi: Read) -> None:
    assignments = (
        "<Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><Cost>64000</Cost></Assignment>"
        "<Assignment><UID>2</UID><TaskUID>1</TaskUID><Cost>1050</Cost></Assignment></Assignments>"
    )
    program = read_mspdi(task(1, "<FixedCost>10000</FixedCost>"), extra=assignments).program
    assert [(line.id, str(line.fixed)) for line in program.costs] == [("1", "750.5")]


def test_elements_without_a_place_are_counted(read_mspdi: Read) -> None:
    loaded = read_mspdi(task(1, "<Contact>Ann</Contact><Priority>0</Priority>") + task(2, "<Contact>Bo</Contact>"))
    assert any(message.endswith("Contact (2)") for message in messages(loaded, "RC058"))


def test_everything_unreadable_is_said_at_once_with_its_line(read_mspdi: Read) -> None:
    bad = task(1, "<ActualStart>yesterday</ActualStart>", "8 hours") + "\n" + task(2, link(1, 9, lag=5, fmt=7))
    with pytest.raises(InvalidInput) as caught:
        read_mspdi(bad)
    places = {(f.where, f.subject) for f in caught.value.findings if f.level == "error"}
    assert places == {
        ("plan.xml:3", "Task 1.Duration"),
        ("plan.xml:3", "Task 1.ActualStart"),
        ("plan.xml:4", "Task 2.PredecessorLink.Type"),
    }


def test_a_project_scheduled_from_its_finish_is_said(read_mspdi: Read) -> None:
    loaded = read_mspdi(extra="<ScheduleFromStart>0</ScheduleFromStart>")
    assert "scheduled back from its finish" in messages(loaded, "RC059")[0]


def test_a_currency_symbol_stands_in_for_a_missing_code_and_is_said(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    text = mspdi_text().replace("<CurrencyCode>EUR</CurrencyCode>", "<CurrencySymbol>£</CurrencySymbol>")
    path.write_text(text, encoding="utf-8")
    loaded = read_schedule(path)
    assert loaded.program.currency == "GBP"
    assert "amounts are taken as GBP" in messages(loaded, "RC058")[0]


def test_times_with_a_zone_are_local_and_said(read_mspdi: Read) -> None:
    inner = "<ConstraintType>4</ConstraintType><ConstraintDate>2027-02-01T08:00:00+02:00</ConstraintDate>"
    loaded = read_mspdi(task(1, inner))
    assert loaded.program.tasks[0].constraints[0].date == datetime(2027, 2, 1, 8)
    assert "time zone" in messages(loaded, "RC052")[0]
