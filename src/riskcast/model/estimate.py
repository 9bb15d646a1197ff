"""How uncertain a value is, as written: ``pert(15d, 20d, 35d)`` or ``lognormal(mean=20d, sd=6d)``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from riskcast.errors import did_you_mean
from riskcast.model.amount import Amount, as_amount
from riskcast.model.amount_text import Kind
from riskcast.model.distributions import Distribution, Fixed, Lognormal, Normal, Pert, Triangular, Uniform, trigen


@dataclass(frozen=True, slots=True)
class _Family:
    build: Callable[..., Distribution]
    scaled: tuple[str, ...]
    """Parameters in the unit of the value (days, money, percent), in positional order."""
    plain: tuple[str, ...] = ()
    """Parameters that are pure numbers, in positional order after the scaled ones."""
    optional: tuple[str, ...] = ()


FAMILIES: dict[str, _Family] = {
    "fixed": _Family(Fixed, ("value",)),
    "uniform": _Family(Uniform, ("low", "high")),
    "triangular": _Family(Triangular, ("low", "mode", "high")),
    "trigen": _Family(trigen, ("low", "mode", "high"), ("p_low", "p_high")),
    "pert": _Family(
        lambda low, mode, high, **extra: Pert(low, mode, high, *extra.values()),
        ("low", "mode", "high"),
        ("lambda",),
        ("lambda",),
    ),
    "normal": _Family(
        lambda mean, sd, **cut: Normal(mean, sd, **cut), ("mean", "sd", "low", "high"), (), ("low", "high")
    ),
    "lognormal": _Family(Lognormal, ("mean", "sd")),
}
"""What can be written in front of the bracket."""

THREE_POINT = ("triangular", "pert")
"""Families that the columns low, likely and high of a table can fill."""

_CALL = re.compile(r"([A-Za-z_]+)\s*\((.*)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A distribution family with its arguments in the units they were written in."""

    family: str
    args: tuple[tuple[str, Amount], ...]

    def __str__(self) -> str:
        if self.family == "fixed":
            return str(self.args[0][1])
        family = FAMILIES[self.family]
        lead = [name for name in family.scaled if name not in family.optional]
        parts = [str(a) if name in lead else f"{name}={a}" for name, a in self.args]
        return f"{self.family}({', '.join(parts)})"

    def amounts(self) -> list[Amount]:
        """Return the arguments that are in the unit of the value."""
        scaled = FAMILIES[self.family].scaled
        return [amount for name, amount in self.args if name in scaled]

    def planned(self, number: Callable[[Amount], float]) -> float:
        """Return the value without uncertainty: the most likely one where the family states it, else the mean.

        Raises
        ------
        ValueError
            When the parameters contradict each other.
        """
        stated = dict(self.args).get("mode")
        return self.distribution(number).mean if stated is None else number(stated)

    def distribution(self, number: Callable[[Amount], float]) -> Distribution:
        """Return the distribution in plain numbers; ``number`` turns each scaled argument into one.

        Raises
        ------
        ValueError
            When the parameters contradict each other.
        """
        family = FAMILIES[self.family]
        values = {name: number(a) if name in family.scaled else a.value for name, a in self.args}
        return family.build(**values)

    @classmethod
    def fixed(cls, amount: Amount) -> Estimate:
        """Return the estimate that has no uncertainty."""
        return cls("fixed", (("value", amount),))

    @classmethod
    def parse(cls, text: str, kind: Kind = "any") -> Estimate:
        """Read ``family(argument, ...)`` or a bare amount; ``kind`` says what the amounts should be.

        Raises
        ------
        ValueError
            When the family is unknown, or an argument is missing, unknown or not an amount.
        """
        match = _CALL.fullmatch(text.strip())
        if match is None:
            return cls.fixed(Amount.parse(text, kind))
        name = match[1].lower()
        family = FAMILIES.get(name)
        if family is None:
            raise ValueError(f"unknown distribution {match[1]!r}; {did_you_mean(name, list(FAMILIES))}")
        return cls(name, tuple(_arguments(name, family, match[2], kind)))

    @classmethod
    def three_point(cls, family: str, low: Amount, mode: Amount, high: Amount) -> Estimate:
        """Return a triangular or PERT estimate from its three points."""
        return cls(family, (("low", low), ("mode", mode), ("high", high)))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _as_estimate, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "anyOf": [{"type": "string"}, {"type": "number"}],
            "description": "an amount, or one of " + ", ".join(f"{name}(...)" for name in FAMILIES),
            "examples": ["20d", "pert(15d, 20d, 35d)", "triangular(90%, 100%, 140%)", "lognormal(mean=20d, sd=6d)"],
        }


def _arguments(name: str, family: _Family, text: str, kind: Kind) -> list[tuple[str, Amount]]:
    known = (*family.scaled, *family.plain)
    given: dict[str, Amount] = {}
    for position, part in enumerate(p.strip() for p in text.split(",")):
        key, equals, value = part.rpartition("=")
        key = key.strip() if equals else (known[position] if position < len(known) else "")
        if key not in known:
            wrong = f"unknown argument {key!r}; {did_you_mean(key, known)}" if key else "too many arguments"
            raise ValueError(f"{name}(): {wrong}")
        if key in given:
            raise ValueError(f"{name}(): argument {key!r} is given twice")
        given[key] = Amount.parse(value, "number" if key in family.plain else kind)
        if key in family.plain and given[key].unit:
            raise ValueError(f"{name}(): {key} is a pure number, not {value.strip()!r}")
    missing = [key for key in known if key not in given and key not in family.optional]
    if missing:
        needed = ", ".join(key for key in known if key not in family.optional)
        raise ValueError(f"{name}() needs {needed}; missing {missing[0]}")
    return [(key, given[key]) for key in known if key in given]


def _as_estimate(value: Any) -> Estimate:
    if isinstance(value, Estimate):
        return _checked(value)
    if isinstance(value, str):
        return Estimate.parse(value)
    if isinstance(value, bool) or not isinstance(value, int | float | Amount):
        raise ValueError(f"{value!r} is not an estimate; write for example 20d or pert(15d, 20d, 35d)")
    return Estimate.fixed(as_amount(value))


def _checked(estimate: Estimate) -> Estimate:
    """Return an estimate that was made in Python, if its family, arguments and amounts exist."""
    family = FAMILIES.get(estimate.family)
    if family is None:
        raise ValueError(f"unknown distribution {estimate.family!r}; {did_you_mean(estimate.family, list(FAMILIES))}")
    known = (*family.scaled, *family.plain)
    names = [name for name, _ in estimate.args]
    if [name for name in known if name in names or name not in family.optional] != names:
        raise ValueError(f"{estimate.family}() takes {', '.join(known)}, in this order, and not {', '.join(names)}")
    for _, amount in estimate.args:
        as_amount(amount)
    return estimate
