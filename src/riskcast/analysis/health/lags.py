"""RC202 and RC203: dependencies with negative and with positive lags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riskcast.analysis.health.rule import PAM, Measured, Rule, share

if TYPE_CHECKING:
    from riskcast.analysis.health.facts import Facts

_NO_LINKS = "no dependency leads to a task that is left to do"
COUNTED = (
    "dependencies between tasks or milestones whose successor is not finished (those of summaries and levels of "
    "effort are left out)"
)


def measure_leads(facts: Facts) -> Measured:
    """Count dependencies with a negative lag."""
    return _measure(facts, -1.0)


def measure_lags(facts: Facts) -> Measured:
    """Count dependencies with a positive lag."""
    return _measure(facts, 1.0)


def _measure(facts: Facts, sign: float) -> Measured:
    found = [link for link in facts.links if link.dependency.lag is not None and link.dependency.lag.value * sign > 0.0]
    return share([link.note() for link in found], len(facts.links), _NO_LINKS)


LEADS = Rule(
    code="RC202",
    title="Leads",
    level="warning",
    what=(
        "A lead lets a task start a fixed time before its predecessor ends. In a simulated future the predecessor may "
        "take half as long or twice as long, and the lead stays the same: the successor then starts before the work "
        "it builds on exists, which nobody would do."
    ),
    formula=f"Dependencies with a negative lag / {COUNTED}.",
    remedy="split the predecessor where the successor can really start, and link finish to start",
    source=f"{PAM}.2",
    measure=measure_leads,
)

LAGS = Rule(
    code="RC203",
    title="Lags",
    level="info",
    what=(
        "A lag is waiting time that nobody answers for: no task, no range, no risk. It is exactly as long in every "
        "simulated future, so a plan that hides work in lags looks surer than it is."
    ),
    formula=f"Dependencies with a positive lag / {COUNTED}.",
    remedy="make a task with a range of the waiting time, unless it is a law of nature such as drying",
    source=f"{PAM}.3",
    measure=measure_lags,
)
