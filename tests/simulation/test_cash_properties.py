"""What holds for money over time whatever the program: bits, totals, files, and profiles that add up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import riskcast as rc
from riskcast.errors import FileProblem, InvalidInput
from riskcast.simulation.again import with_money
from riskcast.simulation.cash import GROUPS, Cash
from riskcast.simulation.file import load_result, save_result

MODEL = Path(__file__).parents[2] / "models" / "datacentre"


@pytest.fixture(scope="module")
def program() -> rc.Program:
    return rc.load(MODEL)


@pytest.fixture(scope="module")
def result(program: rc.Program) -> rc.Result:
    return rc.simulate(program, rc.Plan(1_280, seed=7, phasing=GROUPS))


def cash(result: rc.Result) -> Cash:
    assert result.cash is not None
    return result.cash


def test_threads_and_blocks_never_change_a_bit(program: rc.Program, result: rc.Result) -> None:
    other = rc.simulate(program, rc.Plan(1_280, seed=7, phasing=GROUPS, threads=1, block=64))
    for name in ("amount", "in_service", "benefit", "benefit_start", "risk_cost"):
        assert (getattr(cash(other), name) == getattr(cash(result), name)).all(), name
    assert other.manifest.result_digest == result.manifest.result_digest


def test_keeping_money_over_time_changes_neither_dates_nor_costs(program: rc.Program, result: rc.Result) -> None:
    plain = rc.simulate(program, rc.Plan(1_280, seed=7))
    assert plain.cash is None
    assert plain.manifest.result_digest == result.manifest.result_digest


def test_the_three_views_and_the_categories_come_to_the_cost_of_every_iteration(result: rc.Result) -> None:
    for view in ("incurred", "paid", "committed", "category"):
        assert cash(result).samples(view).sum(axis=0) == pytest.approx(result.samples("cost"), abs=0.005), view
        assert cash(result).plan(view).sum() == pytest.approx(result.planned("cost"), abs=0.005), view


def test_projects_come_to_their_costs_and_capitalised_money_to_capex(result: rc.Result) -> None:
    for project in result.program.projects:
        sums = cash(result).samples("incurred", project=project.id).sum(axis=0)
        assert sums == pytest.approx(result.samples(f"cost:{project.id}"), abs=0.005)
    capital = cash(result).samples("incurred", treatment="capex")
    assert cash(result).samples("capitalised") == pytest.approx(capital, abs=0.005)


def test_what_is_earned_is_the_plan_in_every_iteration(result: rc.Result) -> None:
    assert cash(result).samples("earned").sum(axis=0) == pytest.approx(result.planned("cost"), abs=0.005)


def test_coherent_profile_and_funding_line_add_up_and_standalone_years_do_not(result: rc.Result) -> None:
    from riskcast.analysis.money.excess import excess_of_standalone

    total = result.percentile("cost", 80)
    _, coherent, funding, alone = rc.profiles(result, p=80, by="year")
    assert coherent.amount.sum() == pytest.approx(total, abs=0.005)
    assert funding.amount.sum() == pytest.approx(total, abs=0.005)
    assert alone.total is None
    found = excess_of_standalone(result, p=80)
    assert found.excess == pytest.approx(alone.amount.sum() - total, abs=0.005)
    assert found.excess > 1e6


def test_money_over_time_is_run_again_from_a_result_file_to_the_bit(result: rc.Result, tmp_path: Path) -> None:
    file = save_result(result, tmp_path / "x.riskcast")
    assert file.stat().st_size < 2_000_000
    loaded = load_result(file)
    assert loaded.cash is None
    again = with_money(loaded)
    assert again.manifest.phasing == GROUPS
    assert cash(again).periods == cash(result).periods
    assert cash(again).rows == cash(result).rows
    assert (cash(again).amount == cash(result).amount).all()


def test_a_result_of_another_riskcast_is_not_mixed_with_new_money(result: rc.Result) -> None:
    other = replace(result, cash=None, manifest=replace(result.manifest, result_digest="0" * 64))
    with pytest.raises(FileProblem, match="run the program anew"):
        with_money(other)


def test_a_longer_run_begins_with_the_shorter_one(program: rc.Program, result: rc.Result) -> None:
    short = cash(rc.simulate(program, rc.Plan(640, seed=7, phasing=GROUPS)))
    assert (short.amount == cash(result).amount[:, :, :640]).all()


def test_groups_that_are_not_asked_for_are_not_kept(program: rc.Program, result: rc.Result) -> None:
    whole = cash(rc.simulate(program, rc.Plan(1_280, seed=7, phasing=("program",))))
    assert len(whole.places("incurred")) == 1
    assert not whole.places("category")
    assert np.allclose(whole.samples("incurred"), cash(result).samples("incurred"))


def test_money_that_does_not_fit_in_memory_is_refused(program: rc.Program) -> None:
    with pytest.raises(InvalidInput, match="RC194"):
        rc.simulate(program, rc.Plan(1_000_000, seed=7, phasing=GROUPS))


def test_leaving_ranges_out_leaves_prices_as_planned(program: rc.Program) -> None:
    sure = rc.simulate(program, rc.Plan(128, seed=7, phasing=GROUPS, without=("ranges", "risks", "drivers")))
    assert np.ptp(cash(sure).samples("fx").sum(axis=0)) == pytest.approx(0.0, abs=0.005)


def test_money_due_at_a_milestone_moves_past_the_year_end_with_it_future_by_future() -> None:
    """The delivery is planned for mid-March of an April year; where it slips, all of its price slips with it."""
    program = rc.Program.model_validate(
        {"id": "slip", "start": "2027-01-04", "calendar": "office", "fiscal": {"first_month": "apr"},
         "calendars": [{"id": "office", "week": {"mon-fri": "08:00-16:00"}}], "projects": [{"id": "P"}],
         "tasks": [{"id": "make", "project": "P", "duration": "50d", "estimate": "triangular(40d, 50d, 90d)"},
                   {"id": "delivered", "project": "P", "kind": "milestone"}],
         "dependencies": [{"predecessor": "make", "successor": "delivered"}],
         "costs": [{"id": "price", "task": "make", "fixed": "triangular(80k, 90k, 140k)",
                    "instalments": "delivered 100%"}]}
    )  # fmt: skip
    result = rc.simulate(program, rc.Plan(640, seed=3, phasing=GROUPS))
    years = cash(result).by_year(cash(result).samples("incurred"))
    late = result.moments(result.samples("milestone:delivered")) > np.datetime64("2027-04-01")
    assert 0.2 < late.mean() < 0.95
    assert cash(result).fiscal_years[:2] == ("FY27", "FY28")
    assert years[0] == pytest.approx(np.where(late, 0.0, result.samples("cost")), abs=0.005)
    assert years[1] == pytest.approx(np.where(late, result.samples("cost"), 0.0), abs=0.005)
