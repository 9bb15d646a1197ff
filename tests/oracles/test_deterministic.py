"""Figures without chance: critical paths, discrete enumerations, calendars, ranks of order statistics."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from oracles import coverage
from riskcast.model.program import Program
from riskcast.network.compile import compile_program
from riskcast.simulation.schedule import schedule_network
from riskcast.simulation.statistics import interval_ranks
from twins.oracles import Entry, program

Entries = dict[str, Entry]


def units(moment: Any, of: Program) -> float:
    return float((moment.to_pydatetime() - of.start).total_seconds() / 864_000)


def test_every_link_type_gives_the_textbook_dates_and_floats(entries: Entries) -> None:
    entry = entries["cpm.all_links_deterministic"]
    of = program(entry["model"]["tasks"], entry["model"]["links"])
    frame = schedule_network(compile_program(of)).to_frame()
    expected = entry["expected"]
    for column in ("early_start", "early_finish", "late_start", "late_finish"):
        got = {name: units(moment, of) for name, moment in frame[column].items()}
        assert got == pytest.approx(expected[column], rel=1e-9), column
    for column in ("total_float", "free_float"):
        assert dict(frame[f"{column}_min"] / 14_400) == pytest.approx(expected[column], rel=1e-9), column
    assert units(frame["early_finish"].max(), of) == pytest.approx(expected["makespan"], rel=1e-9)
    assert set(frame.index[frame["critical"]]) == {n for n, f in expected["total_float"].items() if f == 0.0}


def enumerate_laws(entry: Entry) -> tuple[dict[float, float], dict[str, float]]:
    """Schedule every combination of discrete durations; return the law of the finish and the criticality indices."""
    tasks = entry["model"]["tasks"]
    outcomes = [list(zip(t["duration"]["values"], t["duration"]["probabilities"], strict=True)) for t in tasks]
    law: dict[float, float] = {}
    critical = dict.fromkeys((t["id"] for t in tasks), 0.0)
    links = entry["model"]["links"]
    for case in itertools.product(*outcomes):
        fixed = [
            {"id": t["id"], "duration": {"type": "fixed", "value": value}}
            for t, (value, _) in zip(tasks, case, strict=True)
        ]
        share = 1.0
        for _, p in case:
            share *= p
        of = program(fixed, links)
        frame = schedule_network(compile_program(of)).to_frame()
        finish = round(units(frame["early_finish"].max(), of), 6)
        law[finish] = law.get(finish, 0.0) + share
        assert list(frame["critical"]) == list(frame["total_float_min"] == 0.0)
        for name in frame.index[frame["critical"]]:
            critical[name] += share
    return law, critical


@pytest.mark.parametrize("name", coverage.DISCRETE)
def test_enumerated_discrete_durations_give_the_exact_law(entries: Entries, name: str) -> None:
    expected = entries[name]["expected"]
    law, critical = enumerate_laws(entries[name])
    exact = {float(t): float(Fraction(row["pmf"])) for t, row in expected["distribution"].items()}
    assert law == pytest.approx(exact, rel=1e-9)
    mean = sum(t * p for t, p in law.items())
    assert mean == pytest.approx(expected["mean"], rel=1e-9)
    assert sum((t - mean) ** 2 * p for t, p in law.items()) == pytest.approx(expected["var"], rel=1e-9)
    assert critical == pytest.approx(expected["criticality_index"], rel=1e-9)


def test_the_exact_mean_lies_between_its_bounds(entries: Entries) -> None:
    bounds = entries["net.bridge_bounds"]["expected"]
    law, _ = enumerate_laws(entries["net.discrete_bridge"])
    mean = sum(t * p for t, p in law.items())
    assert bounds["pert_mean"] <= bounds["fulkerson_lower"] <= mean <= bounds["kleindorfer_upper"]
    assert mean == pytest.approx(bounds["exact_mean"], rel=1e-9)
    for at, lower in bounds["kleindorfer_cdf_lower_bound"].items():
        assert sum(p for t, p in law.items() if t <= float(at)) >= lower - 1e-9


def test_a_lost_link_is_caught(entries: Entries) -> None:
    """The enumeration can fail: without the start-to-finish link the law is another."""
    entry = entries["net.discrete_all_link_types"]
    links = [link for link in entry["model"]["links"] if link["type"] != "SF"]
    law, _ = enumerate_laws({**entry, "model": {**entry["model"], "links": links}})
    exact = {float(t): float(Fraction(row["pmf"])) for t, row in entry["expected"]["distribution"].items()}
    assert law != pytest.approx(exact, rel=1e-9)


def calendar(name: str, weekdays: list[str], holidays: list[str], shifts: str = "08:00-16:00") -> dict[str, Any]:
    return {"id": name, "week": {day.lower(): shifts for day in weekdays}, "holidays": holidays}


WEEK = ["mon", "tue", "wed", "thu", "fri"]


def schedule(start: str, calendars: list[dict[str, Any]], tasks: list[dict[str, Any]], **more: Any) -> Any:
    of = Program.model_validate(
        {
            "id": "p",
            "start": start,
            "calendar": calendars[0]["id"],
            "calendars": calendars,
            "projects": [{"id": "P"}],
            "tasks": [{"project": "P", **task} for task in tasks],
            **more,
        }
    )
    return schedule_network(compile_program(of)).to_frame()


def test_single_tasks_end_on_the_expected_day(entries: Entries) -> None:
    for case in entries["cal.single_tasks"]["expected"]["cases"]:
        work = calendar("c", case["work_week"], case["holidays"])
        frame = schedule(case["start"], [work], [{"id": "T", "duration": f"{case['working_days']}d"}])
        row = frame.loc["T"]
        assert row["early_finish"].date().isoformat() == case["finish"], case["case"]
        assert (row["early_finish"].date() - row["early_start"].date()).days + 1 == case["calendar_days"], case["case"]


def test_hours_run_over_lunch_nights_weekends_and_holidays(entries: Entries) -> None:
    entry = entries["cal.hours_8to12_13to17"]
    work = calendar("c", WEEK, entry["model"]["holidays"], "08:00-12:00, 13:00-17:00")
    for case in entry["expected"]["cases"]:
        frame = schedule(case["start"], [work], [{"id": "T", "duration": f"{case['hours']}h"}])
        assert frame.loc["T", "early_finish"] == datetime.fromisoformat(case["finish"]), case


@pytest.mark.parametrize(
    ("lag", "way", "expected"),
    [
        ("3d", None, "B_if_lag_in_working_days"),
        ("3ed", None, "B_if_lag_elapsed"),
        ("3d", "24h", "B_if_lag_elapsed"),
        ("3d", "successor", "B_if_lag_in_working_days"),
    ],
)
def test_lags_run_on_the_calendar_they_name(entries: Entries, lag: str, way: str | None, expected: str) -> None:
    entry = entries["cal.lag_conventions"]
    calendars = [calendar("five", WEEK, entry["model"]["holidays"]), calendar("seven", [*WEEK, "sat", "sun"], [])]
    tasks = [
        {"id": "A", "duration": "4d"},
        {"id": "B", "duration": "2d"},
        {"id": "C", "duration": "5d", "calendar": "seven"},
    ]
    links = [{"predecessor": "A", "successor": "B", "lag": lag, "lag_calendar": way}]
    links += [{"predecessor": "A", "successor": "C"}]
    frame = schedule("2025-12-18", calendars, tasks, dependencies=links)
    days = {n: (r["early_start"].date().isoformat(), r["early_finish"].date().isoformat()) for n, r in frame.iterrows()}
    assert days["A"][1] == entry["expected"]["A_finish"]
    assert days["B"] == (entry["expected"][expected]["start"], entry["expected"][expected]["finish"])
    assert days["C"] == (entry["expected"]["C_seven_day"]["start"], entry["expected"]["C_seven_day"]["finish"])


def test_without_a_lag_the_successor_starts_the_next_working_day(entries: Entries) -> None:
    entry = entries["cal.lag_conventions"]
    tasks = [{"id": "A", "duration": "4d"}, {"id": "B", "duration": "2d"}]
    five = calendar("five", WEEK, entry["model"]["holidays"])
    frame = schedule("2025-12-18", [five], tasks, dependencies=[{"predecessor": "A", "successor": "B"}])
    assert frame.loc["B", "early_start"].date().isoformat() == entry["expected"]["B_start_if_no_lag"]


def test_a_missing_holiday_is_caught(entries: Entries) -> None:
    """The calendar checks can fail."""
    case = entries["cal.single_tasks"]["expected"]["cases"][1]
    short = calendar("c", case["work_week"], case["holidays"][1:])
    frame = schedule(case["start"], [short], [{"id": "T", "duration": "10d"}])
    missed = datetime.fromisoformat(case["finish"]).date() - frame.loc["T", "early_finish"].date()
    assert missed == timedelta(days=1)


def test_confidence_intervals_have_the_exact_ranks(entries: Entries) -> None:
    for count, levels in entries["mc.quantile_confidence_ranks"]["expected"].items():
        for name, ranks in levels.items():
            lower, upper = interval_ranks(int(count), float(name[1:]))
            assert (lower + 1, upper + 1) == (ranks["lower_rank"], ranks["upper_rank"]), (count, name)
