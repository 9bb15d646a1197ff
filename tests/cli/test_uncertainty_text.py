"""What ``riskcast check`` says about everything that is uncertain."""

from __future__ import annotations

from typing import Any

from riskcast.cli.range_text import branches_text, correlations_text, drivers_text, ranges_text
from riskcast.cli.risk_text import risks_text
from riskcast.model.program import Program
from riskcast.model.selector import Selection

TASKS: list[dict[str, Any]] = [
    {"id": "A", "duration": "5d", "estimate": "pert(4d, 5d, 9d)", "tags": {"phase": "build"}},
    {"id": "B", "duration": "5d", "tags": {"phase": "test"}, "probability": 0.4},
    {"id": "C", "duration": "5d"},
    {"id": "Z", "duration": "5d", "actual_start": "2027-01-04", "actual_finish": "2027-01-05"},
]
ANSWER = {
    "name": "Second source",
    "state": "active",
    "probability": 0.1,
    "cost": "40k",
    "decide_by": "2027-05-01",
    "impacts": [{"tasks": ["A"], "delay": "1d"}],
}
RISKS: list[dict[str, Any]] = [
    {
        "id": "R1",
        "probability": 0.3,
        "exclusive": "supply",
        "impacts": [{"tasks": ["all"], "delay": "5d"}],
        "response": ANSWER,
    },
    {
        "id": "R2",
        "probability": 0.4,
        "exclusive": "supply",
        "impacts": [
            {"tasks": ["tag:phase", "C"], "factor": "uniform(110%, 150%)", "each": True, "cost": "uniform(1k, 2k)"}
        ],
        "given": [{"risk": "R4", "probability": 0.6}],
    },
    {"id": "R3", "probability": 0.4, "impacts": [{"tasks": ["Z"], "delay": "5d"}]},
    {
        "id": "R4",
        "probability": 0.1,
        "kind": "opportunity",
        "impacts": [{"tasks": ["A"], "delay": "2d", "cost_per_day": "1k"}],
        "not_before": "2027-02-01",
        "expires_with": "C",
        "response": {"probability": 0.5},
    },
]


def program(**fields: Any) -> Program:
    given = {
        "id": "demo",
        "start": "2027-01-04",
        "calendar": "office",
        "calendars": [{"id": "office", "week": {"mon-fri": "08:00-16:00"}}],
        "projects": [{"id": "P"}],
        "tasks": [{"project": "P", **task} for task in TASKS],
    }
    return Program.model_validate(given | fields)


def lines(text: str, width: int = 80) -> list[str]:
    found = text.splitlines()
    assert max(map(len, found)) <= width
    return [" ".join(line.split()) for line in found]


def test_risks_are_shown_as_they_count_now_with_all_that_ties_them_together() -> None:
    made = program(risks=RISKS)
    said = lines(risks_text(made, Selection(made.tasks), 80))
    assert "R1 10 % 1 1d" in said
    assert "R2 40 % 3 x110%/150% each 1k/2k" in said
    assert "R4 10 % 1 -2d -1k a day" in said
    assert "R1 active: Second source; 30 % -> 10 %; leaves 1d on A; costs 40k; decide by" in said
    assert "1 May 2027; counted" in said
    assert "R4 planned; 10 % -> 50 %; not counted" in said
    assert "supply: R1 10 %, R2 40 %, none 50 %" in said
    assert "R2: 40 % alone, 60 % after R4" in said
    assert "R4: from 1 Feb 2027, until C is finished" in said
    assert "R3: task Z is finished" in said
    assert said[-1] == "Several risks on one task: delays add up, factors multiply."


def test_how_risks_on_one_task_combine_is_always_said() -> None:
    made = program(risks=RISKS[:1], combine={"delays": "max", "factors": "sum"})
    said = lines(risks_text(made, Selection(made.tasks), 80))
    assert " ".join(said).endswith("the longest delay counts, what factors are above 100 % adds up.")


def test_ranges_are_counted_by_where_they_come_from() -> None:
    bands = [
        {"where": "all", "estimate": "triangular(90%, 100%, 140%)"},
        {"where": "tag:phase=test & project:P", "estimate": "uniform(90%, 120%)", "cost": "uniform(95%, 110%)"},
    ]
    costs = [{"id": "b", "task": "B", "fixed": "5k"}]
    made = program(bands=bands, costs=costs)
    said = lines(ranges_text(made, Selection(made.tasks), 80))
    assert said[1:4] == [
        "durations: 1 pert, 1 uniform, 1 triangular; 1 certain (milestones included)",
        "from: 1 their own, 2 from bands",
        "perhaps not needed: B 40 %",
    ]
    assert "all 90%/100%/140% 1" in said
    assert "tag:phase=test & project:P 90%/120% 1 95%/110% 1" in said
    plain = program()
    assert len(lines(ranges_text(plain, Selection(plain.tasks), 80))) == 3


def test_drivers_and_correlations_are_listed_and_silence_is_only_silence() -> None:
    driver = {"id": "team", "name": "Productivity", "duration": "triangular(90%, 100%, 130%)", "tasks": ["all"]}
    made = program(drivers=[driver], correlations=[{"among": ["A", "B"], "rho": 0.5}], default_correlation=0.2)
    assert "team Productivity 100 % 4 90%/100%/130%" in lines(drivers_text(made, Selection(made.tasks), 80))
    said = lines(correlations_text(made, 80))
    assert said == ["Correlations", "duration 0.5: A; B", "other durations: 0.2 between any two"]
    assert lines(correlations_text(program(default_correlation=0.0), 80))[-1] == "other durations: independent"
    assert correlations_text(program(), 80) == ""


def test_branches_conditions_and_reworks_are_said_in_words() -> None:
    made = program(
        branches=[{"id": "fork", "options": [{"name": "buy", "probability": 0.3, "tasks": ["tag:phase"]}]}],
        conditions=[
            {"id": "late", "task": "A", "later_than": "2027-03-01", "then": ["C"]},
            {"id": "slow", "task": "A", "longer_than": "9d", "otherwise": ["B", "C"]},
        ],
        reworks=[{"id": "again", "tasks": ["A", "B"], "probability": 0.2}],
    )
    said = lines(branches_text(made, Selection(made.tasks), 80))
    assert "fork: 30 % buy (tag:phase: 2 tasks), 70 % none" in said
    assert "late: if A finishes after 2027-03-01, then C" in said
    assert "slow: if A takes longer than 9d, otherwise B; C" in said
    assert "again: A -> B; 20 % again after each pass, at most 3 times" in said
    assert branches_text(program(), Selection(()), 80) == ""
