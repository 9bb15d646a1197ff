"""``riskcast gate``: a verdict per promise, and an exit code for pipelines."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .conftest import Riskcast

FEW = ("-n", "1024", "--seed", "7")
PROGRAM = """riskcast: 1
id: coin
start: 2027-01-04
calendar: c
currency: EUR
targets: {finish: 2027-01-13}
calendars: {c: {week: {mon-sun: "00:00-24:00"}}}
projects: [{id: P}]
tasks:
  - {id: A, project: P, duration: 10ed}
  - {id: DONE, project: P, kind: milestone, predecessors: A, target: 2027-01-23}
risks:
  - {id: R, probability: 0.3, impacts: [{tasks: A, delay: 10ed}]}
costs:
  - {id: sum, project: P, fixed: 100k}
"""


def verdicts(text: str) -> list[str]:
    """Return one line per promise, each of which is no wider than a terminal until then."""
    assert max(map(len, text.splitlines())) <= 80
    return re.sub(r"\n {11}", " ", text).splitlines()


@pytest.fixture(scope="module")
def coin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a program that takes 10 days with a chance of 70 %, else 20, and costs 100,000."""
    file = tmp_path_factory.mktemp("gate") / "coin.yaml"
    file.write_text(PROGRAM, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("confidence", "outcome", "code"), [("60", "met", 0), ("70", "undecided", 0), ("80", "failed", 1)]
)
def test_a_chance_of_seventy_percent_meets_sixty_fails_eighty_and_leaves_seventy_undecided(
    riskcast: Riskcast, coin: Path, confidence: str, outcome: str, code: int
) -> None:
    done = riskcast("gate", coin, *FEW, "--confidence", confidence, "--max-iterations", "4096")
    assert (done.returncode, len(verdicts(done.stdout))) == (code, 1), done.stderr
    assert done.stdout.startswith(f"{outcome:9}  finish by 13 Jan 2027: ")
    assert ("after 4,096 iterations" in done.stdout) == (outcome == "undecided")


def test_strict_fails_what_is_undecided(riskcast: Riskcast, coin: Path) -> None:
    assert riskcast("gate", coin, *FEW, "--confidence", "70", "--max-iterations", "1024", "--strict").returncode == 1


def test_the_line_says_what_would_be_kept_and_how_much_later_or_dearer_that_is(riskcast: Riskcast, coin: Path) -> None:
    done = riskcast("gate", coin, *FEW, "--all", "--budget", "90k")
    assert done.returncode == 1
    late, milestone, dear = verdicts(done.stdout)
    assert late.endswith("P80 is 23 Jan 2027, 10 days later")
    assert milestone.endswith("P80 is 23 Jan 2027, on the day")
    assert milestone.startswith("met        DONE by 23 Jan 2027: 100.0 %")
    assert dear.startswith("failed     cost within EUR 90.0 k: 0.0 %")
    assert dear.endswith("P80 is EUR 100 k, EUR 10.0 k more")


def test_only_what_is_asked_for_is_judged_unless_all_is(riskcast: Riskcast, coin: Path) -> None:
    asked = riskcast("gate", coin, *FEW, "--milestone", "DONE 2027-01-23", "--budget", "100k")
    assert [line.split()[1] for line in verdicts(asked.stdout)] == ["cost", "DONE"]
    later = riskcast("gate", coin, *FEW, "--all", "--finish-by", "2027-01-23")
    assert [line.split()[:4] for line in verdicts(later.stdout)] == [
        ["met", "finish", "by", "23"],
        ["met", "DONE", "by", "23"],
    ]
    assert later.returncode == 0


def test_a_scenario_can_pass_where_the_program_fails(riskcast: Riskcast, coin: Path, tmp_path: Path) -> None:
    file = tmp_path / "safe.yaml"
    file.write_text("riskcast: 1\nid: safe\nchanges:\n  - {remove: R, in: risks}\n", encoding="utf-8")
    done = riskcast("gate", coin, *FEW, "--scenario", file)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("met")


def test_json_has_the_verdicts_and_the_same_exit_code(riskcast: Riskcast, coin: Path) -> None:
    done = riskcast("gate", coin, *FEW, "--json")
    data = json.loads(done.stdout)["data"]
    assert done.returncode == 1
    assert (data["failed"], data["decided"], data["iterations"], data["seed"]) == (True, True, 1024, 7)
    (verdict,) = data["verdicts"]
    assert (verdict["measure"], verdict["outcome"], verdict["goal"]) == ("finish", "failed", "2027-01-13")
    assert verdict["low"] < verdict["chance"] < verdict["high"] < 0.8


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--finish-by", "13.1.2027"), "write YYYY-MM-DD"),
        (("--budget", "12d"), "no sum of money"),
        (("--milestone", "DONE"), "no id and day"),
        (("--milestone", "DON 2027-01-23"), "did you mean 'DONE'"),
        (("--confidence", "100"), "1<=x<=99"),
        (("-n", "0"), "out of range"),
    ],
)
def test_wrong_use_is_refused_with_a_reason(riskcast: Riskcast, coin: Path, args: tuple[str, ...], said: str) -> None:
    done = riskcast("gate", coin, *args)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_program_without_targets_is_no_pass(riskcast: Riskcast, coin: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.yaml"
    bare.write_text(PROGRAM.replace("targets: {finish: 2027-01-13}\n", ""), encoding="utf-8")
    done = riskcast("gate", bare, *FEW)
    assert done.returncode == 2
    assert "nothing to judge" in done.stderr
    assert riskcast("gate", bare, *FEW, "--all").returncode == 0


def test_two_promises_of_one_milestone_are_both_judged(riskcast: Riskcast, coin: Path) -> None:
    done = riskcast("gate", coin, *FEW, "--milestone", "DONE 2027-01-05", "--milestone", "DONE 2027-02-20")
    assert [line.split()[0] for line in verdicts(done.stdout)] == ["failed", "met"]
    assert done.returncode == 1


def test_few_iterations_are_warned_of(riskcast: Riskcast, coin: Path) -> None:
    text = riskcast("gate", coin, "-n", "64", "--max-iterations", "64", "--seed", "7")
    assert "warning RC185: 64 iterations tell little" in text.stderr
    data = json.loads(riskcast("gate", coin, "-n", "64", "--max-iterations", "64", "--json").stdout)
    assert [found["code"] for found in data["diagnostics"]] == ["RC185"]
    assert "RC185" not in riskcast("gate", coin, *FEW).stderr
    assert "warning RC185" in riskcast("indices", coin, "-n", "64", "--seed", "7").stderr
