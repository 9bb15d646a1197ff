"""The finance sections: their numbers are those of the analysis, their names are text, and they hide when empty."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from riskcast.analysis.money.capitalised import capitalised
from riskcast.analysis.money.contingency import contingencies
from riskcast.analysis.money.cost_report import cost_report
from riskcast.analysis.money.drawdown import drawdown
from riskcast.analysis.money.excess import excess_of_standalone
from riskcast.analysis.money.joint import equal_level, joint
from riskcast.analysis.money.npv import net_present_value
from riskcast.analysis.money.profiles import profiles
from riskcast.analysis.money.runout import runout
from riskcast.analysis.money.years import year_table
from riskcast.analysis.wording import say_date, say_percent
from riskcast.model.program import Program
from riskcast.report import render_report
from riskcast.report.charts.flows import by_category, flow
from riskcast.report.charts.sums import say_ends, say_figure, say_spread, say_sum
from riskcast.report.charts.together import MOST
from riskcast.report.context import Context
from riskcast.report.sections import joint as joint_section
from riskcast.report.sections.order import SECTIONS
from riskcast.report.theme import DARK, LIGHT
from riskcast.simulation.cash import GROUPS
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

from . import programs
from .browsing import ARGUMENTS, BROWSER, overflow, visit
from .programs import COMMENT, LONG, RTL, SCRIPT, TEMPLATE
from .reading import Page
from .test_sections import _coloured

MONEY = {"joint", "cash", "years", "profiles", "contingency", "cost-report", "capitalisation", "worth"}
ON_DEMAND = {"comparison", "paths", "layers", "attribution", "mitigation", "assumptions", "decisions", "changes"}
OVER_TIME = MONEY - {"joint", "contingency", "cost-report"}


def _periods() -> Iterator[dict[str, Any]]:
    """Months of 28 days in years whose names try to break out."""
    day = date(2027, 1, 4)
    for number in range(26):
        year, quarter = f"FY{27 + number // 13} {SCRIPT}", f"Q{number % 13 // 4 + 1}"
        yield {"id": f"P{number}<b>", "start": day, "end": day + timedelta(27), "fiscal_year": year, "quarter": quarter}
        day += timedelta(28)


def financed() -> Program:
    """The portfolio with everything that finance knows, and with awkward names."""
    base = programs.portfolio()
    costs = [line.model_dump(exclude_defaults=True) for line in base.costs]
    categories = (f"Labour {SCRIPT}", COMMENT, "", "Rent")
    for number, line in enumerate(costs):
        line |= {"category": categories[number % 4], "supplier": TEMPLATE, "budget": "90k"}
    costs[0] |= {"treatment": "opex", "double_running": True, "currency": "USD", "payment_days": 45}
    costs[9] |= {"name": f"Line {SCRIPT}", "commit": "CORE.0"}
    first, second = (f"FY{year} {SCRIPT}" for year in (27, 28))
    return base.replace(
        data_date="2027-02-01T08:00",
        costs=costs,
        indices=[{"id": "wages", "rate": "triangular(1%, 3%, 8%)", "categories": ["Rent"]}],
        currencies=[{"id": "USD", "rate": "triangular(0.8, 0.9, 1)", "volatility": 0.1}],
        capitalisation=[
            {"id": "R", "name": f"Rule {SCRIPT}", "steps": "opex until CORE.1; capex until GO; opex", "life_years": 4}
        ],
        finance={"treatment": "R", "discount_rate": 0.07},
        benefits=[{"id": "B", "start": "GO", "per_year": "triangular(1m, 2m, 3m)", "years": 6}],
        periods=list(_periods()),
        budgets=[{"fiscal_year": first, "amount": "3.4m"}, {"fiscal_year": second, "amount": "1.8m"}],
        actuals=[{"date": "2027-01-20", "amount": "60k", "line": "CORE.0"}],
        commitments=[{"id": "O1", "line": "CORE.1", "date": "2027-01-25", "amount": "30k", "supplier": RTL}],
        changes=[{"id": "C1", "status": "approved", "amount": "100k", "project": "CORE", "name": LONG}],
        targets={"finish": "2028-05-05", "budget": "5.1m", "contingency": "600k", "management_reserve": "200k",
                 "authorised": "2m"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def money() -> Result:
    return simulate(financed(), Plan(2_000, seed=7, phasing=GROUPS))


@pytest.fixture(scope="module")
def source(money: Result) -> str:
    return render_report(money)


@pytest.fixture(scope="module")
def seen(source: str) -> Page:
    return Page(source)


def lines(cell: str, value: str) -> bool:
    """Return whether a cell shows a value, with or without an interval below it."""
    return cell.startswith(value)


def test_every_section_is_there_when_there_is_something_to_say(seen: Page) -> None:
    assert set(seen.values("id")) >= {section.id for section in SECTIONS} - ON_DEMAND


def test_without_money_over_time_only_what_needs_none_is_there(result: Result) -> None:
    ids = set(Page(render_report(result)).values("id"))
    assert ids & MONEY == {"joint", "contingency"}
    assert "chart-drawdown" not in ids


def test_a_program_without_costs_has_no_finance(plain_result: Result) -> None:
    program = programs.plain()
    for found in (plain_result, simulate(program, Plan(100, seed=7, phasing=GROUPS))):
        assert not MONEY & set(Page(render_report(found)).values("id"))


def test_without_rules_benefits_and_a_ledger_their_sections_are_missing() -> None:
    ids = set(Page(render_report(simulate(programs.portfolio(), Plan(200, seed=7, phasing=GROUPS)))).values("id"))
    assert ids & MONEY == MONEY - {"capitalisation", "worth", "cost-report"}


@pytest.mark.parametrize("phasing", [("program",), ("project",), ("treatment", "category"), ("earned",)])
def test_any_phasing_can_be_reported(phasing: Any) -> None:
    page = Page(render_report(simulate(financed(), Plan(100, seed=7, phasing=phasing))))
    assert set(page.values("id")) >= OVER_TIME
    assert ("chart-drawdown" in page.values("id")) is ("earned" in phasing)
    assert ("Expected money by category and year" in page.tables) is ("category" in phasing)


def test_one_iteration_can_be_reported_with_money_over_time() -> None:
    page = Page(render_report(simulate(financed(), Plan(1, seed=7, phasing=GROUPS))))
    assert set(page.values("id")) >= MONEY
    assert "too few iterations" in page.text


@pytest.mark.parametrize(
    "name", [SCRIPT, COMMENT, TEMPLATE, f"Rule {SCRIPT}", f"Line {SCRIPT}", f"FY27 {SCRIPT}", "P3<b>"]
)
def test_names_show_literally(seen: Page, name: str) -> None:
    assert name.strip() in seen.text


def test_names_open_no_elements(seen: Page) -> None:
    tags = {tag for tag, _ in seen.tags}
    assert not tags & {"img", "iframe", "object", "embed", "form", "i", "base"}
    assert [tag for tag, attributes in seen.tags if any(key.startswith("on") for key in attributes)] == []


def test_names_in_charts_are_escaped(seen: Page) -> None:
    texts = str({id_: chart for id_, chart in seen.charts.items() if id_ not in ("chart-finish", "chart-cost")})
    assert "<img" not in texts
    assert "&lt;img" in texts


def test_the_joint_chance_leads_with_its_interval(money: Result, seen: Page) -> None:
    found = joint(money)
    both = f"{say_percent(found.both.value)} (95 % interval {say_ends(found.both.low, found.both.high)}) is the chance"
    assert f"{both} to finish by 5 May 2028 and within EUR 5.20 m" in seen.text
    cells = seen.tables["Date and budget, with 95 % intervals"][0]
    figures = (found.both, found.in_time, found.in_budget, found.over_and_late)
    for cell, at in zip(cells[1:], figures, strict=True):
        assert cell == say_percent(at.value) + say_ends(at.low, at.high)


def test_equal_percentiles_for_joint_confidence_are_those_of_the_analysis(money: Result, seen: Page) -> None:
    for row, q in zip(seen.tables["What joint confidence takes"], joint_section.LEVELS, strict=True):
        at = equal_level(money, q)
        assert row[0] == f"{q} %"
        assert lines(row[1], f"P{at.p:.0f}")
        assert row[2:4] == [say_date(at.date), say_sum(at.cost)]


def test_the_cloud_is_thinned_and_the_cross_is_the_promise(seen: Page) -> None:
    chart = seen.charts["chart-joint"]
    assert len(chart["data"][0]["x"]) == len(chart["data"][0]["y"]) == MOST
    assert [trace["line"]["dash"] for trace in chart["data"][1:]] == ["dot", "dash", "solid"]
    upright, level = chart["layout"]["shapes"]
    assert upright["x0"].startswith("2028-05-05")
    assert level["y0"] == pytest.approx(5.2)


def test_the_views_of_cash_stand_in_their_own_columns(money: Result, seen: Page) -> None:
    rows = {row[0]: row for row in seen.tables["Every period"]}
    for column, view in ((2, "incurred"), (3, "committed"), (4, "paid")):
        found = flow(money, view)  # type: ignore[arg-type]
        for name, mean in zip(found.names[:12], found.so_far.mean[:12].tolist(), strict=True):
            assert lines(rows[name][column], say_sum(mean)), (view, name)
    committed, paid = (flow(money, view).so_far.mean for view in ("committed", "paid"))
    assert (committed > paid - 1.0).all()
    assert (committed > paid + 1.0).any()


def test_ranges_of_months_are_drawn_where_they_lie(money: Result, seen: Page) -> None:
    spans, found = seen.charts["chart-cash"]["data"][-1], flow(money, "incurred")
    lows, highs = spans["y"][0::3], spans["y"][1::3]
    unit = 1e3 if "thousand" in seen.charts["chart-cash"]["layout"]["yaxis"]["title"]["text"] else 1e6
    assert lows == pytest.approx((found.each.low[: len(lows)] / unit).tolist(), rel=1e-4)
    assert highs == pytest.approx((found.each.high[: len(highs)] / unit).tolist(), rel=1e-4)


def test_the_day_on_which_money_runs_out_is_said_with_its_chance(money: Result, seen: Page) -> None:
    found = runout(money)
    assert found is not None
    assert f"pass the authorised EUR 2.00 m with {say_percent(found.chance)}" in seen.text
    assert f"{found.p50} at P50" in seen.text


def test_fiscal_years_are_those_of_the_analysis(money: Result, seen: Page) -> None:
    for row, year in zip(
        seen.tables["Fiscal years; percentiles: stand-alone, do not add"], year_table(money), strict=True
    ):
        assert row[:2] == [year.year, say_sum(year.plan)]
        assert lines(row[2], say_sum(year.mean))
        assert row[3] == say_sum(year.p10)
        assert row[5] == say_sum(year.p80) + say_spread(year.p80_low, year.p80_high)
        assert row[7:] == [say_sum(year.capex), say_sum(year.opex), say_sum(year.actual)]


def test_a_year_with_a_budget_has_chances_on_both_sides(money: Result, seen: Page) -> None:
    row, other = seen.tables["Fiscal years against their budgets, beyond 5 %"]
    assert other[1] == "1.80 m"
    year = year_table(money)[0]
    assert row[1] == "3.40 m"
    assert lines(row[3], say_percent(year.over or 0.0))
    assert lines(row[5], say_percent(year.under or 0.0))


def test_bars_of_years_stand_on_each_other_with_whiskers_and_budget(money: Result, seen: Page) -> None:
    capex, opex, ranges, _, budgets = seen.charts["chart-years"]["data"]
    years = year_table(money)
    assert opex["base"] == capex["y"]
    tops = [a + b for a, b in zip(capex["y"], opex["y"], strict=True)]
    assert tops == pytest.approx([year.mean / 1e6 for year in years], rel=1e-4)
    assert ranges["y"][3::9] == pytest.approx([year.p10 / 1e6 for year in years], rel=1e-4)
    assert ranges["y"][4::9] == pytest.approx([year.p90 / 1e6 for year in years], rel=1e-4)
    assert budgets["y"] == [3.4, 1.8]


def test_categories_add_up_to_the_expected_total(money: Result, seen: Page) -> None:
    assert money.cash is not None
    rows = by_category(money.cash)
    assert sum(float(amounts.sum()) for _, amounts in rows) == pytest.approx(money.samples("cost").mean())
    assert [row[0] for row in seen.tables["Expected money by category and year"]] == [name.strip() for name, _ in rows]


def test_stand_alone_figures_say_do_not_add_and_by_how_much_they_miss(money: Result, seen: Page) -> None:
    found = excess_of_standalone(money)
    word = "more than" if found.excess >= 0 else "less than"
    assert f"{say_sum(abs(found.excess), 'EUR')} {word} the P80 of the total" in seen.text
    assert (
        f"only {say_percent(found.all_within)} (95 % interval {say_ends(found.low, found.high)}) of futures"
        in seen.text
    )
    total = seen.tables["Profiles by fiscal year"][0]
    assert total == ["Total", *(say_sum(profile.total) for profile in profiles(money)[:3]), "do not add"]
    assert "Stand-alone P80 (do not add)" in seen.text


def test_contingency_leads_with_money_days_and_what_is_held(money: Result, seen: Page) -> None:
    at = contingencies(money).program
    assert (
        f"{say_figure(at.money, 'EUR')} and {at.days.value:+.0f} days beyond the plan give 80 % confidence" in seen.text
    )
    assert at.cover.exceeds_contingency is not None
    assert f"EUR 600 k is held: the need exceeds it with {say_percent(at.cover.exceeds_contingency.value)}" in seen.text
    assert "management reserve of EUR 200 k" in seen.text


def test_the_drawdown_is_that_of_the_analysis(money: Result, seen: Page) -> None:
    rows = seen.tables["Contingency by period; intervals of 95 %"]
    for row, at in zip(rows, drawdown(money).positions, strict=True):
        assert lines(row[2], say_sum(at.remaining.value))
        assert lines(row[3], say_sum(at.required.value))
        assert lines(row[4], say_percent(at.exhausted.value))


def test_escalation_and_exchange_rates_are_bars_of_their_own(seen: Page) -> None:
    names = seen.charts["chart-causes"]["layout"]["yaxis"]["ticktext"]
    assert [name for name in names if "Price escalation" in name or "Exchange rates" in name].__len__() == 2
    colours = seen.charts["chart-causes"]["data"][0]["marker"]["color"]
    assert {"@accent", "@crit0", "@crit2", "@crit3"} == set(colours)


def test_shares_of_the_contingency_add_up(money: Result) -> None:
    found = Context(money).allocation
    assert found.by_cause is not None
    for breakdown in (found.by_project, found.by_cause):
        assert sum(part.amount for part in breakdown.parts) == pytest.approx(found.contingency)


def test_the_cost_report_is_that_of_the_analysis(money: Result, seen: Page) -> None:
    *projects, whole = cost_report(money).rows
    for row, own in zip(seen.tables["Budget, booked and ordered"], (whole, *projects), strict=True):
        assert row[1:5] == [say_sum(x) for x in (own.budget, own.changes, own.current, own.pending)]
        assert row[7:] == [say_sum(own.actual), say_sum(own.committed)]
    rows = seen.tables["Estimate at completion, with 95 % intervals; percentiles: do not add"]
    assert rows[0][-1] == say_sum(whole.variance)
    assert len(seen.tables["Cost lines"]) == len(money.program.costs)


def test_capitalisation_says_who_decides(seen: Page) -> None:
    assert (
        "riskcast applies the rules below as they were given; whether they are right is for the accountants"
        in seen.text
    )
    assert seen.tables["Rules of capitalisation"][0][1] == "opex until CORE.1; capex until GO; opex"


def test_assets_are_those_of_the_analysis(money: Result, seen: Page) -> None:
    found = capitalised(money)
    assert found is not None
    rows = {row[0]: row for row in seen.tables["What assets cost; percentiles: stand-alone, do not add"]}
    for asset in found.assets:
        assert lines(rows[asset.label][2], say_sum(asset.total.mean.value))
    dates = {row[0]: row for row in seen.tables["When assets go into service, with 95 % intervals"]}
    assert found.assets[0].p80.value is not None
    assert lines(dates[found.assets[0].label][5], say_date(found.assets[0].p80.value))


def test_the_net_present_value_prints_its_sign_and_its_risk(money: Result, seen: Page) -> None:
    found = net_present_value(money)
    assert found is not None
    at = found.whole
    assert f"{say_sum(at.mean.value, 'EUR')} is the expected net present value" in seen.text
    assert f"It is below zero with {say_percent(at.negative.value)}" in seen.text
    assert "benefits are positive, costs negative" in seen.text
    costs = seen.tables["Present values of the whole program"][1]
    assert costs[1] == say_sum(-found.planned_costs)
    assert costs[1].startswith("−")


def test_currency_and_sign_stand_in_every_section_of_costs(seen: Page) -> None:
    assert seen.text.count("Sums are in EUR; costs are positive, credits and savings negative.") == len(MONEY) - 1


@pytest.mark.parametrize(
    ("value", "said"), [(-1e-9, "0"), (0.4, "0"), (-12_345.0, "−12.3 k"), (1e6, "1.00 m"), (None, "–")]
)
def test_sums_are_short_and_dust_is_zero(value: float | None, said: str) -> None:
    assert say_sum(value) == said


def test_a_range_that_reads_as_one_number_says_how_wide_it_is() -> None:
    assert say_spread(23_990_000.0, 24_010_000.0) == "24.0 m ± 10.0 k"
    assert say_spread(5.0, 5.0) == "5"


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_chart_is_a_valid_figure(money: Result, palette: dict[str, str]) -> None:
    from plotly.graph_objects import Figure

    context = Context(money)
    fragments = [section.render(context) for section in SECTIONS if section.id in MONEY]
    charts = {id_: chart for fragment in fragments if fragment for id_, chart in fragment.charts.items()}
    assert len(charts) == len(MONEY) + 1
    for chart in charts.values():
        Figure(_coloured({"data": list(chart.data), "layout": dict(chart.layout)}, palette))
        Figure(_coloured({"layout": {**chart.small}}, palette))
        assert len(chart.small_data) in (0, len(chart.data))
        assert " nan" not in chart.says


def test_tables_and_headings_are_as_elsewhere(seen: Page) -> None:
    levels = [int(tag[1]) for tag, _ in seen.tags if tag in ("h1", "h2", "h3", "h4")]
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert len(seen.values("id")) == len(set(seen.values("id")))


def test_the_report_with_finance_stays_small(source: str) -> None:
    assert len(source.encode()) < 2_900_000


@pytest.mark.skipif(BROWSER is None, reason="no browser: install chromium to test the drawn report")
def test_it_is_drawn_quietly_on_desk_and_phone(source: str, tmp_path: Path) -> None:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    file = tmp_path / "money.html"
    file.write_text(source, encoding="utf-8")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which(str(BROWSER)), args=ARGUMENTS)
        for width in (1440, 390):
            opened = visit(browser, file, viewport={"width": width, "height": 900})
            opened.page.wait_for_selector("html[data-charts=drawn]", timeout=60_000)
            assert overflow(opened.page) == 0
            assert opened.noise == [f"request: {file.as_uri()}"]
            assert opened.page.locator(".plot a, img").count() == 0
            opened.page.context.close()
        browser.close()
