"""What the page's script is given: texts at every confidence, and the futures behind the boxes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import numpy as np
import pytest

from riskcast.analysis.answer import answer
from riskcast.analysis.has_cost import has_cost
from riskcast.analysis.level import level
from riskcast.analysis.measures import PERCENTILES
from riskcast.analysis.review.limit import Limit
from riskcast.analysis.wording import say_finish, say_money
from riskcast.report.block import packed, unpacked
from riskcast.report.charts.stepped import LAYOUT
from riskcast.report.context import Context
from riskcast.report.controls import controls, plain_sum
from riskcast.report.data import MOST, contents, hundredths, page_data
from riskcast.report.html import Html
from riskcast.report.live import live, live_p, texts
from riskcast.report.plain import plain
from riskcast.report.sections import cost, finish, limits, projects
from riskcast.report.steps import level_at, steps
from riskcast.report.table import table
from riskcast.report.words import say_error
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

from . import programs


def deadline(day: date) -> datetime:
    """Return the midnight that ends a day."""
    return datetime.combine(day + timedelta(days=1), time())


@pytest.fixture(scope="module")
def context(result: Result) -> Context:
    return Context(result)


def test_the_slider_has_steps_of_five_and_the_confidence_of_the_program(result: Result) -> None:
    assert steps(Context(result)) == PERCENTILES
    program = result.program.model_copy(update={"confidence": 83})
    own = Context(replace(result, program=program))
    assert steps(own) == (*PERCENTILES[:16], 83, *PERCENTILES[16:])
    assert level_at(own, "finish", 83) == level(result, "finish", 83)


def test_every_step_says_the_percentile_of_the_result(context: Context, result: Result) -> None:
    for measure in result.measures:
        said = texts(context, measure)
        for i, p in enumerate(steps(context)):
            value = result.percentile(measure, p)
            words = say_finish(value) if isinstance(value, datetime) else say_money(value, "EUR")
            assert said["value"][i] == words
            assert said["interval"][i] == say_error(level(result, measure, p), "EUR")


def test_beyond_counts_from_the_promise_and_contingency_from_the_plan(context: Context, result: Result) -> None:
    said, at = texts(context, "finish"), steps(context).index(95)
    late = result.percentile("finish", 95)
    assert isinstance(late, datetime)
    weeks = (late.date() - date(2028, 5, 5)).days / 7
    assert said["beyond"][at] == f"+{weeks:.0f} weeks"
    planned = result.moment(result.planned("finish"))
    assert said["contingency"][at] == f"+{round((late - planned) / timedelta(days=1))} days"
    budget = result.percentile("cost", 5)
    assert isinstance(budget, float)
    assert texts(context, "cost")["beyond"][0] == f"{say_money(5.1e6 - budget, 'EUR')} less"
    assert not any(text.endswith("-0 days") for text in texts(context, "milestone:GO")["contingency"])


def test_a_figure_stands_at_the_confidence_of_the_program(context: Context) -> None:
    at = steps(context).index(80)
    for kind in ("value", "interval", "beyond", "contingency", "sum", "need", "need-interval", "need-figure"):
        text = texts(context, "cost")[kind][at]
        assert live(context, "cost", kind) == f'<span data-live="cost" data-kind="{kind}">{text}</span>'
    assert live_p(context) == '<span data-live="p">80</span>'


def test_the_days_answer_what_the_result_answers(context: Context, result: Result) -> None:
    days = contents(context, {})["days"]
    assert set(days) == {measure for measure in result.measures if not result.is_money(measure)}
    for measure, found in days.items():
        first, count = date.fromisoformat(found["first"]), 0
        assert sum(found["counts"]) == result.iterations
        for i, more in enumerate(found["counts"]):
            count += more
            assert count / result.iterations == result.probability(measure, deadline(first + timedelta(days=i)))


def test_midnight_belongs_to_the_day_that_it_ends() -> None:
    """A calendar around the clock: work of whole days ends at midnights only."""
    program = programs.plain().model_dump(mode="json", exclude_defaults=True)
    program["calendars"] = [{"id": "office", "week": {"mon-sun": "00:00-24:00"}}]
    program["tasks"] = [{"id": "one", "project": "A", "duration": "3d"}]
    program["dependencies"] = []
    result = simulate(type(programs.plain()).model_validate(program), Plan(8, seed=1))
    found = contents(Context(result), {})["days"]["finish"]
    assert result.moment(result.planned("finish")).time().isoformat() == "00:00:00"
    assert date.fromisoformat(found["first"]) == result.moment(result.planned("finish")).date() - timedelta(days=1)


def test_the_sums_answer_what_the_result_answers(context: Context, result: Result) -> None:
    money = contents(context, {})["money"]
    cents = np.cumsum(money["cents"])
    assert money["exact"]
    for at in [cents[0] - 1, *cents[::37], *(cents[::41] - 1), cents[-1], cents[-1] + 1]:
        within = np.searchsorted(cents, at, side="right") / result.iterations
        assert within == result.probability("cost", int(at) / 100)


def test_half_a_hundredth_above_a_sum_is_within_it() -> None:
    assert hundredths(np.array([1.0, 1.004, 1.005, 1.006, 12.345])).tolist() == [100, 100, 100, 101, 1234]


def test_date_and_budget_together_are_counted_exactly(context: Context, result: Result) -> None:
    money = contents(context, {})["money"]
    cents, days = np.cumsum(money["cents"]), np.array(money["days"])
    first = date.fromisoformat(money["first"])
    finish, cost = result.moments(result.samples("finish")), result.samples("cost")
    for day, sum_ in ((date(2028, 5, 5), 5.1e6), (date(2028, 6, 1), 5.4e6), (date(2029, 1, 1), 9e9)):
        both = (finish <= np.datetime64(day + timedelta(days=1))) & (cost <= sum_ + 0.005)
        assert np.sum((days <= (day - first).days) & (cents <= sum_ * 100)) == np.sum(both)


def test_a_long_run_is_thinned_and_stays_within_a_tenth_of_a_percent(result: Result) -> None:
    many = 3 * MOST // result.iterations
    long = replace(
        result,
        project_finish=np.tile(result.project_finish, many),
        milestone_finish=np.tile(result.milestone_finish, many),
        project_cost=np.tile(result.project_cost, many) + np.arange(many).repeat(result.iterations) * 10.0,
    )
    money = contents(Context(long), {})["money"]
    cents, pairs, days = np.cumsum(money["cents"]), np.cumsum(money["pairs"]), np.array(money["days"])
    assert not money["exact"]
    assert cents.size == pairs.size + 1 == days.size + 1 == 10_001
    finish, cost = long.moments(long.samples("finish")), long.samples("cost")
    for day, sum_ in ((date(2028, 5, 5), 5.1e6), (date(2028, 6, 10), 5.3e6)):
        both = np.mean((finish <= np.datetime64(day + timedelta(days=1))) & (cost <= sum_))
        last = (day - date.fromisoformat(money["first"])).days
        assert abs(np.mean((days <= last) & (pairs <= sum_ * 100)) - both) < 0.003
        assert abs(np.searchsorted(cents, sum_ * 100) / 10_001 - np.mean(cost <= sum_)) < 0.001


def test_the_same_result_gives_the_same_block_and_it_holds_no_markup(context: Context) -> None:
    block = page_data(context, {})
    assert block == page_data(Context(context.result), {})
    assert block.isascii()
    assert not set(block) & set("<>&\"'")
    assert unpacked(packed({"a": [1, "é"]})) == {"a": [1, "é"]}


def test_the_curve_marks_another_percentile_at_every_other_step(context: Context, result: Result) -> None:
    for section, id_ in ((finish, "chart-finish"), (cost, "chart-cost")):
        fragment = section.render(context)
        assert fragment is not None
        chart = fragment.charts[id_]
        assert set(chart.steps) == set(PERCENTILES) - {80}
        changes = dict(chart.steps[90])
        assert any("<b>P90</b>" in mark["text"] for mark in changes[LAYOUT]["annotations"])
        assert not any("<b>P80</b>" in mark["text"] for mark in changes[LAYOUT]["annotations"])
        dots = changes[len(chart.data) - 1]
        assert dots["y"] == [50, 90]
        assert sum("<b>P50</b>" in mark["text"] for mark in dict(chart.steps[50])[LAYOUT]["annotations"]) == 1


def test_thick_lines_end_at_the_chosen_percentile(context: Context, result: Result) -> None:
    chart = projects.render(context).charts["chart-projects"]
    unit = 1e6
    ends = dict(chart.steps[95])[1]["x"][1::3]
    wanted = [result.percentile(f"cost:{project.id}", 95) for project in result.program.projects]
    assert ends == pytest.approx([float(value) / unit for value in wanted])  # type: ignore[arg-type]


def test_rows_carry_their_project_and_year_and_labels_hold_no_markup() -> None:
    caption, rows = Html("P<span>80</span> &amp; more"), [("All", "1"), ("A <b>", "2")]
    made = table(caption, ("What", "n"), rows, projects=("", "A"), years=("FY1", "FY2"), filter="Find")
    assert made.count("data-project") == 1
    assert '<tr data-project="A" data-year="FY2">' in made
    assert 'aria-label="P80 &amp; more"' in made
    assert made.startswith('<div class="filter" data-filter hidden><label>Find ')
    assert plain("a <b> &amp;") == "a <b> &amp;"


def test_controls_are_hidden_until_the_script_makes_them_work(context: Context, plain_result: Result) -> None:
    made = controls(context)
    assert made.startswith('<div id="controls"')
    assert " hidden>" in made.split("><", 1)[0] + ">"
    assert 'value="2028-05-05"' in made
    assert 'value="5 100 000"' in made
    assert "Sites &lt;/script&gt;" in made
    without = controls(Context(plain_result))
    assert "budget" not in without
    assert "<select" not in without


def test_sums_are_written_in_full() -> None:
    assert [plain_sum(x) for x in (11.5e6, 1234.5, 0.0, 999.0)] == ["11 500 000", "1 234.50", "0", "999"]


def test_one_day_is_no_days() -> None:
    """Two tasks of a working week with a day more or less: the finish lies a day after the plan at some confidence."""
    program = programs.plain().model_dump(mode="json", exclude_defaults=True)
    program["calendars"] = [{"id": "office", "week": {"mon-sun": "00:00-24:00"}}]
    program["tasks"] = [
        {"id": "one", "project": "A", "duration": "5d", "estimate": "discrete(4d: 0.4, 5d: 0.2, 6d: 0.4)"}
    ]
    program["dependencies"] = []
    context = Context(simulate(type(programs.plain()).model_validate(program), Plan(400, seed=1)))
    assert set(texts(context, "finish")["contingency"]) == {"-1 day", "+0 days", "+1 day"}
    assert set(texts(context, "finish")["need"]) == {"-1 day", "0 days", "1 day"}


def test_what_is_listed_on_demand_is_what_the_handle_counts(result: Result) -> None:
    context = Context(result)
    context.__dict__["limits"] = (Limit("kind", "Twelve warnings about three tasks.", 12, ("a", "b", "c")),)
    assert "Which: 3<" in limits.render(context).html


def test_a_cost_that_hardly_ever_occurs_is_a_cost_everywhere(plain_result: Result) -> None:
    assert not has_cost(plain_result) and not Context(plain_result).has_cost and not answer(plain_result).cost
    rare = plain_result.project_cost.copy()
    rare[0, 0] = 1_000.0
    seldom = replace(plain_result, project_cost=rare)
    assert seldom.percentile("cost", 95) == 0.0
    assert has_cost(seldom) and Context(seldom).has_cost and answer(seldom).cost
    planned = replace(plain_result, planned_cost=plain_result.planned_cost + 1.0)
    assert has_cost(planned) and answer(planned).cost
