"""Baseline dates: taken where a file states them for certain, and left out where it does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from riskcast.errors import InvalidInput
from riskcast.formats import load
from riskcast.formats.loaded import Loaded

from .conftest import PROJECT, SECOND, TASK, p6_activity, p6_object, p6_project, task

Read = Callable[..., Loaded]
DATES = (datetime(2027, 1, 4, 8), datetime(2027, 1, 8, 17))
PLANNED = {"target_start_date": "2027-01-04 08:00", "target_end_date": "2027-01-08 17:00"}
OWNER = {**PROJECT, "orig_proj_id": "", "sum_base_proj_id": ""}
COPY = {**PROJECT, "proj_id": 5, "proj_short_name": "P1-B1", "orig_proj_id": 1, "sum_base_proj_id": ""}


def baselines(loaded: Loaded) -> dict[str, tuple[datetime | None, datetime | None]]:
    return {task.id: (task.baseline_start, task.baseline_finish) for task in loaded.program.tasks}


def said(loaded: Loaded) -> str:
    return " | ".join(f.message for f in loaded.findings if f.code == "RC058")


def test_ms_project_measures_against_baseline_0(read_mspdi: Read) -> None:
    first = "<Baseline><Number>1</Number><Finish>2026-01-08T17:00:00</Finish></Baseline>"
    zero = (
        "<Baseline><Number>0</Number><Start>2027-01-04T08:00:00</Start><Finish>2027-01-08T17:00:00</Finish></Baseline>"
    )
    loaded = read_mspdi(task(1, first + zero) + task(2, first) + task(3))
    assert baselines(loaded) == {"1": DATES, "2": (None, None), "3": (None, None)}
    assert "2 tasks have baselines, of which only the dates are carried, and only those of baseline 0: 1, 2" in said(
        loaded
    )


def test_an_unreadable_baseline_date_is_said_with_its_place(read_mspdi: Read) -> None:
    with pytest.raises(InvalidInput, match=r"Task 1\.Baseline.*RC052"):
        read_mspdi(task(1, "<Baseline><Number>0</Number><Start>yesterday</Start></Baseline>"))


def test_planned_dates_of_p6_are_no_baseline(read_xer: Read) -> None:
    assert baselines(read_xer(TASK=[{**TASK, **PLANNED}])) == {"A": (None, None)}


def test_the_only_baseline_project_of_an_xer_file_gives_its_planned_dates(read_xer: Read) -> None:
    copy = {**TASK, **PLANNED, "task_id": 9, "proj_id": 5}
    loaded = read_xer(
        PROJECT=[OWNER, COPY], TASK=[{**TASK, "target_start_date": "", "target_end_date": ""}, SECOND, copy]
    )
    assert baselines(loaded) == {"A": DATES, "B": (None, None)}
    assert "1 baseline project is read only for the planned dates of its activities: P1-B1" in said(loaded)


def test_of_several_baseline_projects_the_one_that_is_named_counts(read_xer: Read) -> None:
    other = {**COPY, "proj_id": 6, "proj_short_name": "P1-B2"}
    tasks = [TASK, {**TASK, **PLANNED, "task_id": 9, "proj_id": 5}, {**TASK, "task_id": 10, "proj_id": 6}]
    loaded = read_xer(PROJECT=[{**OWNER, "sum_base_proj_id": 5}, COPY, other], TASK=tasks)
    assert baselines(loaded) == {"A": DATES}
    assert "P1-B1 | 1 baseline project is left out: P1-B2" in said(loaded)
    loaded = read_xer(PROJECT=[OWNER, COPY, other], TASK=tasks)
    assert baselines(loaded) == {"A": (None, None)}
    assert "2 baseline projects are left out: P1-B1, P1-B2" in said(loaded)


def test_a_named_baseline_that_is_not_in_the_file_is_not_replaced_by_another(read_xer: Read) -> None:
    tasks = [TASK, {**TASK, **PLANNED, "task_id": 9, "proj_id": 5}]
    assert baselines(read_xer(PROJECT=[{**OWNER, "sum_base_proj_id": 77}, COPY], TASK=tasks)) == {"A": (None, None)}


def test_the_baseline_project_of_a_p6_xml_file_gives_its_planned_dates(read_pmxml: Read) -> None:
    planned = {"PlannedStartDate": "2027-01-04T08:00:00", "PlannedFinishDate": "2027-01-08T17:00:00"}
    copy = p6_object("BaselineProject", p6_activity(9, **planned), ObjectId=5, Id="P1-B1", OriginalProjectObjectId=1)
    loaded = read_pmxml(p6_project(p6_activity(1) + p6_activity(2, "B"), CurrentBaselineProjectObjectId=5) + copy)
    assert baselines(loaded) == {"A": DATES, "B": (None, None)}
    assert "1 baseline project is read only for the planned dates of its activities: P1-B1" in said(loaded)


def test_the_baselines_of_a_real_file_are_read(shared_dir: Path) -> None:
    found = baselines(load(shared_dir / "data" / "schedules" / "msp-baseline-progress.xml"))
    finishes = {name: finish for name, (_, finish) in found.items() if finish is not None}
    assert finishes == {
        **{name: datetime(2006, 9, 13, 17) for name in ("1", "6", "5")},
        "2": datetime(2006, 8, 28, 17),
        "3": datetime(2006, 9, 1, 17),
        "4": datetime(2006, 9, 5, 17),
        "7": datetime(2006, 9, 8, 17),
    }
