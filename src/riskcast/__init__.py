"""Monte Carlo risk and forecast engine for programs.

>>> import riskcast as rc
>>> program = rc.load("models/erp")
>>> result = rc.simulate(program, rc.Plan(iterations=10_000, seed=7))
>>> result.percentile("finish", 80)
>>> result.to_frame()
>>> rc.report(result, "reports/erp.html")

Names are looked up on first use, so importing riskcast loads neither numba, scipy, pandas nor plotly.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from riskcast._version import __version__

if TYPE_CHECKING:
    from riskcast.analysis.answer import answer
    from riskcast.analysis.attribution.attribute import attribute
    from riskcast.analysis.bars import bars
    from riskcast.analysis.compare import compare
    from riskcast.analysis.cross_project import cross_project
    from riskcast.analysis.curves import curve
    from riskcast.analysis.drivers import drivers
    from riskcast.analysis.envelope.table import envelope
    from riskcast.analysis.gate import Promise, gate, promises
    from riskcast.analysis.health import assess as health
    from riskcast.analysis.indices import indices
    from riskcast.analysis.measures import summaries_frame, summarise
    from riskcast.analysis.merges import merge_bias, merges
    from riskcast.analysis.mitigation.choose import mitigate
    from riskcast.analysis.money.allocation import allocate
    from riskcast.analysis.money.budget import budgets
    from riskcast.analysis.money.capitalised import capitalised
    from riskcast.analysis.money.contingency import contingencies
    from riskcast.analysis.money.cost_report import cost_report
    from riskcast.analysis.money.drawdown import drawdown
    from riskcast.analysis.money.joint import frontier, joint
    from riskcast.analysis.money.npv import net_present_value
    from riskcast.analysis.money.profiles import profiles
    from riskcast.analysis.money.runout import runout
    from riskcast.analysis.money.years import year_table
    from riskcast.analysis.overlay import overlay
    from riskcast.analysis.paths import paths
    from riskcast.analysis.review.limits import limits
    from riskcast.analysis.review.review import Candidate, Review, candidate, review
    from riskcast.analysis.review.since import since
    from riskcast.analysis.review.status import ratings
    from riskcast.analysis.stack import stack
    from riskcast.errors import FileProblem, Finding, InvalidInput, RiskcastError
    from riskcast.export.csv_table import export_csv
    from riskcast.export.exported import Exported
    from riskcast.export.mspdi.write import export_mspdi
    from riskcast.export.workbook.write import write_workbook as workbook
    from riskcast.formats import Loaded
    from riskcast.formats import load as read
    from riskcast.formats import load_program as load
    from riskcast.formats.save import save_program as save
    from riskcast.formats.scenarios import load_scenarios, read_scenario
    from riskcast.model.check import check_program as check
    from riskcast.model.program import Program
    from riskcast.model.report_settings import ReportSettings
    from riskcast.model.scenario import Scenario, apply_scenario, apply_scenarios, differences
    from riskcast.report import write_report as report
    from riskcast.report.markdown import write_markdown as report_markdown
    from riskcast.report.notebook import figure, figures
    from riskcast.report.pdf import write_pdf as report_pdf
    from riskcast.simulation.cash import GROUPS, Cash
    from riskcast.simulation.file import load_result, save_result
    from riskcast.simulation.plan import Plan
    from riskcast.simulation.result import Result
    from riskcast.simulation.run import simulate
    from riskcast.simulation.schedule import schedule_program as schedule

_HOMES = {
    "Candidate": "analysis.review.review:Candidate",
    "Cash": "simulation.cash:Cash",
    "Exported": "export.exported:Exported",
    "FileProblem": "errors:FileProblem",
    "Finding": "errors:Finding",
    "GROUPS": "simulation.cash:GROUPS",
    "InvalidInput": "errors:InvalidInput",
    "Loaded": "formats:Loaded",
    "Plan": "simulation.plan:Plan",
    "Program": "model.program:Program",
    "Promise": "analysis.gate:Promise",
    "ReportSettings": "model.report_settings:ReportSettings",
    "Result": "simulation.result:Result",
    "Review": "analysis.review.review:Review",
    "RiskcastError": "errors:RiskcastError",
    "Scenario": "model.scenario:Scenario",
    "allocate": "analysis.money.allocation:allocate",
    "answer": "analysis.answer:answer",
    "apply_scenario": "model.scenario:apply_scenario",
    "apply_scenarios": "model.scenario:apply_scenarios",
    "attribute": "analysis.attribution.attribute:attribute",
    "bars": "analysis.bars:bars",
    "budgets": "analysis.money.budget:budgets",
    "candidate": "analysis.review.review:candidate",
    "capitalised": "analysis.money.capitalised:capitalised",
    "check": "model.check:check_program",
    "compare": "analysis.compare:compare",
    "contingencies": "analysis.money.contingency:contingencies",
    "cost_report": "analysis.money.cost_report:cost_report",
    "cross_project": "analysis.cross_project:cross_project",
    "curve": "analysis.curves:curve",
    "differences": "model.scenario:differences",
    "drawdown": "analysis.money.drawdown:drawdown",
    "drivers": "analysis.drivers:drivers",
    "envelope": "analysis.envelope.table:envelope",
    "export_csv": "export.csv_table:export_csv",
    "export_mspdi": "export.mspdi.write:export_mspdi",
    "figure": "report.notebook:figure",
    "figures": "report.notebook:figures",
    "frontier": "analysis.money.joint:frontier",
    "gate": "analysis.gate:gate",
    "health": "analysis.health:assess",
    "indices": "analysis.indices:indices",
    "joint": "analysis.money.joint:joint",
    "limits": "analysis.review.limits:limits",
    "load": "formats:load_program",
    "load_result": "simulation.file:load_result",
    "load_scenarios": "formats.scenarios:load_scenarios",
    "merge_bias": "analysis.merges:merge_bias",
    "merges": "analysis.merges:merges",
    "mitigate": "analysis.mitigation.choose:mitigate",
    "net_present_value": "analysis.money.npv:net_present_value",
    "overlay": "analysis.overlay:overlay",
    "paths": "analysis.paths:paths",
    "profiles": "analysis.money.profiles:profiles",
    "promises": "analysis.gate:promises",
    "ratings": "analysis.review.status:ratings",
    "read": "formats:load",
    "read_scenario": "formats.scenarios:read_scenario",
    "report": "report:write_report",
    "report_markdown": "report.markdown:write_markdown",
    "report_pdf": "report.pdf:write_pdf",
    "review": "analysis.review.review:review",
    "runout": "analysis.money.runout:runout",
    "save": "formats.save:save_program",
    "save_result": "simulation.file:save_result",
    "schedule": "simulation.schedule:schedule_program",
    "simulate": "simulation.run:simulate",
    "since": "analysis.review.since:since",
    "stack": "analysis.stack:stack",
    "summaries_frame": "analysis.measures:summaries_frame",
    "summarise": "analysis.measures:summarise",
    "workbook": "export.workbook.write:write_workbook",
    "year_table": "analysis.money.years:year_table",
}

__all__ = [
    "GROUPS",
    "Candidate",
    "Cash",
    "Exported",
    "FileProblem",
    "Finding",
    "InvalidInput",
    "Loaded",
    "Plan",
    "Program",
    "Promise",
    "ReportSettings",
    "Result",
    "Review",
    "RiskcastError",
    "Scenario",
    "__version__",
    "allocate",
    "answer",
    "apply_scenario",
    "apply_scenarios",
    "attribute",
    "bars",
    "budgets",
    "candidate",
    "capitalised",
    "check",
    "compare",
    "contingencies",
    "cost_report",
    "cross_project",
    "curve",
    "differences",
    "drawdown",
    "drivers",
    "envelope",
    "export_csv",
    "export_mspdi",
    "figure",
    "figures",
    "frontier",
    "gate",
    "health",
    "indices",
    "joint",
    "limits",
    "load",
    "load_result",
    "load_scenarios",
    "merge_bias",
    "merges",
    "mitigate",
    "net_present_value",
    "overlay",
    "paths",
    "profiles",
    "promises",
    "ratings",
    "read",
    "read_scenario",
    "report",
    "report_markdown",
    "report_pdf",
    "review",
    "runout",
    "save",
    "save_result",
    "schedule",
    "simulate",
    "since",
    "stack",
    "summaries_frame",
    "summarise",
    "workbook",
    "year_table",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'riskcast' has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    value = getattr(importlib.import_module(f"riskcast.{module}"), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
