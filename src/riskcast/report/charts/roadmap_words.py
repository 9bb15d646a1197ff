"""What the picture of the program says in words."""

from __future__ import annotations

from datetime import date, datetime

from riskcast.analysis.crossings import RoadLink
from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.roadmap import Roadmap, RoadRow
from riskcast.analysis.wording import say_date, say_frequency, say_percent
from riskcast.report.charts.label import label

_NAMED = 3
"""Dependencies that the words name."""


def hover(row: RoadRow, level: int, days: FinishDays) -> str:
    """Return what the pointer finds at a bar or diamond."""
    span = "" if row.kind == "milestone" else f"{say_date(row.start)} to "
    lines = [f"<b>{label(row.label, 60)}</b>", f"Plan {span}{_say(row, row.finish, days)}"]
    if not row.is_finished:
        lines.append(", ".join(f"P{p} {_say(row, row.finishes[p], days)}" for p in sorted({10, 50, 90, level})))
    if row.target is not None:
        lines.append(f"promised {say_date(row.target)}" + _chance(row))
    if row.ends_program is not None:
        lines.append(f"finishes last in {say_percent(row.ends_program)} of futures")
    worst = "most critical task " if row.kind == "project" else ""
    lines.append("finished" if row.is_finished else f"{worst}critical in {say_percent(row.criticality)}")
    return "<br>".join(lines)


def day_of(row: RoadRow, finish: datetime, days: FinishDays) -> date:
    """Return the day to which a finish of a row belongs."""
    return days.of(f"finish:{row.id}", finish) if row.kind == "project" else days.of_task(row.id, finish)


def _say(row: RoadRow, finish: datetime, days: FinishDays) -> str:
    return say_date(day_of(row, finish, days))


def _chance(row: RoadRow) -> str:
    if row.chance is None:
        return ""
    if row.is_finished:
        return ", kept" if row.chance >= 1.0 else ", missed"
    return f", {say_percent(row.chance)} on time"


def link_hover(before: RoadRow, after: RoadRow, link: RoadLink) -> str:
    """Return what the pointer finds at a dependency."""
    both = f"both critical in at most {say_percent(link.both)}"
    return f"<b>{label(before.label, 60)}</b><br>then <b>{label(after.label, 60)}</b><br>{link.words}, {both}"


def says(found: Roadmap, level: int, days: FinishDays) -> str:
    """Return the numbers of the picture in words."""
    sentences = [_project(row, level, days) for row in found.rows if row.kind == "project"]
    if found.links:
        sentences.append(say_links(found))
    elif found.crossings:
        sentences.append(_no_links(found))
    return " ".join(sentences)


def _no_links(found: Roadmap) -> str:
    """Return why no dependency is drawn."""
    if found.candidates:
        return "There is no room to draw the dependencies between so many projects."
    if found.at_summaries == found.crossings:
        return "Dependencies between projects start or end at summaries here, and are not drawn."
    of, more = ("tasks of different ", "; those of summaries are not drawn") if found.at_summaries else ("", "")
    return f"No dependency between {of}projects can be critical at both its ends{more}."


def _project(row: RoadRow, level: int, days: FinishDays) -> str:
    name = f"\u2068{row.label}\u2069"
    if row.is_finished:
        return f"{name}: finished {_say(row, row.finish, days)}."
    ends = ", ".join(f"P{p} {_say(row, row.finishes[p], days)}" for p in (50, level))
    promise = "" if row.target is None else f", promised {say_date(row.target)}"
    chance = "" if row.chance is None else f" ({say_percent(row.chance)}, {say_frequency(row.chance)})"
    return f"{name}: plan {_say(row, row.finish, days)}, {ends}{promise}{chance}."


def say_links(found: Roadmap) -> str:
    """Return how many dependencies there are and which matter most."""
    count, every = len(found.links), found.crossings
    if every == 1:
        drawn = "The dependency between projects is drawn."
    elif count == every:
        drawn = f"All {every} dependencies between projects are drawn."
    else:
        drawn = f"Of {every:,} dependencies between projects the {count} that matter most are drawn."
    named = "; ".join(
        f"\u2068{found.rows[link.from_row].label}\u2069 → \u2068{found.rows[link.to_row].label}\u2069, "
        f"{say_percent(link.both)}"
        for link in found.links[:_NAMED]
    )
    return f"{drawn} Critical at both ends, at most: {named}."
