"""Every section shows a finish that somebody wrote down on the day that was written."""

from __future__ import annotations

import pytest

from riskcast.report.context import Context
from riskcast.report.section import Fragment
from riskcast.report.sections import finish, joint, projects, schedule
from riskcast.simulation.plan import Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

from . import programs


@pytest.fixture(scope="module")
def over() -> Result:
    """A program that ended on 31 March 2027, a bare date, and was promised for 2 April."""
    program = programs.plain().model_dump(mode="json", exclude_defaults=True)
    done = {"actual_start": "2027-03-22", "actual_finish": "2027-03-31"}
    program |= {
        "start": "2027-03-22",
        "data_date": "2027-04-05",
        "tasks": [{"id": "one", "project": "A", "duration": "3d", **done}],
        "dependencies": [],
        "risks": [],
        "costs": [{"id": "c", "task": "one", "fixed": 100}],
        "targets": {"finish": "2027-04-02", "budget": 200},
    }
    return simulate(type(programs.plain()).model_validate(program), Plan(20, seed=1))


@pytest.mark.parametrize("section", [finish, joint, projects, schedule])
def test_a_fact_is_shown_on_the_day_that_was_written_in_every_section(over: Result, section: object) -> None:
    found = section.render(Context(over))  # type: ignore[attr-defined]
    assert isinstance(found, Fragment)
    words = [found.html, *(chart.says for chart in found.charts.values())]
    words += [str(chart.layout.get("annotations")) + str(chart.data) for chart in found.charts.values()]
    text = " ".join(words)
    assert "31 Mar 2027" in text
    assert "30 Mar" not in text
