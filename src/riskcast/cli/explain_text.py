"""Health rules and other codes, explained for terminals."""

from __future__ import annotations

from collections.abc import Iterable

from riskcast.analysis.health.rule import Rule
from riskcast.cli.codes import Meaning
from riskcast.cli.lines import wrap
from riskcast.model.checks import LIMITS


def say_rule(rule: Rule, width: int) -> str:
    """Return everything about a rule: what and why, how it is measured, its limit, remedy and source."""
    parts = [f"{rule.code} {rule.title} ({rule.level})", wrap(rule.what, width)]
    parts += [_entry(name, text, width) for name, text in _entries(rule)]
    return "\n".join(parts)


def say_meaning(meaning: Meaning) -> str:
    """Return the line about a code that is not a health check."""
    return f"{meaning.code} {meaning.level}: {meaning.text}"


def list_codes(codes: Iterable[Rule | Meaning], width: int) -> str:
    """Return one line per code."""
    lines = [f"{'code':5}  {'level':12}  meaning"]
    for item in codes:
        text = f"health: {item.title.lower()}" if isinstance(item, Rule) else item.text
        head = f"{item.code:5}  {item.level:12}  "
        lines.append(head + wrap(text, width, " " * len(head)).lstrip())
    return "\n".join([*lines, "", "riskcast explain RC201 says all about a health check."])


def _entries(rule: Rule) -> list[tuple[str, str]]:
    limit = f"{rule.say_limit(rule.default_limit)}, unless the program says otherwise"
    keys = ", ".join(f"{name}: {value:g}" for name, value in LIMITS.items() if name.partition(".")[0] == rule.code)
    return [
        ("measured", rule.formula),
        ("limit", f"{limit} in program.yaml"),
        ("set it", f"checks: {{thresholds: {{{keys}}}}}"),
        ("leave out", f"checks: {{ignore: [{rule.code}]}}"),
        ("remedy", rule.remedy),
        ("source", rule.source),
    ]


def _entry(name: str, text: str, width: int) -> str:
    head = f"  {name:9}  "
    return head + wrap(text, width, " " * len(head)).lstrip()
