"""The choice of health checks in files: read, refused with advice, saved, and known to editors."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from riskcast.errors import InvalidInput
from riskcast.formats import load
from riskcast.formats.save import save_program
from riskcast.model.checks import LIMITS, Checks

from .conftest import WriteProgram
from .test_starter_and_schema import problems
from .test_workbook import sheets
from .xlsx import Cell, write_xlsx

GOOD = "checks: {ignore: [rc203, RC210], thresholds: {RC201: 10 %, RC206.days: 60, RC213: 0.9}}\n"
READ = Checks(ignore=("RC203", "RC210"), thresholds={"RC201": 10.0, "RC206.days": 60.0, "RC213": 0.9})


def refused(write_program: WriteProgram, extra: str) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        load(write_program(extra=extra))
    return [
        f"{f.where.rpartition(':')[2]} {f.subject} {f.code}: {f.message} ({f.remedy})" for f in caught.value.findings
    ]


def test_checks_are_read_from_yaml_and_come_back_equal(write_program: WriteProgram, tmp_path: Path) -> None:
    program = load(write_program(extra=GOOD)).program
    assert program.checks == READ
    save_program(program, tmp_path / "saved")
    assert load(tmp_path / "saved").program == program


def test_checks_are_read_from_a_workbook(tmp_path: Path) -> None:
    book = sheets()
    lines: list[list[Cell]] = [
        ["checks.ignore", "RC203; RC210"],
        ["checks.thresholds.RC201", 10],
        ["checks.thresholds.RC206.days", 60],
    ]
    book["program"] = [*book["program"], *lines, ["checks.thresholds.RC213", 0.9]]
    write_xlsx(tmp_path / "book.xlsx", book)
    assert load(tmp_path / "book.xlsx").program.checks == READ


def test_a_program_without_checks_makes_all_of_them_with_the_usual_limits(write_program: WriteProgram) -> None:
    checks = load(write_program()).program.checks
    assert checks == Checks()
    assert (checks.limit("RC201"), checks.limit("RC206.days")) == (LIMITS["RC201"], 44.0)
    with pytest.raises(KeyError):
        checks.limit("RC999")


def test_everything_wrong_with_the_checks_is_said_at_once_with_line_and_advice(write_program: WriteProgram) -> None:
    said = refused(write_program, "checks:\n  ignore: [RC303]\n  thresholds:\n    RC206.day: 60\n    RC201: many\n")
    assert said == [
        "10 checks.ignore RC170: unknown health check 'RC303' (did you mean 'RC203'?)",
        "12 checks.thresholds.RC206.day RC170: unknown health check 'RC206.day' (did you mean 'RC206.days'?)",
        "13 checks.thresholds.RC201 RC012: 'many' is not a limit "
        "(write a number that is not negative, such as 5 or 0.95)",
    ]


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ("checks: RC203", "RC013: 'checks' must be a mapping"),
        ("checks: {ignore: {RC203: yes}}", "RC013: 'ignore' must be a list of codes"),
        ("checks: {thresholds: [RC203]}", "RC013: 'thresholds' must be a mapping"),
        ("checks: {treshold: {RC201: 5}}", "RC010: unknown field 'treshold' (known: ignore, thresholds)"),
        ("checks: {thresholds: {RC201: -1}}", "RC012: '-1' is not a limit"),
        ("checks: {thresholds: {RC201: nan}}", "RC012: 'nan' is not a limit"),
        ("checks: {thresholds: {RC201: [1]}}", "RC012: 'a list or mapping' is not a limit"),
        ("chekcs: {ignore: [RC203]}", "RC010: unknown field 'chekcs' (did you mean 'checks'?)"),
    ],
)
def test_a_wrong_form_is_refused(write_program: WriteProgram, extra: str, said: str) -> None:
    assert any(said in line for line in refused(write_program, extra))


def test_editors_know_the_checks(write_program: WriteProgram, tmp_path: Path) -> None:
    folder = write_program(extra=GOOD.replace("rc203", "RC203"))
    save_program(load(folder).program, tmp_path / "saved")
    for place in (folder, tmp_path / "saved"):
        text = (place / "program.yaml").read_text()
        assert problems(text) == []
        assert problems(text.replace("RC203", "RC303"))
        assert problems(text.replace("RC206.days", "RC206.day"))


def test_baseline_dates_are_read_from_tables_and_saved(write_program: WriteProgram, tmp_path: Path) -> None:
    table = "id,duration,baseline_start,baseline_finish\nA,5d,2027-01-04,2027-01-08T17:00\nB,5d,,\n"
    program = load(write_program(tasks=table)).program
    first, second = program.tasks
    assert (first.baseline_start, first.baseline_finish) == (dt.datetime(2027, 1, 4), dt.datetime(2027, 1, 8, 17))
    assert (second.baseline_start, second.baseline_finish) == (None, None)
    save_program(program, tmp_path / "saved")
    assert load(tmp_path / "saved").program == program


def test_a_baseline_date_that_is_none_is_refused_with_its_line(write_program: WriteProgram) -> None:
    with pytest.raises(InvalidInput, match=r"tasks.csv:2  tasks.A.baseline_finish: error RC012: 'soon' is not a date"):
        load(write_program(tasks="id,duration,baseline_finish\nA,5d,soon\n"))
