"""What ties risks together, in sentences: sets, cascades, windows, and several on one task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riskcast.analysis.wording import say_date, say_percent
from riskcast.model.effective import effective_risks
from riskcast.model.program import Program
from riskcast.model.risk import Risk

_DELAYS = {"sum": "their delays add up", "max": "only the longest delay counts"}
_FACTORS = {
    "product": "their factors multiply",
    "sum": "what their factors are above 100 % adds up",
    "max": "only the factor furthest from 100 % counts",
}


def ties(program: Program) -> tuple[str, ...]:
    """Return a sentence for every exclusive set, cascade and window of the risks that count, and how risks combine."""
    risks = effective_risks(program).risks
    if not risks:
        return ()
    combine = program.combine
    said = f"Where several risks hit one task, {_DELAYS[combine.delays]} and {_FACTORS[combine.factors]}."
    return (*_sets(risks), *_cascades(risks), *_windows(risks), said)


def _sets(risks: Sequence[Risk]) -> Iterator[str]:
    sets: dict[str, list[Risk]] = {}
    for risk in risks:
        if risk.exclusive is not None:
            sets.setdefault(risk.exclusive, []).append(risk)
    for name, members in sets.items():
        if len(members) > 1:
            rest = max(1.0 - sum(risk.probability for risk in members), 0.0)
            chances = _listed([f"{_quoted(risk)} ({say_percent(risk.probability)})" for risk in members], "or")
            yield f"At most one of the set {name} occurs: {chances}; none with {say_percent(rest)}."


def _cascades(risks: Sequence[Risk]) -> Iterator[str]:
    labels = {risk.id: _quoted(risk) for risk in risks}
    for risk in risks:
        chances = [f"{say_percent(g.probability)} after {labels[g.risk]}" for g in risk.given if g.risk in labels]
        if chances:
            several = "; after several of these, the largest counts" if len(chances) > 1 else ""
            yield f"{_quoted(risk)}: {say_percent(risk.probability)} by itself, {_listed(chances, 'and')}{several}."


def _windows(risks: Sequence[Risk]) -> Iterator[str]:
    for risk in risks:
        ends = [f"after {say_date(risk.not_before)}"] if risk.not_before is not None else []
        ends += [f"before {say_date(risk.not_after)}"] if risk.not_after is not None else []
        if ends:
            yield f"{_quoted(risk)}: hits only what is at work {' and '.join(ends)}."
        if risk.expires_with is not None:
            yield f"{_quoted(risk)}: over once {risk.expires_with} is finished."


def _quoted(risk: Risk) -> str:
    return f"“{risk.label}”"


def _listed(parts: Sequence[str], word: str) -> str:
    return f" {word} ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
