"""Which checks there are, in the order of their codes. A new one is a file, a limit in the model and a line here."""

from __future__ import annotations

from riskcast.analysis.health import (
    baseline,
    clamps,
    constraints,
    dangling,
    dates,
    durations,
    finished_risks,
    floats,
    lags,
    length_index,
    logic,
    path_test,
    relations,
    resources,
    summaries,
)
from riskcast.analysis.health.rule import Rule

RULES: tuple[Rule, ...] = (
    logic.RULE,
    lags.LEADS,
    lags.LAGS,
    relations.RULE,
    constraints.RULE,
    floats.HIGH,
    floats.NEGATIVE,
    durations.RULE,
    dates.RULE,
    resources.RULE,
    baseline.MISSED,
    path_test.RULE,
    length_index.RULE,
    baseline.EXECUTION,
    dangling.STARTS,
    dangling.FINISHES,
    clamps.RULE,
    summaries.RULE,
    finished_risks.RULE,
)
DCMA = frozenset(rule.code for rule in RULES[:14])
"""Codes of the fourteen points."""
