"""The choice of health checks names checks that exist."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.errors import Finding, did_you_mean
from riskcast.model.check.index import Index
from riskcast.model.checks import CODES, LIMITS


def check_choices(index: Index) -> Iterator[Finding]:
    """Yield a finding for every unknown code among the ignored checks and the limits."""
    checks = index.program.checks
    for n, code in enumerate(checks.ignore):
        if code not in CODES:
            yield _unknown(code, CODES, ("checks", "ignore", n), "checks.ignore")
    for name in checks.thresholds:
        if name not in LIMITS:
            yield _unknown(name, tuple(LIMITS), ("checks", "thresholds", name), f"checks.thresholds.{name}")


def _unknown(name: str, known: tuple[str, ...], path: tuple[str | int, ...], subject: str) -> Finding:
    remedy = did_you_mean(name, known) or f"the checks are {CODES[0]} to {CODES[-1]}; riskcast explain lists them"
    return Finding("RC170", f"unknown health check {name!r}", remedy, "error", path, subject)
