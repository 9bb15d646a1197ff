"""Small programs whose health is easy to say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import riskcast as rc
from riskcast.analysis.health import assess
from riskcast.analysis.health.rule import Outcome

Make = Callable[..., rc.Program]
Check = Callable[..., Outcome]

OFFICE = {"id": "c", "week": {"mon-fri": "08:00-12:00, 13:00-17:00"}}


def job(name: str, duration: str | None = "5d", **fields: Any) -> dict[str, Any]:
    """A task of five working days, unless said otherwise."""
    return {"id": name, "project": "P", "duration": duration, **fields}


def event(name: str, **fields: Any) -> dict[str, Any]:
    """A milestone."""
    return {"id": name, "project": "P", "kind": "milestone", **fields}


def done(name: str, start: str, finish: str, **fields: Any) -> dict[str, Any]:
    """A finished task."""
    return job(name, actual_start=start, actual_finish=finish, **fields)


def link(text: str) -> dict[str, Any]:
    """A dependency from text such as ``A>B SS+2d``."""
    ends, _, rest = text.partition(" ")
    before, _, after = ends.partition(">")
    return {"predecessor": before, "successor": after, "type": rest[:2] or "FS", "lag": rest[2:].strip("+") or None}


@pytest.fixture
def make() -> Make:
    """Make a program that starts on Monday, 4 January 2027, of tasks and texts of dependencies."""

    def build(tasks: list[dict[str, Any]], links: str = "", **fields: Any) -> rc.Program:
        base = {"id": "p", "start": "2027-01-04", "calendar": "c", "calendars": [OFFICE], "projects": [{"id": "P"}]}
        found = [link(text.strip()) for text in links.split(";") if text.strip()]
        return rc.Program.model_validate({**base, "tasks": tasks, "dependencies": found, **fields})

    return build


@pytest.fixture
def check(make: Make) -> Check:
    """Make a program and return the outcome of one check."""

    def run(code: str, tasks: list[dict[str, Any]], links: str = "", **fields: Any) -> Outcome:
        health = assess(make(tasks, links, **fields))
        return next(outcome for outcome in health.outcomes if outcome.rule.code == code)

    return run


def counted(outcome: Outcome) -> tuple[str, int, int]:
    """Return verdict, count and population."""
    return outcome.verdict, outcome.measured.count, outcome.measured.population


def blamed(outcome: Outcome) -> dict[str, str]:
    """Return the notes by offender."""
    return {offender.id: offender.note for offender in outcome.measured.offenders}
