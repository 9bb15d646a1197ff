"""The dates and floats that Primavera P6 stored in real files come out to the minute."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import riskcast as rc

FILES = (
    "p6-captured-13-cases.xer",
    "p6-lag-calendar-24h.xer",
    "p6-two-projects-external-links.xer",
    "p6-xml-percent-complete.pmxml",
    "p6-xml-two-projects.xml",
)
FIELDS = ("early_start", "early_finish", "late_start", "late_finish", "total_float_min")


def dates(path: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """Return what riskcast schedules, by project and activity code."""
    program = rc.load(path)
    codes = {task.id: task.code for task in program.tasks}
    frame = rc.schedule(program).to_frame()
    return {(row["project"], codes[str(id_)]): dict(row) for id_, row in frame.iterrows()}


@pytest.mark.parametrize("name", FILES)
def test_stored_dates_and_floats_come_out_to_the_minute(name: str, shared_dir: Path) -> None:
    path = shared_dir / "data" / "schedules" / name
    ours = dates(path)
    compared = 0
    for project in json.loads(path.with_suffix(".expected.json").read_text())["projects"]:
        for code, stored in project["expected"].items():
            for field in FIELDS:
                if field not in project["oracle"]["fields"] or stored.get(field) is None:
                    continue
                mine = ours[project["properties"]["project_id"], code][field]
                text = mine if field == "total_float_min" else mine.isoformat(timespec="minutes")
                assert text == stored[field], (project["properties"]["project_id"], code, field)
                compared += 1
    assert compared > 0
