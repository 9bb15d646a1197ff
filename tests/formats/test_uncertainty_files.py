"""Risks with responses, drivers, bands, correlations, branches, conditions and reworks, in all forms of a program."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from riskcast.errors import InvalidInput
from riskcast.formats import load
from riskcast.formats.save import save_program
from riskcast.model.program import Combine, Program
from riskcast.model.risk import Given, ResponseState

from .conftest import PROGRAM, WriteProgram
from .test_starter_and_schema import problems
from .xlsx import Cell, write_xlsx

RULES = "combine: {delays: max, factors: SUM}\ndefault_correlation: 0.3\n"

YAML = """\
tasks:
  A: {duration: 10d, estimate: "pert(8d, 10d, 20d)", cause: vendor, tags: {phase: build}}
  B: {duration: 5d, predecessors: A, probability: 0.4, fixed_cost: 40k}
  C: {duration: 5d, predecessors: B, estimate: "uniform(4d, 9d)"}
risks:
  R1:
    probability: 0.3
    exclusive: supply
    cause: storm
    impacts:
      - {tasks: "tag:phase=build; B", delay: 5d, cost_per_day: 2k, each: true}
      - {tasks: all, factor: "triangular(100%, 110%, 150%)"}
    response:
      name: Second source
      state: Active
      probability: 0.1
      cost: 40k
      decide_by: 2027-05-01
      impacts: [{tasks: [A], delay: 1d}]
  R2: {probability: 0.2, exclusive: supply, impacts: [{tasks: A, delay: 2d}], response: Wait}
  R3:
    probability: 0.1
    given: {R1: 0.6, R2: 0.5}
    not_before: 2027-02-01
    not_after: 2027-12-31T12:00
    expires_with: C
    impacts: [{tasks: [C], factor: 1.2}]
drivers:
  P: {name: Productivity, probability: 0.9, duration: 120%, cost: 110%, tasks: all, cause: team, note: x}
bands:
  - {where: "tag:phase=build & all", estimate: "triangular(90%, 100%, 140%)", note: usual}
  - {where: B, estimate: "uniform(90%, 140%)", cost: "uniform(90%, 130%)"}
correlations:
  - {of: Occurrence, among: [R2, R3], rho: 0.25, note: same team}
branches:
  fork:
    name: Make or buy
    options:
      - {name: make, probability: 0.3, tasks: "B"}
      - {probability: 0.5, tasks: ["tag:phase=buy"]}
conditions:
  late: {name: Plan B, task: A, later_than: 2027-03-01, then: C}
  slow: {task: A, longer_than: 20d, otherwise: "tag:phase=none; tag:phase=also"}
reworks:
  again: {name: Test fails, tasks: "A", probability: 0.2, at_most: 5}
"""

LOWERED = (RULES + YAML).replace("SUM", "sum").replace("Active", "active").replace("Occ", "occ")

TABLES = {
    "tasks": (
        "id,duration,predecessors,distribution,low,likely,high,cause,tag.phase,probability,fixed_cost\n"
        "A,10d,,pert,8d,,20d,vendor,build,,\nB,5d,A,,,,,,,0.4,40k\nC,5d,B,uniform,4d,,9d,,,,\n"
    ),
    "risks": (
        "id,probability,tasks,delay,factor,cost_per_day,each,exclusive,given,not_before,not_after,expires_with,cause,"
        "response,response_state,response_cost,response_probability,response_decide_by\n"
        "R1,0.3,tag:phase=build; B,5d,,2k,TRUE,supply,,,,,storm,Second source,ACTIVE,40k,0.1,2027-05-01\n"
        'R1,,all,,"triangular(100%, 110%, 150%)",,,,,,,,,,active,,,\n'
        "R2,0.2,A,2d,,,,supply,,,,,,Wait,,,,\n"
        "R3,0.1,C,,1.2,,,,R1 0.6; R2 0.5,2027-02-01,2027-12-31T12:00,C,,,,,,\n"
    ),
    "responses": "risk,tasks,delay\nR1,A,1d\n",
    "drivers": "id,name,probability,duration,cost,tasks,cause,note\nP,Productivity,0.9,120%,110%,all,team,x\n",
    "bands": (
        "where,distribution,low,likely,high,cost,note\n"
        'tag:phase=build & all,triangular,90%,,140%,,usual\nB,uniform,90%,,140%,"uniform(90%, 130%)",\n'
    ),
    "correlations": "of,among,rho,note\noccurrence,R2; R3,0.25,same team\n",
    "branches": "id,name,option,probability,tasks\nfork,Make or buy,make,0.3,B\nfork,,,0.5,tag:phase=buy\n",
    "conditions": (
        "id,name,task,later_than,longer_than,then,otherwise\n"
        "late,Plan B,A,2027-03-01,,C,\nslow,,A,,20d,,tag:phase=none; tag:phase=also\n"
    ),
    "reworks": "id,name,tasks,probability,at_most\nagain,Test fails,A,0.2,5\n",
}


def single(tmp_path: Path, text: str) -> Program:
    file = tmp_path / "demo.yaml"
    file.write_text(text, encoding="utf-8")
    return load(file).program


def test_yaml_says_everything(tmp_path: Path) -> None:
    program = single(tmp_path, PROGRAM + RULES + YAML)
    assert program.combine == Combine(delays="max", factors="sum")
    assert program.default_correlation == 0.3
    first, second, third = program.risks
    assert [i.each for i in first.impacts] == [True, False]
    assert first.response is not None and first.response.state is ResponseState.ACTIVE
    assert first.after().impacts[0].tasks == ("A",)
    assert second.response is not None and not second.is_treated
    assert third.given == (Given(risk="R1", probability=0.6), Given(risk="R2", probability=0.5))
    assert third.not_after == dt.datetime(2027, 12, 31, 12)
    assert [str(band.estimate) for band in program.bands] == ["triangular(90%, 100%, 140%)", "uniform(90%, 140%)"]
    assert [option.probability for option in program.branches[0].options] == [0.3, 0.5]
    assert program.conditions[1].otherwise == ("tag:phase=none", "tag:phase=also")
    assert program.reworks[0].at_most == 5


def test_tables_say_the_same_as_yaml(write_program: WriteProgram, tmp_path: Path) -> None:
    program = single(tmp_path, PROGRAM + RULES + YAML)
    assert load(write_program(extra=RULES, **TABLES)).program == program


def test_a_workbook_says_the_same_as_yaml(tmp_path: Path) -> None:
    import csv

    fields: dict[str, Cell] = {"riskcast": 1, "id": "demo", "start": dt.date(2027, 1, 4), "calendar": "office"}
    fields |= {"combine.delays": "max", "combine.factors": "sum", "default_correlation": 0.3}
    sheets: dict[str, Sequence[Sequence[Cell]]] = {
        "program": [["key", "value"], *([key, value] for key, value in fields.items())],
        "calendars": [["id", "mon-fri"], ["office", "08:00-12:00, 13:00-17:00"]],
        "projects": [["id", "name"], ["CORE", "Core"]],
    }
    sheets |= {name: list(csv.reader(text.splitlines())) for name, text in TABLES.items()}
    write_xlsx(tmp_path / "book.xlsx", sheets)
    assert load(tmp_path / "book.xlsx").program == single(tmp_path, PROGRAM + RULES + YAML)


def test_what_is_saved_comes_back_equal_and_only_with_the_columns_in_use(tmp_path: Path) -> None:
    program = single(tmp_path, PROGRAM + RULES + YAML)
    save_program(program, tmp_path / "out")
    assert load(tmp_path / "out").program == program
    assert (tmp_path / "out" / "responses.csv").read_text() == "risk,tasks,delay\nR1,A,1d\n"
    assert "combine: {delays: max, factors: sum}" in (tmp_path / "out" / "program.yaml").read_text()
    usual = single(tmp_path, PROGRAM + "tasks: {A: {duration: 1d}}")
    save_program(usual, tmp_path / "plain")
    assert "combine" not in (tmp_path / "plain" / "program.yaml").read_text()
    assert sorted(p.name for p in (tmp_path / "plain").iterdir()) == ["program.yaml", "tasks.csv"]


def test_impacts_of_a_risk_in_yaml_and_of_its_response_in_a_table_belong_together(write_program: WriteProgram) -> None:
    risks = "risks: {R: {probability: 0.3, impacts: [{tasks: A, delay: 5d}]}}\n"
    program = load(write_program(extra=risks, responses="risk,tasks,delay\nR,A,2d\n")).program
    assert str(program.risks[0].after().impacts[0].delay) == "2d"


def test_the_schema_knows_all_of_it() -> None:
    assert (
        problems(PROGRAM + RULES.replace("SUM", "sum") + YAML.replace("Active", "active").replace("Occ", "occ")) == []
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("each: true", "eech: true"),
        ("delays: max", "delays: most"),
        ("given: {R1: 0.6", "given: {R1: 60"),
        ("state: active", "state: sure"),
        ("rho: 0.25", "rho: 2"),
        ("probability: 0.2, at_most: 5", "at_most: 5"),
    ],
)
def test_the_schema_sees_mistakes(old: str, new: str) -> None:
    text = PROGRAM + LOWERED
    assert old in text
    assert problems(text.replace(old, new, 1))


def wrong(table: str, old: str, new: str) -> dict[str, str]:
    assert old in TABLES[table]
    return {table: TABLES[table].replace(old, new, 1)}


@pytest.mark.parametrize(
    ("files", "where", "message", "remedy"),
    [
        (
            wrong("risks", ",1.2,", ",5d,"),
            "risks.csv:5  risks.R3.factor",
            "5d is a duration, but a factor is expected",
            "120%",
        ),
        (wrong("risks", "R1 0.6", "R1 60%"), "risks.csv:5  risks.R3.given.0.probability", "'60%'", "write 0.6"),
        (wrong("risks", "R1 0.6", "R1"), "risks.csv:5  risks.R3.given", "'R1' is not a risk and", "R01 0.6"),
        (wrong("risks", "R1 0.6", "R9 0.6"), "risks.csv:5  risks.R3.given", "unknown risk 'R9'", "known: R1, R2, R3"),
        (
            {"risks": TABLES["risks"].replace("ACTIVE", "sure").replace("active", "sure")},
            "risks.csv:2  risks.R1.response.state",
            "'sure' is not one",
            "these",
        ),
        (wrong("risks", "active,,,\n", "done,,,\n"), "risks.csv:3  risks.R1.response_state", "contradicts", "blank"),
        (wrong("risks", ",40k,", ",5d,"), "risks.csv:2  risks.R1.response.cost", "5d is a duration", "sums"),
        (wrong("risks", "supply,,,,,storm", "supply,,,,X,storm"), "risks.csv:2  risks.R1.expires_with", "unknown", ""),
        (wrong("risks", "TRUE", "maybe"), "risks.csv:2  risks.R1.each", "neither true nor false", "true or false"),
        (
            wrong("responses", "R1", "R9"),
            "responses.csv:2  responses.R9.risk",
            "unknown risk 'R9'",
            "known: R1, R2, R3",
        ),
        (wrong("responses", "1d", "soon"), "responses.csv:2  responses.R1.delay", "not a duration", "20d"),
        (wrong("responses", "A,1d", "X,1d"), "responses.csv:2  responses.R1.tasks", "unknown task 'X'", ""),
        (wrong("responses", "delay", "dealy"), "responses.csv:1  responses", "unknown column 'dealy'", "'delay'"),
        (wrong("drivers", "120%", "5d"), "drivers.csv:2  drivers.P.duration", "a factor is expected", "120%"),
        (wrong("drivers", "0.9", "90"), "drivers.csv:2  drivers.P.probability", "at most 1", "0-1"),
        (wrong("bands", "90%,,140%,,u", "9d,,14d,,u"), "bands.csv:2  bands.tag:phase=build & all.distribution", "", ""),
        (wrong("bands", "140%,,u", ",,u"), "bands.csv:2  bands.tag:phase=build & all.high", "needs a value", "80%"),
        (wrong("correlations", "occurrence", "luck"), "correlations.csv:2  correlations.R2; R3.of", "'luck'", ""),
        (wrong("correlations", "0.25", "2"), "correlations.csv:2  correlations.R2; R3.rho", "at most 1", ""),
        (wrong("branches", "fork,,", "fork,Other,"), "branches.csv:3  branches.fork.name", "contradicts", "blank"),
        (wrong("branches", "0.5", "0.9"), "branches.csv:2  branches.fork.options", "add up to 1.2", "lower"),
        (wrong("branches", "0.5", "x"), "branches.csv:3  branches.fork.probability", "not a number", "0-1"),
        (wrong("conditions", ",20d", ",soon"), "conditions.csv:3  conditions.slow.longer_than", "soon", "20d"),
        (wrong("reworks", "0.2", "1"), "reworks.csv:2  reworks.again.probability", "below 1", ""),
        (wrong("reworks", ",5", ",50"), "reworks.csv:2  reworks.again.at_most", "at most 20", ""),
    ],
)
def test_a_mistake_is_reported_once_with_file_line_and_remedy(
    write_program: WriteProgram, files: dict[str, str], where: str, message: str, remedy: str
) -> None:
    with pytest.raises(InvalidInput) as caught:
        load(write_program(extra=RULES, **{**TABLES, **files}))
    errors = [f for f in caught.value.findings if f.level == "error"]
    assert len(errors) == 1, [str(f) for f in errors]
    assert where in str(errors[0])
    assert message in errors[0].message
    assert remedy in errors[0].remedy


@pytest.mark.parametrize(
    ("old", "new", "where", "message", "remedy"),
    [
        ("combine: {delays: max", "combine: {delay: max", "combine.delay", "unknown field 'delay'", "delete"),
        ("delays: max", "delays: most", "combine.delays", "'most' is not one of sum, max", "one of these"),
        ("combine: {delays: max, factors: SUM}", "combine: max", "combine", "must be a mapping", "{delays: max"),
        ("correlation: 0.3", "correlation: 1", "default_correlation", "must be below 1", ""),
        ("    response:\n", "    reponse:\n", "risks.R1.reponse", "unknown field", "'response'"),
        ("      cost: 40k\n", "      price: 40k\n", "risks.R1.response.price", "unknown field 'price'", ""),
        ("given: {R1: 0.6", "given: {R1: 60", "risks.R3.given.0.probability", "must be at most 1", "0.3"),
        ("      - {name: make", "      - {nmae: make", "branches.fork.options.0.nmae", "unknown field", "'name'"),
        ("bands:\n  - {", "bands:\n  x: {", "bands", "is a list, not a mapping", "where: project:FIN"),
        (
            "{tasks: [A], delay: 1d}",
            "{tasks: [A], dealy: 1d}",
            "risks.R1.response.impacts.0.dealy",
            "unknown",
            "'delay'",
        ),
    ],
)
def test_a_mistake_in_yaml_names_its_field(
    tmp_path: Path, old: str, new: str, where: str, message: str, remedy: str
) -> None:
    text = PROGRAM + RULES + YAML
    assert old in text
    text = text.replace(old, new, 1)
    if old.startswith("bands"):
        text = text.replace("  - {where: B,", "  y: {where: B,")
    with pytest.raises(InvalidInput) as caught:
        single(tmp_path, text)
    errors = [f for f in caught.value.findings if f.level == "error"]
    assert len(errors) == 1, [str(f) for f in errors]
    assert errors[0].subject == where
    assert message in errors[0].message
    assert remedy in errors[0].remedy


def test_a_branch_without_options_is_told_how_to_write_them(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"branches\.f\.options: error RC011: the branch has no options"):
        single(tmp_path, PROGRAM + "tasks: {A: {duration: 1d}}\nbranches: {f: {name: x}}\n")


def test_a_mistyped_table_is_pointed_out(write_program: WriteProgram) -> None:
    (finding,) = [f for f in load(write_program(driver="id\nx\n")).findings if f.code == "RC018"]
    assert finding.remedy == "did you mean 'drivers.csv'?"
