"""Responses that are planned, and programs in which some of them are decided."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from riskcast.model.program import Program
from riskcast.model.risk import ResponseState, Risk


@dataclass(frozen=True)
class Candidate:
    """A response that may be decided."""

    risk: str
    """Id of its risk, by which it is chosen."""
    label: str
    """Name of the response."""
    spend: float
    """What it is planned to cost."""
    decide_by: date | None


def candidates(program: Program) -> tuple[Candidate, ...]:
    """Return the planned responses to risks that still count, in file order."""
    return tuple(_candidate(risk) for risk in program.risks if _is_open(risk))


def decided(program: Program, risks: Collection[str]) -> Program:
    """Return the program with the responses to some risks decided; everything keeps its name, so draws stay common."""
    changed = tuple(_active(risk) if risk.id in risks else risk for risk in program.risks)
    return program.model_copy(update={"risks": changed})


def _is_open(risk: Risk) -> bool:
    return risk.response is not None and risk.response.state is ResponseState.PLANNED


def _active(risk: Risk) -> Risk:
    assert risk.response is not None
    return risk.model_copy(update={"response": risk.response.model_copy(update={"state": ResponseState.ACTIVE})})


def _candidate(risk: Risk) -> Candidate:
    response = risk.response
    assert response is not None
    spend = 0.0 if response.cost is None else response.cost.planned(lambda amount: amount.value)
    return Candidate(risk.id, response.name or f"Response to {risk.label}", spend, response.decide_by)
