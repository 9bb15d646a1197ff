"""The charts of the report as plotly figures, for notebooks and slides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from riskcast.errors import Finding, InvalidInput, did_you_mean
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.label import label
from riskcast.report.context import Context
from riskcast.report.sections.order import SECTIONS
from riskcast.report.theme import DARK, LIGHT
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

_PREFIX = "chart-"
_TITLE_ROOM = 44
"""Pixels above a chart for its title, which on the page stands outside."""


def figures(
    result: Result, *, findings: Sequence[Finding] = (), answers: Sequence[object] = (), dark: bool = False
) -> dict[str, Figure]:
    """Return every chart of a result's report as a plotly figure, by its name, such as ``finish`` or ``drivers``.

    Parameters
    ----------
    result
        What to draw.
    findings
        Remarks about the input, as for ``write_report``.
    answers
        What further analyses of this result found; each has its charts.
    dark
        Whether to use the palette for dark ground.
    """
    context = Context(result, tuple(findings), tuple(answers))
    return {name: _figure(chart, dark) for name, chart in _charts(context)}


def figure(
    result: Result,
    name: str,
    *,
    findings: Sequence[Finding] = (),
    answers: Sequence[object] = (),
    dark: bool = False,
) -> Figure:
    """Return one chart of a result's report as a plotly figure; see :func:`figures`.

    Raises
    ------
    InvalidInput
        When the report of this result has no chart of that name.
    """
    charts = dict(_charts(Context(result, tuple(findings), tuple(answers))))
    wanted = name.removeprefix(_PREFIX)
    if wanted not in charts:
        hint = did_you_mean(wanted, list(charts)) or "known: " + ", ".join(charts)
        raise InvalidInput([Finding("RC370", f"the report of this result has no chart {name!r}", hint)])
    return _figure(charts[wanted], dark)


def _charts(context: Context) -> Iterator[tuple[str, Chart]]:
    """Yield the charts of all sections by their ids on the page, without what they all begin with."""
    for section in SECTIONS:
        fragment = section.render(context)
        if fragment is not None:
            yield from ((id_.removeprefix(_PREFIX), chart) for id_, chart in fragment.charts.items())


def _figure(chart: Chart, dark: bool) -> Figure:
    from plotly.graph_objects import Figure

    palette = DARK if dark else LIGHT
    spec = coloured(chart.to_page(), palette)
    drawn = Figure(data=spec["data"], layout=spec["layout"])
    # plotly's own look would come on top of ours; it is there until taken away.
    drawn.update_layout(
        template=None,
        title=_title(chart.title, palette),
        paper_bgcolor=palette["panel"],
        height=chart.height + _TITLE_ROOM,
        margin={"t": spec["layout"]["margin"]["t"] + _TITLE_ROOM},
    )
    return drawn


def _title(text: str, palette: Mapping[str, str]) -> dict[str, Any]:
    return {
        "text": label(text),
        "font": {"size": 16, "color": palette["ink"]},
        "pad": {"l": 8, "t": 12},
        "x": 0.0, "xanchor": "left", "xref": "container",
        "y": 1.0, "yanchor": "top", "yref": "container",
    }  # fmt: skip


def coloured(value: Any, palette: Mapping[str, str], key: str = "") -> Any:
    """Return part of a chart with the roles under keys that end in ``color`` replaced, as the page's script does."""
    if isinstance(value, str):
        return palette[value[1:]] if key.endswith("color") and value.startswith("@") else value
    if isinstance(value, Mapping):
        return {k: coloured(v, palette, k) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [coloured(item, palette, key) for item in value]
    return value
