"""``riskcast scenario`` and the option ``--scenario``."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from riskcast.cli.change_text import say_value
from riskcast.cli.scenario_option import scenario_suffix
from riskcast.model.estimate import Estimate

from .conftest import MODELS

Run = Callable[..., subprocess.CompletedProcess[str]]
ROOT = MODELS.parent
MAIN = (
    "from riskcast.cli import cli, main; from riskcast.cli.scenario import scenario; cli.add_command(scenario); main()"
)

PROGRAM = """\
riskcast: 1
id: demo
name: Demo
start: 2027-01-04
calendar: office
calendars:
  office: {week: {mon-fri: "08:00-16:00"}}
projects:
  P: {}
tasks:
  A: {duration: 10d, estimate: "pert(8d, 10d, 20d)"}
  B: {duration: 5d, predecessors: A}
risks:
  R: {probability: 0.5, impacts: [{tasks: [A], delay: 5d}]}
"""
FAST = """\
riskcast: 1
id: fast
name: A second team
note: Because the date matters.
owner: Ann
decide_by: 2027-01-20
changes:
  - {scale: A, by: 50%}
  - {switch_off: R}
  - {add: costs, id: team, task: A, fixed: 60k}
  - {set: B, duration: 5d}
"""


@pytest.fixture
def riskcast(tmp_path: Path) -> Run:
    """Run ``riskcast ARGS`` in a folder with a program and a scenario."""
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "demo.yaml").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "scenarios" / "fast.yaml").write_text(FAST, encoding="utf-8")

    def run(*args: str, folder: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", MAIN, *args]
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, timeout=300)

    return run


def test_list_names_the_scenarios_with_their_files(riskcast: Run) -> None:
    done = riskcast("scenario", "list", "demo.yaml")
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "scenario  name           changes    decide by\n"
        "--------  -------------  -------  -----------\n"
        "fast      A second team        4  20 Jan 2027\n"
        "\nFiles\n  scenarios/fast.yaml\n"
    )
    data = json.loads(riskcast("scenario", "list", "demo.yaml", "--json").stdout)
    assert data["data"]["scenarios"][0] == {
        "id": "fast",
        "name": "A second team",
        "owner": "Ann",
        "decide_by": "2027-01-20",
        "file": str(Path("scenarios/fast.yaml")),
        "changes": 4,
    }


def test_show_says_what_every_change_did(riskcast: Run) -> None:
    done = riskcast("scenario", "show", "demo.yaml", "fast")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "A second team (fast)",
        "  Because the date matters.",
        "  owner: Ann, decide by 20 Jan 2027",
        "",
        "1. scale A by 50%",
        "     A: duration 10d -> 5d",
        "     A: estimate pert(8d, 10d, 20d) -> pert(4d, 5d, 10d)",
        "2. switch off R",
        "     risk R: enabled yes -> no",
        "3. add cost line team",
        "     cost line team: added: task A, fixed 60,000",
        "4. set B: duration",
        "     changes nothing: it is so already",
    ]
    data = json.loads(riskcast("scenario", "show", "demo.yaml", "fast", "--json").stdout)
    assert [len(change["effects"]) for change in data["data"]["changes"]] == [2, 1, 1, 0]
    assert data["data"]["changes"][0]["effects"][0] == {
        "collection": "tasks",
        "id": "A",
        "field": "duration",
        "before": "10d",
        "after": "5d",
    }
    assert [finding["code"] for finding in data["diagnostics"]] == ["RC155"]


def test_diff_groups_what_differs_and_compares_two_scenarios(riskcast: Run, tmp_path: Path) -> None:
    done = riskcast("scenario", "diff", "demo.yaml", "fast")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("program -> fast: 4 differences\n\nA\n  duration 10d -> 5d\n")
    slow = FAST.replace("id: fast", "id: slow").replace("by: 50%", "by: 90%")
    (tmp_path / "scenarios" / "slow.yaml").write_text(slow, encoding="utf-8")
    both = json.loads(riskcast("scenario", "diff", "demo.yaml", "fast", "scenarios/slow.yaml", "--json").stdout)
    assert [(d["field"], d["before"], d["after"]) for d in both["data"]["differences"]] == [
        ("duration", "5d", "9d"),
        ("estimate", "pert(4d, 5d, 10d)", "pert(7.2d, 9d, 18d)"),
    ]
    same = riskcast("scenario", "diff", "demo.yaml", "fast", "fast")
    assert same.stdout == "fast -> fast: 0 differences\n"
    three = riskcast("scenario", "diff", "demo.yaml", "fast", "fast", "fast")
    assert (three.returncode, "give one scenario" in three.stderr) == (2, True)


def test_mistakes_name_file_and_line_and_exit_with_2(riskcast: Run, tmp_path: Path) -> None:
    path = tmp_path / "scenarios" / "bad.yaml"
    path.write_text("riskcast: 1\nchanges:\n  - {set: AA, duration: 5d}\n  - {scale: A}\n", encoding="utf-8")
    done = riskcast("scenario", "show", "demo.yaml", "bad")
    assert done.returncode == 2
    assert f"{Path('scenarios/bad.yaml')}:4" in done.stderr
    path.write_text("riskcast: 1\nchanges:\n  - {set: AA, duration: 5d}\n", encoding="utf-8")
    done = riskcast("scenario", "show", "demo.yaml", "bad")
    assert done.returncode == 2
    assert f"{Path('scenarios/bad.yaml')}:3  bad.changes.1.set: error RC401: there is no task 'AA'" in done.stderr
    unknown = riskcast("run", "demo.yaml", "--scenario", "quick", "-n", "64", "--json")
    assert unknown.returncode == 2
    assert json.loads(unknown.stdout)["diagnostics"][0]["code"] == "RC407"


def test_a_program_without_scenarios_says_where_they_would_be(riskcast: Run, tmp_path: Path) -> None:
    (tmp_path / "scenarios" / "fast.yaml").unlink()
    done = riskcast("scenario", "list", "demo.yaml")
    assert done.returncode == 0
    assert "scenarios/demo" in done.stdout


def test_run_check_and_schedule_take_scenarios(riskcast: Run, tmp_path: Path) -> None:
    few = ("-n", "256", "--seed", "3")
    done = riskcast("run", "demo.yaml", "--scenario", "fast", *few, "-o", "out")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Demo (fast)\n")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["demo-fast.html", "demo-fast.riskcast"]
    again = riskcast("run", "--replay", "out/demo-fast.riskcast")
    assert "identical" in again.stdout
    checked = riskcast("check", "demo.yaml", "--scenario", "fast")
    assert checked.returncode == 0, checked.stderr
    assert "R: switched off" in checked.stdout
    plans = [
        json.loads(riskcast("schedule", "demo.yaml", "--json", *more).stdout) for more in ((), ("--scenario", "fast"))
    ]
    ends = [plan["projects"][0]["tasks"]["B"]["early_finish"] for plan in plans]
    assert ends == ["2027-01-22T16:00", "2027-01-15T16:00"]
    both = riskcast("run", "--replay", "out/demo-fast.riskcast", "--scenario", "fast")
    assert (both.returncode, "--scenario does not go with --replay" in both.stderr) == (2, True)


def test_the_scenarios_of_the_erp_model_are_found_from_the_root(riskcast: Run) -> None:
    done = riskcast("scenario", "list", "models/erp", folder=ROOT)
    assert [line.split()[0] for line in done.stdout.splitlines()[2:5]] == ["accelerated", "descoped", "mitigated"]


def test_values_are_said_as_files_write_them() -> None:
    assert say_value(Estimate.parse("1.265m")) == "1,265,000"
    assert say_value(True) == "yes"
    assert say_value(()) == "nothing"
    assert say_value(0.12) == "0.12"


def test_names_of_files_tell_the_scenarios() -> None:
    assert scenario_suffix(["fast", "scenarios/erp/slow.yaml"]) == "-fast-slow"
    assert scenario_suffix([]) == ""
