"""The kinds of change that a scenario can make to a program, one class for each verb."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from riskcast.model.amount import Amount, Duration
from riskcast.model.base import Entity, Text

PROGRAM = "program"
"""Target and collection of changes to the program's own fields."""


def _as_fields(value: Any) -> Any:
    """Return texts from a list, or from text with semicolons."""
    parts = value.split(";") if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        return parts
    return tuple(part.strip() for part in parts if part.strip())


def _as_names(value: Any) -> Any:
    names = _as_fields(value)
    if names == ():
        raise ValueError("nothing is named; write an id, such as A, or several: [A, B]")
    return names


def _as_factor(value: Any) -> Amount:
    """Return a factor as a pure number: ``80%`` and ``0.8`` are 0.8."""
    amount = Amount.parse(value, "number") if isinstance(value, str) else value
    if isinstance(amount, int | float) and not isinstance(amount, bool):
        amount = Amount(float(amount))
    if not isinstance(amount, Amount) or amount.is_time or not 0.0 <= amount.value < 1e9:
        raise ValueError(f"{str(value)!r} is not a factor; write 80% or 0.8")
    return amount


def _as_shift(value: Any) -> Any:
    amount = Amount.parse(value, "duration") if isinstance(value, str) else value
    if not isinstance(amount, Amount) or amount.unit not in ("d", "w", "ed", "ew"):
        raise ValueError(f"{str(value)!r} is not a number of calendar days; write 10d, -10d or 2w")
    return amount


_TEXTS = WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})

Names = Annotated[tuple[Text, ...], BeforeValidator(_as_names), _TEXTS]
"""What a change is about: ids, ``all``, or selectors of tasks."""

Fields = Annotated[tuple[Text, ...], BeforeValidator(_as_fields), _TEXTS]
"""Names of fields, dotted for parts of them."""

Factor = Annotated[
    Amount,
    BeforeValidator(_as_factor),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "number"}], "examples": ["80%", "1.1"]}),
]
"""What something is multiplied by: ``80%`` or ``0.8``."""

Shift = Annotated[Duration, BeforeValidator(_as_shift)]
"""Calendar days or weeks, negative for earlier."""


class _Change(Entity):
    """What all changes have."""

    note: Text = ""
    """Why."""


class SetFields(_Change):
    """Give fields of entities other values; nested mappings merge."""

    verb: Literal["set"] = "set"
    target: Names
    collection: Annotated[Text, Field(min_length=1)] = "tasks"
    fields: dict[str, Any]
    """New values by name, as a file or Python writes them; None takes a value away."""


class Scale(_Change):
    """Multiply numbers, amounts and estimates."""

    verb: Literal["scale"] = "scale"
    target: Names
    collection: Annotated[Text, Field(min_length=1)] = "tasks"
    field: Fields = ()
    """Fields to multiply, such as ``fixed`` or ``targets.budget``; tasks need none: duration, estimate and remaining
    are multiplied, but not their percentages, which are of the plan."""
    by: Factor


class ShiftDates(_Change):
    """Move dates by calendar days."""

    verb: Literal["shift"] = "shift"
    target: Names
    collection: Annotated[Text, Field(min_length=1)] = "tasks"
    field: Fields = ()
    """Fields to move; the dates that plan its work when absent."""
    by: Shift


class Add(_Change):
    """Add one entity."""

    verb: Literal["add"] = "add"
    collection: Annotated[Text, Field(min_length=1)]
    fields: dict[str, Any]


class Remove(_Change):
    """Take entities out; tasks get the probability 0 and keep their links."""

    verb: Literal["remove"] = "remove"
    target: Names
    collection: Annotated[Text, Field(min_length=1)] = "tasks"


class Activate(_Change):
    """Decide the responses of risks."""

    verb: Literal["activate"] = "activate"
    target: Names
    collection: ClassVar[str] = "risks"


class Deactivate(_Change):
    """Take the decision on the responses of risks back."""

    verb: Literal["deactivate"] = "deactivate"
    target: Names
    collection: ClassVar[str] = "risks"


class SwitchOff(_Change):
    """Let risks or drivers no longer count; they stay in the register."""

    verb: Literal["switch_off"] = "switch_off"
    target: Names
    collection: Text = ""
    """``risks`` or ``drivers``; both are looked through when absent."""


class SwitchOn(_Change):
    """Let risks or drivers count again."""

    verb: Literal["switch_on"] = "switch_on"
    target: Names
    collection: Text = ""


Change = Annotated[
    SetFields | Scale | ShiftDates | Add | Remove | Activate | Deactivate | SwitchOff | SwitchOn,
    Field(discriminator="verb"),
]

CHANGES: dict[str, type[_Change]] = {
    str(kind.model_fields["verb"].default): kind
    for kind in (SetFields, Scale, ShiftDates, Add, Remove, Activate, Deactivate, SwitchOff, SwitchOn)
}
"""The kinds of change by their verbs."""
