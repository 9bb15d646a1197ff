"""A result file holds everything, is the same for the same run, and is refused when it is damaged."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import riskcast as rc
import riskcast.simulation.file as result_file
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


def test_the_colours_of_a_review_are_kept_and_change_no_other_file(result: Result, tmp_path: Path) -> None:
    plain = save_result(result, tmp_path / "plain.riskcast")
    coloured = save_result(replace(result, statuses=(("finish", "amber"),)), tmp_path / "review.riskcast")
    assert load_result(coloured).statuses == (("finish", "amber"),)
    assert load_result(plain).statuses == ()
    assert load_result(coloured).manifest.result_digest == load_result(plain).manifest.result_digest


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


@pytest.fixture
def parts(result: Result, tmp_path: Path) -> dict[str, bytes]:
    """The members of a good result file."""
    with zipfile.ZipFile(save_result(result, tmp_path / "good.riskcast")) as archive:
        return {item.filename: archive.read(item) for item in archive.infolist()}


def pack(path: Path, parts: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def npy(array: np.ndarray[Any, Any]) -> bytes:
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array, version=(1, 0), allow_pickle=False)
    return stream.getvalue()


def claim(shape: tuple[int, ...]) -> bytes:
    """Return an .npy header without data."""
    stream = io.BytesIO()
    header = {"descr": "<i4", "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(stream, header)
    return stream.getvalue()


def altered(parts: Mapping[str, bytes], change: Mapping[str, Any]) -> dict[str, bytes]:
    head = {**json.loads(parts["manifest.json"]), **change}
    return {**parts, "manifest.json": json.dumps(head).encode()}


@pytest.mark.parametrize(
    ("member", "data"),
    [
        ("manifest.json", b"[]"),
        ("manifest.json", b"[" * 200_000),
        ("manifest.json", b"{"),
        ("program.json", b"[]"),
        ("program.json", b"[" * 200_000),
        ("tasks.start.npy", claim((10**13,))),
        ("tasks.start.npy", claim((2, 23))),
        ("tasks.start.npy", b""),
        ("tasks.start.npy", npy(np.zeros(3, "U5"))),
        ("tasks.start.npy", npy(np.zeros((2, 23), np.int64))),
        ("milestone_finish.npy", npy(np.zeros((0, 5), np.int32))),
        ("inputs.sums.npy", npy(np.zeros((2, 2)))),
        ("extra.npy", npy(np.zeros(3))),
        ("extra.txt", b""),
    ],
)
def test_members_that_no_run_writes_are_refused(
    parts: dict[str, bytes], tmp_path: Path, member: str, data: bytes
) -> None:
    with pytest.raises(rc.FileProblem, match="not a riskcast result"):
        load_result(pack(tmp_path / "bad.riskcast", {**parts, member: data}))


@pytest.mark.parametrize("member", ["manifest.json", "program.json", "project_cost.npy", "inputs.occurred.npy"])
def test_a_missing_member_is_refused(parts: dict[str, bytes], tmp_path: Path, member: str) -> None:
    del parts[member]
    with pytest.raises(rc.FileProblem, match=f"it has no {member}"):
        load_result(pack(tmp_path / "bad.riskcast", parts))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("iterations", "many"),
        ("iterations", 10**7),
        ("iterations", 499),
        ("seed", {"a": 1}),
        ("seed", -1),
        ("design", "guess"),
        ("origin", 5),
        ("origin", "9999-12-31T00:00:00"),
        ("origin", "2027-01-01T00:00:00+01:00"),
        ("tasks", 7),
        ("tasks", ["a", "a"]),
        ("tasks", ["a", "m", "z"]),
        ("milestones", ["z"]),
        ("risks", []),
        ("variables", ["x"] * 10),
        ("result_digest", "short"),
        ("riskcast", None),
        ("extra", 1),
    ],
)
def test_impossible_manifests_are_refused(parts: dict[str, bytes], tmp_path: Path, field: str, value: object) -> None:
    with pytest.raises(rc.FileProblem, match="not a riskcast result"):
        load_result(pack(tmp_path / "bad.riskcast", altered(parts, {field: value})))


@pytest.mark.parametrize("change", [{"seed": 12}, {"design": "mc"}, {"tasks": ["m", "a"]}, {"riskcast": "9.9"}])
def test_a_changed_manifest_does_not_match_its_digest(
    parts: dict[str, bytes], tmp_path: Path, change: dict[str, object]
) -> None:
    with pytest.raises(rc.FileProblem, match="do not match"):
        load_result(pack(tmp_path / "bad.riskcast", altered(parts, change)))


def test_one_changed_bit_in_any_array_is_noticed(parts: dict[str, bytes], tmp_path: Path) -> None:
    for name in (name for name in parts if name.endswith(".npy")):
        data = bytearray(parts[name])
        data[-1] ^= 1
        with pytest.raises(rc.FileProblem, match="damaged"):
            load_result(pack(tmp_path / "bad.riskcast", {**parts, name: bytes(data)}))


def test_compressed_encrypted_and_unknown_members_are_refused(parts: dict[str, bytes], tmp_path: Path) -> None:
    with pytest.raises(rc.FileProblem, match="compressed"):
        load_result(pack(tmp_path / "deflated.riskcast", parts, zipfile.ZIP_DEFLATED))
    good = pack(tmp_path / "good2.riskcast", parts).read_bytes()
    entry, local = good.index(b"PK\x01\x02"), good.index(b"PK\x03\x04")
    unknown, encrypted = bytearray(good), bytearray(good)
    unknown[entry + 10 : entry + 12] = struct.pack("<H", 99)
    encrypted[entry + 8] |= 1
    encrypted[local + 6] |= 1
    for data in (unknown, encrypted):
        (tmp_path / "bad.riskcast").write_bytes(data)
        with pytest.raises(rc.FileProblem, match="compressed or encrypted"):
            load_result(tmp_path / "bad.riskcast")


def test_a_member_that_claims_more_than_the_file_holds_is_refused(parts: dict[str, bytes], tmp_path: Path) -> None:
    good = bytearray(pack(tmp_path / "bad.riskcast", parts).read_bytes())
    entry = good.index(b"PK\x01\x02")
    good[entry + 20 : entry + 28] = struct.pack("<II", 3 << 30, 3 << 30)
    (tmp_path / "bad.riskcast").write_bytes(good)
    with pytest.raises(rc.FileProblem, match="more than it can"):
        load_result(tmp_path / "bad.riskcast")


def test_every_cut_and_every_flipped_byte_gives_a_result_or_a_file_problem(
    parts: dict[str, bytes], tmp_path: Path
) -> None:
    good = pack(tmp_path / "bad.riskcast", parts).read_bytes()
    rng = np.random.default_rng(0)
    for at in rng.integers(0, len(good), 150):
        for data in (good[:at], good[:at] + bytes([good[at] ^ 0x55]) + good[at + 1 :]):
            (tmp_path / "bad.riskcast").write_bytes(data)
            try:
                load_result(tmp_path / "bad.riskcast")
            except rc.FileProblem:
                continue


def test_a_result_that_could_not_be_read_again_is_not_saved(
    result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd = replace(result, project_cost=np.full_like(result.project_cost, np.nan))
    with pytest.raises(rc.FileProblem, match="not a number"):
        save_result(odd, tmp_path / "r.riskcast")
    with pytest.raises(rc.FileProblem, match="wrong shape"):
        save_result(replace(result, planned_cost=np.zeros(3)), tmp_path / "r.riskcast")
    monkeypatch.setattr(result_file, "_MAX_BYTES", 1000)
    with pytest.raises(rc.FileProblem, match="4 GiB"):
        save_result(result, tmp_path / "r.riskcast")
    assert list(tmp_path.iterdir()) == []
