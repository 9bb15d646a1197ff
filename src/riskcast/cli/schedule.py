"""``riskcast schedule``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from riskcast.cli.kernels import prepare_kernels
from riskcast.cli.problems import show_findings
from riskcast.cli.read import nothing_to_schedule, program_argument
from riskcast.cli.scenario_option import read_with_scenarios, scenario_option

if TYPE_CHECKING:
    from riskcast.simulation.schedule import Schedule


@click.command()
@program_argument
@scenario_option
@click.option("--json", "as_json", is_flag=True, help="Print dates of every task as JSON.")
@click.option("--critical", is_flag=True, help="Only the critical path, in order of start.")
def schedule(program: str, scenarios: tuple[str, ...], as_json: bool, critical: bool) -> None:
    """Print the deterministic schedule: early and late dates, float, critical path."""
    loaded = read_with_scenarios(program, scenarios)
    prepare_kernels(loaded.program)
    from riskcast.cli.schedule_table import schedule_table
    from riskcast.simulation.schedule import schedule_program

    found = schedule_program(loaded.program, checked=True)
    show_findings(nothing_to_schedule(loaded, found))
    click.echo(json.dumps(_as_json(found), indent=1) if as_json else schedule_table(found, critical))


def _as_json(found: Schedule) -> dict[str, Any]:
    codes = {task.id: task.code or task.id for task in found.network.program.tasks}
    projects: dict[str, dict[str, Any]] = {p: {"id": p, "tasks": {}} for p in found.network.projects}
    for id_, row in found.to_frame().iterrows():
        projects[row["project"]]["tasks"][codes[str(id_)]] = {
            **{
                name: row[name].isoformat(timespec="minutes")
                for name in ("early_start", "early_finish", "late_start", "late_finish")
            },
            "total_float_min": _number(row["total_float_min"]),
            "free_float_min": _number(row["free_float_min"]),
            "critical": bool(row["critical"]),
        }
    return {"projects": list(projects.values())}


def _number(x: float) -> float | int:
    return int(x) if x == int(x) else round(x, 1)
