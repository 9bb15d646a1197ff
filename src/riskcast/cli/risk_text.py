"""What the table of risks does not show: responses, sets, cascades, windows, and how risks combine."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.analysis.wording import say_date, say_percent
from riskcast.cli.lines import wrap
from riskcast.cli.risk_table import risk_table
from riskcast.cli.sizes import say_cost, say_delay, say_size
from riskcast.model.effective import effective_risks
from riskcast.model.program import Program
from riskcast.model.risk import Response, ResponseState, Risk, RiskKind
from riskcast.model.selector import Selection

_DELAYS = {"sum": "delays add up", "max": "the longest delay counts"}
_FACTORS = {
    "product": "factors multiply",
    "sum": "what factors are above 100 % adds up",
    "max": "the factor furthest from 100 % counts",
}


def risks_text(program: Program, selection: Selection, width: int) -> str:
    """Return the risks as they count now, with everything that ties them together."""
    counting = effective_risks(program, selection)
    parts = [risk_table(counting.risks, selection, width)] if counting.risks else []
    for title, lines in (
        ("Responses", _responses(program)),
        ("At most one occurs of each set", _sets(counting.risks)),
        ("Chances given other risks", _given(counting.risks)),
        ("Only work in a window is hit", _windows(counting.risks)),
        ("Left out", (f"{risk.id}: {reason}" for risk, reason in counting.left_out)),
    ):
        told = [wrap(line, width, "  ") for line in lines]
        parts += ["\n".join([title, *told])] if told else []
    combine = program.combine
    parts.append(wrap(f"Several risks on one task: {_DELAYS[combine.delays]}, {_FACTORS[combine.factors]}.", width))
    return "\n".join(parts)


def _responses(program: Program) -> Iterator[str]:
    for risk in program.risks:
        response = risk.response
        if response is not None:
            name = f": {response.name}" if response.name else ""
            yield f"{risk.id} {response.state.value}{name}; {'; '.join(_effect(risk, response))}"


def _effect(risk: Risk, response: Response) -> Iterator[str]:
    if response.probability is not None:
        yield f"{say_percent(risk.probability)} -> {say_percent(response.probability)}"
    sign = "-" if risk.kind is RiskKind.OPPORTUNITY else ""
    for impact in response.impacts:
        sizes = filter(None, (say_delay(impact, sign), say_cost(impact, sign)))
        yield f"leaves {', '.join(sizes)} on {', '.join(impact.tasks) or impact.project or 'the program'}"
    if response.cost is not None:
        yield f"costs {say_size(response.cost)}"
    if response.decide_by is not None:
        yield f"decide by {say_date(response.decide_by)}"
    yield "not counted" if response.state is ResponseState.PLANNED else "counted"


def _sets(risks: tuple[Risk, ...]) -> Iterator[str]:
    sets: dict[str, list[Risk]] = {}
    for risk in risks:
        if risk.exclusive is not None:
            sets.setdefault(risk.exclusive, []).append(risk)
    for name, members in sets.items():
        rest = max(1.0 - sum(risk.probability for risk in members), 0.0)
        chances = ", ".join(f"{risk.id} {say_percent(risk.probability)}" for risk in members)
        yield f"{name}: {chances}, none {say_percent(rest)}"


def _given(risks: tuple[Risk, ...]) -> Iterator[str]:
    for risk in risks:
        if risk.given:
            chances = ", ".join(f"{say_percent(given.probability)} after {given.risk}" for given in risk.given)
            yield f"{risk.id}: {say_percent(risk.probability)} alone, {chances}"


def _windows(risks: tuple[Risk, ...]) -> Iterator[str]:
    for risk in risks:
        ends = [f"from {say_date(risk.not_before)}"] if risk.not_before is not None else []
        ends += [f"until {say_date(risk.not_after)}"] if risk.not_after is not None else []
        ends += [f"until {risk.expires_with} is finished"] if risk.expires_with is not None else []
        if ends:
            yield f"{risk.id}: {', '.join(ends)}"
