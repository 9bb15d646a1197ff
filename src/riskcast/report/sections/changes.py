"""What moved since the last review."""

from __future__ import annotations

from riskcast.analysis.compare import Pair
from riskcast.analysis.review.changed import Changed
from riskcast.analysis.review.limit import counted
from riskcast.analysis.review.since import Moved, Since
from riskcast.analysis.wording import say_date, say_percent
from riskcast.report.context import Context
from riskcast.report.html import Html, el, join, name
from riskcast.report.moved import CONVENTION, in_words, kind_of, moved_cell
from riskcast.report.section import Fragment
from riskcast.report.sections.cells import lead
from riskcast.report.status_mark import status_mark
from riskcast.report.table import details, table
from riskcast.report.words import DASH

NAMED = 4
"""Names that a line of changes gives at once, at most."""
LISTED = 15
"""Measures in the table at most; all of them on demand."""


def render(context: Context) -> Fragment | None:
    """Return what moved in the forecast, then what changed in the program; nothing without a last review."""
    found = context.since
    if found is None:
        return None
    parts = [lead(*_answer(found)), *_tables(context, found)]
    if found.changes:
        parts += [el("h3", "What changed in the program"), _changes(found.changes)]
    parts += [el("p", note, class_="sub") for note in (*found.notes, CONVENTION)]
    return Fragment(join(*parts))


def _answer(found: Since) -> list[str]:
    days = (found.now.date() - found.last.date()).days
    last = say_date(found.last)
    said = [f"Since {last}, {counted(days, 'day')} ago:" if days > 0 else f"Against the review of {last}:"]
    moves = []
    for measure in ("finish", "cost"):
        moved = found.measure(measure)
        if not moved.is_money or moved.confidence.before or moved.confidence.after:
            difference = in_words(moved.confidence.difference, kind_of(moved.is_money), found.currency)
            moves.append(f"P{found.p} of the {measure} is {difference}")
    return [*said, f"{'; '.join(moves)}."]


def _tables(context: Context, found: Since) -> list[Html]:
    whole = [moved for moved in found.measures if moved.measure == "finish" or moved.is_money is False]
    sums = [moved for moved in found.measures if moved.is_money and (moved.p50.before or moved.p50.after)]
    parts = []
    for what, rows in (("Dates", whole), ("Costs", sums)):
        if not rows:
            continue
        told = sorted(rows, key=_weight)[:LISTED]
        parts.append(_table(context, f"{what}: last review and now", [row for row in rows if row in told], found))
        if len(rows) > len(told):
            parts.append(details(f"All {len(rows)} as a table", _table(context, f"{what}: every one", rows, found)))
    return parts


def _weight(moved: Moved) -> tuple[bool, bool, float]:
    """Return what is listed first: the program, what is promised, what moved most."""
    return ":" in moved.measure, moved.targets == (None, None), -abs(moved.confidence.difference.value)


def _table(context: Context, caption: str, rows: list[Moved], found: Since) -> Html:
    head = ("What", f"P{found.p} then", f"P{found.p} now", "Difference", "Chance then", "Chance now", "Status")
    return table(caption, head, [_row(context, moved) for moved in rows], words=(6,))


def _row(context: Context, moved: Moved) -> tuple[str, ...]:
    ends = (context.say(moved.measure, value) for value in (moved.confidence.before, moved.confidence.after))
    label = name(moved.label)
    if moved.promise_moved:
        then, now = (DASH if t is None else context.say(moved.measure, t) for t in moved.targets)
        label = join(label, el("span", f"promised: {then} → {now}", class_="sub line"))
    chances = (DASH, DASH) if moved.chance is None else _chances(moved.chance, moved.chance_of_last)
    return label, *ends, moved_cell(moved.confidence.difference, kind_of(moved.is_money)), *chances, _status(moved)


def _chances(pair: Pair, of_last: Pair | None) -> tuple[str, str]:
    """Return the chances then and now; where the promise moved, also that of the earlier one now."""
    before, after = _share(pair.before), _share(pair.after)
    if of_last is None:
        return before, after
    return before, join(after, el("span", f"{_share(of_last.after)} of the earlier promise", class_="sub line"))


def _share(value: object) -> str:
    return say_percent(float(value))  # type: ignore[arg-type]


def _status(moved: Moved) -> str:
    before, now = moved.statuses
    if now is None:
        return DASH
    if before is None or before == now:
        return status_mark(now)
    return join(status_mark(now), el("span", f"was {before}", class_="sub line"))


def _changes(changes: tuple[Changed, ...]) -> Html:
    return el("ul", *(el("li", *_change(change)) for change in changes), class_="findings")


def _change(change: Changed) -> list[Html]:
    told = [_named(*pair) for pair in zip(change.names, change.details, strict=True)]
    head = [join(change.text, ": "), join(_list(told[:NAMED]))]
    if len(told) <= NAMED:
        return [*head, join(".")]
    rest = details(f"and {len(told) - NAMED} more", el("p", _list(told[NAMED:])))
    return [*head, rest]


def _named(label: str, detail: str) -> Html:
    return join(name(label), f" ({detail})" if detail else "")


def _list(parts: list[Html]) -> Html:
    out: list[str] = []
    for number, part in enumerate(parts):
        out += ["; ", part] if number else [part]
    return join(*out)
