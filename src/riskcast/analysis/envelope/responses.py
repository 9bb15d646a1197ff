"""Every planned response carried out."""

from __future__ import annotations

from riskcast.model.program import Program
from riskcast.model.risk import ResponseState, Risk


def with_planned_responses(program: Program) -> Program:
    """Return the program with every planned response active, so that it works and costs; itself without any."""
    risks = tuple(_decided(risk) for risk in program.risks)
    if all(a is b for a, b in zip(risks, program.risks, strict=True)):
        return program
    return program.model_copy(update={"risks": risks})


def _decided(risk: Risk) -> Risk:
    response = risk.response
    if response is None or response.state is not ResponseState.PLANNED:
        return risk
    return risk.model_copy(update={"response": response.model_copy(update={"state": ResponseState.ACTIVE})})
