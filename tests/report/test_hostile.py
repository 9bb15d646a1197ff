"""No form of a review runs what people wrote: names that try to be markup, formulas or links stay names."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from riskcast.analysis.review.review import Review
from riskcast.cli.review_files import stem_of
from riskcast.export.csv_table import csv_text
from riskcast.export.workbook.write import write_workbook
from riskcast.report import render_report
from riskcast.report.html import clean
from riskcast.report.markdown import write_markdown
from riskcast.report.pdf import write_pdf

from . import hostile
from .browsing import NEEDS_BROWSER, Visit, until, visit
from .hostile import (
    ADDRESS,
    COMMENT,
    CONTROL,
    FINDING,
    FORMULA,
    LINE,
    LINK,
    LONG,
    OVERRIDE,
    PLOTLY,
    RISK,
    SCRIPT,
    STYLE,
    TEMPLATE,
    TEXTS,
    WIDE,
)
from .reading import Page
from .test_markdown import PLAIN_KINDS, inlines, kinds, said

BOOK = "review #1 & <b>.xlsx"
TAGS = {
    *("html", "head", "meta", "link", "title", "style", "noscript", "body", "a", "header", "nav", "main", "footer"),
    *("section", "div", "p", "span", "bdi", "h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "b", "em"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "details", "summary", "figure", "figcaption", "script"),
    *("label", "input", "select", "option", "button", "output", "fieldset", "legend", "strong", "small", "form", "br"),
    *("abbr", "time", "code", "datalist", "colgroup", "col", "i"),
}
"""All elements that a report is made of: no picture, drawing, frame or object."""
SAFE = re.compile(r"#[\w:.-]*|\./[^/]*|data:,")
LABEL_TAGS = {"b", "/b", "i", "/i", "br", "br/", "sup", "/sup", "sub", "/sub", "extra", "/extra"}
"""What plotly reads in labels, as far as the charts use it; a link is not among it."""


@pytest.fixture(scope="module")
def found() -> Review:
    return hostile.reviewed()


@pytest.fixture(scope="module")
def source(found: Review) -> str:
    return render_report(found.result, [FINDING], found.answers, workbook=BOOK)


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


@pytest.fixture(scope="module")
def file(source: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "page.html"
    path.write_text(source, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def desk(browser: Any, file: Path) -> Iterator[Visit]:
    """The page with everything opened that opens."""
    seen = visit(browser, file, viewport={"width": 1440, "height": 900})
    seen.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    until(seen.page, "[...document.querySelectorAll('.plot')].every((one) => one.querySelector('svg.main-svg'))")
    yield seen
    seen.page.context.close()


def squeezed(text: str) -> str:
    """Return text without white space and marks of direction, as it is compared."""
    return re.sub("[\\s\u2060\u2066-\u2069]", "", clean(text))


# The page


def test_the_page_has_no_element_that_loads_or_runs_but_its_own(page: Page) -> None:
    tags = [tag for tag, _ in page.tags]
    assert set(tags) <= TAGS
    assert tags.count("script") == 3
    assert tags.count("link") == tags.count("title") == tags.count("body") == 1
    assert tags.count("style") == 2
    assert set(page.blocks) == {"data", "plotly", ""}


def test_no_attribute_of_the_page_handles_an_event_or_leads_away(page: Page) -> None:
    for tag, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("srcdoc", "formaction", "action")]
        for name in ("href", "src", "data", "poster", "xlink:href"):
            value = attributes.get(name)
            assert value is None or SAFE.fullmatch(value), (tag, value)
        assert not re.search(r"url\(|expression|@import|javascript", attributes.get("style") or "", re.IGNORECASE)


def test_the_workbook_is_linked_as_a_file_of_the_same_folder(page: Page) -> None:
    (address,) = [href for href in page.values("href") if href.startswith("./")]
    assert unquote(address) == f"./{BOOK}"


def test_what_people_wrote_is_there_as_text(page: Page) -> None:
    text = squeezed(page.text)
    missing = [given for given in (*TEXTS, RISK, LINE, FINDING.message) if squeezed(given) not in text]
    assert missing == []
    assert clean(CONTROL) != CONTROL and CONTROL not in page.source


def test_no_name_gets_into_the_rules_of_the_style(source: str) -> None:
    styles = "".join(re.findall(r"<style>(.*?)</style>", source, re.DOTALL))
    assert source.count("</style>") == 2
    rules = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', styles)
    assert not re.search(r"@import|url\(|[<>]\s*/?\s*(?:style|script)|cmd|onerror", rules)
    assert rules.count("{") == rules.count("}")


# The data of the page


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def test_the_data_block_holds_nothing_that_markup_is_made_of(page: Page) -> None:
    for block in ("data", "plotly"):
        assert re.fullmatch(r"[A-Za-z0-9+/=\s]+", page.blocks[block])
        assert base64.b64decode(page.blocks[block], validate=True)[:2] == b"\x1f\x8b"
    assert json.loads(json.dumps(page.data)) == page.data


def test_labels_of_charts_hold_no_tags_links_or_formulas_that_people_wrote(page: Page) -> None:
    texts = list(strings(page.charts))
    assert any("onerror" in text for text in texts)
    for text in texts:
        assert {tag.lower() for tag in re.findall(r"<\s*(/?[^\s>]*)", text)} <= LABEL_TAGS, text
        assert "$" not in text


def test_no_placeholder_of_a_name_is_filled_in(page: Page) -> None:
    shown = [text for text in strings(page.charts) if "7*7" in text]
    for key in ("hovertemplate", "texttemplate"):
        assert not [text for text in _values(page.charts, key) if "7*7" in text or "onerror" in text]
    assert squeezed(TEMPLATE) in squeezed(page.text)
    assert not [text for text in shown if "49" in text]


def _values(value: Any, key: str) -> Iterator[str]:
    """Yield every text under a key."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from strings(inner) if name == key else _values(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _values(inner, key)


# In a browser


@NEEDS_BROWSER
def test_the_open_page_runs_nothing_says_nothing_and_asks_for_nothing(desk: Visit, file: Path) -> None:
    assert desk.page.evaluate("document.documentElement.dataset.charts") == "drawn"
    assert desk.noise == [f"request: {file.as_uri()}"]
    foreign = "img, iframe, object, embed, base, .plot a, svg image, svg script, foreignObject"
    assert desk.page.locator(foreign).count() == 0
    assert desk.page.locator("svg:not(.plot svg):not(#js-plotly-tester)").count() == 0
    found = """[...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames())
        .filter((name) => name.startsWith('on'))"""
    assert desk.page.evaluate(found) == []


@NEEDS_BROWSER
def test_the_names_are_visible_as_they_were_written(desk: Visit) -> None:
    text = squeezed(desk.page.evaluate("document.body.innerText"))
    assert [given for given in TEXTS if squeezed(given) not in text] == []
    labels = squeezed("".join(desk.page.locator(".plot text").all_text_contents()))
    for start in (
        "</script><img src=x",
        COMMENT,
        '<a href="javascript:alert(1)"',
        FORMULA,
        LINK,
        "%3Cscript%3E &lt;script",
    ):
        assert squeezed(start) in labels, start


@NEEDS_BROWSER
def test_pointing_at_charts_runs_nothing_either(desk: Visit, file: Path) -> None:
    boxes = desk.page.locator(".plot .nsewdrag")
    for box in boxes.all()[:12]:
        box.scroll_into_view_if_needed()
        size = box.bounding_box()
        for part in (0.2, 0.5, 0.8):
            desk.page.mouse.move(size["x"] + part * size["width"], size["y"] + part * size["height"])
            desk.page.wait_for_timeout(30)
            assert desk.page.locator(".hoverlayer a, .hoverlayer image").count() == 0
    assert desk.noise == [f"request: {file.as_uri()}"]


@NEEDS_BROWSER
def test_copied_tables_hold_no_formulas(desk: Visit) -> None:
    desk.page.evaluate(
        "() => { window.copied = []; navigator.clipboard.writeText = async (text) => { window.copied.push(text); }; }"
    )
    count = desk.page.evaluate(
        "() => { const all = document.querySelectorAll('.copy button'); all.forEach((one) => one.click()); "
        "return all.length; }"
    )
    until(desk.page, f"window.copied.length === {count}")
    cells = [
        cell for text in desk.page.evaluate("window.copied") for line in text.split("\n") for cell in line.split("\t")
    ]
    assert any(cell.startswith(f"'{FORMULA}") for cell in cells)
    risky = [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\r"))]
    assert [cell for cell in risky if not re.fullmatch(r"[+-]?\d[\d.,\s]*( ?%)?", cell)] == []


# Other forms


def test_markdown_is_headings_paragraphs_points_and_tables_only(found: Review, tmp_path: Path) -> None:
    path = write_markdown(found.result, tmp_path / "page.md", findings=[FINDING], answers=found.answers)
    text = path.read_text(encoding="utf-8")
    assert kinds(text) <= PLAIN_KINDS
    assert "<" not in text and ">" not in text
    assert not re.search(r"://|@\w|#\d|\bwww\.", text)
    words = squeezed(" ".join(inlines(text)))
    for given in (SCRIPT, COMMENT, LINK, FORMULA, PLOTLY, ADDRESS, OVERRIDE, WIDE):
        assert squeezed(said(given)) in words, given


MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"

FUNCTIONS = {"SUM", "SUMPRODUCT", "EXACT", "IF", "ABS", "ROUND", "COUNTIF", "ROWS", "MAX", "MIN"}


@pytest.fixture(scope="module")
def book(found: Review, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    path = tmp_path_factory.mktemp("book") / "review.xlsx"
    answers = (*found.answers, found.board)
    return zipfile.ZipFile(write_workbook(found.result, path, findings=[FINDING], answers=answers))


def _sheets(book: zipfile.ZipFile) -> Iterator[ET.Element]:
    return (ET.fromstring(book.read(name)) for name in book.namelist() if name.startswith("xl/worksheets/sheet"))


def test_no_formula_of_the_workbook_comes_of_a_name(book: zipfile.ZipFile) -> None:
    formulas = [str(cell.text) for sheet in _sheets(book) for cell in sheet.iter(f"{MAIN}f")]
    assert len(formulas) > 100
    for formula in formulas:
        outside = re.sub(r'"(?:[^"]|"")*"', '""', formula)
        assert re.fullmatch(r"[A-Za-z0-9'!$:,.()+\-*/<>= \"]*", outside), formula
        functions = set(re.findall(r"([A-Z][A-Z0-9.]*)\(", outside))
        assert functions <= {"SUM", "SUMPRODUCT", "EXACT", "IF", "ABS", "ROUND", "COUNTIF", "ROWS", "MAX", "MIN"}, (
            formula
        )


def test_the_workbook_stores_what_people_wrote_as_strings(book: zipfile.ZipFile) -> None:
    root = ET.fromstring(book.read("xl/sharedStrings.xml"))
    stored = {"".join(part.text or "" for part in item.iter(f"{MAIN}t")) for item in root.iter(f"{MAIN}si")}
    everything = [text for text in TEXTS if text not in (CONTROL, STYLE)]
    assert [text for text in everything if _as_stored(text) not in stored] == []
    assert {RISK, LINE, FINDING.message, hostile.scenario().name, hostile.scenario().owner} <= stored
    kinds_ = {cell.get("t") for sheet in _sheets(book) for cell in sheet.iter(f"{MAIN}c")}
    assert kinds_ <= {None, "s", "str", "n"}
    for sheet in _sheets(book):
        for cell in sheet.iter(f"{MAIN}c"):
            assert cell.get("t") != "str" or cell.find(f"{MAIN}f") is not None


def _as_stored(text: str) -> str:
    """Return text as the format holds it: an escape that somebody wrote is escaped itself."""
    return re.sub(r"_(x[0-9A-Fa-f]{4}_)", r"_x005F_\1", text)


def test_the_workbook_leads_nowhere_and_holds_no_code(book: zipfile.ZipFile) -> None:
    names = book.namelist()
    assert not [
        name for name in names if re.search(r"external|vba|macro|activeX|embed|connections", name, re.IGNORECASE)
    ]
    for name in names:
        if name.endswith(".rels"):
            assert b"External" not in book.read(name), name
    for sheet in _sheets(book):
        for link in sheet.iter(f"{MAIN}hyperlink"):
            assert link.get("location", "").endswith("!A1")


def test_the_csv_file_holds_no_formula(found: Review) -> None:
    rows = list(csv.reader(io.StringIO(csv_text(found.result), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert any(cell == f"'{FORMULA}" for row in rows for cell in row)
    for row in rows:
        for cell in row:
            assert not cell.startswith(hostile.STARTS) or re.fullmatch(r"-\d+\.\d+", cell), cell


@NEEDS_BROWSER
def test_on_paper_the_title_is_text_and_nothing_runs(file: Path, tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    pdf = pypdf.PdfReader(write_pdf(file, tmp_path / "page.pdf"))
    text = squeezed("".join(page.extract_text() for page in pdf.pages))
    assert squeezed("body{{display:none}}") in text
    assert squeezed(SCRIPT) in text
    root = pdf.trailer["/Root"]
    assert "/OpenAction" not in root or "/JavaScript" not in str(root["/OpenAction"])
    assert "/AA" not in root and "/JavaScript" not in root.get("/Names", {})
    for page in pdf.pages:
        for note in page.get("/Annots") or ():
            address = note.get_object().get("/A", {}).get("/URI", "")
            assert "javascript" not in address and "x.example" not in address, address


def test_the_files_of_a_review_get_a_safe_name_of_their_own_folder(found: Review, tmp_path: Path) -> None:
    stem = stem_of(found.result.program)
    assert re.fullmatch(r"[\w-][\w.-]*-review-2027-02-01", stem)
    assert ((tmp_path / f"{stem}.html").resolve()).parent == tmp_path.resolve()
    assert LONG not in stem
