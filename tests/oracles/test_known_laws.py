"""Simulated laws against exact ones: distributions, networks, merges, published examples."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from oracles import coverage
from riskcast.model.distributions import Pareto
from riskcast.network.compile import compile_program
from riskcast.simulation.schedule import schedule_network
from twins.oracles import (
    SEEDS,
    Entry,
    check_criticality,
    check_law,
    check_mean,
    check_quantile,
    check_variance,
    finishes,
    program,
    run,
)

each_seed = pytest.mark.parametrize("seed", SEEDS)
Entries = dict[str, Entry]


def plain(entry: Entry, **changes: Any) -> Any:
    model = entry["model"]
    return program(model["tasks"], model.get("links"), **changes)


def with_family(entry: Entry, family: str) -> Entry:
    """Return an entry with the uncertain tasks in another three-point family."""
    tasks = []
    for task in entry["model"]["tasks"]:
        law = task["duration"]
        tasks.append(task if law["type"] == "fixed" else {**task, "duration": {**law, "type": family}})
    return {**entry, "model": {**entry["model"], "tasks": tasks}}


def test_every_entry_is_tested_or_has_a_reason_why_not(entries: Entries) -> None:
    assert not coverage.TESTED & coverage.NOT_YET.keys()
    assert coverage.TESTED | coverage.NOT_YET.keys() == entries.keys()
    assert coverage.PARTS_NOT_YET.keys() <= coverage.TESTED


@each_seed
@pytest.mark.parametrize("name", coverage.DISTRIBUTIONS)
def test_one_task_follows_its_distribution(entries: Entries, name: str, seed: int) -> None:
    x = finishes(run(plain(entries[name]), seed))
    assert check_law(x, entries[name]["expected"]) >= 3


@each_seed
def test_a_truncated_normal_redistributes_what_it_cuts_off(entries: Entries, seed: int) -> None:
    entry = entries["dist.normal.truncated_vs_clamped"]
    x = finishes(run(plain(entry), seed))
    check_law(x, entry["expected"]["truncated"])
    with pytest.raises(AssertionError):
        check_law(x, entry["expected"]["clamped_at_zero"])


@each_seed
def test_a_lognormal_is_given_by_its_own_mean_and_sd(entries: Entries, seed: int) -> None:
    entry = entries["dist.lognormal.P10_80_P90_180"]
    law = {"type": "lognormal", **{key: entry["expected"][key] for key in ("mean", "sd")}}
    x = finishes(run(program([{"id": "X", "duration": law}]), seed))
    check_law(x, entry["expected"])


@each_seed
def test_a_lognormal_through_two_percentiles_is_the_exact_one(entries: Entries, seed: int) -> None:
    entry = entries["dist.lognormal.P10_80_P90_180"]
    assert check_law(finishes(run(plain(entry), seed)), entry["expected"]) >= 3


@each_seed
@pytest.mark.parametrize("name", coverage.HEAVY)
def test_quantiles_of_heavy_tails_are_exact_where_sample_moments_are_not_stable(
    entries: Entries, name: str, seed: int
) -> None:
    expected = entries[name]["expected"]
    x = finishes(run(plain(entries[name]), seed))
    check_law(x, {"quantiles": expected["quantiles"]})
    alpha = entries[name]["model"]["tasks"][0]["duration"]["alpha"]
    law = Pareto(1.0, alpha)
    assert law.mean == pytest.approx(expected["mean"], rel=1e-9)
    assert law.sd == (np.inf if expected.get("variance") == "infinite" else pytest.approx(expected["variance"] ** 0.5))


@each_seed
@pytest.mark.parametrize("name", coverage.EXPONENTIAL)
def test_networks_of_exponential_and_gamma_tasks_follow_their_exact_law(entries: Entries, name: str, seed: int) -> None:
    expected = entries[name]["expected"]
    result = run(plain(entries[name]), seed)
    assert check_law(finishes(result), expected) >= 3
    check_criticality(result, expected.get("criticality_index", {}))


@each_seed
@pytest.mark.parametrize("name", coverage.NETWORKS)
def test_networks_follow_their_exact_law(entries: Entries, name: str, seed: int) -> None:
    entry = entries[name]
    result = run(plain(entry), seed)
    expected = entry["expected"]
    check_law(finishes(result), expected)
    paths = [key for key in expected if key.startswith("criticality_index")]
    for key in paths:
        path = key.removeprefix("criticality_index_").removeprefix("each_")
        tails = [t["id"] for t in entry["model"]["tasks"] if t["id"][-1] in (path[-1] if path[-1].isdigit() else "12")]
        check_criticality(result, dict.fromkeys(tails, expected[key]))
    if "cpm_duration" in expected:
        planned = (result.moment(result.planned("finish")) - result.program.start).total_seconds() / 864_000
        assert planned == pytest.approx(expected["cpm_duration"], rel=1e-9)


def test_the_float_of_the_second_path_is_the_published_one(entries: Entries) -> None:
    entry = entries["net.two_paths_risk_critical_differs"]
    frame = schedule_network(compile_program(plain(entry))).to_frame()
    floats = frame["total_float_min"] / 14_400
    for step in ("Design", "Build", "Test"):
        assert floats[f"{step}1"] == 0.0
        assert floats[f"{step}2"] == pytest.approx(entry["expected"]["path2_total_float"], rel=1e-9)


@each_seed
def test_independent_tasks_in_series_narrow_the_sum(entries: Entries, seed: int) -> None:
    entry = entries["net.four_serial_corr_0_and_1"]
    x = finishes(run(plain(entry), seed))
    check_law(x, entry["expected"]["corr_0"])
    with pytest.raises(AssertionError):
        check_law(x, entry["expected"]["corr_1"])


@each_seed
@pytest.mark.parametrize("name", coverage.PUBLISHED)
@pytest.mark.parametrize("family", ["triangular", "pert"])
def test_published_networks_follow_their_recomputed_laws(entries: Entries, name: str, family: str, seed: int) -> None:
    expected = entries[name]["expected"]
    key = next(k for k in laws(expected) if family.removeprefix("beta_") in k)
    check_law(finishes(run(plain(with_family(entries[name], family)), seed)), expected[key])


@pytest.mark.parametrize("name", coverage.PUBLISHED)
def test_planned_durations_of_published_networks_add_up(entries: Entries, name: str) -> None:
    """The classic expected times (low + 4 likely + high) / 6 along the published critical path."""
    expected = entries[name]["expected"]
    classic = expected.get("pert_expected_times")
    if classic is None:
        tasks = entries[name]["model"]["tasks"]
        length, path = expected["cpm_duration"], []
    else:
        tasks = [{"id": i, "duration": {"type": "fixed", "value": v}} for i, v in classic.items()]
        length, path = expected["pert_mean"], expected["pert_critical_path"]
    frame = schedule_network(compile_program(program(tasks, entries[name]["model"]["links"]))).to_frame()
    span = frame["early_finish"].max().to_pydatetime() - plain(entries[name]).start
    assert span.total_seconds() / 864_000 == pytest.approx(length, abs=1e-4)
    assert set(path) <= set(frame.index[frame["total_float_min"] <= 1.0])


def laws(expected: dict[str, Any]) -> list[str]:
    return [key for key, value in expected.items() if isinstance(value, dict) and "sd" in value]


@each_seed
@pytest.mark.parametrize("name", coverage.MERGES)
def test_the_later_of_two_independent_normals_follows_clark(entries: Entries, name: str, seed: int) -> None:
    result = run(plain(entries[name]), seed)
    check_law(finishes(result), entries[name]["expected"])
    check_criticality(result, entries[name]["expected"]["criticality_index"])


@each_seed
@pytest.mark.parametrize("paths", ["2", "3", "5", "10"])
def test_the_latest_of_many_independent_normals_has_the_exact_mean(entries: Entries, paths: str, seed: int) -> None:
    law = {"type": "normal", "mean": 100.0, "sd": 10.0}
    tasks = [{"id": f"T{n}", "duration": law} for n in range(int(paths))]
    x = finishes(run(program(tasks), seed))
    check_mean((x - 100.0) / 10.0, entries["merge.equicorrelated_paths"]["expected"]["0"][paths])


@each_seed
def test_a_sum_of_independent_triangulars_has_the_sum_of_means_and_variances(seed: int) -> None:
    """Needs no reference file: mean (a+m+b)/3, variance (a^2+m^2+b^2-am-ab-mb)/18."""
    points = [(2.0, 3.0, 5.0), (3.0, 3.0, 8.0), (1.0, 6.0, 6.0), (4.0, 5.0, 12.0)]
    tasks = [
        {"id": f"T{n}", "duration": {"type": "triangular", "min": a, "mode": m, "max": b}}
        for n, (a, m, b) in enumerate(points)
    ]
    links = [{"from": f"T{n}", "to": f"T{n + 1}", "type": "FS", "lag": 0} for n in range(3)]
    x = finishes(run(program(tasks, links), seed))
    check_mean(x, sum(a + m + b for a, m, b in points) / 3.0)
    check_variance(x, sum(a * a + m * m + b * b - a * m - a * b - m * b for a, m, b in points) / 18.0)


@each_seed
def test_the_later_of_two_uniforms_has_the_product_of_their_distribution_functions(seed: int) -> None:
    """P(max <= x) = (x-2)/6 * (x-4)/3 on 4..7, and (x-2)/6 above: quantiles in closed form."""
    laws_ = [{"type": "uniform", "min": 2.0, "max": 8.0}, {"type": "uniform", "min": 4.0, "max": 7.0}]
    x = finishes(run(program([{"id": f"T{n}", "duration": law} for n, law in enumerate(laws_)]), seed))
    for p in (0.05, 0.2, 0.5, 0.8):
        check_quantile(x, p, 3.0 + np.sqrt(1.0 + 18.0 * p))
    check_quantile(x, 0.95, 7.7)


WRONG: dict[str, Callable[[Entries], object]] = {
    "PERT with another lambda": lambda e: _wrong_law(e, "dist.pert.modified_lambda8", "lambda", 4),
    "a triangle through its percentiles as bounds": lambda e: _wrong_law(e, "dist.triangular.left_edge", "min", 4.95),
    "a network with one path instead of two": lambda e: check_law(
        finishes(run(plain(e["net.hulett_single_path"]), 1)), e["net.hulett_2_parallel_paths"]["expected"]
    ),
    "PERT in place of triangular": lambda e: check_law(
        finishes(run(plain(with_family(e["pub.heizer_render_14"], "pert")), 1)),
        e["pub.heizer_render_14"]["expected"]["network_triangular"],
    ),
    "independent in place of correlated paths": lambda e: check_law(
        finishes(run(plain(e["merge.max_two_normals.unequal_rho08"]), 1)),
        e["merge.max_two_normals.unequal_rho08"]["expected"],
    ),
}


def _wrong_law(entries: Entries, name: str, key: str, value: float) -> None:
    law = entries[name]["model"]["tasks"][0]["duration"]
    x = finishes(run(program([{"id": "X", "duration": {**law, key: value}}]), 1))
    check_law(x, entries[name]["expected"])


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_model_is_caught(entries: Entries, wrong: str) -> None:
    with pytest.raises(AssertionError, match=re.compile(r"mean|var|P\(|0\.\d")):
        WRONG[wrong](entries)
