"""The report in a browser: drawn, quiet, safe, and readable on every screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from riskcast.report import write_report
from riskcast.simulation.result import Result

from .browsing import NEEDS_BROWSER, Visit, overflow, until, visit

pytestmark = NEEDS_BROWSER
SHOWN = ".plot:not(details:not([open]) *)"
"""Charts in closed details wait until somebody opens them."""


@pytest.fixture(scope="module")
def desk(browser: Any, report_file: Path) -> Iterator[Visit]:
    seen = visit(browser, report_file, viewport={"width": 1440, "height": 900})
    yield seen
    seen.page.context.close()


def test_every_chart_is_drawn_without_a_word_or_a_request(desk: Visit, report_file: Path) -> None:
    assert desk.page.evaluate("document.documentElement.dataset.charts") == "drawn"
    shown = desk.page.locator(SHOWN).count()
    assert shown >= 8
    assert desk.page.locator(f"{SHOWN}:has(svg.main-svg path)").count() == shown
    assert desk.noise == [f"request: {report_file.as_uri()}"]


def test_names_in_charts_are_text(desk: Visit) -> None:
    labels = desk.page.locator(".plot text").all_text_contents()
    assert any("</script><img src=x" in text for text in labels)
    assert any("<!-- <b>bold</b>" in text for text in labels)
    assert desk.page.locator(".plot a, img").count() == 0


def test_the_policy_is_enforced(desk: Visit) -> None:
    before = len(desk.noise)
    ran = desk.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.ran = 1";
            document.head.append(script);
            return window.ran === undefined;
        }"""
    )
    assert ran
    del desk.noise[before:]


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_screen_scrolls_sideways(desk: Visit, width: int) -> None:
    desk.page.set_viewport_size({"width": width, "height": 900})
    until(
        desk.page, f"[...document.querySelectorAll('{SHOWN}')].every(p => Math.abs(p.drawnWidth - p.clientWidth) < 2)"
    )
    assert overflow(desk.page) == 0
    for plot in desk.page.locator(SHOWN).all():
        inner = plot.locator("svg.main-svg").first.bounding_box()
        assert inner["width"] <= plot.bounding_box()["width"] + 1


def test_colours_follow_the_reader_and_paper_is_white(desk: Visit) -> None:
    curve = "getComputedStyle(document.querySelector('#chart-finish .scatterlayer .js-line:last-of-type')).stroke"
    light = desk.page.evaluate(curve)
    desk.page.emulate_media(color_scheme="dark")
    until(desk.page, f"{curve} !== '{light}'")
    desk.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert desk.page.evaluate(curve) == light
    desk.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert desk.page.evaluate(curve) != light
    desk.page.emulate_media(color_scheme="light")


def test_the_report_prints(desk: Visit) -> None:
    pdf = desk.page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    assert 4 <= pdf.count(b"/Type /Page\n") <= 18


def test_without_scripts_answer_and_tables_are_there(browser: Any, report_file: Path) -> None:
    seen = visit(browser, report_file, java_script_enabled=False, viewport={"width": 390, "height": 844})
    assert seen.page.locator(".answer").inner_text().startswith("Finish by 5 May 2028")
    assert seen.page.locator("table").first.is_visible() or seen.page.locator("details table").count()
    assert seen.page.get_by_role("table", name="Dates: plan, percentiles and promises").is_visible()
    assert not seen.page.locator(".plot").first.is_visible()
    seen.page.context.close()


def test_a_small_and_a_large_program_fit_a_phone(
    browser: Any, plain_result: Result, large_result: Result, tmp_path: Path
) -> None:
    for name, result in (("plain", plain_result), ("large", large_result)):
        file = write_report(result, tmp_path / f"{name}.html")
        seen = visit(browser, file, viewport={"width": 390, "height": 844})
        assert overflow(seen.page) == 0
        assert seen.noise == [f"request: {file.as_uri()}"]
        seen.page.context.close()
