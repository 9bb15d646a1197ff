"""Sensitivity indices and paths against published definitions and exact figures."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from riskcast.analysis.attribution.attribute import attribute
from riskcast.analysis.indices import indices
from riskcast.analysis.merges import merges
from riskcast.analysis.paths import paths
from riskcast.analysis.sensitivity import kendall, pearson, schedule_sensitivity, significance, spearman
from twins.oracles import ERRORS, RUNS, SEEDS, UNIT, Entry, check_share, program, run

Entries = dict[str, Entry]
each_seed = pytest.mark.parametrize("seed", SEEDS)


def fixed_sample(entries: Entries) -> tuple[Any, Any, Any, Any]:
    """Return metrics by task, durations [8, 10], total floats [8, 10] and makespans [10]."""
    entry = entries["metric.sra_indices_on_fixed_sample"]
    metrics = entry["expected"]["metrics"]
    names = entry["model"]["replication_columns"]
    durations = np.array(entry["model"]["replications"]).T
    floats = np.array([metrics[name]["total_float"] for name in names])
    return [metrics[name] for name in names], durations, floats, np.array(entry["expected"]["makespans"])


def column(metrics: list[dict[str, float]], name: str) -> Any:
    return pytest.approx([metric[name] for metric in metrics], abs=1e-11)


def test_indices_of_ten_given_replications_are_those_of_the_definitions(entries: Entries) -> None:
    """The oracle gives sizes of correlations; riskcast keeps their signs."""
    metrics, durations, floats, whole = fixed_sample(entries)
    criticality = (floats == 0.0).mean(axis=1)
    assert criticality.tolist() == column(metrics, "CI")
    assert significance(durations, floats, whole).tolist() == column(metrics, "SI")
    assert schedule_sensitivity(durations, criticality, whole).tolist() == column(metrics, "SSI")
    assert np.abs(pearson(durations, whole)).tolist() == column(metrics, "CRI_r")
    assert np.abs(spearman(durations, whole)).tolist() == column(metrics, "CRI_rho")
    assert np.abs(kendall(durations, whole)).tolist() == column(metrics, "CRI_tau_b")


def test_the_comparison_sees_floats_of_another_task(entries: Entries) -> None:
    metrics, durations, floats, whole = fixed_sample(entries)
    assert significance(durations, floats[::-1], whole).tolist() != column(metrics, "SI")


def check_correlation(found: float, expected: float) -> None:
    """A correlation lies within 4.5 standard errors, at most (1 - r^2 + r^2/2) / sqrt(K) for normal samples."""
    assert abs(found - expected) <= ERRORS * (1.0 - 0.5 * expected**2) / math.sqrt(RUNS), (found, expected)


@each_seed
def test_three_normal_tasks_in_series_have_the_indices_of_closed_forms(entries: Entries, seed: int) -> None:
    entry = entries["metric.serial_normals_tornado"]
    found = {t.task: t for t in indices(run(program(**_of(entry)), seed), ["A", "B", "C"]).tasks}
    for name, expected in entry["expected"]["measures"].items():
        index = found[name]
        assert index.criticality.value == 1.0
        assert index.significance == pytest.approx(1.0, abs=1e-12)
        check_correlation(index.pearson, expected["cruciality_pearson"])
        check_correlation(index.spearman, expected["cruciality_spearman"])
        assert index.kendall is not None
        check_correlation(index.kendall, expected["cruciality_kendall"])
        assert index.cruciality == index.spearman
        share = expected["schedule_sensitivity_index"]
        assert abs(index.schedule_sensitivity - share) <= ERRORS * share / math.sqrt(RUNS)


@each_seed
def test_three_normal_tasks_in_series_share_the_variance_as_computed(entries: Entries, seed: int) -> None:
    entry = entries["metric.serial_normals_tornado"]
    found = attribute(run(program(**_of(entry)), seed), by="task")
    for share in found.shares:
        exact = entry["expected"]["measures"][share.group.removeprefix("ranges:")]["variance_contribution"]
        for index in (share.first_order, share.total):
            assert index is not None and index.error is not None
            assert abs(index.value - exact) <= ERRORS * index.error


@each_seed
@pytest.mark.parametrize("name", ["equal_indep", "unequal_indep"])
def test_the_greater_of_two_normals_has_the_indices_and_bias_of_clark(entries: Entries, name: str, seed: int) -> None:
    entry = entries[f"merge.max_two_normals.{name}"]
    result = run(program(**_of(entry)), seed)
    expected = entry["expected"]
    found = {t.task: t for t in indices(result).tasks}
    for task in ("A", "B"):
        check_correlation(found[task].pearson, expected["cruciality_pearson"][task])
        share = expected["schedule_sensitivity_index"][task]
        assert abs(found[task].schedule_sensitivity - share) <= 2 * ERRORS / math.sqrt(RUNS)
    bias = merges(result).bias
    assert bias.mean.error is not None
    assert abs(bias.mean.value / UNIT - expected["merge_bias"]) <= ERRORS * bias.mean.error / UNIT


def _of(entry: Entry) -> dict[str, Any]:
    return {"tasks": entry["model"]["tasks"], "links": entry["model"]["links"]}


@each_seed
def test_each_of_three_workstreams_drives_as_often_as_computed(entries: Entries, seed: int) -> None:
    entry = entries["exp.three_workstreams_merge"]
    found = paths(run(program(**_of(entry)), seed))
    shares = {"-".join(path.tasks): path.share for path in found.top}
    expected = entry["expected"]["path_probability"]
    assert shares.keys() == expected.keys()
    for name, share in expected.items():
        check_share(shares[name].hits, RUNS, share, name)


@each_seed
def test_two_equal_paths_have_the_merge_bias_of_hulett(entries: Entries, seed: int) -> None:
    """The bias of the mean and of P80, and what one path alone comes to."""
    entry, single = entries["net.hulett_2_parallel_paths"], entries["net.hulett_single_path"]
    result = run(program(**_of(entry)), seed)
    found = merges(result, p=80)
    bias, expected = found.bias, entry["expected"]
    assert bias.mean.error is not None and bias.bias.error is not None and bias.along.error is not None
    assert abs(bias.mean.value / UNIT - expected["merge_bias_mean_days"]) <= ERRORS * bias.mean.error / UNIT
    assert abs(bias.bias.value / UNIT - expected["merge_bias_P80_days"]) <= ERRORS * bias.bias.error / UNIT
    alone = single["expected"]["quantiles"]["P80"] - single["expected"]["cpm_duration"]
    assert abs(bias.along.value / UNIT - alone) <= ERRORS * bias.along.error / UNIT
    (point,) = found.points
    assert point.task == "Finish"
    for driver in point.drivers:
        check_share(driver.share.hits, RUNS, expected["criticality_index_each_path"], driver.task)


def test_a_single_path_has_no_merge_bias(entries: Entries) -> None:
    result = run(program(**_of(entries["net.hulett_single_path"])), 1)
    assert merges(result).bias.bias.value == entries["net.hulett_single_path"]["expected"]["merge_bias_days"]
