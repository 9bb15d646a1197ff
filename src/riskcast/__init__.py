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
    from riskcast.analysis.bars import bars
    from riskcast.analysis.curves import curve
    from riskcast.analysis.drivers import drivers
    from riskcast.analysis.health import assess as health
    from riskcast.analysis.measures import summaries_frame, summarise
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
    from riskcast.errors import FileProblem, Finding, InvalidInput, RiskcastError
    from riskcast.export.csv_table import export_csv
    from riskcast.export.exported import Exported
    from riskcast.export.mspdi.write import export_mspdi
    from riskcast.export.workbook.write import write_workbook as workbook
    from riskcast.formats import Loaded
    from riskcast.formats import load as read
    from riskcast.formats import load_program as load
    from riskcast.formats.save import save_program as save
    from riskcast.model.check import check_program as check
    from riskcast.model.program import Program
    from riskcast.report import write_report as report
    from riskcast.simulation.cash import GROUPS, Cash
    from riskcast.simulation.file import load_result, save_result
    from riskcast.simulation.plan import Plan
    from riskcast.simulation.result import Result
    from riskcast.simulation.run import simulate
    from riskcast.simulation.schedule import schedule_program as schedule

_HOMES = {
    "Cash": "simulation.cash:Cash",
    "Exported": "export.exported:Exported",
    "FileProblem": "errors:FileProblem",
    "Finding": "errors:Finding",
    "GROUPS": "simulation.cash:GROUPS",
    "InvalidInput": "errors:InvalidInput",
    "Loaded": "formats:Loaded",
    "Plan": "simulation.plan:Plan",
    "Program": "model.program:Program",
    "Result": "simulation.result:Result",
    "RiskcastError": "errors:RiskcastError",
    "allocate": "analysis.money.allocation:allocate",
    "answer": "analysis.answer:answer",
    "bars": "analysis.bars:bars",
    "budgets": "analysis.money.budget:budgets",
    "capitalised": "analysis.money.capitalised:capitalised",
    "check": "model.check:check_program",
    "contingencies": "analysis.money.contingency:contingencies",
    "cost_report": "analysis.money.cost_report:cost_report",
    "curve": "analysis.curves:curve",
    "drawdown": "analysis.money.drawdown:drawdown",
    "drivers": "analysis.drivers:drivers",
    "export_csv": "export.csv_table:export_csv",
    "export_mspdi": "export.mspdi.write:export_mspdi",
    "frontier": "analysis.money.joint:frontier",
    "health": "analysis.health:assess",
    "joint": "analysis.money.joint:joint",
    "load": "formats:load_program",
    "load_result": "simulation.file:load_result",
    "net_present_value": "analysis.money.npv:net_present_value",
    "profiles": "analysis.money.profiles:profiles",
    "read": "formats:load",
    "report": "report:write_report",
    "runout": "analysis.money.runout:runout",
    "save": "formats.save:save_program",
    "save_result": "simulation.file:save_result",
    "schedule": "simulation.schedule:schedule_program",
    "simulate": "simulation.run:simulate",
    "summaries_frame": "analysis.measures:summaries_frame",
    "summarise": "analysis.measures:summarise",
    "workbook": "export.workbook.write:write_workbook",
    "year_table": "analysis.money.years:year_table",
}

__all__ = [
    "GROUPS",
    "Cash",
    "Exported",
    "FileProblem",
    "Finding",
    "InvalidInput",
    "Loaded",
    "Plan",
    "Program",
    "Result",
    "RiskcastError",
    "__version__",
    "allocate",
    "answer",
    "bars",
    "budgets",
    "capitalised",
    "check",
    "contingencies",
    "cost_report",
    "curve",
    "drawdown",
    "drivers",
    "export_csv",
    "export_mspdi",
    "frontier",
    "health",
    "joint",
    "load",
    "load_result",
    "net_present_value",
    "profiles",
    "read",
    "report",
    "runout",
    "save",
    "save_result",
    "schedule",
    "simulate",
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
