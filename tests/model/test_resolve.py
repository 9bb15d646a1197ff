"""Amounts and estimates become plain numbers only when their units make sense."""

from __future__ import annotations

import pytest

from riskcast.model.amount import Amount
from riskcast.model.calendar import Calendar
from riskcast.model.distributions import Fixed, Pert, Triangular
from riskcast.model.estimate import Estimate
from riskcast.model.resolve import DimensionError, duration_distribution, duration_minutes, money_distribution

OFFICE = Calendar.model_validate({"id": "office", "week": {"mon-thu": "08:00-15:00"}})
"""Seven hours a day, four days a week."""


def duration(text: str, planned: str | None = None) -> object:
    amount = Amount.parse(planned) if planned else None
    return duration_distribution(Estimate.parse(text), amount, OFFICE)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90min", 90),
        ("2h", 120),
        ("1d", 420),
        ("0.5d", 210),
        ("1w", 1680),
        ("1ed", 1440),
        ("1ew", 10080),
        ("-2d", -840),
    ],
)
def test_days_and_weeks_are_those_of_the_calendar_and_elapsed_ones_are_24_hours(text: str, minutes: float) -> None:
    assert duration_minutes(Amount.parse(text), OFFICE) == minutes


@pytest.mark.parametrize("text", ["5", "80%", "3k"])
def test_an_amount_without_a_time_unit_is_no_duration(text: str) -> None:
    with pytest.raises(DimensionError):
        duration_minutes(Amount.parse(text), OFFICE)


def test_arguments_become_minutes_and_percentages_are_of_the_planned_duration() -> None:
    assert duration("triangular(50%, 2d, 1w)", "2d") == Triangular(420, 840, 1680)
    assert duration("pert(1h, 2h, 3h, lambda=2)") == Pert(60, 120, 180, 2)
    assert duration("50%", "2ed") == Fixed(1440)


@pytest.mark.parametrize(
    ("text", "planned", "message"),
    [
        ("pert(20d, 30d, 25d)", None, r"most likely \(30d\) is above high \(25d\)"),
        ("pert(110%, 100%, 120%)", "7d", r"low \(110%\) is above most likely \(100%\)"),
        ("lognormal(0d, 3d)", None, r"mean \(0d\) must be above 0"),
    ],
)
def test_contradictions_are_told_in_the_units_as_written(text: str, planned: str | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        duration(text, planned)


@pytest.mark.parametrize(
    ("text", "planned", "message"),
    [
        ("pert(80%, 100%, 120%)", None, "80% is a percentage, but there is no planned duration"),
        ("pert(1k, 2k, 3k)", "5d", "1000 has no time unit"),
        ("triangular(1d, 2ed, 3d)", None, r"elapsed \(2ed\) and working \(1d\) units are mixed"),
        ("triangular(1ed, 2ed, 3ed)", "2d", r"planned duration \(2d\) is working time, but 1ed is elapsed"),
        ("triangular(1d, 2d, 3d)", "2ed", r"planned duration \(2ed\) is elapsed time, but 1d is working"),
    ],
)
def test_units_of_the_wrong_kind_are_told_apart_from_contradictions(
    text: str, planned: str | None, message: str
) -> None:
    with pytest.raises(DimensionError, match=message):
        duration(text, planned)


def test_money_takes_no_units() -> None:
    assert money_distribution(Estimate.parse("triangular(1k, 2k, 1.5m)")) == Triangular(1e3, 2e3, 1.5e6)
    for text in ("5d", "pert(1k, 2k, 3ed)", "10%"):
        with pytest.raises(DimensionError):
            money_distribution(Estimate.parse(text))


def test_numbers_beyond_computing_are_refused_in_words() -> None:
    tiny = Estimate("lognormal", (("mean", Amount(1e-300, "d")), ("sd", Amount(1e12, "d"))))
    with pytest.raises(ValueError, match="outside what can be computed"):
        duration_distribution(tiny, None, OFFICE)


@pytest.mark.parametrize("value", [20.0, 1 / 3, 0.00001, 1e-9, 123456789.123456789, -2.5, 1e12, 0.1 + 0.2])
def test_an_amount_reads_back_what_it_writes(value: float) -> None:
    assert Amount.parse(str(Amount(value, "d"))) == Amount(value, "d")
