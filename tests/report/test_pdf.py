"""The report on paper: every chart and heading is there, under a header that no name can break."""

from __future__ import annotations

import re
import stat
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from riskcast.errors import FileProblem
from riskcast.report import browser
from riskcast.report.context import Context
from riskcast.report.pdf import page_boxes, write_pdf
from riskcast.report.sections import cost, finish
from riskcast.simulation.result import Result

from . import programs

HOSTILE = f'{programs.SCRIPT}</style>"}} body{{display:none}}'
NAMES = (HOSTILE, *programs.WEIRD, '"', "\\", "\\22 ", "a\nb\fc", "/* */", "<!--", "]]>", "\x00\ud800", "")


def has_browser() -> bool:
    try:
        browser.find_browser()
    except FileProblem:
        return False
    return True


needs_browser = pytest.mark.skipif(not has_browser(), reason="no browser: install chromium to test the PDF")
needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="stands in for a browser by a shell script")


@pytest.mark.parametrize("text", NAMES)
def test_a_name_stays_one_string_in_the_style_of_the_page(text: str) -> None:
    css = page_boxes(text, text)
    assert not re.search(r"[<>\x00-\x08\x0b-\x1f]", css)
    outside = re.sub(r'content: "[^"\\\n]*(?:\\[0-9a-f]{6}[^"\\\n]*)*"', "content: X", css)
    empty = re.sub(r'content: "[^"]*"', "content: X", page_boxes("", ""))
    assert outside == empty


def test_a_long_name_is_cut_and_a_short_one_is_whole() -> None:
    assert "ERP roll-out" in page_boxes("ERP roll-out", "").replace("\\00002d", "-")
    assert "\\002026" in page_boxes(programs.LONG, "") and len(page_boxes(programs.LONG, "")) < 1_200


@pytest.fixture(scope="module")
def printed(report_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Any]:
    """The page, with a header of hostile texts, and what is on paper."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    page = report_file.read_text(encoding="utf-8")
    folder = tmp_path_factory.mktemp("pdf")
    source = folder / "hostile & name #1 %41.html"
    boxes = page_boxes(HOSTILE, "Status of 4 Jan 2027")
    source.write_text(page.replace("</style>", boxes + "</style>", 1), encoding="utf-8")
    file = write_pdf(source, folder / "new folder" / "report.pdf")
    assert [path.name for path in file.parent.iterdir()] == ["report.pdf"]
    return page, pypdf.PdfReader(file)


@needs_browser
def test_every_page_is_a4_and_says_program_date_and_its_number(printed: tuple[str, Any]) -> None:
    _, pdf = printed
    count = len(pdf.pages)
    assert 4 <= count <= 30
    for number, page in enumerate(pdf.pages, 1):
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((595.3, 841.9), abs=1)
        words = "".join(page.extract_text().split())
        assert f"Page{number}of{count}" in words
        assert "Statusof4Jan2027" in words
        assert "".join(HOSTILE.split())[:40] in words


@needs_browser
def test_every_heading_and_the_drawn_curves_are_on_paper(printed: tuple[str, Any], result: Result) -> None:
    page, pdf = printed
    words = _squeezed("".join(sheet.extract_text() for sheet in pdf.pages))
    titles = re.findall(r"<h2[^>]*>([^<]*)</h2>", page)
    assert len(titles) >= 6
    assert [title for title in titles if _squeezed(title) not in words] == []
    # What only a drawn chart says: the labels beside the marks of the curves.
    labels = [
        note["text"]
        for section in (finish, cost)
        if (fragment := section.render(Context(result)))
        for chart in fragment.charts.values()
        for note in chart.layout["annotations"]
    ]
    assert len(labels) >= 6
    assert [text for text in labels if _squeezed(re.sub("<[^>]*>", "", text)) not in words] == []


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u2066-\u2069\u00ad-]+", "", unicodedata.normalize("NFKC", text)).replace("&amp;", "&")


@needs_browser
def test_charts_that_were_not_drawn_are_an_error_and_no_file(tmp_path: Path) -> None:
    source, target = tmp_path / "a.html", tmp_path / "a.pdf"
    source.write_text('<!DOCTYPE html><html data-charts="failed"><p>Text</p></html>', encoding="utf-8")
    with pytest.raises(FileProblem, match="did not draw the charts"):
        write_pdf(source, target)
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Name a shell script as the browser."""
    file = folder / "my browser"
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv(browser.VARIABLE, str(file))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    file = tmp_path / "in" / "erp.html"
    file.write_text("<!DOCTYPE html><html></html>", encoding="utf-8")
    return file


@needs_posix
def test_a_failing_browser_is_quoted_and_leaves_an_older_file_alone(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, tmp_path / "in", "for i in 1 2 3 4 5 6 7; do echo complaint $i >&2; done; exit 7")
    target = tmp_path / "erp.pdf"
    target.write_bytes(b"older")
    with pytest.raises(FileProblem, match=r"exit code 7\n  complaint 3\n.*\n.*\n.*\n  complaint 7$"):
        write_pdf(source, target)
    assert target.read_bytes() == b"older"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["erp.pdf", "in"]


@needs_posix
def test_a_browser_that_never_ends_is_stopped_with_all_it_started(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, tmp_path / "in", "echo hanging >&2; sleep 60 & sleep 60")
    with pytest.raises(FileProblem, match=r"gave no answer within 0.5 seconds and was stopped\n  hanging"):
        write_pdf(source, tmp_path / "erp.pdf", timeout=0.5)


@needs_posix
def test_a_browser_that_prints_nothing_is_an_error(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, tmp_path / "in", "exit 0")
    with pytest.raises(FileProblem, match="made no PDF"):
        write_pdf(source, tmp_path / "erp.pdf")


@needs_posix
@pytest.mark.parametrize("user", [0, 1000])
def test_only_root_gives_up_the_sandbox_and_every_run_has_a_fresh_profile(
    user: int, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: user)
    stand_in(monkeypatch, tmp_path / "in", 'for a in "$@"; do echo "$a"; done')
    seen = [browser.run_browser([source.as_uri()], 10).splitlines() for _ in range(2)]
    assert all(("--no-sandbox" in run) == (user == 0) and run[-1] == source.as_uri() for run in seen)
    profiles = {option for run in seen for option in run if option.startswith("--user-data-dir=")}
    assert len(profiles) == 2
    assert not any(Path(profile.partition("=")[2]).exists() for profile in profiles)


def test_without_a_browser_it_is_said_what_helps(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setattr(browser, "_places", lambda: iter([None, tmp_path / "chrome"]))
    with pytest.raises(FileProblem, match=r"install Chromium.*RISKCAST_BROWSER.*print it from there"):
        write_pdf(source, tmp_path / "erp.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_a_wrong_variable_is_not_passed_over(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(browser.VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(FileProblem, match=r"RISKCAST_BROWSER names .*nowhere"):
        write_pdf(source, tmp_path / "erp.pdf")


def test_the_usual_places_are_searched_on_every_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("PROGRAMFILES", str(tmp_path))
    edge = tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.touch()
    assert browser.find_browser() == str(edge)
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    chrome = tmp_path / "Applications" / "Google Chrome.app" / "Contents" / "MacOS" / "Google Chrome"
    chrome.parent.mkdir(parents=True)
    chrome.touch()
    monkeypatch.setattr(Path, "is_file", lambda self: self == chrome)
    assert browser.find_browser() == str(chrome)


def test_a_missing_report_or_a_folder_as_target_is_said_so(source: Path, tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no such report"):
        write_pdf(tmp_path / "none.html", tmp_path / "erp.pdf")
    with pytest.raises(FileProblem, match="this is a folder"):
        write_pdf(source, tmp_path)
