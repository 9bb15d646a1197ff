"""A day is judged as it is shown: what is shown on the promised day or before keeps the promise, nothing else does."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest

import riskcast as rc
from riskcast.analysis.compare import compare
from riskcast.analysis.envelope.readings import reader
from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.gate import gate, promises
from riskcast.analysis.goal import goal
from riskcast.analysis.measures import chance_of
from riskcast.analysis.mitigation.choose import mitigate
from riskcast.analysis.money.joint import joint, least_cost
from riskcast.analysis.review.on_track import on_track
from riskcast.analysis.review.options import options
from riskcast.analysis.review.status import ratings
from riskcast.analysis.roadmap import roadmap
from riskcast.cli.summary_promises import promises_table
from riskcast.network.ticks import from_moment, to_moment
from riskcast.report.context import Context
from riskcast.report.data import contents

ROUND_THE_CLOCK, OFFICE = "00:00-24:00", "08:00-16:00"
SUITS = (ROUND_THE_CLOCK, OFFICE)


def program(shifts: str = ROUND_THE_CLOCK, **fields: Any) -> rc.Program:
    """Return a task of ten to twelve days with a price, between a milestone that begins it and one that ends it."""
    return rc.Program.model_validate(
        {
            "id": "p",
            "start": "2027-01-04",
            "calendar": "c",
            "calendars": [{"id": "c", "week": {"mon-sun": shifts}}],
            "projects": [{"id": "P"}],
            "tasks": [
                {"id": "begin", "project": "P", "kind": "milestone"},
                {"id": "work", "project": "P", "duration": "10d",
                 "estimate": "discrete(10d: 40%, 11d: 30%, 11.5d: 10%, 12d: 20%)"},
                {"id": "end", "project": "P", "kind": "milestone"},
            ],
            "dependencies": [
                {"predecessor": "begin", "successor": "work"},
                {"predecessor": "work", "successor": "end"},
            ],
            "costs": [{"id": "c", "task": "work", "per_day": 10}],
            **fields,
        }
    )  # fmt: skip


def over(target: str, **fields: Any) -> rc.Program:
    """Return a program whose only task ended on 31 March 2027, written down as a day."""
    done = {
        "id": "work",
        "project": "P",
        "duration": "10d",
        "actual_start": "2027-03-22",
        "actual_finish": "2027-03-31",
    }
    known: dict[str, Any] = {"start": "2027-03-22", "data_date": "2027-04-05", "tasks": [done], "dependencies": []}
    return program(**known, **{"targets": {"finish": target, "budget": 200}, **fields})


def begun(target: str) -> rc.Program:
    """Return a program in which a gate opens with 9 January, whatever is done before."""
    opens = {"kind": "start-no-earlier-than", "date": "2027-01-09"}
    gate_ = {"id": "gate", "project": "P", "kind": "milestone", "constraints": [opens], "target": target}
    base = program()
    return base.replace(tasks=[*base.tasks, gate_])


def ran(which: rc.Program, count: int = 200) -> rc.Result:
    return rc.simulate(which, rc.Plan(count, seed=3))


def dates_of(result: rc.Result) -> list[str]:
    return [measure for measure in result.measures if not result.is_money(measure)]


@pytest.mark.parametrize(("target", "is_kept"), [("2027-03-30", False), ("2027-03-31", True)])
def test_a_fact_keeps_the_promise_of_the_day_on_which_it_is_shown(target: str, is_kept: bool) -> None:
    result = ran(over(target))
    chance, rated = float(is_kept), ratings(result)
    said = on_track(result, rated, None)
    assert f"Finished on 31 Mar 2027; {int(target[-2:])} Mar 2027 was promised" in said.points
    assert said.headline.startswith(f"{'Yes' if is_kept else 'No'}: the date was {'kept' if is_kept else 'missed'}")
    assert rated["finish"].status == ("green" if is_kept else "red")
    verdict = gate(result, promises(result.program)).verdicts[0]
    assert (verdict.chance, verdict.beyond) == (chance, 0.0 if is_kept else 1.0)
    assert verdict.outcome == ("met" if is_kept else "failed")
    assert goal(result, "finish").probability == rc.summarise(result, "finish").probability == chance
    assert joint(result).both.value == chance
    assert (least_cost(result, 80, date.fromisoformat(target)) is not None) == is_kept
    of = reader(result, "finish")
    assert of.chance(of.samples(result)) == chance
    assert rc.answer(result).finish.startswith(f"Finish by {int(target[-2:])} Mar 2027: {100 * chance:.0f} % likely")


def test_an_option_is_judged_by_the_days_of_its_own_facts() -> None:
    """One instant is the end of 30 March where work is to end, and 31 March where that was written down."""
    planned = over("2027-03-30").replace(
        data_date=None, tasks=[{"id": "work", "project": "P", "duration": "9d"}],
    )  # fmt: skip
    base, other = ran(planned), ran(over("2027-03-30"))
    assert base.percentile("finish", 50) == other.percentile("finish", 50) == datetime(2027, 3, 31)
    found = compare(base, other)
    (held,) = found.options
    chance = held.measure("finish").chance
    assert chance is not None and (chance.before, chance.after) == (1.0, 0.0)
    (option,) = options(found, [base, other])
    assert option.both is not None and (option.both.before, option.both.after) == (1.0, 0.0)


@pytest.mark.parametrize(("target", "chance"), [("2027-01-08", 0.0), ("2027-01-09", 1.0)])
def test_a_beginning_keeps_the_promise_of_the_day_that_it_begins(target: str, chance: float) -> None:
    result = ran(begun(target))
    measure = "milestone:gate"
    assert FinishDays(result.program).say(measure, result.moment(result.planned(measure))) == "9 Jan 2027"
    assert rc.summarise(result, measure).probability == ratings(result)[measure].chance == chance
    (row,) = [row for row in roadmap(result).rows if row.id == "gate"]
    assert row.chance == chance
    (line,) = [line for line in promises_table(result, 120, with_cost=True).splitlines() if line.startswith("gate")]
    assert line.endswith(f" {100 * chance:.0f} %")


def half_a_day() -> rc.Program:
    """Return nothing promised, and a plan that ends at noon."""
    estimate = "triangular(27d, 27.5d, 28.5d)"
    task = {"id": "work", "project": "P", "duration": "27.5d", "estimate": estimate}
    return program(OFFICE, start="2027-01-14", tasks=[task], dependencies=[])


def test_an_unpromised_plan_is_judged_by_the_day_that_is_printed() -> None:
    result = ran(half_a_day(), 2_000)
    assert result.moment(result.planned("finish")) == datetime(2027, 2, 10, 12)
    by_day = float(np.mean([result.moment(tick).date() <= date(2027, 2, 10) for tick in result.samples("finish")]))
    assert by_day > result.probability("finish", datetime(2027, 2, 10, 12)) + 0.3, "the minute would tell the same"
    assert goal(result, "finish").probability == by_day
    assert f"Finish by 10 Feb 2027 as planned: {100 * by_day:.0f} % likely" in rc.answer(result).finish
    found = joint(result)
    assert (found.date, found.in_time.value) == (date(2027, 2, 10), by_day)
    of = reader(result, "finish")
    assert of.chance(of.samples(result)) == by_day


@pytest.mark.parametrize(
    "which",
    [half_a_day(), program(), program(OFFICE), over("2027-03-30"), begun("2027-01-08"),
     program(targets={"finish": "2027-01-14"}), program(OFFICE, targets={"finish": "2027-01-14"})],
)  # fmt: skip
def test_the_box_of_the_page_and_the_answer_are_equal(which: rc.Program) -> None:
    result = ran(which)
    days = FinishDays(result.program)
    data = contents(Context(result), {})
    for measure in dates_of(result):
        at, found = goal(result, measure), data["days"][measure]
        assert isinstance(at.value, date)
        ahead = (days.of(measure, at.value) - date.fromisoformat(found["first"])).days
        assert sum(found["counts"][: max(ahead + 1, 0)]) / result.iterations == at.probability
    money, both = data["money"], joint(result)
    ahead = (days.of("finish", both.date) - date.fromisoformat(money["first"])).days
    in_time = [day <= ahead for day in money["days"]]
    within = np.cumsum(money["cents"]) <= round(100 * both.budget)
    assert float(np.mean(in_time & within)) == both.both.value


@pytest.mark.parametrize("which", [half_a_day(), program(), program(OFFICE), over("2027-03-30"), begun("2027-01-08")])
def test_the_last_instant_of_a_day_is_the_last_that_is_shown_on_it(which: rc.Program) -> None:
    result = ran(which)
    days = FinishDays(which)
    for measure in dates_of(result):
        finishes = [result.moment(tick) for tick in np.unique(result.samples(measure))]
        for day in {days.of(measure, moment) + timedelta(days=n) for moment in finishes for n in (-1, 0, 1)}:
            last = days.deadline(measure, day)
            assert days.of(measure, last) == day
            assert days.of(measure, last + timedelta(seconds=6)) == day + timedelta(days=1)
            shown = [days.of(measure, result.moment(tick)) <= day for tick in result.samples(measure)]
            assert chance_of(result, measure, day) == np.mean(shown)


@pytest.mark.parametrize("shifts", SUITS)
def test_where_work_ends_a_day_lasts_to_the_midnight_that_ends_it(shifts: str) -> None:
    result = ran(program(shifts))
    midnight = datetime(2027, 1, 15)
    for measure in ("finish", "finish:P", "milestone:end"):
        assert FinishDays(result.program).deadline(measure, date(2027, 1, 14)) == midnight
        assert chance_of(result, measure, date(2027, 1, 14)) == result.probability(measure, midnight)
    assert 0.0 < chance_of(result, "finish", date(2027, 1, 14)) < 1.0


def test_the_days_of_many_ticks_are_those_of_each() -> None:
    which = over("2027-03-30")
    origin = datetime(2027, 3, 22)
    days = FinishDays(which)
    ticks = np.array([from_moment(datetime(2027, 3, 29) + timedelta(hours=6 * n), origin) for n in range(20)], np.int32)
    ticks = np.concatenate([ticks, ticks + 1, ticks - 1])
    numbers = days.numbers("finish", ticks, origin)
    one_by_one = [(days.of("finish", to_moment(int(tick), origin)) - origin.date()).days for tick in ticks]
    assert numbers.tolist() == one_by_one


def test_a_promise_that_responses_are_to_keep_is_a_day() -> None:
    risk = {
        "id": "r",
        "probability": 0.9,
        "impacts": [{"tasks": ["work"], "delay": "2d"}],
        "response": {"cost": 10, "probability": 0.0},
    }
    work = {"id": "work", "project": "P", "duration": "10d"}
    result = ran(program(tasks=[work], dependencies=[], risks=[risk]))
    kept = mitigate(result, "finish", 80, target=date(2027, 1, 13))
    assert (kept.meets, kept.best.chance) == (True, 1.0)
    assert kept.best.finish == datetime(2027, 1, 14), "the midnight that ends the promised day"
    assert mitigate(result, "finish", 80, target=date(2027, 1, 12)).meets is False
