"""What to plan with in each fiscal year: three profiles that add up beside one that does not."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.analysis.money.profiles import Profile
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.columns import column_axis, columns, small_columns, upright_axis, whiskers
from riskcast.report.charts.label import label
from riskcast.report.charts.scale import scale
from riskcast.report.charts.sums import say_sum
from riskcast.report.theme import base_layout, ink

COLOURS = ("soft", "accent", "crit3", "panel")
"""Of the expected, coherent, funding and stand-alone profiles."""
_HEIGHT, _SMALL = 340, 320
_WIDE = 0.2


def plans(
    profiles: Sequence[Profile], ends: Sequence[tuple[float, float]], places: Sequence[int], currency: str
) -> Chart:
    """Return four columns per fiscal year; ``ends`` are P10 and P90 of each of the ``places`` that are drawn."""
    names = [profiles[0].periods[at] for at in places]
    amounts = [[float(profile.amount[at]) for at in places] for profile in profiles]
    line = scale(
        [0.0, *(value for row in amounts for value in row), *(value for end in ends for value in end)], currency
    )
    layout = base_layout(_HEIGHT)
    layout |= {
        "margin": {"l": 8, "r": 8, "t": 12, "b": 8},
        "barmode": "overlay",
        "xaxis": column_axis(names),
        "yaxis": upright_axis(line),
    }
    bars = []
    for place, (profile, own, colour) in enumerate(zip(profiles, amounts, COLOURS, strict=True)):
        hover = [f"<b>{label(year)}</b><br>{profile.name}: {say_sum(sum_, currency)}"
                 for year, sum_ in zip(names, own, strict=True)]  # fmt: skip
        bars.append(columns(line, own, colour, hover, at=_WIDE * (place - 2), width=0.86 * _WIDE))
    bars[-1]["marker"] |= {"line": {"width": 1.5, "color": ink("muted")}}
    return Chart(
        title="Four ways to plan the years",
        says=" ".join(_say(profile, names, own, currency) for profile, own in zip(profiles, amounts, strict=True)),
        data=[*bars, whiskers(line, ends, at=-1.57 * _WIDE, half=0.05)],
        layout=layout,
        spoken=True,
        height=_HEIGHT,
        paper_height=280,
        small_height=_SMALL,
        small=small_columns(names),
    )


def _say(profile: Profile, names: Sequence[str], own: Sequence[float], currency: str) -> str:
    sums = ", ".join(f"\u2068{year}\u2069 {say_sum(sum_, currency)}" for year, sum_ in zip(names, own, strict=True))
    return f"{profile.name[0].upper()}{profile.name[1:]}: {sums}."
