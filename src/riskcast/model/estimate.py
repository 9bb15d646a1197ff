"""How uncertain a value is, as written: ``pert(15d, 20d, 35d)`` or ``lognormal(mean=20d, sd=6d)``."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from riskcast.errors import did_you_mean
from riskcast.model.amount import Amount, as_amount
from riskcast.model.amount_text import Kind
from riskcast.model.distributions import Distribution
from riskcast.model.notation import FAMILIES, Args, Number, Words

THREE_POINT = ("triangular", "pert")
"""Families that the columns low, likely and high of a table can fill."""

_EXAMPLES = (
    *("20d", "pert(15d, 20d, 35d)", "lognormal(mean=20d, sd=6d)", "percentiles(p10=80%, p50=100%, p90=140%)"),
    *("discrete(0d:0.7, 20d:0.3)", "empirical(history.csv, days, unit=d)"),
)

_CALL = re.compile(r"([A-Za-z_]+)\s*\((.*)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A distribution family with its arguments in the units they were written in."""

    family: str
    args: Args
    words: Words = ()
    """Arguments that are text, such as the file of observed values."""

    def __str__(self) -> str:
        if self.family == "fixed":
            return str(self.args[0][1])
        return f"{self.family}({FAMILIES[self.family].format(self.args, self.words)})"

    def brief(self) -> str:
        """Return the text, shortened when it lists many values."""
        text = str(self)
        return text if len(text) <= 160 else f"{self.family}({len(self.args)} values)"

    def amounts(self) -> list[Amount]:
        """Return the arguments that are in the unit of the value."""
        family = FAMILIES[self.family]
        return [amount for name, amount in self.args if family.is_scaled(name)]

    def planned(self, number: Number) -> float:
        """Return the value without uncertainty: the most likely one where the family states it, else the mean.

        The median where the mean is infinite.

        Raises
        ------
        ValueError
            When the parameters contradict each other.
        """
        if FAMILIES[self.family].mode:
            return number(dict(self.args)["mode"])
        law = self.distribution(number)
        return law.mean if math.isfinite(law.mean) else _median(law)

    def distribution(self, number: Number) -> Distribution:
        """Return the distribution in plain numbers; ``number`` turns each scaled argument into one.

        Raises
        ------
        ValueError
            When the parameters contradict each other.
        """
        return FAMILIES[self.family].build(self.args, self.words, number)

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
        return cls(name, *family.parse(match[2], kind))

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
            "examples": [
                "20d",
                "pert(15d, 20d, 35d)",
                "percentiles(p10=80%, p50=100%, p90=140%)",
                "discrete(0d:0.7, 20d:0.3)",
            ],
        }


def _median(law: Distribution) -> float:
    import numpy as np

    return float(law.quantile(np.array([0.5]))[0])


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
    family.check(estimate.args, estimate.words)
    for _, amount in estimate.args:
        as_amount(amount)
    return estimate
