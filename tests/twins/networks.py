"""Hypothesis strategies for small programs with every scheduling rule in them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from riskcast.model.program import Program

START = datetime(2026, 1, 5, 8, 0)
"""A Monday morning."""

SHIFTS = [
    "08:00-12:00, 13:00-17:00",
    "07:10-11:35, 12:20-16:05",
    "22:00-24:00",
    "00:00-06:00, 22:00-24:00",
    "09:00-14:00",
    "00:00-24:00",
    "08:01-12:02",
]
LAG_CALENDARS = [None, None, "predecessor", "successor", "project", "24h"]
PLAIN = ["task"]
KINDS = ["task"] * 5 + ["milestone", "zero"]
ALL_KINDS = [*KINDS, "start-milestone", "start-milestone"]
TYPES = ["FS", "FS", "SS", "FF", "SF"]
FLOORS = ["start-no-earlier-than", "finish-no-earlier-than", "start-on", "finish-on"]
LIMITS = ["start-no-later-than", "finish-no-later-than"]
RICH_KINDS = [*ALL_KINDS, "level-of-effort", "level-of-effort"]


@st.composite
def calendars(draw: st.DrawFn, name: str) -> dict[str, Any]:
    day = draw(st.sampled_from(SHIFTS))
    week = {"mon-fri": day}
    if draw(st.booleans()):
        week["sat"] = draw(st.sampled_from(SHIFTS))
    if day.startswith("00:00") and draw(st.booleans()):
        week = {"mon-sun": day}
    exceptions = {}
    for offset in draw(st.lists(st.integers(0, 20), max_size=3)):
        when = (START + timedelta(days=offset)).date().isoformat()
        exceptions[when] = draw(st.sampled_from(["off", *SHIFTS]))
    return {"id": name, "week": week, "exceptions": exceptions}


@st.composite
def durations(draw: st.DrawFn, elapsed: bool) -> str:
    minutes = draw(st.one_of(st.sampled_from([30, 240, 480, 490, 120, 960]), st.integers(1, 1500)))
    return f"{minutes}{draw(st.sampled_from(['min', 'min', 'min', 'emin'])) if elapsed else 'min'}"


@st.composite
def lags(draw: st.DrawFn, working: bool) -> str | None:
    kind = draw(st.sampled_from(["none", "none", "working", "elapsed" if not working else "none"]))
    if kind == "none":
        return draw(st.sampled_from([None, "0min"]))
    minutes = draw(st.one_of(st.sampled_from([-480, -240, 60, 240, 480, 960]), st.integers(-900, 1200)))
    return f"{minutes}{'min' if kind == 'working' else 'emin'}"


def moments(days: int = 12) -> st.SearchStrategy[str]:
    """Return times on whole minutes and often on the edges of shifts."""
    clock = st.sampled_from([0, 360, 480, 720, 780, 1020, 1320]) | st.integers(0, 1439)
    midnight = datetime(START.year, START.month, START.day)
    return st.builds(
        lambda day, minute: (midnight + timedelta(days=day, minutes=minute)).isoformat(), st.integers(-2, days), clock
    )


@st.composite
def tasks(draw: st.DrawFn, number: int, names: list[str], kinds: list[str]) -> dict[str, Any]:
    plain = kinds == PLAIN
    task: dict[str, Any] = {"id": f"t{number}", "project": draw(st.sampled_from(["A", "B"]))}
    task["calendar"] = draw(st.sampled_from(names))
    kind = draw(st.sampled_from(kinds))
    if kind == "zero":
        task["duration"] = "0min"
    elif kind == "task":
        task["duration"] = draw(durations(elapsed=not plain))
    else:
        task["kind"] = kind
    if not plain and draw(st.integers(0, 3)) == 0:
        task["constraints"] = [{"kind": draw(st.sampled_from(FLOORS)), "date": draw(moments())}]
    return task


@st.composite
def links(draw: st.DrawFn, count: int, plain: bool) -> list[dict[str, Any]]:
    found = []
    for successor in range(1, count):
        for predecessor in draw(st.sets(st.integers(0, successor - 1), max_size=3)):
            link: dict[str, Any] = {"predecessor": f"t{predecessor}", "successor": f"t{successor}"}
            link["type"] = draw(st.sampled_from(TYPES))
            link["lag"] = draw(lags(plain))
            if not plain:
                link["lag_calendar"] = draw(st.sampled_from(LAG_CALENDARS))
            found.append(link)
    return found


@st.composite
def programs(draw: st.DrawFn, kinds: list[str]) -> Program:
    """Return a program of 2-8 tasks on 1-3 calendars with any links, lags, instants and floors."""
    names = [f"c{n}" for n in range(draw(st.integers(1, 3)))]
    count = draw(st.integers(2, 8))
    start = draw(st.sampled_from([START, START - timedelta(hours=8), START + timedelta(days=5, hours=3)]))
    return Program.model_validate(
        {
            "id": "p",
            "start": start,
            "data_date": draw(st.none() | moments(4)),
            "calendar": names[0],
            "lag_calendar": draw(st.sampled_from(["predecessor", "predecessor", "successor", "project", "24h"])),
            "calendars": [draw(calendars(name)) for name in names],
            "projects": [{"id": "A"}, {"id": "B", "start": draw(st.none() | moments(6))}],
            "tasks": [draw(tasks(n, names, kinds)) for n in range(count)],
            "dependencies": draw(links(count, plain=False)),
        }
    )


@st.composite
def one_calendar_programs(draw: st.DrawFn, open_ends: str = "program") -> Program:
    """Return a program of 2-8 tasks on one calendar with any links and working lags."""
    count = draw(st.integers(2, 8))
    return Program.model_validate(
        {
            "id": "p",
            "start": START,
            "calendar": "c",
            "open_ends": open_ends,
            "calendars": [draw(calendars("c"))],
            "projects": [{"id": "A"}, {"id": "B"}],
            "tasks": [draw(tasks(n, ["c"], PLAIN)) for n in range(count)],
            "dependencies": draw(links(count, plain=True)),
        }
    )


@st.composite
def pauses(draw: st.DrawFn) -> str:
    """Return one to three pauses, at lengths of work that tasks often have."""
    after = draw(st.sets(st.sampled_from([0, 1, 29, 30, 120, 239, 240, 480, 489, 490, 700]), min_size=1, max_size=3))
    lengths = st.sampled_from([1, 60, 240, 480, 481]) | st.integers(1, 700)
    return "; ".join(f"{minutes}min pause {draw(lengths)}min" for minutes in sorted(after))


@st.composite
def rich_tasks(draw: st.DrawFn, number: int, names: list[str], kinds: list[str]) -> dict[str, Any]:
    """Return a task that may have pauses, a levelling delay and limits, or a level of effort."""
    task = draw(tasks(number, names, kinds))
    if task.get("kind") == "level-of-effort":
        return {**task, "duration": draw(st.none() | durations(elapsed=False))}
    if task.get("duration") not in (None, "0min") and draw(st.booleans()):
        task["splits"] = draw(pauses())
    if draw(st.integers(0, 3)) == 0:
        task["levelling_delay"] = f"{draw(st.integers(1, 3000))}emin"
    if draw(st.booleans()):
        limit = {"kind": draw(st.sampled_from(LIMITS)), "date": draw(moments())}
        task["constraints"] = [*task.get("constraints", ()), limit]
    return task


@st.composite
def rich_programs(draw: st.DrawFn, dialects: list[str], kinds: list[str] | None = None) -> Program:
    """Return a program like those of :func:`programs` with pauses, delays, levels of effort, limits and daily costs."""
    plain = draw(programs(ALL_KINDS))
    names = [calendar.id for calendar in plain.calendars]
    count = len(plain.tasks)
    found = [draw(rich_tasks(n, names, kinds or RICH_KINDS)) for n in range(count)]
    rates = [{"id": f"r{n}", "task": f"t{n}", "per_day": str(100 + n)} for n in range(count)]
    dialect = draw(st.sampled_from(dialects))
    busy = {task["project"] for task in found}
    return plain.replace(
        dialect=dialect,
        # A project without tasks ends at its data date; the twins know none.
        projects=[project for project in plain.projects if project.id in busy],
        honour_constraints=dialect == "msproject" and draw(st.booleans()),
        open_ends=draw(st.sampled_from(["program", "project"])),
        tasks=found,
        costs=rates,
    )
