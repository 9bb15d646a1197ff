"""Rules of P6 files, on small files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from riskcast.errors import InvalidInput
from riskcast.formats.loaded import Loaded
from riskcast.model.program import Program
from riskcast.model.task import ConstraintKind, TaskKind

from .conftest import BLOB, CALENDAR, PROJECT, SECOND, TASK

Read = Callable[..., Loaded]


def messages(loaded: Loaded, code: str = "") -> list[str]:
    return [f.message for f in loaded.findings if f.code.startswith(code)]


def test_a_small_file_becomes_a_program_with_exact_durations(read_xer: Read) -> None:
    program = read_xer(TASK=[{**TASK, "target_drtn_hr_cnt": 7.35, "task_name": 'Valve 2""'}]).program
    task = program.tasks[0]
    assert (program.id, program.currency, program.start) == ("P1", "EUR", datetime(2027, 1, 4, 8))
    assert task.duration is not None
    assert task.duration.minutes() == 441.0
    assert task.name == 'Valve 2"'


def test_codes_that_collide_get_the_project_in_front(read_xer: Read) -> None:
    other = {**PROJECT, "proj_id": 2, "proj_short_name": "P2"}
    tasks = [TASK, {**TASK, "task_id": 2, "proj_id": 2}, {**SECOND, "task_id": 3, "proj_id": 2}]
    program = read_xer(PROJECT=[PROJECT, other], TASK=tasks).program
    assert [(t.id, t.code, t.project) for t in program.tasks] == [
        ("P1:A", "A", "P1"),
        ("P2:A", "A", "P2"),
        ("B", "B", "P2"),
    ]
    assert program.id == "plan"


def test_codes_that_are_no_ids_are_replaced_and_said(read_xer: Read) -> None:
    loaded = read_xer(TASK=[{**TASK, "task_code": "A;1, x"}])
    assert loaded.program.tasks[0].id == "A_1_ x"
    assert loaded.program.tasks[0].code == "A;1, x"
    assert "A;1, x" in messages(loaded, "RC053")[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("TT_Mile", TaskKind.START_MILESTONE),
        ("TT_FinMile", TaskKind.MILESTONE),
        ("TT_LOE", TaskKind.LEVEL_OF_EFFORT),
        ("TT_WBS", TaskKind.SUMMARY),
        ("TT_Rsrc", TaskKind.TASK),
    ],
)
def test_activity_types_become_kinds(read_xer: Read, text: str, kind: TaskKind) -> None:
    program = read_xer(TASK=[{**TASK, "task_type": text}]).program
    assert program.tasks[0].kind is kind
    assert (program.tasks[0].duration is None) == (kind not in (TaskKind.TASK, TaskKind.LEVEL_OF_EFFORT))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("CS_MSOA", ConstraintKind.START_NO_EARLIER_THAN),
        ("CS_MSOB", ConstraintKind.START_NO_LATER_THAN),
        ("CS_MEOA", ConstraintKind.FINISH_NO_EARLIER_THAN),
        ("CS_MEOB", ConstraintKind.FINISH_NO_LATER_THAN),
        ("CS_MSO", ConstraintKind.START_ON),
        ("CS_MEO", ConstraintKind.FINISH_ON),
    ],
)
def test_primary_and_secondary_constraints_are_carried(read_xer: Read, code: str, kind: ConstraintKind) -> None:
    first = {**TASK, "cstr_type": code, "cstr_date": "2027-02-01 08:00"}
    second = {**SECOND, "cstr_type2": code, "cstr_date2": "2027-03-01 17:00"}
    one, two = read_xer(TASK=[first, second]).program.tasks
    assert [(c.kind, c.date) for c in one.constraints] == [(kind, datetime(2027, 2, 1, 8))]
    assert [(c.kind, c.date) for c in two.constraints] == [(kind, datetime(2027, 3, 1, 17))]


def test_findings_of_one_kind_are_listed_with_their_number(read_xer: Read) -> None:
    tasks = [{**TASK, "task_id": n, "task_code": f"A{n}", "cstr_type": "CS_MEO"} for n in range(12)]
    said = messages(read_xer(TASK=tasks), "RC055")[0]
    assert said.startswith("12 constraints have no date")
    assert said.endswith("A0, A1, A2, A3, A4, A5, A6, A7, A8, A9, ... and 2 more")


def test_mandatory_dates_and_as_late_as_possible_are_carried(read_xer: Read) -> None:
    date = {"cstr_date": "2027-02-01 08:00"}
    first = {**TASK, "cstr_type": "CS_MANDFIN", **date}
    second = {**SECOND, "cstr_type": "CS_ALAP"}
    one, two = read_xer(TASK=[first, second]).program.tasks
    assert [str(c.kind) for c in one.constraints] == ["mandatory-finish"]
    assert (one.as_late_as_possible, two.as_late_as_possible) == (False, True)


def test_unknown_constraints_are_left_out_and_listed(read_xer: Read) -> None:
    loaded = read_xer(TASK=[{**TASK, "cstr_type": "CS_NEW", "cstr_date": "2027-02-01 08:00"}])
    assert loaded.program.tasks[0].constraints == ()
    assert messages(loaded, "RC055") == ["1 constraint is of an unknown kind and is left out: A (CS_NEW)"]


def test_links_carry_type_and_lag_in_working_time(read_xer: Read) -> None:
    kinds = ("FS", "SS", "FF", "SF")
    rows = [{"task_id": 2, "pred_task_id": 1, "proj_id": 1, "pred_type": f"PR_{k}", "lag_hr_cnt": -1.5} for k in kinds]
    links = read_xer(TASKPRED=rows).program.dependencies
    assert [str(link.type) for link in links] == list(kinds)
    assert {link.lag.minutes() for link in links if link.lag} == {-90.0}


def test_links_that_cannot_be_carried_are_listed(read_xer: Read) -> None:
    link = {"task_id": 2, "pred_task_id": 1, "proj_id": 1, "pred_type": "PR_FS", "lag_hr_cnt": 0}
    rows = [link, link, {**link, "pred_task_id": 99}, {**link, "pred_task_id": 2}]
    loaded = read_xer(TASK=[TASK, SECOND], TASKPRED=rows)
    assert len(loaded.program.dependencies) == 1
    said = " | ".join(messages(loaded, "RC056"))
    assert "? -> B" in said
    assert "twice" in said
    assert "to itself" in said


def test_lag_calendars_that_differ_between_projects_stand_on_the_links(read_xer: Read) -> None:
    other = {**PROJECT, "proj_id": 2, "proj_short_name": "P2"}
    options = [
        {"proj_id": 1, "sched_calendar_on_relationship_lag": "rcal_Successor"},
        {"proj_id": 2, "sched_calendar_on_relationship_lag": "rcal_24Hour"},
    ]
    tasks = [TASK, SECOND, {**TASK, "task_id": 3, "task_code": "C", "proj_id": 2}]
    links = [
        {"task_id": 2, "pred_task_id": 1, "proj_id": 1, "pred_type": "PR_FS", "lag_hr_cnt": 8},
        {"task_id": 3, "pred_task_id": 1, "proj_id": 2, "pred_type": "PR_FS", "lag_hr_cnt": 8},
    ]
    program = read_xer(PROJECT=[PROJECT, other], TASK=tasks, TASKPRED=links, SCHEDOPTIONS=options).program
    assert program.lag_calendar == "successor"
    assert [link.lag_calendar for link in program.dependencies] == [None, "24h"]


def test_scheduling_options_for_progress_and_float_are_carried(read_xer: Read) -> None:
    def program(**options: str) -> Program:
        return read_xer(SCHEDOPTIONS=[{"proj_id": 1, **options}]).program

    usual = program(sched_retained_logic="Y", sched_lag_early_start_flag="Y")
    assert (usual.dialect, usual.progress, usual.start_lag) == ("p6", "retained-logic", "early-start")
    assert usual.open_ends == "project"
    assert program(sched_progress_override="Y", sched_retained_logic="N").progress == "progress-override"
    actual = program(sched_progress_override="N", sched_retained_logic="N")
    assert (actual.progress, actual.start_lag) == ("actual-dates", "actual-start")
    assert program(sched_lag_early_start_flag="N").start_lag == "actual-start"
    assert program(sched_use_project_end_date_for_float="N").open_ends == "program"


def test_a_scheduling_option_that_is_not_honoured_is_listed(read_xer: Read) -> None:
    said = messages(read_xer(SCHEDOPTIONS=[{"proj_id": 1, "sched_open_critical_flag": "Y"}]), "RC059")
    assert said == ["open-ended activities are set to be critical in 1 project, which is not honoured: P1"]


def test_dates_that_other_projects_left_on_a_task_bound_it(read_xer: Read) -> None:
    dates = {"external_early_start_date": "2027-02-01 08:00", "external_late_end_date": "2027-03-01 17:00"}
    own = {"cstr_type": "CS_MSOA", "cstr_date": "2027-02-08 08:00"}
    row = {**TASK, **own, **dates}
    kinds = {c.kind.value: c.date for c in read_xer(TASK=[row]).program.tasks[0].constraints}
    assert kinds == {
        "start-no-earlier-than": datetime(2027, 2, 8, 8),
        "finish-no-later-than": datetime(2027, 3, 1, 17),
    }
    alone = read_xer(TASK=[row], SCHEDOPTIONS=[{"proj_id": 1, "sched_outer_depend_type": "SD_None"}]).program
    assert [c.kind.value for c in alone.tasks[0].constraints] == ["start-no-earlier-than"]


def test_expected_finish_counts_where_the_options_use_it(read_xer: Read) -> None:
    row = {**TASK, "expect_end_date": "2027-02-05 17:00"}
    assert read_xer(TASK=[row]).program.tasks[0].expected_finish == datetime(2027, 2, 5, 17)
    off = read_xer(TASK=[row], SCHEDOPTIONS=[{"proj_id": 1, "sched_use_expect_end_flag": "N"}])
    assert off.program.tasks[0].expected_finish is None


def test_resources_their_calendars_and_assignments_are_carried(read_xer: Read) -> None:
    tables = {
        "TASK": [{**TASK, "task_type": "TT_Rsrc"}],
        "RSRC": [{"rsrc_id": 5, "rsrc_short_name": "CREW", "rsrc_name": "Crew", "clndr_id": 7}],
        "TASKRSRC": [{"task_id": 1, "rsrc_id": 5, "target_qty_per_hr": 2, "target_lag_drtn_hr_cnt": 8}],
    }
    program = read_xer(**tables).program
    assert program.tasks[0].on_resource_calendars
    assert [(r.id, r.name, r.calendar) for r in program.resources] == [("CREW", "Crew", "7")]
    only = program.assignments[0]
    assert (only.task, only.resource, only.units, str(only.delay)) == (program.tasks[0].id, "CREW", 2.0, "8h")


def test_calendars_inherit_the_exceptions_of_their_base(read_xer: Read) -> None:
    own = BLOB.replace("(0||0(d|46389)())", "(0||0(d|46391)((0||0(s|08:00|f|10:00)())))")
    child = {**CALENDAR, "clndr_id": 8, "base_clndr_id": 7, "clndr_data": own}
    base = {**CALENDAR, "clndr_data": BLOB.replace("46389", "46392")}
    calendars = read_xer(CALENDAR=[base, child]).program.calendars
    assert calendars[0].exceptions == {date(2027, 1, 5): ()}
    assert calendars[1].exceptions == {date(2027, 1, 4): ((480.0, 600.0),), date(2027, 1, 5): ()}


def test_shifts_until_midnight_and_across_it_are_understood(read_xer: Read) -> None:
    night = BLOB.replace("(s|13:00|f|17:00)", "(s|20:00|f|02:00)")
    round_the_clock = "(0||CalendarData()((0||DaysOfWeek()((0||2()((0||0(f|00:00|s|00:00)())))))))"
    rows = [{**CALENDAR, "clndr_data": night}, {**CALENDAR, "clndr_id": 8, "clndr_data": round_the_clock}]
    one, two = read_xer(CALENDAR=rows).program.calendars
    assert one.week[0] == ((480.0, 720.0), (1200.0, 1440.0))
    assert one.week[1] == ((0.0, 120.0), (480.0, 720.0), (1200.0, 1440.0))
    assert one.week[5] == ((0.0, 120.0),)
    assert two.week[0] == ((0.0, 1440.0),)


@pytest.mark.parametrize(
    "blob", ["(0||CalendarData()(", "nonsense", BLOB + ")", BLOB.replace("08:00", "8h"), "(" * 999]
)
def test_unreadable_calendars_are_said_and_replaced(read_xer: Read, blob: str) -> None:
    loaded = read_xer(CALENDAR=[{**CALENDAR, "clndr_data": blob}])
    assert loaded.program.calendars[0].week[:5] == (((480.0, 960.0),),) * 5
    assert messages(loaded, "RC054")[0].startswith("1 calendar has unreadable working times")


def test_progress_is_read_and_the_data_date_reaches_the_latest_actual(read_xer: Read) -> None:
    started = {**TASK, "act_start_date": "2027-01-05 08:00", "remain_drtn_hr_cnt": 12.5}
    done = {**SECOND, "act_start_date": "2027-01-04 08:00", "act_end_date": "2027-01-06 17:00", "remain_drtn_hr_cnt": 0}
    project = {**PROJECT, "last_recalc_date": "2027-01-06 00:00"}
    loaded = read_xer(PROJECT=[project], TASK=[started, done])
    one, two = loaded.program.tasks
    assert (one.actual_start, str(one.remaining)) == (datetime(2027, 1, 5, 8), "750min")
    assert (two.actual_finish, two.remaining) == (datetime(2027, 1, 6, 17), None)
    assert loaded.program.projects[0].data_date == datetime(2027, 1, 6, 17)
    assert messages(loaded, "RC059") == ["1 task has an actual date after the data date: B"]


def test_the_remaining_duration_of_work_not_started_counts(read_xer: Read) -> None:
    loaded = read_xer(TASK=[{**TASK, "remain_drtn_hr_cnt": 24}])
    assert str(loaded.program.tasks[0].duration) == "24h"
    assert any("remaining one is taken" in message for message in messages(loaded))


def test_must_finish_by_becomes_the_target_of_the_project(read_xer: Read) -> None:
    program = read_xer(PROJECT=[{**PROJECT, "plan_end_date": "2027-06-30 17:00"}]).program
    assert program.projects[0].targets.finish == date(2027, 6, 30)


def test_planned_costs_are_summed_per_task(read_xer: Read) -> None:
    program = read_xer(
        TASKRSRC=[{"task_id": 1, "target_cost": 100.25}, {"task_id": 1, "target_cost": 50}],
        PROJCOST=[{"task_id": 1, "target_cost": "1000,5"}, {"task_id": 2, "target_cost": 0}],
    ).program
    assert [(line.id, str(line.fixed)) for line in program.costs] == [("A", "1150.75")]


def test_baseline_projects_and_foreign_tables_are_listed(read_xer: Read) -> None:
    baseline = {**PROJECT, "proj_id": 5, "proj_short_name": "P1-B1", "orig_proj_id": 1}
    tasks = [TASK, {**TASK, "task_id": 9, "proj_id": 5}]
    loaded = read_xer(PROJECT=[{**PROJECT, "orig_proj_id": ""}, baseline], TASK=tasks, UDFVALUE=[{"udf": 1}])
    assert [task.id for task in loaded.program.tasks] == ["A"]
    said = " | ".join(messages(loaded, "RC058"))
    assert "P1-B1" in said
    assert "values of user-defined fields (UDFVALUE, 1)" in said


def test_columns_of_activities_without_a_place_are_counted(read_xer: Read) -> None:
    loaded = read_xer(TASK=[{**TASK, "phys_complete_pct": 25, "priority_type": "PT_High"}, SECOND])
    said = next(m for m in messages(loaded, "RC058") if m.startswith("columns of TASK"))
    assert said.endswith("phys_complete_pct (1), priority_type (1)")


def test_wbs_paths_start_with_the_project(read_xer: Read) -> None:
    wbs = [
        {"wbs_id": 10, "proj_id": 1, "proj_node_flag": "Y", "wbs_short_name": "P1", "wbs_name": "Plant"},
        {"wbs_id": 11, "proj_id": 1, "proj_node_flag": "N", "wbs_short_name": "ENG", "parent_wbs_id": 10},
    ]
    program = read_xer(PROJWBS=wbs, TASK=[{**TASK, "wbs_id": 11}]).program
    assert (program.name, program.tasks[0].wbs) == ("Plant", "P1.ENG")


def test_everything_unreadable_is_said_at_once_with_its_place(read_xer: Read) -> None:
    bad = {**TASK, "target_drtn_hr_cnt": "4o", "cstr_type": "CS_MSOA", "cstr_date": "31.12.2027"}
    worse = {**SECOND, "task_type": "TT_New", "act_start_date": "2027-02-30 08:00"}
    with pytest.raises(InvalidInput) as caught:
        read_xer(TASK=[bad, worse])
    places = {(f.where, f.subject) for f in caught.value.findings if f.level == "error"}
    assert places == {
        ("plan.xer:10", "TASK.target_drtn_hr_cnt"),
        ("plan.xer:10", "TASK.cstr_date"),
        ("plan.xer:11", "TASK.task_type"),
        ("plan.xer:11", "TASK.act_start_date"),
    }
    assert "plan.xer:10  TASK.target_drtn_hr_cnt: error RC051: '4o' is not a number" in str(caught.value)


def test_a_circle_is_said_with_the_line_of_a_link(read_xer: Read) -> None:
    rows = [
        {"task_id": 2, "pred_task_id": 1, "proj_id": 1, "pred_type": "PR_FS"},
        {"task_id": 1, "pred_task_id": 2, "proj_id": 1, "pred_type": "PR_FS"},
    ]
    with pytest.raises(InvalidInput, match="RC107"):
        read_xer(TASKPRED=rows)


def test_a_blank_planned_duration_is_an_error_and_not_zero(read_xer: Read) -> None:
    with pytest.raises(InvalidInput, match="'A' has no planned duration"):
        read_xer(TASK=[{**TASK, "target_drtn_hr_cnt": ""}])


def test_a_row_with_a_stray_tab_is_an_error(read_xer: Read) -> None:
    with pytest.raises(InvalidInput, match="contains a tab"):
        read_xer(TASK=[{**TASK, "task_name": "a\tb", "note": "x"}])
