"""From the plan to the forecast, layer by layer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from riskcast.analysis.overlay import layers
from riskcast.analysis.wording import say_percent
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.overlaid import Flag, overlaid
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join
from riskcast.report.moved import CONVENTION, in_words, is_doubtful, kind_of, moved_cell, titled
from riskcast.report.section import Fragment
from riskcast.report.sections.cells import lead
from riskcast.report.sections.curve_key import curve_key
from riskcast.report.table import table
from riskcast.report.words import DASH

if TYPE_CHECKING:
    from riskcast.analysis.stack import Layer, Stack


def render(context: Context) -> Fragment | None:
    """Return one block per stack; nothing when there is none."""
    if not context.answers:
        return None
    from riskcast.analysis.stack import Stack

    answers = context.answers_of(Stack)
    charts: dict[str, Chart] = {}
    parts: list[Html] = []
    for number, found in enumerate(answers, start=1):
        id_, curves = f"chart-layers-{number}", layers(found)
        parts.append(lead(*_answer(context, found)))
        if curves.lines:
            title = f"{titled(found.measure, found.label)}: one layer after the other"
            charts[id_] = overlaid(title, curves, _flags(context, found), context.currency)
            parts.append(figure(id_, charts[id_], key=curve_key(curves)))
        parts.append(_table(context, found))
    notes = dict.fromkeys(f"{found.note}." for found in answers if found.note)
    return Fragment(join(*parts, el("p", " ".join([_METHOD, *notes]), class_="sub")), charts) if answers else None


_METHOD = (
    "Each layer holds all that is in those before it, over the same futures. With risks the program is as it stands; "
    "in the last layer every planned response is decided, and paid for. A step is what a layer adds to the one before; "
    f"in another order the steps would differ. {CONVENTION}"
)


def _answer(context: Context, found: Stack) -> list[str]:
    kind, p = kind_of(found.is_money), found.p
    first, last = found.layers[0], _as_it_stands(found.layers)
    ends = [context.say(found.measure, layer.percentiles[p]) for layer in (first, last)]
    said = [f"{titled(found.measure, found.label)}: from {ends[0]} in the plan to {ends[1]} at P{p}."]
    steps = [layer for layer in found.layers if layer.step is not None and not layer.nothing]
    named = [
        f"{layer.label.removeprefix('+ ')} make it {in_words(layer.step.percentiles[p], kind, context.currency)}"
        for layer in steps
        if layer.step is not None and not is_doubtful(layer.step.percentiles[p], kind)
    ]
    if named:
        text = "; ".join(named)
        said.append(f"{text[0].upper()}{text[1:]}.")
    return said


def _as_it_stands(found: Sequence[Layer]) -> Layer:
    """Return the layer with risks: the last one before responses that are only planned."""
    return next((layer for layer in found if layer.label == "+ risks"), found[-1])


def _flags(context: Context, found: Stack) -> list[Flag]:
    plan = found.layers[0].percentiles[found.p]
    flags = [Flag(plan, f"Plan {context.say(found.measure, plan)}", False)]
    if found.is_promised:
        word = "Budget" if found.is_money else "Target"
        flags.append(Flag(found.goal, f"<b>{word} {context.say(found.measure, found.goal)}</b>", True))
    return flags


def _table(context: Context, found: Stack) -> Html:
    promise = ("budget" if found.is_money else "target") if found.is_promised else "plan"
    head = ("Layer", "P50", f"P{found.p}", f"Chance of the {promise}", "Step of P50", f"Step of P{found.p}",
            "Step of the chance")  # fmt: skip
    return table(
        f"{titled(found.measure, found.label)}: layers", head, [_row(context, found, layer) for layer in found.layers]
    )


def _row(context: Context, found: Stack, layer: Layer) -> tuple[str, ...]:
    kind = kind_of(found.is_money)
    label = layer.label[:1].upper() + layer.label[1:]
    if layer.nothing:
        return join(label, el("span", layer.nothing, class_="sub line")), *[DASH] * 6
    values = (context.say(found.measure, layer.percentiles[p]) for p in (50, found.p))
    head = (label, *values, say_percent(layer.chance))
    if layer.step is None:
        return *head, DASH, DASH, DASH
    steps = layer.step.percentiles
    moved = [moved_cell(steps[50], kind), moved_cell(steps[found.p], kind), moved_cell(layer.step.chance, "chance")]
    return *head, *moved
