"""Rules of Microsoft Project files, on small files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from riskcast.errors import InvalidInput
from riskcast.formats.loaded import Loaded
from riskcast.formats.schedules import read_schedule
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


def test_links_at_summaries_are_listed(read_mspdi: Read) -> None:
    loaded = read_mspdi(task(1, "<Summary>1</Summary>") + task(2, link(1)))
    assert loaded.program.dependencies == ()
    assert messages(loaded, "RC056") == ["1 link from or to a summary is not carried: 1 -> 2 FS"]


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


def test_as_late_as_possible_manual_levelled_and_baselined_tasks_are_listed(read_mspdi: Read) -> None:
    inner = (
        "<ConstraintType>1</ConstraintType><Manual>1</Manual><LevelingDelay>4800</LevelingDelay>"
        "<Baseline><Number>0</Number></Baseline><ExtendedAttribute><FieldID>1</FieldID></ExtendedAttribute>"
    )
    said = " | ".join(messages(read_mspdi(task(1, inner))))
    for words in ("as-late-as-possible", "manually", "levelling delay", "baseline", "custom fields"):
        assert words in said


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


def test_resources_at_other_hours_and_split_work_are_listed(read_mspdi: Read) -> None:
    def piece(day: int, value: str) -> str:
        return (
            f"<TimephasedData><Type>1</Type><Start>2027-01-{day:02}T08:00:00</Start>"
            f"<Finish>2027-01-{day:02}T17:00:00</Finish><Value>{value}</Value></TimephasedData>"
        )

    work = "".join(piece(day, "PT0H0M0S" if day == 5 else "PT4H0M0S") for day in (4, 5, 6))
    extra = (
        "<Resources><Resource><UID>1</UID><Name>R</Name><CalendarUID>2</CalendarUID></Resource></Resources><Assignments>"
        f"<Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID>{work}</Assignment></Assignments>"
    )
    calendars = calendar(days()) + calendar(days("08:00-12:00"), 2)
    said = " | ".join(messages(read_mspdi(calendars=calendars, extra=extra)))
    assert "resource calendars are not applied yet: 1" in said
    assert "1 task is split" in said
    assert "1 resources and 1 assignments are not carried" in said


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
