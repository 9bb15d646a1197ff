"""Setting fields: what is named changes, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from riskcast.model.scenario import Scenario

from .garden import GARDEN, applied, effects, places, refusals, setting


def test_fields_of_a_task_are_set_from_text() -> None:
    found = effects(setting("YARD.dig", duration="40d", estimate="pert(30d, 40d, 60d)", calendar="office"))
    assert found == [
        "tasks YARD.dig calendar: None -> office",
        "tasks YARD.dig duration: 48d -> 40d",
        "tasks YARD.dig estimate: None -> pert(30d, 40d, 60d)",
    ]


def test_the_program_itself_is_not_changed() -> None:
    before = GARDEN.model_copy(deep=True)
    applied(setting("YARD.dig", duration="40d"), {"verb": "remove", "target": "R1", "collection": "risks"})
    assert before == GARDEN


def test_a_selector_sets_every_task_that_it_means() -> None:
    assert places(setting("tag:phase=build", probability=0.5)) == [
        ("tasks", "HOUSE.walls", "probability"),
        ("tasks", "YARD.dig", "probability"),
    ]


def test_several_names_are_a_list_or_text_with_semicolons() -> None:
    both = [("tasks", "YARD.dig", "note"), ("tasks", "YARD.path", "note")]
    assert places(setting(["YARD.dig", "YARD.path"], note="x")) == both
    assert places(setting("YARD.path; YARD.dig", note="x")) == both


def test_nested_mappings_merge_and_dotted_names_mean_the_same() -> None:
    expected = ["projects HOUSE targets.budget: 1200000.0 -> 1400000.0"]
    assert effects(setting("HOUSE", "projects", targets={"budget": "1.4m"})) == expected
    assert effects(setting("HOUSE", "projects", **{"targets.budget": "1.4m"})) == expected
    assert effects(setting("HOUSE.walls", tags={"phase": "x"})) == ["tasks HOUSE.walls tags.phase: build -> x"]


def test_nothing_takes_a_value_away() -> None:
    assert effects(setting("HOUSE", "projects", targets={"budget": None})) == [
        "projects HOUSE targets.budget: 1200000.0 -> None"
    ]
    assert effects(setting("HOUSE.roof", estimate=None)) == ["tasks HOUSE.roof estimate: pert(80%, 100%, 150%) -> None"]


def test_fields_of_the_program_are_set_under_its_own_name() -> None:
    found = effects(setting("program", start="2027-02-01", confidence=90, targets={"finish": "2027-08-31"}))
    assert found == [
        "program  start: 2027-01-04 00:00:00 -> 2027-02-01 00:00:00",
        "program  confidence: 80 -> 90",
        "program  targets.finish: 2027-07-31 -> 2027-08-31",
    ]


def test_a_response_is_merged_or_made() -> None:
    assert effects(setting("R1", "risks", response={"probability": 0.05, "state": "active"})) == [
        "risks R1 response.state: planned -> active",
        "risks R1 response.probability: 0.1 -> 0.05",
    ]
    made = applied(
        setting("R3", "risks", response={"name": "Plan B", "impacts": [{"tasks": "YARD.path", "delay": "1d"}]})
    )
    response = made.risks[2].response
    assert response is not None
    assert (response.name, response.impacts[0].tasks) == ("Plan B", ("YARD.path",))


def test_date_constraints_have_the_names_of_files_and_stand_beside_each_other() -> None:
    made = applied(setting("HOUSE.walls", finish_no_later_than="2027-06-01")).tasks[1]
    assert [c.kind.value for c in made.constraints] == ["start-no-earlier-than", "finish-no-later-than"]
    assert applied(setting("HOUSE.walls", start_no_earlier_than=None)).tasks[1].constraints == ()


def test_predecessors_replace_the_links_to_a_task() -> None:
    made = applied(setting("YARD.path", predecessors="YARD.pond; HOUSE.roof SS+5d"))
    links = [(d.predecessor, d.type.value, str(d.lag)) for d in made.dependencies if d.successor == "YARD.path"]
    assert links == [("YARD.pond", "FS", "None"), ("HOUSE.roof", "SS", "5d")]


def test_costs_of_a_task_go_to_its_own_line_which_is_made_when_there_is_none() -> None:
    found = effects(setting("HOUSE.roof", cost_per_day=1100), setting("YARD.dig", fixed_cost="2k"))
    assert found[0] == "costs HOUSE.roof per_day: 900 -> 1100"
    assert [line.split(":")[0] for line in found] == ["costs HOUSE.roof per_day", "costs YARD.dig "]


def test_links_are_named_by_both_ends_and_where_needed_by_their_type() -> None:
    assert len(places(setting("YARD.dig -> YARD.path", "dependencies", lag="1d"))) == 2
    assert places(setting("YARD.dig -> YARD.path SS", "dependencies", lag="1d")) == [
        ("dependencies", "YARD.dig -> YARD.path SS", "lag")
    ]


def test_a_correlation_is_named_by_its_members_in_any_order() -> None:
    change = setting(["HOUSE.roof", "HOUSE.walls"], "correlations", rho=0.2)
    assert effects(change) == ["correlations HOUSE.walls; HOUSE.roof rho: 0.5 -> 0.2"]


@pytest.mark.parametrize(
    ("change", "code", "field", "words"),
    [
        (setting("YARD.digg", duration="1d"), "RC401", "set", "did you mean 'YARD.dig'?"),
        (setting("tag:phase=none", duration="1d"), "RC401", "set", "means no task"),
        (setting("HOUSE", "project", name="x"), "RC401", "in", "did you mean 'projects'?"),
        (setting("YARD.dig", durations="1d"), "RC010", "durations", "did you mean 'duration'?"),
        (setting("HOUSE", "projects", targets={"budgt": 1}), "RC010", "targets", "did you mean 'budget'?"),
        (setting("YARD.dig", duration="1"), "RC012", "duration", "no time unit"),
        (setting("R1", "risks", probability="40%"), "RC012", "probability", "write 0.4"),
        (setting("YARD.dig", id="other"), "RC402", "id", "keyed by it"),
        (setting("program", tasks=[]), "RC402", "tasks", "is a list"),
        (setting("program", id="x"), "RC402", "id", "cannot change"),
        (setting("YARD.dig"), "RC402", "set", "no field"),
        (setting("HOUSE.plan", duration="3d"), "RC403", "duration", "finished on 2027-01-08"),
        (setting("tag:phase=design", duration="3d"), "RC403", "set", "finished"),
        (setting("YARD.path", predecessors="A, B"), "RC016", "predecessors", "semicolons"),
    ],
)
def test_what_cannot_be_set_is_said_at_its_place(change: dict[str, Any], code: str, field: str, words: str) -> None:
    (finding,) = refusals(setting("YARD.pond", note="first"), change)
    assert (finding.code, finding.path[:3]) == (code, ("changes", 1, field))
    assert words in str(finding)


def test_all_changes_are_tried_and_all_findings_come_at_once() -> None:
    found = refusals(setting("A", note="x"), setting("YARD.dig", note="x"), setting("B", note="x"))
    assert [finding.path[1] for finding in found] == [0, 2]


def test_notes_of_finished_tasks_may_change() -> None:
    assert places(setting("HOUSE.plan", note="x")) == [("tasks", "HOUSE.plan", "note")]


def test_a_scenario_survives_a_round_through_json() -> None:
    written = Scenario.model_validate(
        {"id": "s", "changes": [setting("A", note="x"), {"verb": "scale", "target": "B", "by": "80%"}]}
    )
    assert Scenario.model_validate_json(written.model_dump_json()) == written
