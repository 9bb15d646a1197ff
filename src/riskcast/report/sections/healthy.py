"""Whether the plan is fit to be simulated: the health checks, as far as they were made."""

from __future__ import annotations

from riskcast.analysis.health import Health
from riskcast.analysis.health.rule import Outcome
from riskcast.report.context import Context
from riskcast.report.html import Html, el
from riskcast.report.table import details, table
from riskcast.report.words import DASH


def healthy(context: Context) -> list[Html]:
    """Return the checks that fail, and all of them on demand; nothing when none was made."""
    found = next(iter(context.answers_of(Health)), None)
    if found is None:
        return []
    points = found.dcma
    passed = sum(outcome.verdict == "pass" for outcome in points)
    failed = "none fails" if not found.failed else f"{len(found.failed)} of all checks fail"
    said = f"{passed} of the {len(points)} points of the DCMA assessment pass; {failed}."
    parts = [el("h3", "Health of the schedule"), el("p", said)]
    if found.failed:
        parts.append(_table("Checks that fail", found.failed))
    return [*parts, details(f"All {len(found.outcomes)} checks", _table("Health checks", found.outcomes))]


def _table(caption: str, outcomes: tuple[Outcome, ...]) -> Html:
    head = ("Check", "Code", "Found", "Limit", "Verdict")
    return table(caption, head, [_row(outcome) for outcome in outcomes], words=(1, 4))


def _row(outcome: Outcome) -> tuple[str, ...]:
    rule, value = outcome.rule, outcome.measured.value
    said = DASH if value is None else rule.say_value(value)
    verdict = {"pass": "passes", "fail": "fails"}.get(outcome.verdict, outcome.measured.reason or "does not apply")
    return rule.title, rule.code, said, rule.say_limit(outcome.limit), verdict
