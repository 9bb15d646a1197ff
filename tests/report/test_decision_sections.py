"""Sections of further answers: numbers are those of the analysis, names are text, and without answers they hide."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from riskcast.analysis.attribution.attribute import attribute
from riskcast.analysis.compare import compare
from riskcast.analysis.cross_project import cross_project
from riskcast.analysis.envelope.examine import envelope_and_stacks
from riskcast.analysis.merges import merges
from riskcast.analysis.overlay import LEVELS, layers, overlay
from riskcast.analysis.paired import Difference
from riskcast.analysis.paths import paths
from riskcast.analysis.wording import say_date, say_percent
from riskcast.formats import load
from riskcast.report import render_report, write_report
from riskcast.report.charts.sums import say_ends, say_sum
from riskcast.report.context import Context
from riskcast.report.moved import in_words, is_doubtful, say_half, say_moved, say_whole
from riskcast.report.sections.order import SECTIONS
from riskcast.report.theme import DARK, LIGHT
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result

from . import programs
from .browsing import ARGUMENTS, BROWSER, overflow, visit
from .decisions import OPTION, PLAIN, Decisions, decisions
from .programs import COMMENT, LONG, SCRIPT, TEMPLATE
from .reading import Page
from .test_sections import _coloured

ERP = Path(__file__).parents[2] / "models" / "erp"
ASKED = {"comparison", "paths", "layers", "attribution", "mitigation", "assumptions"}


@pytest.fixture(scope="module")
def asked() -> Decisions:
    return decisions()


@pytest.fixture(scope="module")
def source(asked: Decisions) -> str:
    return render_report(asked.result, answers=asked.answers)


@pytest.fixture(scope="module")
def seen(source: str) -> Page:
    return Page(source)


def shown(move: Difference, kind: Any) -> str:
    """Return what a cell says of a difference."""
    half = say_half(move, kind)
    noise = ", within noise" if move.is_noise and move.error else ""
    return f"{say_moved(move, kind)}{half}{noise}"


def test_without_answers_there_is_no_section_of_them(result: Result) -> None:
    assert not ASKED & set(Page(render_report(result)).values("id"))


def test_no_answers_give_the_page_that_there_was_before(result: Result) -> None:
    assert render_report(result, answers=()) == render_report(result)


@pytest.mark.parametrize(
    ("section", "names"),
    [
        ("attribution", ("attributions",)),
        ("layers", ("stacks",)),
        ("assumptions", ("envelope",)),
        ("mitigation", ("mitigation",)),
        ("comparison", ("comparison", "overlays")),
        ("paths", ("paths",)),
        ("paths", ("merges",)),
        ("paths", ("crossing",)),
    ],
)
def test_each_kind_of_answer_opens_its_section_and_no_other(
    asked: Decisions, section: str, names: tuple[str, ...]
) -> None:
    held = [getattr(asked, name) for name in names]
    answers = [one for each in held for one in (each if isinstance(each, tuple) else (each,))]
    assert ASKED & set(Page(render_report(asked.result, answers=answers)).values("id")) == {section}


def test_answers_are_found_by_their_kind_in_the_order_given() -> None:
    context = Context(None, (), ("a", 1, "b"))  # type: ignore[arg-type]
    assert context.answers_of(str) == ("a", "b")
    assert context.answers_of(float) == ()


def test_parts_of_the_gap_are_those_of_the_analysis_and_add_up(asked: Decisions, seen: Page) -> None:
    for found, kind, word in zip(asked.attributions, ("date", "money"), ("Finish", "Cost"), strict=True):
        unit = ", EUR" if found.is_money else ""
        first, *rows = seen.tables[f"{word}: parts of the gap between plan and P80{unit}"]
        assert first[1] == (say_sum(found.gap) if found.is_money else say_moved(Difference(found.gap, 0.0), "date"))
        assert sum(share.share.value for share in found.shares) + found.rest == pytest.approx(found.gap)
        for row, share in zip(rows, found.shares, strict=False):
            assert row[0].startswith(share.label.strip())
            assert row[1] == shown(share.share, kind)
            assert row[2] == shown(Difference(-share.removed.value, share.removed.error), kind)
            assert share.first_order is not None
            assert row[3].startswith(f"{100 * max(share.first_order.value, 0.0):.0f} %")


def test_bars_of_the_gap_have_the_ends_of_their_intervals(asked: Decisions, seen: Page) -> None:
    drawn, errors = seen.charts["chart-gap-1"]["data"]
    shares = asked.attributions[0].shares
    assert drawn["x"][: len(shares)] == pytest.approx([share.share.value for share in shares], rel=1e-4)
    for n, share in enumerate(shares):
        assert errors["x"][3 * n : 3 * n + 2] == pytest.approx(share.share.interval, rel=1e-4)
    assert seen.charts["chart-gap-1"]["layout"]["xaxis"]["title"]["text"] == "calendar days"
    assert seen.charts["chart-gap-2"]["layout"]["xaxis"]["title"]["text"].startswith("EUR")


def test_layers_show_every_percentile_and_step(asked: Decisions, seen: Page) -> None:
    for found, kind, word in zip(asked.stacks, ("date", "money"), ("Finish", "Cost"), strict=True):
        for row, layer in zip(seen.tables[f"{word}: layers"], found.layers, strict=True):
            at = layer.percentiles[80]
            assert row[2] == (say_sum(float(at), "EUR") if found.is_money else say_date(at))  # type: ignore[arg-type]
            assert row[3] == say_percent(layer.chance)
            if layer.step is not None:
                assert row[5] == shown(layer.step.percentiles[80], kind)
                assert row[6] == shown(layer.step.chance, "chance")


def test_a_layer_that_adds_nothing_says_why_and_is_not_drawn(asked: Decisions) -> None:
    stack = asked.stacks[0]
    last = replace(stack.layers[-1], nothing="no response is planned")
    changed = replace(stack, layers=(*stack.layers[:-1], last))
    page = Page(render_report(asked.result, answers=[changed]))
    row = page.tables["Finish: layers"][-1]
    assert row[0] == "+ planned responsesno response is planned"
    assert set(row[1:]) == {"–"}
    assert len(page.charts["chart-layers-1"]["data"]) == len(stack.layers) - 2


def test_curves_are_percentiles_of_the_samples(asked: Decisions) -> None:
    cost = asked.stacks[1]
    for line, layer in zip(layers(cost).lines, cost.layers[1:], strict=True):
        for x, p in zip(line.x.tolist(), LEVELS, strict=True):
            below = np.count_nonzero(layer.samples <= x)
            assert below >= p / 100 * layer.samples.size
            assert np.count_nonzero(layer.samples < x) < p / 100 * layer.samples.size
    dates = layers(asked.stacks[0]).lines[-2].x
    assert dates.tolist() == overlay(["x"], [asked.result], "finish").lines[0].x.tolist()


def test_the_envelope_shows_moves_against_the_program_as_given(asked: Decisions, seen: Page) -> None:
    for k, (kind, word) in enumerate((("date", "Finish"), ("money", "Cost"))):
        first, *rows = seen.tables[f"{word}: what changes"]
        assert first[3] == say_percent(asked.envelope.base.readings[k].chance)
        for text, row in zip(rows, asked.envelope.rows, strict=True):
            assert text[0].lower().startswith(row.label.lower())
            if row.readings:
                assert text[2] == shown(row.readings[k].value_move, kind)
                assert text[3] == shown(row.readings[k].chance_move, "chance")
            else:
                assert row.note in text[0]
                assert text[1:] == ["–", "–", "–"]


def test_dots_within_noise_are_hollow_and_assumptions_without_effect_have_none(asked: Decisions, seen: Page) -> None:
    _, dots = seen.charts["chart-envelope-1-1"]["data"]
    computed = [row.readings[0].value_move for row in asked.envelope.rows if row.readings]
    assert dots["x"] == pytest.approx([move.value for move in computed], rel=1e-4)
    hollow = [colour == "@panel" for colour in dots["marker"]["color"]]
    assert hollow == [move.is_noise for move in computed]
    assert len(dots["y"]) < len(asked.envelope.rows)


def test_the_best_set_of_responses_leads_and_is_marked(asked: Decisions, seen: Page) -> None:
    found = asked.mitigation
    gain = in_words(Difference(-found.best.days.value, found.best.days.error), "date")
    assert f"\u2069 (R1) for EUR 40.0 k: P80 of the finish is {gain}" in seen.text
    points = seen.charts["chart-mitigation-1"]["data"][-1]
    assert points["y"] == pytest.approx([choice.days.value for choice in found.frontier], rel=1e-4)
    assert points["marker"]["symbol"] == ["diamond" if choice == found.best else "circle" for choice in found.frontier]
    for row, each in zip(seen.tables["Responses on offer"], found.offered, strict=True):
        assert row[1] == say_sum(each.spend)
        assert row[3] == ("decide" if each.risk in found.best.risks else "not now")
    sure = [left for left in found.left if not is_doubtful(left.worth, "date")]
    assert [row[1] for row in seen.tables.get("What remains", [])] == [shown(left.worth, "date") for left in sure[:8]]
    if len(sure) < len(found.left):
        assert [row[1] for row in seen.tables["All that remains"]] == [shown(x.worth, "date") for x in found.left]


def test_a_best_set_off_the_frontier_is_drawn_too(asked: Decisions) -> None:
    found = asked.mitigation
    best = replace(found.best, spend=99_000.0)
    page = Page(render_report(asked.result, answers=[replace(found, best=best)]))
    assert page.charts["chart-mitigation-1"]["data"][-1]["marker"]["symbol"][-1] == "diamond"
    assert len(page.charts["chart-mitigation-1"]["data"][-1]["x"]) == len(found.frontier) + 1


def test_options_stand_against_the_base_with_their_differences(asked: Decisions, seen: Page) -> None:
    for measure, kind in (("finish", "date"), ("cost", "money")):
        base, *rows = seen.tables[f"{measure.capitalize()}: the options"]
        assert base[0] == "base"
        for row, option in zip(rows, asked.comparison.options, strict=True):
            change = option.measure(measure)
            assert row[0] == option.name
            assert row[4] == shown(change.confidence.difference, kind)
            assert row[5] == shown(change.mean.difference, kind)
            assert change.chance is not None
            assert row[6:] == [say_percent(float(change.chance.after)), shown(change.chance.difference, "chance")]  # type: ignore[arg-type]


def test_an_option_that_changes_nothing_is_called_unchanged(seen: Page) -> None:
    assert (
        f"{PLAIN}\u2069 against \u2068base\u2069: P80 of the finish is unchanged; P80 of the cost is unchanged"
        in seen.text
    )
    assert all(row[4] == "0" for row in seen.tables["Finish: the options"] if row[0] == PLAIN)


def test_a_difference_within_noise_is_never_called_earlier_or_later() -> None:
    said = in_words(Difference(1.0, 1.5), "date")
    assert said == "no different beyond chance (+1.0 days ±\N{NO-BREAK SPACE}3.0)"
    assert in_words(Difference(-7.24, 0.75), "date") == "7.2 days earlier (±\N{NO-BREAK SPACE}1.5)"
    assert say_whole(Difference(1.0, 1.5), "date").endswith("within noise")
    assert "too few iterations" in say_whole(Difference(1.0, None), "date")
    assert say_whole(Difference(0.0, 0.0), "money") == "0"
    assert say_moved(Difference(-0.0004, 0.001), "chance") == "0.0 points"


def test_every_option_has_its_curve_and_a_name(asked: Decisions, seen: Page) -> None:
    chart = seen.charts["chart-comparison-1"]
    assert len(chart["data"]) == 3
    names = " ".join(note["text"] for note in chart["layout"]["annotations"])
    assert "base" in names
    assert PLAIN in names
    assert "faster &lt;/script" in names
    assert chart["data"][0]["x"][25] == str(asked.overlays[0].lines[0].x[25].astype("datetime64[m]")).replace("T", " ")


def test_many_options_are_explained_in_a_list_instead(asked: Decisions) -> None:
    first = asked.overlays[0]
    many = replace(first, lines=tuple(replace(first.lines[0], label=f"option {n}") for n in range(8)))
    few = render_report(asked.result, answers=[asked.comparison, first])
    page = render_report(asked.result, answers=[asked.comparison, many])
    assert 'class="key narrow"' in few
    assert 'class="key narrow"' not in page
    assert "option 7" in Page(page).text


def test_paths_stand_with_their_shares(asked: Decisions, seen: Page) -> None:
    first = asked.paths.top[0].share
    assert f"drives it in {say_percent(first.value)} ({say_ends(*first.interval)}) of the futures" in seen.text
    assert f"There are {asked.paths.distinct} different paths" in seen.text
    for rank, path in enumerate(asked.paths.top, start=1):
        assert f"{rank}. {say_percent(path.share.value)} of the futures" in seen.text
    chains = [attributes for tag, attributes in seen.tags if tag == "ol"]
    assert len(chains) == len(asked.paths.top)


def test_merge_points_stand_with_their_mean_delays(asked: Decisions, seen: Page) -> None:
    rows = seen.tables["Finish: merge points"]
    for row, point in zip(rows, asked.merges.points, strict=True):
        assert row[1] == shown(point.delay, "date")
        assert row[2] == say_percent(point.on_path.value)
    assert in_words(asked.merges.bias.bias, "date") in seen.text


def test_dependencies_between_projects_stand_with_the_days_they_carry(asked: Decisions, seen: Page) -> None:
    for row, link in zip(seen.tables["Finish: dependencies between projects"], asked.crossing.links, strict=True):
        assert row[0].endswith(link.predecessor)
        assert row[2:] == [shown(link.days, "date"), say_percent(link.binds.value)]
    for row, pair in zip(seen.tables["Finish: projects that wait for others"], asked.crossing.pairs, strict=True):
        assert row[2:] == [str(pair.dependencies), shown(pair.days, "date")]
    assert len(seen.charts["chart-carried-1"]["data"][1]["x"]) == len(asked.crossing.links)


@pytest.mark.parametrize("name", [SCRIPT, COMMENT, TEMPLATE, OPTION, LONG, f"Second vendor {SCRIPT}"])
def test_names_show_literally(seen: Page, name: str) -> None:
    assert name.strip() in seen.text


def test_names_open_no_elements(seen: Page) -> None:
    assert not {tag for tag, _ in seen.tags} & {"img", "iframe", "object", "embed", "form", "i", "base"}
    assert [tag for tag, attributes in seen.tags if any(key.startswith("on") for key in attributes)] == []
    drawn = str({id_: seen.charts[id_] for id_ in seen.charts if id_ not in ("chart-finish", "chart-cost")})
    assert "<img" not in drawn
    assert "&lt;img" in drawn


def test_nothing_is_loaded_from_anywhere(seen: Page) -> None:
    assert {link for link in seen.values("href") if not link.startswith("#")} == {"data:,"}
    assert seen.values("src") == []


def test_ids_are_unique_and_headings_skip_no_level(seen: Page) -> None:
    levels = [int(tag[1]) for tag, _ in seen.tags if tag in ("h1", "h2", "h3", "h4")]
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert len(seen.values("id")) == len(set(seen.values("id")))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_chart_is_a_valid_figure_with_words(asked: Decisions, palette: dict[str, str]) -> None:
    from plotly.graph_objects import Figure

    context = Context(asked.result, (), asked.answers)
    fragments = [section.render(context) for section in SECTIONS if section.id in ASKED]
    charts = {id_: chart for fragment in fragments if fragment for id_, chart in fragment.charts.items()}
    assert len(charts) == 11
    for chart in charts.values():
        Figure(_coloured({"data": list(chart.data), "layout": dict(chart.layout)}, palette))
        Figure(_coloured({"layout": {**chart.small}}, palette))
        assert len(chart.small_data) in (0, len(chart.data))
        assert chart.says.endswith(".")
        assert " nan" not in chart.says


def test_the_same_answers_give_the_same_page(asked: Decisions, source: str) -> None:
    assert render_report(asked.result, answers=asked.answers) == source


def test_a_report_with_every_section_stays_small(source: str, asked: Decisions) -> None:
    assert len(source.encode()) < 2_500_000
    found, stacks = envelope_and_stacks(load(ERP).program, Plan(1_500, seed=7))
    result = found.result
    attributions = [attribute(result, measure, by="project") for measure in ("finish", "cost")]
    held = compare(result, result, result, names=("base", "a", "b"))
    curves = [overlay(("base", "a", "b"), [result] * 3, measure) for measure in ("finish", "cost")]
    ways = (paths(result), merges(result), cross_project(result))
    answers = (*attributions, found, *stacks, asked.mitigation, held, *curves, *ways)
    page = render_report(result, answers=answers)
    assert set(Page(page).values("id")) >= ASKED
    assert len(page.encode()) < 2_500_000


@pytest.fixture(scope="module")
def file(asked: Decisions, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield write_report(asked.result, tmp_path_factory.mktemp("decisions") / "all.html", answers=asked.answers)


@pytest.mark.skipif(BROWSER is None, reason="no browser: install chromium to test the drawn report")
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_it_is_drawn_quietly_on_desk_and_phone(file: Path, width: int, scheme: str) -> None:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which(str(BROWSER)), args=ARGUMENTS)
        opened = visit(browser, file, viewport={"width": width, "height": 900}, color_scheme=scheme)
        opened.page.wait_for_selector("html[data-charts=drawn]", timeout=60_000)
        assert overflow(opened.page) == 0
        assert opened.noise == [f"request: {file.as_uri()}"]
        assert opened.page.locator(".plot a, img").count() == 0
        texts = opened.page.locator("#chart-comparison-1 text").all_text_contents()
        assert any("faster </script" in text for text in texts) is (width > 600)
        browser.close()


def test_a_plain_program_can_be_asked_everything() -> None:
    found, stacks = envelope_and_stacks(programs.plain(), Plan(256, seed=7))
    result = found.result
    answers = (attribute(result), found, *stacks, paths(result), merges(result), cross_project(result))
    page = Page(render_report(result, answers=answers))
    assert ASKED & set(page.values("id")) == {"attribution", "layers", "assumptions", "paths"}
