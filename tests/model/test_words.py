"""What refused values are told."""

from __future__ import annotations

from typing import Any

import pytest

from riskcast.model.words import refused


def told(value: Any, field: str = "probability") -> str:
    """Return the remedy for a text where a number is wanted."""
    return refused({"type": "float_parsing", "input": value, "loc": ("risks", 0, field)})[2]


@pytest.mark.parametrize(("text", "number"), [("30 %", "0.3"), ("100%", "1"), ("0.5 %", "0.005")])
def test_a_probability_in_percent_is_told_the_fraction(text: str, number: str) -> None:
    assert told(text) == f"probabilities are 0-1: write {number}"


def test_a_probability_above_all_is_not_told_to_write_one_above_1() -> None:
    assert told("140 %") == "a probability cannot exceed 100 %: write 1"


def test_other_fractions_may_exceed_one() -> None:
    assert told("140 %", "volatility") == "it is a fraction: write 1.4"
