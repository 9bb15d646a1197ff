"""Small schedule files made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from riskcast.formats.loaded import Loaded
from riskcast.formats.read import load
from riskcast.formats.schedules import read_schedule

Rows = list[dict[str, Any]]

BLOB = (
    "(0||CalendarData()((0||DaysOfWeek()("
    "(0||1()())"
    + "".join(f"(0||{n}()((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())))" for n in range(2, 7))
    + "(0||7()())))(0||Exceptions()((0||0(d|46389)())))))"
)
"""Monday to Friday 08:00-12:00 and 13:00-17:00, 2027-01-02 off (a Saturday)."""

PROJECT = {"proj_id": 1, "proj_short_name": "P1", "clndr_id": 7, "plan_start_date": "2027-01-04 08:00"}
CALENDAR = {"clndr_id": 7, "clndr_name": "Office", "day_hr_cnt": 8, "week_hr_cnt": 40, "clndr_data": BLOB}
TASK = {"task_id": 1, "proj_id": 1, "clndr_id": 7, "task_type": "TT_Task", "task_code": "A", "target_drtn_hr_cnt": 40}
SECOND = {**TASK, "task_id": 2, "task_code": "B", "target_drtn_hr_cnt": 16}


def xer_text(tables: dict[str, Rows], header: str = "ERMHDR\t20.12\t2027-01-01\tProject\tu\tU\tdb\tPM\tEUR") -> str:
    """The text of an XER file; each table has the columns that any of its rows mentions."""
    lines = [header]
    for name, rows in tables.items():
        columns = list(dict.fromkeys(key for row in rows for key in row))
        lines += [f"%T\t{name}", "\t".join(["%F", *columns])]
        lines += ["\t".join(["%R", *(str(row.get(key, "")) for key in columns)]) for row in rows]
    return "\n".join([*lines, "%E", ""])


@pytest.fixture
def read_xer(tmp_path: Path) -> Callable[..., Loaded]:
    """Read an XER file of the given tables; PROJECT, CALENDAR and TASK have sensible defaults."""

    def read(**tables: Rows) -> Loaded:
        path = tmp_path / "plan.xer"
        content = {"PROJECT": [PROJECT], "CALENDAR": [CALENDAR], "TASK": [TASK, SECOND], **tables}
        path.write_text(xer_text(content), encoding="utf-8")
        return read_schedule(path)

    return read


def days(times: str = "08:00-12:00 13:00-17:00") -> str:
    """The week days of a calendar with these times from Monday to Friday."""
    work = "".join(
        f"<WorkingTime><FromTime>{span[:5]}:00</FromTime><ToTime>{span[6:]}:00</ToTime></WorkingTime>"
        for span in times.split()
    )
    working = "".join(
        f"<WeekDay><DayType>{n}</DayType><DayWorking>1</DayWorking><WorkingTimes>{work}</WorkingTimes></WeekDay>"
        for n in range(2, 7)
    )
    off = "".join(f"<WeekDay><DayType>{n}</DayType><DayWorking>0</DayWorking></WeekDay>" for n in (1, 7))
    return f"<WeekDays>{working}{off}</WeekDays>"


def calendar(inner: str = "", uid: int = 1, base: int = -1) -> str:
    return f"<Calendar><UID>{uid}</UID><Name>C{uid}</Name><BaseCalendarUID>{base}</BaseCalendarUID>{inner}</Calendar>"


def task(uid: int, inner: str = "", duration: str = "PT16H0M0S") -> str:
    return (
        f"<Task><UID>{uid}</UID><ID>{uid}</ID><Name>T{uid}</Name><OutlineLevel>1</OutlineLevel>"
        f"<Duration>{duration}</Duration>{inner}</Task>"
    )


def mspdi_text(tasks: str = "", calendars: str = "", extra: str = "") -> str:
    """The text of a Microsoft Project file."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<Project xmlns="http://schemas.microsoft.com/project">'
        "<Title>Plan</Title><StartDate>2027-01-04T08:00:00</StartDate><CalendarUID>1</CalendarUID>"
        f"<MinutesPerDay>480</MinutesPerDay><MinutesPerWeek>2400</MinutesPerWeek><CurrencyCode>EUR</CurrencyCode>{extra}"
        f"<Calendars>{calendars or calendar(days())}</Calendars>\n<Tasks>{tasks or task(1)}</Tasks></Project>"
    )


def p6_object(tag: str, inner: str = "", **fields: object) -> str:
    """The text of an object of a P6 XML file."""
    cells = "".join(f"  <{name}>{value}</{name}>\n" for name, value in fields.items())
    return f"<{tag}>\n{cells}{inner}</{tag}>\n"


def p6_calendar(uid: int = 7, inner: str = "", times: str = "08:00-11:59 13:00-16:59", **fields: object) -> str:
    """A calendar that works at these times from Monday to Friday, stated as P6 does: until the last minute."""
    work = "".join(p6_object("WorkTime", Start=f"{s[:5]}:00", Finish=f"{s[6:]}:00") for s in times.split())
    names = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    week = "".join(p6_object("StandardWorkHours", work if 0 < n < 6 else "", DayOfWeek=d) for n, d in enumerate(names))
    given = {"ObjectId": uid, "Name": f"C{uid}", "HoursPerDay": 8, "HoursPerWeek": 40, **fields}
    return p6_object("Calendar", f"<StandardWorkWeek>{week}</StandardWorkWeek>{inner}", **given)


def p6_activity(uid: int = 1, code: str = "A", inner: str = "", **fields: object) -> str:
    """An activity of 40 hours, unless the fields say otherwise."""
    usual = {"ObjectId": uid, "Id": code, "CalendarObjectId": 7, "Type": "Task Dependent", "PlannedDuration": 40}
    return p6_object("Activity", inner, **{**usual, **fields})


def p6_project(inner: str = "", uid: int = 1, **fields: object) -> str:
    """A project that starts on Monday, 4 January 2027."""
    start = "2027-01-04T08:00:00"
    usual = {"ObjectId": uid, "Id": f"P{uid}", "ActivityDefaultCalendarObjectId": 7, "PlannedStartDate": start}
    return p6_object("Project", inner, **{**usual, **fields})


def pmxml_text(projects: str = "", calendars: str = "", extra: str = "") -> str:
    """The text of a P6 XML file."""
    space = "http://xmlns.oracle.com/Primavera/P6/V20.12/API/BusinessObjects"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<APIBusinessObjects xmlns="{space}" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        "<DisplayCurrency><Currency><Id>EUR</Id></Currency></DisplayCurrency>\n"
        f"{calendars or p6_calendar()}{extra}"
        f"{projects or p6_project(p6_activity() + p6_activity(2, 'B'))}</APIBusinessObjects>"
    )


@pytest.fixture
def read_pmxml(tmp_path: Path) -> Callable[..., Loaded]:
    """Read a P6 XML file of the given parts."""

    def read(projects: str = "", calendars: str = "", extra: str = "") -> Loaded:
        path = tmp_path / "plan.pmxml"
        path.write_text(pmxml_text(projects, calendars, extra), encoding="utf-8")
        return load(path)

    return read


@pytest.fixture
def read_mspdi(tmp_path: Path) -> Callable[..., Loaded]:
    """Read a Microsoft Project file of the given parts."""

    def read(tasks: str = "", calendars: str = "", extra: str = "") -> Loaded:
        path = tmp_path / "plan.xml"
        path.write_text(mspdi_text(tasks, calendars, extra), encoding="utf-8")
        return read_schedule(path)

    return read
