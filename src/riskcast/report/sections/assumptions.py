"""What the forecast rests on: how it moves when one assumption at a time changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from riskcast.analysis.wording import say_percent
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.moves import Move, dots
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join
from riskcast.report.moved import CONVENTION, in_words, is_doubtful, kind_of, moved_cell, say_whole, titled
from riskcast.report.section import Fragment
from riskcast.report.sections.cells import lead
from riskcast.report.sections.move_key import move_key
from riskcast.report.table import table
from riskcast.report.words import DASH

if TYPE_CHECKING:
    from riskcast.analysis.envelope.table import Envelope, Judged, Reading, Row

_METHOD = (
    "The first row of a table is the program as given; the rows below are changes against it, over the same futures. "
    "Wider and narrower ranges keep the planned value and scale the distance from it; drivers, risks, indices and "
    f"exchange rates stay. {CONVENTION}"
)


def render(context: Context) -> Fragment | None:
    """Return one block per envelope and measure; nothing when there is none."""
    if not context.answers:
        return None
    from riskcast.analysis.envelope.table import Envelope

    answers = context.answers_of(Envelope)
    charts: dict[str, Chart] = {}
    parts: list[Html] = []
    for number, found in enumerate(answers, start=1):
        for k, judged in enumerate(found.measures):
            id_ = f"chart-envelope-{number}-{k + 1}"
            unit = context.currency if judged.is_money else "calendar days"
            moves = [_drawn(row, k, judged) for row in found.rows]
            title = f"{titled(judged.measure, judged.label)}: how far P{found.p} moves"
            charts[id_] = dots(title, moves, unit, is_money=judged.is_money)
            drawn = figure(id_, charts[id_], key=move_key(moves, "Change against the program as given"))
            parts += [lead(*_answer(context, found, k)), drawn, _table(context, found, k)]
        parts += _notes(found.rows)
    return Fragment(join(*parts, el("p", _METHOD, class_="sub")), charts) if answers else None


def _answer(context: Context, found: Envelope, k: int) -> list[str]:
    judged, p = found.measures[k], found.p
    kind = kind_of(judged.is_money)
    moves = [(row.label, row.readings[k].value_move) for row in found.rows if row.readings]
    sure = [(label, move) for label, move in moves if not is_doubtful(move, kind) and move.value != 0.0]
    base = context.say(judged.measure, found.base.readings[k].value)
    said = f"{titled(judged.measure, judged.label)}: P{p} is {base} as given"
    if not sure:
        return [f"{said}, and no assumption moves it beyond chance."]
    up = max(sure, key=lambda each: each[1].value)
    down = min(sure, key=lambda each: each[1].value)
    far = dict.fromkeys(each for each in (up, down) if (each[1].value > 0.0) == (each is up))
    named = "; ".join(f"{label}, {in_words(move, kind, context.currency)}" for label, move in far)
    still = [label for label, move in moves if (label, move) not in sure]
    rest = f" No difference beyond chance: {', '.join(still)}." if still else ""
    return [f"{said}. It moves most with {named}.{rest}"]


def _drawn(row: Row, k: int, judged: Judged) -> Move:
    kind = kind_of(judged.is_money)
    if not row.readings:
        return Move(row.label, None, None, row.note)
    move = row.readings[k].value_move
    return Move(row.label, move.value, move.interval, say_whole(move, kind), is_noise=is_doubtful(move, kind))


def _table(context: Context, found: Envelope, k: int) -> Html:
    judged, base = found.measures[k], found.base.readings[k]
    what = ("budget" if judged.is_money else "target") if judged.is_promised else "plan"
    head = ("Assumption", "P50", f"P{found.p}", f"Chance of the {what}, {context.say(judged.measure, judged.goal)}")
    values = (context.say(judged.measure, value) for value in (base.median, base.value))
    given = (*values, say_percent(base.chance))
    rows: list[tuple[str, ...]] = [("As given", *given)]
    rows += [_row(row, row.readings[k] if row.readings else None, judged) for row in found.rows]
    return table(f"{titled(judged.measure, judged.label)}: what changes", head, rows, strong=1)


def _row(row: Row, reading: Reading | None, judged: Judged) -> tuple[str, ...]:
    label = row.label[:1].upper() + row.label[1:]
    if reading is None:
        return join(label, el("span", row.note, class_="sub line")), DASH, DASH, DASH
    kind = kind_of(judged.is_money)
    moves = (moved_cell(reading.median_move, kind), moved_cell(reading.value_move, kind))
    return label, *moves, moved_cell(reading.chance_move, "chance")


def _notes(rows: Sequence[Row]) -> list[Html]:
    """Return what to know about rows that were computed."""
    items = [el("li", f"{row.label}: {row.note}.") for row in rows if row.note and row.readings]
    return [el("ul", *items, class_="findings")] if items else []
