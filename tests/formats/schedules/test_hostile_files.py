"""Files made to hang, to fill memory or to break a reader: a clear problem or the right program, and soon."""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from riskcast.errors import FileProblem, InvalidInput, RiskcastError
from riskcast.formats import load
from riskcast.formats.loaded import Loaded
from riskcast.formats.schedules.values import FIRST_DAY, LAST_DAY
from riskcast.simulation.schedule import schedule_program

from .conftest import (
    BLOB,
    CALENDAR,
    PROJECT,
    SECOND,
    TASK,
    Rows,
    calendar,
    days,
    mspdi_text,
    pmxml_text,
    task,
    xer_text,
)

Read = Callable[..., Loaded]
SOON = 15.0
"""Seconds of computing; each of these took many times as long, or for ever, when it was found."""


@pytest.fixture(autouse=True)
def _soon() -> Iterator[None]:
    started = time.process_time()
    yield
    assert time.process_time() - started < SOON


def tasks(count: int, **cells: object) -> Rows:
    return [{**TASK, "task_id": n, "task_code": f"A{n}", **cells} for n in range(1, count + 1)]


def link(before: int, after: int) -> dict[str, object]:
    return {"task_id": after, "pred_task_id": before, "proj_id": 1, "pred_type": "PR_FS", "lag_hr_cnt": 0}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("name", ["plan.xer", "plan.xml", "plan.yaml", "plan.xlsx"])
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    with pytest.raises(FileProblem, match="a pipe or a device"):
        load(tmp_path / name)


def test_a_folder_with_the_name_of_a_schedule_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.xer").mkdir()
    with pytest.raises(FileProblem, match=r"no program\.yaml"):
        load(tmp_path / "plan.xer")


@pytest.mark.parametrize("data", ["(0||" + " " * 100_000 + "x", "(" * 100_000, "(0||A()(" * 50_000, "( 0 ||" * 50_000])
def test_calendars_of_brackets_and_blanks_are_unreadable_at_once(read_xer: Read, data: str) -> None:
    loaded = read_xer(CALENDAR=[{**CALENDAR, "clndr_data": data}])
    assert any("unreadable working times" in f.message for f in loaded.findings)


def test_twenty_thousand_activities_of_one_code_get_ids_of_their_own(read_xer: Read) -> None:
    program = read_xer(TASK=[{**TASK, "task_id": n} for n in range(20_000)]).program
    assert len({t.id for t in program.tasks}) == 20_000
    assert program.tasks[-1].id == "A~20000"


def test_ids_that_look_like_numbered_ones_stay_apart(read_xer: Read) -> None:
    codes = ["A", "A~2", "A", "A", "A~2"]
    rows = [{**TASK, "task_id": n, "task_code": code} for n, code in enumerate(codes)]
    assert [t.id for t in read_xer(TASK=rows).program.tasks] == ["A", "A~2", "A~3", "A~4", "A~2~2"]


def test_a_breakdown_of_thousands_of_levels_is_cut(read_xer: Read) -> None:
    elements = [{"wbs_id": n, "proj_id": 1, "parent_wbs_id": n + 1, "wbs_short_name": f"W{n}"} for n in range(5_000)]
    loaded = read_xer(PROJWBS=elements, TASK=[{**TASK, "wbs_id": 0}])
    assert loaded.program.tasks[0].wbs.split(".")[-1] == "W0"
    assert len(loaded.program.tasks[0].wbs.split(".")) == 100
    assert any("deeper than 100 levels" in f.message for f in loaded.findings)


def test_calendars_based_on_thousands_of_calendars_are_not_followed(read_xer: Read) -> None:
    calendars = [{**CALENDAR, "clndr_id": n, "base_clndr_id": n + 1} for n in range(7, 2_000)]
    assert any("more than 50 bases" in f.message for f in read_xer(CALENDAR=calendars).findings)


def test_a_cell_of_a_million_lines_is_put_together_at_once(read_xer: Read) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_xer(TASK=[{**TASK, "target_drtn_hr_cnt": "1" + "\nx" * 1_000_000}])
    assert "is not a number" in str(caught.value)
    assert len(str(caught.value)) < 10_000


@pytest.mark.parametrize("column", ["target_drtn_hr_cnt", "act_start_date", "task_type", "cstr_type"])
def test_no_message_repeats_a_value_of_any_length(read_xer: Read, column: str) -> None:
    try:
        findings = read_xer(TASK=[{**TASK, column: "9" * 100_000}]).findings
    except InvalidInput as error:
        findings = error.findings
    assert sum(len(str(f)) for f in findings) < 20_000


def test_a_circle_of_thousands_of_tasks_is_named_in_a_line(read_xer: Read) -> None:
    count = 5_000
    with pytest.raises(InvalidInput, match="run in a circle") as caught:
        read_xer(TASK=tasks(count), TASKPRED=[link(n, n % count + 1) for n in range(1, count + 1)])
    assert len(str(caught.value)) < 2_000


def test_twenty_thousand_links_to_one_task_are_read(read_xer: Read) -> None:
    count = 20_000
    links = [link(n, count) for n in range(1, count)]
    assert len(read_xer(TASK=tasks(count), TASKPRED=links).program.dependencies) == count - 1


def test_exceptions_over_five_hundred_years_are_read(read_xer: Read) -> None:
    exceptions = "".join(f"(0||{n}(d|{n})())" for n in range(1, 180_000))
    data = BLOB.replace("(0||0(d|46389)())", exceptions)
    program = read_xer(CALENDAR=[{**CALENDAR, "clndr_data": data}]).program
    weekdays = [n for n in range(FIRST_DAY.toordinal(), LAST_DAY.toordinal() + 1) if n % 7 not in (6, 0)]
    assert [day.toordinal() for day in program.calendars[0].exceptions] == weekdays


@pytest.mark.parametrize("tasks", [task(1, "a<b/>" * 200_000), task(1, "<Notes>" + "a&amp;" * 500_000 + "</Notes>")])
def test_text_in_countless_pieces_is_put_together_at_once(read_mspdi: Read, tasks: str) -> None:
    assert len(read_mspdi(tasks).program.tasks) == 1


def test_text_around_elements_is_kept_in_order(read_mspdi: Read) -> None:
    assert read_mspdi(task(1).replace(">T1<", "> a <b>no</b> &amp;\n c<")).program.tasks[0].name == "a  &\n c"


VALUES = [b"", b"0", b"-1", b"9999-12-31T00:00:00", b"0001-01-01 00:00", b"2199-12-31T23:59:00", b"1e12", b"-999999"]
VALUES += [b"nan", b"1e308", b"\0", b"\xff", b"&#1;", b"PT99999999H0M0S", b"-PT8H0M0S", b"P1Y", b"24:00:00", b"2", b"7"]
LINKS = [link(1, 2)]
SOURCES = {
    "plan.xer": xer_text({"PROJECT": [PROJECT], "CALENDAR": [CALENDAR], "TASK": [TASK, SECOND], "TASKPRED": LINKS}),
    "plan.pmxml": pmxml_text(),
    "plan.xml": mspdi_text(task(1) + task(2), calendar(days()) + calendar("", 2, 1)),
}


@pytest.mark.parametrize("name", SOURCES)
def test_files_with_other_values_are_scheduled_or_refused_in_words(tmp_path: Path, name: str) -> None:
    rng = random.Random(7)
    source = SOURCES[name].encode()
    cells = [m.span(m.lastindex or 0) for m in re.finditer(rb">([^<>\n]+)<|(?<=[\t|])([^\t\n|()]+)", source)]
    path = tmp_path / name
    scheduled = 0
    for _ in range(250):
        data = source
        for start, end in sorted(rng.sample(cells, rng.choice((1, 1, 2, 3))), reverse=True):
            other = rng.choice(cells)
            data = data[:start] + rng.choice([*VALUES, source[slice(*other)]]) + data[end:]
        path.write_bytes(data)
        try:
            schedule_program(load(path).program)
            scheduled += 1
        except RiskcastError as error:
            assert str(error)
    assert scheduled > 20
