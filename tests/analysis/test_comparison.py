"""Two runs side by side, by hand: every difference, its error, and in how many futures an option is better."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, datetime, timedelta
from statistics import fmean, stdev
from typing import Any

import numpy as np
import pytest
from money.futures import futures
from money.hand import PROGRAM, cash, half_years, program, result, years

import riskcast as rc
from riskcast.analysis.compare import MeasureChange, compare
from riskcast.analysis.compare.words import say_briefly, say_difference, say_signed
from riskcast.analysis.paired import Difference
from riskcast.model.fiscal import Period
from riskcast.simulation.cash import Cash, CashRow

DAYS = np.array([[10.0, 20.0, 30.0, 40.0, 50.0], [1.0, 1.0, 1.0, 1.0, 60.0]])
COST = np.array([[100.0, 200.0, 300.0, 400.0, 500.0], [0.0, 0.0, 0.0, 0.0, 0.0]])


WIDE = 2.0930240544 / 2.0
"""Student's t of 20 sections, for two standard errors to be 95 %."""


def finish(base: rc.Result, option: rc.Result, p: int | None = None) -> MeasureChange:
    return compare(base, option, p=p).options[0].measure("finish")


def drawn(seed: int, count: int = 2_000) -> tuple[Any, Any]:
    """Return days and money of two projects, of which one takes up most of the time."""
    rng = np.random.default_rng(seed)
    return np.stack([rng.gamma(4.0, 10.0, count), np.zeros(count)]), rng.gamma(3.0, 1e4, (2, count))


def test_a_result_beside_itself_differs_nowhere_and_without_noise() -> None:
    base = futures(*drawn(1))
    (option,) = compare(base, base).options
    assert option.paired
    for change in option.measures:
        assert change.shares is not None
        assert (change.shares.better, change.shares.worse) == (0.0, 0.0)
        for _, pair in change.pairs():
            assert (pair.difference.value, pair.difference.error, pair.difference.is_noise) == (0.0, 0.0, False)
            assert pair.before == pair.after


def test_plan_mean_and_percentiles_move_as_counted_by_hand() -> None:
    """The program takes 10, 20, 30, 40 or 60 days; the option takes 3 days off one project, 50 off the other: 47."""
    base, option = futures(DAYS, COST), futures(DAYS - [[3.0], [50.0]], COST)
    option = replace(option, planned_finish=option.planned_finish - 2 * 14_400)
    change = finish(base, option)
    day = datetime(2027, 1, 1)
    assert [pair.before for _, pair in change.pairs()] == [day + timedelta(days=n) for n in (10, 32, 30, 40)]
    assert [pair.after for _, pair in change.pairs()] == [day + timedelta(days=n) for n in (8, 27, 27, 37)]
    assert [pair.difference.value for _, pair in change.pairs()] == pytest.approx([-2.0, -5.0, -3.0, -3.0])
    assert change.deterministic.difference.error == 0.0


def test_few_iterations_give_a_difference_without_an_error_which_is_noise() -> None:
    change = finish(futures(DAYS, COST), futures(DAYS - 3.0, COST))
    assert change.mean.difference.value == pytest.approx(-3.0)
    assert change.mean.difference.error is None
    assert change.mean.difference.is_noise


def test_better_and_worse_count_the_futures_one_by_one() -> None:
    moved = DAYS + np.array([[-1.0, -1.0, 5.0, 0.0, 0.0], [0.0] * 5])
    dearer = COST + np.array([[1.0, 0.004, -0.004, 0.0, -7.0], [0.0] * 5])
    (option,) = compare(futures(DAYS, COST), futures(moved, dearer)).options
    time, money = option.measure("finish").shares, option.measure("cost").shares
    assert time is not None
    assert money is not None
    assert (time.better, time.worse) == (0.4, 0.2)
    assert (money.better, money.worse) == (0.2, 0.2), "sums are compared to the hundredth"


def test_the_error_of_a_paired_mean_is_the_spread_of_twenty_sections() -> None:
    days, cost = drawn(2)
    base, option = futures(days, cost), futures(days * 0.9, cost)
    moved = finish(base, option).mean.difference
    away = (option.samples("finish").astype(int) - base.samples("finish")) / 14_400
    parts = [fmean(away[100 * k : 100 * (k + 1)]) for k in range(20)]
    assert moved.value == pytest.approx(fmean(away))
    assert moved.error == pytest.approx(stdev(parts) / math.sqrt(20) * WIDE)


def test_without_shared_futures_the_errors_of_both_runs_add_up_as_squares() -> None:
    days, cost = drawn(2)
    base, option = futures(days, cost), futures(days * 0.9, cost)
    paired = finish(base, option)
    apart = compare(base, replace(option, manifest=replace(option.manifest, seed=2))).options[0]
    change = apart.measure("finish")
    assert (apart.paired, apart.why_not, change.shares) == (False, "another seed", None)
    errors = []
    for one in (base, option):
        ticks = one.samples("finish") / 14_400
        errors.append(stdev(fmean(ticks[100 * k : 100 * (k + 1)]) for k in range(20)) / math.sqrt(20) * WIDE)
    assert change.mean.difference.value == pytest.approx(paired.mean.difference.value)
    assert change.mean.difference.error == pytest.approx(math.hypot(*errors))
    assert math.hypot(*errors) > 5 * (paired.mean.difference.error or 0.0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"seed": 2}, "another seed"),
        ({"design": "lhs"}, "another design"),
        ({"without": ("risks",)}, "other kinds of uncertainty left out"),
        ({"riskcast": "9"}, "another version of riskcast"),
        ({"seed": 2, "design": "lhs", "riskcast": "9"}, "another seed, another design and another version of riskcast"),
        ({"threads": 3, "phasing": ("program",), "program_digest": "x"}, ""),
    ],
)
def test_futures_are_shared_only_where_everything_that_draws_them_is_the_same(
    changes: dict[str, Any], words: str
) -> None:
    base = futures(DAYS, COST)
    option = compare(base, replace(base, manifest=replace(base.manifest, **changes))).options[0]
    assert option.paired == (not words)
    assert option.why_not == words


def test_runs_of_other_lengths_are_compared_as_independent_ones() -> None:
    option = compare(futures(*drawn(1)), futures(*drawn(1, 1_000))).options[0]
    assert option.why_not == "another number of iterations"
    assert option.measure("cost").mean.difference.error is not None


def test_each_option_is_held_to_its_own_target_and_to_that_of_the_base() -> None:
    """31 days are 31 January; the base promises 29 of 10, 20, 30, 40, 60 days, the option 31 of the same."""
    base = futures(DAYS, COST, program(targets={"finish": "2027-01-29", "budget": 300}))
    option = futures(DAYS, COST, program(targets={"finish": "2027-01-31"}))
    (found,) = compare(base, option).options
    time, money = found.measure("finish"), found.measure("cost")
    assert time.targets == (date(2027, 1, 29), date(2027, 1, 31))
    assert time.chance is not None
    assert time.chance_of_base is not None
    assert (time.chance.before, time.chance.after) == (0.4, 0.6)
    assert time.chance.difference.value == pytest.approx(0.2)
    assert (time.chance_of_base.before, time.chance_of_base.after) == (0.4, 0.4)
    assert (money.targets, money.chance) == ((300.0, None), None)
    assert money.chance_of_base is not None
    assert money.chance_of_base.after == 0.6


def test_the_same_target_is_judged_once_and_no_target_never() -> None:
    base = futures(DAYS, COST, program(targets={"budget": 300}))
    option = compare(base, base).options[0]
    assert option.measure("cost").chance is not None
    assert option.measure("cost").chance_of_base is None
    assert option.measure("finish").chance is None
    assert option.measure("finish").chance_of_base is None


def test_a_clock_that_starts_on_another_day_changes_no_difference() -> None:
    base = futures(DAYS, COST, program(targets={"finish": "2027-01-29"}))
    earlier = replace(
        base,
        origin=base.origin - timedelta(days=30),
        project_finish=base.project_finish + 30 * 14_400,
        planned_finish=base.planned_finish + 30 * 14_400,
    )
    for one, two in ((base, earlier), (earlier, base)):
        for _, pair in finish(one, two).pairs():
            assert pair.before == pair.after
            assert pair.difference.value == 0.0


def test_measures_that_only_one_has_are_named_and_not_compared() -> None:
    more = PROGRAM.replace(projects=[*PROGRAM.projects, {"id": "C"}])
    base = futures(DAYS, COST)
    option = replace(
        base,
        program=more,
        project_finish=np.vstack([base.project_finish, base.project_finish[:1]]),
        project_cost=np.vstack([COST, COST[:1]]),
        planned_finish=np.array([1, 1, 1], np.int32),
        planned_cost=np.ones(3),
    )
    found = compare(base, option).options[0]
    assert (found.only_base, found.only_option) == ((), ("finish:C", "cost:C"))
    assert compare(option, base).options[0].only_base == ("finish:C", "cost:C")
    assert [change.measure for change in found.measures] == list(base.measures)


def test_any_percentile_can_stand_beside_the_median() -> None:
    base, option = futures(DAYS, COST), futures(DAYS - [[0.0], [50.0]], COST)
    assert finish(base, option).confidence.difference.value == 0.0
    assert finish(base, option, p=95).confidence.difference.value == -10.0
    assert compare(base, option).p == 80
    with pytest.raises(rc.InvalidInput, match="RC183"):
        compare(base, option, p=101)


def test_several_options_keep_their_names() -> None:
    base, first, second = (futures(DAYS - n, COST) for n in (0.0, 1.0, 2.0))
    found = compare(base, first, second, names=("now", "one", "two"))
    assert (found.base, [option.name for option in found.options]) == ("now", ["one", "two"])
    assert found.option("two").measure("finish").mean.difference.value == pytest.approx(-2.0)
    assert [option.name for option in compare(base, first, second).options] == ["option 1", "option 2"]
    for names in (("now", "one"), ("now", "one", "one")):
        with pytest.raises(rc.InvalidInput, match="RC360"):
            compare(base, first, second, names=names)


def test_sums_in_different_currencies_are_not_compared() -> None:
    with pytest.raises(rc.InvalidInput, match="is in USD, and base in EUR"):
        compare(futures(DAYS, COST), futures(DAYS, COST, program(currency="USD")))


def test_a_frame_has_one_row_per_option_measure_and_statistic() -> None:
    money = cash(years(1), {CashRow("incurred"): COST[:1]})
    base, option = futures(DAYS, COST, money=money), futures(DAYS - 3.0, COST, money=money)
    frame = compare(base, option).to_frame()
    row = frame[(frame["what"] == "finish") & (frame["statistic"] == "mean")].iloc[0]
    assert (row["option"], row["difference"], row["is_noise"]) == ("option 1", pytest.approx(-3.0), True)
    assert frame[frame["what"] == "money:FY27"]["statistic"].tolist() == ["deterministic", "mean", "confidence"]


def test_fiscal_years_move_money_from_one_to_the_next() -> None:
    """Two futures; half of the money of the first year comes a year later."""
    rows = {
        CashRow("incurred", "A", "capex"): [[8.0, 4.0], [0.0, 2.0]],
        CashRow("incurred", "B", "opex"): [[1.0, 3.0]] * 2,
    }
    late = {**rows, CashRow("incurred", "A", "capex"): [[4.0, 2.0], [4.0, 4.0]]}
    base, option = result(cash(years(2), rows)), result(cash(years(2), late))
    found = {(year.year, year.treatment): year for year in compare(base, option).options[0].years}
    assert list(found) == [(year, part) for part in ("", "capex", "opex") for year in ("FY27", "FY28")]
    moved = {key: (year.deterministic.difference.value, year.mean.difference.value) for key, year in found.items()}
    assert moved["FY27", ""] == moved["FY27", "capex"] == (-4.0, -3.0)
    assert moved["FY28", ""] == moved["FY28", "capex"] == (4.0, 3.0)
    assert moved["FY27", "opex"] == (0.0, 0.0)
    assert (found["FY27", ""].confidence.before, found["FY27", ""].confidence.after) == (9.0, 5.0)


def test_a_year_that_only_one_has_costs_nothing_in_the_other_and_years_stay_in_order() -> None:
    base = result(cash(years(1), {CashRow("incurred"): [[8.0, 4.0]]}))
    option = result(cash(years(2), {CashRow("incurred"): [[8.0, 4.0], [2.0, 0.0]]}))
    found = compare(base, option).options[0].years
    assert [(year.year, year.mean.before, year.mean.after) for year in found] == [
        ("FY27", 6.0, 6.0),
        ("FY28", 0.0, 1.0),
    ]
    assert [year.mean.after for year in compare(option, base).options[0].years] == [6.0, 0.0]


def test_years_stand_in_order_of_time_whatever_their_names() -> None:
    def named(first: str, second: str) -> tuple[Period, ...]:
        one, two, later = years(2)
        return one.model_copy(update={"fiscal_year": first}), two.model_copy(update={"fiscal_year": second}), later

    money = [cash(named("FY99", "FY00"), {CashRow("incurred"): [[1.0], [1.0]]}) for _ in range(2)]
    found = compare(*(result(each) for each in money)).options[0].years
    assert [year.year for year in found] == ["FY99", "FY00"]


def test_later_comes_last_and_only_with_money() -> None:
    def held(later: float) -> Cash:
        money = cash(half_years(1), {CashRow("incurred"): [[1.0], [1.0]]})
        money.amount[0, -1] = later
        return money

    found = [compare(result(held(0.0)), result(held(x))).options[0].years for x in (0.0, 5.0)]
    assert [[year.year for year in each] for each in found] == [["FY27"], ["FY27", "later"]]


def test_without_money_over_time_in_both_there_are_no_years() -> None:
    held = result(cash(years(1), {CashRow("incurred"): [[1.0]]}))
    assert compare(held, replace(held, cash=None)).options[0].years == ()
    assert compare(replace(held, cash=None), held).options[0].years == ()


@pytest.mark.parametrize(
    ("moved", "kind", "words"),
    [
        (Difference(-13.2, 1.0), "date", "13 days earlier (11 to 15)"),
        (Difference(13.2, 1.0), "date", "13 days later (11 to 15)"),
        (Difference(1.0, 1.5), "date", "no difference beyond chance (+1 ± 3 days)"),
        (Difference(-0.2, 1.5), "date", "no difference beyond chance (0 ± 3 days)"),
        (Difference(0.0, 0.0), "date", "unchanged"),
        (Difference(0.0, 1.0), "date", "no difference beyond chance (0 ± 2 days)"),
        (Difference(-1.0, 0.0), "date", "1 day earlier"),
        (Difference(-1.64, 0.05), "date", "1.6 days earlier (1.5 to 1.7)"),
        (Difference(0.25, 0.05), "date", "6 hours later (4 to 8)"),
        (Difference(0.01, 0.001), "date", "14 minutes later (12 to 17)"),
        (Difference(3.0, None), "date", "no difference beyond chance (+3 days, too few iterations)"),
        (Difference(-180_000.0, 15_000.0), "money", "EUR 180 k less (150 k to 210 k)"),
        (Difference(5_000.0, 4_000.0), "money", "no difference beyond chance (+5.00 k ± 8.00 k)"),
        (Difference(0.23, 0.01), "chance", "23 points more (21 to 25)"),
        (Difference(-0.039, 0.004), "chance", "3.9 points less (3.1 to 4.7)"),
    ],
)
def test_a_difference_in_words(moved: Difference, kind: Any, words: str) -> None:
    assert say_difference(moved, kind, "EUR") == words
    assert say_briefly(moved, kind) == words.replace("no difference beyond chance", "noise").replace("EUR ", "")


def test_a_difference_in_a_table_of_options() -> None:
    assert say_signed(Difference(-13.2, 1.0), "date") == "-13 ± 2 days"
    assert say_signed(Difference(1.0, 1.0), "date") == "noise"
    assert say_signed(Difference(0.0, 0.0), "money") == "same"
