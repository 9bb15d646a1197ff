"""The review in a browser: drawn, quiet, readable everywhere, on paper too, and for everybody."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from . import reviews
from .browsing import NEEDS_BROWSER, Visit, overflow, until, visit

pytestmark = NEEDS_BROWSER
NAMES = ("erp", "datacentre", "plain")
WIDTHS = (1440, 768, 390)
SCHEMES = ("light", "dark")
SHOWN = ".plot:not(details:not([open]) .plot)"
DRAWN = "document.documentElement.dataset.charts === 'drawn'"
OPEN_ALL = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("review")
    for name, page in reviews.pages().items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in reviews.pages()}


@pytest.fixture(scope="module", params=NAMES)
def desk(request: pytest.FixtureRequest, browser: Any, pages: dict[str, Path]) -> Iterator[Visit]:
    seen = visit(browser, pages[request.param], viewport={"width": 1440, "height": 900})
    yield seen
    seen.page.context.close()


def test_all_charts_in_sight_are_drawn_without_a_word_or_a_request(desk: Visit) -> None:
    assert desk.page.locator(SHOWN).count() >= 2
    assert desk.page.locator(f"{SHOWN}:not(:has(svg.main-svg path))").count() == 0
    assert desk.noise == [f"request: {desk.page.url}"]


def test_every_section_stands_in_the_contents_under_its_own_title(desk: Visit) -> None:
    contents = dict(
        desk.page.eval_on_selector_all("nav ul ul a", "links => links.map(a => [a.hash.slice(1), a.textContent])")
    )
    titles = dict(
        desk.page.eval_on_selector_all(
            "main > section", "all => all.map(s => [s.id, s.querySelector('h2').textContent])"
        )
    )
    assert contents == titles
    assert list(contents) == list(titles)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_screen_scrolls_sideways_whatever_is_open(desk: Visit, width: int, scheme: str) -> None:
    desk.page.emulate_media(color_scheme=scheme)
    desk.page.set_viewport_size({"width": width, "height": 900})
    assert overflow(desk.page) == 0
    closed = desk.page.evaluate_handle("[...document.querySelectorAll('details:not([open])')]")
    closed.evaluate("all => all.forEach((part) => { part.open = true; })")
    assert overflow(desk.page) == 0
    closed.evaluate("all => all.forEach((part) => { part.open = false; })")


def test_a_chart_in_closed_details_is_drawn_when_they_open(desk: Visit) -> None:
    hidden = desk.page.locator("details:not([open]):not(details details):has(.plot)").last
    hidden.locator(".plot").first.wait_for(state="attached")
    hidden.evaluate("part => part.setAttribute('data-opened', '')")
    desk.page.locator("[data-opened] > summary").click()
    until(desk.page, "document.querySelectorAll('[data-opened] .plot:not(:has(svg.main-svg path))').length === 0")
    assert desk.noise == [f"request: {desk.page.url}"]


@pytest.fixture(scope="module", params=["erp", "plain"])
def printed(request: pytest.FixtureRequest, browser: Any, pages: dict[str, Path], tmp_path_factory: Any) -> Any:
    """The page and what is on paper."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    seen = visit(browser, pages[request.param], viewport={"width": 1440, "height": 900})
    file = tmp_path_factory.mktemp("paper") / "review.pdf"
    seen.page.pdf(path=file, prefer_css_page_size=True, print_background=True)
    yield seen.page, pypdf.PdfReader(file)
    seen.page.context.close()


def test_paper_is_a4_and_has_every_heading(printed: Any) -> None:
    page, pdf = printed
    for sheet in pdf.pages:
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx((595.3, 841.9), abs=1)
    words = "".join(dense(sheet.extract_text()) for sheet in pdf.pages)
    for title in page.locator("h1, main h2").all_text_contents():
        assert dense(title) in words


def test_a_chart_stands_on_one_page_with_its_title_and_its_caption(printed: Any) -> None:
    page, pdf = printed
    sheets = [dense(sheet.extract_text()) for sheet in pdf.pages]
    page.emulate_media(media="print")
    figures = page.locator("figure").filter(visible=True)
    rules = figures.evaluate_all("all => all.map((figure) => getComputedStyle(figure).breakInside)")
    page.emulate_media(media="screen")
    assert set(rules) == {"avoid"}
    told = page.locator("figure:not(details figure):has(> figcaption:not(.spoken))")
    ends = told.evaluate_all(
        "all => all.map((f) => [f.children[0].textContent, f.querySelector('figcaption').textContent])"
    )
    assert len(ends) >= 1
    for title, caption in ends:
        assert any(dense(caption)[-60:] in sheet.partition(dense(title))[2] for sheet in sheets), title


def dense(text: str) -> str:
    """Return a text without spaces, ligatures and signs that only steer its direction, as paper mixes them."""
    kept = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in kept if not sign.isspace() and unicodedata.category(sign) != "Cf")


@pytest.fixture(scope="module")
def scriptless(browser: Any, pages: dict[str, Path]) -> Iterator[Any]:
    seen = visit(browser, pages["erp"], java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield seen.page
    seen.page.context.close()


def test_without_scripts_answers_and_main_tables_are_there(scriptless: Any) -> None:
    assert scriptless.locator(".answer p").count() == 2
    assert scriptless.locator(".answer").inner_text().startswith("Finish by 31 Mar 2028")
    assert scriptless.locator(".board > div").count() == 4
    assert all(card.is_visible() for card in scriptless.locator(".board > div, .board h3, .headline").all())
    for caption in (
        *("Options", "Dates: last review and now", "Dates: plan, percentiles and promises", "Risks, strongest first"),
        *("Fiscal years; percentiles: stand-alone, do not add", "Cost per project"),
    ):
        assert scriptless.get_by_role("table", name=caption, exact=True).is_visible(), caption


def test_without_scripts_nothing_is_shown_that_needs_them(scriptless: Any) -> None:
    for dead in ("#controls", "button", "input", "select", ".plot", ".copy", "[data-filter]", "[data-years]"):
        assert [found for found in scriptless.locator(dead).all() if found.is_visible()] == [], dead
    assert scriptless.locator("summary").first.is_visible()


@pytest.fixture(scope="module", params=["erp", "plain"])
def audited(request: pytest.FixtureRequest, browser: Any, pages: dict[str, Path]) -> Iterator[Any]:
    """A page with everything open, and axe-core in it; of long tables a few rows, as all are made alike."""
    script = axe()
    seen = visit(browser, pages[request.param], viewport={"width": 1440, "height": 900}, bypass_csp=True)
    until(seen.page, DRAWN)
    seen.page.evaluate(script)
    seen.page.evaluate("document.querySelectorAll('tbody tr:nth-child(n + 7)').forEach((row) => row.remove())")
    yield seen.page
    seen.page.context.close()


def test_axe_finds_no_barrier_in_what_is_seen_first(audited: Any) -> None:
    assert barriers(audited) == []


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_no_barrier_with_everything_open(audited: Any, width: int, scheme: str) -> None:
    audited.emulate_media(color_scheme=scheme)
    audited.set_viewport_size({"width": width, "height": 900})
    audited.evaluate(OPEN_ALL)
    assert barriers(audited) == []


def axe() -> str:
    """Return the script of axe-core."""
    package = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return files(package).joinpath("axe.min.js").read_text(encoding="utf-8")


def barriers(page: Any) -> list[str]:
    """Return what axe-core calls serious or critical."""
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    grave = [rule for rule in found["violations"] if rule["impact"] in ("serious", "critical")]
    return [f"{rule['id']}: {rule['help']}: {node['html'][:200]}" for rule in grave for node in rule["nodes"]]


def test_axe_sees_a_barrier(browser: Any) -> None:
    page = browser.new_page()
    page.set_content("<html lang='en'><title>x</title><main><h1>x</h1><button></button><img src='data:,'></main>")
    page.evaluate(axe())
    assert {line.split(":")[0] for line in barriers(page)} == {"button-name", "image-alt"}
    page.close()


def test_the_header_leads_to_the_workbook_beside_the_page_and_shows_the_logo(
    scriptless: Any, pages: dict[str, Path]
) -> None:
    link = scriptless.locator("header a", has_text=re.compile("workbook"))
    assert link.get_attribute("href") == "./" + quote(reviews.WORKBOOK)
    assert link.evaluate("a => a.href") == (pages["erp"].parent / reviews.WORKBOOK).as_uri()
    assert scriptless.locator("img.logo").evaluate("image => image.complete && image.naturalWidth") > 0
