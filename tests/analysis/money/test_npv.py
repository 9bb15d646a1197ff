"""Net present values agree with sums by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from riskcast.analysis.money.npv import PresentValue, net_present_value, present_value_of
from riskcast.errors import InvalidInput
from riskcast.model.program import Program
from riskcast.simulation.cash import CashRow
from riskcast.simulation.statistics import share_interval

from .futures import DAY, futures, money
from .hand import program, years

ORIGIN = datetime(2027, 1, 1)
MONTH = 30.4375
NEVER = np.iinfo(np.int32).max
BENEFIT = {"id": "saving", "start": "A.work", "per_year": 120, "years": 2}


def made(rate: float = 0.1, benefit: dict[str, Any] = BENEFIT, **parts: Any) -> Program:
    start = {"start": "2027-01-01", "finance": {"discount_rate": rate}, "benefits": [benefit]}
    return program(**{**start, **parts})


def worth(of: Program, paid: Any, start: Any, per_year: float = 120.0, later: float = 0.0) -> PresentValue:
    """Return the value of amounts paid by year ``[T-1, K]`` and one benefit from days ``[K]`` on."""
    days = np.asarray(start, np.float64)
    ticks = np.array([NEVER if day == np.inf else day * DAY for day in days.tolist()]).astype(np.int32)
    sizes = np.full(days.size, per_year)
    cash = money(
        years(len(paid)),
        {CashRow("paid"): paid},
        benefits=("saving",),
        benefit=[sizes],
        benefit_start=[ticks],
        planned_benefit=[sizes[0]],
        planned_benefit_start=[ticks[0]],
    )
    cash.amount[0, -1] = later
    found = present_value_of(cash, of, ORIGIN)
    assert found is not None
    return found


def flow(first: float, months: float, rate: float = 0.1, ramp: float = 0.0, per_year: float = 120.0) -> float:
    """Return a benefit by hand: month by month, each at its middle."""
    total, month = 0.0, 0
    while month < months:
        end = min(month + 1.0, months)
        steps = 1_000
        at = [month + (end - month) * (k + 0.5) / steps for k in range(steps)]
        share = sum(min(x / ramp, 1.0) if ramp else 1.0 for x in at) / steps
        days = first + (month + end) / 2 * MONTH
        total += per_year / 12 * (end - month) * share * (1 + rate) ** (-max(days, 0.0) / 365.25)
        month += 1
    return total


def test_costs_count_at_the_middle_day_of_their_period() -> None:
    found = worth(made(), [[1_000.0], [500.0]], [np.inf])
    first, second = date(2027, 7, 2) - date(2027, 1, 1), date(2028, 7, 1) - date(2027, 1, 1)
    exact = 1_000 * 1.1 ** (-first.days / 365.25) + 500 * 1.1 ** (-second.days / 365.25)
    assert found.costs.value == pytest.approx(exact, rel=1e-12)
    assert found.whole.mean.value == pytest.approx(-exact, rel=1e-12)
    assert found.planned_costs == pytest.approx(exact, rel=1e-12)
    assert found.benefits.value == 0.0


def test_money_after_all_periods_counts_at_their_end() -> None:
    found = worth(made(), [[0.0]], [np.inf], later=100.0)
    assert found.costs.value == pytest.approx(100 * 1.1 ** (-365 / 365.25), rel=1e-12)


def test_a_benefit_counts_month_by_month() -> None:
    found = worth(made(), [[0.0]], [100.0])
    assert found.benefits.value == pytest.approx(flow(100, 24), rel=1e-12)
    ratio = 1.1 ** (-1 / 12)
    closed = 10 * 1.1 ** (-100 / 365.25) * ratio**0.5 * (1 - ratio**24) / (1 - ratio)
    assert found.benefits.value == pytest.approx(closed, rel=1e-12)
    at_the_start = 240 * 1.1 ** (-100 / 365.25)
    assert found.benefits.value < at_the_start - 10


def test_without_discount_a_benefit_is_its_face_value() -> None:
    assert worth(made(0.0), [[0.0]], [100.0]).benefits.value == pytest.approx(240.0, rel=1e-12)
    assert worth(made(0.0, {**BENEFIT, "years": 1.3}), [[0.0]], [0.0]).benefits.value == pytest.approx(156.0, rel=1e-12)


@pytest.mark.parametrize("ramp", [0.5, 6.0, 7.5, 24.0, 48.0])
def test_a_benefit_that_rises_evenly_loses_half_of_the_months_that_it_rises(ramp: float) -> None:
    benefit = {**BENEFIT, "ramp_months": ramp}
    lost = 10 * ramp / 2 if ramp <= 24 else 240 * (1 - 12 / ramp)
    assert worth(made(0.0, benefit), [[0.0]], [0.0]).benefits.value == pytest.approx(240 - lost, rel=1e-12)
    assert worth(made(0.1, benefit), [[0.0]], [50.0]).benefits.value == pytest.approx(flow(50, 24, ramp=ramp), rel=1e-6)


def test_a_benefit_until_a_day_flows_to_the_end_of_that_day() -> None:
    benefit = {"id": "saving", "start": "A.work", "per_year": 120, "until": "2028-12-31"}
    found = worth(made(0.1, benefit), [[0.0, 0.0]], [100.0, 731.0])
    months = (731 - 100) / MONTH
    assert found.benefits.value == pytest.approx(flow(100, months) / 2, rel=1e-12)
    assert found.whole.p10.value == 0.0
    free = worth(made(0.0, benefit), [[0.0]], [100.0])
    assert free.benefits.value == pytest.approx(120 * (731 - 100) / 365.25, rel=1e-12)


def test_a_benefit_that_never_starts_brings_nothing() -> None:
    assert worth(made(), [[0.0, 0.0]], [np.inf, 0.0]).benefits.value == pytest.approx(flow(0, 24) / 2, rel=1e-12)


def test_a_month_of_delay_moves_a_benefit_of_some_years_and_shortens_one_until_a_day() -> None:
    found = worth(made(), [[0.0, 0.0, 0.0]], [0.0, 50.0, 90.0])
    lost = [flow(d, 24) - flow(d + MONTH, 24) for d in (0, 50, 90)]
    assert found.month_late.value == pytest.approx(np.mean(lost), rel=1e-9)
    assert found.month_late_error == pytest.approx(np.std(lost, ddof=1) / np.sqrt(3), rel=1e-9)
    until = {"id": "saving", "start": "A.work", "per_year": 120, "until": "2028-12-31"}
    assert worth(made(0.0), [[0.0]], [10.0]).month_late.value == pytest.approx(0.0, abs=1e-9)
    assert worth(made(0.0, until), [[0.0]], [10.0]).month_late.value == pytest.approx(10.0, rel=1e-9)


def test_what_flows_at_the_data_date_can_no_longer_be_late() -> None:
    found = worth(made(data_date="2027-02-01"), [[0.0, 0.0]], [10.0, 60.0])
    lost = flow(60 - 31, 24) - flow(60 - 31 + MONTH, 24)
    assert found.month_late.value == pytest.approx(lost / 2, rel=1e-9)


def test_past_money_counts_at_its_face_value_and_not_in_what_is_to_go() -> None:
    found = worth(made(data_date="2028-01-01"), [[1_000.0], [500.0]], [365 - 12 * MONTH])
    later = 500 * 1.1 ** (-(date(2028, 7, 1) - date(2028, 1, 1)).days / 365.25)
    benefit = flow(0, 12)
    assert found.whole.mean.value == pytest.approx(120 + benefit - 1_000 - later, rel=1e-12)
    assert found.to_go.mean.value == pytest.approx(benefit - later, rel=1e-12)
    assert found.to_go.planned == pytest.approx(benefit - later, rel=1e-12)
    assert found.at == datetime(2028, 1, 1)


def test_the_distribution_is_that_of_the_futures() -> None:
    cost = np.arange(1.0, 201.0)
    found = worth(made(0.0, {**BENEFIT, "years": 1}), [cost], np.zeros(200), per_year=60.0)
    net = np.sort(60.0 - cost)
    assert found.whole.p10.value == pytest.approx(net[19])
    assert found.whole.p90.value == pytest.approx(net[179])
    assert found.whole.negative.value == 0.7
    assert (found.whole.negative.low, found.whole.negative.high) == share_interval(140, 200)
    assert found.whole.planned == pytest.approx(59.0)
    assert found.whole.p50.low < found.whole.p50.value < found.whole.p50.high
    frame = found.to_frame().set_index("net_present_value")
    assert frame.loc["whole", "negative"] == 0.7


def test_there_is_none_without_a_rate_or_a_benefit() -> None:
    flat = np.full((2, 1), 10.0)
    assert net_present_value(futures(flat, flat, made(finance={}))) is None
    assert net_present_value(futures(flat, flat, made(benefits=[]))) is None
    with pytest.raises(InvalidInput, match="money over time"):
        net_present_value(futures(flat, flat, made()))


def test_days_count_from_the_data_date_wherever_ticks_begin() -> None:
    """The origin of ticks is a year before the program."""
    moved = money(
        years(1),
        {CashRow("paid"): [[100.0]]},
        benefit=[[120.0]],
        benefit_start=np.array([[465 * DAY]], np.int32),
        planned_benefit=[120.0],
        planned_benefit_start=np.array([465 * DAY], np.int32),
    )
    found = present_value_of(moved, made(), ORIGIN - timedelta(days=365))
    here = worth(made(), [[100.0]], [100.0])
    assert found is not None
    assert found.whole.mean.value == pytest.approx(here.whole.mean.value, rel=1e-12)
