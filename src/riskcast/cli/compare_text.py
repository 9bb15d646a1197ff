"""Options against a base, for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from riskcast.analysis.compare import Comparison, MeasureChange, OptionComparison, Pair, YearChange
from riskcast.analysis.compare.words import Kind, say_briefly, say_difference, say_signed
from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.measures import Value
from riskcast.analysis.wording import say_date, say_finish, say_money, say_percent
from riskcast.cli.lines import say_count, wrap
from riskcast.cli.table import format_table, shorten
from riskcast.model.capitalisation import CAPEX
from riskcast.simulation.result import Result

_OTHERS = 57
"""Columns that a table takes beside its first."""


def compare_text(found: Comparison, base: Result, width: int = 80) -> str:
    """Return every option against the base, at most so many columns (80 or more)."""
    parts = [
        wrap(f"{base.program.label}: {', '.join(o.name for o in found.options)} against {found.base}", width),
        _overview(found, width) if len(found.options) > 1 else "",
        *(part for option in found.options for part in _option(found, option, base, width)),
        wrap(_method(found, base), width),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _overview(found: Comparison, width: int) -> str:
    return "\n\n".join(_ranking(found, measure, width) for measure in ("finish", "cost"))


def _ranking(found: Comparison, measure: str, width: int) -> str:
    """Return one line per option: its P-value, how far that is from the base, and the chance of its target."""
    changes = [option.measure(measure) for option in found.options]
    names = (found.base, *(option.name for option in found.options))
    first = changes[0]
    cells = [[_say(first.confidence.before), "", _percent(first, before=True)]]
    cells += [
        [_say(each.confidence.after), say_signed(each.confidence.difference, _kind(each)), _percent(each)]
        for each in changes
    ]
    rows = [[shorten(name, width - 50), *row] for name, row in zip(names, cells, strict=True)]
    return format_table([measure, f"P{found.p}", "difference", "chance of target"], rows, right=(1, 2, 3))


def _percent(change: MeasureChange, *, before: bool = False) -> str:
    pair = change.chance or change.chance_of_base
    return "" if pair is None else say_percent(_share(pair.before if before else pair.after))


def _share(value: Value) -> float:
    return float(value)  # type: ignore[arg-type]


def _option(found: Comparison, option: OptionComparison, base: Result, width: int) -> list[str]:
    said = [option.name, *_head(found, option)]
    shown, hidden = _shown(option.measures)
    rows = [row for measure in ("finish", "cost") for row in _all_of(found, option.measure(measure))]
    rows += [
        _row(f"{_short(change)}, P{found.p}", change.confidence, _kind(change), _sayer(base, change))
        for change in shown
    ]
    rows += [row for year in _with_money(option.years) for row in _year(found, year)]
    table = [[shorten(row[0], width - _OTHERS), *row[1:]] for row in rows]
    names = (shorten(name, 12) for name in (found.base, option.name))
    return [
        "\n".join(wrap(_tied(line), width, "" if n == 0 else "  ") for n, line in enumerate(said)),
        format_table(["", *names, "difference"], table, right=(1, 2)),
        wrap(" ".join(_notes(option, hidden)), width),
    ]


def _head(found: Comparison, option: OptionComparison) -> Iterator[str]:
    currency = found.currency
    for measure in ("finish", "cost"):
        change = option.measure(measure)
        pair = change.confidence
        unit = f"{currency} " if change.is_money else ""
        moved = say_difference(pair.difference, _kind(change), currency)
        yield f"P{found.p} {measure} {unit}{_say(pair.before)} -> {unit}{_say(pair.after)}: {moved}"
    for measure in ("finish", "cost"):
        yield from _chances(option.measure(measure), currency)
    time, money = (option.measure(measure).shares for measure in ("finish", "cost"))
    if time is not None and money is not None:
        yield (
            f"earlier in {say_percent(time.better)} of the futures and later in {say_percent(time.worse)}, cheaper in "
            f"{say_percent(money.better)} and dearer in {say_percent(money.worse)}"
        )


def _chances(change: MeasureChange, currency: str) -> Iterator[str]:
    before, after = (_goal(target, currency) for target in change.targets)
    for pair, goals in (
        (change.chance, before if before == after else f"{before}, then {after}"),
        (change.chance_of_base, before),
    ):
        if pair is not None:
            moved = say_difference(pair.difference, "chance")
            first, second = (say_percent(_share(value)) for value in (pair.before, pair.after))
            yield f"chance of {goals}: {first} -> {second}: {moved}"


def _goal(target: date | float | None, currency: str) -> str:
    if target is None:
        return "no target"
    return say_date(target) if isinstance(target, date) else say_money(target, currency)


def _shown(changes: tuple[MeasureChange, ...]) -> tuple[list[MeasureChange], int]:
    """Return the projects, and the milestones that move or have a target; and how many milestones are left."""
    parts = [change for change in changes if ":" in change.measure]
    shown = [
        change
        for change in parts
        if not change.measure.startswith("milestone:")
        or change.targets != (None, None)
        or (change.confidence.difference.value != 0.0 and not change.confidence.difference.is_noise)
    ]
    return sorted(shown, key=lambda change: change.measure.startswith("milestone:")), len(parts) - len(shown)


def _all_of(found: Comparison, change: MeasureChange) -> list[list[str]]:
    names = (("planned", change.deterministic), ("mean", change.mean), ("P50", change.p50))
    pairs = [*names, (f"P{found.p}", change.confidence)]
    return [_row(f"{change.measure}, {name}", pair, _kind(change)) for name, pair in pairs]


def _with_money(years: tuple[YearChange, ...]) -> list[YearChange]:
    """Return the years without what is nothing in both; opex is left out where there is no capex beside it."""
    held = [year for year in years if year.mean.before or year.mean.after]
    has_capex = any(year.treatment == CAPEX for year in held)
    return [year for year in held if has_capex or not year.treatment]


def _year(found: Comparison, year: YearChange) -> list[list[str]]:
    name = f"{year.year} {year.treatment}".rstrip()
    rows = [_row(f"{name}, mean", year.mean, "money")]
    return rows if year.treatment else [*rows, _row(f"{name}, P{found.p}", year.confidence, "money")]


def _row(name: str, pair: Pair, kind: Kind, say: Callable[[Value], str] | None = None) -> list[str]:
    say = say or _say
    return [name, say(pair.before), say(pair.after), say_briefly(pair.difference, kind)]


def _sayer(base: Result, change: MeasureChange) -> Callable[[Value], str]:
    """Return how to write the values of a measure, with the days of milestones that begin something as they stand."""
    days = FinishDays(base.program)
    return lambda value: days.say(change.measure, value) if isinstance(value, date) else _say(value)


def _short(change: MeasureChange) -> str:
    kind, _, id_ = change.measure.partition(":")
    return id_ if kind == "milestone" else f"{id_} {kind}"


def _kind(change: MeasureChange) -> Kind:
    return "money" if change.is_money else "date"


def _tied(line: str) -> str:
    """Return a line that is not broken inside brackets."""
    return re.sub(r"\([^)]*\)", lambda match: match[0].replace(" ", "\N{NO-BREAK SPACE}"), line)


def _say(value: Value) -> str:
    return say_finish(value) if isinstance(value, date) else say_money(value, "").strip()


def _notes(option: OptionComparison, hidden: int) -> Iterator[str]:
    if hidden:
        yield f"{say_count(hidden, 'milestone')} without a target: no difference beyond chance."
    if option.years:
        yield "P-values of years do not add up."
    if not option.paired:
        yield (
            f"{option.name} has {option.why_not}: the futures are not the same, so what both share does not cancel, "
            "and differences carry the errors of both runs; about 1 in 20 of those that are none looks like one."
        )
    for names, what in ((option.only_base, "is gone"), (option.only_option, "is new")):
        if names:
            yield f"{', '.join(names[:6])}{' ...' if len(names) > 6 else ''} {what}."


def _method(found: Comparison, base: Result) -> str:
    m = base.manifest
    shared = "the same futures in all options, " if all(option.paired for option in found.options) else ""
    return (
        "Differences with 95 % intervals; noise is no difference beyond chance. "
        f"{say_count(m.iterations, 'iteration')}, {shared}seed {m.seed}. "
        f"Money in {found.currency}; days are calendar days."
    )
