"""Milestones are shown where people expect them."""

from __future__ import annotations

from pathlib import Path

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


def test_percentiles_of_a_milestone_are_those_of_its_iterations() -> None:
    result = rc.simulate(rc.load(Path(__file__).parents[2] / "models" / "erp"), rc.Plan(2000, seed=3))
    rows = {bar.task: bar for bar in rc.bars(result).rows}
    assert len(result.milestones) > 5
    for task in result.milestones:
        assert rows[task].p50_finish == result.percentile(f"milestone:{task}", 50)
        assert rows[task].p80_finish == result.percentile(f"milestone:{task}", 80)
