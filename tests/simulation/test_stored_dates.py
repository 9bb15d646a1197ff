"""The dates and floats that Microsoft Project and Primavera P6 stored in real files come out to the minute."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import riskcast as rc
from riskcast.simulation.schedule import Schedule

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "schedules"
NAMES = sorted(p.name for p in FOLDER.glob("*.expected.json")) or ["(no file)"]
FIELDS = ("early_start", "early_finish", "late_start", "late_finish", "total_float_min")
Ours = dict[tuple[str, str], dict[str, Any]]


def plan_of(oracle: Path) -> Path:
    """Return the schedule file that stands beside its stored dates."""
    stem = oracle.name.removesuffix(".expected.json")
    return next(p for p in oracle.parent.glob(f"{stem}.*") if p.stem == stem)


def dates(schedule: Schedule) -> Ours:
    """Return what riskcast schedules, by project and by the task's code in the tool it came from."""
    codes = {task.id: task.code for task in schedule.network.program.tasks}
    frame = schedule.to_frame()
    return {(row["project"], codes[str(id_)]): dict(row) for id_, row in frame.iterrows()}


def stored(project: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """Return task, field and value of everything the file stores that its tool computed by its rules."""
    oracle = project["oracle"]
    left_out = oracle.get("exclude", {})
    summaries = {task["id"] for task in project["tasks"] if task.get("summary")}
    found = []
    for code, values in project["expected"].items():
        for field in oracle.get("fields", FIELDS):
            skipped = code in (left_out.get(field, ()) if isinstance(left_out, dict) else left_out)
            if code not in summaries and not skipped and values.get(field) is not None:
                found.append((code, field, values[field]))
    return found


def misses(ours: Ours, projects: list[dict[str, Any]], usual: str) -> tuple[int, list[str]]:
    """Return how many values were compared and which differ: dates to the minute, floats by less than a minute."""
    compared, wrong = 0, []
    for project in projects:
        owner = project["properties"].get("project_id") or usual
        for code, field, value in stored(project):
            mine = ours.get((owner, code), {}).get(field)
            if field == "total_float_min":
                right = mine is not None and abs(mine - value) < 1.0
            else:
                right = mine is not None and mine.isoformat(timespec="minutes") == value[:16]
            compared += 1
            if not right:
                wrong.append(f"{owner} {code} {field}: stored {value}, computed {mine}")
    return compared, wrong


@pytest.fixture(params=NAMES)
def oracle(request: pytest.FixtureRequest, shared_dir: Path) -> Path:
    return shared_dir / "data" / "schedules" / str(request.param)


def test_stored_dates_and_floats_come_out_to_the_minute(oracle: Path) -> None:
    program = rc.load(plan_of(oracle))
    projects = json.loads(oracle.read_text(encoding="utf-8"))["projects"]
    compared, wrong = misses(dates(rc.schedule(program)), projects, program.projects[0].id)
    assert compared > 0
    assert wrong == []


def test_every_schedule_has_stored_dates_to_be_compared_with(shared_dir: Path) -> None:
    folder = shared_dir / "data" / "schedules"
    plans = {p.name for p in folder.iterdir() if p.suffix in (".xml", ".xer", ".pmxml")}
    assert {plan_of(folder / name).name for name in NAMES} == plans
    assert len(plans) >= 27


def test_the_comparison_sees_a_date_that_is_a_minute_off(shared_dir: Path) -> None:
    """Moving the first stored early finish by a minute gives exactly one miss."""
    path = shared_dir / "data" / "schedules" / "msp-relations.expected.json"
    projects = json.loads(path.read_text(encoding="utf-8"))["projects"]
    program = rc.load(plan_of(path))
    ours = dates(rc.schedule(program))
    code, _, value = next(item for item in stored(projects[0]) if item[1] == "early_finish")
    projects[0]["expected"][code]["early_finish"] = value[:-1] + str((int(value[-1]) + 1) % 10)
    assert len(misses(ours, projects, program.projects[0].id)[1]) == 1
