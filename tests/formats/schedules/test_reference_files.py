"""Real schedule files, read the way a reference reader understood them.

The files and the reference reading (``NAME.expected.json``) lie in a folder beside the repository.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from riskcast.formats.loaded import Loaded
from riskcast.formats.schedules import read_schedule
from riskcast.model.calendar import Calendar
from riskcast.model.program import Program
from riskcast.model.resource import ResourceKind
from riskcast.model.task import Task, TaskKind

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "schedules"
NAMES = sorted(p.name for p in [*FOLDER.glob("*.xer"), *FOLDER.glob("*.xml"), *FOLDER.glob("*.pmxml")]) or ["(no file)"]
PARSE_ONLY = sorted(p.name for p in FOLDER.glob("parse-only/*.x*")) or ["(no file)"]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KINDS = {"MUST_FINISH_ON": "FINISH_ON", "MUST_START_ON": "START_ON"}


class Case:
    """One file as we read it and as the reference reader did."""

    def __init__(self, folder: Path, name: str) -> None:
        self.loaded: Loaded = read_schedule(folder / name)
        self.program: Program = self.loaded.program
        text = (folder / name).with_suffix(".expected.json").read_text(encoding="utf-8")
        projects: list[dict[str, Any]] = json.loads(text)["projects"]
        self.p6 = name.startswith("p6")
        self.p6_xml = name.startswith("p6-xml")
        self.stubs = [p for p in projects if self.p6_xml and "planned_start" not in p["properties"]]
        """Projects of which P6 XML only names activities at the ends of links; they have no durations or dates."""
        self.projects = [p for p in projects if p not in self.stubs]

    def expected_tasks(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield project id and task; in P6 a WBS element is no task, in MS Project the row of the project is none."""
        for project in self.projects:
            owner = project["properties"]["project_id"] if self.p6 else self.program.projects[0].id
            for task in project["tasks"]:
                skipped = "activity_type" not in task if self.p6 else task.get("project_summary")
                if not skipped:
                    yield owner, task

    def pairs(self) -> Iterator[tuple[Task, dict[str, Any]]]:
        """Yield our task with the reference one."""
        ours = {(task.project, task.code): task for task in self.program.tasks}
        for owner, task in self.expected_tasks():
            yield ours[owner, task["id"]], task

    def ids_by_uid(self) -> dict[int, str]:
        """Return our task ids by the reference reader's unique ids."""
        return {theirs["uid"]: ours.id for ours, theirs in self.pairs()}


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest, shared_dir: Path) -> Case:
    return Case(shared_dir / "data" / "schedules", request.param)


def cut(moment: datetime | None) -> str | None:
    """The moment to the minute, not rounded, as the reference notes it."""
    return None if moment is None else moment.strftime("%Y-%m-%dT%H:%M")


def test_every_task_is_read_once_with_its_code(case: Case) -> None:
    theirs = sorted((owner, task["id"]) for owner, task in case.expected_tasks())
    assert sorted((task.project, task.code) for task in case.program.tasks) == theirs


def test_planned_durations_are_exact(case: Case) -> None:
    key = "planned_duration_min" if case.p6 else "duration_min"
    for ours, theirs in case.pairs():
        if not theirs["summary"]:
            minutes = ours.duration.minutes() if ours.duration else 0.0
            assert minutes == pytest.approx(theirs[key], abs=1e-6), ours.id
            assert bool(ours.duration and ours.duration.is_elapsed) == theirs.get("elapsed", False), ours.id


def test_kinds_of_tasks_are_kept(case: Case) -> None:
    for ours, theirs in case.pairs():
        assert (ours.kind is TaskKind.SUMMARY) == theirs["summary"], ours.id
        assert ours.is_milestone == (theirs["milestone"] and not theirs["summary"]), ours.id


def test_names_and_places_in_the_breakdown_are_kept(case: Case) -> None:
    for ours, theirs in case.pairs():
        assert ours.wbs == (ours.project if case.p6_xml else theirs.get("wbs", "")), ours.id
        if theirs.get("name", "").isascii():
            assert ours.name == theirs.get("name", "").strip(), ours.id


def test_progress_is_kept(case: Case) -> None:
    for ours, theirs in case.pairs():
        if theirs["summary"]:
            continue
        assert cut(ours.actual_start) == theirs.get("actual_start"), ours.id
        assert cut(ours.actual_finish) == theirs.get("actual_finish"), ours.id
        if ours.actual_start and not ours.actual_finish and not ours.is_milestone:
            assert ours.remaining is not None
            assert ours.remaining.minutes() == pytest.approx(theirs["remaining_duration_min"], abs=1e-6), ours.id


def test_constraints_are_kept(case: Case) -> None:
    for ours, theirs in case.pairs():
        kinds = [theirs.get("constraint"), theirs.get("constraint2")]
        wanted = {KINDS.get(kind, kind) for kind in kinds if kind} - {"AS_SOON_AS_POSSIBLE", "AS_LATE_AS_POSSIBLE"}
        found = {constraint.kind.name: cut(constraint.date) for constraint in ours.constraints}
        assert set(found) == wanted, ours.id
        if wanted and "constraint_date" in theirs:
            assert theirs["constraint_date"] in found.values(), ours.id
        works = ours.kind is not TaskKind.SUMMARY
        assert ours.as_late_as_possible == ("AS_LATE_AS_POSSIBLE" in kinds and works), ours.id


def test_task_calendars_are_kept(case: Case) -> None:
    for ours, theirs in case.pairs():
        if not theirs["summary"]:
            assert case.program.calendar_of(ours) == str(theirs["effective_calendar_uid"]), ours.id


def test_links_have_their_type_and_lag(case: Case) -> None:
    ids = case.ids_by_uid()
    durations = {theirs["uid"]: theirs.get("duration_min") for _, theirs in case.pairs()}
    wanted = set()
    for project in case.projects:
        for link in project["links"]:
            ends = ids[link["pred"]], ids[link["succ"]]
            lag = link.get("lag_min", 0)
            if "lag_percent" in link:
                lag = durations[link["pred"]] * link["lag_percent"] / 100
            wanted.add((*ends, link["type"], float(lag)))
    ours = {
        (link.predecessor, link.successor, str(link.type), link.lag.minutes() if link.lag else 0.0)
        for link in case.program.dependencies
    }
    across = {link for link in ours if _project(case, link[0]) != _project(case, link[1])}
    assert ours - across == wanted


def _project(case: Case, task_id: str) -> str:
    return next(task.project for task in case.program.tasks if task.id == task_id)


def test_links_between_projects_of_a_file_are_kept(case: Case) -> None:
    external = [link for project in case.projects for link in project.get("external_links", [])]
    wanted = {(link["pred"], link["succ"], link["type"]) for link in external}
    codes = {task.id: (task.project, task.code) for task in case.program.tasks}
    ours = {
        (codes[link.predecessor][1], codes[link.successor][1], str(link.type))
        for link in case.program.dependencies
        if codes[link.predecessor][0] != codes[link.successor][0]
    }
    assert ours == wanted


def test_calendars_work_at_the_same_times_on_every_day_of_the_window(case: Case) -> None:
    calendars = {calendar.id: calendar for calendar in case.program.calendars}
    for project in case.projects:
        first, last = (date.fromisoformat(day) for day in project["calendar_window"])
        window = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        for theirs in project["calendars"]:
            ours = calendars[str(theirs["uid"])]
            assert ours.hours_per_day * 60 == theirs["minutes_per_day"], ours.name
            week = [_shifts(theirs["week"][day]) for day in WEEKDAYS]
            assert list(ours.week) == week, ours.name
            special = _special(theirs["exceptions"])
            for day in window:
                assert ours.shifts(day) == special.get(day, week[day.weekday()]), (ours.name, day)


def _shifts(pairs: list[list[float]]) -> tuple[tuple[float, float], ...]:
    return tuple((float(start), float(end)) for start, end in pairs)


def _special(exceptions: list[dict[str, Any]]) -> dict[date, tuple[tuple[float, float], ...]]:
    days = {}
    for item in exceptions:
        day, last = date.fromisoformat(item["from"]), date.fromisoformat(item["to"])
        while day <= last:
            days[day] = _shifts(item["hours"])
            day += timedelta(days=1)
    return days


def test_properties_of_projects_are_kept(case: Case) -> None:
    ours = {project.id: project for project in case.program.projects}
    for project in case.projects:
        theirs = project["properties"]
        own = ours[theirs["project_id"]] if case.p6 else case.program.projects[0]
        key = "activity_default_calendar_uid" if case.p6 else "default_calendar_uid"
        assert own.calendar == str(theirs[key])
        if case.p6:
            mine = [t for t in case.program.tasks if t.project == own.id]
            actuals = [cut(m) for t in mine for m in (t.actual_start, t.actual_finish) if m]
            assert cut(own.data_date) == max([theirs["status_date"], *actuals])
            assert own.name == theirs["name"]
        else:
            assert cut(own.start or case.program.start) == theirs["start"]


def test_lag_calendar_of_p6_is_kept(case: Case) -> None:
    words = {"TWENTY_FOUR_HOUR": "24h", "PREDECESSOR": "predecessor", "SUCCESSOR": "successor"}
    if case.p6:
        assert {words[p["properties"]["lag_calendar"]] for p in case.projects} == {case.program.lag_calendar}
    else:
        assert case.program.lag_calendar == "successor"


def test_stated_currency_is_kept(case: Case) -> None:
    for project in case.projects:
        if "currency" in project["properties"]:
            assert case.program.currency == project["properties"]["currency"]


def test_assignment_costs_add_up_per_task(case: Case) -> None:
    if case.p6:
        return
    ids = case.ids_by_uid()
    sums: dict[str, float] = {}
    for item in case.projects[0]["assignments"]:
        if item["task"] in ids and item.get("cost"):
            sums[ids[item["task"]]] = sums.get(ids[item["task"]], 0.0) + item["cost"]
    ours = {line.task: line.fixed.args[0][1].value for line in case.program.costs if line.fixed}
    assert ours == pytest.approx(sums)


def test_tasks_of_ms_project_hang_below_their_summaries(case: Case) -> None:
    if case.p6:
        return
    ids = case.ids_by_uid()
    for ours, theirs in case.pairs():
        assert ours.parent == ids.get(theirs.get("parent_uid", 0)), ours.id


def test_levelling_delays_are_kept_to_the_minute(case: Case) -> None:
    for ours, theirs in case.pairs():
        delay = ours.levelling_delay
        assert (delay.minutes() if delay else 0.0) == (theirs.get("leveling_delay_min") or 0.0), ours.id
        assert delay is None or delay.is_elapsed


def test_manual_tasks_that_have_not_begun_stand_at_a_typed_start(case: Case) -> None:
    for ours, theirs in case.pairs():
        typed = bool(theirs.get("manual")) and not theirs["summary"] and ours.actual_start is None
        assert (ours.manual_start is not None) == typed, ours.id


def test_split_tasks_have_one_pause_between_two_stretches_of_work(case: Case) -> None:
    """The reference notes the stretches of a task; its pauses are the task's or those of the resources on it.

    Stretches a minute apart are one: their ends are cut to the minute, not rounded.
    """
    for ours, theirs in case.pairs():
        mine = [ours.splits, *(a.splits for a in case.program.assignments if a.task == ours.id)]
        ends = [[datetime.fromisoformat(text) for text in span] for span in theirs.get("splits", ())]
        gaps = [after[0] - before[1] for before, after in pairwise(ends)]
        assert max(len(splits) for splits in mine) == sum(gap > timedelta(minutes=1) for gap in gaps), ours.id


def test_resources_at_work_are_those_of_the_reference(case: Case) -> None:
    if case.p6:
        return
    theirs = {str(r["uid"]): r for r in case.projects[0]["resources"] if r["uid"] != 0}
    assert {r.id for r in case.program.resources} == set(theirs)
    for ours in case.program.resources:
        assert ours.kind.name == theirs[ours.id]["type"], ours.id
        if ours.kind is ResourceKind.WORK:
            assert ours.calendar == str(theirs[ours.id]["calendar_uid"]), ours.id
    ids = case.ids_by_uid()
    kinds = {task.id: task.kind for task in case.program.tasks}
    wanted = {
        (ids[item["task"]], str(item["resource"]))
        for item in case.projects[0]["assignments"]
        if str(item.get("resource")) in theirs and kinds.get(ids.get(item["task"], "")) is TaskKind.TASK
    }
    assert {(a.task, a.resource) for a in case.program.assignments} == wanted


def test_dates_that_the_tool_computed_are_kept_beside_the_tasks(case: Case) -> None:
    """Neither tool's file states them of every task, but where ours has one the reference read the same."""
    stored = {code: dates for project in case.projects for code, dates in project["expected"].items()}
    if case.p6:
        return
    found = 0
    for ours, theirs in case.pairs():
        if theirs["summary"] or ours.stored is None:
            continue
        for name in ("early_start", "early_finish", "late_start", "late_finish"):
            if (mine := getattr(ours.stored, name)) is not None and stored[theirs["id"]].get(name) is not None:
                assert cut(mine) == stored[theirs["id"]][name], (ours.id, name)
                found += 1
    assert found > 0


@pytest.mark.parametrize("name", PARSE_ONLY)
def test_awkward_files_load_with_the_counts_of_the_reference(name: str, shared_dir: Path) -> None:
    folder = shared_dir / "data" / "schedules" / "parse-only"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    counts = next(item["counts_by_mpxj"] for item in manifest["files"] if item["file"] == name)
    program = read_schedule(folder / name).program
    counts = [count for count in counts if count["name"] or name.endswith(".xer")]  # without the stubs of P6 XML
    assert len(program.projects) == len(counts)
    assert len(program.tasks) == sum(count["tasks"] for count in counts)
    assert len(program.dependencies) == sum(count["links"] for count in counts)
    assert len(program.calendars) == counts[0]["calendars"]


def test_projects_that_are_only_named_are_listed_with_their_activities(case: Case) -> None:
    said = " | ".join(f.message for f in case.loaded.findings if f.code == "RC057")
    for project in case.stubs:
        for task in project["tasks"]:
            assert f"{project['properties']['project_id']} {task['id']}" in said


def test_p6_xml_with_decimal_commas_has_the_names_and_costs_of_the_reference(shared_dir: Path) -> None:
    loaded = read_schedule(shared_dir / "data" / "schedules" / "parse-only" / "PrimaveraProject.xml")
    program = loaded.program
    assert [project.name for project in program.projects] == ["Plasma Product Launch", "Hemaform Program"]
    owners = {task.id: task.project for task in program.tasks}
    sums = {project.id: 0.0 for project in program.projects}
    for line in program.costs:
        assert line.fixed is not None
        sums[owners[line.task or ""]] += line.fixed.args[0][1].value
    expenses = {"PROD00883": 146_800.0, "PROD00499": 484_800.0}  # the sums of ActivityExpense/PlannedCost
    assert {name: sums[name] - expenses[name] for name in sums} == pytest.approx(
        {"PROD00883": 270_000.0, "PROD00499": 960_002.0}
    )
    task = next(task for task in program.tasks if task.id == "PROD00499:PD1030")
    assert task.duration is not None
    assert task.duration.minutes() == pytest.approx(250.983333 * 60)
    assert task.wbs == "PROD00499.3"
    assert len(program.assignments) == 82


def test_recurring_exceptions_fall_on_the_dates_that_ms_project_wrote_beside_them(shared_dir: Path) -> None:
    name = "calendar-recurring-exceptions-project2016-mspdi.xml"
    file = shared_dir / "data" / "schedules" / "parse-only" / name
    calendar = read_schedule(file).program.calendars[0]
    special = {day for day, shifts in calendar.exceptions.items() if shifts != calendar.week[day.weekday()]}
    written = {day for day in _written_out(file) if not (calendar.week[day.weekday()] == () and _off(calendar, day))}
    assert special == written
    assert calendar.exceptions[date(2010, 2, 6)] == ((540.0, 780.0), (840.0, 1020.0))


def _off(calendar: Calendar, day: date) -> bool:
    return calendar.shifts(day) == ()


def _written_out(file: Path) -> set[date]:
    import xml.etree.ElementTree as ET

    space = "{http://schemas.microsoft.com/project}"
    days: set[date] = set()
    for item in ET.parse(file).getroot().iter(f"{space}WeekDay"):
        if item.findtext(f"{space}DayType") == "0":
            ends = [item.findtext(f"{space}TimePeriod/{space}{tag}", "")[:10] for tag in ("FromDate", "ToDate")]
            day, last = (date.fromisoformat(text) for text in ends)
            while day <= last:
                days.add(day)
                day += timedelta(days=1)
    return days


def test_cyrillic_names_in_windows_1251_are_readable(shared_dir: Path) -> None:
    loaded = read_schedule(shared_dir / "data" / "schedules" / "parse-only" / "encoding1251.xer")
    assert loaded.program.tasks[0].name == "Задача 1"
    assert any("Windows-1251" in finding.message for finding in loaded.findings)


def test_malformed_calendar_is_said_and_replaced(shared_dir: Path) -> None:
    loaded = read_schedule(shared_dir / "data" / "schedules" / "parse-only" / "invalid-8.4.xer")
    calendar = next(c for c in loaded.program.calendars if c.name == "Test - Invalid")
    assert calendar.week[0] == ((480.0, 960.0),)
    assert any("Test - Invalid" in finding.message for finding in loaded.findings if finding.code == "RC054")


def test_planned_costs_of_p6_are_assignments_plus_expenses(shared_dir: Path) -> None:
    program = read_schedule(shared_dir / "data" / "schedules" / "parse-only" / "encoding1251.xer").program
    costs = {line.task: str(line.fixed) for line in program.costs}
    assert costs == {"A1000": str(1000 + 443 + 322 + 3230 + 111), "A1010": "12000"}
