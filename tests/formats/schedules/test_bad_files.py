"""Files that are not what they seem: a clear problem, never a traceback."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from riskcast.errors import FileProblem, RiskcastError
from riskcast.formats.schedules import read_schedule

from .conftest import CALENDAR, PROJECT, SECOND, TASK, calendar, days, mspdi_text, pmxml_text, task, xer_text

XER = xer_text({"PROJECT": [PROJECT], "CALENDAR": [CALENDAR], "TASK": [TASK, SECOND]})
XML = mspdi_text()
P6_XML = pmxml_text()
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + ']><Project xmlns="http://schemas.microsoft.com/project"><Title>&lol9;</Title></Project>'
)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("plan.xer", b"", "the file is empty"),
        ("plan.xml", b" \r\n", "the file is empty"),
        ("plan.xml", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "binary Microsoft Project"),
        ("plan.xml", b"PK\x03\x04rest", "ZIP archive"),
        ("plan.xer", b"MPX,Microsoft Project", "MPX"),
        ("plan.xer", b"hello", "neither a P6 XER file"),
        ("plan.xml", XML.encode()[:-30], "not well-formed XML"),
        ("plan.xml", XML.replace("<Title>", "<Title>&#0;").encode(), "not well-formed XML"),
        ("plan.xml", XML.replace("UTF-8", "UTF-99").encode(), "plan.xml"),
        ("plan.xml", XML.replace("Plan", "Pl\xe4n").encode("latin-1"), "not well-formed XML"),
        ("plan.xml", b'<!DOCTYPE Project SYSTEM "http://example.org/x.dtd"><Project/>', "DOCTYPE"),
        ("plan.xml", BOMB.encode(), "DOCTYPE"),
        ("plan.xml", b"<a>" * 5000, "nest deeper"),
        ("plan.xml", b"<html><body/></html>", "root element is <html>"),
        ("plan.pmxml", P6_XML.encode()[:-30], "not well-formed XML"),
        ("plan.pmxml", P6_XML.replace("<Project>", "<Project x='&#0;'>").encode(), "not well-formed XML"),
        ("plan.pmxml", P6_XML.replace("?>", "?><!DOCTYPE a>").encode(), "DOCTYPE"),
        ("plan.pmxml", P6_XML.replace("<Project>", "<Project>" + "<a>" * 200).encode(), "nest deeper"),
        ("plan.pmxml", P6_XML.replace("APIBusinessObjects", "Other").encode(), "root element is <Other>"),
        ("plan.xer", XER.encode()[: XER.index("B\t16")], "breaks off in line 11"),
        ("plan.xer", b"\xff\xfeE\x00R\x00M\x00H\x00D\x00R\x00\x00\xd8", "UTF-16"),
    ],
)
def test_files_that_cannot_be_read_say_why(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileProblem) as caught:
        read_schedule(path)
    assert words in str(caught.value)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="there is no such file"):
        read_schedule(tmp_path / "none.xer")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_survive_the_encodings_of_xer_files(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.xer"
    text = xer_text(
        {"PROJECT": [PROJECT], "CALENDAR": [CALENDAR], "TASK": [{**TASK, "task_name": "Prüfung à Łódź"[:9]}]}
    )
    path.write_bytes(text.encode(encoding))
    loaded = read_schedule(path)
    assert loaded.program.tasks[0].name == "Prüfung à"
    assert any(f.code == "RC050" for f in loaded.findings) == (encoding == "cp1252")


def test_windows_line_ends_and_continued_cells_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "plan.xer"
    rows = [{**TASK, "task_name": "two\nlines"}]
    text = xer_text({"PROJECT": [PROJECT], "CALENDAR": [CALENDAR], "TASK": rows})
    path.write_text(text, encoding="utf-8", newline="\r\n")
    assert read_schedule(path).program.tasks[0].name == "two\nlines"


def test_a_missing_end_line_is_a_warning_when_the_last_row_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "plan.xer"
    path.write_text(XER.replace("%E\n", ""), encoding="utf-8")
    assert any("%E" in f.message for f in read_schedule(path).findings)


def test_mangled_files_raise_nothing_but_our_own_errors(tmp_path: Path) -> None:
    rng = random.Random(7)
    full = mspdi_text(task(1) + task(2), calendar(days()) + calendar("", 2, 1))
    for source in (XER.encode(), full.encode(), P6_XML.encode()):
        for n in range(300):
            data = bytearray(source)
            for _ in range(rng.randint(1, 6)):
                at = rng.randrange(len(data))
                data[at : at + rng.randint(0, 4)] = bytes(
                    rng.choices(b"0123456789-:<>/\t\n%|()xY\xe4", k=rng.randint(0, 4))
                )
            path = tmp_path / f"m{n}"
            path.write_bytes(data)
            try:
                read_schedule(path)
            except RiskcastError as error:
                assert str(error)


def test_ten_thousand_tasks_are_read_within_three_seconds(tmp_path: Path) -> None:
    count = 10_000
    tasks = [{**TASK, "task_id": n, "task_code": f"A{n}"} for n in range(count)]
    links = [
        {"task_id": n, "pred_task_id": n - step, "proj_id": 1, "pred_type": "PR_FS", "lag_hr_cnt": 8}
        for n in range(count)
        for step in (1, 7)
        if n >= step
    ]
    path = tmp_path / "large.xer"
    tables = {"PROJECT": [PROJECT], "CALENDAR": [CALENDAR], "TASK": tasks, "TASKPRED": links}
    path.write_text(xer_text(tables), encoding="utf-8")
    started = time.perf_counter()
    program = read_schedule(path).program
    assert time.perf_counter() - started < 3.0
    assert (len(program.tasks), len(program.dependencies)) == (count, 2 * count - 8)
