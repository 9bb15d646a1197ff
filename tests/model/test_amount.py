"""Amounts are read strictly, whatever is refused is told with what to write, and numbers are finite."""

from __future__ import annotations

import math
from typing import Any

import pytest
from pydantic import ValidationError

from riskcast.model.amount import Amount, parse_duration
from riskcast.model.amount_text import Kind
from riskcast.model.cost import CostLine
from riskcast.model.estimate import Estimate
from riskcast.model.risk import Impact
from riskcast.model.task import Task


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("600,000", "money", "thousands take no separator: write 600000"),
        ("1,200", "any", "thousands take no separator: write 1200"),
        ("-1,200,000.50", "money", "write -1200000.50"),
        ("1.200.000,50", "money", "write 1200000.50"),
        ("1'200", "money", "write 1200"),
        ("2,5d", "duration", "decimals take a point: 2.5d"),
        ("0,500", "money", "decimals take a point: 0.500"),
        ("600.000", "money", "could mean 600 or 600000; write 600000 or 600"),
        ("1.250", "any", "could mean 1.25 or 1250; write 1250 or 1.25"),
        ("1.125", "any", "could mean 1.125 or 1125; write 1125 or 1.1250"),
        ("20 days", "duration", "write 20d"),
        ("2 Weeks", "any", "write 2w"),
        ("3 mio", "money", "write 3m"),
        ("2 days", "money", "use k, m or bn"),
        ("3m", "duration", "m means million; durations take min, h, d, w"),
        ("3k", "span", "k means thousand; durations take min, h, d, w"),
    ],
)
def test_a_refused_amount_is_told_with_what_to_write(text: str, kind: Kind, message: str) -> None:
    with pytest.raises(ValueError, match=r"\A") as caught:
        Amount.parse(text, kind)
    assert message in str(caught.value)


def test_examples_are_of_the_kind_that_is_expected() -> None:
    with pytest.raises(ValueError, match=r"450k or 1\.2m") as money:
        Amount.parse("x", "money")
    with pytest.raises(ValueError, match="20d, 3w, 40h or 90min") as time:
        parse_duration("x")
    assert "20d" not in str(money.value)
    assert "450k" not in str(time.value)
    assert "%" not in str(time.value)


@pytest.mark.parametrize(
    ("text", "amount"), [("30D", Amount(30, "d")), ("80 K", Amount(80e3)), ("1.250m", Amount(1.25e6))]
)
def test_units_are_read_without_regard_to_case(text: str, amount: Amount) -> None:
    assert Amount.parse(text) == amount


@pytest.mark.parametrize("value", [1.125, 600.001, -12.345, 0.125, 1234.125])
def test_a_sum_is_never_written_so_that_it_could_be_read_as_thousands(value: float) -> None:
    assert Amount.parse(str(Amount(value))) == Amount(value)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1.1e12, 10**400])
@pytest.mark.parametrize("wrap", [lambda v: v, lambda v: Amount(v), lambda v: Estimate.fixed(Amount(v))])
def test_numbers_from_python_are_finite_and_end_at_a_trillion(value: float, wrap: Any) -> None:
    with pytest.raises(ValidationError, match="amounts end at 1e12"):
        CostLine(id="C", task="A", fixed=wrap(value))


def test_amounts_with_units_from_python_are_checked_too() -> None:
    with pytest.raises(ValidationError, match="amounts end at 1e12"):
        Task(id="A", project="P", duration=Amount(math.nan, "d"))
    with pytest.raises(ValidationError, match="unknown unit 'days'"):
        Task(id="A", project="P", duration=Amount(3, "days"))
    with pytest.raises(ValidationError, match="unknown distribution 'pret'"):
        Impact(delay=Estimate("pret", (("low", Amount(1, "d")),)))
    with pytest.raises(ValidationError, match="takes low, high"):
        Impact(delay=Estimate("uniform", (("low", Amount(1, "d")),)))
