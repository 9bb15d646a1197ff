"""Files that only MPXJ reads, with Java; skipped without."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from riskcast.cli.import_ import import_
from riskcast.errors import FileProblem
from riskcast.formats import load
from riskcast.formats.schedules.foreign.java import Java
from riskcast.model.task import Constraint, ConstraintKind, TaskKind

from .conftest import mspdi_text, p6_activity, p6_project, pmxml_text, task
from .mpxj import MPX, PASSWORD_FLAG, PASSWORD_HASH, java_or_skip, project_streams, write_compound


@pytest.fixture(scope="module")
def java() -> Java:
    return java_or_skip()


@pytest.fixture
def plan(java: Java, tmp_path: Path) -> Path:
    path = tmp_path / "plan.mpx"
    path.write_text(MPX, encoding="ascii")
    return path


def test_an_mpx_file_is_read(plan: Path) -> None:
    program = load(plan).program
    assert (program.name, program.start) == ("Kitchen", datetime(2027, 1, 4, 8))
    assert [(t.id, t.name, t.kind, t.duration.minutes() if t.duration else 0) for t in program.tasks] == [
        ("1", "Plan", TaskKind.TASK, 4 * 480),
        ("2", "Build", TaskKind.TASK, 10 * 480),
        ("3", "Test", TaskKind.TASK, 3 * 480),
        ("4", "Open", TaskKind.MILESTONE, 0),
    ]
    links = [(d.predecessor, d.successor, d.type, d.lag.minutes() if d.lag else 0) for d in program.dependencies]
    assert links == [("1", "2", "FS", 960), ("2", "3", "SS", 480), ("2", "4", "FS", 0), ("3", "4", "FF", 0)]
    assert program.tasks[1].constraints == (
        Constraint(kind=ConstraintKind.START_NO_EARLIER_THAN, date=datetime(2027, 1, 25, 8)),
    )
    office = next(calendar for calendar in program.calendars if calendar.name == "Office")
    assert office.shifts(date(2027, 1, 5)) == ((480.0, 720.0), (780.0, 1020.0))
    assert office.shifts(date(2027, 1, 6)) == ()


def test_dates_without_a_time_are_the_beginning_or_the_end_of_work_on_that_day(java: Java, tmp_path: Path) -> None:
    text = MPX.replace("Start No Earlier Than", "Finish No Later Than")
    text = text.replace("Constraint Date\n", "Constraint Date,Actual Start,Actual Finish\n").replace(
        "91,68\n", "91,68,58,59\n"
    )
    text = text.replace("1,4d,,No\n", "1,4d,,No,As Soon As Possible,,04-01-2027,08-01-2027\n")
    path = tmp_path / "plan.mpx"
    path.write_text(text, encoding="ascii")
    done, build, *_ = load(path).program.tasks
    assert (done.actual_start, done.actual_finish) == (datetime(2027, 1, 4, 8), datetime(2027, 1, 8, 17))
    wanted = Constraint(kind=ConstraintKind.FINISH_NO_LATER_THAN, date=datetime(2027, 1, 25, 17))
    assert build.constraints == (wanted,)


def test_a_finding_says_that_the_file_came_through_mpxj_and_none_names_a_line(java: Java, plan: Path) -> None:
    findings = load(plan).findings
    version = java.find("org.mpxj.MPXJ").VERSION
    wanted = f"the file (MPX) was read through MPXJ {version} as Microsoft Project XML"
    assert [f.message for f in findings if f.code == "RC060"] == [wanted]
    assert {f.where for f in findings} == {"plan.mpx"}


def test_an_untitled_project_is_called_after_its_file(java: Java, tmp_path: Path) -> None:
    path = tmp_path / "shed.mpx"
    path.write_text(MPX.replace("30,Kitchen", "30,"), encoding="ascii")
    assert load(path).program.name == "shed"


def test_import_writes_a_program(plan: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(import_, [str(plan), "-o", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert "4 tasks" in done.output
    assert [t.name for t in load(tmp_path / "out").program.tasks] == ["Plan", "Build", "Test", "Open"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("plan.mpp", b"x" * 600, "MPXJ does not recognise the file; is it what its name says?"),
        ("plan.mpp", b"", "MPXJ does not recognise the file"),
        ("plan.mpx", MPX.replace("10d", "ten").encode(), "MPXJ cannot read it: Error reading file"),
        ("plan.gan", b'<?xml version="1.0"?><project webLink="" version="2">' + b"<a>" * 200, "MPXJ cannot read it"),
    ],
)
def test_files_that_mpxj_cannot_read_say_why_in_one_line(
    name: str, content: bytes, words: str, java: Java, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    said = refusal(path)
    assert words in said
    assert "\n" not in said
    assert "org.mpxj" not in said


def refusal(path: Path, **keywords: Any) -> str:
    with pytest.raises(FileProblem) as caught:
        load(path, **keywords)
    return str(caught.value)


def test_a_file_of_microsoft_project_with_a_password_says_so(java: Java, tmp_path: Path) -> None:
    streams = project_streams({PASSWORD_FLAG: b"\1\0", PASSWORD_HASH: b"\1\2\3\4"})
    said = refusal(write_compound(java, tmp_path / "secret.mpp", streams))
    assert said.endswith("it is protected by a password; open it in its own tool, save it without one and read that")


def test_a_file_of_microsoft_project_without_its_content_is_refused(java: Java, tmp_path: Path) -> None:
    assert "MPXJ cannot read it" in refusal(write_compound(java, tmp_path / "plan.mpp", project_streams({})))


def test_a_compound_file_of_another_tool_is_refused(java: Java, tmp_path: Path) -> None:
    path = write_compound(java, tmp_path / "letter.mpp", {"WordDocument": bytes(5000)})
    assert "MPXJ does not recognise the file" in refusal(path)


def test_a_project_that_links_only_name_is_left_out_and_listed(java: Java, tmp_path: Path) -> None:
    path = tmp_path / "plan.pmxml"
    named = p6_project("<Activity><ObjectId>9</ObjectId><Id>X</Id></Activity>", uid=2).replace(
        "<Project>", '<Project external="true">'
    )
    named = named.replace("<PlannedStartDate>2027-01-04T08:00:00</PlannedStartDate>", "")
    path.write_text(pmxml_text(p6_project(p6_activity()) + named), encoding="utf-8")
    loaded = load(path, via_mpxj=True)
    assert [project.id for project in loaded.program.projects] == ["P1"]
    assert "1 project is only named as the end of links, and left out: P2" in [f.message for f in loaded.findings]


def test_errors_of_the_program_are_told_at_the_file(java: Java, tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_text(mspdi_text(task(1, "<Duration>PT8H0M0S</Duration>") + task(2)), encoding="utf-8")
    loaded = load(path, via_mpxj=True)
    assert {finding.where for finding in loaded.findings} == {"plan.xml"}
