"""Every number of the review is one of the result, the options, the last review, or an analysis of them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache

import numpy as np
import pytest

import riskcast as rc
from riskcast.analysis.answer import answer
from riskcast.analysis.attribution.attribute import Attribution
from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.mitigation.choose import Mitigation
from riskcast.analysis.review.status import ORDER, ratings
from riskcast.analysis.wording import say_date, say_frequency, say_money, say_percent
from riskcast.model.report_settings import SECTIONS as KNOWN
from riskcast.network.ticks import from_moment
from riskcast.report import render_report
from riskcast.report.charts.sums import say_sum
from riskcast.report.sections.order import SECTIONS
from riskcast.report.status_mark import SIGNS
from riskcast.report.words import DASH
from riskcast.simulation.result import Result

from . import reviews
from .reading import Page

WHOLE = {"finish": "Finish", "cost": "Cost"}
LEVELS = (10, 50, 80, 90)


def deadline(day: date) -> datetime:
    """Return the midnight that ends a day."""
    return datetime.combine(day + timedelta(days=1), time())


@cache
def seen() -> Page:
    return Page(reviews.erp().page)


@cache
def money() -> Page:
    return Page(reviews.pages()["datacentre"])


@pytest.fixture(scope="module")
def result() -> Result:
    return reviews.erp().found.result


def day(result: Result, measure: str, p: float) -> str:
    moment = result.percentile(measure, p)
    assert isinstance(moment, datetime)
    return FinishDays(result.program).say(measure, moment)


def p80(result: Result, measure: str) -> float:
    value = result.percentile(measure, 80)
    assert not isinstance(value, datetime)
    return float(value)


def between(late: object, early: object) -> float:
    """Return calendar days between two moments."""
    assert isinstance(late, datetime) and isinstance(early, datetime)
    return (late - early) / timedelta(days=1)


def share(result: Result, measure: str, goal: date | float) -> float:
    return result.probability(measure, deadline(goal) if isinstance(goal, date) else goal)


def marked(share: float, status: str) -> str:
    return f"{say_percent(share)}{SIGNS[status]} {status.capitalize()}"  # type: ignore[index]


def signed(value: float) -> str:
    """Return how many days or how much money something moves, as the cells begin that say so."""
    return f"{'−' if value < 0 else '+'}"


def test_the_sections_are_those_that_a_program_may_choose_in_the_same_order() -> None:
    assert tuple(section.id for section in SECTIONS) == KNOWN


def test_the_answer_lines_are_those_of_the_analysis(result: Result) -> None:
    assert answer(result).finish in seen().text.replace("\N{NO-BREAK SPACE}", " ")
    assert answer(result).cost in seen().text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_four_answers_are_those_of_the_board() -> None:
    answers = reviews.erp().found.board.answers
    assert len(answers) == 4
    for each in answers:
        for said in (each.question, each.headline, each.text, *each.points):
            assert said in seen().text


def test_the_decisions_are_the_options_against_the_program_as_it_is(result: Result) -> None:
    base, *rows = seen().tables["Options"]
    made = reviews.erp().found
    goals = {"finish": result.program.targets.finish, "cost": result.program.targets.budget}
    assert [base[0], base[2], base[4]] == ["As planned now", day(result, "finish", 80), say_sum(p80(result, "cost"))]
    assert len(rows) == len(made.options) == 2
    for row, other, (name, until) in zip(rows, made.options, DECISIONS, strict=True):
        assert row[0].startswith(name)
        assert row[1] == f"{signed(cost(result, other))}{say_sum(abs(cost(result, other)))}"
        assert row[2] == day(other, "finish", 80)
        moved = between(other.percentile("finish", 80), result.percentile("finish", 80))
        assert row[3].startswith(f"{signed(moved)}{abs(moved):.1f} days")
        assert row[4] == say_sum(p80(other, "cost"))
        dearer = p80(other, "cost") - p80(result, "cost")
        assert row[5].startswith(f"{signed(dearer)}{say_sum(abs(dearer))}")
        for cell, measure in zip(row[6:8], goals, strict=True):
            assert cell.startswith(say_percent(share(other, measure, goals[measure])))  # type: ignore[arg-type]
        both = (other.samples("finish") <= promised(other)) & (other.samples("cost") <= goals["cost"])
        assert row[8] == say_percent(float(both.mean()))
        assert row[9] == until


DECISIONS = (
    ("Responses decided in January", "29 Jan 2027"),
    ("Template for the plants, reports and archive later", "12 May 2027"),
)


def cost(result: Result, other: Result) -> float:
    return float(other.planned("cost")) - float(result.planned("cost"))


def promised(result: Result) -> float:
    """Return the promised finish in the unit of the samples, whose origin each result chooses for itself."""
    return from_moment(deadline(result.program.targets.finish), result.origin)  # type: ignore[arg-type]


def test_the_dates_are_the_percentiles_at_the_levels_of_the_program(result: Result) -> None:
    assert result.program.report.levels == LEVELS
    rows = seen().tables["Dates: plan, percentiles and promises"]
    measures = ["finish", *(f"finish:{p.id}" for p in result.program.projects)]
    measures += [f"milestone:{id_}" for id_ in result.milestones]
    days, rated = FinishDays(result.program), ratings(result, reviews.erp().last)
    for row, measure in zip(rows, measures, strict=True):
        assert row[1] == days.say(measure, result.moment(result.planned(measure)))
        assert row[2:6] == [day(result, measure, p) for p in LEVELS]
        assert row[6].startswith(day(reviews.erp().last, measure, 80))
        if measure not in rated:
            assert row[7:] == [DASH, DASH]
            continue
        at = rated[measure]
        assert row[7] == days.say(measure, at.goal)  # type: ignore[arg-type]
        assert row[8].startswith(f"{say_percent(at.chance)}{say_frequency(at.chance)}{SIGNS[at.status]}")
        assert at.chance == share(result, measure, at.goal)


def test_other_levels_are_other_columns(result: Result) -> None:
    program = result.program.replace(report=result.program.report.model_copy(update={"levels": (5, 95)}))
    shown = Page(render_report(rc.simulate(program, rc.Plan(500, seed=7)), sections=["dates"]))
    row = shown.tables["Dates: plan, percentiles and promises"][0]
    assert row[2:5] == [day(result, "finish", p) for p in (5, 80, 95)]


def test_the_key_figures_are_percentiles_and_chances(result: Result) -> None:
    targets = result.program.targets
    for said in (
        day(result, "finish", 50),
        day(result, "finish", 80),
        say_money(p80(result, "cost"), "EUR"),
        say_percent(share(result, "finish", targets.finish)),  # type: ignore[arg-type]
        say_percent(share(result, "cost", targets.budget)),  # type: ignore[arg-type]
    ):
        assert said in seen().source.partition('class="figures"')[2].partition("</dl>")[0]


@pytest.mark.parametrize("measure", ["finish", "cost"])
def test_the_parts_of_the_gap_are_the_shares_and_add_up_to_it(result: Result, measure: str) -> None:
    found = next(a for a in reviews.erp().found.answers if isinstance(a, Attribution) and a.measure == measure)
    caption = f"{WHOLE[measure]}: parts of the gap between plan and P80{', EUR' if found.is_money else ''}"
    whole, *rows = seen().tables[caption]
    if found.is_money:
        gap = p80(result, "cost") - float(result.planned("cost"))
        assert whole[1] == say_sum(gap)
    else:
        gap = between(result.percentile("finish", 80), result.moment(result.planned("finish")))
        assert whole[1] == f"{signed(gap)}{abs(gap):.1f} days"
    assert found.gap == pytest.approx(gap)
    assert sum(each.share.value for each in found.shares) + found.rest == pytest.approx(gap)
    assert len(rows) == len(found.shares) + bool(found.rest)
    for row, each in zip(rows, found.shares, strict=False):
        assert row[0].startswith(each.label)
        value = each.share.value
        size = say_sum(abs(value)) if found.is_money else f"{abs(value):.1f} days"
        assert row[1].lstrip("+−").startswith(size) or (row[1] == "0" and value == 0.0)
        assert row[1].startswith("−") is (value < 0.0 and size not in ("0", "0.0 days"))


def test_the_risks_delay_as_simulated_and_are_worth_their_share(result: Result) -> None:
    risks = {risk.name or risk.id: risk for risk in result.program.risks}
    rows = seen().tables["Risks, strongest first"]
    assert len(rows) == len(risks)
    found = [each for each in reviews.erp().found.answers if isinstance(each, Attribution)]
    gaps = {gap.measure: {each.group: each for each in gap.shares} for gap in found}
    drivers = {each.risk: each for each in rc.drivers(result).risks}
    for row in rows:
        risk = next(risk for name, risk in risks.items() if row[0].startswith(name))
        delay = drivers[risk.id].delay_days
        assert row[1] == say_percent(drivers[risk.id].probability)
        assert delay is None or row[2].startswith(f"{signed(delay)}{abs(delay):.1f} days")
        for cell, measure in zip(row[4:], ("cost", "finish"), strict=True):
            worth = gaps[measure].get(f"risk:{risk.id}")
            if worth is None:
                assert cell == DASH
                continue
            size = say_sum(abs(worth.share.value)) if measure == "cost" else f"{abs(worth.share.value):.1f} days"
            assert cell.lstrip("+−").startswith(size) or (cell == "0" and worth.share.value == 0.0)


def test_without_shares_the_risks_say_how_often_they_occurred() -> None:
    result = reviews.datacentre()
    occurred = dict(zip(result.inputs.risks, result.inputs.occurred.tolist(), strict=True))
    risks = {risk.name or risk.id: risk for risk in result.program.risks}
    for row in money().tables["Risks, strongest first"]:
        risk = next(risk for name, risk in risks.items() if row[0].startswith(name))
        assert row[2] == say_percent(occurred[risk.id] / result.iterations)


def test_what_moved_is_what_both_results_say(result: Result) -> None:
    last = reviews.erp().last
    dates = {row[0]: row for row in seen().tables["Dates: last review and now"]}
    sums = {row[0]: row for row in seen().tables["Costs: last review and now"]}
    goals = last.program.targets, result.program.targets
    row = dates[next(name for name in dates if name.startswith("ERP roll-out: finish"))]
    assert row[0].endswith("promised: 1 Mar 2028 → 31 Mar 2028")
    assert row[1:3] == [day(last, "finish", 80), day(result, "finish", 80)]
    chances = [share(each, "finish", goal.finish) for each, goal in zip((last, result), goals, strict=True)]  # type: ignore[arg-type]
    assert row[4] == say_percent(chances[0])
    earlier = share(result, "finish", last.program.targets.finish)  # type: ignore[arg-type]
    assert row[5] == f"{say_percent(chances[1])}{say_percent(earlier)} of the earlier promise"
    row = sums["ERP roll-out: cost"]
    assert row[1:3] == [say_money(p80(each, "cost"), "EUR") for each in (last, result)]
    assert len(dates) == len([m for m in result.measures if not result.is_money(m)])
    assert f"{result.program.risks[0].name}" in seen().source.partition('id="changes"')[2].partition("</section>")[0]


def test_colours_follow_the_rule_and_the_last_review(result: Result) -> None:
    rated = ratings(result, reviews.erp().last)
    settings = result.program.report
    counts = {status: sum(r.status == status for m, r in rated.items() if not m.startswith("cost")) for status in ORDER}
    told = ", ".join(f"{counts[status]} {status}" for status in reversed(ORDER) if counts[status])
    assert f"{sum(counts.values())} promised dates: {told}." in seen().text
    assert f"green when its chance is {100 * settings.green:.0f} % or more" in seen().text


def test_contingency_is_what_the_percentile_lies_above_the_plan(result: Result) -> None:
    rows = seen().tables["Contingency for P80, with 95 % intervals; projects: do not add"]
    held, ids = result.program.targets.contingency, ["", *(f":{p.id}" for p in result.program.projects)]
    for row, id_ in zip(rows, ids, strict=True):
        plan, safe = float(result.planned(f"cost{id_}")), p80(result, f"cost{id_}")
        assert row[1:3] == [say_sum(plan), say_sum(safe)]
        assert row[3].startswith(say_sum(safe - plan))
    assert rows[0][5] == say_sum(float(held))  # type: ignore[arg-type]
    need = result.samples("cost") - float(result.planned("cost"))
    assert rows[0][6].startswith(say_percent(float(np.mean(need > float(held) + 0.005))))  # type: ignore[arg-type]


def test_the_years_are_those_of_the_analysis_and_their_means_add_up() -> None:
    result = reviews.datacentre()
    years = rc.year_table(result)
    rows = money().tables["Fiscal years; percentiles: stand-alone, do not add"]
    assert sum(year.mean for year in years) == pytest.approx(float(result.samples("cost").mean()))
    for row, year in zip(rows, years, strict=True):
        assert row[:2] == [year.year, say_sum(year.plan)]
        for cell, value in zip(row[2:7], (year.mean, year.p10, year.p50, year.p80, year.p90), strict=True):
            assert cell.startswith(say_sum(value))
    against = {row[0]: row for row in money().tables["Fiscal years against their budgets, beyond 5 %"]}
    assert set(against) == {year.year for year in years if year.budget is not None}
    for year in years:
        if year.budget is not None:
            row = against[year.year]
            assert row[1] == say_sum(year.budget)
            assert row[3].startswith(say_percent(year.over or 0.0))
            assert row[5].startswith(say_percent(year.under or 0.0))


def test_both_kept_together_is_counted_in_the_same_futures(result: Result) -> None:
    (row,) = seen().tables["Date and budget, with 95 % intervals"]
    in_time = result.samples("finish") <= promised(result)
    in_budget = result.samples("cost") <= float(result.program.targets.budget)  # type: ignore[arg-type]
    for cell, kept in zip(row[1:], (in_time & in_budget, in_time, in_budget), strict=False):
        assert cell.startswith(say_percent(float(kept.mean())))
    assert row[4].startswith(say_percent(float(np.mean(~in_time & ~in_budget))))


def test_present_value_is_that_of_the_analysis() -> None:
    found = rc.net_present_value(reviews.datacentre())
    assert found is not None
    whole, go = money().tables["Net present value, with 95 % intervals"]
    for row, at in ((whole, found.whole), (go, found.to_go)):
        for cell, value in zip(row[2:6], (at.mean, at.p10, at.p50, at.p90), strict=True):
            assert cell.startswith(say_sum(value.value))
        assert row[6].startswith(say_percent(at.negative.value))


def test_the_limits_are_all_there_with_all_their_names(result: Result) -> None:
    found = rc.limits(result)
    assert len(found) >= 3
    section = Page(seen().source.partition('<section id="limits"')[2].partition("</section>")[0]).text
    for limit in found:
        assert limit.text in section
        assert all(id_ in section for id_ in limit.names[:200])


def test_responses_on_offer_are_those_of_the_analysis() -> None:
    found = next(a for a in reviews.erp().found.answers if isinstance(a, Mitigation))
    rows = seen().tables["Responses on offer"]
    assert found.offered
    for row, each in zip(rows, found.offered, strict=True):
        until = DASH if each.decide_by is None else say_date(each.decide_by)
        decision = "decide" if each.risk in found.best.risks else "not now"
        assert row == [f"{each.label}Risk {each.risk}", say_sum(each.spend), until, decision]


def test_every_error_of_a_percentile_is_that_of_its_interval(result: Result) -> None:
    rows = {row[0]: row for row in seen().tables["Error left by the number of iterations (95 % intervals)"]}
    assert set(rows) == {"Finish, P50", "Finish, P80", "Cost, P50", "Cost, P80"}
    assert rows["Finish, P80"][1] == day(result, "finish", 80)
    assert rows["Cost, P80"][1] == say_money(p80(result, "cost"), "EUR")


def test_a_program_with_neither_money_nor_promises_has_no_sections_on_them() -> None:
    plain = Page(reviews.pages()["plain"])
    ids = set(plain.values("id"))
    assert {"answer", "finish", "schedule", "limits", "method"} <= ids
    assert not ids & {"cost", "joint", "risks", "cash", "years", "contingency", "worth", "decisions", "changes"}
    assert "EUR" not in plain.text
    assert SIGNS["red"] not in plain.text


@pytest.mark.parametrize("level", ["the review", "2,000 tasks"])
def test_pages_stay_small(level: str, large_result: Result) -> None:
    page, most = (reviews.erp().page, 2.5e6) if level == "the review" else (render_report(large_result), 6e6)
    assert len(page.encode()) < most


def test_the_same_review_gives_the_same_page_to_the_byte() -> None:
    made = reviews.erp()
    again = render_report(made.found.result, answers=made.found.answers, workbook=reviews.WORKBOOK)
    assert again == made.page
