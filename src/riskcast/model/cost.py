"""Money that the program spends: how much, on what, and when."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema

from riskcast.model.amount import Money
from riskcast.model.base import Entity, Id, Text
from riskcast.model.estimate import Estimate

_INSTALMENT = re.compile(r"(.*\S)\s+(\d+(?:\.\d+)?)\s*%")


class Spread(StrEnum):
    """How a sum lies between its start and its end; the curves are steps of a tenth of the working time each."""

    LINEAR = "linear"
    FRONT = "front"
    """Front-loaded: 60 % in the first third or so."""
    BACK = "back"
    """Back-loaded: the mirror image."""
    S = "s"
    """Slow, fast, slow: an S-shaped total."""
    START = "start"
    """All at the start."""
    END = "end"
    """All at the end."""


class Instalment(Entity):
    """A share of a line that falls due when a task or milestone is finished."""

    at: Id
    share: Annotated[float, Field(gt=0, le=1)]

    def __str__(self) -> str:
        return f"{self.at} {Decimal(repr(self.share)).scaleb(2).normalize():f}%"


def parse_instalments(text: str) -> tuple[Instalment, ...]:
    """Read ``CONTRACT 30%; DELIVERED 60%; ACCEPTED 10%``.

    Raises
    ------
    ValueError
        When a part is no id with a share, or the shares do not add up to 100 %.
    """
    found = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        match = _INSTALMENT.fullmatch(part)
        if match is None or "," in match[1] or not 0.0 < float(match[2]) <= 100.0:
            raise ValueError(f"{part!r} is no instalment; write CONTRACT 30%; DELIVERED 70%")
        found.append(Instalment(at=match[1], share=float(Decimal(match[2]).scaleb(-2))))
    return _whole(tuple(found))


def _whole(instalments: tuple[Instalment, ...]) -> tuple[Instalment, ...]:
    total = sum(instalment.share for instalment in instalments)
    if instalments and abs(total - 1.0) > 1e-9:
        raise ValueError(f"instalments add up to {100.0 * total:.6g} %; write shares of 100 % together")
    return instalments


def format_instalments(instalments: tuple[Instalment, ...]) -> str:
    """Return the notation that :func:`parse_instalments` reads."""
    return "; ".join(map(str, instalments))


def _as_instalments(value: Any) -> Any:
    if value is None:
        return ()
    return parse_instalments(value) if isinstance(value, str) else value


Instalments = Annotated[
    tuple[Instalment, ...],
    BeforeValidator(_as_instalments),
    AfterValidator(_whole),
    PlainSerializer(format_instalments, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["CONTRACT 30%; DELIVERED 70%"]}),
]


class CostLine(Entity):
    """Money that a task, a stretch between two milestones, a project or the whole program spends.

    Without ``task``, ``begin`` and ``end`` the line runs with its project, or with the program when there is none.
    Its parts add up: ``fixed`` + ``per_day`` x working days + ``per_calendar_day`` x calendar days +
    ``quantity`` x ``per_unit``.
    """

    id: Id
    task: Id | None = None
    """The task that spends it, from its start to its finish."""
    project: Id | None = None
    """The project that pays; that of the task when absent."""
    begin: Id | None = None
    """A milestone, a task (its start) or a date from which it is spent; with ``end`` in place of ``task``."""
    end: Id | None = None
    """A milestone, a task (its finish) or a date until which it is spent."""
    name: Text = ""
    fixed: Estimate | None = None
    """Sum that does not depend on duration."""
    per_day: Estimate | None = None
    """Sum per working day: of the task's calendar, or of the project's for lines without a task."""
    per_calendar_day: Estimate | None = None
    """Sum per calendar day, weekends and holidays included."""
    quantity: Estimate | None = None
    """How many units; 1 when absent."""
    per_unit: Estimate | None = None
    """Price of a unit."""
    spread: Spread = Spread.LINEAR
    instalments: Instalments = ()
    """Shares that fall due at milestones, in place of a spread."""
    commit: Id | None = None
    """Task or milestone whose finish commits the whole line, such as the contract; committed as it is incurred when
    absent."""
    payment_days: Annotated[float, Field(ge=0, le=3650)] = 0.0
    """Calendar days from incurring to paying."""
    currency: str | None = None
    """ISO 4217 code; the program's when absent."""
    category: Text = ""
    treatment: Id | None = None
    """``capex``, ``opex`` or the id of a capitalisation rule; that of the project or program when absent."""
    index: Id | None = None
    """Price index; the one that names the category when absent, ``none`` for no escalation."""
    supplier: Text = ""
    budget: Money | None = None
    """What was approved for this line, in the currency of the program."""
    remaining: Estimate | None = None
    """What is still to be incurred after the data date; when absent, the line less what is booked on it."""
    double_running: bool = False
    """Operating cost of keeping old and new running side by side, which is also shown by itself."""
    note: Text = ""
    tags: dict[str, Text] = Field(default_factory=dict)
    """Columns of your own, which travel into every export."""

    @property
    def label(self) -> str:
        """The name, or the id when there is none."""
        return self.name or self.id
