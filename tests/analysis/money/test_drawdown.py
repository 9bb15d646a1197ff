"""Contingency is used by what is spent beyond the planned cost of the work done."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import numpy as np
import pytest

from riskcast.analysis.money.drawdown import drawdown, drawdown_of
from riskcast.simulation.cash import Cash, CashRow
from riskcast.simulation.statistics import share_interval

from .futures import futures, money
from .hand import half_years, program

START = datetime(2027, 1, 4)
EARNED = [[100.0, 100.0, 50.0], [100.0, 100.0, 150.0], [0.0, 0.0, 0.0], [50.0, 50.0, 50.0]]
SPENT = [[100.0, 120.0, 50.0], [100.0, 130.0, 150.0], [0.0, 0.0, 0.0], [40.0, 50.0, 90.0]]
"""Three futures: 10 cheaper at the end; 20 and 30 dearer at once; late, and 40 dearer at the end."""
USED = [[0, 0, 0], [0, 20, 0], [0, 50, 0], [0, 50, 0], [-10, 50, 40]]
"""At the start, and after the four half years; in ``later`` there is nothing."""


def made() -> Cash:
    return money(half_years(2), {CashRow("incurred"): SPENT, CashRow("earned"): EARNED})


def test_what_is_used_and_left_by_hand() -> None:
    found = drawdown_of(made(), 80, 45.0, START)
    assert [at.used.value for at in found.positions] == pytest.approx([np.mean(row) for row in USED])
    assert [at.remaining.value for at in found.positions] == pytest.approx([45 - np.mean(row) for row in USED])
    assert [at.remaining_p10.value for at in found.positions] == [45 - max(row) for row in USED]
    assert [at.remaining_p90.value for at in found.positions] == [45 - min(row) for row in USED]
    assert [at.period for at in found.positions] == ["", "2027-H1", "2027-H2", "2028-H1", "2028-H2"]
    assert [at.day for at in found.positions][:2] == [None, date(2027, 6, 30)]


def test_work_that_is_late_but_not_dearer_uses_nothing() -> None:
    """Spending against the plan of the same half year would call the third future 50 below in the first."""
    found = drawdown_of(made(), 80, 45.0, START)
    late = np.asarray(SPENT)[:, 2].cumsum() - np.asarray(EARNED)[:, 0].cumsum()
    assert late[0] == -50.0
    assert found.positions[1].used.value == pytest.approx(20 / 3)


def test_what_is_still_required_is_the_p_value_of_what_is_still_to_be_used() -> None:
    found = drawdown_of(made(), 50, 45.0, START)
    assert [at.required.value for at in found.positions] == [40.0, 30.0, 0.0, 0.0, 0.0]
    assert found.p == 50


def test_contingency_that_was_exhausted_once_stays_so() -> None:
    spent = [[130.0, 100.0], [70.0, 100.0], [0.0, 0.0], [50.0, 50.0]]
    earned = [[100.0, 100.0], [100.0, 100.0], [0.0, 0.0], [50.0, 50.0]]
    cash = money(half_years(2), {CashRow("incurred"): spent, CashRow("earned"): earned})
    found = drawdown_of(cash, 80, 20.0, START)
    assert [at.exhausted.value for at in found.positions] == [0.0, 0.5, 0.5, 0.5, 0.5]
    assert found.positions[-1].used.value == 0.0
    assert (found.positions[1].exhausted.low, found.positions[1].exhausted.high) == share_interval(1, 2)


def test_contingency_that_is_used_up_to_the_hundredth_is_not_exhausted() -> None:
    cash = money(half_years(1), {CashRow("incurred"): [[0.1 + 0.2], [0.0]], CashRow("earned"): [[0.0], [0.0]]})
    assert drawdown_of(cash, 80, 0.3, START).positions[-1].exhausted.value == 0.0
    assert drawdown_of(cash, 80, 0.29, START).positions[-1].exhausted.value == 1.0


@pytest.mark.parametrize(
    ("data_date", "first"),
    [("2027-06-30T17:00", "2027-H1"), ("2027-07-01T00:00", "2027-H1"), ("2027-09-15T00:00", "2027-H1")],
)
def test_of_the_past_only_the_position_at_the_data_date_is_shown(data_date: str, first: str) -> None:
    found = drawdown_of(made(), 80, 45.0, datetime.fromisoformat(data_date))
    assert found.positions[0].period == first
    assert found.positions[0].used.value == pytest.approx(20 / 3)
    assert len(found.positions) == 4
    assert len(found.to_frame()) == 4


def test_what_comes_after_all_periods_is_shown_where_there_is_any() -> None:
    cash = made()
    cash.amount[0, -1] = 7.0
    last = drawdown_of(cash, 80, 45.0, START).positions[-1]
    assert (last.period, last.day) == ("later", None)
    assert last.used.value == pytest.approx(80 / 3 + 7)


def test_without_a_promise_as_much_is_held_as_the_confidence_needs() -> None:
    found = drawdown_of(made(), 80, None, START)
    assert (found.held, found.is_promised) == (50.0, False)
    cheap = money(half_years(1), {CashRow("incurred"): [[90.0], [0.0]], CashRow("earned"): [[100.0], [0.0]]})
    assert drawdown_of(cheap, 80, None, START).held == 0.0


def test_the_contingency_of_the_targets_is_held() -> None:
    targets: dict[str, Any] = {"contingency": 45}
    flat = np.full((2, 3), 10.0)
    found = drawdown(futures(flat, flat, program(targets=targets), made()))
    assert (found.held, found.is_promised, found.p) == (45.0, True, 80)
    assert drawdown(futures(flat, flat, program(targets=targets), made()), held=7).held == 7.0
