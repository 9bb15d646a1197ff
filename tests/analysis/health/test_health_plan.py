"""Rules about dates, float, durations, resources and risks: each broken once and kept once."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Check, blamed, counted, event, job

CHAIN = [job("A"), job("B"), job("C")]
LINKS = "A>B; B>C"


def bound(kind: str, date: str) -> list[dict[str, str]]:
    return [{"kind": kind, "date": date}]


@pytest.mark.parametrize(
    ("kind", "hard"),
    [
        ("start-no-later-than", True),
        ("finish-no-later-than", True),
        ("start-on", True),
        ("finish-on", True),
        ("mandatory-start", True),
        ("mandatory-finish", True),
        ("start-no-earlier-than", False),
        ("finish-no-earlier-than", False),
    ],
)
def test_dates_that_bound_a_task_from_above_are_hard(check: Check, kind: str, hard: bool) -> None:
    outcome = check("RC205", [job("A", constraints=bound(kind, "2027-02-01T08:00")), *CHAIN[1:]], LINKS)
    assert counted(outcome) == (("fail", 1, 3) if hard else ("pass", 0, 3))
    assert blamed(outcome) == ({"A": f"{kind} 2027-02-01"} if hard else {})


def test_float_is_measured_in_working_days_of_the_calendar_of_the_task(check: Check) -> None:
    short = {"id": "half", "week": {"mon-fri": "08:00-12:00"}}
    office = {"id": "c", "week": {"mon-fri": "08:00-12:00, 13:00-17:00"}}
    tasks = [job("long", "50d"), job("short", "1d"), job("half", "1d", calendar="half")]
    outcome = check("RC206", tasks, calendars=[office, short])
    assert counted(outcome) == ("fail", 2, 3)
    assert blamed(outcome) == {"short": "49.0 d", "half": "49.0 d"}


def test_exactly_44_days_of_float_and_duration_are_not_too_many(check: Check) -> None:
    tasks = [job("long", "44d"), job("short", "0.5d"), job("next", "0.5d")]
    assert counted(check("RC206", tasks, "short>next")) == ("pass", 0, 3)
    assert counted(check("RC208", tasks, "short>next")) == ("pass", 0, 3)
    outcome = check("RC208", [job("long", "44.5d"), job("weeks", "8w")])
    assert counted(outcome) == ("fail", 1, 2)
    assert blamed(outcome) == {"long": "44.5 d"}


def test_the_days_are_a_limit_of_their_own(check: Check) -> None:
    checks = {"thresholds": {"RC208.days": 10, "RC206.days": 3}}
    tasks = [job("A", "10d"), job("B", "11d"), job("X", "5d")]
    assert blamed(check("RC208", tasks, checks=checks)) == {"B": "11.0 d"}
    assert blamed(check("RC206", tasks, checks=checks)) == {"X": "6.0 d"}


def test_negative_float_is_named_for_every_task_of_the_path(check: Check) -> None:
    tasks = [*CHAIN[:2], job("C", constraints=bound("finish-no-later-than", "2027-01-20T17:00"))]
    outcome = check("RC207", tasks, LINKS)
    assert counted(outcome) == ("fail", 3, 3)
    assert blamed(outcome) == {"A": "-2.0 d", "B": "-2.0 d", "C": "-2.0 d"}
    assert counted(check("RC207", CHAIN, LINKS)) == ("pass", 0, 3)


def test_a_forecast_before_the_data_date_is_invalid(check: Check) -> None:
    tasks = [job("A", constraints=bound("mandatory-start", "2027-01-05T08:00")), *CHAIN[1:]]
    outcome = check("RC209", tasks, LINKS, data_date="2027-01-18")
    assert counted(outcome) == ("fail", 1, 3)
    assert blamed(outcome) == {"A": "starts 2027-01-05, before the data date"}
    assert counted(check("RC209", CHAIN, LINKS, data_date="2027-01-18")) == ("pass", 0, 3)
    assert counted(check("RC209", tasks, LINKS)) == ("pass", 0, 3), "without a data date nothing is invalid"


def test_tasks_of_a_day_or_more_need_resources_or_costs_once_any_task_has_them(check: Check) -> None:
    tasks = [*CHAIN, job("hour", "1h")]
    cost = [{"id": "k", "task": "A", "fixed": "100"}]
    crew: dict[str, Any] = {"resources": [{"id": "R"}], "assignments": [{"task": "B", "resource": "R"}]}
    outcome = check("RC210", tasks, LINKS, costs=cost, **crew)
    assert counted(outcome) == ("fail", 1, 3)
    assert blamed(outcome) == {"C": "no resource and no cost"}
    rest = [{"id": "k2", "task": "C", "per_day": "5"}]
    assert counted(check("RC210", tasks, LINKS, costs=cost + rest, **crew)) == ("pass", 0, 3)
    assert check("RC210", tasks, LINKS).verdict == "n.a."


def test_a_mandatory_date_behind_predecessors_stops_delays(check: Check) -> None:
    pinned = event("M", constraints=bound("mandatory-finish", "2027-03-01T08:00"))
    outcome = check("RC217", [*CHAIN, pinned], "A>B; B>C; C>M")
    assert counted(outcome) == ("fail", 1, 4)
    assert blamed(outcome) == {"M": "mandatory-finish 2027-03-01"}
    assert counted(check("RC217", [*CHAIN, pinned], LINKS)) == ("pass", 0, 4), "nothing in front of it can be late"


def test_dates_that_only_cap_the_late_dates_stop_nothing(check: Check) -> None:
    tasks = [*CHAIN[:2], job("C", constraints=bound("finish-no-later-than", "2027-01-20T17:00"))]
    assert check("RC217", tasks, LINKS).verdict == "pass"
    honoured = check("RC217", tasks, LINKS, dialect="msproject", honour_constraints=True)
    assert blamed(honoured) == {"C": "finish-no-later-than 2027-01-20"}


def test_a_manual_start_behind_predecessors_stops_delays(check: Check) -> None:
    tasks = [*CHAIN[:2], job("C", manual_start="2027-03-01T08:00", manual_finish="2027-03-05T17:00")]
    assert blamed(check("RC217", tasks, LINKS, dialect="msproject")) == {"C": "manual start 2027-03-01"}


def test_a_risk_that_delays_a_finished_task_is_out_of_date(check: Check) -> None:
    first = job("A", actual_start="2027-01-04T08:00", actual_finish="2027-01-08T17:00")
    both = [{"id": "R", "probability": 0.5, "impacts": [{"tasks": ["A", "B"], "delay": "2d"}]}]
    money = [{"id": "R", "probability": 0.5, "impacts": [{"tasks": ["A"], "cost": "5k"}]}]
    outcome = check("RC219", [first, *CHAIN[1:]], LINKS, risks=both, data_date="2027-01-11")
    assert counted(outcome) == ("fail", 1, 2)
    assert blamed(outcome) == {"R": "task A is finished"}
    assert counted(check("RC219", CHAIN, LINKS, risks=both)) == ("pass", 0, 2)
    assert check("RC219", CHAIN, LINKS, risks=money).verdict == "n.a."
