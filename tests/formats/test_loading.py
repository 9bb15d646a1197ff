"""What the forms of a program mean: YAML, tables, and the short ways of writing things."""

from __future__ import annotations

import datetime as dt
import io
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from riskcast.errors import FileProblem, InvalidInput
from riskcast.formats import load
from riskcast.model.amount import Amount
from riskcast.model.program import Program
from riskcast.model.task import ConstraintKind, DependencyType, TaskKind

from .conftest import PROGRAM, WriteProgram

INLINE = """\
tasks:
  A: {name: NO, duration: 10d, code: 010, wbs: 1.10, estimate: "pert(8d, 10d, 20d)"}
  B: {name: "1:30", duration: 5d, predecessors: A SS+2d, fixed_cost: 10k, tags: {team: red}}
  C: {kind: milestone, predecessors: [A, B FF-1d], start_no_earlier_than: 2027-03-01}
risks:
  R1: {name: ~, probability: 0.3, impacts: [{tasks: [A, B], delay: 3d}, {tasks: C, cost: 1k}]}
costs:
  - {id: C1, task: A, per_day: 800}
dependencies:
  - {predecessor: B, successor: C, type: sf, lag: 1d, lag_calendar: 24h}
"""


def single(tmp_path: Path, text: str = PROGRAM + INLINE) -> Program:
    file = tmp_path / "demo.yml"
    file.write_text(text, encoding="utf-8")
    return load(file).program


def test_scalars_that_yaml_would_guess_at_stay_text(tmp_path: Path) -> None:
    first, second, _ = single(tmp_path).tasks
    assert (first.name, first.code, first.wbs, second.name) == ("NO", "010", "1.10", "1:30")


def test_a_single_file_holds_all_sections(tmp_path: Path) -> None:
    program = single(tmp_path)
    assert [d.type.value for d in program.dependencies] == ["SS", "FS", "FF", "SF"]
    assert program.tasks[2].constraints[0].kind is ConstraintKind.START_NO_EARLIER_THAN
    assert program.tasks[2].constraints[0].date == dt.datetime(2027, 3, 1)
    assert [(line.id, line.task) for line in program.costs] == [("B", "B"), ("C1", "A")]
    assert [impact.tasks for impact in program.risks[0].impacts] == [("A", "B"), ("C",)]
    assert program.risks[0].name == ""
    assert program.tasks[1].tags == {"team": "red"}


def test_the_same_program_can_come_from_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (PROGRAM + INLINE).encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    assert load("-").program == single(tmp_path)


def test_findings_about_standard_input_name_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(PROGRAM.encode() + b"confidence: x\n")))
    with pytest.raises(InvalidInput, match=r"^stdin:9  confidence: error RC012"):
        load("-")


def test_nested_fields_are_found_on_their_own_line(tmp_path: Path) -> None:
    text = PROGRAM + "tasks:\n  A:\n    duration: 5d\nrisks:\n  R:\n    probability: 0.2\n    impacts:\n"
    text += "      - tasks: [A]\n        delay: 2d\n      - tasks:\n          - A\n        delay: 2x\n"
    with pytest.raises(InvalidInput) as caught:
        single(tmp_path, text)
    (finding,) = caught.value.findings
    assert finding.where.endswith("demo.yml:20")
    assert finding.subject == "risks.R.impacts.1.delay"
    assert finding.path == ("risks", 0, "impacts", 1, "delay")


def test_program_yaml_stands_for_its_folder(write_program: WriteProgram) -> None:
    folder = write_program()
    assert load(folder / "program.yaml") == load(folder)
    assert len(load(folder).program.tasks) == 2


def test_semicolons_tabs_byte_order_marks_blank_rows_and_comments_are_understood(write_program: WriteProgram) -> None:
    expected = load(write_program()).program
    for mark in (";", "\t"):
        rows = ["# made by hand", f"id{mark}name{mark}duration{mark}predecessors", "", f"A{mark}First{mark}10d{mark}"]
        rows += [mark * 3, f"# B{mark}later", f"B{mark}Second{mark}5d{mark}A", ""]
        folder = write_program(tasks=b"\xef\xbb\xbf" + "\r\n".join(rows).encode())
        assert load(folder).program == expected


def test_line_numbers_count_lines_inside_quoted_cells(write_program: WriteProgram) -> None:
    folder = write_program(tasks='id,name,duration\nA,"two\nlines",5d\nB,x,5 apples\n')
    with pytest.raises(InvalidInput, match=r"tasks\.csv:4 "):
        load(folder)


def test_three_points_with_a_blank_likely_use_the_planned_duration(write_program: WriteProgram) -> None:
    table = (
        "id,duration,distribution,low,likely,high\nA,20d,pert,90%,,35d\nB,,triangular,2d,3d,9d\nC,4d,uniform,2d,,5d\n"
    )
    tasks = load(write_program(tasks=table)).program.tasks
    assert [str(t.estimate) for t in tasks] == ["pert(90%, 20d, 35d)", "triangular(2d, 3d, 9d)", "uniform(2d, 5d)"]
    assert tasks[1].duration == Amount(3, "d")


def test_a_task_belongs_to_the_project_that_its_id_starts_with(write_program: WriteProgram) -> None:
    folder = write_program(
        program=PROGRAM + "  CORE.sub: {name: Inner}\n",
        tasks="id,duration,project\nCORE.a,1d,\nCORE.sub.b.c,1d,\nx,1d,CORE\n",
    )
    assert [t.project for t in load(folder).program.tasks] == ["CORE", "CORE.sub", "CORE"]
    with pytest.raises(InvalidInput, match=r"tasks\.csv:2 .*the project is missing .*CORE\.x"):
        load(write_program(program=PROGRAM + "  DATA: {}\n", tasks="id,duration\nx,1d\n"))


def test_ids_may_look_like_lags_and_links(write_program: WriteProgram) -> None:
    table = (
        "id,duration,predecessors\nA-2,1d,\nA,1d,\nBig FS,1d,A-2\nX y,1d,Big FS; A-2 ss +3d ;A +2ed\nZ,1d,X y FF-1.5d\n"
    )
    links = load(write_program(tasks=table)).program.dependencies
    assert [(d.predecessor, d.type, str(d.lag or "")) for d in links] == [
        ("A-2", DependencyType.FS, ""),
        ("Big FS", DependencyType.FS, ""),
        ("A-2", DependencyType.SS, "3d"),
        ("A", DependencyType.FS, "2ed"),
        ("X y", DependencyType.FF, "-1.5d"),
    ]


def test_cost_columns_become_cost_lines_of_the_task(write_program: WriteProgram) -> None:
    folder = write_program(tasks='id,duration,fixed_cost,cost_per_day\nA,5d,"uniform(1k, 2k)",\nB,5d,,\n')
    (line,) = load(folder).program.costs
    assert (line.id, line.task, str(line.fixed), line.per_day) == ("A", "A", "uniform(1000, 2000)", None)


def test_further_rows_of_a_risk_add_impacts(write_program: WriteProgram) -> None:
    table = "id,probability,tasks,delay,cost,project\nR,0.3,A;B,2d,,\nQ,0.5,,,,\nR,,B,,5k,CORE\n"
    loaded = load(write_program(risks=table))
    first, second = loaded.program.risks
    assert [(i.tasks, str(i.delay), i.project) for i in first.impacts] == [
        (("A", "B"), "2d", None),
        (("B",), "None", "CORE"),
    ]
    assert second.impacts == ()
    assert [f.code for f in loaded.findings] == ["RC140"]


def test_tag_columns_become_tags(write_program: WriteProgram) -> None:
    folder = write_program(tasks="id,duration,tag.team,tag.x.y\nA,5d,red,\nB,5d,,1\n")
    assert [t.tags for t in load(folder).program.tasks] == [{"team": "red"}, {"x.y": "1"}]


def test_holidays_and_exceptions_take_single_dates_and_ranges(write_program: WriteProgram) -> None:
    program = PROGRAM.replace(
        '13:00-17:00"}}',
        '13:00-17:00"}, holidays: [2027-01-01, 2027-12-24..2027-12-26], exceptions: {2027-03-06: "08:00-12:00"}}',
    )
    office = load(write_program(program=program)).program.calendars[0]
    assert [office.shifts(dt.date(2027, 12, n)) for n in (24, 25, 26)] == [(), (), ()]
    assert office.shifts(dt.date(2027, 3, 6)) == ((480.0, 720.0),)
    assert len(office.exceptions) == 5


def test_warnings_come_with_the_program_and_their_place(write_program: WriteProgram) -> None:
    folder = write_program(extra="targets: {finish: 2026-12-31}\n", risk="id,probability\n")
    loaded = load(folder)
    assert [(f.code, f.where) for f in loaded.findings] == [
        ("RC150", f"{folder}/program.yaml:9"),
        ("RC018", f"{folder}/risk.csv"),
        ("RC160", f"{folder}/tasks.csv:1"),
    ]


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        ("id,name\nA,x\nB,Verzögerung\n".encode("latin-1"), 3, "byte 0xf6 is not UTF-8"),
        ("id,name\n".encode("utf-16"), 1, "UTF-16"),
        (b"id,name\nA,x\0\n", 2, "zero byte"),
        (b"\n\n", 1, "the file is empty"),
    ],
)
def test_other_encodings_are_named_with_their_line(
    write_program: WriteProgram, data: bytes, line: int, message: str
) -> None:
    folder = write_program(tasks=data, risks="id,probability,tasks,delay\nR,0.5,A,3d\n")
    with pytest.raises(InvalidInput) as caught:
        load(folder)
    errors = [f for f in caught.value.findings if f.level == "error" and f.code != "RC104"]
    assert [(f.where, message in f.message) for f in errors] == [(f"{folder}/tasks.csv:{line}", True)]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.yaml", "there is no such file or folder"),
        ("missing", "there is no such file or folder"),
        ("plan.pmxml", "neither a P6 XER file"),
        ("tasks.csv", "give the folder"),
        ("plan.doc", "riskcast reads folders"),
        (".", "there is no program.yaml"),
    ],
)
def test_files_that_cannot_be_read_say_why(tmp_path: Path, name: str, message: str) -> None:
    if not name.startswith("missing") and name != ".":
        (tmp_path / name).write_text("x")
    with pytest.raises(FileProblem, match=message):
        load(tmp_path / name)


@pytest.mark.parametrize(
    "text", ["", "- a\n", "just text\n", "tasks: [1, 2]\n", "projects: x\nrisks: {R: 3}\n", "a: [\n"]
)
def test_a_yaml_file_of_another_shape_is_invalid_and_never_a_traceback(tmp_path: Path, text: str) -> None:
    with pytest.raises(InvalidInput):
        single(tmp_path, text)


def test_kinds_of_tasks_are_read(write_program: WriteProgram) -> None:
    rows = "".join(f"{kind.name},{kind.value},{'5d' if kind is TaskKind.TASK else ''}\n" for kind in TaskKind)
    program = load(write_program(tasks="id,kind,duration\n" + rows)).program
    assert [t.kind for t in program.tasks] == list(TaskKind)


def test_ten_thousand_tasks_load_and_check_in_seconds(write_program: WriteProgram) -> None:
    rows = ["id,name,duration,distribution,low,likely,high,predecessors"]
    for n in range(10_000):
        links = f"T{n - 1}; T{max(n - 7, 0)} SS+2d" if n > 7 else ""
        rows.append(f"T{n},Task {n},{n % 20 + 1}d,pert,90%,,150%,{links}")
    folder = write_program(tasks="\n".join(rows))
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        assert len(load(folder).program.tasks) == 10_000
        best = min(best, time.process_time() - start)
    assert best < 3.0, "about 1.1 s of processor time when this was written"


def test_units_and_kinds_may_be_written_in_capitals(write_program: WriteProgram) -> None:
    folder = write_program(
        tasks="id,kind,duration,fixed_cost\nA,Task,30D,80 K\nB,TASK,40 H,2.4M\nC,Milestone,,1BN\nD,,90MIN,\nE,,2ED,\n",
        risks="id,kind,probability,tasks,delay\nR,Opportunity,0.5,A,1W\nR,opportunity,,B,1d\n",
    )
    program = load(folder).program
    assert [str(t.duration) for t in program.tasks] == ["30d", "40h", "None", "90min", "2ed"]
    assert [str(line.fixed) for line in program.costs] == ["80000", "2400000", "1000000000"]
    assert (program.tasks[2].kind, program.risks[0].kind) == ("milestone", "opportunity")


def test_a_table_may_be_spelt_with_capitals_but_not_stand_twice(write_program: WriteProgram) -> None:
    folder = write_program()
    expected = load(folder).program
    (folder / "tasks.csv").rename(folder / "Tasks.CSV")
    assert load(folder).program == expected
    assert [f.code for f in load(folder).findings] == ["RC160"]
    (folder / "tasks.csv").write_bytes((folder / "Tasks.CSV").read_bytes())
    if len(list(folder.glob("*.[cC][sS][vV]"))) == 2:  # not where file names know no case
        with pytest.raises(InvalidInput, match="keep one of them"):
            load(folder)


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_the_line_with_which_excel_states_the_separator_is_skipped(mark: str, write_program: WriteProgram) -> None:
    expected = load(write_program()).program
    rows = [f"sep={mark}", f"id{mark}name{mark}duration{mark}predecessors", f"A{mark}First{mark}10d{mark}"]
    table = "\r\n".join([*rows, f"B{mark}Second{mark}5d{mark}A"])
    assert load(write_program(tasks=table)).program == expected


def test_a_decimal_comma_in_a_lag_is_told_as_such(write_program: WriteProgram) -> None:
    folder = write_program(tasks='id,duration,predecessors\nA,5d,\nB,5d,"A FS+2,5d"\n')
    with pytest.raises(InvalidInput, match=r"decimals take a point: \+2\.5d"):
        load(folder)
