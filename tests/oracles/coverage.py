"""Which reference entries are tested, and why the others are not yet."""

from __future__ import annotations

DISTRIBUTIONS = (
    "dist.triangular.left_edge",
    "dist.triangular.right_edge",
    "dist.pert.right_edge",
    "dist.pert.left_edge",
    "dist.pert.modified_lambda8",
    "dist.trigen.P10_P90",
    "dist.trigen.P5_P95",
    "dist.uniform.8_12",
    "dist.gamma.k3_theta5",
    "dist.beta.2_5_on_10_40",
    "dist.piecewise_linear_cdf",
    "dist.double_triangular.80_100_150_p30",
)
HEAVY = ("dist.pareto.alpha1_2", "dist.pareto.alpha2_5")
EXPONENTIAL = (
    "exp.parallel_2",
    "exp.parallel_5",
    "exp.elmaghraby13_all_exponential",
    "exp.wheatstone_bridge_erlang2",
    "exp.three_workstreams_merge",
)
NETWORKS = (
    "net.hulett_single_path",
    "net.hulett_2_parallel_paths",
    "net.two_paths_risk_critical_differs",
    "net.irwin_hall_12",
)
PUBLISHED = ("pub.levine_riskplus.three_equal_paths", "pub.reliable_construction", "pub.heizer_render_14")
MERGES = ("merge.max_two_normals.equal_indep", "merge.max_two_normals.unequal_indep")
COPULA = ("corr.four_triangulars_gaussian_copula_0_3", "corr.four_triangulars_gaussian_copula_0_8")
NEAREST = ("corr.nearest.higham_3x3", "corr.nearest.nag_g02aa_4x4")
DISCRETE = ("net.discrete_sum.7_9_11", "net.discrete_bridge", "net.discrete_all_link_types")
OWN_TESTS = (
    "dist.lognormal.P10_80_P90_180",
    "dist.normal.truncated_vs_clamped",
    "net.four_serial_corr_0_and_1",
    "net.bridge_bounds",
    "net.probabilistic_branch_rework",
    "merge.equicorrelated_paths",
    "merge.max_two_normals.unequal_rho08",
    "corr.ignored_correlation_understates_sd",
    "risk.correlated_occurrence_rho0_5",
    "risk.single_driver_atom",
    "risk.driver_induced_correlation",
    "jcl.bivariate_normal",
    "jcl.programme_normal",
    "metric.serial_normals_tornado",
    "metric.sra_indices_on_fixed_sample",
    "cost.liquidated_damages",
    "cost.capex_opex_phasing",
    "cpm.all_links_deterministic",
    "risk.count_poisson_binomial",
    "risk.additive_register_five",
    "risk.impact_absorbed_by_float",
    "cost.sum_of_P80s_and_clt",
    "cost.time_dependent_plus_fixed",
    "cost.rate_times_duration",
    "cal.single_tasks",
    "cal.lag_conventions",
    "cal.hours_8to12_13to17",
    "cal.constraint_masks_risk",
    "mc.quantile_confidence_ranks",
)
FAMILIES = (DISTRIBUTIONS, HEAVY, EXPONENTIAL, NETWORKS, PUBLISHED, MERGES, COPULA, NEAREST, DISCRETE, OWN_TESTS)
TESTED = {name for family in FAMILIES for name in family}

SENSITIVITY = "this sensitivity measure is not a feature yet"
NOT_YET = {
    "corr.iman_conover_mildenhall_20x4": "riskcast draws from a Gaussian copula; it never reorders a given sample",
    "evm.earned_schedule_month5": "earned value is not a feature yet",
    "evm.spi_anomaly_at_completion": "earned value is not a feature yet",
    "rcf.dft_2004_capex_uplifts": "reference classes are not a feature yet",
    "rcf.green_book_mott_macdonald": "reference classes are not a feature yet",
    "mc.replications_needed": "riskcast prints the error of a run, but does not plan the size of one",
    "rcpsp.psplib_cpm_lengths": "no reader for this library's instances; its resources are not a feature yet",
    "rcpsp.priority_rule_averages": "resource-constrained schedules are not a feature yet",
}
"""Why an entry is not tested; the day the feature comes, its line goes."""

PARTS_NOT_YET = {
    "dist.pareto.alpha1_2": "tail averages (expected shortfall) are not a feature yet; no sample mean is stable",
    "dist.pareto.alpha2_5": "tail averages (expected shortfall) are not a feature yet",
    "dist.normal.truncated_vs_clamped": "riskcast truncates; heaping the cut mass on the bound is not offered",
    "net.discrete_bridge": SENSITIVITY,
    "net.discrete_sum.7_9_11": SENSITIVITY,
    "net.discrete_all_link_types": SENSITIVITY,
    "merge.max_two_normals.unequal_rho08": SENSITIVITY,
    "metric.serial_normals_tornado": "regression slopes are not a feature; everything else is tested",
    "metric.sra_indices_on_fixed_sample": "of Kendall's tau, the one that heeds ties (tau-b) is offered",
    "cost.liquidated_damages": "penalties for delay, and their caps, are not a feature yet; lateness itself is tested",
    "cal.constraint_masks_risk": "a constraint in riskcast never hides lateness, so its hard reading cannot be stated",
}
"""Parts of tested entries that cannot be stated."""
