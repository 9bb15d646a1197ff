"""Milestones are shown where people expect them."""

from __future__ import annotations

import riskcast as rc


def test_start_milestones_lie_where_work_begins_in_every_iteration() -> None:
    program = rc.Program.model_validate(
        {
            "id": "begin",
            "start": "2027-01-04",
            "calendar": "c",
            "calendars": [{"id": "c", "week": {"mon-fri": "08:00-16:00"}}],
            "projects": [{"id": "P"}],
            "tasks": [{"id": "go", "project": "P", "kind": "start-milestone"}],
        }
    )
    result = rc.simulate(program, rc.Plan(100, seed=1))
    assert str(result.percentile("milestone:go", 50)) == "2027-01-04 08:00:00"
    assert str(result.percentile("finish", 80)) == "2027-01-04 08:00:00"
