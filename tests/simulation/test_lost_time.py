"""Lost days, closed seasons and rework loops, against sums done by hand."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest

import riskcast as rc

ALWAYS = {"id": "c", "week": {"mon-sun": "00:00-24:00"}, "hours_per_day": 24}
OFFICE = {"id": "c", "week": {"mon-fri": "08:00-12:00, 13:00-17:00"}}


def plan(tasks: dict[str, str], calendar: dict[str, Any] = ALWAYS, **fields: Any) -> rc.Program:
    """Return a chain of tasks from Monday, 4 January 2027."""
    names = list(tasks)
    return rc.Program.model_validate(
        {
            "id": "p",
            "start": "2027-01-04",
            "calendar": "c",
            "calendars": [calendar],
            "projects": [{"id": "P"}],
            "tasks": [{"id": name, "project": "P", "duration": size} for name, size in tasks.items()],
            "dependencies": [{"predecessor": a, "successor": b} for a, b in itertools.pairwise(names)],
            **fields,
        }
    )


def days(program: rc.Program, count: int = 640, **fields: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return the finishes of the program in days after its start."""
    result = rc.simulate(program, rc.Plan(iterations=count, seed=7, **fields))
    ends = result.project_finish.max(axis=0)
    start = np.datetime64(program.start, "s")
    return np.array([(np.datetime64(result.moment(end), "s") - start) / np.timedelta64(1, "D") for end in ends])


def lost(days_: str, months: str, *, block: bool = False) -> dict[str, Any]:
    return {"lost_time": [{"id": "rain", "calendars": ["c"], "months": months, "days": days_, "block": block}]}


def closed(**fields: str) -> dict[str, Any]:
    return {"seasons": [{"id": "frost", "calendars": ["c"], **fields}]}


def test_scattered_lost_days_slow_all_work_of_their_months() -> None:
    """28 January days at 25/31 and 28 February days at 22/28 do 44.58 of 60; the rest takes 15.42 x 31/25 in March."""
    program = plan({"A": "60d"}, **lost("6d", "jan-mar"))
    expected = 56.0 + (60.0 - 28.0 * 25.0 / 31.0 - 22.0) * 31.0 / 25.0
    assert days(program) == pytest.approx(np.full(640, expected), abs=1e-4)


def test_no_month_loses_more_days_than_it_has() -> None:
    """All of January is lost: work begins in February, and its first day is shown so."""
    program = plan({"A": "5d"}, **lost("90d", "jan"))
    assert days(program) == pytest.approx(np.full(640, 28.0 + 5.0))
    assert str(rc.schedule(program).to_frame()["start"]["A"]) == "2027-02-01 00:00:00"


def test_a_lost_block_stops_work_where_it_lies() -> None:
    """Ten of the 31 days from 1 January, anywhere: 20 days of work from the 4th are stopped by what is left of them."""
    found = days(plan({"A": "20d"}, **lost("10d", "jan", block=True)), 6400)
    assert found.min() == pytest.approx(20.0 + 7.0, abs=0.01)
    assert found.max() == pytest.approx(30.0, abs=1e-3)
    # The block starts at u, uniform on 0-21; before day 3 only 7 + u of it lie ahead, else all ten.
    assert found.mean() == pytest.approx(20.0 + (3.0 * 8.5 + 18.0 * 10.0) / 21.0, abs=4.5 * 1.0 / np.sqrt(6400))


def test_uncertain_lost_days_vary_from_month_to_month_and_not_in_the_plan() -> None:
    program = plan({"A": "50d"}, **lost("uniform(0d, 10d)", "jan-feb"))
    found = days(program, 4000)
    assert found.min() < 52.0
    assert found.max() > 64.0
    assert str(rc.schedule(program).to_frame()["finish"]["A"])[:10] == "2027-02-23"
    assert days(program, 64, without=("risks",)) == pytest.approx(np.full(64, 50.0))


def test_nothing_is_done_in_a_closed_season_also_in_the_plan() -> None:
    program = plan({"A": "20d"}, **closed(first="10 jan", last="19 jan"))
    assert days(program) == pytest.approx(np.full(640, 30.0))
    assert str(rc.schedule(program).to_frame()["finish"]["A"])[:10] == "2027-02-03"


def test_any_number_of_seasons_may_close_one_month() -> None:
    """Ten single days are closed, in reverse order in the file, and one of them twice."""
    dates = [f"{day} jan" for day in (*range(23, 4, -2), 11)]
    seasons = [{"id": f"s{k}", "calendars": ["c"], "first": day, "last": day} for k, day in enumerate(dates)]
    assert days(plan({"A": "20d"}, seasons=seasons), 64) == pytest.approx(np.full(64, 30.0))


def test_a_season_may_end_later_by_chance() -> None:
    program = plan({"A": "20d"}, **closed(first="10 jan", last="19 jan", late="uniform(0ed, 10ed)"))
    found = days(program, 6400)
    assert (found.min(), found.max()) == pytest.approx((30.0, 40.0), abs=0.02)
    assert found.mean() == pytest.approx(35.0, abs=4.5 * 10.0 / np.sqrt(12 * 6400))


def test_a_season_across_the_new_year_closes_both_ends() -> None:
    """Closed until 10 January, and again from 20 December."""
    program = plan({"A": "5d", "B": "340d"}, **closed(first="20 dec", last="10 jan"))
    table = rc.schedule(program).to_frame()
    assert str(table["start"]["A"])[:10] == "2027-01-11"
    assert str(table["finish"]["A"])[:10] == "2027-01-16"
    # 338 days from 16 January reach 20 December; the last two days follow the season.
    assert str(table["finish"]["B"])[:10] == "2028-01-13"


def test_seasons_count_in_working_time_of_their_calendar() -> None:
    """Ten office days from Monday the 4th; Thursday 7th to Wednesday 13th is closed: five working days later."""
    program = plan({"A": "10d"}, OFFICE, **closed(first="7 jan", last="13 jan"))
    assert str(rc.schedule(program).to_frame()["finish"]["A"]) == "2027-01-22 17:00:00"


def test_other_calendars_are_open() -> None:
    program = plan({"A": "20d"}, **closed(first="10 jan", last="19 jan"))
    other = {"id": "other", "week": {"mon-sun": "00:00-24:00"}, "hours_per_day": 24}
    moved = program.replace(
        calendars=(
            *program.calendars,
            rc.Program.model_validate({**dict(plan({"A": "1d"})), "calendars": [ALWAYS, other]}).calendars[1],
        ),
        tasks=tuple(task.model_copy(update={"calendar": "other"}) for task in program.tasks),
    )
    assert days(moved, 64) == pytest.approx(np.full(64, 20.0))


def test_lost_time_gives_the_same_bits_for_any_block_and_thread() -> None:
    fields = {
        **lost("uniform(0d, 12d)", "jan-mar", block=True),
        **closed(first="10 feb", last="19 feb", early="uniform(0ed, 9ed)"),
    }
    program = plan({"A": "30d", "B": "25d"}, **fields)
    digests = {
        rc.simulate(program, rc.Plan(iterations=1000, seed=3, threads=t, block=b)).manifest.result_digest
        for t, b in ((1, 64), (2, 128), (2, 320))
    }
    assert len(digests) == 1


def test_a_chain_is_done_again_until_it_is_good_or_the_limit_is_reached() -> None:
    """Chance 0.4 of another pass, three at most: 16, 31, 46 or 61 days with 0.6, 0.24, 0.096 and 0.064."""
    program = plan(
        {"A": "10d", "B": "5d", "C": "1d"},
        reworks=[{"id": "test", "tasks": ["A", "B"], "probability": 0.4, "at_most": 3}],
        costs=[{"id": "A", "task": "A", "fixed": "100", "per_day": "10"}],
    )
    found = days(program, 6400)
    for length, chance in ((16, 0.6), (31, 0.24), (46, 0.096), (61, 0.064)):
        share = np.isclose(found, length).mean()
        assert share == pytest.approx(chance, abs=4.5 * np.sqrt(chance * (1 - chance) / 6400)), length
    result = rc.simulate(program, rc.Plan(iterations=6400, seed=7))
    # Every pass of A costs ten days at 10; the fixed sum is spent once.
    assert result.project_cost.mean() == pytest.approx(100 + 100 * (1 + 0.4 + 0.16 + 0.064), abs=4.5 * 90 / 80)
    assert [str(day)[:10] for day in rc.schedule(program).to_frame()["finish"]] == [
        "2027-01-14",
        "2027-01-19",
        "2027-01-20",
    ]


def test_further_passes_draw_anew() -> None:
    """Two passes always: the sum of two uniform draws has half the variance of twice one draw."""
    program = plan({"A": "10d"}, reworks=[{"id": "again", "tasks": ["A"], "probability": 0.999999, "at_most": 1}])
    task = rc.Program.model_validate(
        {**dict(program), "tasks": [{"id": "A", "project": "P", "duration": "10d", "estimate": "uniform(0d, 20d)"}]}
    )
    found = days(task, 6400)
    assert found.var() == pytest.approx(2 * 400 / 12, rel=0.08)
