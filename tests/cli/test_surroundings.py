"""Commands behave with closed pipes, odd encodings, interruptions and half-given options."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from riskcast.cli.folder import new_folder
from riskcast.cli.lines import wrap

from .conftest import MODELS, Riskcast

HELLO = MODELS / "hello"
_EMPTY = """\
riskcast: 1
id: empty
start: 2027-03-01
calendar: office
calendars:
  office: {week: {mon-fri: "08:00-16:00"}}
projects:
  P: {name: Nothing}
"""


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="no SIGPIPE here")
@pytest.mark.parametrize("args", [["schema"], ["schedule", str(HELLO)], ["check", str(HELLO)], ["--help"]])
def test_a_reader_that_leaves_early_ends_the_command_like_other_tools(args: list[str]) -> None:
    for _ in range(3):
        process = subprocess.Popen(
            [sys.executable, "-m", "riskcast", *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        process.stderr.close()
        assert process.wait() == -signal.SIGPIPE
        assert b"rror" not in said


def test_a_terminal_that_cannot_show_a_character_gets_another() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "riskcast", "check", str(MODELS / "erp")],
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        encoding="latin-1",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "?" in done.stdout


def test_ctrl_c_while_the_command_line_is_loaded_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n")
    done = subprocess.run(
        [sys.executable, "-m", "riskcast", "--help"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 130
    assert done.stderr == "interrupted\n"


@pytest.mark.parametrize(
    "options", [["-n", "5"], ["--seed", "1"], ["--design", "mc"], ["-o", "x"], ["--json"], ["--no-html"]]
)
def test_replay_takes_no_option_that_the_file_decides(riskcast: Riskcast, options: list[str]) -> None:
    done = riskcast("run", "--replay", "nowhere.riskcast", *options)
    assert done.returncode == 2
    assert "does not go with --replay" in done.stderr


def test_wrong_use_with_json_prints_an_envelope(riskcast: Riskcast) -> None:
    for args in (["run", "--json"], ["run", "x", "--json", "--frobnicate"], ["run", "x", "-n", "many", "--json"]):
        done = riskcast(*args)
        envelope = json.loads(done.stdout)
        assert (done.returncode, envelope["status"]) == (2, "error")
        assert envelope["diagnostics"][0]["message"]


def test_a_program_without_tasks_has_no_finish(riskcast: Riskcast, tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text(_EMPTY)
    checked, table, data = (
        riskcast(*args) for args in (["check", path], ["schedule", path], ["schedule", path, "--json"])
    )
    assert [done.returncode for done in (checked, table, data)] == [0, 0, 0]
    assert "nothing to schedule" in checked.stdout
    assert "as planned" not in checked.stdout.replace("costs     EUR 0 as planned", "")
    assert "Nothing to schedule" in table.stdout
    assert "2027" not in table.stdout
    assert json.loads(data.stdout)["projects"][0]["tasks"] == {}
    assert all("RC110" in done.stderr for done in (checked, table, data))


def test_a_program_of_summaries_alone_is_warned_about(riskcast: Riskcast, tmp_path: Path) -> None:
    path = tmp_path / "summaries.yaml"
    path.write_text(_EMPTY + "tasks:\n  s: {kind: summary}\n  t: {kind: summary}\n")
    table = riskcast("schedule", path)
    assert table.returncode == 0, table.stderr
    assert "not listed: 2 summaries" in table.stdout
    assert "nothing to schedule" in table.stderr
    assert "nothing to schedule" in riskcast("check", path).stdout


def test_an_interrupted_run_leaves_no_empty_folder(tmp_path: Path) -> None:
    deep = tmp_path / "new" / "deeper"
    with pytest.raises(KeyboardInterrupt), new_folder(deep):
        deep.mkdir(parents=True)
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_run_leaves_folders_that_hold_something(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    with pytest.raises(KeyboardInterrupt), new_folder(kept):
        raise KeyboardInterrupt
    with pytest.raises(KeyboardInterrupt), new_folder(tmp_path / "used"):
        (tmp_path / "used").mkdir()
        (tmp_path / "used" / "file").write_text("")
        raise KeyboardInterrupt
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept", "used"]


@pytest.mark.parametrize("width", range(20, 60))
def test_lines_never_break_inside_a_date_or_a_number_with_its_unit(width: int) -> None:
    text = "Finish by 31 Mar 2028: 31 % likely. For 80 % confidence plan 8 May 2028, +5 weeks, hold EUR 11.9 m more."
    wrapped = wrap(text, width)
    assert wrapped.replace("\n", " ") == text
    lines = wrapped.splitlines()
    assert max(map(len, lines)) <= width
    for whole in ("31 Mar 2028", "8 May 2028", "31 %", "80 %", "+5 weeks", "EUR 11.9 m"):
        assert any(whole in line for line in lines)
