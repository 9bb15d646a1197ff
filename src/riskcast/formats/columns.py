"""The columns of the tables, which are the same in CSV files and worksheets."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from riskcast.errors import did_you_mean
from riskcast.model.calendar import parse_weekdays
from riskcast.model.program import Targets
from riskcast.model.task import ConstraintKind, StoredDates

CONSTRAINT_COLUMNS: dict[str, ConstraintKind] = {kind.value.replace("-", "_"): kind for kind in ConstraintKind}
"""Columns (and YAML fields) for date constraints, one for each kind."""

STORED_COLUMNS: dict[str, str] = {f"stored_{name}": name for name in StoredDates.model_fields}
"""Columns (and YAML fields) for the dates that another tool had computed, and their names in the model."""

TASK_FIELDS = (
    *("id", "name", "project", "kind", "wbs", "parent", "calendar", "duration", "predecessors", *CONSTRAINT_COLUMNS),
    *("as_late_as_possible", "manual_start", "manual_finish", "levelling_delay", "splits", "on_resource_calendars"),
    *("fixed_cost", "cost_per_day", "actual_start", "actual_finish", "remaining", "resume", "expected_finish"),
    *("baseline_start", "baseline_finish", "target", "probability", "cause"),
    *(*STORED_COLUMNS, "note", "code"),
)
"""Fields that a task has in a table and in YAML."""

IMPACT_COLUMNS = ("tasks", "project", "delay", "factor", "cost", "cost_per_day", "treatment", "each")
"""Columns of one impact, in the tables of risks and of their responses."""

RESPONSE_COLUMNS: dict[str, str] = {
    "response": "name",
    **{f"response_{name}": name for name in ("state", "cost", "probability", "decide_by")},
}
"""Columns of a risk for its response, and their names in the model."""

RISK_FIELDS = (
    *("id", "name", "kind", "probability", "exclusive", "given", "not_before", "not_after", "expires_with", "enabled"),
    *("cause", "owner", "note"),
)
"""Fields that a risk has in a table and in YAML."""

ESTIMATE_COLUMNS = ("distribution", "low", "likely", "high")
TAG = "tag."
TAGGED = frozenset(("tasks", "costs", "actuals", "commitments", "changes"))
"""Sections whose tables may have columns ``tag.NAME`` of the user's own."""

COST_FIELDS = (
    *("id", "task", "project", "begin", "end", "name", "fixed", "per_day", "per_calendar_day", "quantity", "per_unit"),
    *("spread", "instalments", "commit", "payment_days", "currency", "category", "treatment", "index", "supplier"),
    *("budget", "remaining", "double_running", "note"),
)
"""Fields that a cost line has in a table and in YAML."""

ACTUAL_FIELDS = (
    *("date", "amount", "line", "task", "project", "kind", "paid", "currency", "rate", "commitment", "category"),
    *("treatment", "supplier", "document", "note"),
)
"""Fields that an actual has in a table and in YAML."""

RESOURCE_FIELDS = (
    *("id", "name", "kind", "calendar", "per_hour", "per_unit", "currency", "category", "treatment", "index"),
    *("supplier", "payment_days"),
)
"""Fields that a resource has in a table and in YAML."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "program": ("key", "value"),
    "projects": (
        "id",
        "name",
        "manager",
        "calendar",
        "start",
        "data_date",
        "treatment",
        "must_finish_by",
        *(f"targets.{name}" for name in Targets.model_fields),
    ),
    "calendars": ("id", "name", "hours_per_day", "days_per_week"),
    "holidays": ("calendar", "date", "shifts", "name"),
    "tasks": (*TASK_FIELDS, *ESTIMATE_COLUMNS),
    "dependencies": ("predecessor", "successor", "type", "lag", "lag_calendar"),
    "resources": RESOURCE_FIELDS,
    "assignments": ("task", "resource", "units", "delay", "duration", "splits"),
    "costs": COST_FIELDS,
    "indices": ("id", "name", "rate", "base", "volatility", "categories", "note"),
    "currencies": ("id", "rate", "volatility", "hedged", "note"),
    "capitalisation": ("id", "name", "steps", "capital_share", "in_service", "life_years", "note"),
    "actuals": ACTUAL_FIELDS,
    "commitments": ("id", "line", "date", "amount", "currency", "rate", "supplier", "note"),
    "changes": ("id", "name", "date", "status", "amount", "project", "line", "note"),
    "budgets": ("fiscal_year", "project", "treatment", "amount"),
    "periods": ("id", "start", "end", "fiscal_year", "quarter"),
    "benefits": ("id", "name", "start", "per_year", "years", "until", "ramp_months", "note"),
    "risks": (*RISK_FIELDS[:4], *IMPACT_COLUMNS, *RISK_FIELDS[4:-2], *RESPONSE_COLUMNS, *RISK_FIELDS[-2:]),
    "responses": ("risk", *IMPACT_COLUMNS),
    "drivers": ("id", "name", "probability", "duration", "cost", "tasks", "enabled", "cause", "note"),
    "bands": ("where", *ESTIMATE_COLUMNS, "cost", "note"),
    "correlations": ("of", "among", "rho", "note"),
    "branches": ("id", "name", "option", "probability", "tasks"),
    "conditions": ("id", "name", "task", "later_than", "longer_than", "then", "otherwise"),
    "reworks": ("id", "name", "tasks", "probability", "at_most"),
    "lost_time": ("id", "name", "calendars", "months", "days", "block"),
    "seasons": ("id", "name", "calendars", "first", "last", "early", "late"),
}
"""Known columns of each table; some may also have ``tag.NAME``, and calendars weekdays such as ``mon-fri``."""

REQUIRED: dict[str, tuple[str, ...]] = {
    "program": ("key", "value"),
    "projects": ("id",),
    "calendars": ("id",),
    "holidays": ("calendar", "date"),
    "tasks": ("id",),
    "dependencies": ("predecessor", "successor"),
    "resources": ("id",),
    "assignments": ("task", "resource"),
    "costs": ("id",),
    "indices": ("id", "rate"),
    "currencies": ("id", "rate"),
    "capitalisation": ("id", "steps"),
    "actuals": ("date", "amount"),
    "commitments": ("id", "line", "date", "amount"),
    "changes": ("id", "status", "amount"),
    "budgets": ("fiscal_year", "amount"),
    "periods": ("id", "start", "end", "fiscal_year"),
    "benefits": ("id", "start", "per_year"),
    "risks": ("id", "probability"),
    "responses": ("risk",),
    "drivers": ("id",),
    "bands": ("where",),
    "correlations": ("among", "rho"),
    "branches": ("id", "probability", "tasks"),
    "conditions": ("id", "task"),
    "reworks": ("id", "tasks", "probability"),
    "lost_time": ("id", "calendars", "days"),
    "seasons": ("id", "calendars", "first", "last"),
}

TEXT_COLUMNS = frozenset(
    (
        *("id", "name", "project", "wbs", "calendar", "predecessors", "note", "code", "task", "tasks"),
        *("owner", "manager", "predecessor", "successor", "key", "value", "parent", "resource", "calendars"),
        *("exclusive", "given", "expires_with", "cause", "response", "risk", "where", "among", "option", "then"),
        *("otherwise", "begin", "end", "instalments", "commit", "currency", "category", "categories", "treatment"),
        *("index", "supplier", "steps", "in_service", "line", "commitment", "document", "fiscal_year", "quarter"),
        "start",
    )
)
"""Columns of free text, in which a leading apostrophe protects the cell from being taken for a formula."""


def is_text(column: str) -> bool:
    """Return True for columns whose cells may carry a protecting apostrophe."""
    return column in TEXT_COLUMNS or column.startswith(TAG)


def is_known(section: str, column: str) -> bool:
    """Return True when a table of this section may have the column."""
    if column in COLUMNS[section]:
        return True
    if section in TAGGED:
        return column.startswith(TAG) and len(column) > len(TAG)
    return section == "calendars" and is_weekdays(column)


def is_weekdays(column: str) -> bool:
    """Return True for ``mon``, ``mon-fri`` and the like."""
    try:
        parse_weekdays(column)
    except ValueError:
        return False
    return True


def unknown_remedy(section: str, column: str) -> str:
    """Return what to do about a column that a table does not have."""
    if section == "tasks" and column == "estimate":
        return "in a table the estimate stands in the column distribution"
    hint = did_you_mean(column, COLUMNS[section])
    return hint or ("name your own columns tag." + column if section in TAGGED else "delete the column")


def lookalike(name: str, known: Iterable[str]) -> str | None:
    """Return the known name of which a file or sheet name looks like a slip of the pen."""
    close = difflib.get_close_matches(name.strip().lower(), list(known), n=1, cutoff=0.75)
    return close[0] if close else None
