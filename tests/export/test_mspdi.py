from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import riskcast as rc
from riskcast.errors import FileProblem
from riskcast.export.mspdi.write import render_mspdi
from riskcast.simulation.result import Result

from .conftest import NS, OFFICE, PLANT, File, field, program, run, task

Exported = Callable[..., File]


def test_a_certain_task_gives_exactly_this_element(exported: Exported) -> None:
    tasks = [task("a", "2d", name="Dig", code="7", note="Mind the gap", target="2027-01-08")]
    row = exported(tasks=tasks).by_id["a"]
    assert [(child.tag.removeprefix(NS), child.text) for child in row if len(child) == 0] == [
        ("UID", "7"), ("ID", "1"), ("Name", "Dig"), ("Active", "1"), ("Manual", "0"), ("Type", "1"), ("IsNull", "0"),
        ("WBS", "1"), ("OutlineNumber", "1"), ("OutlineLevel", "1"), ("Priority", "500"),
        ("Start", "2027-01-04T08:00:00"), ("Finish", "2027-01-05T17:00:00"), ("Duration", "PT16H0M0S"),
        ("DurationFormat", "7"), ("Estimated", "0"), ("Milestone", "0"), ("Summary", "0"), ("Critical", "1"),
        ("IsSubproject", "0"), ("ExternalTask", "0"), ("EarlyStart", "2027-01-04T08:00:00"),
        ("EarlyFinish", "2027-01-05T17:00:00"), ("LateFinish", "2027-01-05T17:00:00"), ("TotalSlack", "0"),
        ("PercentComplete", "0"), ("ActualDuration", "PT0H0M0S"), ("RemainingDuration", "PT16H0M0S"),
        ("ConstraintType", "0"), ("CalendarUID", "-1"), ("Deadline", "2027-01-08T23:59:00"),
        ("IgnoreResourceCalendar", "0"), ("Notes", "Mind the gap"),
    ]  # fmt: skip


def test_custom_fields_hold_the_percentiles_and_the_criticality_of_the_result(erp: Result) -> None:
    file = File(erp)
    for i, id_ in enumerate(erp.tasks.ids):
        row = file.by_id[id_]
        for name, p, end in (("Date1", 50, 1), ("Date2", 80, 1), ("Date3", 50, 0), ("Date4", 80, 0)):
            assert field(row, name) == erp.moment(erp.task_percentile(p)[i, end]).isoformat()
        assert float(field(row, "Number1") or "nan") == pytest.approx(100 * erp.tasks.criticality[i], abs=1e-4)


def test_projects_and_the_program_hold_percentiles_of_their_own(erp: Result) -> None:
    file = File(erp)
    finish = erp.percentile("finish", 80)
    assert not isinstance(finish, float)
    assert field(file.by_id["erp"], "Date2") == finish.isoformat()
    project = erp.percentile("finish:FIN", 50)
    assert not isinstance(project, float)
    assert field(file.by_id["FIN"], "Date1") == project.isoformat()
    assert field(file.by_id["FIN"], "Number1") is None


def test_fields_are_named_by_their_level(exported: Exported) -> None:
    root = exported(tasks=[task("a")], confidence=70).root
    found = {
        item.findtext(f"{NS}FieldName"): item.findtext(f"{NS}Alias")
        for item in root.find(f"{NS}ExtendedAttributes") or ()
    }
    assert found == {
        "Date1": "P50 finish", "Date2": "P70 finish", "Date3": "P50 start", "Date4": "P70 start",
        "Number1": "Criticality %", "Text30": "riskcast id",
    }  # fmt: skip


def test_the_same_result_gives_the_same_bytes(erp: Result) -> None:
    assert render_mspdi(erp) == render_mspdi(erp)


def test_a_code_that_is_a_unique_number_is_the_uid_and_others_run_on(exported: Exported) -> None:
    codes = {"a": "40", "b": "", "c": "A1", "d": "8", "e": "8", "f": "007"}
    file = exported(tasks=[task(id_, code=code) for id_, code in codes.items()])
    assert [file.value(id_, "UID") for id_ in codes] == ["40", "41", "42", "43", "44", "45"]


def test_several_projects_are_summaries_and_a_single_one_is_the_file_itself(exported: Exported) -> None:
    two = [{"id": "P", "name": "One"}, {"id": "Q", "name": "Two"}]
    tasks = [task("a"), task("b", project="Q"), task("c")]
    assert exported(tasks=tasks, projects=two).names() == ["0 Small", "1 One", "1.1 a", "1.2 c", "2 Two", "2.1 b"]
    assert exported(tasks=[task("a")]).names() == ["0 Small", "1 a"]


def test_summaries_hold_the_tasks_whose_position_begins_with_theirs(exported: Exported) -> None:
    tasks = [
        task("s", "1d", kind="summary", wbs="1"),
        task("x", "3d", wbs="2"),
        task("b", "2d", wbs="1.2"),
        task("a", wbs="1.1"),
    ]
    file = exported(tasks=tasks)
    assert file.names() == ["0 Small", "1 s", "1.1 b", "1.2 a", "2 x"]
    assert file.value("s", "Finish") == "2027-01-05T17:00:00"
    assert file.value("s", "Summary") == "1"
    assert file.value("b", "WBS") == "1.2"


def test_shared_positions_become_rows_of_their_own(exported: Exported) -> None:
    places = {"a": "PRJ.ENG.CIV", "b": "PRJ.ENG.CIV", "c": "PRJ.PROC", "d": "PRJ"}
    names = exported(tasks=[task(id_, wbs=place) for id_, place in places.items()]).names()
    assert names == ["0 Small", "1 ENG", "1.1 CIV", "1.1.1 a", "1.1.2 b", "2 PROC", "2.1 c", "3 d"]


def test_a_named_parent_decides_where_a_task_lies(exported: Exported) -> None:
    tasks = [task("a", parent="s"), task("s", "1d", kind="summary"), task("b")]
    assert exported(tasks=tasks).names() == ["0 Small", "1 s", "1.1 a", "2 b"]


def links(file: File, id_: str) -> list[tuple[str | None, ...]]:
    tags = ("PredecessorUID", "Type", "LinkLag", "LagFormat")
    return [tuple(item.findtext(NS + tag) for tag in tags) for item in file.by_id[id_].iter(f"{NS}PredecessorLink")]


def test_links_carry_type_and_lag_in_tenths_of_a_minute(exported: Exported) -> None:
    tasks = [task(id_, code=str(n)) for n, id_ in enumerate("abcde", start=1)]
    made = [("FS", "2d"), ("SS", "90min"), ("FF", "3ed"), ("SF", None)]
    dependencies = [
        {"predecessor": id_, "successor": "e", "type": kind, "lag": lag}
        for id_, (kind, lag) in zip("abcd", made, strict=True)
    ]
    file = exported(tasks=tasks, dependencies=dependencies)
    expected = [("1", "1", "9600", "7"), ("2", "3", "900", "3"), ("3", "0", "43200", "8"), ("4", "2", "0", "7")]
    assert links(file, "e") == expected


def test_a_lag_on_another_calendar_keeps_the_planned_date_and_is_remarked(exported: Exported) -> None:
    tasks = [task("a", "1d", code="1"), task("b", "1d", calendar="plant")]
    dependencies = [{"predecessor": "a", "successor": "b", "lag": "5d"}]
    file = exported(tasks=tasks, dependencies=dependencies)
    assert file.value("b", "Start") == "2027-01-13T06:00:00"
    # From Monday 17:00 to Tuesday of the next week 17:00 the plant works on seven days, of eight hours.
    assert links(file, "b") == [("1", "1", str(7 * 4800), "7")]
    assert any("a -> b FS 5d" in finding.message for finding in file.findings)


def test_a_level_of_effort_has_its_links_but_drives_nothing(exported: Exported) -> None:
    tasks = [task("a"), task("loe", "2d", kind="level-of-effort"), task("b")]
    dependencies = [
        {"predecessor": "a", "successor": "loe", "type": "SS"},
        {"predecessor": "loe", "successor": "b", "type": "FF"},
    ]
    file = exported(tasks=tasks, dependencies=dependencies)
    assert len(links(file, "loe")) == 1
    assert links(file, "b") == []
    assert any("loe -> b FF" in finding.message for finding in file.findings)


def test_calendars_have_their_week_and_their_exceptions(exported: Exported) -> None:
    night = {
        "id": "night",
        "name": "Office",
        "week": {"mon-sun": "00:00-24:00"},
        "exceptions": {"2027-02-01..2027-02-03": "", "2027-02-04": "10:00-12:00"},
    }
    root = exported(tasks=[task("a")], calendars=[OFFICE, night]).root
    first, second = root.iter(f"{NS}Calendar")
    assert [item.findtext(f"{NS}Name") for item in (first, second)] == ["Office", "Office (2)"]
    days = list(second.iter(f"{NS}WeekDay"))
    assert [day.findtext(f"{NS}DayType") for day in days] == ["1", "2", "3", "4", "5", "6", "7", "0", "0"]
    assert [days[0].find(f".//{NS}{tag}") is not None for tag in ("FromTime", "ToTime")] == [True, True]
    assert days[0].findtext(f".//{NS}ToTime") == "00:00:00"
    free, short = second.iter(f"{NS}Exception")
    assert free.findtext(f"{NS}Occurrences") == "3"
    assert free.findtext(f".//{NS}ToDate") == "2027-02-03T23:59:00"
    assert free.findtext(f"{NS}DayWorking") == "0"
    assert short.findtext(f".//{NS}FromTime") == "10:00:00"


def test_only_one_constraint_is_written_and_the_others_are_remarked(exported: Exported) -> None:
    constraints = [
        {"kind": "finish-no-later-than", "date": "2027-02-01"},
        {"kind": "start-no-earlier-than", "date": "2027-01-11"},
    ]
    file = exported(tasks=[task("a", constraints=constraints)])
    assert file.value("a", "ConstraintType") == "4"
    assert file.value("a", "ConstraintDate") == "2027-01-11T00:00:00"
    assert any("finish-no-later-than" in finding.message for finding in file.findings)
    assert file.text("HonorConstraints") == "0"


@pytest.mark.parametrize(("kind", "code"), [("mandatory-start", "2"), ("mandatory-finish", "3")])
def test_mandatory_dates_make_the_file_honour_constraints(exported: Exported, kind: str, code: str) -> None:
    file = exported(tasks=[task("a", constraints=[{"kind": kind, "date": "2027-01-15T08:00"}])])
    assert (file.value("a", "ConstraintType"), file.text("HonorConstraints")) == (code, "1")


def test_a_task_that_waits_for_the_data_date_is_held_there(exported: Exported) -> None:
    tasks = [
        task("done", actual_start="2027-01-04T08:00", actual_finish="2027-01-04T17:00"),
        task("open"),
        task("later"),
    ]
    link = [{"predecessor": "open", "successor": "later"}]
    file = exported(tasks=tasks, dependencies=link, data_date="2027-01-07")
    assert file.text("StatusDate") == "2027-01-07T00:00:00"
    assert file.value("open", "ConstraintType") == "4"
    assert file.value("open", "ConstraintDate") == "2027-01-07T00:00:00"
    assert file.value("later", "ConstraintType") == "0"


def test_no_task_is_held_at_the_data_date_where_microsoft_projects_own_rules_apply(exported: Exported) -> None:
    file = exported(tasks=[task("a")], data_date="2027-01-07", dialect="msproject")
    assert file.value("a", "ConstraintType") == "0"


def test_work_that_is_done_follows_from_the_dates(exported: Exported) -> None:
    tasks = [
        task("done", "1d", actual_start="2027-01-04T08:00", actual_finish="2027-01-05T12:00"),
        task("begun", "4d", actual_start="2027-01-05T08:00", remaining="3d"),
    ]
    file = exported(tasks=tasks, data_date="2027-01-07T00:00")
    done = [file.value("done", tag) for tag in ("Duration", "ActualDuration", "RemainingDuration", "PercentComplete")]
    assert done == ["PT12H0M0S", "PT12H0M0S", "PT0H0M0S", "100"]
    begun = [file.value("begun", tag) for tag in ("Duration", "ActualDuration", "RemainingDuration", "PercentComplete")]
    assert begun == ["PT32H0M0S", "PT8H0M0S", "PT24H0M0S", "25"]
    assert file.value("begun", "ActualStart") == "2027-01-05T08:00:00"
    assert file.value("begun", "ActualFinish") is None


def test_elapsed_durations_and_milestones_are_marked(exported: Exported) -> None:
    file = exported(tasks=[task("a", "2ed"), task("m", None)])
    assert (file.value("a", "Duration"), file.value("a", "DurationFormat")) == ("PT48H0M0S", "8")
    assert (file.value("m", "Duration"), file.value("m", "Milestone")) == ("PT0H0M0S", "1")


def test_texts_are_escaped_and_what_xml_cannot_hold_is_replaced(exported: Exported) -> None:
    made = exported(tasks=[task("a<&>", name="</Name>\nTwo \x07 lines", note="]]> & <b>")])
    assert made.value("a<&>", "Name") == "</Name> Two \N{REPLACEMENT CHARACTER} lines"
    assert made.value("a<&>", "Notes") == "]]> & <b>"


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "out.xml").mkdir()
    with pytest.raises(FileProblem):
        rc.export_mspdi(run(program(tasks=[task("a")])), tmp_path / "out.xml")
    assert [path.name for path in tmp_path.iterdir()] == ["out.xml"]


def test_a_program_with_two_calendars_named_by_number_keeps_the_numbers(exported: Exported) -> None:
    calendars = [OFFICE | {"id": "3"}, PLANT]
    file = exported(tasks=[task("a"), task("b", calendar="plant")], calendars=calendars, calendar="3")
    assert file.text("CalendarUID") == "3"
    assert (file.value("a", "CalendarUID"), file.value("b", "CalendarUID")) == ("-1", "4")
