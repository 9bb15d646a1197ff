"""Drivers, relative risks and loops against exact laws."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from twins.oracles import ERRORS, SEEDS, Entry, check_law, check_mean, check_share, finishes, program, run

Entries = dict[str, Entry]
each_seed = pytest.mark.parametrize("seed", SEEDS)


def percent(law: dict[str, Any]) -> str:
    """Return a factor in the notation of files."""
    return "triangular(" + ", ".join(f"{100.0 * law[key]:.10g}%" for key in ("min", "mode", "max")) + ")"


def as_risk(risk: dict[str, Any], **changes: Any) -> dict[str, Any]:
    impact = {"tasks": risk["applies_to"], "factor": percent(risk["factor"])}
    return {"id": risk["id"], "probability": risk["probability"], "impacts": [impact], **changes}


def as_driver(risk: dict[str, Any]) -> dict[str, Any]:
    chance = risk["probability"]
    return {"id": risk["id"], "probability": chance, "duration": percent(risk["factor"]), "tasks": risk["applies_to"]}


def atom(entry: Entry, seed: int, **parts: Any) -> NDArray[np.float64]:
    return finishes(run(program(entry["model"]["tasks"], **parts), seed))


def check_atom(x: NDArray[np.float64], expected: dict[str, Any]) -> None:
    assert check_law(x, expected) >= 4
    check_share(int((np.abs(x - 100.0) < 1e-9).sum()), x.size, expected["P(X=100)"], "untouched")
    assert (x > 95.0).all()


@each_seed
@pytest.mark.parametrize("way", ["risk", "driver"])
def test_a_factor_that_may_not_act_leaves_an_atom_at_the_plan(entries: Entries, way: str, seed: int) -> None:
    entry = entries["risk.single_driver_atom"]
    risk = entry["model"]["risks"][0]
    parts: dict[str, Any] = {"risks": [as_risk(risk)]} if way == "risk" else {"drivers": [as_driver(risk)]}
    check_atom(atom(entry, seed, **parts), entry["expected"])


def test_chance_times_impact_in_place_of_a_draw_is_caught(entries: Entries) -> None:
    entry = entries["risk.single_driver_atom"]
    law = {
        key: 1.0 + 0.6 * (value - 1.0) for key, value in entry["model"]["risks"][0]["factor"].items() if key != "type"
    }
    wrong = {"id": "R", "probability": 1.0, "duration": percent(law), "tasks": ["X"]}
    x = atom(entry, 1, drivers=[wrong])
    check_mean(x, entry["expected"]["mean"])
    with pytest.raises(AssertionError):
        check_atom(x, entry["expected"])


def correlation(entry: Entry, seed: int, **parts: Any) -> float:
    """Return the linear correlation of the ends of A and B."""
    ends = [{"id": f"M{name}", "project": "P", "kind": "milestone"} for name in "AB"]
    of = program(entry["model"]["tasks"], **parts)
    links = [{"predecessor": name, "successor": f"M{name}"} for name in "AB"]
    result = run(of.replace(tasks=[*of.tasks, *ends], dependencies=links), seed)
    a, b = (finishes(result, f"milestone:M{name}") for name in "AB")
    return float(np.corrcoef(a, b)[0, 1])


def near(found: float, exact: float) -> bool:
    """Correlations of mixed laws have wider errors than those of normals: allow half as much again."""
    return abs(found - exact) <= 1.5 * ERRORS * (1.0 - exact**2) / math.sqrt(20_000) + 1e-9


@each_seed
@pytest.mark.parametrize("way", ["risks", "drivers"])
def test_a_shared_factor_correlates_its_tasks_and_own_factors_dilute_that(
    entries: Entries, way: str, seed: int
) -> None:
    entry = entries["risk.driver_induced_correlation"]
    make = as_risk if way == "risks" else as_driver
    shared, *own = entry["model"]["risks"]
    expected = entry["expected"]["pearson_correlation"]
    assert correlation(entry, seed, **{way: [make(shared)]}) == pytest.approx(expected["shared_only"], abs=1e-12)
    assert near(
        correlation(entry, seed, **{way: [make(r) for r in (shared, *own)]}), expected["shared_plus_one_own_each"]
    )
    always = make({**shared, "probability": 1.0})
    assert near(correlation(entry, seed, **{way: [always, *map(make, own)]}), expected["shared_p1"])


def test_a_shared_factor_drawn_for_each_task_is_caught(entries: Entries) -> None:
    entry = entries["risk.driver_induced_correlation"]
    shared, *own = entry["model"]["risks"]
    exact = entry["expected"]["pearson_correlation"]["shared_plus_one_own_each"]
    apart = [as_driver({**shared, "id": f"{shared['id']}{name}", "applies_to": [name]}) for name in "AB"]
    assert not near(correlation(entry, 1, drivers=[*apart, *map(as_driver, own)]), exact)
    each = as_risk(shared)
    each["impacts"][0]["each"] = True
    assert not near(correlation(entry, 1, risks=[each, *map(as_risk, own)]), exact)


def reworked(entry: Entry, at_most: int, seed: int) -> NDArray[np.float64]:
    """Return the end of a build whose test may send it back; the fix that comes first is taken off the build."""
    lengths = {"Build": 12, "Fix": 8, "Test": 5}
    tasks = [{"id": name, "duration": {"type": "fixed", "value": value}} for name, value in lengths.items()]
    links = [{"from": a, "to": b, "type": "FS", "lag": 0} for a, b in (("Build", "Fix"), ("Fix", "Test"))]
    chance = entry["model"]["branches"][0]["probability"]
    loop = {"id": "again", "tasks": ["Fix", "Test"], "probability": chance, "at_most": at_most}
    return finishes(run(program(tasks, links, reworks=[loop]), seed))


@each_seed
def test_rework_until_it_passes_follows_the_geometric_law(entries: Entries, seed: int) -> None:
    """Twenty further passes stand for as many as it takes: 0.3 to the 21st is nothing."""
    entry = entries["net.probabilistic_branch_rework"]
    x = reworked(entry, 20, seed)
    assert check_law(x, entry["expected"]) >= 6
    assert set(np.rint((x - 25.0) % 13.0).tolist()) <= {0.0, 13.0}
    twice = reworked(entry, 2, seed)
    check_mean(twice, entry["expected"]["mean_if_at_most_two_reworks"])
    with pytest.raises(AssertionError):
        check_law(twice, {"var": entry["expected"]["var"]})
