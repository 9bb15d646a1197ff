"""Scheduling rules that are Primavera P6's, or shared by all dialects, one small program each, worked out by hand.

The calendars are those of :mod:`twins.hand`; Monday is 5 January 2026.
"""

from __future__ import annotations

from typing import Any

import pytest

from riskcast.model.program import Program
from riskcast.simulation.plan import Plan
from riskcast.simulation.run import simulate
from riskcast.simulation.schedule import schedule_program
from twins.hand import early, floats, late, milestone, msp, on, plan, task

MONDAY = ("Mon 05 08:00", "Mon 05 17:00")
TUESDAY = ("Tue 06 08:00", "Tue 06 17:00")
WEDNESDAY = ("Wed 07 08:00", "Wed 07 17:00")
THURSDAY = ("Thu 08 08:00", "Thu 08 17:00")
FRIDAY = ("Fri 09 08:00", "Fri 09 17:00")
DIALECTS = ("riskcast", "p6", "msproject")


def effort(name: str, **fields: Any) -> dict[str, Any]:
    return task(name, fields.pop("duration", ""), kind="level-of-effort", **fields)


# Levels of effort.


def supervised(links: str, **fields: Any) -> Program:
    """A (two days) before B (two days); C takes all week; L is a level of effort."""
    tasks = [task("A", "16h"), task("B", "16h"), task("C", "40h"), effort("L"), task("D")]
    return plan(*tasks, links=f"A FS B, {links}", dialect="p6", **fields)


def test_a_level_of_effort_lasts_from_its_ss_predecessor_to_its_ff_successor() -> None:
    """From the start of A on Monday to the finish of B on Thursday.

    C ends the project on Friday, so A and B could be a day later, and the level of effort with them.
    """
    program = supervised("A SS L, L FF B")
    assert early(program)["L"] == ("Mon 05 08:00", "Thu 08 17:00")
    assert late(program)["L"] == ("Tue 06 08:00", "Fri 09 17:00")
    assert floats(program) == {"A": 8.0, "B": 8.0, "C": 0.0, "L": 8.0, "D": 32.0}


def test_a_level_of_effort_ends_with_an_ff_predecessor_too() -> None:
    program = supervised("A SS L, B FF L")
    assert early(program)["L"] == ("Mon 05 08:00", "Thu 08 17:00")
    assert late(program)["L"] == ("Tue 06 08:00", "Fri 09 17:00")


def test_a_level_of_effort_drives_nothing() -> None:
    """D comes after the level of effort and yet starts on Monday; the float of A and B stays a day."""
    program = supervised("A SS L, L FF B, L FS D")
    assert early(program)["D"] == MONDAY
    assert floats(program)["B"] == 8.0


def test_a_level_of_effort_that_holds_a_constraint_moves_nothing_else() -> None:
    """A task in its place would move B: with the same links and a start on Thursday B would end no earlier."""
    tasks = [task("A", "16h"), task("B", "16h")]
    at = on("start-no-earlier-than", "15T08:00")
    loose = plan(*tasks, effort("L", constraints=at), links="A FS B, A SS L, L FF B")
    tight = plan(*tasks, task("L", constraints=at), links="A FS B, A SS L, L FF B")
    assert early(loose)["B"] == ("Wed 07 08:00", "Thu 08 17:00")
    assert early(tight)["B"] == ("Wed 14 08:00", "Thu 15 17:00")


def test_a_level_of_effort_does_not_end_the_project() -> None:
    """It takes ten days of its own where nothing bounds its finish, but the project ends with A on Tuesday."""
    program = plan(task("A", "16h"), effort("L", duration="80h"), links="A SS L")
    schedule = schedule_program(program)
    assert early(program)["L"] == ("Mon 05 08:00", "Fri 16 17:00")
    assert str(schedule.network.moments(schedule.project_finish)[0])[:16] == "2026-01-06T17:00"
    assert dict(schedule.to_frame()["critical"]) == {"A": True, "L": False}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_level_of_effort_with_a_finish_date_only_starts_with_the_project(dialect: str) -> None:
    at = on("finish-no-earlier-than", "08T17:00")
    found = early(plan(task("A"), effort("L", constraints=at), dialect=dialect))
    assert found["L"] == ("Mon 05 08:00", "Thu 08 17:00")


def test_the_lag_after_a_level_of_effort_may_run_on_its_successor_s_calendar() -> None:
    """X ends on Sunday the 11th at 16:00. Eight hours before that is Saturday 16:00 on X's calendar, and Thursday 17:00
    on that of the effort, whose work before Saturday ends on Friday at 17:00.
    """
    tasks = [task("X", "16h", calendar="weekend"), effort("L"), task("A")]
    program = plan(*tasks, links="A SS L, L FF X 8h", lag_calendar="successor")
    assert early(program)["X"] == ("Sat 10 08:00", "Sun 11 16:00")
    assert early(program)["L"] == ("Mon 05 08:00", "Fri 09 17:00")
    assert early(program.replace(lag_calendar="predecessor"))["L"] == ("Mon 05 08:00", "Thu 08 17:00")


# Progress.


def out_of_sequence(progress: str) -> Program:
    """A (five days) has not begun; B, its successor, has, and two days of it remain on Tuesday the 6th."""
    begun = task("B", "24h", actual_start="2026-01-05T08:00", remaining="16h")
    return plan(
        task("A", "40h"), begun, task("C"), links="A FS B, B FS C", progress=progress, data_date="2026-01-06T08:00"
    )


def test_retained_logic_lets_remaining_work_wait_for_open_predecessors() -> None:
    """A lasts from Tuesday the 6th to Monday the 12th."""
    found = early(out_of_sequence("retained-logic"))
    assert found["A"] == ("Tue 06 08:00", "Mon 12 17:00")
    assert found["B"] == ("Tue 13 08:00", "Wed 14 17:00")
    assert found["C"] == ("Thu 15 08:00", "Thu 15 17:00")


def test_progress_override_goes_on_at_the_data_date() -> None:
    found = early(out_of_sequence("progress-override"))
    assert found["B"] == ("Tue 06 08:00", "Wed 07 17:00")
    assert found["C"] == THURSDAY


def test_retained_logic_passes_through_a_finished_task_and_override_does_not() -> None:
    """B is done although A before it is not: C waits for A until Monday the 12th, or starts at the data date."""
    done = task("B", actual_start="2026-01-05T08:00", actual_finish="2026-01-05T17:00")
    program = plan(task("A", "40h"), done, task("C"), links="A FS B, B FS C", data_date="2026-01-06T08:00")
    assert early(program)["C"] == ("Tue 13 08:00", "Tue 13 17:00")
    assert early(program.replace(progress="progress-override"))["C"] == TUESDAY


def test_of_a_lag_after_a_finished_task_only_the_rest_is_left() -> None:
    """A ended on Monday; of three days of lag one has passed by Wednesday at 08:00, so two are left: B is on Friday."""
    done = task("A", actual_start="2026-01-05T08:00", actual_finish="2026-01-05T17:00")
    program = plan(done, task("B"), links="A FS B 24h", data_date="2026-01-07T08:00")
    assert early(program)["B"] == FRIDAY


def test_nothing_open_is_planned_before_the_data_date() -> None:
    """Only MS Project leaves open tasks where they are."""
    program = plan(task("A"), data_date="2026-01-07T08:00")
    assert early(program)["A"] == WEDNESDAY
    assert early(program.replace(dialect="msproject"))["A"] == MONDAY


# Levelling delay, pauses, calendars of resources: the same in every dialect.


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_levelling_delay_is_added_after_the_logic(dialect: str) -> None:
    """Tuesday 08:00 and an elapsed day."""
    program = plan(task("A"), task("B", levelling_delay="1ed"), links="A FS B", dialect=dialect)
    assert early(program) == {"A": MONDAY, "B": WEDNESDAY}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_pause_lengthens_a_task_by_its_working_time(dialect: str) -> None:
    """Monday, two days of pause, Thursday; then Friday morning, half a day of pause, and Monday morning."""
    program = plan(task("A", "16h", splits="8h pause 16h"), dialect=dialect)
    assert early(program)["A"] == ("Mon 05 08:00", "Thu 08 17:00")
    twice = plan(task("A", "24h", splits="8h pause 16h; 20h pause 4h"), dialect=dialect)
    assert early(twice)["A"] == ("Mon 05 08:00", "Mon 12 12:00")


def test_a_pause_that_the_work_does_not_reach_is_left_out() -> None:
    """Eight hours of work end before the pause after eight hours; with a minute more the pause is in between."""
    assert early(plan(task("A", "8h", splits="8h pause 8h")))["A"] == MONDAY
    assert early(plan(task("A", "481min", splits="8h pause 8h")))["A"] == ("Mon 05 08:00", "Wed 07 08:01")


@pytest.mark.parametrize(("hours", "finish"), [(8, "Mon 05 17:00"), (16, "Thu 08 17:00")])
def test_pauses_belong_to_the_work_that_is_simulated(hours: int, finish: str) -> None:
    """A plan of two days with a pause after the first: a future that takes one day has no pause."""
    program = plan(task("A", "16h", splits="8h pause 16h", estimate=f"{hours}h"))
    result = simulate(program, Plan(64, seed=1))
    assert {f"{result.moment(int(tick)):%a %d %H:%M}" for tick in result.samples("finish")} == {finish}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_cost_per_day_pays_the_work_and_not_the_pauses(dialect: str) -> None:
    """Two days of work at 100 a day, whatever the pause."""
    costs = [{"id": "c", "task": "A", "per_day": "100"}]
    for splits in ("", "8h pause 16h", "4h pause 4h; 8h pause 40h"):
        program = plan(task("A", "16h", splits=splits), costs=costs, dialect=dialect)
        assert schedule_program(program).cost == pytest.approx(200.0)
        assert simulate(program, Plan(64, seed=1)).samples("cost") == pytest.approx(200.0)


def test_a_cost_per_day_pays_a_started_task_s_work_before_and_after_the_data_date() -> None:
    """Two days of work with a pause of two days between; at the data date one day is done, Thursday remains."""
    begun = task("A", "16h", actual_start="2026-01-05T08:00", remaining="8h", splits="8h pause 16h")
    costs = [{"id": "c", "task": "A", "per_day": "100"}]
    for dialect in ("p6", "msproject"):
        program = plan(begun, costs=costs, dialect=dialect, data_date="2026-01-05T17:00")
        assert early(program)["A"][1] == "Thu 08 17:00"
        assert schedule_program(program).cost == pytest.approx(200.0), dialect


def test_a_cost_per_day_counts_days_of_the_task_s_calendar_when_a_resource_works_shorter_days() -> None:
    """Sixteen hours of work are two days of the task's calendar, though they take four mornings."""
    program = plan(
        task("A", "16h", on_resource_calendars=True),
        resources=[{"id": "R", "calendar": "morning"}],
        assignments=[{"task": "A", "resource": "R"}],
        costs=[{"id": "c", "task": "A", "per_day": "100"}],
    )
    assert early(program)["A"] == ("Mon 05 08:00", "Thu 08 12:00")
    assert schedule_program(program).cost == pytest.approx(200.0)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_several_resources_on_different_calendars_end_with_the_last(dialect: str) -> None:
    """Two days of the week end on Tuesday, four mornings on Thursday, sixteen hours of weekend on Sunday the 11th."""
    resources = [{"id": "R", "calendar": "day"}, {"id": "S", "calendar": "morning"}, {"id": "T", "calendar": "weekend"}]
    ends = {"R": "Tue 06 17:00", "RS": "Thu 08 12:00", "RST": "Sun 11 16:00"}
    for crew, finish in ends.items():
        program = plan(
            task("A", "16h", on_resource_calendars=True),
            task("B"),
            links="A FS B",
            dialect=dialect,
            resources=resources,
            assignments=[{"task": "A", "resource": name} for name in crew],
        )
        found = early(program)
        assert found["A"] == ("Mon 05 08:00", finish)
    assert found["B"] == ("Mon 12 08:00", "Mon 12 17:00")


def test_material_does_not_decide_when_work_is_done() -> None:
    program = plan(
        task("A", "16h", on_resource_calendars=True),
        resources=[{"id": "R", "kind": "material", "calendar": "weekend"}],
        assignments=[{"task": "A", "resource": "R"}],
    )
    assert early(program)["A"] == ("Mon 05 08:00", "Tue 06 17:00")


# Summaries and manual tasks hold in every dialect.


@pytest.mark.parametrize("dialect", DIALECTS)
def test_links_and_constraints_of_summaries_reach_the_tasks_below_them(dialect: str) -> None:
    """X and Y follow A, Y not before Thursday; B follows the last of them."""
    tasks = [
        task("A"),
        task("S", "", kind="summary"),
        task("X", parent="S"),
        task("T", "", kind="summary", parent="S", constraints=on("start-no-earlier-than", "08T08:00")),
        task("Y", parent="T"),
        task("B"),
    ]
    program = plan(*tasks, links="A FS S, S FS B", dialect=dialect)
    assert early(program) == {"A": MONDAY, "X": TUESDAY, "Y": THURSDAY, "B": FRIDAY}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_manual_start_stands_whatever_the_logic_says(dialect: str) -> None:
    typed = task("B", manual_start="2026-01-07T08:00")
    program = plan(task("A", "40h"), typed, task("C"), links="A FS B, B FS C", dialect=dialect)
    assert (early(program)["B"], early(program)["C"]) == (WEDNESDAY, THURSDAY)


# Dates of P6.


def test_milestones_of_p6_lie_where_work_ends_or_begins() -> None:
    """A finish milestone stays at Monday 17:00; a start milestone rolls to Tuesday 08:00."""
    rolling = {**milestone("S"), "kind": "start-milestone"}
    found = early(plan(task("A"), milestone("F"), rolling, links="A FS F, A FS S", dialect="p6"))
    assert (found["F"][0], found["S"][0]) == ("Mon 05 17:00", "Tue 06 08:00")


def test_a_finish_driven_task_moves_as_a_block() -> None:
    """B must not finish before A does on Wednesday: both of its days move, Tuesday and Wednesday."""
    program = plan(task("A", "24h"), task("B", "16h"), links="A FF B", dialect="p6")
    assert early(program)["B"] == ("Tue 06 08:00", "Wed 07 17:00")


def test_honoured_constraints_are_an_option_of_ms_project_alone() -> None:
    tasks = [task("A", "40h"), task("B", constraints=on("start-on", "07T08:00"))]
    assert early(msp(*tasks, links="A FS B", honour_constraints=True))["B"] == WEDNESDAY
    for dialect in ("p6", "riskcast"):
        program = plan(*tasks, links="A FS B", honour_constraints=True, dialect=dialect)
        assert early(program)["B"] == ("Mon 12 08:00", "Mon 12 17:00")


@pytest.mark.parametrize(("kind", "date"), [("mandatory-start", "07T08:00"), ("mandatory-finish", "07T17:00")])
@pytest.mark.parametrize("dialect", DIALECTS)
def test_mandatory_dates_beat_the_logic_both_ways(dialect: str, kind: str, date: str) -> None:
    """B stands on Wednesday though A lasts all week; A should have ended on Tuesday, three days earlier."""
    program = plan(
        task("A", "40h"), task("B", constraints=on(kind, date)), task("C"), links="A FS B, B FS C", dialect=dialect
    )
    assert (early(program)["B"], early(program)["C"]) == (WEDNESDAY, THURSDAY)
    assert floats(program)["A"] == -24.0
