"""Small programs to be worked out by hand, and their dates as short text.

All start on Monday, 5 January 2026 at 08:00; ``day`` works from 08:00 to 12:00 and from 13:00 to 17:00, Monday to
Friday, ``morning`` only until 12:00, ``noon`` from 10:00 to 12:00 and from 13:00 to 15:00, ``weekend`` on Saturday and
Sunday from 08:00 to 16:00.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from riskcast.model.program import Program
from riskcast.simulation.schedule import schedule_program

Row = dict[str, Any]
CALENDARS: list[Row] = [
    {"id": "day", "week": {"mon-fri": "08:00-12:00, 13:00-17:00"}},
    {"id": "morning", "week": {"mon-fri": "08:00-12:00"}},
    {"id": "noon", "week": {"mon-fri": "10:00-12:00, 13:00-15:00"}},
    {"id": "weekend", "week": {"sat-sun": "08:00-16:00"}},
]


def task(name: str, duration: str = "8h", **fields: Any) -> Row:
    """Return a task of project P, one day long unless the duration says otherwise; none for what has no duration."""
    return {"id": name, "project": "P", **({"duration": duration} if duration else {}), **fields}


def milestone(name: str, **fields: Any) -> Row:
    return task(name, "", kind="milestone", **fields)


def on(kind: str, date: str) -> list[Row]:
    """Return one constraint; ``date`` is a day and time of January 2026 such as ``07T08:00``."""
    return [{"kind": kind, "date": f"2026-01-{date}"}]


def link(text: str) -> Row:
    """Return a dependency written as ``A FS B``, ``A SS B 8h`` or ``A FF B -1ed``."""
    before, kind, after, *lag = text.split()
    return {"predecessor": before, "type": kind, "successor": after, "lag": lag[0] if lag else None}


def plan(*tasks: Row, links: str = "", **fields: Any) -> Program:
    """Return a program of one project; ``links`` are separated by commas, as :func:`link` reads them."""
    content: Row = {
        "id": "p",
        "start": "2026-01-05T08:00",
        "calendar": "day",
        "calendars": CALENDARS,
        "projects": [{"id": "P"}],
        "tasks": list(tasks),
        "dependencies": [link(text) for text in filter(None, (part.strip() for part in links.split(",")))],
    }
    return Program.model_validate({**content, **fields})


def msp(*tasks: Row, links: str = "", **fields: Any) -> Program:
    """Return a program under the rules of Microsoft Project, as its reader makes them."""
    usual = {"dialect": "msproject", "lag_calendar": "successor", "open_ends": "project"}
    return plan(*tasks, links=links, **{**usual, **fields})


def as_p6(program: Program) -> Program:
    """Return the same program under the rules of Primavera P6."""
    return program.replace(dialect="p6")


def frame(program: Program) -> pd.DataFrame:
    return schedule_program(program).to_frame()


def text(moment: Any) -> str:
    """Return a time of January 2026 as ``Mon 05 08:00``."""
    return f"{moment:%a %d %H:%M}"


def early(program: Program) -> dict[str, tuple[str, str]]:
    """Return early start and finish of every task."""
    return _pairs(program, "early_start", "early_finish")


def late(program: Program) -> dict[str, tuple[str, str]]:
    """Return late start and finish of every task."""
    return _pairs(program, "late_start", "late_finish")


def planned(program: Program) -> dict[str, tuple[str, str]]:
    """Return when every task is planned, which is not early when it is as late as possible."""
    return _pairs(program, "start", "finish")


def floats(program: Program) -> dict[str, float]:
    """Return the total floats in hours."""
    return {str(name): minutes / 60.0 for name, minutes in frame(program)["total_float_min"].items()}


def _pairs(program: Program, first: str, second: str) -> dict[str, tuple[str, str]]:
    return {str(name): (text(row[first]), text(row[second])) for name, row in frame(program).iterrows()}
