"""What varies together, as given and as used."""

from __future__ import annotations

from riskcast.analysis.correlated import Correlated, Line, correlated
from riskcast.report.context import Context
from riskcast.report.html import Html, el, name
from riskcast.report.table import table
from riskcast.report.words import say_correlation

SHOWN = 20
"""Changed coefficients that are listed."""


def correlation_parts(context: Context) -> list[Html]:
    """Return what is correlated, and every coefficient that was changed to make that possible."""
    found = correlated(context.result)
    items = [el("li", said) for said in _said(found)]
    parts = [el("h3", "What is correlated"), el("ul", *items, class_="findings")]
    if found.repairs:
        count = len(found.repairs)
        many = f", the {SHOWN} that changed most of {count:,}" if count > SHOWN else ""
        text = (
            "The coefficients below contradict each other: no quantities can vary together like that. The nearest "
            "ones that are possible were used instead."
        )
        rows = [
            (name(f"{r.first} and {r.second}"), say_correlation(r.given), say_correlation(r.used))
            for r in found.repairs[:SHOWN]
        ]
        parts += [el("p", text), table(f"Changed rank correlations{many}", ("Between", "Given", "Used"), rows)]
    return parts


def _said(found: Correlated) -> list[str]:
    said = [_line(line) for line in found.lines]
    if found.drivers:
        said.append(f"Tasks that share a driver vary together through it: {', '.join(found.drivers)}.")
    other = "Other durations" if said else "Durations"
    if found.default:
        said.append(f"{other}: {say_correlation(found.default)} between any two (default).")
    else:
        said.append(f"{other} and costs are drawn independently of each other.")
    return said


def _line(line: Line) -> str:
    note = f" ({line.note})" if line.note else ""
    return f"{line.what[0].upper()}{line.what[1:]}: {say_correlation(line.rho)}{note}."
