"""A result file holds everything, is the same for the same run, and is refused when it is damaged."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

import riskcast as rc
from riskcast.simulation.file import load_result, save_result
from riskcast.simulation.result import Result


@pytest.fixture(scope="module")
def result() -> Result:
    program = rc.Program.model_validate(
        {
            "id": "small",
            "start": "2027-01-04",
            "calendar": "c",
            "calendars": [{"id": "c", "week": {"mon-fri": "08:00-16:00"}}],
            "projects": [{"id": "P", "targets": {"finish": "2027-02-01", "budget": "30k"}}],
            "tasks": [
                {"id": "a", "project": "P", "duration": "5d", "estimate": "pert(3d, 5d, 9d)"},
                {"id": "m", "project": "P", "kind": "milestone", "target": "2027-01-12"},
            ],
            "dependencies": [{"predecessor": "a", "successor": "m"}],
            "costs": [{"id": "a", "task": "a", "fixed": "10k", "per_day": "triangular(500, 700, 1200)"}],
            "risks": [{"id": "R", "probability": 0.4, "impacts": [{"tasks": ["a"], "delay": "2d", "cost": "1k"}]}],
        }
    )
    return rc.simulate(program, rc.Plan(500, seed=11))


def test_a_saved_result_loads_as_it_was(result: Result, tmp_path: Path) -> None:
    loaded = load_result(save_result(result, tmp_path / "deep" / "r.riskcast"))
    assert loaded.program == result.program
    assert loaded.measures == result.measures
    for measure in result.measures:
        assert np.array_equal(loaded.samples(measure), result.samples(measure))
        assert rc.summarise(loaded, measure) == rc.summarise(result, measure)
    assert rc.drivers(loaded) == rc.drivers(result)
    assert rc.bars(loaded) == rc.bars(result)
    assert str(rc.answer(loaded)) == str(rc.answer(result))


def test_the_same_run_writes_the_same_bytes(result: Result, tmp_path: Path) -> None:
    again = rc.simulate(result.program, rc.Plan(500, seed=11, threads=3, block=192))
    first = save_result(result, tmp_path / "a.riskcast").read_bytes()
    assert save_result(again, tmp_path / "b.riskcast").read_bytes() == first


def test_a_loaded_result_replays_to_the_same_digest(result: Result, tmp_path: Path) -> None:
    loaded = load_result(save_result(result, tmp_path / "r.riskcast"))
    m = loaded.manifest
    again = rc.simulate(loaded.program, rc.Plan(m.iterations, seed=m.seed))
    assert again.manifest.result_digest == m.result_digest


def test_changed_arrays_and_programs_and_newer_formats_are_refused(result: Result, tmp_path: Path) -> None:
    path = save_result(result, tmp_path / "r.riskcast")
    with zipfile.ZipFile(path) as archive:
        parts = {item.filename: archive.read(item) for item in archive.infolist()}
    cost = bytearray(parts["project_cost.npy"])
    cost[-3] ^= 1
    program = json.loads(parts["program.json"])
    program["name"] = "another"
    manifest = json.loads(parts["manifest.json"])
    manifest["format"] = 99
    changes = {
        "arrays do not match": {"project_cost.npy": bytes(cost)},
        "program does not match": {"program.json": json.dumps(program).encode()},
        "format 99": {"manifest.json": json.dumps(manifest).encode()},
        "not a riskcast result": {"tasks.start.npy": b"nonsense"},
    }
    for said, change in changes.items():
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in {**parts, **change}.items():
                archive.writestr(name, data)
        with pytest.raises(rc.FileProblem, match=said):
            load_result(path)


def test_nothing_is_left_behind_when_a_file_cannot_be_written(result: Result, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where a folder is needed")
    with pytest.raises(rc.FileProblem):
        save_result(result, tmp_path / "taken" / "r.riskcast")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]
