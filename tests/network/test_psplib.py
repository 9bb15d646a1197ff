"""The longest path of every PSPLIB network equals the MPM-Time printed in its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import riskcast as rc
from riskcast.model.amount import Amount
from riskcast.model.calendar import Calendar
from riskcast.model.program import Program, Project
from riskcast.model.task import Dependency, Task

START = datetime(2026, 1, 5, 8)
DAILY = Calendar.model_validate({"id": "daily", "week": {"mon-sun": "08:00-12:00, 13:00-17:00"}})
TOGETHER = 120
"""Instances that are scheduled as the projects of one program."""


@dataclass(frozen=True)
class Instance:
    """One file: job ``n`` is entry ``n - 1``."""

    name: str
    days: list[int]
    successors: list[list[int]]
    mpm_time: int


def read_instance(name: str, text: str) -> Instance:
    """Read the single-mode format of Kolisch and Sprecher; blocks are found by their headings."""
    precedence = _block(text, r"PRECEDENCE RELATIONS:\n[^\n]*\n")
    requests = _block(text, r"REQUESTS/DURATIONS:\n[^\n]*\n-+\n")
    assert [row[0] for row in precedence] == [row[0] for row in requests] == list(range(1, len(requests) + 1)), name
    assert all(row[1] == 1 and row[2] == len(row) - 3 for row in precedence), name
    mpm_time = _block(text, r"PROJECT INFORMATION:\n[^\n]*\n")[0][5]
    return Instance(name, [row[2] for row in requests], [row[3:] for row in precedence], mpm_time)


def _block(text: str, heading: str) -> list[list[int]]:
    found = re.search(rf"{heading}(.*?)\n\*", text, re.DOTALL)
    assert found, f"no block {heading!r}"
    return [[int(word) for word in line.split()] for line in found[1].splitlines()]


def as_program(instances: list[Instance]) -> Program:
    """Return the instances as the projects of one program, without their resources."""
    return Program(
        id="psplib",
        start=START,
        calendar="daily",
        calendars=(DAILY,),
        projects=tuple(Project(id=instance.name) for instance in instances),
        tasks=tuple(
            Task(id=f"{instance.name}:{n}", project=instance.name, duration=Amount(days, "d"))
            for instance in instances
            for n, days in enumerate(instance.days, start=1)
        ),
        dependencies=tuple(
            Dependency(predecessor=f"{instance.name}:{n}", successor=f"{instance.name}:{after}")
            for instance in instances
            for n, successors in enumerate(instance.successors, start=1)
            for after in successors
        ),
    )


def longest_paths(instances: list[Instance]) -> Iterator[tuple[str, int]]:
    """Yield each instance's critical-path length in working days, as riskcast schedules it."""
    schedule = rc.schedule(as_program(instances))
    for instance, finish in zip(instances, schedule.network.moments(schedule.project_finish), strict=True):
        yield instance.name, working_days(finish.astype(datetime))


def working_days(finish: datetime) -> int:
    """Return the days of 8 hours from the start to an end of work."""
    assert finish.hour == 17 and finish == finish.replace(minute=0, second=0)
    return (finish - START + timedelta(hours=15)) // timedelta(days=1)


@pytest.fixture(scope="module")
def instances(shared_dir: Path) -> list[Instance]:
    """Return every instance of the collection, in whatever folders it lies."""
    folder = shared_dir / "data" / "psplib"
    paths = sorted(folder.rglob("*.sm"))
    if not paths:
        pytest.skip("reference data is not available: there are no PSPLIB files (*.sm) in ../shared/data/psplib")
    return [read_instance(path.relative_to(folder).as_posix(), path.read_text(encoding="latin-1")) for path in paths]


def test_the_longest_path_of_every_instance_is_the_mpm_time_of_its_file(instances: list[Instance]) -> None:
    groups = [instances[n : n + TOGETHER] for n in range(0, len(instances), TOGETHER)]
    found = {name: days for group in groups for name, days in longest_paths(group)}
    assert found == {instance.name: instance.mpm_time for instance in instances}
