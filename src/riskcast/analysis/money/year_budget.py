"""The budgets of fiscal years, as they were stated."""

from __future__ import annotations

from riskcast.model.capitalisation import CAPEX, OPEX
from riskcast.model.program import Program


def year_budget(program: Program, year: str, project: str = "", treatment: str = "") -> float | None:
    """Return what may be spent in a fiscal year; None when that was not stated.

    It is what was stated for exactly this project (the program when empty) and treatment (both when empty). Where
    that is missing, both is capex and opex together, and the program is all its projects together when each has
    a budget of the year.
    """
    stated = _stated(program, year, project, treatment)
    if stated is None and not treatment:
        stated = _together([_stated(program, year, project, part) for part in (CAPEX, OPEX)])
    if stated is None and not project:
        stated = _together([year_budget(program, year, part.id, treatment) for part in program.projects])
    return stated


def _stated(program: Program, year: str, project: str, treatment: str) -> float | None:
    wanted = (year, project, treatment)
    rows = [
        row.amount for row in program.budgets if wanted == (row.fiscal_year, row.project or "", row.treatment or "")
    ]
    return float(sum(rows)) if rows else None


def _together(parts: list[float | None]) -> float | None:
    """Return the sum of parts that were all stated."""
    stated = [part for part in parts if part is not None]
    return float(sum(stated)) if len(stated) == len(parts) else None
