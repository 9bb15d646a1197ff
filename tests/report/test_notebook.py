"""The charts for notebooks: plotly takes each, and they show what the page shows."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from riskcast.errors import InvalidInput
from riskcast.report.charts.label import label
from riskcast.report.context import Context
from riskcast.report.notebook import coloured, figure, figures
from riskcast.report.section import Fragment
from riskcast.report.sections.order import SECTIONS
from riskcast.report.theme import DARK, LIGHT
from riskcast.simulation.result import Result


@pytest.fixture(scope="module")
def fragments(result: Result) -> list[Fragment]:
    context = Context(result)
    return [fragment for section in SECTIONS if (fragment := section.render(context)) is not None]


@pytest.fixture(scope="module")
def drawn(result: Result) -> dict[str, Any]:
    return figures(result)


def _colours(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for k, v in value.items():
            yield from _colours(v, k)
    elif isinstance(value, list):
        for item in value:
            yield from _colours(item, key)
    elif isinstance(value, str) and key.endswith("color"):
        yield value


def _json(value: Any) -> Any:
    return json.loads(value.to_json() if hasattr(value, "to_json") else json.dumps(value))


def test_every_chart_of_the_page_is_a_figure_with_the_same_data(
    drawn: dict[str, Any], fragments: list[Fragment]
) -> None:
    charts = {id_.removeprefix("chart-"): chart for fragment in fragments for id_, chart in fragment.charts.items()}
    assert list(drawn) == list(charts)
    assert len(drawn) >= 8
    for name, chart in charts.items():
        shown = _json(drawn[name])
        assert shown["data"] == _json(coloured(list(chart.data), LIGHT)), name
        for key, value in _json(coloured(dict(chart.layout), LIGHT)).items():
            if key not in ("height", "margin", "paper_bgcolor", "title"):
                assert shown["layout"][key] == value, (name, key)
        assert shown["layout"]["title"]["text"] == label(chart.title)
        assert shown["layout"]["height"] > chart.height
        assert not shown["layout"].get("template")


@pytest.mark.parametrize(("dark", "palette"), [(False, LIGHT), (True, DARK)])
def test_every_colour_is_one_and_no_role_is_left(result: Result, dark: bool, palette: dict[str, str]) -> None:
    for drawn in figures(result, dark=dark).values():
        found = set(_colours(_json(drawn)))
        assert not any(colour.startswith("@") for colour in found)
        assert {colour for colour in found if colour.startswith("#")} <= set(palette.values())
        assert palette["ink"] in found and palette["panel"] in found


def test_only_colours_are_replaced_not_names_that_look_like_roles() -> None:
    spec = {"color": ["@ink", "#fff"], "text": ["@ink"], "marker": [{"bordercolor": "@rule", "name": "@rule"}]}
    assert coloured(spec, LIGHT) == {
        "color": [LIGHT["ink"], "#fff"],
        "text": ["@ink"],
        "marker": [{"bordercolor": LIGHT["rule"], "name": "@rule"}],
    }


@pytest.mark.parametrize("name", ["finish", "chart-finish"])
def test_one_figure_is_found_by_its_name_or_its_id_on_the_page(
    result: Result, drawn: dict[str, Any], name: str
) -> None:
    assert figure(result, name) == drawn["finish"]


@pytest.mark.parametrize(("name", "hint"), [("finsh", "did you mean 'finish'"), ("zzzzz", "known: finish, cost")])
def test_an_unknown_name_is_an_error_that_helps(result: Result, name: str, hint: str) -> None:
    with pytest.raises(InvalidInput, match=hint):
        figure(result, name)


def test_a_plain_program_has_figures_too(plain_result: Result) -> None:
    assert "finish" in figures(plain_result) and "cost" not in figures(plain_result)


def test_plotly_is_loaded_only_when_something_is_drawn() -> None:
    code = "import sys, riskcast.report.notebook; sys.exit('plotly' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
