from __future__ import annotations

from pathlib import Path

import pytest

import riskcast as rc
from riskcast.export.csv_table import csv_text
from riskcast.export.mspdi.write import render_mspdi

from .conftest import MODELS, Riskcast


@pytest.fixture(scope="module")
def result() -> rc.Result:
    program = rc.load(MODELS / "hello")
    begin = {**dict(program.tasks[0]), "id": "begin", "kind": "start-milestone", "duration": None, "estimate": None}
    return rc.simulate(program.replace(tasks=(*program.tasks, begin)), rc.Plan(iterations=100, seed=1))


@pytest.fixture
def saved(result: rc.Result, tmp_path: Path) -> Path:
    return rc.save_result(result, tmp_path / "hello.riskcast")


def test_export_writes_both_files_and_says_so_on_standard_error(
    riskcast: Riskcast, saved: Path, result: rc.Result, tmp_path: Path
) -> None:
    done = riskcast("export", saved, "--mspdi", tmp_path / "out.xml", "--csv", tmp_path / "out.csv")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-2:] == [f"Wrote {tmp_path / 'out.xml'}", f"Wrote {tmp_path / 'out.csv'}"]
    assert (tmp_path / "out.xml").read_bytes() == render_mspdi(result)[0]
    assert (tmp_path / "out.csv").read_text("utf-8-sig") == csv_text(result)


def test_csv_goes_to_standard_output_on_request(riskcast: Riskcast, saved: Path, result: rc.Result) -> None:
    done = riskcast("export", saved, "--csv", "-")
    assert (done.returncode, done.stdout, done.stderr) == (0, csv_text(result), "")


def test_what_ms_project_would_show_differently_is_listed(riskcast: Riskcast, saved: Path, tmp_path: Path) -> None:
    done = riskcast("export", saved, "--mspdi", tmp_path / "out.xml")
    assert done.returncode == 0
    assert "out.xml: warning RC070: 1 start milestone may be shown at the end of the day before: begin" in done.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "say what to write"),
        (["--mspdi", "-"], "--mspdi needs a file"),
        (["--csv", "x", "--mspdi", "./x"], "must be different files"),
        (["--csv", "hello.riskcast"], "must be different files"),
    ],
)
def test_wrong_use_is_explained(
    riskcast: Riskcast, saved: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], said: str
) -> None:
    monkeypatch.chdir(saved.parent)
    done = riskcast("export", "hello.riskcast", *args)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_file_that_is_no_result_or_cannot_be_written_is_a_file_problem(
    riskcast: Riskcast, saved: Path, tmp_path: Path
) -> None:
    (tmp_path / "plan.xml").write_text("<Project/>")
    for args in ([tmp_path / "plan.xml", "--csv", "-"], [saved, "--csv", tmp_path], [tmp_path / "no", "--csv", "-"]):
        done = riskcast("export", *args)
        assert (done.returncode, done.stdout) == (3, "")
        assert "Traceback" not in done.stderr
