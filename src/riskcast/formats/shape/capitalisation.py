"""Rows to capitalisation rules."""

from __future__ import annotations

from dataclasses import replace

from riskcast.formats.raw import Row
from riskcast.formats.shape.family import Family, listed_text, shape_family
from riskcast.formats.shape.report import Report
from riskcast.model.capitalisation import CapitalRule, Step, parse_steps

_RULES = Family("capitalisation", CapitalRule, {"steps": parse_steps}, stand_in={"steps": (Step(treatment="opex"),)})


def shape_capitalisation(report: Report, rows: list[Row]) -> list[CapitalRule]:
    """Return the rules of all rows; in YAML the steps may be a list of texts."""
    return shape_family(report, [_joined(row) for row in rows], _RULES)


def _joined(row: Row) -> Row:
    return replace(row, data={**row.data, "steps": listed_text(row.data.get("steps"))})
