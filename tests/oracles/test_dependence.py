"""Quantities that vary together against exact laws: correlated durations, costs and occurrences, repaired matrices."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import rankdata

from oracles import coverage
from riskcast.network.nearest import nearest_correlation
from riskcast.simulation.result import Result
from twins.oracles import (
    ERRORS,
    SEEDS,
    Entry,
    check_criticality,
    check_law,
    check_mean,
    check_share,
    check_variance,
    finishes,
    program,
    run,
)

Entries = dict[str, Entry]
each_seed = pytest.mark.parametrize("seed", SEEDS)
FIXED = {"type": "fixed", "value": 1}


def rank(parameter: float) -> float:
    """Return Spearman's correlation of a Gaussian copula, in which riskcast states correlations."""
    return 6.0 / math.pi * math.asin(parameter / 2.0)


def alike(names: list[str], parameter: float, of: str = "duration") -> dict[str, Any]:
    return {"correlations": [{"of": of, "among": names, "rho": rank(parameter)}]}


def ranks_correlation(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Spearman's correlations of the rows of ``x[n, K]``."""
    return np.asarray(np.corrcoef(rankdata(x, axis=1)), dtype=np.float64)


def check_correlation(found: float, exact: float, count: int) -> None:
    """A correlation lies within 4.5 standard errors; 1.1 times the normal one holds for ranks too."""
    assert abs(found - exact) <= 1.1 * ERRORS * (1.0 - exact**2) / math.sqrt(count) + 1e-5, (found, exact)


@each_seed
def test_the_later_of_two_correlated_normals_follows_clark(entries: Entries, seed: int) -> None:
    entry = entries["merge.max_two_normals.unequal_rho08"]
    result = run(program(entry["model"]["tasks"], **alike(["A", "B"], 0.8)), seed)
    assert check_law(finishes(result), entry["expected"]) >= 4
    check_criticality(result, entry["expected"]["criticality_index"])


@pytest.mark.parametrize("paths", ["2", "3", "5", "10"])
@pytest.mark.parametrize("rho", ["0.3", "0.6", "0.9"])
def test_correlation_lowers_the_latest_of_many_normals_as_computed(entries: Entries, rho: str, paths: str) -> None:
    law = {"type": "normal", "mean": 100.0, "sd": 10.0}
    names = [f"T{n}" for n in range(int(paths))]
    tasks = [{"id": name, "duration": law} for name in names]
    x = (finishes(run(program(tasks, **alike(names, float(rho))), 1)) - 100.0) / 10.0
    check_mean(x, entries["merge.equicorrelated_paths"]["expected"][rho][paths])
    with pytest.raises(AssertionError, match="mean"):
        check_mean(x, entries["merge.equicorrelated_paths"]["expected"]["0"][paths])


def four(entry: Entry, parameter: float, seed: int) -> NDArray[np.float64]:
    """Return the end of four tasks in series."""
    names = [task["id"] for task in entry["model"]["tasks"]]
    together = alike(names, parameter) if parameter else {}
    return finishes(run(program(entry["model"]["tasks"], entry["model"]["links"], **together), seed))


@each_seed
@pytest.mark.parametrize("name", coverage.COPULA)
def test_correlated_triangulars_in_series_follow_their_law(entries: Entries, name: str, seed: int) -> None:
    entry = entries[name]
    parameter = entry["model"]["correlation"]["value"]
    assert check_law(four(entry, parameter, seed), entry["expected"]) == 9
    with pytest.raises(AssertionError):
        check_law(four(entry, 0.0, seed), entry["expected"])


@each_seed
def test_perfect_correlation_makes_all_tasks_move_as_one(entries: Entries, seed: int) -> None:
    entry = entries["net.four_serial_corr_0_and_1"]
    x = four(entry, 1.0, seed)
    check_law(x, entry["expected"]["corr_1"])
    with pytest.raises(AssertionError):
        check_law(x, entry["expected"]["corr_0"])


@pytest.mark.parametrize("name", coverage.COPULA)
@pytest.mark.parametrize("way", ["group", "pairs", "all"])
def test_every_pair_has_the_implied_correlations(entries: Entries, name: str, way: str) -> None:
    """As one group, as six pairs (which take a matrix), and as the default of the program."""
    entry = entries[name]
    parameter, expected = entry["model"]["correlation"]["value"], entry["expected"]
    names = [task["id"] for task in entry["model"]["tasks"]]
    pairs = [{"among": [a, b], "rho": rank(parameter)} for a in names for b in names if a < b]
    together = {"group": alike(names, parameter), "pairs": {"correlations": pairs}}
    together["all"] = {"default_correlation": rank(parameter)}
    ends = [{"id": f"M{n}", "project": "P", "kind": "milestone"} for n in names]
    of = program(entry["model"]["tasks"], **together[way])
    links = [{"predecessor": n, "successor": f"M{n}"} for n in names]
    result = run(of.replace(tasks=[*of.tasks, *ends], dependencies=links), 1)
    x = np.array([finishes(result, f"milestone:M{n}") for n in names])
    for matrix, exact in ((np.corrcoef(x), "implied_pairwise_pearson"), (ranks_correlation(x), "spearman")):
        for found in matrix[np.triu_indices(4, 1)].tolist():
            check_correlation(found, expected[exact], x.shape[1])


@pytest.mark.parametrize("count", ["2", "5", "10", "20", "30", "50", "100", "1000"])
@pytest.mark.parametrize("rho", [0.1, 0.2, 0.3, 0.5])
def test_ignored_correlation_understates_the_spread_of_a_total(entries: Entries, count: str, rho: float) -> None:
    expected = entries["corr.ignored_correlation_understates_sd"]["expected"][count][f"rho={rho}"]
    names = [f"L{n}" for n in range(int(count))]
    lines = [{"id": name, "task": "X", "fixed": "normal(1000, 10)"} for name in names]
    of = program([{"id": "X", "duration": FIXED}], costs=lines, **alike(names, rho, "cost"))
    x = run(of, 1, 5_000).samples("cost")
    independent = 100.0 * len(names)
    check_variance(x, independent * expected["inflation"] ** 2)
    check_variance(x, independent / (1.0 - expected["sd_understated_if_ignored"]) ** 2)
    if rho >= 0.2:
        with pytest.raises(AssertionError, match="var"):
            check_variance(x, independent)


def two_risks(parameter: float, seed: int) -> Result:
    """Return a run whose cost says which of two risks occurred: 1, 10, both 11."""
    risks = [
        {"id": name, "probability": p, "impacts": [{"project": "P", "cost": cost}]}
        for name, p, cost in (("R1", 0.3, "1"), ("R2", 0.2, "10"))
    ]
    together = alike(["R1", "R2"], parameter, "occurrence") if parameter else {}
    return run(program([{"id": "X", "duration": FIXED}], risks=risks, **together), seed)


def check_two_risks(result: Result, expected: dict[str, float]) -> None:
    cost = result.samples("cost")
    exactly_one = int(np.isin(cost, (1.0, 10.0)).sum())
    check_share(int((cost == 11.0).sum()), cost.size, expected["P(both)"], "both")
    check_share(int((cost == 0.0).sum()), cost.size, expected["P(neither)"], "neither")
    check_share(exactly_one, cost.size, expected["P(exactly one)"], "one")
    phi = np.corrcoef(cost >= 10.0, cost % 10.0 == 1.0)[0, 1]
    check_correlation(float(phi), expected["phi_coefficient"], cost.size)


@each_seed
def test_correlated_risks_occur_together_as_often_as_computed(entries: Entries, seed: int) -> None:
    expected = entries["risk.correlated_occurrence_rho0_5"]["expected"]
    result = two_risks(0.5, seed)
    check_two_risks(result, expected)
    for hits, p in zip(result.inputs.occurred.tolist(), (0.3, 0.2), strict=True):
        check_share(hits, result.iterations, p, "alone")
    with pytest.raises(AssertionError):
        check_two_risks(two_risks(0.0, seed), expected)


@pytest.mark.parametrize("name", coverage.NEAREST)
def test_the_nearest_correlation_matrix_is_the_published_one(entries: Entries, name: str) -> None:
    """The reference is printed with nine digits: half of the last one is its error."""
    entry = entries[name]
    given, exact = np.array(entry["model"]["input"]), np.array(entry["expected"]["nearest"])
    found = nearest_correlation(given)
    np.testing.assert_allclose(found, exact, rtol=1e-9, atol=5.1e-10)
    assert np.linalg.norm(found - given) == pytest.approx(entry["expected"]["frobenius_distance"], rel=5e-9)
    assert np.linalg.eigvalsh(given).min() == pytest.approx(entry["expected"]["min_eigenvalue_input"], abs=5.1e-10)
    assert np.linalg.eigvalsh(found).min() > -1e-12
    for place, value in entry["expected"]["published"].items():
        row, column = int(place[1]) - 1, int(place[2]) - 1
        digits = len(re.sub(r"-?0\.", "", str(value)))
        assert found[row, column] == pytest.approx(value, abs=0.51 * 10.0**-digits)
    clipped = np.clip(given, -0.5, 0.5)
    assert np.abs(clipped - exact).max() > 1e-3, "a plain clip is not the answer"


def test_a_pair_less_alike_than_all_durations_keeps_every_coefficient() -> None:
    """A pair of 0.1 in a program of 0.4: both values are reached, inside the pair and between it and the others."""
    names = [f"T{n}" for n in range(5)]
    law = {"type": "triangular", "min": 15.0, "mode": 20.0, "max": 25.0}
    of = program(
        [{"id": name, "duration": law} for name in names],
        correlations=[{"among": ["T3", "T1"], "rho": 0.1}],
        default_correlation=0.4,
    )
    ends = [{"id": f"M{n}", "project": "P", "kind": "milestone"} for n in names]
    links = [{"predecessor": n, "successor": f"M{n}"} for n in names]
    result = run(of.replace(tasks=[*of.tasks, *ends], dependencies=links), 1)
    found = ranks_correlation(np.array([finishes(result, f"milestone:M{n}") for n in names]))
    for a in range(5):
        for b in range(a):
            check_correlation(found[a, b], 0.1 if (b, a) == (1, 3) else 0.4, result.iterations)
