"""Scenario files: what they say, where they are found, and what is wrong with them, by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from riskcast.errors import FileProblem, InvalidInput
from riskcast.formats import load
from riskcast.formats.scenarios import (
    apply_scenario_files,
    find_scenarios,
    list_scenarios,
    load_scenarios,
    read_scenario,
)
from riskcast.model.scenario import CHANGES

from .conftest import WriteProgram

HEAD = "riskcast: 1\nid: fast\nchanges:\n"


def write(folder: Path, text: str, name: str = "fast") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def complaints(path: Path) -> list[tuple[int, str, str]]:
    """Return line, code and text of every finding about a file."""
    with pytest.raises(InvalidInput) as caught:
        read_scenario(path)
    return [(int(f.where.rpartition(":")[2]), f.code, f"{f.message} ({f.remedy})") for f in caught.value.findings]


def test_every_verb_is_read_with_the_words_of_files(tmp_path: Path) -> None:
    text = """\
riskcast: 1
id: fast
name: Faster
note: Because.
owner: Ann
decide_by: 2027-03-31
changes:
  - {set: A, duration: 8d, note: A note of the task}
  - {set: CORE, in: projects, targets: {budget: 1.7m}}
  - {scale: "tag:phase=test; A", by: 80%, note: Why}
  - {scale: licences, in: costs, field: fixed, by: 1.1}
  - {shift: [A, B], by: -10d}
  - {add: costs, id: crash, task: A, fixed: 60k}
  - {remove: "A -> B", in: dependencies}
  - {activate: R1}
  - {deactivate: R1}
  - {switch_off: [R1, D1]}
  - {switch_on: R1, in: risks}
"""
    scenario = read_scenario(write(tmp_path, text)).scenario
    assert (scenario.id, scenario.name, scenario.owner, str(scenario.decide_by)) == (
        "fast",
        "Faster",
        "Ann",
        "2027-03-31",
    )
    assert {change.verb for change in scenario.changes} == set(CHANGES)
    parts = [change.model_dump(mode="json", exclude_defaults=True) for change in scenario.changes]
    assert parts[0] == {"target": ["A"], "fields": {"duration": "8d", "note": "A note of the task"}}
    assert parts[1] == {"target": ["CORE"], "collection": "projects", "fields": {"targets": {"budget": "1.7m"}}}
    assert parts[2] == {"note": "Why", "target": ["tag:phase=test", "A"], "by": "80%"}
    assert parts[5] == {"collection": "costs", "fields": {"id": "crash", "task": "A", "fixed": "60k"}}
    assert parts[9] == {"target": ["R1", "D1"]}


def test_the_id_is_the_name_of_the_file_when_it_states_none(tmp_path: Path) -> None:
    path = write(tmp_path, "riskcast: 1\nchanges:\n  - {remove: A}\n", "cheap")
    assert read_scenario(path).scenario.id == "cheap"


def test_everything_that_is_wrong_is_said_at_once_by_line(tmp_path: Path) -> None:
    text = """\
riskcast: 2
nam: x
changes:
  - {set: A, duration: 8d}
  - {scale: A}
  - {scale: A, by: 80%, feild: duration}
  - {shift: A, by: 10}
  - {sett: A, duration: 8d}
  - {set: A, remove: B}
  - {activate: }
  - just text
  - {scale: A, by: half}
  - scale: A
    in: tasks
    by: {a: b}
"""
    found = complaints(write(tmp_path, text))
    assert [(line, code) for line, code, _ in found] == [
        *((2, "RC010"), (1, "RC005"), (5, "RC011"), (6, "RC010"), (7, "RC012"), (8, "RC406"), (9, "RC406")),
        *((10, "RC011"), (11, "RC013"), (12, "RC012"), (15, "RC012")),
    ]
    said = [words for _, _, words in found]
    assert "did you mean 'name'?" in said[0]
    assert "did you mean 'field'?" in said[3]
    assert "write 10d, -10d or 2w" in said[4]
    assert "did you mean 'set'?" in said[5]
    assert "two verbs: set and remove" in said[6]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "RC013"),
        ("- a\n- b\n", "RC013"),
        ("riskcast: 1\nid: x\n", "RC011"),
        ("riskcast: 1\nid: x\nchanges: []\n", "RC011"),
        ("riskcast: 1\nid: x\nchanges: {set: A}\n", "RC013"),
        ("id: x\nchanges: [{remove: A}]\n", "RC005"),
        ("riskcast: 1\nid: 'a;b'\nchanges: [{remove: A}]\n", "RC012"),
        ("riskcast: 1\nid: x\nid: y\nchanges: [{remove: A}]\n", "RC003"),
    ],
)
def test_a_file_that_is_no_scenario_says_why(tmp_path: Path, text: str, code: str) -> None:
    assert [found for _, found, _ in complaints(write(tmp_path, text))] == [code]


def test_names_are_paths_or_ids_and_the_folder_beside_the_program_comes_first(
    write_program: WriteProgram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_program()
    monkeypatch.chdir(tmp_path)
    for place, days in ((folder / "scenarios", 1), (tmp_path / "scenarios" / "demo", 2), (tmp_path / "scenarios", 3)):
        write(place, HEAD + f"  - {{set: A, duration: {days}d}}\n")
    other = write(tmp_path / "scenarios", "riskcast: 1\nid: other\nchanges: [{remove: A}]\n", "file-of-another-name")
    program = load(folder).program
    (first,) = load_scenarios(["fast"], folder, program)
    assert "1d" in first.changes[0].model_dump_json()
    found = load_scenarios(["other", str(other), "scenarios/demo/fast.yaml"], folder / "program.yaml", program)
    assert [scenario.id for scenario in found] == ["other", "other", "fast"]
    assert [path.parent.name for path in find_scenarios("scenarios")] == ["scenarios", "scenarios"]
    assert [file.scenario.id for file in list_scenarios(folder, program)[0]] == ["fast", "fast", "fast", "other"]


def test_an_unknown_name_lists_those_that_exist_and_a_missing_file_is_a_file_problem(
    write_program: WriteProgram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_program()
    monkeypatch.chdir(tmp_path)
    write(folder / "scenarios", HEAD + "  - {remove: A}\n")
    program = load(folder).program
    with pytest.raises(InvalidInput, match=r"no scenario 'cheap' \(known: fast\)"):
        load_scenarios(["cheap"], folder, program)
    with pytest.raises(InvalidInput, match=r"did you mean 'fast'\?"):
        load_scenarios(["fats"], folder, program)
    with pytest.raises(FileProblem, match="no such file"):
        load_scenarios(["scenarios/none.yaml"], folder, program)


def test_a_broken_file_does_not_hide_the_others(write_program: WriteProgram) -> None:
    folder = write_program()
    write(folder / "scenarios", "riskcast: 1\nchanges: 5\n", "broken")
    write(folder / "scenarios", HEAD + "  - {remove: A}\n", "slow-name")
    program = load(folder).program
    assert load_scenarios(["fast"], folder, program)[0].id == "fast"
    files, findings = list_scenarios(folder, program)
    assert [file.scenario.id for file in files] == ["fast"]
    assert findings[0].where.endswith("broken.yaml:2")


def test_what_cannot_be_applied_is_said_at_the_line_of_the_change(write_program: WriteProgram) -> None:
    folder = write_program()
    path = write(folder / "scenarios", HEAD + "  - {set: A, note: x}\n  - set: C\n    duration: 5d\n")
    with pytest.raises(InvalidInput) as caught:
        apply_scenario_files(load(folder), ["fast"], folder)
    (finding,) = caught.value.findings
    assert (finding.code, finding.where) == ("RC401", f"{path}:5")


def test_errors_of_the_changed_program_stand_at_the_change_that_made_them(write_program: WriteProgram) -> None:
    folder = write_program()
    changes = "  - {set: A, note: x}\n  - {set: B, estimate: 'pert(9d, 5d, 2d)'}\n  - {set: A, calendar: none}\n"
    cycle = "  - {add: dependencies, predecessor: B, successor: A}\n"
    path = write(folder / "scenarios", HEAD + changes + cycle)
    with pytest.raises(InvalidInput) as caught:
        apply_scenario_files(load(folder), ["fast"], folder)
    found = {finding.code: finding.where for finding in caught.value.findings if finding.level == "error"}
    assert found == {"RC103": f"{path}:6", "RC107": f"{path}:7", "RC123": f"{path}:5"}


def test_warnings_of_the_program_stay_and_those_that_are_mended_go(write_program: WriteProgram) -> None:
    folder = write_program(risks="id,probability,tasks,delay\nR1,1,A,2d\nR2,1,B,2d\n")
    before = load(folder)
    assert [f.code for f in before.findings] == ["RC141", "RC141"]
    write(folder / "scenarios", HEAD + "  - {set: R1, in: risks, probability: 0.5}\n  - {switch_off: R2}\n")
    after = apply_scenario_files(before, ["fast"], folder)
    assert [(f.code, Path(f.where.rpartition(":")[0]).name) for f in after.findings if f.code == "RC155"] == [
        ("RC155", "fast.yaml")
    ]
    assert [f.subject for f in after.findings if f.code == "RC141"] == ["risks.R2.probability"]


def test_observed_values_are_looked_for_from_the_folder_of_the_program(write_program: WriteProgram) -> None:
    folder = write_program()
    (folder / "history.csv").write_text("days\n4\n6\n9\n", encoding="utf-8")
    write(folder / "scenarios", HEAD + "  - {set: A, estimate: 'empirical(history.csv, days, unit=d)'}\n")
    estimate = apply_scenario_files(load(folder), ["fast"], folder).program.tasks[0].estimate
    assert estimate is not None
    assert [str(amount) for _, amount in estimate.args] == ["4d", "6d", "9d"]
    path = write(folder / "scenarios", HEAD + "  - {set: A, estimate: 'empirical(none.csv, days)'}\n", "lost")
    with pytest.raises(InvalidInput) as caught:
        apply_scenario_files(load(folder), [str(path)], folder)
    assert [(f.code, f.where) for f in caught.value.findings] == [("RC019", f"{path}:4")]


def test_several_scenarios_are_made_in_the_order_given(write_program: WriteProgram) -> None:
    folder = write_program()
    write(folder / "scenarios", "riskcast: 1\nchanges: [{set: A, duration: 20d}]\n", "put")
    write(folder / "scenarios", "riskcast: 1\nchanges: [{scale: A, by: 50%}]\n", "half")
    loaded = load(folder)
    lengths = [
        str(apply_scenario_files(loaded, names, folder).program.tasks[0].duration)
        for names in ([], ["put", "half"], ["half", "put"])
    ]
    assert lengths == ["10d", "10d", "20d"]
    assert apply_scenario_files(loaded, [], folder) is loaded


@pytest.mark.parametrize("name", ["mitigated", "accelerated", "descoped"])
def test_the_scenarios_of_the_erp_model_apply_without_a_word(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2])
    loaded = load("models/erp")
    changed = apply_scenario_files(loaded, [name], "models/erp")
    assert changed.program != loaded.program
    assert [finding for finding in changed.findings if finding not in loaded.findings] == []
