"""The report answers questions in the browser: slider, boxes, filters, tables, links; all without a server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from riskcast.analysis.wording import say_frequency, say_percent
from riskcast.network.ticks import PER_DAY
from riskcast.report import write_report
from riskcast.report.bundle import asset
from riskcast.report.context import Context
from riskcast.report.data import contents
from riskcast.report.live import texts
from riskcast.report.steps import steps
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

from . import programs
from .browsing import NEEDS_BROWSER, Visit, overflow, until, visit

pytestmark = NEEDS_BROWSER
SIZE = {"width": 1280, "height": 900}


def deadline(day: date) -> datetime:
    """Return the midnight that ends a day."""
    return datetime.combine(day + timedelta(days=1), time())


@pytest.fixture(scope="module")
def desk(browser: Any, report_file: Path) -> Iterator[Visit]:
    seen = visit(browser, report_file, viewport=SIZE)
    yield seen
    seen.page.context.close()


@pytest.fixture
def page(desk: Visit) -> Iterator[Any]:
    yield desk.page
    desk.page.locator("#reset").click()
    assert [word for word in desk.noise if not word.startswith("request: file:")] == []


@pytest.fixture(scope="module")
def blank(browser: Any) -> Iterator[Any]:
    """A page that runs parts of the script by themselves."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def run(blank: Any, files: tuple[str, ...], expression: str, argument: object) -> Any:
    script = "\n".join(asset(file) for file in files)
    return blank.evaluate(f"(given) => {{ {script}\n return {expression}; }}", argument)


def says(page: Any, id_: str) -> str:
    return str(page.locator(f"#{id_}").inner_text())


def odds(p: float) -> str:
    return f"{say_percent(p)}, {say_frequency(p)}"


def slide(page: Any, step: int) -> None:
    page.locator("#confidence").evaluate(
        "(slider, step) => { slider.value = step; slider.dispatchEvent(new Event('input')); }", step
    )


@pytest.mark.parametrize("count", [1, 7, 256, 2_000, 10_000, 19_997])
def test_the_script_says_chances_as_python_does(blank: Any, count: int) -> None:
    said = run(blank, ("words.js",), "Array.from({ length: given + 1 }, (_, i) => sayOdds(i / given))", count)
    assert said == [odds(i / count) for i in range(count + 1)]


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        *((text, 1_150_000_000) for text in ("11.5m", "11,5 m", "11 500 000", "11.500.000", "11,500,000", "11500k")),
        *((text, 1_150_000_000) for text in ("EUR 11.5 m", "11500000", "11'500'000", "0.0115bn", "11.500.000,00")),
        *(("1.250m", 125_000_000), ("1.250", 125_000), ("12.50", 1_250), ("-3k", -300_000), ("0", 0), (".5m", 5e7)),
        *((text, None) for text in ("", "m", "11.5x", "1.2.3", "1,2,3", "11.50.000", "1.000,5,5", "=1", "1e9", "--1")),
        *((text, None) for text in ("9" * 20, "1.234.56", "EUR", "constructor")),
    ],
)
def test_sums_are_read_as_people_write_them(blank: Any, text: str, cents: int | None) -> None:
    assert run(blank, ("words.js", "sums.js"), "parsedSum(given, 'EUR')", text) == cents


def test_cells_that_would_run_as_formulas_are_protected_and_numbers_are_not(blank: Any) -> None:
    cells = [
        "=1+1",
        "+6 weeks",
        "-cmd|x",
        "@a",
        "#1",
        "'=x",
        "+462 k ± 5.20 k",
        "-12",
        "+0.21",
        "−3.5",
        "12 %",
        "A",
        "",
    ]
    found = run(blank, ("copy.js",), "given.map(protectedCell)", cells)
    quoted = [f"'{cell}" for cell in cells[:7]]
    assert found == [*quoted, *cells[7:]]


def test_the_slider_moves_every_figure(page: Any, result: Result) -> None:
    context = Context(result)
    live = page.evaluate("[...document.querySelectorAll('[data-live]')].map(e => [e.dataset.live, e.dataset.kind])")
    assert {"p", "finish", "cost"} <= {measure for measure, _ in live}
    said = {measure: texts(context, measure) for measure in result.measures}
    for p in (5, 50, 95):
        step = steps(context).index(p)
        slide(page, step)
        shown = page.evaluate("[...document.querySelectorAll('[data-live]')].map(e => e.textContent)")
        wanted = [str(p) if measure == "p" else said[measure][kind][step] for measure, kind in live]
        assert shown == wanted
        assert page.locator("#confidence").get_attribute("aria-valuetext").startswith(f"P{p}:")


def test_the_slider_works_with_the_keyboard_and_moves_the_mark_on_the_curve(page: Any) -> None:
    page.locator("#finish").scroll_into_view_if_needed()
    page.locator("#confidence").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    until(page, "[...document.querySelectorAll('#chart-finish text')].some(t => t.textContent.startsWith('P90'))")
    assert "p=90" in page.url
    page.keyboard.press("Home")
    until(page, "[...document.querySelectorAll('#chart-finish text')].some(t => t.textContent.startsWith('P5 '))")
    assert "P5" in page.locator("label[for=confidence]").inner_text()


def test_the_date_box_answers_what_the_result_answers(page: Any, result: Result) -> None:
    first = result.moment(float(result.ordered("finish")[0])).date() - timedelta(days=2)
    last = result.moment(float(result.ordered("finish")[-1])).date() + timedelta(days=2)
    days = [first + timedelta(days=n) for n in (0, 1, 2, 3, 60, 120)] + [last - timedelta(days=n) for n in (4, 2, 1, 0)]
    for day in [*days, date(2028, 5, 5), date(1999, 12, 31), date(2099, 1, 1)]:
        page.locator("#finish-by").fill(day.isoformat())
        assert says(page, "finish-says") == odds(result.probability("finish", deadline(day)))


def test_the_budget_box_answers_what_the_result_answers(page: Any, result: Result) -> None:
    ordered = result.ordered("cost")
    ends = [float(ordered[0]), float(ordered[-1])]
    for sum_ in [*(round(end + d, 2) for end in ends for d in (-1, -0.01, 0, 0.01, 1)), 5e6, 5.1e6, 5_234_567.89]:
        page.locator("#budget").fill(f"{sum_:.2f}")
        assert says(page, "budget-says") == odds(result.probability("cost", sum_))


def test_both_together_is_counted_in_the_same_futures(page: Any, result: Result) -> None:
    for day, sum_ in ((date(2028, 5, 5), 5.1e6), (date(2028, 6, 10), 5.4e6)):
        page.locator("#finish-by").fill(day.isoformat())
        page.locator("#budget").fill(f"{sum_:.0f}")
        ends = result.moments(result.samples("finish")) <= np.datetime64(day + timedelta(days=1))
        both = (ends & (result.samples("cost") <= sum_ + 0.005)).mean()
        assert says(page, "both-says") == odds(float(both))


def test_a_chosen_project_answers_for_itself_too(page: Any, result: Result) -> None:
    page.locator("#project").select_option("CORE")
    page.locator("#finish-by").fill("2028-04-28")
    chance = say_percent(result.probability("finish:CORE", deadline(date(2028, 4, 28))))
    assert says(page, "finish-says").endswith(f"; this project {chance}")


def test_wrong_entries_are_named_and_change_nothing_else(page: Any) -> None:
    page.locator("#budget").fill("5.2m")
    both, url = says(page, "both-says"), page.url
    page.locator("#budget").fill("<b>lots</b>")
    assert says(page, "budget-says").startswith("Write a sum")
    assert page.locator("#budget").get_attribute("aria-invalid") == "true"
    page.locator("#finish-by").fill("")
    assert says(page, "finish-says") == "This is no date yet."
    assert (says(page, "both-says"), page.url) == (both, url)
    page.locator("#budget").fill("5.2m")
    assert page.locator("#budget").get_attribute("aria-invalid") == "false"
    assert "%" in says(page, "budget-says")


def test_a_wrong_date_stays_wrong_whatever_else_is_chosen(page: Any) -> None:
    page.locator("#finish-by").fill("")
    page.locator("#project").select_option("CORE")
    page.locator("#budget").fill("5.2m")
    assert says(page, "finish-says") == "This is no date yet."
    assert page.locator("#finish-by").get_attribute("aria-invalid") == "true"
    page.locator("#finish-by").fill("2028-05-20")
    assert "this project" in says(page, "finish-says")
    assert page.locator("#finish-by").get_attribute("aria-invalid") == "false"


def test_reset_takes_back_wrong_entries_too(page: Any) -> None:
    boxes = {"finish-by": "", "budget": "lots"}
    before = {id_: (page.locator(f"#{id_}").input_value(), says(page, answer(id_))) for id_ in boxes}
    for id_, wrong in boxes.items():
        page.locator(f"#{id_}").fill(wrong)
    page.locator("#reset").click()
    for id_, (entry, said) in before.items():
        box = page.locator(f"#{id_}")
        assert (box.input_value(), says(page, answer(id_))) == (entry, said)
        assert box.get_attribute("aria-invalid") is None
        assert "wrong" not in (page.locator(f"#{answer(id_)}").get_attribute("class") or "")


def answer(box: str) -> str:
    return f"{box.removesuffix('-by')}-says"


def long_run(result: Result) -> Result:
    """Return 40,000 futures that finish around June 2028, the late ones dearer."""
    random, count = np.random.default_rng(7), 40_000
    late = random.normal(size=count)
    cost = 1e6 * (5.0 + 0.2 * late + 0.3 * random.normal(size=count))
    ends = ((520.0 + 20.0 * late) * PER_DAY).astype(np.int32)
    return replace(
        result,
        project_finish=np.tile(ends, (len(result.project_finish), 1)),
        milestone_finish=np.tile(ends, (len(result.milestone_finish), 1)),
        project_cost=np.tile(cost / len(result.project_cost), (len(result.project_cost), 1)),
    )


def test_of_a_long_run_nothing_is_said_to_be_certain_that_is_only_estimated(blank: Any, result: Result) -> None:
    long = long_run(result)
    held = contents(Context(long), {})
    assert not held["money"]["exact"]
    finish, cost = long.moments(long.samples("finish")), long.samples("cost")
    days = [finish.min().item().date() + timedelta(days=n) for n in (-2, 0, 1, 5, 10, 20, 40, 80, 120, 140, 150, 400)]
    sums = [float(cost.min()) - 1.0, *np.quantile(cost, [0.0, 1e-4, 1e-3, 0.01, 0.2, 0.9, 0.999, 0.9999]), 9e9]
    pairs = [(day, round(sum_ * 100)) for day in days for sum_ in sums]
    script = "\n".join(asset(file) for file in ("words.js", "boxes.js"))
    said = blank.evaluate(
        f"({{page, pairs}}) => {{ {script}\n unpackMoney(); return pairs.map((pair) => sayBoth(...pair)); }}",
        {"page": held, "pairs": [[day.isoformat(), cents] for day, cents in pairs]},
    )
    kept = "fewer than 1 in 1,000"
    for (day, cents), text in zip(pairs, said, strict=True):
        in_time, within = finish <= np.datetime64(day + timedelta(days=1)), cost <= cents / 100 + 0.005
        share = float(np.mean(in_time & within))
        assert ("in no iteration" in text) is (not in_time.any() or not within.any())
        assert ("in every iteration" in text) is bool(share == 1.0)
        if "all but fewer" in text:
            assert share > 0.999
        elif kept in text:
            assert share < 0.001
        else:
            assert abs(int(re.findall(r"\d+", text)[0]) / 100 - share) < 0.011
    assert any(text == f"<1 %, {kept}" for text in said) and any("all but fewer" in text for text in said)


def test_a_budget_at_the_cheapest_future_of_a_long_run_is_kept_in_one(blank: Any, result: Result) -> None:
    long = long_run(result)
    held = contents(Context(long), {})
    ends = [round(float(long.ordered("cost")[at]) * 100) for at in (0, -1)]
    script = "\n".join(asset(file) for file in ("words.js", "boxes.js"))
    chances = blank.evaluate(
        f"({{page, sums}}) => {{ {script}\n unpackMoney(); return sums.map(chanceOfSum); }}",
        {"page": held, "sums": [ends[0] - 1, ends[0] + 1, ends[1] - 1, ends[1] + 1]},
    )
    assert chances[0] == 0.0 and chances[3] == 1.0
    assert chances[1] > 0.0 and chances[2] < 1.0


def test_the_curve_marks_what_was_entered(page: Any) -> None:
    page.locator("#finish").scroll_into_view_if_needed()
    assert page.locator("#chart-finish .shapelayer path").count() == 0
    page.locator("#finish-by").fill("2028-05-20")
    until(page, "document.querySelectorAll('#chart-finish .shapelayer path').length === 1")
    page.locator("#reset").click()
    until(page, "document.querySelectorAll('#chart-finish .shapelayer path').length === 0")


def test_only_rows_of_the_chosen_project_are_shown(page: Any) -> None:
    rows = "[...document.querySelectorAll('tr[data-project]')].filter(r => !r.hidden).map(r => r.dataset.project)"
    everything = page.evaluate(rows)
    assert set(everything) == {row[0] for row in programs.PROJECTS}
    page.locator("#project").select_option("DATA")
    assert set(page.evaluate(rows)) == {"DATA"}
    assert re.match(rf"\d+ of {len(everything)} rows", page.locator("#shown").text_content())
    whole = page.get_by_role("table", name="Finish per project").get_by_role("row", name="Whole program")
    assert whole.is_visible()
    page.locator("#project").select_option("")
    assert page.evaluate(rows) == everything


def test_a_text_filters_the_rows_of_its_table(page: Any) -> None:
    boxes = page.locator("[data-filter]")
    if not boxes.count():
        pytest.skip("no table of this report has a filter")
    rows = "[...document.querySelector('[data-filter] ~ .scroll').querySelectorAll('tbody tr:not(.strong)')]"
    page.locator("[data-filter] input").first.fill("  CORE ACC")
    shown = page.evaluate(f"{rows}.filter(r => !r.hidden).map(r => r.textContent.toLowerCase())")
    assert shown
    assert all("core acc" in text for text in shown)
    assert boxes.first.get_by_role("status").inner_text().endswith("shown")
    page.locator("#reset").click()
    until(page, f"{rows}.every(r => !r.hidden)")


def test_tables_are_copied_as_they_are_shown(page: Any) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    page.locator("#project").select_option("DATA")
    button = page.get_by_role("button", name="Copy table: Finish per project")
    button.click()
    until(page, "window.copied !== undefined")
    lines = [line.split("\t") for line in page.evaluate("window.copied").split("\n")]
    assert lines[0][:4] == ["Project", "Plan", "P50", "P80"]
    assert [line[0] for line in lines[1:]] == ["Whole program", "Data migration"]
    assert len({len(line) for line in lines}) == 1
    assert page.locator(".copy button", has_text="Copied").count() == 1


def test_without_a_clipboard_the_old_command_copies(page: Any) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    page.evaluate("document.addEventListener('copy', () => { window.old = String(getSelection()) || 'x'; })")
    page.get_by_role("button", name="Copy table: Cost per project").click()
    until(page, "window.old !== undefined")


def test_a_link_restores_what_was_chosen(browser: Any, report_file: Path, result: Result) -> None:
    context = browser.new_context(offline=True, viewport=SIZE)
    page = context.new_page()
    page.goto(f"{report_file.as_uri()}#cost&p=90&date=2028-05-20&budget=5250000.5&project=DATA")
    page.wait_for_selector("html[data-ready]")
    assert page.locator("label[for=confidence]").inner_text().endswith("P90")
    assert page.locator("#finish-by").input_value() == "2028-05-20"
    assert page.locator("#budget").input_value() == "5 250 000.50"
    assert page.locator("#project").input_value() == "DATA"
    assert says(page, "budget-says") == odds(result.probability("cost", 5_250_000.5))
    until(page, "Math.abs(document.getElementById('cost').getBoundingClientRect().top) < 200")
    assert page.url.endswith("#cost&p=90&date=2028-05-20&budget=5250000.5&project=DATA")
    page.evaluate("location.hash = '#finish'")
    until(page, "location.hash === '#finish&p=90&date=2028-05-20&budget=5250000.5&project=DATA'")
    page.locator("#reset").click()
    assert page.url.endswith("#finish")
    context.close()


@pytest.mark.parametrize(
    "fragment",
    ["#p=81&date=2028-02-30&budget=1e5&project=NOBODY&year=FY99", "#%E0%A4%A", "#&&==&p=&p", "#nowhere&x=%", "#p=<b>"],
)
def test_bad_links_are_ignored(browser: Any, report_file: Path, fragment: str) -> None:
    context = browser.new_context(offline=True, viewport=SIZE)
    noise: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("console", lambda message: noise.append(message.text))
    page.goto(report_file.as_uri() + fragment)
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#confidence").get_attribute("aria-valuetext").startswith("P80")
    assert page.locator("#budget").input_value() == "5 100 000"
    page.wait_for_selector("html[data-charts=drawn]")
    assert noise == []
    context.close()


def test_a_year_shows_its_figures_and_marks_its_rows(browser: Any, tmp_path: Path) -> None:
    program = programs.portfolio()
    result = simulate(program, Plan(200, seed=7, phasing=("project",)))
    seen = visit(browser, write_report(result, tmp_path / "money.html"), viewport=SIZE)
    picker = seen.page.locator("[data-years]")
    years = picker.locator("option").all_text_contents()[1:]
    assert len(years) >= 2
    picker.locator("select").select_option(years[0])
    row = seen.page.locator(f"#years table >> nth=0 >> tr[data-year='{years[0]}']")
    cells = row.locator("td").all_text_contents()
    assert picker.locator("dd").all_text_contents()[: len(cells)] == cells
    assert "chosen" in row.get_attribute("class")
    assert f"year={years[0]}" in seen.page.url
    picker.locator("select").select_option("")
    assert not picker.locator("dl").is_visible()
    assert seen.page.locator("tr.chosen").count() == 0
    seen.page.context.close()


def test_a_chart_in_closed_details_is_drawn_when_they_open(page: Any) -> None:
    closed = page.locator("details:not([open]) .plot")
    if not closed.count():
        pytest.skip("this report has no chart inside details")
    assert not page.evaluate("[...document.querySelectorAll('details:not([open]) .plot')].some(p => p.drawnWidth)")
    closed.first.evaluate("plot => { plot.closest('details').open = true; plot.scrollIntoView(); }")
    until(page, "document.querySelectorAll('details[open] .plot.drawn').length > 0")


def test_controls_are_hidden_without_scripts(browser: Any, report_file: Path) -> None:
    seen = visit(browser, report_file, java_script_enabled=False, viewport=SIZE)
    for selector in ("#controls", "[data-filter]", "[data-years]", ".copy"):
        for element in seen.page.locator(selector).all():
            assert not element.is_visible()
    seen.page.context.close()


@pytest.mark.parametrize("width", [320, 390, 768])
def test_the_controls_fit_every_screen(desk: Visit, width: int) -> None:
    desk.page.set_viewport_size({"width": width, "height": 844})
    assert overflow(desk.page) == 0
    bar = desk.page.locator("#controls")
    assert bar.bounding_box()["height"] < 420
    assert bar.evaluate("bar => getComputedStyle(bar).position") == "static"
    desk.page.set_viewport_size(SIZE)


def test_the_program_without_costs_asks_for_no_budget(browser: Any, plain_result: Result, tmp_path: Path) -> None:
    file = write_report(plain_result, tmp_path / "plain.html")
    seen = visit(browser, file, viewport=SIZE)
    assert seen.page.locator("#budget").count() == 0
    slide(seen.page, 0)
    seen.page.locator("#finish-by").fill("2027-01-22")
    wanted = odds(plain_result.probability("finish", deadline(date(2027, 1, 22))))
    assert says(seen.page, "finish-says") == wanted
    assert seen.noise == [f"request: {file.as_uri()}"]
    seen.page.context.close()
