"""Kinds of uncertainty can be left out, results remember it, and what responses cost is spent."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import riskcast as rc
from riskcast.simulation.file import load_result, save_result
from riskcast.simulation.result import Result
from twins.tied import tied


@pytest.fixture(scope="module")
def result() -> Result:
    return rc.simulate(tied(), rc.Plan(512, seed=5, without=("drivers",)))


def test_a_saved_result_keeps_switches_repairs_and_drivers(result: Result, tmp_path: Path) -> None:
    for kept in (result, rc.simulate(tied(), rc.Plan(512, seed=5))):
        loaded = load_result(save_result(kept, tmp_path / "r.riskcast"))
        assert loaded.manifest.without == kept.manifest.without
        assert loaded.repairs == kept.repairs
        assert len(loaded.repairs) == 3
        assert loaded.inputs.drivers == ("skill", "bias", "users")
        assert np.array_equal(loaded.inputs.acted, kept.inputs.acted)
        assert rc.drivers(loaded) == rc.drivers(kept)


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        ({"without": ["costs"]}, "without"),
        ({"without": ["risks", "risks"]}, "without has a name twice"),
        ({"drivers": ["skill", "bias", "nobody"]}, "digest"),
        ({"repairs": [["a", "b", 0.9, 1.5]]}, "repairs"),
        ({"repairs": [["a", "b", 0.9, 0.5]]}, "digest"),
    ],
)
def test_a_manifest_that_was_tampered_with_is_refused(
    result: Result, tmp_path: Path, change: dict[str, Any], hint: str
) -> None:
    file = save_result(result, tmp_path / "r.riskcast")
    with zipfile.ZipFile(file) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["manifest.json"] = json.dumps({**json.loads(members["manifest.json"]), **change}).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    file.write_bytes(stream.getvalue())
    with pytest.raises(rc.FileProblem, match=hint):
        load_result(file)


def test_the_order_in_which_kinds_are_named_does_not_matter() -> None:
    one, two = (rc.simulate(tied(), rc.Plan(64, seed=5, without=w)) for w in (("risks", "ranges"), ("ranges", "risks")))
    assert one.manifest.without == two.manifest.without == ("ranges", "risks")
    assert one.manifest.result_digest == two.manifest.result_digest


def test_leaving_drivers_out_is_the_same_as_deleting_them(result: Result) -> None:
    deleted = rc.simulate(tied(drivers=[]), rc.Plan(512, seed=5))
    assert (result.samples("finish") == deleted.samples("finish")).all()
    assert (result.samples("cost") == deleted.samples("cost")).all()
    assert (result.inputs.acted == 0).all()


def _with_state(state: str, cost: str) -> rc.Program:
    risks = [risk.model_dump(exclude_defaults=True) for risk in tied().risks]
    risks[3]["response"] = {"state": state, "cost": cost}
    return tied(risks=risks)


def test_what_a_decided_response_costs_is_spent_in_every_future_and_in_the_plan() -> None:
    planned, active, done = (
        rc.simulate(_with_state(s, "18k"), rc.Plan(256, seed=5)) for s in ("planned", "active", "done")
    )
    for decided in (active, done):
        assert decided.planned("cost") - planned.planned("cost") == pytest.approx(18_000.0)
        assert decided.samples("cost") - planned.samples("cost") == pytest.approx(18_000.0)


def test_an_uncertain_cost_of_a_response_is_drawn_and_can_be_left_out() -> None:
    runs = [
        rc.simulate(_with_state(state, "uniform(10k, 30k)"), rc.Plan(256, seed=5, without=without))
        for state in ("planned", "active")
        for without in ((), ("ranges",))
    ]
    drawn, certain = (runs[k + 2].samples("cost") - runs[k].samples("cost") for k in range(2))
    assert 10_000.0 <= drawn.min() < 10_500.0
    assert 29_500.0 < drawn.max() <= 30_000.0
    assert certain == pytest.approx(20_000.0)
