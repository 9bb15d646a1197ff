"""Whole reviews of the example programs, each asked once: everything that a page can show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import riskcast as rc
from riskcast.analysis.review.review import Review
from riskcast.report import render_report
from riskcast.simulation.result import Result

from . import programs

MODELS = Path(__file__).parents[2] / "models"
SCENARIOS = MODELS.parent / "scenarios"
WORKBOOK = "erp & 50 %.xlsx"


@dataclass(frozen=True)
class Made:
    """A review, what it stands against, and its page."""

    found: Review
    last: Result
    page: str


@cache
def erp() -> Made:
    """Return the review of the ERP program with two options and since another promise, with a risk less."""
    program = rc.load(MODELS / "erp")
    targets = program.targets.model_copy(update={"finish": date(2028, 3, 1)})
    last = rc.simulate(program.replace(targets=targets, risks=program.risks[1:]), rc.Plan(256, seed=5))
    files = [str(SCENARIOS / "erp" / f"{name}.yaml") for name in ("mitigated", "descoped")]
    options = [rc.candidate(program, scenario) for scenario in rc.load_scenarios(files, MODELS / "erp", program)]
    found = rc.review(program, options, last, rc.Plan(500, seed=7))
    return Made(found, last, render_report(found.result, answers=found.answers, workbook=WORKBOOK))


@cache
def datacentre() -> Result:
    """Return the data centre with money over time, its benefits and its assets."""
    return rc.simulate(rc.load(MODELS / "datacentre"), rc.Plan(256, seed=7, phasing=rc.GROUPS))


@cache
def pages() -> dict[str, str]:
    """Return a page with everything, one with all kinds of money, and one of a program that has almost nothing."""
    plain = rc.simulate(programs.plain(), rc.Plan(256, seed=7))
    return {"erp": erp().page, "datacentre": render_report(datacentre()), "plain": render_report(plain)}
