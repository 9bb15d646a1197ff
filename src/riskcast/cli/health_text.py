"""Schedule health for terminals and for other programs."""

from __future__ import annotations

from typing import Any

from riskcast.analysis.health import Health
from riskcast.analysis.health.order import DCMA
from riskcast.analysis.health.rule import Offender, Outcome
from riskcast.cli.lines import wrap
from riskcast.cli.table import format_table

_SHOWN = 5
_TIED = 60
"""Longest item that is never broken between two lines."""
_NO_BREAK = "\N{NO-BREAK SPACE}"


def health_text(health: Health, width: int, *, everything: bool = False) -> str:
    """Return the table of all checks, then what makes them fail; a few of each unless ``everything`` is asked for."""
    more = [outcome for outcome in health.outcomes if outcome.rule.code not in DCMA]
    parts = [_table("DCMA 14 points", health.dcma), _table("for simulations", more)]
    parts += [_failure(outcome, width, everything) for outcome in health.failed]
    notes = _notes(health, width)
    closing = [health_summary(health, width), "riskcast explain CODE says what a check means and what to do about it."]
    return "\n\n".join(part for part in (*parts, notes, "\n".join(closing)) if part)


def health_summary(health: Health, width: int, hint: str = "") -> str:
    """Return how many checks pass and which fail, in a line or two, followed by a hint."""
    points = health.dcma
    passed = sum(outcome.verdict == "pass" for outcome in points)
    idle = sum(outcome.verdict == "n.a." for outcome in points)
    words = f"Health: {passed} of {len(points)} DCMA points pass"
    words += f", {idle} {'does' if idle == 1 else 'do'} not apply" if idle else ""
    names = [f"{o.rule.title.lower()} {o.rule.code}".replace(" ", _NO_BREAK) for o in health.failed]
    words += f"; fails: {', '.join(names)}." if names else "; nothing fails."
    return wrap(f"{words} {hint}".strip(), width)


def health_data(health: Health) -> dict[str, Any]:
    """Return the data of ``riskcast health --json``."""
    return {"checks": [_check(outcome) for outcome in health.outcomes], "ignored": list(health.ignored)}


def _check(outcome: Outcome) -> dict[str, Any]:
    rule, measured = outcome.rule, outcome.measured
    return {
        "code": rule.code,
        "title": rule.title,
        "level": rule.level,
        "dcma": rule.code in DCMA,
        "verdict": outcome.verdict,
        "count": measured.count,
        "population": measured.population,
        "value": measured.value,
        "unit": rule.unit,
        "limit": outcome.limit,
        "at_least": rule.at_least,
        "reason": measured.reason,
        "offenders": [{"section": o.section, "id": o.id, "note": o.note} for o in measured.offenders],
    }


def _table(title: str, outcomes: list[Outcome] | tuple[Outcome, ...]) -> str:
    if not outcomes:
        return ""
    return format_table(
        ["code", title.ljust(27), "measured", "limit", "result", "count"], list(map(_row, outcomes)), (2, 3)
    )


def _row(outcome: Outcome) -> list[str]:
    rule, measured = outcome.rule, outcome.measured
    value = "" if measured.value is None else rule.say_value(measured.value)
    limit = f"{'≥' if rule.at_least else '≤'} {outcome.limit:g}{' %' if rule.unit else ''}"
    count = f"{measured.count:,} of {measured.population:,}" if measured.population else ""
    verdict = outcome.verdict.upper() if outcome.verdict == "fail" else outcome.verdict
    return [rule.code, rule.title, value, limit, verdict, count]


def _failure(outcome: Outcome, width: int, everything: bool) -> str:
    rule, measured = outcome.rule, outcome.measured
    offenders = measured.offenders if everything else measured.offenders[:_SHOWN]
    named = [_name(offender) for offender in offenders]
    hidden = len(measured.offenders) - len(named)
    if hidden:
        named.append(f"... and {hidden:,} more (--all)".replace(" ", _NO_BREAK))
    listed = ", ".join(named) or measured.reason
    head = wrap(f"{rule.code} {rule.title}: {rule.remedy}", width)
    lines = [head, wrap(listed, width, "  ") if listed else ""]
    return "\n".join(line for line in lines if line)


def _name(offender: Offender) -> str:
    lag = offender.section == "dependencies"
    text = f"{offender.id} {offender.note}" if lag else f"{offender.id} ({offender.note})"
    return text.replace(" ", _NO_BREAK) if len(text) <= _TIED else text


def _notes(health: Health, width: int) -> str:
    """Return why checks do not apply, what the indices refer to, and what the program leaves out."""
    reasons: dict[str, list[str]] = {}
    for outcome in health.outcomes:
        if outcome.verdict == "n.a.":
            reasons.setdefault(outcome.measured.reason, []).append(outcome.rule.code)
    lines = [f"{', '.join(codes)} n.a.: {reason}" for reason, codes in reasons.items()]
    said = (o for o in health.outcomes if o.verdict != "n.a." and o.measured.reason)
    lines += [f"{o.rule.code}: {o.measured.reason}" for o in said if o.verdict == "pass" or o.measured.offenders == ()]
    if health.ignored:
        lines.append(f"left out by the program: {', '.join(health.ignored)}")
    return "\n".join(wrap(line, width) for line in lines)
