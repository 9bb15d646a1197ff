"""Rules of P6 XML files, on small files."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from riskcast.errors import InvalidInput
from riskcast.formats.loaded import Loaded
from riskcast.formats.read import load
from riskcast.model.task import ConstraintKind, LagCalendar, TaskKind

from .conftest import p6_activity, p6_calendar, p6_object, p6_project, pmxml_text

Read = Callable[..., Loaded]
LINK: dict[str, Any] = {
    "ObjectId": 90,
    "PredecessorActivityObjectId": 1,
    "SuccessorActivityObjectId": 2,
    "Type": "Finish to Start",
}
NIL = ' xsi:nil="true"'


def messages(loaded: Loaded, code: str = "") -> list[str]:
    """What was said, without the remark that no task has a range yet."""
    return [f.message for f in loaded.findings if f.code.startswith(code) and f.code != "RC160"]


def link(**fields: object) -> str:
    return p6_object("Relationship", **{**LINK, **fields})


def pair(*inner: str) -> str:
    return p6_project(p6_activity() + p6_activity(2, "B") + "".join(inner))


def test_a_small_file_becomes_a_program_with_exact_durations(read_pmxml: Read) -> None:
    activity = p6_activity(PlannedDuration="7,35", Name='Valve &lt;2""&gt;')
    loaded = read_pmxml(p6_project(activity, Name="Plant", DataDate="2027-01-02T00:00:00"))
    program, task = loaded.program, loaded.program.tasks[0]
    assert (program.id, program.name, program.currency) == ("P1", "Plant", "EUR")
    assert (program.start, program.projects[0].data_date) == (datetime(2027, 1, 2), datetime(2027, 1, 2))
    assert task.duration is not None
    assert task.duration.minutes() == 441.0
    assert (task.name, task.wbs, task.calendar) == ('Valve <2"">', "P1", "7")
    assert [f.code for f in loaded.findings] == ["RC160"]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Start Milestone", TaskKind.START_MILESTONE),
        ("Finish Milestone", TaskKind.MILESTONE),
        ("Level of Effort", TaskKind.LEVEL_OF_EFFORT),
        ("WBS Summary", TaskKind.SUMMARY),
        ("Resource Dependent", TaskKind.TASK),
    ],
)
def test_activity_types_become_kinds(read_pmxml: Read, word: str, kind: TaskKind) -> None:
    assert read_pmxml(p6_project(p6_activity(Type=word))).program.tasks[0].kind is kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Start On or After", ConstraintKind.START_NO_EARLIER_THAN),
        ("Start On or Before", ConstraintKind.START_NO_LATER_THAN),
        ("Finish On or After", ConstraintKind.FINISH_NO_EARLIER_THAN),
        ("Finish On or Before", ConstraintKind.FINISH_NO_LATER_THAN),
        ("Start On", ConstraintKind.START_ON),
        ("Finish On", ConstraintKind.FINISH_ON),
    ],
)
def test_primary_and_secondary_constraints_are_carried(read_pmxml: Read, word: str, kind: ConstraintKind) -> None:
    first = p6_activity(PrimaryConstraintType=word, PrimaryConstraintDate="2027-02-01T08:00:00")
    second = p6_activity(2, "B", SecondaryConstraintType=word, SecondaryConstraintDate="2027-03-01T17:00:00")
    one, two = read_pmxml(p6_project(first + second)).program.tasks
    assert [(c.kind, c.date) for c in one.constraints] == [(kind, datetime(2027, 2, 1, 8))]
    assert [(c.kind, c.date) for c in two.constraints] == [(kind, datetime(2027, 3, 1, 17))]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("Mandatory Start", "mandatory-start"),
        ("Mandatory Finish", "mandatory-finish"),
    ],
)
def test_mandatory_dates_are_constraints(read_pmxml: Read, word: str, said: str) -> None:
    activity = p6_activity(PrimaryConstraintType=word, PrimaryConstraintDate="2027-02-01T08:00:00")
    (task,) = read_pmxml(p6_project(activity)).program.tasks
    assert [(str(c.kind), c.date) for c in task.constraints] == [(said, datetime(2027, 2, 1, 8))]


def test_as_late_as_possible_is_carried(read_pmxml: Read) -> None:
    activity = p6_activity(PrimaryConstraintType="As Late As Possible")
    assert read_pmxml(p6_project(activity)).program.tasks[0].as_late_as_possible


def test_unknown_constraints_are_left_out_and_listed(read_pmxml: Read) -> None:
    activity = p6_activity(PrimaryConstraintType="Whenever", PrimaryConstraintDate="2027-02-01T08:00:00")
    said = "1 constraint is of an unknown kind and is left out: A (Whenever)"
    assert messages(read_pmxml(p6_project(activity)), "RC055") == [said]


@pytest.mark.parametrize(
    ("word", "kind"),
    [("Finish to Start", "FS"), ("Start to Start", "SS"), ("Finish to Finish", "FF"), ("start to  finish", "SF")],
)
def test_links_carry_type_and_lag_in_working_time(read_pmxml: Read, word: str, kind: str) -> None:
    (found,) = read_pmxml(pair(link(Type=word, Lag="-1.5"))).program.dependencies
    assert (found.predecessor, found.successor, str(found.type), str(found.lag)) == ("A", "B", kind, "-90min")


def test_a_link_between_projects_that_stands_in_both_is_taken_once(read_pmxml: Read) -> None:
    between = link(SuccessorProjectObjectId=2, PredecessorProjectObjectId=1)
    one, two = p6_project(p6_activity() + between), p6_project(p6_activity(2, "B") + between, uid=2)
    loaded = read_pmxml(one + two)
    assert [(d.predecessor, d.successor) for d in loaded.program.dependencies] == [("A", "B")]
    assert messages(loaded, "RC056") == []


def test_objects_may_stand_beside_their_project(read_pmxml: Read) -> None:
    activities = p6_activity(ProjectObjectId=1) + p6_activity(2, "B", ProjectObjectId=1)
    program = read_pmxml(p6_project() + activities + link()).program
    assert [(task.project, task.id) for task in program.tasks] == [("P1", "A"), ("P1", "B")]
    assert len(program.dependencies) == 1


def test_projects_of_which_only_activities_are_named_are_left_out_and_listed(read_pmxml: Read) -> None:
    stub = p6_object("Activity", ObjectId=50, Id="X", Type="Task Dependent")
    other = p6_object("Project", stub, ObjectId=2, Id="P2").replace("<Project>", '<Project external="true">')
    loaded = read_pmxml(other + pair(link(PredecessorActivityObjectId=50)))
    assert [task.id for task in loaded.program.tasks] == ["A", "B"]
    assert any("P2 X" in message for message in messages(loaded, "RC057"))
    assert any("? -> B" in message for message in messages(loaded, "RC056"))


@pytest.mark.parametrize(
    ("word", "lag_calendar"),
    [
        ("Predecessor Activity Calendar", LagCalendar.PREDECESSOR),
        ("Successor Activity Calendar", LagCalendar.SUCCESSOR),
        ("24 Hour Calendar", LagCalendar.ELAPSED),
        ("Project Default Calendar", LagCalendar.PROJECT),
    ],
)
def test_lag_calendars_are_read_from_the_options_or_the_project(
    read_pmxml: Read, word: str, lag_calendar: LagCalendar
) -> None:
    options = p6_object("ScheduleOptions", RelationshipLagCalendar=word)
    assert read_pmxml(pair(options)).program.lag_calendar is lag_calendar
    assert read_pmxml(p6_project(p6_activity(), RelationshipLagCalendar=word)).program.lag_calendar is lag_calendar


def test_scheduling_options_are_carried_or_listed(read_pmxml: Read) -> None:
    usual: dict[str, Any] = {"OutOfSequenceScheduleType": "Retained Logic", "StartToStartLagCalculationType": 1}
    assert messages(read_pmxml(pair(p6_object("ScheduleOptions", **usual))), "RC059") == []
    other: dict[str, Any] = {
        "OutOfSequenceScheduleType": "Progress Override",
        "StartToStartLagCalculationType": 0,
        "IgnoreOtherProjectRelationships": 1,
        "CalculateFloatBasedOnFinishDate": "false",
        "MakeOpenEndedActivitiesCritical": "true",
    }
    loaded = read_pmxml(pair(p6_object("ScheduleOptions", **other)))
    said = messages(loaded, "RC059")
    assert said == ["open-ended activities are set to be critical in 1 project, which is not honoured: P1"]
    program = loaded.program
    assert (program.progress, program.start_lag, program.open_ends) == ("progress-override", "actual-start", "program")
    actual = read_pmxml(pair(p6_object("ScheduleOptions", OutOfSequenceScheduleType="Actual Dates"))).program
    assert actual.progress == "actual-dates"


@pytest.mark.parametrize(
    ("times", "shifts"),
    [
        ("08:00-11:59 13:00-16:59", ((480.0, 720.0), (780.0, 1020.0))),
        ("08:00-12:00 13:00-17:00", ((480.0, 720.0), (780.0, 1020.0))),
        ("00:00-23:59", ((0.0, 1440.0),)),
    ],
)
def test_shifts_end_after_the_last_minute_that_p6_writes(
    read_pmxml: Read, times: str, shifts: tuple[tuple[float, float], ...]
) -> None:
    week = read_pmxml(calendars=p6_calendar(times=times)).program.calendars[0].week
    assert week == (shifts,) * 5 + ((), ())


def test_shifts_across_midnight_reach_into_the_next_day(read_pmxml: Read) -> None:
    week = read_pmxml(calendars=p6_calendar(times="20:00-01:59")).program.calendars[0].week
    assert week[0] == ((1200.0, 1440.0),)
    assert week[1] == ((0.0, 120.0), (1200.0, 1440.0))
    assert week[5] == ((0.0, 120.0),)


def test_exceptions_are_read_and_inherited_from_the_base_calendar(read_pmxml: Read) -> None:
    short = p6_object("WorkTime", Start="08:00:00", Finish="09:59:00")
    off = p6_object("HolidayOrException", f"<WorkTime{NIL}/>", Date="2027-01-05T00:00:00")
    ancient = p6_object("HolidayOrException", Date="1899-12-30T00:00:00")
    half = p6_object("HolidayOrException", short, Date="2027-01-04T00:00:00")
    base = p6_calendar(inner=p6_object("HolidayOrExceptions", off + ancient))
    child = p6_calendar(8, p6_object("HolidayOrExceptions", half), BaseCalendarObjectId=7)
    one, two = read_pmxml(calendars=base + child).program.calendars
    assert one.exceptions == {date(2027, 1, 5): ()}
    assert two.exceptions == {date(2027, 1, 4): ((480.0, 600.0),), date(2027, 1, 5): ()}


def test_a_calendar_without_a_week_has_that_of_its_base(read_pmxml: Read) -> None:
    bare = p6_object("Calendar", ObjectId=8, Name="Bare", BaseCalendarObjectId=7)
    one, two = read_pmxml(calendars=p6_calendar() + bare).program.calendars
    assert two.week == one.week


def test_wbs_paths_start_with_the_project(read_pmxml: Read) -> None:
    wbs = p6_object("WBS", ObjectId=11, Code="ENG", Name="Engineering") + p6_object(
        "WBS", ObjectId=12, Code="1", ParentObjectId=11
    )
    loaded = read_pmxml(p6_project(wbs + p6_activity(WBSObjectId=12), WBSObjectId=10, WBSCodeSeparator="/"))
    assert loaded.program.tasks[0].wbs == "P1/ENG/1"
    assert messages(loaded) == ["the name of 1 WBS element is not carried, only its code: P1/ENG"]


def test_the_root_that_other_tools_write_stands_for_the_project(read_pmxml: Read) -> None:
    root = p6_object("WBS", ObjectId=5, Code="PLANT", Name="Plant")
    phase = p6_object("WBS", ObjectId=6, ParentObjectId=5, Code="X", Name="Phase")
    inner = root + phase + p6_activity(WBSObjectId=5) + p6_activity(2, "B", WBSObjectId=6)
    program = read_pmxml(p6_project(inner, Name="Plant")).program
    assert (program.name, [task.wbs for task in program.tasks]) == ("Plant", ["PLANT", "PLANT.X"])


def test_the_only_phase_of_a_project_is_not_taken_for_its_root(read_pmxml: Read) -> None:
    phase = p6_object("WBS", ObjectId=6, Code="X", Name="Phase")
    program = read_pmxml(p6_project(phase + p6_activity(WBSObjectId=6), Name="Plant")).program
    assert program.tasks[0].wbs == "P1.X"


@pytest.mark.parametrize(
    ("known", "currency"),
    [
        ([("USD", 1, 1), ("CHF", 29, 1.2)], "USD"),
        ([("CHF", 29, 1.2), ("USD", 1, 1)], "USD"),
        ([("CHF", 29, 1.2)], "CHF"),
        ([("CHF", 29, 1.2), ("GBP", 30, 0.8)], "EUR"),
        ([("CUR", 1, 1)], "EUR"),
    ],
)
def test_the_currency_is_the_base_currency_unless_the_file_states_its_own(
    known: list[tuple[str, int, float]], currency: str, tmp_path: Path
) -> None:
    stated = "<DisplayCurrency><Currency><Id>EUR</Id></Currency></DisplayCurrency>"
    listed = "".join(p6_object("Currency", Id=code, ObjectId=uid, ExchangeRate=rate) for code, uid, rate in known)
    path = tmp_path / "plan.pmxml"
    path.write_text(pmxml_text().replace(stated, listed), encoding="utf-8")
    assert load(path).program.currency == currency


def test_progress_is_read_from_dates(read_pmxml: Read) -> None:
    started = p6_activity(Status="In Progress", ActualStartDate="2027-01-05T08:00:00", RemainingDuration=12.5)
    dates = {"ActualStartDate": "2027-01-04T08:00:00", "ActualFinishDate": "2027-01-06T17:00:00"}
    done = p6_activity(2, "B", Status="Completed", RemainingDuration=0, **dates)
    loaded = read_pmxml(p6_project(started + done, DataDate="2027-01-07T00:00:00"))
    one, two = loaded.program.tasks
    assert (one.actual_start, str(one.remaining)) == (datetime(2027, 1, 5, 8), "750min")
    assert (two.actual_finish, two.remaining) == (datetime(2027, 1, 6, 17), None)
    assert messages(loaded) == []


def test_a_status_without_its_actual_date_is_said(read_pmxml: Read) -> None:
    activities = p6_activity(Status="Completed") + p6_activity(2, "B", Status="In Progress")
    said = messages(read_pmxml(p6_project(activities)), "RC053")
    assert said == ["2 tasks are marked as started or completed without the actual dates for it; the dates count: A, B"]


def test_planned_costs_are_assignments_plus_expenses(read_pmxml: Read) -> None:
    loaded = read_pmxml(
        pair(
            p6_object("ResourceAssignment", ActivityObjectId=1, PlannedCost="100.25", ActualRegularCost=5),
            p6_object("ActivityExpense", ActivityObjectId=1, PlannedCost="1000,5"),
        )
    )
    assert [(line.id, str(line.fixed)) for line in loaded.program.costs] == [("A", "1100.75")]
    assert any("actual costs" in message for message in messages(loaded, "RC058"))


def test_everything_without_a_place_is_listed_with_its_number(read_pmxml: Read) -> None:
    udf = p6_object("UDF", TypeObjectId=1, Text="x")
    project = p6_project(p6_activity(inner=udf, PhysicalPercentComplete=0.25, LevelingPriority="High") + udf + udf)
    baseline = p6_object("BaselineProject", p6_activity(), ObjectId=9, Id="P1-B1")
    loaded = read_pmxml(project + baseline, extra=p6_object("UDFType", ObjectId=3))
    said = " | ".join(messages(loaded, "RC058"))
    assert [task.id for task in loaded.program.tasks] == ["A"]
    assert "UDFType (1), Project/UDF (2), Activity/UDF (1)" in said
    assert "PhysicalPercentComplete (1), LevelingPriority (1)" in said
    assert "1 baseline project is left out: P1-B1" in said


def test_everything_unreadable_is_said_at_once_with_line_and_element(read_pmxml: Read) -> None:
    bad = p6_activity(
        PlannedDuration="4o", PrimaryConstraintType="Start On", PrimaryConstraintDate="31.12.2027", Status="?"
    )
    worse = p6_activity(2, "B", Type="Errand", ActualStartDate="2027-02-30T08:00:00")
    with pytest.raises(InvalidInput) as caught:
        read_pmxml(p6_project(bad + worse + link(Type="Sideways", ObjectId=4)))
    errors = {f.subject: f for f in caught.value.findings if f.level == "error"}
    assert set(errors) == {
        "Activity A.PlannedDuration",
        "Activity A.PrimaryConstraintDate",
        "Activity B.Type",
        "Activity B.ActualStartDate",
        "Relationship 4.Type",
    }
    lines = pmxml_lines(bad + worse)
    assert errors["Activity A.PlannedDuration"].where == f"plan.pmxml:{lines['<PlannedDuration>4o']}"
    assert errors["Activity B.Type"].where == f"plan.pmxml:{lines['<Type>Errand']}"
    assert errors["Activity B.Type"].remedy.startswith("known: Task Dependent, Resource Dependent")


def pmxml_lines(inner: str) -> dict[str, int]:
    """The line of each element of the activities, by its start tag and text."""
    text = pmxml_text(p6_project(inner))
    return {line.strip().partition("</")[0]: number for number, line in enumerate(text.split("\n"), start=1)}


@pytest.mark.parametrize(
    ("calendar", "subject"),
    [
        (p6_calendar(times="8h:00-11:59"), "Calendar C7.StandardWorkHours.WorkTime.Start"),
        (p6_calendar(times="08:00-25:00"), "Calendar C7.StandardWorkHours.WorkTime.Finish"),
        (p6_calendar().replace("Monday", "Moonday"), "Calendar C7.StandardWorkHours.DayOfWeek"),
        (
            p6_calendar(inner="<HolidayOrExceptions><HolidayOrException/></HolidayOrExceptions>"),
            "Calendar C7.HolidayOrException.Date",
        ),
        (p6_calendar(HoursPerDay="eight"), "Calendar C7.HoursPerDay"),
        (p6_calendar().replace("<ObjectId>7<", "<ObjectId><"), "Calendar C7.ObjectId"),
    ],
)
def test_unreadable_calendars_are_errors(read_pmxml: Read, calendar: str, subject: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_pmxml(calendars=calendar)
    assert subject in {f.subject for f in caught.value.findings if f.level == "error"}


@pytest.mark.parametrize(
    ("fields", "subject"),
    [
        ({"PlannedDuration": "1e300"}, "Activity A.PlannedDuration"),
        ({"PlannedDuration": ""}, "Activity A.PlannedDuration"),
        ({"ActualStartDate": "9999-01-01T00:00:00"}, "Activity A.ActualStartDate"),
        ({"ObjectId": ""}, "Activity A.ObjectId"),
        ({"Id": ""}, "Activity.Id"),
        ({"Name": "x" * 100_000}, "Activity A.name"),
    ],
)
def test_absurd_values_are_errors(read_pmxml: Read, fields: dict[str, Any], subject: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_pmxml(p6_project(p6_activity(**fields)))
    assert [f.subject for f in caught.value.findings if f.level == "error"] == [subject]


def test_what_the_checks_refuse_has_the_line_of_its_activity(read_pmxml: Read) -> None:
    activity = p6_activity(PlannedDuration=-8)
    with pytest.raises(InvalidInput) as caught:
        read_pmxml(p6_project(activity))
    (error,) = (f for f in caught.value.findings if f.level == "error")
    assert error.where == f"plan.pmxml:{pmxml_lines(activity)['<Activity>']}"


def test_a_file_without_a_project_or_a_start_says_so(read_pmxml: Read) -> None:
    with pytest.raises(InvalidInput, match="the file contains no project"):
        read_pmxml(p6_object("Resource", ObjectId=1))
    with pytest.raises(InvalidInput, match="no project has a planned start"):
        read_pmxml(p6_project(p6_activity(), PlannedStartDate=""))


def test_time_zones_are_dropped_and_said(read_pmxml: Read) -> None:
    loaded = read_pmxml(p6_project(p6_activity(), DataDate="2027-01-04T08:00:00Z"))
    assert loaded.program.projects[0].data_date == datetime(2027, 1, 4, 8)
    assert messages(loaded, "RC052") == ["1 time carries a time zone, which is ignored: Project P1 DataDate"]


@pytest.mark.parametrize("suffix", [".xml", ".pmxml", ".XML"])
def test_p6_xml_is_recognised_by_content(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"plan{suffix}"
    path.write_text(re.sub(r' xmlns="[^"]*"', "", pmxml_text()), encoding="utf-8")
    assert [task.id for task in load(path).program.tasks] == ["A", "B"]


def test_five_thousand_activities_are_read_within_four_seconds(tmp_path: Path) -> None:
    count = 5_000
    extra = "".join(f"<Remaining{n}Cost>0</Remaining{n}Cost>" for n in range(50))
    activities = "".join(p6_activity(n, f"A{n}", extra) for n in range(1, count + 1))
    links = "".join(
        link(ObjectId=n, PredecessorActivityObjectId=n - 1, SuccessorActivityObjectId=n) for n in range(2, count + 1)
    )
    path = tmp_path / "large.pmxml"
    path.write_text(pmxml_text(p6_project(activities + links)), encoding="utf-8")
    started = time.perf_counter()
    program = load(path).program
    assert time.perf_counter() - started < 4.0
    assert (len(program.tasks), len(program.dependencies)) == (count, count - 1)
