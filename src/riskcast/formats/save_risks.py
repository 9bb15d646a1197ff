"""Risks and responses as rows of tables."""

from __future__ import annotations

from collections.abc import Iterable

from riskcast.formats.save_cells import Cells, moment, texts
from riskcast.model.amount import Amount
from riskcast.model.program import Program
from riskcast.model.risk import Impact, Response, Risk, RiskKind


def risk_rows(program: Program) -> Iterable[Cells]:
    """Yield a row for every impact of every risk; a risk without impacts has one."""
    for risk in program.risks:
        effects = [_impact(impact) for impact in risk.impacts] or [{}]
        for n, effect in enumerate(effects):
            yield texts({**(_risk(risk) if n == 0 else {"id": risk.id}), **effect})


def response_rows(program: Program) -> Iterable[Cells]:
    """Yield a row for every impact that a response leaves."""
    for risk in program.risks:
        for impact in risk.response.impacts if risk.response is not None else ():
            yield texts({"risk": risk.id, **_impact(impact)})


def _risk(risk: Risk) -> dict[str, object]:
    return {
        "id": risk.id,
        "name": risk.name,
        "kind": "" if risk.kind is RiskKind.THREAT else risk.kind.value,
        "probability": Amount(risk.probability),
        "exclusive": risk.exclusive,
        "given": "; ".join(f"{given.risk} {Amount(given.probability)}" for given in risk.given),
        "not_before": moment(risk.not_before),
        "not_after": moment(risk.not_after),
        "expires_with": risk.expires_with,
        "enabled": "" if risk.enabled else "false",
        "cause": risk.cause,
        "owner": risk.owner,
        "note": risk.note,
        **(_response(risk.response) if risk.response is not None else {}),
    }


def _response(response: Response) -> dict[str, object]:
    chance = response.probability
    return {
        "response": response.name,
        "response_state": response.state.value,
        "response_cost": response.cost,
        "response_probability": None if chance is None else Amount(chance),
        "response_decide_by": response.decide_by,
    }


def _impact(impact: Impact) -> dict[str, object]:
    return {
        "tasks": "; ".join(impact.tasks),
        "project": impact.project,
        "delay": impact.delay,
        "factor": impact.factor,
        "cost": impact.cost,
        "cost_per_day": impact.cost_per_day,
        "treatment": impact.treatment,
        "each": "true" if impact.each else "",
    }
