"""The report in a browser: drawn, quiet, safe, and readable on every screen and on paper."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from riskcast.report import write_report
from riskcast.simulation.result import Result

BROWSER = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
ARGUMENTS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no browser: install chromium to test the drawn report")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """An open report and everything it said or asked for."""

    page: Any
    noise: list[str] = field(default_factory=list)


def visit(browser: Any, file: Path, **options: Any) -> Visit:
    context = browser.new_context(offline=True, **options)
    seen = Visit(context.new_page())
    seen.page.on("console", lambda message: seen.noise.append(f"console: {message.text}"))
    seen.page.on("pageerror", lambda error: seen.noise.append(f"error: {error}"))
    seen.page.on("dialog", lambda dialog: seen.noise.append(f"dialog: {dialog.message}"))
    seen.page.on("request", lambda request: seen.noise.append(f"request: {request.url[:80]}"))
    seen.page.goto(file.as_uri())
    if options.get("java_script_enabled", True):
        seen.page.wait_for_selector("html[data-charts]", timeout=60_000)
    return seen


@pytest.fixture(scope="module")
def desk(browser: Any, report_file: Path) -> Iterator[Visit]:
    seen = visit(browser, report_file, viewport={"width": 1440, "height": 900})
    yield seen
    seen.page.context.close()


def until(page: Any, condition: str) -> None:
    """Wait until an expression is true; the page's own policy forbids the browser driver's way of waiting."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"this never came true: {condition}")


def overflow(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def test_every_chart_is_drawn_without_a_word_or_a_request(desk: Visit, report_file: Path) -> None:
    assert desk.page.evaluate("document.documentElement.dataset.charts") == "drawn"
    plots = desk.page.locator(".plot").count()
    assert plots >= 8
    assert desk.page.locator(".plot:has(svg.main-svg path)").count() == plots
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
    until(desk.page, "[...document.querySelectorAll('.plot')].every(p => Math.abs(p.drawnWidth - p.clientWidth) < 2)")
    assert overflow(desk.page) == 0
    for plot in desk.page.locator(".plot").all():
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
    assert 4 <= pdf.count(b"/Type /Page\n") <= 14


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
