"""The made plan as files of Primavera P6 (XER and XML) and Microsoft Project, with the columns that real files have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from made_plan import DATA_DATE, START, WEEKS, Job, Made

COLUMNS = {
    "PROJECT": "proj_id proj_short_name clndr_id plan_start_date last_recalc_date name_sep_char export_flag guid",
    "CALENDAR": "clndr_id default_flag clndr_name day_hr_cnt week_hr_cnt clndr_type clndr_data",
    "SCHEDOPTIONS": "schedoptions_id proj_id sched_calendar_on_relationship_lag sched_retained_logic",
    "PROJWBS": "wbs_id proj_id proj_node_flag wbs_short_name wbs_name parent_wbs_id seq_num guid",
    "RSRC": "rsrc_id rsrc_short_name rsrc_name rsrc_type clndr_id",
    "TASK": "task_id proj_id wbs_id clndr_id phys_complete_pct rev_fdbk_flag est_wt lock_plan_flag "
    "auto_compute_act_flag complete_pct_type task_type duration_type status_code task_code task_name rsrc_id "
    "total_float_hr_cnt free_float_hr_cnt remain_drtn_hr_cnt act_work_qty remain_work_qty target_work_qty "
    "target_drtn_hr_cnt target_equip_qty act_equip_qty remain_equip_qty cstr_date act_start_date act_end_date "
    "late_start_date late_end_date expect_end_date early_start_date early_end_date restart_date reend_date "
    "target_start_date target_end_date rem_late_start_date rem_late_end_date cstr_type priority_type suspend_date "
    "resume_date float_path float_path_order guid tmpl_guid cstr_date2 cstr_type2 driving_path_flag "
    "act_this_per_work_qty act_this_per_equip_qty external_early_start_date external_late_end_date create_date "
    "update_date create_user update_user location_id",
    "TASKPRED": "task_pred_id task_id pred_task_id proj_id pred_proj_id pred_type lag_hr_cnt comments float_path",
    "TASKRSRC": "taskrsrc_id task_id proj_id rsrc_id remain_qty target_qty act_reg_qty target_cost act_reg_cost "
    "act_ot_cost remain_cost target_start_date target_end_date guid",
}
P6_TYPES = {"task": ("TT_Task", "Task Dependent"), "start": ("TT_Mile", "Start Milestone")} | {
    "finish": ("TT_FinMile", "Finish Milestone")
}
P6_CONSTRAINTS = {"SNET": ("CS_MSOA", "Start On or After"), "FNLT": ("CS_MEOB", "Finish On or Before")} | {
    "ALAP": ("CS_ALAP", "As Late As Possible")
}
P6_LINKS = {"FS": "Finish to Start", "SS": "Start to Start", "FF": "Finish to Finish", "SF": "Start to Finish"}
MSP_CONSTRAINTS = {"ALAP": 1, "SNET": 4, "FNLT": 7}
MSP_LINKS = {"FF": 0, "FS": 1, "SF": 2, "SS": 3}
DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
ZERO_FIELDS = ("phys_complete_pct", "act_work_qty", "act_equip_qty", "remain_equip_qty", "act_this_per_work_qty")


def works(calendar: int, day: int) -> bool:
    """Return whether a calendar works on a day counted from 0 = Sunday."""
    return calendar == 3 or 0 < day < (6 if calendar == 0 else 7)


def clock(hours: float) -> str:
    return f"{int(hours) % 24:02d}:{round(hours % 1 * 60):02d}"


def stamp(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else ""


def guid(number: int) -> str:
    return f"fD{number:020d}=="


def xer(plan: Made) -> str:
    """Return the text of an XER file."""
    lines = ["ERMHDR\t20.12\t2026-03-02\tProject\tu\tU\tdb\tProject Management\tEUR"]
    for table, rows in _tables(plan).items():
        columns = COLUMNS[table].split()
        lines += [f"%T\t{table}", "\t".join(["%F", *columns])]
        lines += ["\t".join(["%R", *(str(row.get(column, "")) for column in columns)]) for row in rows]
    return "\n".join([*lines, "%E", ""])


def _tables(plan: Made) -> dict[str, Iterable[Mapping[str, object]]]:
    project = {
        "proj_id": 1,
        "proj_short_name": "MADE",
        "clndr_id": 1,
        "name_sep_char": ".",
        "export_flag": "Y",
    }
    dates = {"plan_start_date": stamp(START), "last_recalc_date": stamp(DATA_DATE)}
    options = {"schedoptions_id": 1, "proj_id": 1, "sched_calendar_on_relationship_lag": "rcal_Predecessor"}
    return {
        "PROJECT": [{**project, **dates}],
        "CALENDAR": [_calendar(plan, n, name) for n, name in enumerate(WEEKS)],
        "SCHEDOPTIONS": [{**options, "sched_retained_logic": "Y"}],
        "PROJWBS": [
            {"wbs_id": n + 1, "proj_id": 1, "proj_node_flag": "N" if n else "Y", "wbs_short_name": f"W{n}"}
            | {"wbs_name": f"Element {n}", "parent_wbs_id": parent + 1 if n else "", "seq_num": n, "guid": guid(n)}
            for n, parent in enumerate(plan.elements)
        ],
        "RSRC": [{"rsrc_id": n, "rsrc_short_name": f"R{n}", "rsrc_type": "RT_Labor"} for n in range(plan.resources)],
        "TASK": map(_activity, plan.jobs),
        "TASKPRED": (
            {"task_pred_id": n, "task_id": b, "pred_task_id": a, "proj_id": 1, "pred_proj_id": 1}
            | {"pred_type": f"PR_{kind}", "lag_hr_cnt": lag}
            for n, (a, b, kind, lag) in enumerate(plan.links)
        ),
        "TASKRSRC": (
            {"taskrsrc_id": n, "task_id": task, "proj_id": 1, "rsrc_id": who, "target_qty": hours, "guid": guid(n)}
            | {"target_cost": hours * 80.5, "act_reg_cost": 0, "act_ot_cost": 0, "act_reg_qty": 0}
            for n, (task, who, hours) in enumerate(plan.assignments)
        ),
    }


def _calendar(plan: Made, number: int, name: str) -> dict[str, object]:
    shifts = "".join(f"(0||{k}(s|{clock(a)}|f|{clock(b)})())" for k, (a, b) in enumerate(WEEKS[name]))
    week = "".join(f"(0||{day + 1}()({shifts if works(number, day) else ''}))" for day in range(7))
    serials = [(day - date(1899, 12, 30)).days for day in plan.holidays] if number < 3 else []
    off = "".join(f"(0||{k}(d|{serial})())" for k, serial in enumerate(serials))
    blob = f"(0||CalendarData()((0||DaysOfWeek()({week}))(0||VIEW(ShowTotal|Y)())(0||Exceptions()({off}))))"
    hours = sum(b - a for a, b in WEEKS[name])
    sizes = {"day_hr_cnt": hours, "week_hr_cnt": hours * sum(works(number, day) for day in range(7))}
    return {"clndr_id": number + 1, "default_flag": "N", "clndr_name": name, "clndr_data": blob, **sizes}


def _activity(job: Job) -> dict[str, object]:
    status = "TK_Complete" if job.ended else "TK_Active" if job.begun else "TK_NotStart"
    kind, date_ = job.constraint or ("", None)
    dates = {f"{when}_{end}_date": stamp(START) for when in ("early", "late", "target") for end in ("start", "end")}
    return {
        **dict.fromkeys(ZERO_FIELDS, "0"), **dates, "task_id": job.number, "proj_id": 1, "wbs_id": job.element + 1,
        "clndr_id": job.calendar + 1, "task_type": P6_TYPES[job.kind][0], "status_code": status,
        "task_code": f"A{job.number * 10:07d}", "task_name": f"Activity {job.number} of the made plan",
        "target_drtn_hr_cnt": job.hours, "remain_drtn_hr_cnt": job.left, "act_start_date": stamp(job.begun),
        "act_end_date": stamp(job.ended), "cstr_type": P6_CONSTRAINTS[kind][0] if kind else "",
        "cstr_date": stamp(date_), "guid": guid(job.number), "total_float_hr_cnt": 80, "est_wt": 1,
        "priority_type": "PT_Normal", "duration_type": "DT_FixedDUR2", "complete_pct_type": "CP_Drtn",
    }  # fmt: skip


def _element(tag: str, inner: str = "", /, **fields: object) -> str:
    return f"<{tag}>" + "".join(f"<{name}>{value}</{name}>\n" for name, value in fields.items()) + f"{inner}</{tag}>\n"


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def pmxml(plan: Made) -> str:
    """Return the text of a P6 XML file."""
    space = "http://xmlns.oracle.com/Primavera/P6/V20.12/API/BusinessObjects"
    parts = [f'<?xml version="1.0" encoding="UTF-8"?>\n<APIBusinessObjects xmlns="{space}">']
    parts += [_element("Currency", Id="EUR", ObjectId=1)]
    parts += [_p6_calendar(plan, n, name) for n, name in enumerate(WEEKS)]
    inner = "".join(_p6_objects(plan))
    project = {"ObjectId": 1, "Id": "MADE", "ActivityDefaultCalendarObjectId": 1, "PlannedStartDate": _iso(START)}
    parts += [_element("Project", inner, **project, DataDate=_iso(DATA_DATE)), "</APIBusinessObjects>"]
    return "".join(parts)


def _p6_objects(plan: Made) -> Iterator[str]:
    for n, parent in enumerate(plan.elements[1:], start=1):
        yield _element("WBS", ObjectId=n, ParentObjectId=parent or "", Code=f"W{n}", Name=f"Element {n}", GUID=guid(n))
    computed = {f"{kind}{what}": 0 for kind in ("Actual", "AtCompletion", "Planned", "Remaining") for what in _UNITS}
    for job in plan.jobs:
        kind, date_ = job.constraint or ("", None)
        fields = {
            **computed, "ObjectId": job.number, "Id": f"A{job.number * 10:07d}", "Name": f"Activity {job.number}",
            "CalendarObjectId": job.calendar + 1, "WBSObjectId": job.element or "", "Type": P6_TYPES[job.kind][1],
            "Status": "Completed" if job.ended else "In Progress" if job.begun else "Not Started",
            "PlannedDuration": job.hours, "RemainingDuration": job.left, "ActualStartDate": _iso(job.begun),
            "ActualFinishDate": _iso(job.ended), "PrimaryConstraintDate": _iso(date_), "GUID": guid(job.number),
            "PrimaryConstraintType": P6_CONSTRAINTS[kind][1] if kind else "", "PercentComplete": 0,
            "StartDate": _iso(START), "FinishDate": _iso(START), "PlannedStartDate": _iso(START),
        }  # fmt: skip
        yield _element("Activity", **fields)
    for n, (a, b, word, lag) in enumerate(plan.links):
        ends = {"PredecessorActivityObjectId": a, "SuccessorActivityObjectId": b, "SuccessorProjectObjectId": 1}
        yield _element("Relationship", ObjectId=n, **ends, Type=P6_LINKS[word], Lag=lag)
    for n, (task, who, hours) in enumerate(plan.assignments):
        ends = {"ActivityObjectId": task, "ResourceObjectId": who, "PlannedUnits": hours}
        costs = {"PlannedCost": hours * 80.5, "ActualRegularCost": 0, "ActualOvertimeCost": 0}
        yield _element("ResourceAssignment", ObjectId=n, **ends, **costs)


_UNITS = ("LaborCost", "LaborUnits", "NonLaborCost", "NonLaborUnits")


def _p6_calendar(plan: Made, number: int, name: str) -> str:
    times = "".join(_element("WorkTime", Start=f"{clock(a)}:00", Finish=f"{clock(b)}:00") for a, b in WEEKS[name])
    if number == 3:
        times = _element("WorkTime", Start="00:00:00", Finish="23:59:00")
    week = "".join(
        _element("StandardWorkHours", times if works(number, day) else "", DayOfWeek=word)
        for day, word in enumerate(DAYS)
    )
    days = plan.holidays if number < 3 else []
    off = "".join(_element("HolidayOrException", Date=f"{day}T00:00:00") for day in days)
    inner = _element("StandardWorkWeek", week) + _element("HolidayOrExceptions", off)
    return _element("Calendar", inner, ObjectId=number + 1, Name=name, IsDefault=0)


def mspdi(plan: Made) -> str:
    """Return the text of a Microsoft Project file; elements of the breakdown are left out."""
    head = {"Title": "Made", "StartDate": _iso(START), "StatusDate": _iso(DATA_DATE), "CalendarUID": 1}
    calendars = "".join(_msp_calendar(plan, n, name) for n, name in enumerate(WEEKS))
    into: dict[int, list[str]] = {}
    for a, b, word, lag in plan.links:
        link = _element("PredecessorLink", PredecessorUID=a, Type=MSP_LINKS[word], LinkLag=lag * 600, LagFormat=7)
        into.setdefault(b, []).append(link)
    tasks = "".join(_msp_task(job, "".join(into.get(job.number, []))) for job in plan.jobs)
    resources = "".join(_element("Resource", UID=n, ID=n, Name=f"R{n}", Type=1) for n in range(1, plan.resources + 1))
    assignments = "".join(
        _element("Assignment", UID=n, TaskUID=task, ResourceUID=who, Units=1, Work=f"PT{hours}H0M0S", Cost=hours * 8050)
        for n, (task, who, hours) in enumerate(plan.assignments)
    )
    lists = {"Calendars": calendars, "Tasks": tasks, "Resources": resources, "Assignments": assignments}
    inner = "".join(_element(tag, text) for tag, text in lists.items())
    space = 'xmlns="http://schemas.microsoft.com/project"'
    return _element("Project", inner, **head, MinutesPerDay=480, CurrencyCode="EUR").replace(">", f" {space}>", 1)


def _msp_calendar(plan: Made, number: int, name: str) -> str:
    spans = ((f"{clock(a)}:00", f"{clock(b)}:00") for a, b in WEEKS[name])
    work = _element("WorkingTimes", "".join(_element("WorkingTime", FromTime=a, ToTime=b) for a, b in spans))
    week = "".join(
        _element("WeekDay", work if works(number, day) else "", DayType=day + 1, DayWorking=int(works(number, day)))
        for day in range(7)
    )
    days = plan.holidays if number < 3 else []
    periods = (_element("TimePeriod", FromDate=f"{day}T00:00:00", ToDate=f"{day}T23:59:00") for day in days)
    off = "".join(
        _element("Exception", period, EnteredByOccurrences=0, Occurrences=1, Type=1, DayWorking=0) for period in periods
    )
    inner = _element("WeekDays", week) + _element("Exceptions", off)
    return _element("Calendar", inner, UID=number + 1, Name=name, IsBaseCalendar=1, BaseCalendarUID=-1)


def _msp_task(job: Job, links: str) -> str:
    kind, date_ = job.constraint or ("", None)
    actual = {"ActualStart": _iso(job.begun)} if job.begun else {}
    actual |= {"ActualFinish": _iso(job.ended)} if job.ended else {}
    return _element(
        "Task", links, UID=job.number, ID=job.number, GUID=guid(job.number), Name=f"Task {job.number}", Active=1,
        Manual=0, Type=0, IsNull=0, CreateDate=_iso(START), OutlineLevel=1, Priority=500, Start=_iso(START),
        Finish=_iso(START), Duration=f"PT{job.hours}H0M0S", DurationFormat=7, Work="PT0H0M0S", EffortDriven=0,
        Recurring=0, Estimated=0, Milestone=int(job.kind != "task"), Summary=0, Critical=0, PercentComplete=0,
        RemainingDuration=f"PT{job.left}H0M0S", ConstraintType=MSP_CONSTRAINTS.get(kind, 0),
        CalendarUID=job.calendar + 1, **actual, **({"ConstraintDate": _iso(date_)} if kind in ("SNET", "FNLT") else {}),
        IgnoreResourceCalendar=1, EarlyStart=_iso(START), EarlyFinish=_iso(START), LateStart=_iso(START),
    )  # fmt: skip
