"""Assets: what is capitalised, what is under construction, what is in service, what is written off."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from riskcast.analysis.money.amortisation import Asset, by_year, first_twelve_months, first_year
from riskcast.analysis.money.assets import assets_of
from riskcast.analysis.money.capitalised import AssetYear, Capitalised, capitalised_of
from riskcast.analysis.money.days import day_of, finish_days
from riskcast.analysis.money.fiscal_years import fiscal_years
from riskcast.model.program import Program
from riskcast.simulation.cash import Cash, CashRow

from .futures import DAY, money
from .hand import half_years, program, years

ORIGIN = datetime(2027, 1, 1)
NEVER = np.iinfo(np.int32).max
RULES = [
    {"id": "erp", "name": "ERP", "steps": "capex until A.work; opex", "life_years": 4},
    {"id": "site", "steps": "capex until B.work; opex"},
]
LIFE = 4 * 365.25


def of(**parts: Any) -> Program:
    return program(capitalisation=RULES, **parts)


def tick(day: str) -> int:
    return int((datetime.fromisoformat(day) - ORIGIN).total_seconds() / 6)


def made(erp: Any, site: Any, served: Any, **more: Any) -> Cash:
    """Return money ``[2, K]`` of two half years by rule, with dates in service ``[2, K]`` as text or None."""
    ticks = np.array([[NEVER if day is None else tick(day) for day in row] for row in served], np.int32)
    rows = {CashRow("capitalised", treatment="capex", name="erp"): erp, CashRow("capitalised", name="site"): site}
    return money(half_years(1), rows, rules=("erp", "site"), in_service=ticks, planned_in_service=ticks[:, 0], **more)


def found_of(cash: Cash, program: Program | None = None) -> Capitalised:
    found = capitalised_of(cash, program or of(), ORIGIN)
    assert found is not None
    return found


def year(found: Capitalised, rule: str, name: str) -> AssetYear:
    return next(at for at in found.years if (at.rule, at.fiscal_year) == (rule, name))


ONE = made([[100.0], [60.0]], [[0.0], [10.0]], [["2027-10-01T16:00"], ["2028-02-01T16:00"]])
"""``erp`` serves from 1 October, when 160 were capitalised by its half years; ``site`` from next February on."""


def test_amounts_by_fiscal_year_by_hand() -> None:
    found = found_of(ONE)
    assert year(found, "erp", "FY27").capitalised.mean.value == 160.0
    assert year(found, "site", "FY27").capitalised.mean.value == 10.0
    assert year(found, "", "FY27").capitalised.mean.value == 170.0
    assert year(found, "", "FY27").under_construction.mean.value == 10.0
    assert year(found, "", "FY27").in_service.mean.value == 160.0
    assert year(found, "site", "FY28").under_construction.mean.value == 0.0
    assert year(found, "", "FY28").capitalised.plan == 0.0


def test_amortisation_is_straight_line_by_day() -> None:
    """92 days from 1 October to the end of 2027 (its middle of the second half year is 30 September)."""
    found = found_of(ONE)
    assert year(found, "erp", "FY27").amortisation.mean.value == pytest.approx(160 * 92 / LIFE, rel=1e-12)
    for name, days in (("FY28", 366), ("FY29", 365), ("FY30", 365), ("FY31", LIFE - 92 - 366 - 730)):
        assert year(found, "erp", name).amortisation.mean.value == pytest.approx(160 * days / LIFE, rel=1e-12)
    assert sum(at.amortisation.mean.value for at in found.years if at.rule == "erp") == pytest.approx(160.0, rel=1e-12)
    assert {at.fiscal_year for at in found.years} == {"FY27", "FY28", "FY29", "FY30", "FY31"}


def test_an_asset_without_a_life_is_not_written_off() -> None:
    found = found_of(ONE)
    assert all(at.amortisation.mean.value == 0.0 for at in found.years if at.rule == "site")
    assert found.assets[1].first_year is None


def test_money_capitalised_after_the_day_in_service_is_written_off_from_the_middle_of_its_period() -> None:
    found = found_of(made([[100.0], [60.0]], [[0.0], [0.0]], [["2027-04-01T16:00"], ["2027-04-01"]]))
    first = (date(2028, 1, 1) - date(2027, 4, 1)).days
    second = (date(2028, 1, 1) - date(2027, 9, 30)).days
    charge = (100 * first + 60 * second) / LIFE
    assert year(found, "erp", "FY27").amortisation.mean.value == pytest.approx(charge, rel=1e-12)
    twelve = (100 * 365.25 + 60 * (365.25 - (date(2027, 9, 30) - date(2027, 4, 1)).days)) / LIFE
    asset = found.assets[0]
    assert asset.first_year is not None and asset.first_twelve_months is not None
    assert asset.first_year.mean.value == pytest.approx(charge, rel=1e-12)
    assert asset.first_twelve_months.mean.value == pytest.approx(twelve, rel=1e-12)
    assert sum(at.amortisation.mean.value for at in found.years if at.rule == "erp") == pytest.approx(160.0, rel=1e-12)


def test_the_midnight_that_ends_a_year_puts_an_asset_into_service_in_that_year() -> None:
    assert finish_days(np.array([1, DAY, DAY + 1, 0], np.int32)).tolist() == [0, 0, 1, -1]
    found = found_of(made([[100.0], [60.0]], [[0.0], [0.0]], [["2028-01-01T00:00"], ["2028-01-01T00:01"]]))
    assert year(found, "erp", "FY27").under_construction.mean.value == 0.0
    assert year(found, "erp", "FY27").amortisation.mean.value == pytest.approx(160 / LIFE, rel=1e-12)


def test_what_never_goes_into_service_stays_under_construction_and_is_not_written_off() -> None:
    served = [["2027-10-01T16:00", None, None], [None, None, None]]
    found = found_of(made([[100.0] * 3, [60.0] * 3], [[0.0] * 3, [0.0] * 3], served))
    asset = found.assets[0]
    assert asset.never.value == pytest.approx(2 / 3)
    assert (asset.planned, asset.p10.value) == (datetime(2027, 10, 1, 16), datetime(2027, 10, 1, 16))
    assert asset.p50.value is asset.p80.value is None
    assert asset.first_year is not None and asset.first_year.mean.value == pytest.approx(160 * 92 / LIFE)
    assert year(found, "erp", "FY27").under_construction.mean.value == pytest.approx(320 / 3)
    frame = found.assets_frame()
    assert frame["never"].tolist() == pytest.approx([2 / 3, 1.0])


def random_cash(count: int = 300, seed: int = 1) -> Cash:
    rng = np.random.default_rng(seed)
    periods = half_years(4)
    rows = {
        CashRow("capitalised", "A", "capex", "erp"): rng.uniform(0, 10, (8, count)),
        CashRow("capitalised", "B", "capex", "erp"): rng.uniform(-1, 3, (8, count)),
        CashRow("capitalised", "B", "capex", "site"): rng.uniform(0, 5, (8, count)),
        CashRow("double-running", "A", "opex"): rng.uniform(0, 5, (8, count)),
    }
    served = rng.integers(200 * DAY, 2_000 * DAY, (2, count)).astype(np.int32)
    served[0, rng.random(count) < 0.1] = NEVER
    cash = money(periods, rows, rules=("erp", "site"), in_service=served, planned_in_service=served[:, 0])
    cash.amount[:, -1] = rng.uniform(0, 1, (4, count))
    return cash


def test_in_every_future_the_parts_add_up() -> None:
    cash = random_cash()
    for name, asset in assets_of(cash, of(), ORIGIN).items():
        found = by_year(asset, fiscal_years(cash, of(), ORIGIN, asset.last_day))
        total = cash.samples("capitalised", name=name).sum(axis=0)
        assert found.capitalised.sum(axis=0) == pytest.approx(total, rel=1e-9)
        assert found.under_construction + found.in_service == pytest.approx(found.capitalised.cumsum(axis=0), rel=1e-9)
        written_off = total * asset.serves if name == "erp" else np.zeros(total.size)
        assert found.written_off.sum(axis=0) == pytest.approx(written_off, rel=1e-9)
        assert found.written_off[-1] == pytest.approx(0.0, abs=1e-9)


def test_every_future_agrees_with_adding_up_day_by_day() -> None:
    cash = random_cash(6)
    asset = assets_of(cash, of(), ORIGIN)["erp"]
    span = fiscal_years(cash, of(), ORIGIN, asset.last_day)
    found, first, twelve = by_year(asset, span), first_year(asset, span), first_twelve_months(asset)
    for k in range(6):
        if asset.in_service[k] == NEVER:
            assert np.isnan(first[k]) and np.isnan(twelve[k])
            continue
        served = (int(asset.in_service[k]) - 1) // DAY
        days = np.arange(day_of(date(2040, 1, 1), ORIGIN))
        charge = np.zeros(days.size)
        for amount, middle in zip(asset.amount[:, k], asset.middles, strict=True):
            begin = max(served, int(middle))
            whole = (days >= begin) & (days < begin + 1_461)
            charge[whole] += amount / 1_461
        begins = np.concatenate([[0], span.ends + 1])
        by_hand = [charge[a:b].sum() for a, b in pairwise(begins)]
        assert found.written_off[:-1, k] == pytest.approx(by_hand, rel=1e-9, abs=1e-9)
        end = next(int(end) for end in span.ends if end >= served)
        assert first[k] == pytest.approx(charge[served : end + 1].sum(), rel=1e-9)
        quarter = 0.25 * charge[served + 365]
        assert twelve[k] == pytest.approx(charge[served : served + 365].sum() + quarter, rel=1e-9)


def test_means_of_rules_add_up_to_those_of_all() -> None:
    found = found_of(random_cash())
    for at in (at for at in found.years if at.rule == ""):
        for name in ("capitalised", "under_construction", "in_service", "amortisation"):
            parts = [getattr(year(found, rule, at.fiscal_year), name).mean.value for rule in ("erp", "site")]
            assert getattr(at, name).mean.value == pytest.approx(sum(parts), rel=1e-9, abs=1e-9)
    assert len(found.to_frame()) == len(found.years)


def test_percentiles_are_those_of_the_futures() -> None:
    cash = random_cash()
    at = year(found_of(cash), "erp", "FY28").capitalised
    samples = np.sort(cash.samples("capitalised", name="erp")[2:4].sum(axis=0))
    assert (at.p10.value, at.p80.value) == pytest.approx((samples[29], samples[239]))
    assert at.mean.value == pytest.approx(samples.mean())
    assert at.mean.low < at.mean.value < at.mean.high


def test_what_runs_twice_is_shown_by_fiscal_year() -> None:
    cash = random_cash()
    found = found_of(cash)
    assert [at.fiscal_year for at in found.double_running] == ["FY27", "FY28", "FY29", "FY30", "later"]
    samples = cash.samples("double-running")
    assert found.double_running[1].amount.mean.value == pytest.approx(samples[2:4].sum(axis=0).mean())
    assert found.double_running[0].amount.plan == pytest.approx(cash.plan("double-running")[:2].sum())
    assert len(found.double_running_frame()) == 5


def test_there_is_nothing_to_say_where_nothing_is_capitalised_or_runs_twice() -> None:
    assert capitalised_of(money(years(1), {CashRow("incurred"): [[1.0]]}), of(), ORIGIN) is None


def test_fiscal_years_go_on_as_the_calendar_of_money_says() -> None:
    cash = money(years(2), {CashRow("incurred"): [[1.0], [1.0]]})
    last = day_of(date(2031, 5, 1), ORIGIN)
    found = fiscal_years(cash, of(), ORIGIN, last)
    assert found.names == ("FY27", "FY28", "FY29", "FY30", "FY31")
    assert found.ends[-1] == day_of(date(2031, 12, 31), ORIGIN)
    assert found.of.tolist() == [0, 1, 5]


@pytest.mark.parametrize(
    ("name", "after"), [("FY28", ["FY29", "FY30"]), ("this year", ["this year + 1", "this year + 2"])]
)
def test_after_a_table_of_periods_years_end_on_the_same_day(name: str, after: list[str]) -> None:
    table = [{"id": "1", "start": "2027-03-01", "end": "2028-02-29", "fiscal_year": name}]
    periods = tuple(of(periods=table).periods)
    later = half_years(1)[-1].model_copy(update={"start": date(2028, 3, 1)})
    cash = money((*periods, later), {CashRow("incurred"): [[1.0]]})
    found = fiscal_years(cash, of(periods=table), ORIGIN, day_of(date(2030, 2, 28), ORIGIN))
    assert found.names == (name, *after)
    assert found.ends.tolist() == [day_of(date(y, 2, d), ORIGIN) for y, d in ((2028, 29), (2029, 28), (2030, 28))]


def test_a_far_horizon_ends_in_later() -> None:
    cash = money(years(1), {CashRow("incurred"): [[1.0]]})
    assert len(fiscal_years(cash, of(), ORIGIN, 100_000).names) == 61


def test_an_asset_serves_from_the_day_it_is_finished_on_and_not_the_one_after() -> None:
    """Counting from the next day, or by months, would be off by a day or a half."""
    asset = Asset(np.array([[1_461.0]]), np.array([0]), np.array([tick("2027-10-01T16:00")], np.int32), 4.0)
    assert asset.written_off(day_of(date(2027, 10, 2), ORIGIN)) == pytest.approx([1.0])
    assert asset.written_off(day_of(date(2027, 10, 1), ORIGIN)) == pytest.approx([0.0])
