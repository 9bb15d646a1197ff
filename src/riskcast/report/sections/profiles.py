"""Which money to plan for each year at a confidence: what adds up, and what does not."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.analysis.money.profiles import Profile
from riskcast.report.charts.plans import COLOURS, plans
from riskcast.report.charts.sums import DUST, say_chance, say_sum
from riskcast.report.context import Context
from riskcast.report.figure import figure
from riskcast.report.html import Html, el, join, name
from riskcast.report.section import Fragment
from riskcast.report.sections.cells import convention, lead
from riskcast.report.sections.samples import RANGE, block, legend
from riskcast.report.table import table

CHART = "chart-profiles"


def render(context: Context) -> Fragment | None:
    """Return the profiles by fiscal year; nothing when the run kept no money over time."""
    if context.cash is None:
        return None
    profiles = context.profiles
    places = [at for at in range(len(profiles[0].periods)) if _matters(profiles, at)]
    known = {row.year: (row.p10, row.p90) for row in context.years}
    chart = plans(profiles, [known.get(profiles[0].periods[at], (0.0, 0.0)) for at in places], places, context.currency)
    parts = [
        lead(_answer(context)),
        convention(context.currency),
        figure(CHART, chart, key=_key(context.confidence)),
        _table(profiles, places),
        _meanings(context.confidence),
    ]
    return Fragment(join(*parts), {CHART: chart})


def _matters(profiles: Sequence[Profile], at: int) -> bool:
    return max(abs(float(profile.amount[at])) for profile in profiles) >= DUST


def _answer(context: Context) -> str:
    """Return by how much planning every year for itself misses the total."""
    found, currency = context.excess, context.currency
    p, gap = found.p, abs(found.excess)
    word = "more than" if found.excess >= 0 else "less than"
    return (
        f"{say_sum(gap, currency)} {word} the P{p} of the total ({say_sum(found.total, currency)}) is what the "
        f"stand-alone P{p}s of the fiscal years sum to ({say_sum(found.standalone, currency)}): do not add them. All "
        f"years stay within theirs in only {say_chance(found.all_within, found.low, found.high)} of futures."
    )


def _key(p: int) -> Html:
    words = ("Expected", f"Coherent P{p}", f"Funding line P{p}", f"Stand-alone P{p} (do not add)")
    looks = [block(colour) for colour in COLOURS[:-1]] + [f"{block('panel')};border:1.5px solid var(--muted)"]
    return legend([*zip(looks, words, strict=True), (RANGE, "P10 to P90 of the year")])


def _table(profiles: Sequence[Profile], places: Sequence[int]) -> Html:
    rows = [
        (name(profiles[0].periods[at]), *(say_sum(float(profile.amount[at])) for profile in profiles)) for at in places
    ]
    totals = [say_sum(profile.total) if profile.total is not None else "do not add" for profile in profiles]
    head = ("Year", *(f"{profile.name[0].upper()}{profile.name[1:]}" for profile in profiles))
    return table("Profiles by fiscal year", head, [("Total", *totals), *rows], strong=1)


def _meanings(p: int) -> Html:
    meanings = [
        ("Expected", "The means of the years. They add up to the mean of the total, which is exceeded about as often "
                     "as not."),
        (f"Coherent P{p}", f"How the money falls in futures whose total lies at its P{p}: one consistent plan that "
                           f"adds up to it."),
        (f"Funding line P{p}", f"What must have been made available by the end of each year so that the money so far "
                               f"suffices in {p} % of futures; shown is what each year adds."),
        (f"Stand-alone P{p}", f"What suffices in {p} % of futures for one year taken alone. Work that slips out of one "
                              f"year falls into the next: never all years are bad, so do not add."),
    ]  # fmt: skip
    return el("dl", *(el("div", el("dt", word), el("dd", text)) for word, text in meanings), class_="words")
