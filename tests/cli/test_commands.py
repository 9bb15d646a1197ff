"""What each command prints, writes and returns."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from .conftest import MODELS, Riskcast

HELLO = MODELS / "hello"


@pytest.fixture(scope="module")
def hello_run(riskcast: Riskcast, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object], str]:
    out = tmp_path_factory.mktemp("reports")
    done = riskcast("run", HELLO, "-n", "1000", "--seed", "7", "-o", out, "--json")
    assert done.returncode == 0, done.stderr
    return out, json.loads(done.stdout), done.stderr


def ok(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_init_writes_a_program_that_checks_clean(riskcast: Riskcast, tmp_path: Path) -> None:
    ok(riskcast("init", tmp_path / "mine"))
    assert "No errors, 0 warnings." in ok(riskcast("check", tmp_path / "mine"))


def test_init_refuses_a_folder_in_use(riskcast: Riskcast, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    done = riskcast("init", tmp_path)
    assert done.returncode == 3
    assert "not empty" in done.stderr
    assert "Traceback" not in done.stderr


def test_check_names_file_line_and_remedy_and_exits_2(riskcast: Riskcast, tmp_path: Path) -> None:
    ok(riskcast("init", tmp_path / "mine"))
    tasks = tmp_path / "mine" / "tasks.csv"
    lines = tasks.read_text().splitlines()
    tasks.write_text("\n".join(line.replace("BILL.design", "BILL.desing", 1) for line in lines[:2]) + "\n")
    done = riskcast("check", tmp_path / "mine")
    assert done.returncode == 2
    assert "risks.csv:" in done.stderr
    assert "RC104" in done.stderr
    assert "Traceback" not in done.stderr


def test_schedule_json_keeps_its_contract(riskcast: Riskcast) -> None:
    data = json.loads(ok(riskcast("schedule", HELLO, "--json")))
    task = next(iter(data["projects"][0]["tasks"].values()))
    assert {"early_start", "early_finish", "late_start", "late_finish", "total_float_min"} <= set(task)
    assert len(task["early_start"]) == len("2027-01-04T08:00")


def test_run_json_keeps_its_contract(hello_run: tuple[Path, dict[str, object], str]) -> None:
    _, envelope, _ = hello_run
    assert envelope["schema"] == 1
    assert envelope["status"] == "ok"
    data = envelope["data"]
    assert isinstance(data, dict)
    assert (data["iterations"], data["seed"]) == (1000, 7)
    assert {"load", "compile", "simulate", "total"} <= set(data["elapsed_s"])
    assert len(data["digest"]) == 64
    finish = data["measures"]["finish"]
    assert {"deterministic", "mean", "sd_days", "percentiles", "ci95", "target", "probability"} <= set(finish)
    low, high = finish["ci95"]["80"]
    assert low <= finish["percentiles"]["80"] <= high
    assert all(0.0 <= task["criticality"] <= 1.0 for task in data["tasks"].values())


def test_run_writes_the_result_file_and_the_report(hello_run: tuple[Path, dict[str, object], str]) -> None:
    out, _, _ = hello_run
    assert sorted(path.name for path in out.iterdir()) == ["hello.html", "hello.riskcast"]


def test_replay_of_a_result_file_is_identical(
    riskcast: Riskcast, hello_run: tuple[Path, dict[str, object], str]
) -> None:
    assert "identical" in ok(riskcast("run", "--replay", hello_run[0] / "hello.riskcast", "--threads", "1"))


def test_report_writes_the_same_page_from_the_result_file(
    riskcast: Riskcast, hello_run: tuple[Path, dict[str, object], str], tmp_path: Path
) -> None:
    ok(riskcast("report", hello_run[0] / "hello.riskcast", "-o", tmp_path / "again.html"))
    assert (tmp_path / "again.html").read_bytes() == (hello_run[0] / "hello.html").read_bytes()


def test_threads_and_blocks_never_change_the_digest(
    riskcast: Riskcast, hello_run: tuple[Path, dict[str, object], str]
) -> None:
    data = hello_run[1]["data"]
    assert isinstance(data, dict)
    for options in (["--threads", "4"], ["--block", "64"], ["--threads", "2", "--block", "320"]):
        again = json.loads(ok(riskcast("run", HELLO, "-n", "1000", "--seed", "7", "--json", *options)))
        assert again["data"]["digest"] == data["digest"]


def test_the_summary_fits_80_columns(riskcast: Riskcast) -> None:
    printed = ok(riskcast("run", MODELS / "erp", "-n", "500", "--seed", "1"))
    assert max(map(len, printed.splitlines())) <= 80


def test_a_program_can_come_from_standard_input(riskcast: Riskcast) -> None:
    text = (HELLO / "program.yaml").read_text()
    assert "seed 3" in ok(riskcast("run", "-", "-n", "200", "--seed", "3", stdin=text))


def test_schema_is_json(riskcast: Riskcast) -> None:
    assert "$schema" in json.loads(ok(riskcast("schema")))


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["run"], 2, "give a PROGRAM"),
        (["run", "nowhere"], 3, "no such file"),
        (["run", str(HELLO), "-n", "0"], 2, "iterations"),
        (["run", str(HELLO), "--block", "100"], 2, "multiples of 64"),
        (["run", str(HELLO), "--seed", "-1"], 2, "seed"),
        (["report", "nowhere.riskcast"], 3, "nowhere.riskcast"),
        (["frobnicate"], 2, "No such command"),
    ],
)
def test_wrong_use_is_said_without_a_traceback(riskcast: Riskcast, args: list[str], code: int, said: str) -> None:
    done = riskcast(*args)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_error_with_json_still_prints_an_envelope(riskcast: Riskcast) -> None:
    done = riskcast("run", "nowhere", "--json")
    envelope = json.loads(done.stdout)
    assert envelope["status"] == "error"
    assert envelope["diagnostics"]


def test_an_unwritable_output_folder_is_a_file_problem(riskcast: Riskcast, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = riskcast("run", HELLO, "-n", "100", "-o", tmp_path / "file")
    assert done.returncode in (2, 3)
    assert "Traceback" not in done.stderr


def test_a_damaged_result_file_is_refused(
    riskcast: Riskcast, hello_run: tuple[Path, dict[str, object], str], tmp_path: Path
) -> None:
    data = bytearray((hello_run[0] / "hello.riskcast").read_bytes())
    for cut in (data[: len(data) // 2], b"PK\x03\x04 nothing", b""):
        bad = tmp_path / "bad.riskcast"
        bad.write_bytes(bytes(cut))
        done = riskcast("report", bad)
        assert done.returncode == 3
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "bad.html").exists()


def test_an_unwritable_home_does_not_stop_a_run(riskcast: Riskcast, tmp_path: Path) -> None:
    nowhere = {"HOME": "/proc/nowhere", "XDG_CACHE_HOME": "/proc/nowhere", "TMPDIR": str(tmp_path)}
    script = riskcast("schedule", HELLO, env={**nowhere, "NUMBA_CACHE_DIR": ""})
    assert script.returncode == 0, script.stderr
    assert "compiled in" in script.stderr
