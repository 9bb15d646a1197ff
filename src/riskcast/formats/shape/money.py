"""The sections of money that stand beside the cost lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from riskcast.formats.raw import Raw, Row
from riskcast.formats.shape.benefits import shape_benefits
from riskcast.formats.shape.capitalisation import shape_capitalisation
from riskcast.formats.shape.fiscal import shape_budgets, shape_periods
from riskcast.formats.shape.foreign_ledger import ledger_rows
from riskcast.formats.shape.ledger import shape_actuals, shape_changes, shape_commitments
from riskcast.formats.shape.prices import shape_currencies, shape_indices
from riskcast.formats.shape.report import Report
from riskcast.model.base import Entity

Shape = Callable[[Report, list[Row]], Sequence[Entity]]

_SHAPERS: dict[str, Shape] = {
    "indices": shape_indices,
    "currencies": shape_currencies,
    "capitalisation": shape_capitalisation,
    "commitments": shape_commitments,
    "changes": shape_changes,
    "budgets": shape_budgets,
    "periods": shape_periods,
    "benefits": shape_benefits,
}


def shape_money(raw: Raw, report: Report) -> dict[str, tuple[Entity, ...]]:
    """Return the entities by section; the actuals are those of their section and those of the ledger's file."""
    parts = {name: tuple(shape(report, raw.sections.get(name, []))) for name, shape in _SHAPERS.items()}
    rows = [*raw.sections.get("actuals", []), *ledger_rows(raw, report)]
    return {**parts, "actuals": tuple(shape_actuals(report, rows))}
