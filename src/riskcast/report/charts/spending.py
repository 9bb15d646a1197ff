"""What spending on responses gains: one point per set, with its error, the best one marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from riskcast.analysis.paired import Difference
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.columns import money
from riskcast.report.charts.label import label
from riskcast.report.charts.moves import span
from riskcast.report.charts.scale import Scale
from riskcast.report.charts.sums import say_sum
from riskcast.report.moved import in_words, kind_of
from riskcast.report.theme import base_layout, ink

if TYPE_CHECKING:
    from riskcast.analysis.mitigation.choose import Choice, Mitigation

Spec = dict[str, Any]
_HEIGHT, _SMALL = 340, 320
_LONGEST = 24
_NAMED = 6
"""Points with a name at most; of more, only the best has one."""


def spending(title: str, found: Mitigation, currency: str) -> Chart:
    """Return the frontier; gains go up."""
    chosen = _drawn(found)
    gains = [_gain(found, choice) for choice in chosen]
    across = span([choice.spend for choice in chosen], currency, is_money=True)
    ends = [end for gain in gains for end in (*(gain.interval or ()), gain.value)]
    unit = f"{currency} less" if found.is_money else "calendar days earlier"
    upright = span(ends, currency if found.is_money else unit, is_money=found.is_money)
    layout = base_layout(_HEIGHT)
    axis = upright.axis(zeroline=True, zerolinecolor=ink("muted"), zerolinewidth=1)
    layout |= {
        "margin": {"l": 8, "r": 14, "t": 20, "b": 8},
        "xaxis": across.axis(showgrid=False, showline=True, ticks="outside", tickcolor=ink("rule")),
        "yaxis": axis,
        "annotations": _names(found, across, upright),
    }
    layout["xaxis"]["title"] = {"text": f"{across.title} spent", "font": {"size": 12}}
    if found.is_money:
        layout["yaxis"]["title"] = {"text": f"{upright.title} less", "font": {"size": 12}}
    return Chart(
        title=title,
        says="; ".join(_say(found, choice, currency) for choice in chosen) + ".",
        data=[
            _steps(across, upright, found),
            _errors(across, upright, found),
            _points(across, upright, found, currency),
        ],
        layout=layout,
        spoken=True,
        height=_HEIGHT,
        paper_height=260,
        small_height=_SMALL,
        small={"font": {"size": 12}, "xaxis": across.few_ticks(), "yaxis": {"nticks": 5}},
    )


def _gain(found: Mitigation, choice: Choice) -> Difference:
    return choice.money if found.is_money else choice.days


def _drawn(found: Mitigation) -> list[Choice]:
    """Return the frontier, and the best set where a target or a limit keeps it off that."""
    more = [] if found.best in found.frontier else [found.best]
    return [*found.frontier, *more]


def _places(
    across: Scale, upright: Scale, found: Mitigation, chosen: Sequence[Choice]
) -> tuple[list[float], list[float]]:
    return (
        money(across, [choice.spend for choice in chosen]),
        money(upright, [_gain(found, choice).value for choice in chosen]),
    )


def _steps(across: Scale, upright: Scale, found: Mitigation) -> Spec:
    x, y = _places(across, upright, found, found.frontier)
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip",
        "line": {"color": ink("accent"), "width": 1.5, "shape": "hv", "dash": "dot"},
    }  # fmt: skip


def _errors(across: Scale, upright: Scale, found: Mitigation) -> Spec:
    x: list[float | None] = []
    y: list[float | None] = []
    for choice in _drawn(found):
        ends = _gain(found, choice).interval
        if ends is not None:
            place = money(across, [choice.spend])[0]
            x, y = [*x, place, place, None], [*y, *money(upright, ends), None]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip",
        "line": {"color": ink("ink"), "width": 1.5},
    }  # fmt: skip


def _points(across: Scale, upright: Scale, found: Mitigation, currency: str) -> Spec:
    chosen = _drawn(found)
    x, y = _places(across, upright, found, chosen)
    best = [choice == found.best for choice in chosen]
    return {
        "type": "scatter", "mode": "markers", "x": x, "y": y, "hoverinfo": "text", "cliponaxis": False,
        "hovertext": [_hover(found, choice, currency) for choice in chosen],
        "marker": {"opacity": 1, "size": [15 if is_best else 10 for is_best in best],
                   "symbol": ["diamond" if is_best else "circle" for is_best in best],
                   "color": [ink("target" if is_best else "accent") for is_best in best],
                   "line": {"width": 1.5, "color": ink("panel")}},
    }  # fmt: skip


def _names(found: Mitigation, across: Scale, upright: Scale) -> list[Spec]:
    """Return the risks beside their points, left of those in the right half."""
    chosen = _drawn(found)
    named = chosen if len(chosen) <= _NAMED else [found.best]
    notes = []
    for choice in named:
        left = across.share(choice.spend) > 0.5
        notes.append({
            "x": across.at(choice.spend), "y": upright.at(_gain(found, choice).value), "showarrow": False,
            "xanchor": "right" if left else "left", "xshift": -10 if left else 10, "yanchor": "bottom", "yshift": 4,
            "text": label(_risks(choice), _LONGEST), "font": {"color": ink("ink"), "size": 13},
        })  # fmt: skip
    return notes


def _say(found: Mitigation, choice: Choice, currency: str) -> str:
    return f"\u2068{_risks(choice)}\u2069 {_numbers(found, choice, currency)}"


def _hover(found: Mitigation, choice: Choice, currency: str) -> str:
    return f"<b>{label(_risks(choice), 60)}</b><br>{_numbers(found, choice, currency)}"


def _risks(choice: Choice) -> str:
    return ", ".join(choice.risks) or "nothing"


def _numbers(found: Mitigation, choice: Choice, currency: str) -> str:
    gain = _gain(found, choice)
    moved = in_words(Difference(-gain.value, gain.error), kind_of(found.is_money), currency)
    best = ", the best" if choice == found.best else ""
    return f"for {say_sum(choice.spend, currency)}: P{found.p:g} {moved}{best}"
