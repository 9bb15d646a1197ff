"""Rows to budgets and periods, and the mappings ``fiscal`` and ``finance``."""

from __future__ import annotations

from collections.abc import Mapping

from riskcast.formats.raw import Row, Value
from riskcast.formats.shape.entry import Entry
from riskcast.formats.shape.family import TREATMENT, Family, shape_family
from riskcast.formats.shape.report import Report
from riskcast.model.capitalisation import CAPEX, OPEX
from riskcast.model.fiscal import Period, YearBudget


def _label(data: Mapping[str, Value]) -> str:
    named = (data.get(name) for name in ("fiscal_year", "project", "treatment"))
    return " ".join(value for value in named if isinstance(value, str) and value)


_BUDGETS = Family("budgets", YearBudget, words=TREATMENT, label=_label)
_PERIODS = Family("periods", Period)


def shape_budgets(report: Report, rows: list[Row]) -> list[YearBudget]:
    """Return the budgets of all rows."""
    return shape_family(report, rows, _BUDGETS)


def shape_periods(report: Report, rows: list[Row]) -> list[Period]:
    """Return the accounting periods of all rows."""
    return shape_family(report, rows, _PERIODS)


def fiscal_fields(entry: Entry) -> dict[str, Value]:
    """Return the fields of ``fiscal`` that stand in the program's fields; words are in lower case."""
    return _lowered(entry.mapping("fiscal", "{first_month: apr, pattern: 4-4-5}"))


def finance_fields(entry: Entry) -> dict[str, Value]:
    """Return the fields of ``finance`` that stand in the program's fields."""
    fields = entry.mapping("finance", "{treatment: opex, discount_rate: 0.07}")
    kept: dict[str, Value] = {name: value for name, value in fields.items() if value is not None and value != ""}
    treatment = kept.get("treatment")
    if isinstance(treatment, str) and treatment.strip().lower() in (CAPEX, OPEX):
        kept["treatment"] = treatment.strip().lower()
    return kept


def _lowered(fields: Mapping[str, Value]) -> dict[str, Value]:
    kept = {name: value for name, value in fields.items() if value is not None and value != ""}
    return {name: value.strip().lower() if isinstance(value, str) else value for name, value in kept.items()}
