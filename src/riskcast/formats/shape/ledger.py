"""Rows to actuals, commitments and changes."""

from __future__ import annotations

from collections.abc import Mapping

from riskcast.formats.raw import Row, Value
from riskcast.formats.shape.family import TREATMENT, Family, shape_family
from riskcast.formats.shape.report import Report
from riskcast.model.ledger import Actual, ActualKind, Change, ChangeStatus, Commitment


def _label(data: Mapping[str, Value]) -> str:
    named = (data.get(name) for name in ("document", "line", "task", "project", "date"))
    return next((value for value in named if isinstance(value, str) and value), "")


_ACTUALS = Family("actuals", Actual, words={**TREATMENT, "kind": tuple(ActualKind)}, label=_label)
_COMMITMENTS = Family("commitments", Commitment)
_CHANGES = Family("changes", Change, words={"status": tuple(ChangeStatus)})


def shape_actuals(report: Report, rows: list[Row]) -> list[Actual]:
    """Return the actuals of all rows."""
    return shape_family(report, rows, _ACTUALS)


def shape_commitments(report: Report, rows: list[Row]) -> list[Commitment]:
    """Return the commitments of all rows."""
    return shape_family(report, rows, _COMMITMENTS)


def shape_changes(report: Report, rows: list[Row]) -> list[Change]:
    """Return the changes of all rows."""
    return shape_family(report, rows, _CHANGES)
