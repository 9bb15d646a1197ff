"""Options held against the program as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from riskcast.analysis.compare import Comparison, MeasureChange, OptionComparison, Pair, YearChange
from riskcast.analysis.measures import Value
from riskcast.analysis.overlay import Overlay
from riskcast.analysis.wording import say_percent
from riskcast.report.charts.chart import Chart
from riskcast.report.charts.overlaid import Flag, overlaid
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.moved import CONVENTION, in_words, kind_of, moved_cell, titled
from riskcast.report.section import Fragment
from riskcast.report.sections.cells import lead
from riskcast.report.sections.curve_key import curve_key
from riskcast.report.table import details, table
from riskcast.report.words import DASH, say_value

MEASURES = ("finish", "cost")


def render(context: Context) -> Fragment | None:
    """Return one block per comparison, with the curves of all overlays; nothing without a comparison."""
    answers = context.answers_of(Comparison)
    if not answers:
        return None
    charts: dict[str, Chart] = {}
    parts: list[Html] = []
    for found in answers:
        parts += [lead(*_answer(found, option)) for option in found.options]
        parts += _curves(context, charts) if found is answers[0] else []
        parts += [_options(context, found, measure) for measure in _measures(context)]
        parts += [_details(context, found), *(el("p", note, class_="sub") for note in _notes(found))]
    return Fragment(join(*parts), charts)


def _measures(context: Context) -> tuple[str, ...]:
    return MEASURES if context.has_cost else MEASURES[:1]


def _answer(found: Comparison, option: OptionComparison) -> list[str]:
    said = []
    for measure in MEASURES:
        change = option.measure(measure)
        if not change.is_money or change.mean.before or change.mean.after:
            said.append(f"P{found.p} of the {measure} is {_moved(change, found.currency)}")
    shares = option.measure("finish").shares
    often = "" if shares is None else f" It ends earlier in {say_percent(shares.better)} of the futures"
    often += f" and later in {say_percent(shares.worse)}." if shares is not None else ""
    return [f"\u2068{option.name}\u2069 against \u2068{found.base}\u2069: {'; '.join(said)}.{often}"]


def _moved(change: MeasureChange, currency: str) -> str:
    return in_words(change.confidence.difference, kind_of(change.is_money), currency)


def _curves(context: Context, charts: dict[str, Chart]) -> list[Html]:
    parts = []
    shown = [curves for curves in context.answers_of(Overlay) if context.has_cost or not curves.is_money]
    for number, curves in enumerate(shown, start=1):
        id_ = f"chart-comparison-{number}"
        goal = context.goal(curves.measure)
        word = "Budget" if curves.is_money else "Target"
        text = f"<b>{word} {context.say(curves.measure, goal.value)}</b>"
        flags = [Flag(goal.value, text, True)] if goal.is_promised else []
        what = titled(curves.measure, context.summary(curves.measure).label)
        title = f"{what}: how likely each {'sum' if curves.is_money else 'date'} is to hold"
        charts[id_] = overlaid(title, curves, flags, context.currency)
        parts.append(figure(id_, charts[id_], key=curve_key(curves)))
    return parts


def _options(context: Context, found: Comparison, measure: str) -> Html:
    """Return one measure: the base first, one row per option."""
    changes = [(option.name, option.measure(measure)) for option in found.options]
    head = ("Option", "Plan", "P50", f"P{found.p}", f"Difference of P{found.p}", "Difference of the mean",
            "Chance of its target", "Difference of the chance")  # fmt: skip
    rows = [_base(context, found, changes[0][1]), *(_option(context, called, change) for called, change in changes)]
    return table(f"{titled(measure, changes[0][1].label)}: the options", head, rows, strong=1)


def _base(context: Context, found: Comparison, change: MeasureChange) -> tuple[str, ...]:
    pairs = (change.deterministic, change.p50, change.confidence)
    chance = change.chance or change.chance_of_base
    share = DASH if chance is None else say_percent(_share(chance.before))
    return (name(found.base), *(context.say(change.measure, pair.before) for pair in pairs), DASH, DASH, share, DASH)


def _option(context: Context, called: str, change: MeasureChange) -> tuple[str, ...]:
    kind = kind_of(change.is_money)
    pairs = (change.deterministic, change.p50, change.confidence)
    moves = (moved_cell(pair.difference, kind) for pair in (change.confidence, change.mean))
    chance = change.chance or change.chance_of_base
    cells = (DASH, DASH) if chance is None else (
        join(say_percent(_share(chance.after))), moved_cell(chance.difference, "chance"))  # fmt: skip
    return (name(called), *(context.say(change.measure, pair.after) for pair in pairs), *moves, *cells)


def _details(context: Context, found: Comparison) -> Html:
    """Return projects, milestones and fiscal years, on demand."""
    parts = []
    rows = [_part(context, option, change) for option in found.options for change in option.measures if _counts(change)]
    if rows:
        head = ["What", "Option", f"P{found.p} before", f"P{found.p} after", "Difference"]
        parts.append(table(f"Projects and milestones against {found.base}", head, rows, words=(1,)))
    years = [row for option in found.options for row in _years(found, option)]
    if years:
        head = ["Fiscal year", "Option", "Mean before", "Mean after", "Difference", f"Difference of P{found.p}"]
        parts.append(table(f"Fiscal years against {found.base}; percentiles do not add", head, years, words=(1,)))
    return details("Projects, milestones that move or are promised, and years", *parts) if parts else Html("")


def _counts(change: MeasureChange) -> bool:
    """Return whether a part is listed: projects, and milestones that move or are promised."""
    moved = change.confidence.difference
    sure = moved.value != 0.0 and not moved.is_noise
    kind, _, part = change.measure.partition(":")
    return bool(part) and (kind != "milestone" or sure or change.targets != (None, None))


def _part(context: Context, option: OptionComparison, change: MeasureChange) -> tuple[str, ...]:
    pair, kind = change.confidence, kind_of(change.is_money)
    ends = (context.say(change.measure, pair.before), context.say(change.measure, pair.after))
    return name(change.label), name(option.name), *ends, moved_cell(pair.difference, kind)


def _years(found: Comparison, option: OptionComparison) -> Iterator[tuple[str, ...]]:
    for year in option.years:
        if year.mean.before or year.mean.after:
            yield (name(_called(year)), name(option.name), *_money(found, year.mean),
                   moved_cell(year.confidence.difference, "money"))  # fmt: skip


def _called(year: YearChange) -> str:
    return f"{year.year} {year.treatment}".rstrip()


def _money(found: Comparison, pair: Pair) -> Sequence[str]:
    return (_say(pair.before, found.currency), _say(pair.after, found.currency), moved_cell(pair.difference, "money"))


def _share(value: Value) -> float:
    return 0.0 if isinstance(value, date) else float(value)


def _say(value: Value, currency: str) -> str:
    return say_value(value, currency)


def _notes(found: Comparison) -> Iterator[str]:
    shared = "Options share their futures with the base, so a difference is the effect of the option. "
    paired = all(option.paired for option in found.options)
    yield f"{shared if paired else ''}A difference is the option minus the base. {CONVENTION}"
    for option in found.options:
        if not option.paired:
            yield (
                f"\u2068{option.name}\u2069 has {option.why_not}: the futures are not the same, so differences carry "
                "the errors of both runs."
            )
        for names, what in ((option.only_base, "gone"), (option.only_option, "new")):
            if names:
                yield f"In \u2068{option.name}\u2069 {what}: {', '.join(names)}."
