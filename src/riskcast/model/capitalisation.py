"""Which money becomes an asset: capex, opex, or rules that change at milestones.

riskcast applies the rules it is given; what may be capitalised is for the accountants to decide.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema

from riskcast.model.base import Entity, Id, Text

CAPEX: Final = "capex"
OPEX: Final = "opex"

_STEP = re.compile(r"(capex|opex)(?:\s+until\s+(.*\S))?", re.IGNORECASE)
_HINT = "write for example opex until GATE-2; capex until GO-LIVE; opex"


class Step(Entity):
    """A stretch of time with one treatment."""

    treatment: Literal["capex", "opex"]
    until: Id | None = None
    """Task or milestone whose finish ends it; the last step has none."""

    def __str__(self) -> str:
        return f"{self.treatment} until {self.until}" if self.until else self.treatment


def parse_steps(text: str) -> tuple[Step, ...]:
    """Read ``opex until GATE-2; capex until GO-LIVE; opex``.

    Raises
    ------
    ValueError
        When a part is no step, or any but the last has no end.
    """
    steps = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        match = _STEP.fullmatch(part)
        if match is None or "," in (match[2] or ""):
            raise ValueError(f"{part!r} is no step of a rule; {_HINT}")
        steps.append(Step.model_validate({"treatment": match[1].lower(), "until": match[2]}))
    return _ordered(tuple(steps))


def _ordered(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    if not steps:
        raise ValueError(f"the rule has no steps; {_HINT}")
    if any(step.until is None for step in steps[:-1]) or steps[-1].until is not None:
        raise ValueError(f"every step but the last ends at a milestone; {_HINT}")
    return steps


def format_steps(steps: tuple[Step, ...]) -> str:
    """Return the notation that :func:`parse_steps` reads."""
    return "; ".join(map(str, steps))


def _as_steps(value: Any) -> Any:
    return parse_steps(value) if isinstance(value, str) else value


Steps = Annotated[
    tuple[Step, ...],
    BeforeValidator(_as_steps),
    AfterValidator(_ordered),
    PlainSerializer(format_steps, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["opex until GATE-2; capex until GO-LIVE; opex"]}),
]


class CapitalRule(Entity):
    """When the money of its lines is capitalised, and when the asset goes into service."""

    id: Id
    name: Text = ""
    steps: Steps
    """One after the other; what is incurred before the end of a step has its treatment."""
    capital_share: Annotated[float, Field(gt=0, le=1)] = 1.0
    """Share of what is incurred in capex steps that is capitalised; the rest is opex."""
    in_service: Id | None = None
    """Task or milestone whose finish puts the asset into service; the end of the last capex step when absent."""
    life_years: Annotated[float, Field(gt=0, le=100)] | None = None
    """Useful life; amortisation is straight-line from the day in service."""
    note: Text = ""

    @property
    def label(self) -> str:
        """The name, or the id when there is none."""
        return self.name or self.id

    @property
    def service_milestone(self) -> str | None:
        """Id of the task or milestone that puts the asset into service."""
        ends = [step.until for step in self.steps if step.treatment == CAPEX and step.until is not None]
        return self.in_service or (ends[-1] if ends else None)
