"""Resources, assignments, summaries and what places a task besides logic, in all three forms of a program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from riskcast.errors import InvalidInput
from riskcast.formats import load
from riskcast.formats.save import save_program
from riskcast.model.amount import Amount
from riskcast.model.program import Dialect, Program, Progress
from riskcast.model.resource import Assignment, Resource, ResourceKind
from riskcast.model.split import parse_splits
from riskcast.model.task import StoredDates

from .conftest import PROGRAM, WriteProgram
from .test_starter_and_schema import problems
from .xlsx import Cell, write_xlsx

RULES = "dialect: MSProject\nprogress: actual-dates\nhonour_constraints: true\n"

YAML = """\
tasks:
  S: {kind: summary}
  A:
    parent: S
    duration: 10d
    manual_start: 2027-03-01T08:00
    manual_finish: 2027-03-20
    levelling_delay: 2ed
    splits: 2d pause 3d; 5d pause 1d
    on_resource_calendars: true
    stored_early_start: 2027-03-01T08:00
    stored_late_finish: 2027-04-01
resources:
  crew: {name: Crew, calendar: office}
  steel: {kind: Material}
assignments:
  - {task: A, resource: crew, units: 0.5, delay: 1d, duration: 4d, splits: 2d pause 1d}
  - {task: A, resource: steel}
"""

TABLES = {
    "tasks": (
        "id,kind,parent,duration,manual_start,manual_finish,levelling_delay,splits,on_resource_calendars,"
        "stored_early_start,stored_late_finish\n"
        "S,summary,,,,,,,,,\n"
        "A,,S,10d,2027-03-01T08:00,2027-03-20,2ed,2d pause 3d; 5d pause 1d,TRUE,2027-03-01T08:00,2027-04-01\n"
    ),
    "resources": "id,name,kind,calendar\ncrew,Crew,,office\nsteel,,material,\n",
    "assignments": (
        "task,resource,units,delay,duration,splits\nA,crew,0.5,1d,4d,2d pause 1d\nA,steel,,,,\n"  # one a row
    ),
}


def single(tmp_path: Path, text: str) -> Program:
    file = tmp_path / "demo.yaml"
    file.write_text(text, encoding="utf-8")
    return load(file).program


def workbook(tmp_path: Path) -> Program:
    sheets: dict[str, Sequence[Sequence[Cell]]] = {
        "program": [
            ["key", "value"],
            ["riskcast", 1],
            ["id", "demo"],
            ["start", dt.date(2027, 1, 4)],
            ["calendar", "office"],
            ["dialect", "msproject"],
            ["progress", "actual-dates"],
            ["honour_constraints", True],
        ],
        "calendars": [["id", "mon-fri"], ["office", "08:00-12:00, 13:00-17:00"]],
        "projects": [["id", "name"], ["CORE", "Core"]],
        "Resources": [
            ["id", "name", "kind", "calendar"],
            ["crew", "Crew", None, "office"],
            ["steel", None, "material"],
        ],
        "assignments": [
            ["task", "resource", "units", "delay", "duration", "splits"],
            ["A", "crew", 0.5, "1d", "4d", "2d pause 1d"],
            ["A", "steel"],
        ],
    }
    rows: list[list[Cell]] = [list(line.split(",")) for line in TABLES["tasks"].splitlines()]
    rows[2][8] = True
    rows[2][10] = dt.date(2027, 4, 1)
    write_xlsx(tmp_path / "book.xlsx", sheets | {"tasks": rows})
    return load(tmp_path / "book.xlsx").program


def test_yaml_tables_and_workbooks_say_the_same(tmp_path: Path, write_program: WriteProgram) -> None:
    program = single(tmp_path, PROGRAM + RULES + YAML)
    assert (program.dialect, program.progress) == (Dialect.MSPROJECT, Progress.ACTUAL_DATES)
    assert program.honour_constraints
    task = program.tasks[1]
    assert (task.parent, task.levelling_delay, task.on_resource_calendars) == ("S", Amount(2, "ed"), True)
    assert (task.manual_start, task.manual_finish) == (dt.datetime(2027, 3, 1, 8), dt.datetime(2027, 3, 20))
    assert task.splits == parse_splits("2d pause 3d; 5d pause 1d")
    dates = {"early_start": dt.datetime(2027, 3, 1, 8), "late_finish": dt.datetime(2027, 4, 1)}
    assert task.stored == StoredDates.model_validate(dates)
    assert program.resources == (
        Resource(id="crew", name="Crew", calendar="office"),
        Resource(id="steel", kind=ResourceKind.MATERIAL),
    )
    half = {"units": 0.5, "delay": "1d", "duration": "4d", "splits": "2d pause 1d"}
    assert program.assignments == (
        Assignment.model_validate({"task": "A", "resource": "crew", **half}),
        Assignment(task="A", resource="steel"),
    )
    assert load(write_program(extra=RULES, **TABLES)).program == program
    assert workbook(tmp_path) == program


def test_what_is_usual_is_not_written(tmp_path: Path, write_program: WriteProgram) -> None:
    program = load(write_program()).program
    save_program(program, tmp_path / "out")
    text = (tmp_path / "out" / "program.yaml").read_text()
    assert not any(word in text for word in ("dialect", "progress", "honour_constraints"))
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == [
        "dependencies.csv",
        "program.yaml",
        "tasks.csv",
    ]
    header = (tmp_path / "out" / "tasks.csv").read_text().splitlines()[0].split(",")
    assert not {"parent", "splits", "stored_early_start", "on_resource_calendars"} & set(header)


def test_saved_tables_have_the_columns_that_are_used(tmp_path: Path, write_program: WriteProgram) -> None:
    program = load(write_program(extra=RULES, **TABLES)).program
    save_program(program, tmp_path / "out")
    assert (tmp_path / "out" / "resources.csv").read_text() == (
        "id,name,kind,calendar\ncrew,Crew,,office\nsteel,,material,\n"
    )
    assert (tmp_path / "out" / "assignments.csv").read_text() == (
        "task,resource,units,delay,duration,splits\nA,crew,0.5,1d,4d,2d pause 1d\nA,steel,,,,\n"
    )
    assert load(tmp_path / "out").program == program


@pytest.mark.parametrize(
    ("tables", "place", "message"),
    [
        ({"tasks": "id,duration,splits\nA,9d,2d stop 1d\n"}, "tasks.csv:2  tasks.A.splits", "is not a pause"),
        ({"tasks": "id,duration,splits\nA,9d,2d pause 1x\n"}, "tasks.csv:2  tasks.A.splits", "unknown unit 'x'"),
        ({"tasks": "id,duration,levelling_delay\nA,9d,2\n"}, "tasks.csv:2  tasks.A.levelling_delay", "no time unit"),
        (
            {"tasks": "id,duration,on_resource_calendars\nA,9d,ja\n"},
            "tasks.csv:2  tasks.A.on_resource_calendars",
            "'ja' is neither true nor false",
        ),
        (
            {"tasks": "id,duration,stored_late_start\nA,9d,1.3.2027\n"},
            "tasks.csv:2  tasks.A.stored_late_start",
            "is not a date",
        ),
        ({"tasks": "id,duration,parent\nA,9d,S\n"}, "tasks.csv:2  tasks.A.parent", "unknown task 'S'"),
        (
            {"resources": "id,kind\nR,werk\n"},
            "resources.csv:2  resources.R.kind",
            "'werk' is not one of work, material",
        ),
        ({"resources": "name\nR\n"}, "resources.csv:1  resources", "column 'id' is missing"),
        ({"assignments": "task,unit\nA,1\n"}, "assignments.csv:1  assignments", "unknown column 'unit'"),
        (
            {"assignments": "task,resource,units\nA,R,50%\n", "resources": "id\nR\n"},
            "assignments.csv:2  assignments.R on A.units",
            "is not a number (write 0.5 instead of 50%)",
        ),
        (
            {"assignments": "task,resource\nA,R\n", "resources": "id\nr1\n"},
            "assignments.csv:2  assignments.R on A.resource",
            "unknown resource 'R'",
        ),
    ],
)
def test_what_cannot_be_read_is_found_by_line(
    tables: dict[str, Any], place: str, message: str, write_program: WriteProgram
) -> None:
    with pytest.raises(InvalidInput) as caught:
        load(write_program(**tables))
    text = next(str(f) for f in caught.value.findings if f.level == "error")
    assert place in text
    assert message in text


def test_one_cause_is_told_once(write_program: WriteProgram) -> None:
    crew = {"resources": "id,kind\nR,werk\n", "assignments": "task,resource\nA,R\n"}
    tasks = "id,duration,kind,parent,on_resource_calendars\nS,5d,sumary,,\nA,5d,,S,true\n"
    with pytest.raises(InvalidInput) as caught:
        load(write_program(tasks=tasks, **crew))
    assert [f.code for f in caught.value.findings] == ["RC012", "RC012"]
    with pytest.raises(InvalidInput) as caught:
        load(write_program(resources="name\nR\n", assignments="task,resource\nA,R\n"))
    assert [f.code for f in caught.value.findings] == ["RC011"]


def test_assignments_are_a_list_and_resources_may_be_one(tmp_path: Path) -> None:
    tasks = "tasks: {A: {duration: 5d}}\n"
    listed = single(tmp_path, PROGRAM + tasks + "resources: [{id: R}]\nassignments: [{task: A, resource: R}]\n")
    assert listed.resources == (Resource(id="R"),)
    with pytest.raises(InvalidInput, match=r"is a list, not a mapping \(write each as - \{task: A, resource: R\}\)"):
        single(tmp_path, PROGRAM + tasks + "assignments: {A: {resource: R}}\n")


def test_the_stored_dates_stand_in_fields_of_their_own(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="write it as fields such as stored_early_start"):
        single(tmp_path, PROGRAM + "tasks: {A: {duration: 5d, stored: {early_start: 2027-03-01}}}\n")


def test_a_table_of_another_name_is_not_taken_for_a_table_of_resources(write_program: WriteProgram) -> None:
    folder = write_program(resource="id\nR\n")
    finding = next(f for f in load(folder).findings if f.code == "RC018")
    assert finding.remedy == "did you mean 'resources.csv'?"


def test_the_schema_knows_resources_pauses_and_stored_dates() -> None:
    text = PROGRAM + RULES.replace("MSProject", "msproject") + YAML.replace("Material", "material")
    assert problems(text) == []
    for old, new in [
        ("dialect: msproject", "dialect: ms"),
        ("progress: actual-dates", "progress: retained"),
        ("stored_early_start", "stored_start"),
        ("{task: A, resource: steel}", "{task: A}"),
        ("kind: material", "kind: steel"),
        ("units: 0.5", "units: -1"),
        ("delay: 1d", "delay: soon"),
    ]:
        assert old in text
        assert problems(text.replace(old, new, 1)), new
