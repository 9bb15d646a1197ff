"""The notation of every family reads back what it writes, and says what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from riskcast.model.amount import Amount
from riskcast.model.calendar import Calendar
from riskcast.model.estimate import Estimate
from riskcast.model.notation import FAMILIES
from riskcast.model.resolve import duration_distribution, money_distribution
from twins.families import ALL

OFFICE = Calendar.model_validate({"id": "office", "week": {"mon-fri": "08:00-16:00"}})


class Holder(BaseModel):
    """Something with an estimate."""

    size: Estimate


@pytest.mark.parametrize("text", ALL)
def test_every_family_reads_back_what_it_writes(text: str) -> None:
    estimate = Estimate.parse(text)
    assert Estimate.parse(str(estimate)) == estimate
    held = Holder.model_validate({"size": text})
    assert Holder.model_validate_json(held.model_dump_json()) == held
    assert Holder.model_validate({"size": estimate}).size == estimate


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("GAMMA(3, 5d, max=20d)", "gamma(shape=3, scale=5d, max=20d)"),
        ("beta(2, 5, 80%, 140%)", "beta(alpha=2, beta=5, low=80%, high=140%)"),
        ("pareto(5d, 1.2)", "pareto(low=5d, alpha=1.2)"),
        ("exponential(4d, 1d)", "exponential(4d, min=1d)"),
        ("normal(10d, 2d, min=0d)", "normal(10d, 2d, low=0d)"),
        ("lognormal(mean=20d, sd=6d, max=40d)", "lognormal(20d, 6d, max=40d)"),
        ("double_triangular(80d, 100d, 150d, 0.3)", "double_triangular(80d, 100d, 150d, p_mode=0.3)"),
        ("discrete( 10d : 30% , 20d:0.7 )", "discrete(10d:0.3, 20d:0.7)"),
        ("cumulative(0%:5d, 0.5:10d, 100%:20d)", "cumulative(0:5d, 0.5:10d, 1:20d)"),
        ("histogram(5d .. 10d : 3, 10d..20d:1)", "histogram(5d..10d:3, 10d..20d:1)"),
        ("percentiles(P90=15d, low=2d, p10=8d, fit=PERT)", "percentiles(p10=8d, p90=15d, low=2d, fit=pert)"),
        ('empirical( "a, b.csv" , "Duration (days)", unit=D)', 'empirical("a, b.csv", "Duration (days)", unit=d)'),
        ("empirical(file=h.csv, column=days)", "empirical(h.csv, days)"),
        ('empirical(h.csv, "2024")', 'empirical(h.csv, "2024")'),
        ("empirical(3d, 4d, column=days, file=h.csv)", "empirical(3d, 4d, file=h.csv, column=days)"),
    ],
)
def test_estimates_are_written_in_one_canonical_way(text: str, written: str) -> None:
    assert str(Estimate.parse(text)) == written
    assert Estimate.parse(written) == Estimate.parse(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("weibul(1, 2d)", "did you mean 'weibull'"),
        ("gamma(3d, 5d)", r"gamma\(\): shape is a pure number, not '3d'"),
        ("gamma(3)", r"gamma\(\) needs shape, scale; missing scale"),
        ("gamma(3, 5d, 1d, 2d, 3d)", "too many arguments"),
        ("pareto(5d, alpha=1, alpha=2)", "given twice"),
        ("discrete(10d:0.3, 20d)", r"'20d' is not a point; write discrete\(10d:0.3, 20d:0.7\)"),
        ("discrete(10d:1d)", "the probability is a pure number, not '1d'"),
        ("discrete()", "is not a point"),
        ("histogram(5d:1)", "is not a point"),
        ("percentiles(p10=8d)", "two or three percentiles, not 1"),
        ("percentiles(p10=1d, p20=2d, p30=3d, p40=4d)", "two or three percentiles, not 4"),
        ("percentiles(8d, 10d)", "'8d' has no name"),
        ("percentiles(p0=8d, p90=15d)", "outside p1 to p99"),
        ("percentiles(p10=8d, p10=9d)", "given twice"),
        ("percentiles(q10=8d, p90=9d)", "unknown argument 'q10'"),
        ("percentiles(p10=8d, p90=15d, fit=normal)", "cannot fit 'normal'; did you mean 'lognormal'"),
        ("empirical(h.csv)", "needs values, or a file and the name of its column"),
        ("empirical(h.csv, days, unit=months)", "unknown unit 'months'"),
        ("empirical(h.csv, days, d)", "too many arguments"),
        ("empirical(3d, h.csv)", "'h.csv' is not an amount"),
        ("empirical(3d, unit=d)", "unit belongs to a file"),
        ('empirical("h.csv, days)', "stand in double quotes"),
        ("empirical(a=b)", "unknown argument 'a'"),
    ],
)
def test_slips_in_the_notation_are_told(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Estimate.parse(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("beta(2, 5, 40d, 10d)", r"low \(40d\) is above high \(10d\)"),
        ("beta(0.01, 5, 1d, 10d)", r"alpha \(0.01\) must lie between 0.1"),
        ("exponential(0d)", r"mean \(0d\) must be above 0"),
        ("pareto(0d, 1)", r"low \(0d\) must be above 0"),
        ("gamma(3, 5d, min=9d, max=4d)", r"min \(9d\) must be below max \(4d\)"),
        ("exponential(1d, min=200d)", "practically nothing"),
        ("double_triangular(10d, 10d, 15d, 0.3)", r"low \(10d\) must be below most likely \(10d\)"),
        ("double_triangular(8d, 10d, 15d, 30)", r"p_mode \(30\) must lie between 0 and 1"),
        ("discrete(10d:0.5, 20d:0.4)", "add up to 0.9, not to 1"),
        ("discrete(10d:-1, 20d:2)", "must lie between 0 and 1"),
        ("cumulative(0.1:5d, 1:20d)", "first probability must be 0 and the last 1"),
        ("cumulative(0:5d, 0.5:4d, 1:20d)", r"\(4d\) follows \(5d\)"),
        ("cumulative(0:5d, 0.5:7d, 0.4:8d, 1:20d)", "0.4 follows 0.5"),
        ("histogram(5d..10d:3, 9d..20d:1)", r"\(9d\) follows \(10d\)"),
        ("histogram(10d..5d:3)", "has no width"),
        ("histogram(5d..10d:0)", "one of them above 0"),
        ("percentiles(p10=9d, p90=8d)", r"P90 \(8d\) must be above P10 \(9d\)"),
        ("percentiles(p5=8d, p95=15d, low=9d)", r"low \(9d\) must be below P5 \(8d\)"),
        ("percentiles(p10=8d, p50=14d, p90=15d)", "no metalog.*no lognormal.*no PERT"),
        ("percentiles(p10=8d, p50=10d, p90=15d, fit=pert)", "further to the right than a PERT can"),
        ("percentiles(p10=8d, p50=14d, p90=15d, fit=lognormal)", "do not lean to the right"),
        ("percentiles(p10=8d, p50=8.01d, p90=50d, fit=lognormal)", "too far to the right"),
        ("percentiles(p10=8d, p90=15d, high=20d, fit=lognormal)", "no upper bound"),
        ("percentiles(p10=8d, p50=9d, p90=15d, low=2d, fit=pert)", "given by three facts"),
        ("percentiles(p10=8d, p50=9d, p90=15d, low=2d, fit=lognormal)", "finds its own start"),
        ("percentiles(p10=-1d, p90=5d, fit=lognormal)", "a lognormal is positive"),
        ("empirical(h.csv, days)", "have not been read"),
    ],
)
def test_parameters_that_cannot_be_are_refused_in_the_units_as_written(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        duration_distribution(Estimate.parse(text), None, OFFICE)


@pytest.mark.parametrize(
    "estimate",
    [
        Estimate("gamma", (("scale", Amount(5.0, "d")), ("shape", Amount(3.0)))),
        Estimate("discrete", (("value", Amount(5.0)),)),
        Estimate("discrete", ()),
        Estimate("histogram", (("low", Amount(1.0)), ("high", Amount(2.0)), ("weight", Amount(2.0, "d")))),
        Estimate("percentiles", (("p90", Amount(5.0)), ("p10", Amount(3.0)))),
        Estimate("percentiles", (("p10", Amount(3.0)), ("p90", Amount(5.0))), (("how", "pert"),)),
        Estimate("percentiles", (("p10", Amount(3.0)), ("p90", Amount(5.0))), (("fit", "normal"),)),
        Estimate("empirical", ()),
        Estimate("empirical", (("x", Amount(3.0)),)),
        Estimate("uniform", (("low", Amount(3.0)), ("high", Amount(5.0))), (("fit", "pert"),)),
    ],
)
def test_estimates_made_in_python_are_checked(estimate: Estimate) -> None:
    with pytest.raises(ValidationError):
        Holder.model_validate({"size": estimate})


@given(st.text(alphabet='abdp%0123456789.:,;="() _-x', max_size=40), st.sampled_from(sorted(FAMILIES)))
def test_any_text_in_the_brackets_is_an_estimate_or_a_value_error(inside: str, family: str) -> None:
    try:
        estimate = Estimate.parse(f"{family}({inside})")
        assert Estimate.parse(str(estimate)) == estimate
        money_distribution(estimate)
    except ValueError as error:
        assert str(error)
