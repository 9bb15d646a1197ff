"""The data of ``riskcast capex --json``."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from riskcast.analysis.money.buckets import By
from riskcast.analysis.money.capitalised import capitalised
from riskcast.analysis.money.cost_report import cost_report
from riskcast.analysis.money.excess import excess_of_standalone
from riskcast.analysis.money.npv import net_present_value
from riskcast.analysis.money.profiles import profiles
from riskcast.analysis.money.runout import runout
from riskcast.analysis.money.years import year_table
from riskcast.cli.run_json import run_data
from riskcast.simulation.result import Result


def capex_data(result: Result, by: By, load_s: float) -> dict[str, Any]:
    """Return the run and its money: fiscal years, profiles, cost report, assets; in the program's currency."""
    run = run_data(result, load_s)
    kinds = ("", "capex", "opex")
    projects = ("", *(project.id for project in result.program.projects))
    ran_out = runout(result, "committed")
    assets, worth = capitalised(result), net_present_value(result)
    return {
        **{name: run[name] for name in ("iterations", "seed", "design", "riskcast", "digest", "program_digest")},
        "currency": result.program.currency,
        "sign": "costs are positive",
        "cost": run["measures"]["cost"],
        "fiscal_years": [
            plain(asdict(row))
            for project in projects
            for kind in kinds
            for row in year_table(result, project=project, treatment=kind)
        ],
        "standalone": plain(asdict(excess_of_standalone(result))),
        "profiles": [plain(asdict(profile)) for profile in profiles(result, by=by)],
        "cost_report": [plain(asdict(row)) for row in cost_report(result).rows],
        "runout": None if ran_out is None else plain({**asdict(ran_out), "first": None}),
        "capitalised": None if assets is None else plain(asdict(assets)),
        "net_present_value": None if worth is None else plain(asdict(worth)),
    }


def plain(value: Any) -> Any:
    """Return a value as JSON has it: dates as ISO text, arrays as lists."""
    if isinstance(value, dict):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value.tolist() if hasattr(value, "tolist") else value
