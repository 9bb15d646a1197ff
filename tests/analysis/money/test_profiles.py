"""Profiles of money over time: three add up to the P-value of the total, the fourth must not be added."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from riskcast.analysis.money.buckets import By, buckets
from riskcast.analysis.money.excess import excess_of_standalone
from riskcast.analysis.money.profiles import Profile, coherent, profiles
from riskcast.errors import InvalidInput
from riskcast.kernels.types import F8
from riskcast.simulation.cash import CashRow
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import percentile

from .hand import cash, half_years, program, result, spending, years

FIRST = [1.0, 2.0, 3.0, 4.0, 5.0]
SECOND = [10.0, 0.0, 5.0, 1.0, 4.0]
"""With FIRST the totals are 11, 2, 8, 5, 9: their P80 is 9, in the last iteration."""


def of_random(count: int, seed: int = 1, halves: int = 6) -> F8:
    """Return spending that moves between periods and is skewed, with a credit now and then."""
    draws = np.random.default_rng(seed)
    amounts = draws.gamma(1.5, 1e5, (halves, count)) * draws.lognormal(0.0, 0.5, count)
    amounts[-1] -= 4e5 * (draws.random(count) < 0.2)
    return amounts


def named(found: tuple[Profile, ...]) -> dict[str, Profile]:
    return {profile.name: profile for profile in found}


def test_five_futures_of_two_years_by_hand() -> None:
    found = named(profiles(spending(years(2), [FIRST, SECOND])))
    assert list(found) == ["expected", "coherent P80", "funding line P80", "stand-alone P80 (do not add)"]
    assert found["expected"].amount.tolist() == [3.0, 4.0, 0.0]
    # One rank fits above the P80, so the futures with totals 8, 9 and 11 are averaged: 3 and 19/3, times 9 / (28/3).
    assert found["coherent P80"].amount == pytest.approx([81 / 28, 171 / 28, 0.0], rel=1e-12)
    assert found["funding line P80"].amount.tolist() == [4.0, 5.0, 0.0]
    assert found["stand-alone P80 (do not add)"].amount.tolist() == [4.0, 5.0, 0.0]
    assert [profile.total for profile in found.values()] == [7.0, pytest.approx(9.0), 9.0, None]
    assert [profile.p for profile in found.values()] == [None, 80, 80, 80]
    assert found["expected"].periods == ("2027", "2028", "later")


@pytest.mark.parametrize("by", ["period", "quarter", "year"])
@pytest.mark.parametrize("p", [0, 5, 50, 80, 99, 100])
@pytest.mark.parametrize("count", [1, 7, 1000])
def test_the_coherent_profile_and_the_funding_line_add_up_to_the_p_value_of_the_total(
    by: By, p: int, count: int
) -> None:
    amounts = of_random(count)
    goal = float(percentile(np.sort(amounts.sum(axis=0)), p))
    for name in (f"coherent P{p}", f"funding line P{p}"):
        found = named(profiles(spending(half_years(3), amounts), p=p, by=by))[name]
        assert found.cumulative is not None
        for total in (found.amount.sum(), found.cumulative[-1], found.total):
            assert total == pytest.approx(goal, rel=1e-9)


def test_the_mean_of_the_neighbours_alone_would_not_add_up() -> None:
    amounts = of_random(2_000)
    total = amounts.sum(axis=0)
    order = np.argsort(total)
    plain = amounts[:, order[1_599 - 50 : 1_599 + 51]].mean(axis=1)
    goal = float(np.sort(total)[1_599])
    assert abs(plain.sum() / goal - 1.0) > 1e-6
    assert coherent(amounts, total, 80) == pytest.approx(plain * goal / plain.sum(), rel=1e-12)


def test_a_coherent_profile_has_as_many_neighbours_above_as_below() -> None:
    """At the P99 of 2,000 there are 20 futures above, so 20 below are taken and not 50."""
    amounts = of_random(2_000)
    total = amounts.sum(axis=0)
    plain = amounts[:, np.argsort(total)[1_979 - 20 :]].mean(axis=1)
    goal = float(np.sort(total)[1_979])
    assert coherent(amounts, total, 99) == pytest.approx(plain * goal / plain.sum(), rel=1e-12)


def test_at_least_twenty_neighbours_are_taken_on_each_side() -> None:
    amounts = of_random(200)
    total = amounts.sum(axis=0)
    plain = amounts[:, np.argsort(total)[99 - 20 : 99 + 21]].mean(axis=1)
    goal = float(np.sort(total)[99])
    assert coherent(amounts, total, 50) == pytest.approx(plain * goal / plain.sum(), rel=1e-12)


@pytest.mark.parametrize("goal", [0.0, 1.0, -1.0])
def test_around_zero_the_coherent_profile_is_the_future_at_the_p_level_itself(goal: float) -> None:
    """Scaling totals of -40 to 40 to a P50 of about 0 would blow up their mean."""
    amounts = np.array([np.linspace(100.0, 180.0, 41), np.full(41, -140.0 + goal)])
    total = amounts.sum(axis=0)
    assert coherent(amounts, total, 50).tolist() == [140.0, -140.0 + goal]


def test_a_program_that_spends_nothing_has_profiles_of_nothing() -> None:
    for profile in profiles(spending(years(2), np.zeros((2, 50)))):
        assert profile.amount.tolist() == [0.0, 0.0, 0.0]


def test_the_funding_line_may_fall_when_credits_come_in() -> None:
    found = named(profiles(spending(years(2), [[10.0, 20.0, 30.0, 40.0, 50.0], [-5.0] * 5])))["funding line P80"]
    assert found.amount.tolist() == [40.0, -5.0, 0.0]
    assert found.cumulative is not None
    assert found.cumulative.tolist() == [40.0, 35.0, 35.0]


def test_the_funding_line_is_the_p_level_of_cumulative_spend_and_not_of_single_periods() -> None:
    """Whoever is early is not late: the P80 of each year is spent in no future, the total is certain."""
    early = np.linspace(0.0, 100.0, 101)
    found = named(profiles(spending(years(2), [early, 100.0 - early])))
    assert found["funding line P80"].amount.tolist() == [80.0, 20.0, 0.0]
    assert found["stand-alone P80 (do not add)"].amount.tolist() == [80.0, 80.0, 0.0]


def test_by_quarter_and_year_means_are_sums_and_the_funding_line_is_the_same_at_the_ends() -> None:
    money = spending(half_years(3), of_random(500))
    fine, coarse = named(profiles(money)), named(profiles(money, by="year"))
    for name in ("expected", "coherent P80", "funding line P80"):
        ends = fine[name].cumulative
        assert ends is not None
        assert coarse[name].cumulative == pytest.approx(ends[[1, 3, 5, 6]], rel=1e-9)
    assert coarse["expected"].periods == ("FY27", "FY28", "FY29", "later")
    alone = "stand-alone P80 (do not add)"
    assert (coarse[alone].amount[:3] != fine[alone].amount[:6].reshape(3, 2).sum(axis=1)).all()


def test_quarters_carry_the_name_of_their_year() -> None:
    assert buckets(half_years(1), "quarter").ids == ("FY27-Q2", "FY27-Q4", "later")


def test_periods_without_quarters_stand_for_their_year() -> None:
    assert buckets(years(2), "quarter").ids == ("FY27", "FY28", "later")


def test_only_one_project_or_treatment_is_counted_when_asked_for() -> None:
    rows = {
        CashRow("incurred", "A", "capex"): [[1.0]],
        CashRow("incurred", "A", "opex"): [[20.0]],
        CashRow("incurred", "B", "opex"): [[300.0]],
        CashRow("paid", "A", "capex"): [[4000.0]],
    }
    money = result(cash(years(1), rows))

    def total(**what: Any) -> float | None:
        return profiles(money, **what)[0].total

    assert [total(), total(project="A"), total(treatment="opex")] == [321.0, 21.0, 320.0]
    assert [total(project="B", treatment="capex"), total(view="paid")] == [0.0, 4000.0]


def test_the_level_is_the_confidence_of_the_program_unless_stated() -> None:
    money = spending(years(2), [FIRST, SECOND], program(confidence=60))
    assert profiles(money)[1].name == "coherent P60"
    assert profiles(money, p=90)[1].name == "coherent P90"


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ({"p": 0.8}, r"RC183.*did you mean 80"),
        ({"p": 101}, r"RC183.*no percentile 101"),
        ({"project": "a"}, r"RC341.*no project 'a'.*did you mean 'A'"),
        ({"project": "A"}, r"RC341.*not kept apart by project"),
        ({"treatment": "capexx"}, r"RC341.*no treatment.*did you mean 'capex'"),
        ({"treatment": "capex"}, r"RC341.*not kept apart by treatment"),
        ({"view": "paid"}, r"RC341.*no money of the view 'paid'"),
    ],
)
def test_money_that_is_not_there_is_refused_and_not_zero(what: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        profiles(spending(years(2), [FIRST, SECOND]), **what)


def test_a_result_without_money_over_time_says_how_to_get_it() -> None:
    with pytest.raises(InvalidInput, match=r"RC340.*phasing"):
        profiles(result(None))


def test_frames_leave_out_what_must_not_be_added() -> None:
    frames = [profile.to_frame() for profile in profiles(spending(years(2), [FIRST, SECOND]))]
    assert frames[2]["cumulative"].tolist() == [4.0, 9.0, 9.0]
    assert frames[3]["cumulative"].isna().all()
    assert list(frames[0].columns) == ["profile", "period", "amount", "cumulative"]


def independent(count: int, of_years: int) -> Result:
    return spending(years(of_years), np.random.default_rng(7).gamma(4.0, 1e5, (of_years, count)))


def test_the_p_values_of_independent_years_add_up_to_more_than_that_of_the_total() -> None:
    found = excess_of_standalone(independent(20_000, 5))
    assert found.standalone == pytest.approx(found.total + found.excess)
    assert found.excess > 0.1 * found.total


def test_independent_years_rarely_all_stay_within_their_own_p_values() -> None:
    """4.5 standard errors; the chance of one year alone, or of a year less, is far outside."""
    found = excess_of_standalone(independent(20_000, 5))
    error = (0.8**5 * (1 - 0.8**5) / 20_000) ** 0.5
    assert abs(found.all_within - 0.8**5) < 4.5 * error
    assert abs(found.all_within - 0.8**4) > 4.5 * error
    assert found.low < found.all_within < found.high
    assert found.high - found.low == pytest.approx(2 * 1.96 * error, rel=0.02)


def test_years_that_move_as_one_may_be_planned_for_themselves() -> None:
    draws = np.random.default_rng(3).gamma(4.0, 1e5, 1_000)
    found = excess_of_standalone(spending(years(3), [draws, 2 * draws, draws**2]))
    assert found.excess == pytest.approx(0.0, abs=1e-9 * found.total)
    assert found.all_within == 0.8


def test_a_year_that_is_certain_stays_within_its_p_value() -> None:
    sure = np.full((2, 100), 0.1) + np.array([[0.0], [0.2]])
    sure[1, ::2] += 1e-13
    found = excess_of_standalone(spending(years(2), sure))
    assert (found.all_within, found.periods) == (1.0, ("FY27", "FY28", "later"))
    assert found.to_frame()["all_within"].tolist() == [1.0]
