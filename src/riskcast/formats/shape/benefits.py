"""Rows to benefits."""

from __future__ import annotations

from riskcast.formats.raw import Row
from riskcast.formats.shape.costs import parse_cost
from riskcast.formats.shape.family import Family, shape_family
from riskcast.formats.shape.report import Report
from riskcast.model.benefit import Benefit
from riskcast.model.estimate import Estimate

_BENEFITS = Family("benefits", Benefit, {"per_year": parse_cost}, stand_in={"per_year": Estimate.parse("0")})


def shape_benefits(report: Report, rows: list[Row]) -> list[Benefit]:
    """Return the benefits of all rows."""
    return shape_family(report, rows, _BENEFITS)
