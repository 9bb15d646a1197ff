"""The report as one file: complete, repeatable, small, and safe whatever the names are."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest

from riskcast.errors import FileProblem
from riskcast.report import render_report, write_report
from riskcast.simulation.result import Result

from . import programs
from .conftest import REMARK
from .reading import Page


def test_the_same_result_gives_the_same_page_to_the_byte(result: Result, page: str) -> None:
    assert render_report(result, [REMARK]) == page


def test_the_file_holds_the_page_and_nothing_is_left_beside_it(report_file: Path, page: str) -> None:
    assert report_file.read_bytes() == page.encode()
    assert [file.name for file in report_file.parent.iterdir()] == ["erp.html"]


def test_an_older_report_is_replaced_and_missing_folders_are_made(plain_result: Result, tmp_path: Path) -> None:
    path = tmp_path / "new" / "report.html"
    assert write_report(plain_result, path) == path
    first = path.read_bytes()
    path.write_text("old")
    write_report(plain_result, str(path))
    assert path.read_bytes() == first


def test_a_place_that_cannot_be_written_is_a_file_problem(plain_result: Result, tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="folder"):
        write_report(plain_result, tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("")
    with pytest.raises(FileProblem, match="cannot be written"):
        write_report(plain_result, tmp_path / "file" / "report.html")


def test_an_ordinary_report_stays_below_two_and_a_half_megabytes(page: str) -> None:
    assert len(page.encode()) < 2_500_000


def test_two_thousand_tasks_stay_below_six_megabytes_and_all_are_listed(large_result: Result) -> None:
    page = render_report(large_result)
    assert len(page.encode()) < 6_000_000
    assert len(Page(page).tables["Tasks"]) == 2_000
    charts = [chart for id_, chart in Page(page).charts.items() if id_.startswith("chart-schedule")]
    assert sum(len(trace["hovertext"]) for chart in charts for trace in chart["data"] if "hovertext" in trace) == 2_000


def test_only_our_own_elements_exist_whatever_the_names_are(page: str) -> None:
    tags = {tag for tag, _ in Page(page).tags}
    assert not tags & {"img", "iframe", "object", "embed", "form", "i", "base"}
    assert [tag for tag, attributes in Page(page).tags if any(key.startswith("on") for key in attributes)] == []


def test_nothing_is_loaded_from_anywhere(page: str) -> None:
    seen = Page(page)
    assert {link for link in seen.values("href") if not link.startswith("#")} == {"data:,"}
    assert seen.values("src") == []
    assert "default-src 'none'" in page


@pytest.mark.parametrize("name", programs.WEIRD)
def test_every_name_shows_literally(page: str, name: str) -> None:
    assert name.strip() in Page(page).text


def test_the_policy_names_both_scripts_by_their_hash(page: str) -> None:
    seen = Page(page)
    own = seen.blocks[""]
    plotly = gzip.decompress(base64.b64decode(seen.blocks["plotly"]))
    for script in (own.encode(), plotly):
        digest = base64.b64encode(hashlib.sha256(script).digest()).decode()
        assert f"'sha256-{digest}'" in page
    assert not re.search(r"script-src[^;]*unsafe", page)


def test_every_link_of_the_contents_leads_to_a_section_and_ids_are_unique(page: str) -> None:
    seen = Page(page)
    ids = seen.values("id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in seen.values("href") if link.startswith("#")} <= set(ids)


def test_headings_never_skip_a_level(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in Page(page).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_there_are_landmarks_and_a_skip_link(page: str) -> None:
    tags = [tag for tag, _ in Page(page).tags]
    assert all(tags.count(tag) == 1 for tag in ("header", "nav", "main", "footer"))
    assert "#main" in Page(page).values("href")


def test_every_chart_has_a_name_and_words(page: str) -> None:
    seen = Page(page)
    plots = [attributes for _, attributes in seen.tags if attributes.get("class") == "plot"]
    assert {plot["id"] for plot in plots} == set(seen.charts)
    for plot in plots:
        assert plot["role"] == "img"
        assert plot["aria-label"]
        assert plot["aria-describedby"] in seen.values("id")
