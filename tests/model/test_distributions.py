"""Every family knows its mean, standard deviation, bounds and quantiles, and says itself in one line."""

from __future__ import annotations

import math
from typing import cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskcast.model.amount import Amount
from riskcast.model.calendar import Calendar
from riskcast.model.describe import describe_duration, describe_money
from riskcast.model.distributions import Cuttable, Lognormal, Metalog, Pert, Shifted
from riskcast.model.estimate import Estimate
from riskcast.model.notation import FAMILIES
from twins.families import ALL, CUT, FITTED, PIECES, SCIPY, duration, law

LEVELS = np.array([1e-9, 1e-4, 0.01, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.99, 0.9999, 1.0 - 1e-9])
OFFICE = Calendar.model_validate({"id": "office", "week": {"mon-fri": "08:00-16:00"}})


@pytest.mark.parametrize("text", SCIPY)
def test_mean_and_sd_are_those_of_scipy(text: str) -> None:
    d, other = law(text), SCIPY[text]
    assert d.mean == pytest.approx(other.mean(), rel=1e-10)
    expected = other.std() if math.isfinite(other.mean()) else math.inf
    assert d.sd == pytest.approx(expected, rel=1e-8)


@pytest.mark.parametrize("text", SCIPY)
def test_quantiles_and_bounds_are_those_of_scipy(text: str) -> None:
    d, other = law(text), SCIPY[text]
    assert d.quantile(LEVELS) == pytest.approx(other.ppf(LEVELS), rel=1e-7)
    assert d.bounds == pytest.approx(other.support(), abs=1e-12)


@pytest.mark.parametrize("text", CUT)
def test_a_cut_law_redistributes_what_is_cut_off(text: str) -> None:
    d, other = law(text), CUT[text]
    inner = LEVELS[1:-1]
    assert d.quantile(inner) == pytest.approx(other.ppf(inner), rel=1e-9)
    assert d.bounds == pytest.approx((other.low, other.high))


@pytest.mark.parametrize("text", [text for text in CUT if "2.5" not in text])
def test_moments_of_a_cut_law_are_integrals_of_its_density(text: str) -> None:
    mean, sd = CUT[text].moments()
    assert law(text).mean == pytest.approx(mean, rel=1e-9)
    assert law(text).sd == pytest.approx(sd, rel=1e-7)


def test_a_pareto_cut_below_is_a_pareto_from_there() -> None:
    assert law("pareto(1, 2.5, min=3)") == law("pareto(3, 2.5)")


@pytest.mark.parametrize("text", PIECES)
def test_laws_of_pieces_have_exact_moments(text: str) -> None:
    mean, sd = PIECES[text]
    assert law(text).mean == pytest.approx(mean, rel=1e-11)
    assert law(text).sd == pytest.approx(sd, rel=1e-11)


def test_a_quantile_of_steps_is_the_smallest_value_with_at_least_that_probability() -> None:
    p = np.array([0.01, 0.3, 0.30001, 0.99])
    assert law("discrete(20:0.7, 10:0.3)").quantile(p).tolist() == [10.0, 10.0, 20.0, 20.0]
    assert law("empirical(9, 3, 4, 4)").quantile(np.array([0.25, 0.26, 0.75, 0.76])).tolist() == [3.0, 4.0, 4.0, 9.0]


def test_a_gap_between_bins_is_never_drawn() -> None:
    drawn = law("histogram(0..1:1, 9..10:1)").quantile(np.linspace(0.001, 0.999, 999))
    assert not ((drawn > 1.0) & (drawn < 9.0)).any()


def test_cumulative_points_are_met() -> None:
    d = law("cumulative(0:10, 0.2:14, 0.7:20, 1:40)")
    assert d.quantile(np.array([0.1, 0.2, 0.5, 0.7, 0.8])).tolist() == pytest.approx([12.0, 14.0, 17.6, 20.0, 80.0 / 3])


@pytest.mark.parametrize("text", FITTED)
def test_a_fit_passes_through_all_its_percentiles(text: str) -> None:
    estimate = Estimate.parse(text)
    stated = [(float(name[1:]) / 100.0, amount.value) for name, amount in estimate.args if name.startswith("p")]
    found = law(text).quantile(np.array([p for p, _ in stated]))
    assert found == pytest.approx([value for _, value in stated], rel=1e-9)


@pytest.mark.parametrize("text", FITTED)
def test_moments_of_a_fit_are_averages_of_its_quantiles(text: str) -> None:
    d = law(text)
    edge = np.log(1e12)
    y = np.linspace(-edge, edge, 400_001)
    p = 1.0 / (1.0 + np.exp(-y))
    weight = p * (1.0 - p) * (y[1] - y[0])
    x = d.quantile(p)
    mean = float((weight * x).sum())
    assert d.mean == pytest.approx(mean, rel=1e-8)
    assert d.sd == pytest.approx(math.sqrt(float((weight * (x - mean) ** 2).sum())), rel=1e-6)


def test_two_positive_percentiles_give_a_lognormal_and_three_a_metalog_from_0() -> None:
    assert isinstance(law("percentiles(p10=80, p90=180)"), Lognormal)
    assert law("percentiles(p10=80, p90=180)").mean == pytest.approx(126.158849909, rel=1e-10)
    three = law("percentiles(p10=8, p50=10, p90=15)")
    assert isinstance(three, Metalog)
    assert three.bounds == (0.0, math.inf)
    assert law("percentiles(p10=-8, p50=10, p90=15)").bounds == (-math.inf, math.inf)


def test_three_percentiles_of_a_lognormal_give_that_lognormal() -> None:
    z90, sigma = 1.2815515655446004, 0.4
    points = [f"p{level}={20.0 * math.exp(sigma * z):.6f}" for level, z in ((10, -z90), (50, 0.0), (90, z90))]
    found = law(f"percentiles({', '.join(points)}, fit=lognormal)")
    assert isinstance(found, Lognormal)
    assert found.sigma == pytest.approx(sigma, rel=1e-6)
    assert isinstance(law("percentiles(p10=8, p50=10, p90=15, fit=lognormal)"), Shifted)


@given(
    st.floats(0.0, 100.0), st.floats(0.1, 100.0), st.floats(0.02, 0.98), st.sampled_from([(5, 50, 95), (10, 50, 80)])
)
def test_percentiles_of_a_pert_give_that_pert(low: float, span: float, peak: float, levels: tuple[int, ...]) -> None:
    known = Pert(low, low + span * peak, low + span)
    values = known.quantile(np.array(levels) / 100.0)
    args = tuple((f"p{level}", Amount(float(value))) for level, value in zip(levels, values, strict=True))
    found = Estimate("percentiles", args, (("fit", "pert"),)).distribution(lambda amount: amount.value)
    assert isinstance(found, Pert)
    assert (found.low, found.mode, found.high) == pytest.approx((known.low, known.mode, known.high), abs=1e-5 * span)


def test_a_metalog_is_the_published_formula() -> None:
    """Keelin (2016): M(p) = a1 + a2 logit p + a3 (p - 1/2) logit p; 8, 10, 15 at P10, P50, P90."""
    logit = math.log(9.0)
    a2, a3 = 7.0 / (2.0 * logit), 3.0 / (0.8 * logit)
    d = law("percentiles(p10=8, p50=10, p90=15, fit=metalog)")
    for p in (0.01, 0.25, 0.7, 0.99):
        x = math.log(p / (1.0 - p))
        assert d.quantile(np.array([p]))[0] == pytest.approx(10.0 + a2 * x + a3 * (p - 0.5) * x, rel=1e-12)
    assert d.mean == pytest.approx(10.0 + a3 / 2.0, rel=1e-12)


def test_heavy_tails_have_no_mean_and_say_so() -> None:
    heavy = law("pareto(2, 1)")
    assert (heavy.mean, heavy.sd) == (math.inf, math.inf)
    assert "no mean" in heavy.line()
    assert law("pareto(2, 1.5)").sd == math.inf
    assert "no standard deviation" in law("pareto(2, 1.5)").line()
    assert math.isinf(law("percentiles(p10=1, p50=10, p90=300, low=0)").mean)
    assert Estimate.parse("pareto(2, 1)").planned(lambda a: a.value) == pytest.approx(4.0)


@pytest.mark.parametrize("text", ALL)
def test_quantiles_never_fall_and_stay_inside_the_bounds(text: str) -> None:
    d = law(text)
    x = d.quantile(np.linspace(1e-7, 1.0 - 1e-7, 20_001))
    assert (np.diff(x) >= -1e-12 * np.abs(x[1:])).all()
    assert d.bounds[0] - 1e-9 <= x[0] <= x[-1] <= d.bounds[1] + 1e-9


@pytest.mark.parametrize("text", ALL)
def test_the_standard_form_has_the_same_quantiles(text: str) -> None:
    d = law(text)
    shape, loc, scale = d.standard()
    p = np.linspace(0.001, 0.999, 501)
    assert loc + scale * shape.quantile(p) == pytest.approx(d.quantile(p), rel=1e-9)


@given(st.floats(1e-6, 1e6), st.floats(1e-6, 1e6))
def test_the_distribution_function_inverts_the_quantiles(x: float, y: float) -> None:
    for text in ("gamma(3, 500)", "weibull(0.5, 500)", "exponential(500)", "pareto(0.001, 0.5)", "lognormal(500, 900)"):
        base = cast(Cuttable, law(text))
        low, high = min(x, y), max(x, y)
        assert base.cdf(low) <= base.cdf(high)
        p = base.cdf(high)
        if 1e-12 < p < 1.0 - 1e-6:
            assert base.quantile(np.array([p]))[0] == pytest.approx(high, rel=1e-6)


@pytest.mark.parametrize("text", ALL)
def test_a_family_says_itself_in_one_line(text: str) -> None:
    line = law(text).line()
    assert 5 < len(line) < 200
    assert "\n" not in line


def test_lines_are_in_the_units_of_people() -> None:
    ten = Amount(10.0, "d")
    assert describe_duration(Estimate.parse("pert(80%, 100%, 150%)"), ten, OFFICE) == "PERT 8d / 10d / 15d"
    cut = describe_duration(Estimate.parse("exponential(4d, max=9d)"), None, OFFICE)
    assert cut.startswith("exponential with mean 4d; cut off above 9d (10.5 % of it), mean ")
    fit = describe_duration(Estimate.parse("percentiles(p10=80%, p50=100%, p90=150%)"), ten, OFFICE)
    assert fit.startswith("metalog not below 0d, P10 8d, P50 10d, P90 15d")
    assert fit.endswith("(through all 3 percentiles exactly)")
    assert describe_duration(Estimate.parse("exponential(4ed)"), None, OFFICE) == "exponential with mean 4ed"
    assert describe_money(Estimate.parse("uniform(100k, 1.5m)")) == "uniform 100,000 to 1.5e+06"


def test_percent_of_the_plan_works_for_every_family() -> None:
    for text in ALL:
        percent = Estimate(
            Estimate.parse(text).family,
            tuple(
                (name, Amount(a.value * 10.0, "%") if FAMILIES[text.partition("(")[0]].is_scaled(name) else a)
                for name, a in Estimate.parse(text).args
            ),
            Estimate.parse(text).words,
        )
        again = Estimate.parse(str(percent), "span")
        assert again == percent
        scaled = again.distribution(lambda a: a.value / 100.0 * 10.0)
        p = np.array([0.1, 0.5, 0.9])
        assert scaled.quantile(p) == pytest.approx(law(text).quantile(p), rel=1e-6)


def test_durations_and_money_share_the_notation() -> None:
    days = duration("gamma(3, 5d, max=4w)")
    assert days.bounds == (0.0, 20.0)
    assert days.mean == pytest.approx(law("gamma(3, 5, max=20)").mean)


@pytest.mark.parametrize("slope", [0.05, 0.3, 0.45, 0.499, 0.9, 0.999])
def test_a_metalog_of_two_terms_above_a_bound_is_log_logistic(slope: float) -> None:
    """Mean pi b / sin(pi b) and E[X^2] = 2 pi b / sin(2 pi b) for a median of 1, where they exist."""
    d = Metalog(0.0, slope, 0.0, low=0.0)
    angle = math.pi * slope
    mean = angle / math.sin(angle)
    assert d.mean == pytest.approx(mean, rel=1e-11)
    sd = math.sqrt(2.0 * angle / math.sin(2.0 * angle) - mean**2) if slope < 0.5 else math.inf
    assert d.sd == pytest.approx(sd, rel=1e-9)
    mirrored = Metalog(0.0, slope, 0.0, high=0.0)
    assert (mirrored.mean, mirrored.sd) == pytest.approx((-d.mean, d.sd))
