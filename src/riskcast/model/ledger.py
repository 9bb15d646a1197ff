"""What the ledger knows: money spent and owed, orders placed, and changes to the budget."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from riskcast.model.amount import Money
from riskcast.model.base import Entity, Id, Text
from riskcast.model.moment import Day

Rate = Annotated[float, Field(gt=0)]
"""Units of the program's currency for one unit of the booking's."""


class ActualKind(StrEnum):
    """How an amount got into the ledger."""

    INVOICE = "invoice"
    ACCRUAL = "accrual"
    """Received or performed, not invoiced yet."""


class Actual(Entity):
    """An amount that was incurred; negative for a credit note."""

    date: Day
    """When it was incurred: on or before the data date."""
    amount: Money
    line: Id | None = None
    """Cost line on which it is booked."""
    task: Id | None = None
    """Task, when no line is known."""
    project: Id | None = None
    """Project, when neither line nor task is known."""
    kind: ActualKind = ActualKind.INVOICE
    paid: Day | None = None
    """When it was paid; when absent, it is paid the line's payment days after ``date``, and after the data date."""
    currency: str | None = None
    """ISO 4217 code; the program's when absent."""
    rate: Rate | None = None
    """Rate at which it was booked; the planned rate of the currency when absent."""
    commitment: Id | None = None
    """The order that it uses up."""
    category: Text = ""
    """That of the line when absent."""
    treatment: Literal["capex", "opex"] | None = None
    """As it was booked; when absent, what the line's rule says of the date."""
    supplier: Text = ""
    document: Text = ""
    """Number of the document."""
    note: Text = ""
    tags: dict[str, Text] = Field(default_factory=dict)


class Commitment(Entity):
    """An order: money that is owed when it is delivered."""

    id: Id
    line: Id
    """Cost line that it belongs to."""
    date: Day
    amount: Money
    """As ordered; what is open is this less the actuals that name the order."""
    currency: str | None = None
    rate: Rate | None = None
    supplier: Text = ""
    note: Text = ""
    tags: dict[str, Text] = Field(default_factory=dict)


class ChangeStatus(StrEnum):
    """Whether a change moves the budget."""

    APPROVED = "approved"
    PENDING = "pending"
    """Shown apart; moves nothing."""
    REJECTED = "rejected"


class Change(Entity):
    """A change to the budget, in the currency of the program."""

    id: Id
    name: Text = ""
    date: Day | None = None
    status: ChangeStatus
    amount: Money
    """Positive for more money."""
    project: Id | None = None
    line: Id | None = None
    note: Text = ""
    tags: dict[str, Text] = Field(default_factory=dict)
