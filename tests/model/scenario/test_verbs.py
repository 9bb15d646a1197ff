"""Scaling, shifting, adding, removing, deciding and switching."""

from __future__ import annotations

from typing import Any

import pytest

from riskcast.model.scenario import apply_in_steps

from .garden import GARDEN, applied, effects, places, refusals, scenario


def change(verb: str, target: str | list[str], collection: str = "", **parts: Any) -> dict[str, Any]:
    given = {"verb": verb, "target": target, **parts}
    return {**given, "collection": collection} if collection else given


def test_scaling_tasks_multiplies_durations_and_amounts_but_not_percentages_of_the_plan() -> None:
    assert effects(change("scale", ["HOUSE.walls", "HOUSE.roof", "YARD.path"], by="80%")) == [
        "tasks HOUSE.walls duration: 30d -> 24d",
        "tasks HOUSE.walls estimate: pert(24d, 30d, 45d) -> pert(19.2d, 24d, 36d)",
        "tasks HOUSE.roof duration: 10d -> 8d",
        "tasks YARD.path duration: 4d -> 3.2d",
        "tasks YARD.path estimate: lognormal(5d, 1d) -> lognormal(4d, 0.8d)",
    ]


def test_a_range_alone_is_scaled_with_its_percentages() -> None:
    assert effects(change("scale", "HOUSE.roof", field="estimate", by=1.1)) == [
        "tasks HOUSE.roof estimate: pert(80%, 100%, 150%) -> pert(88%, 110%, 165%)"
    ]


def test_products_are_what_people_would_write() -> None:
    assert effects(change("scale", "YARD.dig", by="110%")) == ["tasks YARD.dig duration: 48d -> 52.8d"]


def test_scaling_by_a_selector_leaves_finished_tasks_alone() -> None:
    assert places(change("scale", "project:HOUSE", by=0.5, field="duration")) == [
        ("tasks", "HOUSE.walls", "duration"),
        ("tasks", "HOUSE.roof", "duration"),
    ]


def test_any_field_that_is_a_number_an_amount_or_an_estimate_can_be_scaled() -> None:
    assert effects(
        change("scale", "bricks", "costs", field="fixed", by="110%"),
        change("scale", "R1", "risks", field="probability; impacts.delay", by="50%"),
        change("scale", "HOUSE", "projects", field="targets.budget", by=1.5),
        change("scale", "program", field="targets.budget", by="90%"),
        change("scale", "all", "bands", field="estimate", by="90%"),
    ) == [
        "program  targets.budget: 2000000.0 -> 1800000.0",
        "projects HOUSE targets.budget: 1200000.0 -> 1800000.0",
        "costs bricks fixed: triangular(40000, 50000, 80000) -> triangular(44000, 55000, 88000)",
        "risks R1 probability: 0.4 -> 0.2",
        "risks R1 impacts.0.delay: 5d -> 2.5d",
        "bands tag:phase=test estimate: pert(80%, 100%, 140%) -> pert(72%, 90%, 126%)",
    ]


def test_a_probability_ends_at_one_with_a_warning() -> None:
    found = apply_in_steps(GARDEN, scenario(change("scale", "R1", "risks", field="probability", by="300%")))
    assert found.program.risks[0].probability == 1.0
    assert [(f.code, f.level, f.path) for f in found.findings] == [("RC405", "warning", ("changes", 0, "by"))]


def test_dates_are_shifted_by_calendar_days() -> None:
    assert effects(
        change("shift", "HOUSE.walls", by="-10d"),
        change("shift", "rent", "costs", by="2w"),
        change("shift", "HOUSE", "projects", by="7ed"),
        change("shift", "HOUSE", "projects", field="targets.finish", by="1d"),
        change("shift", "program", by="1d"),
    ) == [
        "program  start: 2027-01-04 00:00:00 -> 2027-01-05 00:00:00",
        "projects HOUSE start: 2027-01-04 00:00:00 -> 2027-01-11 00:00:00",
        "projects HOUSE targets.finish: 2027-06-30 -> 2027-07-01",
        "tasks HOUSE.walls constraints.0.date: 2027-02-01 00:00:00 -> 2027-01-22 00:00:00",
        "costs rent begin: 2027-02-01 -> 2027-02-15",
    ]


def test_an_added_entity_stands_at_the_end_of_its_list() -> None:
    made = applied(
        {"verb": "add", "collection": "costs", "fields": {"id": "crash", "task": "YARD.dig", "fixed": "60k"}}
    )
    assert [line.id for line in made.costs] == ["bricks", "HOUSE.roof", "rent", "crash"]


def test_an_added_task_takes_its_project_from_its_id_and_may_have_predecessors_and_costs() -> None:
    fields = {"id": "YARD.hedge", "duration": "3d", "predecessors": "YARD.dig +2d", "cost_per_day": 400}
    made = applied({"verb": "add", "collection": "tasks", "fields": fields})
    assert (made.tasks[-1].project, made.dependencies[-1].predecessor, made.costs[-1].id) == (
        *("YARD", "YARD.dig", "YARD.hedge"),
    )


def test_a_removed_risk_goes_from_what_others_depend_on() -> None:
    made = applied(change("remove", "R1", "risks"))
    assert [risk.id for risk in made.risks] == ["R2", "R3"]
    assert made.risks[0].given == ()
    assert made.correlations[1].among == ("R2", "R3")


def test_a_removed_task_stays_in_the_plan_with_probability_zero() -> None:
    assert effects(change("remove", "tag:phase=build")) == [
        "tasks HOUSE.walls probability: 1.0 -> 0.0",
        "tasks YARD.dig probability: 1.0 -> 0.0",
    ]


def test_a_removed_link_is_gone() -> None:
    made = applied(change("remove", "YARD.dig -> YARD.path SS", "dependencies"))
    assert [link.type.value for link in made.dependencies if link.successor == "YARD.path"] == ["FS"]


def test_responses_are_decided_and_taken_back() -> None:
    assert effects(change("activate", "R1")) == ["risks R1 response.state: planned -> active"]
    assert effects(change("activate", "R1"), change("deactivate", "R1")) == []
    assert effects(change("activate", "all")) == ["risks R1 response.state: planned -> active"]


def test_risks_and_drivers_are_switched_off_and_on() -> None:
    assert effects(change("switch_off", ["R3", "CREW"])) == [
        "risks R3 enabled: True -> False",
        "drivers CREW enabled: True -> False",
    ]
    assert effects(change("switch_off", ["R3", "CREW"]), change("switch_on", "CREW")) == [
        "risks R3 enabled: True -> False"
    ]
    assert len(places(change("switch_off", "all", "risks"))) == 3


@pytest.mark.parametrize(
    ("made", "code", "field", "words"),
    [
        (change("scale", "READY", by=0.5), "RC404", "scale", "has no duration, estimate or remaining"),
        (change("scale", "HOUSE.plan", by=0.5), "RC403", "scale", "what is past cannot change"),
        (change("scale", "R1", "risks", by=0.5), "RC402", "scale", "what is multiplied"),
        (change("scale", "R1", "risks", field="not_before", by=0.5), "RC404", "scale", "has no not_before"),
        (change("scale", "YARD", "projects", field="name", by=0.5), "RC402", "field", "cannot be multiplied"),
        (change("scale", "R1", "risks", field="chance", by=0.5), "RC010", "field", "unknown field"),
        (change("scale", "HOUSE", "projects", field="targets.budgt", by=2), "RC010", "field", "unknown field"),
        (change("shift", "YARD.dig", by="1d"), "RC404", "shift", "has no date that plans its work"),
        (change("shift", "YARD", "projects", field="name", by="1d"), "RC402", "field", "cannot be moved"),
        (change("remove", "HOUSE.plan"), "RC403", "remove", "finished on"),
        (change("remove", "READY"), "RC402", "remove", "in: dependencies"),
        (change("remove", "tag:phase=design"), "RC403", "remove", "every task"),
        (change("activate", "R3"), "RC404", "activate", "no response"),
        (change("deactivate", "R2"), "RC403", "deactivate", "carried out"),
        (change("switch_off", "R9"), "RC401", "switch_off", "no risk or driver 'R9'"),
        (change("switch_off", "bricks", "costs"), "RC402", "in", "only risks and drivers"),
        ({"verb": "add", "collection": "costs", "fields": {"id": "rent"}}, "RC101", "id", "already"),
        ({"verb": "add", "collection": "tasks", "fields": {"id": "X"}}, "RC011", "project", "project: HOUSE"),
        ({"verb": "add", "collection": "risks", "fields": {"id": "X"}}, "RC011", "probability", "0.3 for 30 %"),
        ({"verb": "add", "collection": "garage", "fields": {"id": "X"}}, "RC401", "in", "no list 'garage'"),
    ],
)
def test_what_cannot_be_done_is_said_at_its_place(made: dict[str, Any], code: str, field: str, words: str) -> None:
    (finding,) = refusals(made)
    assert (finding.code, finding.path) == (code, ("changes", 0, field))
    assert words in str(finding)
