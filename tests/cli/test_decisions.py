"""``riskcast drivers``, ``paths``, ``indices`` and ``mitigate``: read as a stranger would, and as data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riskcast.cli import cli

from .conftest import MODELS

FILE = """
riskcast: 1
id: shop
name: Web shop
start: 2027-01-04
calendar: clock
calendars: {clock: {week: {mon-sun: "00:00-24:00"}}}
projects: {A: {name: Alpha}}
tasks:
  a: {project: A, duration: 10d, cost_per_day: 100}
  b: {project: A, duration: 10d, predecessors: a}
risks:
  R1:
    name: Late server
    probability: 1
    impacts: [{tasks: [a], delay: 10d}]
    response: {name: Buy it, cost: 1000, probability: 0}
  R2:
    name: Late people
    probability: 1
    impacts: [{tasks: [b], delay: 6d}]
    response: {cost: 500, probability: 0}
"""


@pytest.fixture
def shop(tmp_path: Path) -> str:
    path = tmp_path / "shop.yaml"
    path.write_text(FILE)
    return str(path)


def ran(*arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "-n", "256", "--seed", "1"])


def test_drivers_prints_parts_that_add_up(shop: str) -> None:
    out = ran("drivers", shop).stdout
    assert "Web shop: finish: plan 23 Jan 2027, P80 8 Feb 2027, a gap of 16.0 days." in out
    rows = {line.split("  ")[0]: line.split()[-4:] for line in out.splitlines()}
    assert rows["R1 Late server"][0] == "+10.0" and rows["R2 Late people"][0] == "+6.0"
    assert rows["total"][-1] == "+16.0"
    assert max(map(len, out.splitlines())) <= 80


def test_drivers_of_cost_are_in_money(shop: str) -> None:
    data = json.loads(ran("drivers", shop, "--of", "cost", "--by", "risk", "--json").stdout)["data"]
    assert (data["unit"], data["gap"]) == ("EUR", 1000.0)
    assert [(group["id"], group["share"]["value"]) for group in data["groups"]] == [
        ("risk:R1", 1000.0),
        ("risk:R2", 0.0),
    ]


def test_mitigate_says_what_to_decide(shop: str) -> None:
    out = ran("mitigate", shop, "--budget", "1k").stdout
    assert out.startswith("Decide R1 for EUR 1.00 k: P80 of Web shop: finish moves by -10.0 ±0.0 days.")
    table = [line.split() for line in out.splitlines()]
    assert ["R1", "Buy", "it", "1.00", "k", "decide"] in table
    assert ["R2", "Response", "to", "Late", "people", "500", "-"] in table
    assert max(map(len, out.splitlines())) <= 80


def test_mitigate_finds_the_cheapest_for_a_date(shop: str) -> None:
    data = json.loads(ran("mitigate", shop, "--by", "2027-02-02", "--json").stdout)["data"]
    assert (data["best"]["risks"], data["best"]["spend"], data["meets_target"]) == (["R2"], 500.0, True)
    assert [step["days_earlier"] for step in data["frontier"]] == [0.0, 6.0, 10.0, 16.0]


def test_paths_says_what_drives_and_who_waits_for_whom(shop: str) -> None:
    out = ran("paths", shop).stdout
    assert "P50 lies +16.0 ±0.0 days after the plan, +16.0 ±0.0 days from ranges and risks" in " ".join(out.split())
    assert "100 %, as planned: a > b" in out
    assert max(map(len, out.splitlines())) <= 80


def test_paths_of_the_example_fit_into_80_columns_and_name_projects() -> None:
    out = ran("paths", str(MODELS / "erp")).stdout
    assert max(map(len, out.splitlines())) <= 80
    for words in ("most frequent paths", "ORG.gate3", "ORG -> DATA", "binds in"):
        assert words in out
    data = json.loads(ran("paths", str(MODELS / "erp"), "--json").stdout)["data"]
    assert sum(path["share"] for path in data["paths"]) <= 1.0
    bias = data["merge_bias"]
    assert bias["total"]["value"] == pytest.approx(bias["along"]["value"] + bias["bias"]["value"])


def test_indices_lists_the_tasks_that_matter_most_first() -> None:
    out = ran("indices", str(MODELS / "erp"), "--top", "5").stdout
    assert max(map(len, out.splitlines())) <= 80
    assert len(out.split("\n\n")[0].splitlines()) == 7
    tasks = json.loads(ran("indices", str(MODELS / "erp"), "--json").stdout)["data"]["tasks"]
    ordered = [task["schedule_sensitivity"] for task in tasks]
    assert ordered == sorted(ordered, reverse=True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["drivers", "--by", "colour"], "tag:NAME"),
        (["drivers", "--of", "finish:Z"], "finish:Z"),
        (["paths", "--of", "cost"], "cost"),
        (["drivers", "--scenario", "no such"], "no such"),
        (["mitigate", "--budget", "plenty"], "plenty"),
        (["mitigate", "--by", "soon"], "soon"),
        (["mitigate", "--budget=-5k"], "below 0"),
        (["mitigate", "--within", "1k"], "--of cost"),
    ],
)
def test_wrong_questions_are_explained_without_a_traceback(shop: str, arguments: list[str], words: str) -> None:
    command, *rest = arguments
    import riskcast.cli.problems as problems

    found = ran(command, shop, *rest)
    error = found.exception
    assert error is not None and problems.exit_code(error, as_json=False) == 2
    assert words in str(error) + found.output
