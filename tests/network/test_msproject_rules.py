"""The scheduling rules of Microsoft Project, one small program each, worked out by hand.

Where the rules of Primavera P6 differ, the same program is scheduled by them too, so that a rule which is not
applied at all cannot pass. The calendars are those of :mod:`twins.hand`; Monday is 5 January 2026.
"""

from __future__ import annotations

from typing import Any

import pytest

from riskcast.model.program import Program
from twins.hand import as_p6, early, floats, late, milestone, msp, on, planned, task

MONDAY = ("Mon 05 08:00", "Mon 05 17:00")
TUESDAY = ("Tue 06 08:00", "Tue 06 17:00")
WEDNESDAY = ("Wed 07 08:00", "Wed 07 17:00")
THURSDAY = ("Thu 08 08:00", "Thu 08 17:00")
FRIDAY = ("Fri 09 08:00", "Fri 09 17:00")


# 1. The project start holds only tasks that nothing else positions.


@pytest.mark.parametrize(
    ("kind", "date"),
    [
        ("start-no-earlier-than", "01T08:00"),
        ("finish-no-earlier-than", "01T17:00"),
        ("start-on", "01T08:00"),
        ("finish-on", "01T17:00"),
    ],
)
def test_a_date_constraint_can_put_a_task_before_the_project_start(kind: str, date: str) -> None:
    """A stands on Thursday the 1st, its successor B follows on Friday; C, which nothing positions, waits for Monday."""
    program = msp(task("A", constraints=on(kind, date)), task("B"), task("C"), links="A FS B")
    thursday, friday = ("Thu 01 08:00", "Thu 01 17:00"), ("Fri 02 08:00", "Fri 02 17:00")
    assert early(program) == {"A": thursday, "B": friday, "C": MONDAY}
    assert early(as_p6(program)) == {"A": MONDAY, "B": TUESDAY, "C": MONDAY}


def test_a_lead_can_put_a_task_before_the_project_start() -> None:
    """A ends on Monday at 17:00; three days of work before that is Wednesday, 31 December, so B works on the 1st."""
    program = msp(task("A"), task("B"), links="A FS B -24h")
    assert early(program)["B"] == ("Thu 01 08:00", "Thu 01 17:00")
    assert early(as_p6(program))["B"] == MONDAY


@pytest.mark.parametrize("kind", ["start-no-later-than", "finish-no-later-than"])
def test_a_no_later_than_date_positions_nothing(kind: str) -> None:
    assert early(msp(task("A", constraints=on(kind, "02T17:00"))))["A"] == MONDAY


# 2. Milestones are never moved to working time.


def test_a_milestone_stays_at_the_end_of_work_or_on_a_sunday() -> None:
    """The project starts on Sunday the 4th at 10:00: the first milestone is then, work begins on Monday."""
    program = msp(milestone("M"), task("A"), milestone("N"), links="M FS A, A FS N", start="2026-01-04T10:00")
    found = early(program)
    assert found["M"] == ("Sun 04 10:00", "Sun 04 10:00")
    assert found["A"] == MONDAY
    assert found["N"] == ("Mon 05 17:00", "Mon 05 17:00")


# 3. On whose time work runs.

CREW: dict[str, Any] = {
    "resources": [{"id": "early", "calendar": "morning"}, {"id": "full", "calendar": "day"}, {"id": "any"}],
    "assignments": [{"task": "A", "resource": "early"}],
}


def test_without_calendars_of_its_own_a_task_works_on_the_project_s() -> None:
    assert early(msp(task("A", "16h")))["A"] == ("Mon 05 08:00", "Tue 06 17:00")


def test_a_task_works_on_the_calendar_of_its_resource() -> None:
    """Sixteen hours are four mornings."""
    program = msp(task("A", "16h", on_resource_calendars=True), **CREW)
    assert early(program)["A"] == ("Mon 05 08:00", "Thu 08 12:00")


def test_with_a_calendar_of_its_own_too_work_runs_where_both_work() -> None:
    """Morning and noon share 10:00 to 12:00: sixteen hours are the eight working days until Wednesday the 14th.

    P6 asks the resource alone: four mornings.
    """
    program = msp(task("A", "16h", calendar="noon", on_resource_calendars=True), **CREW)
    assert early(program)["A"] == ("Mon 05 10:00", "Wed 14 12:00")
    assert early(as_p6(program))["A"] == ("Mon 05 08:00", "Thu 08 12:00")


def test_a_task_that_ignores_resource_calendars_works_on_its_own() -> None:
    """Noon has four hours a day."""
    assert early(msp(task("A", "16h", calendar="noon"), **CREW))["A"] == ("Mon 05 10:00", "Thu 08 15:00")


def test_with_several_resources_the_finish_is_the_latest() -> None:
    """One needs four mornings, the other two days; the successor waits for both."""
    both = [{"task": "A", "resource": "early"}, {"task": "A", "resource": "full"}]
    program = msp(task("A", "16h", on_resource_calendars=True), task("B"), links="A FS B")
    program = program.replace(resources=CREW["resources"], assignments=both)
    assert early(program) == {"A": ("Mon 05 08:00", "Thu 08 12:00"), "B": ("Thu 08 13:00", "Fri 09 12:00")}


def test_a_resource_may_begin_later_and_have_less_to_do() -> None:
    """Two mornings of the first end on Tuesday; the second begins a day late and has two days: Tuesday, Wednesday."""
    both = [
        {"task": "A", "resource": "early", "duration": "8h"},
        {"task": "A", "resource": "full", "delay": "8h", "duration": "16h"},
    ]
    program = msp(task("A", "16h", on_resource_calendars=True)).replace(resources=CREW["resources"], assignments=both)
    assert early(program)["A"] == ("Mon 05 08:00", "Wed 07 17:00")


# 4. Elapsed time.


def test_elapsed_durations_run_round_the_clock_from_the_bare_bound() -> None:
    """A ends on Monday at 17:00; so 24 elapsed hours end on Tuesday at 17:00, and C has Wednesday."""
    program = msp(task("A"), task("B", "1ed"), task("C"), links="A FS B, B FS C")
    assert early(program) == {"A": MONDAY, "B": ("Mon 05 17:00", "Tue 06 17:00"), "C": WEDNESDAY}


def test_elapsed_lags_run_round_the_clock_too() -> None:
    """Friday 17:00 and two elapsed days are Sunday 17:00; two working days would be Tuesday."""
    start = on("start-no-earlier-than", "09T08:00")
    elapsed = msp(task("A", constraints=start), task("B"), links="A FS B 2ed")
    working = msp(task("A", constraints=start), task("B"), links="A FS B 16h")
    assert early(elapsed)["B"] == ("Mon 12 08:00", "Mon 12 17:00")
    assert early(working)["B"] == ("Wed 14 08:00", "Wed 14 17:00")


# 5. Lag runs on the successor's calendar.


def test_a_lag_runs_on_the_calendar_of_the_successor() -> None:
    """Eight hours of lag are all Saturday on B's calendar, and all Tuesday on A's."""
    program = msp(task("A"), task("B", calendar="weekend"), links="A FS B 8h")
    assert early(program)["B"] == ("Sun 11 08:00", "Sun 11 16:00")
    other = program.replace(lag_calendar="predecessor")
    assert early(other)["B"] == ("Sat 10 08:00", "Sat 10 16:00")


# 6. A finish that is driven by a start stays at that instant.


def test_a_finish_driven_by_a_start_stays_in_the_morning() -> None:
    """A starts on Wednesday at 08:00, so B finishes then, and its day of work is Tuesday; P6 shows Tuesday 17:00."""
    program = msp(task("A", constraints=on("start-no-earlier-than", "07T08:00")), task("B"), links="A SF B")
    assert early(program)["B"] == ("Tue 06 08:00", "Wed 07 08:00")
    assert early(as_p6(program))["B"] == TUESDAY


def test_a_finish_driven_by_a_milestone_in_the_morning_stays_there_too() -> None:
    at = on("start-no-earlier-than", "07T08:00")
    program = msp(milestone("M", constraints=at), task("B"), task("C"), links="M FF B, B FS C")
    assert early(program)["B"] == ("Tue 06 08:00", "Wed 07 08:00")
    assert early(program)["C"] == WEDNESDAY


def test_a_finish_driven_by_a_finish_at_the_end_of_work_stays_there() -> None:
    program = msp(task("A", "16h"), task("B"), links="A FF B")
    assert early(program)["B"] == TUESDAY


# 7. Levelling delay.


def test_a_levelling_delay_comes_after_the_logic_and_is_part_of_the_early_start() -> None:
    """Logic gives Tuesday 08:00; an elapsed day later is Wednesday 08:00.

    The project ends with C on Friday the 9th at 17:00, so B may start on Friday at 08:00, its logic may end on Thursday
    at 08:00, and A may finish on Wednesday at 17:00. Without the delay A could finish on Thursday.
    """
    delayed = msp(task("A"), task("B", levelling_delay="1ed"), task("C", "40h"), links="A FS B")
    assert early(delayed)["B"] == WEDNESDAY
    assert late(delayed)["A"] == WEDNESDAY
    assert floats(delayed) == {"A": 16.0, "B": 16.0, "C": 0.0}
    plain = msp(task("A"), task("B"), task("C", "40h"), links="A FS B")
    assert (early(plain)["B"], late(plain)["A"]) == (TUESDAY, THURSDAY)


def test_a_levelling_delay_holds_a_task_without_predecessors_too() -> None:
    assert early(msp(task("A", levelling_delay="2ed")))["A"] == WEDNESDAY


# 8. Manual tasks.


def manual_chain(**fields: Any) -> Program:
    """A has all week, B is typed in on Wednesday though A comes before it, C follows B."""
    typed = task("B", manual_start="2026-01-07T08:00", **fields)
    return msp(task("A", "40h"), typed, task("C"), links="A FS B, B FS C")


def test_a_manual_task_keeps_its_dates_and_drives_others() -> None:
    assert early(manual_chain()) == {"A": ("Mon 05 08:00", "Fri 09 17:00"), "B": WEDNESDAY, "C": THURSDAY}
    assert early(manual_chain(manual_finish="2026-01-08T12:00"))["B"] == ("Wed 07 08:00", "Thu 08 12:00")
    assert early(manual_chain(manual_finish="2026-01-08T12:00"))["C"] == ("Thu 08 13:00", "Fri 09 12:00")


def test_a_manual_task_holds_its_predecessors_to_its_late_start() -> None:
    """The project ends on Friday at 17:00: C may work on Friday, B on Thursday, so A should end on Wednesday."""
    assert late(manual_chain())["A"][1] == "Wed 07 17:00"
    assert floats(manual_chain())["A"] == -16.0


def test_a_manual_task_in_a_linked_summary_holds_predecessors_to_its_fixed_start() -> None:
    """B cannot move from Wednesday at 08:00, so A should end on Tuesday."""
    inside = task("B", manual_start="2026-01-07T08:00", parent="S")
    program = msp(task("A", "40h"), task("S", "", kind="summary"), inside, task("C"), links="A FS S, B FS C")
    assert early(program)["B"] == WEDNESDAY
    assert late(program)["A"][1] == "Tue 06 17:00"
    assert floats(program)["A"] == -24.0


# 9. Links and constraints of summaries.


def test_a_link_to_a_summary_holds_all_tasks_below_it_at_any_depth() -> None:
    inner = task("T", "", kind="summary", parent="S")
    tasks = [task("A"), task("S", "", kind="summary"), task("X", parent="S"), inner, task("Y", "16h", parent="T")]
    assert early(msp(*tasks, links="A FS S")) == {"A": MONDAY, "X": TUESDAY, "Y": ("Tue 06 08:00", "Wed 07 17:00")}
    assert early(msp(*tasks))["X"] == MONDAY


def test_a_link_from_a_summary_waits_for_the_last_task_below_it() -> None:
    """Of X (Monday) and Y (until Wednesday) Y is the last; on the way back both may end when B starts."""
    tasks = [task("S", "", kind="summary"), task("X", parent="S"), task("Y", "24h", parent="S"), task("B")]
    program = msp(*tasks, links="S FS B")
    assert early(program)["B"] == THURSDAY
    assert {name: ends[1] for name, ends in late(program).items()} == {
        "X": "Wed 07 17:00",
        "Y": "Wed 07 17:00",
        "B": "Thu 08 17:00",
    }
    assert floats(program) == {"X": 16.0, "Y": 0.0, "B": 0.0}


def test_a_constraint_of_a_summary_holds_the_tasks_below_it() -> None:
    summary = task("S", "", kind="summary", constraints=on("start-no-earlier-than", "07T08:00"))
    assert early(msp(summary, task("X", parent="S"), task("B"))) == {"X": WEDNESDAY, "B": MONDAY}


# 10. Split tasks and started tasks.


def test_pauses_run_in_working_time() -> None:
    """Friday's work, a pause of two working days (Monday, Tuesday), then Wednesday's."""
    at = on("start-no-earlier-than", "09T08:00")
    program = msp(task("A", "16h", splits="8h pause 16h", constraints=at), task("B"), links="A FS B")
    assert early(program) == {"A": ("Fri 09 08:00", "Wed 14 17:00"), "B": ("Thu 15 08:00", "Thu 15 17:00")}


def test_what_has_started_stands_at_its_actual_start_and_is_not_moved_to_the_status_date() -> None:
    """B started on Tuesday although A lasts all week; a day is done and a day remains: it ends on Wednesday.

    P6 lets A begin at the data date, Thursday the 8th, and the remaining day wait for its end on Wednesday the 14th.
    """
    begun = task("B", "16h", actual_start="2026-01-06T08:00", remaining="8h")
    program = msp(task("A", "40h"), begun, links="A FS B", data_date="2026-01-08T08:00")
    assert early(program)["B"] == ("Tue 06 08:00", "Wed 07 17:00")
    assert early(as_p6(program))["B"] == ("Thu 15 08:00", "Thu 15 17:00")


def test_a_pause_of_a_started_task_that_is_still_ahead_counts() -> None:
    """Two of three days of work are done by Tuesday evening, then a day of pause, and the third day is Thursday."""
    begun = task("A", "24h", actual_start="2026-01-05T08:00", remaining="8h", splits="16h pause 8h")
    assert early(msp(begun))["A"] == ("Mon 05 08:00", "Thu 08 17:00")


# 11. Honour constraint dates.

BEATING = [
    ("start-on", "07T08:00", WEDNESDAY),
    ("finish-on", "07T17:00", WEDNESDAY),
    ("start-no-later-than", "07T08:00", WEDNESDAY),
    ("finish-no-later-than", "08T17:00", THURSDAY),
]


@pytest.mark.parametrize(("kind", "date", "dates"), BEATING)
def test_constraint_dates_beat_the_logic_when_they_are_honoured(kind: str, date: str, dates: tuple[str, str]) -> None:
    """A lasts all week, so logic gives Monday the 12th; the honoured date is in the week. C follows B."""
    tasks = [task("A", "40h"), task("B", constraints=on(kind, date)), task("C")]
    honoured = msp(*tasks, links="A FS B, B FS C", honour_constraints=True)
    assert early(honoured)["B"] == dates
    after = {WEDNESDAY: THURSDAY, THURSDAY: FRIDAY}
    assert early(honoured)["C"] == after[dates]
    by_logic = ("Mon 12 08:00", "Mon 12 17:00")
    assert early(honoured.replace(honour_constraints=False))["B"] == by_logic
    assert early(as_p6(honoured))["B"] == by_logic


@pytest.mark.parametrize(("kind", "date", "dates"), BEATING[2:])
def test_a_no_later_than_date_does_not_move_what_is_early_enough(kind: str, date: str, dates: tuple[str, str]) -> None:
    tasks = [task("A"), task("B", constraints=on(kind, date))]
    assert early(msp(*tasks, links="A FS B", honour_constraints=True))["B"] == TUESDAY


@pytest.mark.parametrize(("kind", "date", "dates"), BEATING)
def test_an_honoured_date_beats_a_link_to_the_finish_too(kind: str, date: str, dates: tuple[str, str]) -> None:
    """A ends on Friday the 9th; B may not finish before it, but its date in the week is honoured, and C follows B."""
    tasks = [task("A", "40h"), task("B", constraints=on(kind, date)), task("C")]
    found = early(msp(*tasks, links="A FF B, B FS C", honour_constraints=True))
    assert found["B"] == dates
    assert found["C"] == {WEDNESDAY: THURSDAY, THURSDAY: FRIDAY}[dates]


def test_as_late_as_possible_moves_the_plan_and_not_the_early_dates() -> None:
    """C ends the project on Friday; A may be done on Thursday before B on Friday. In P6 the early dates move too."""
    tasks = [task("A", as_late_as_possible=True), task("B", constraints=on("start-no-earlier-than", "09T08:00"))]
    program = msp(*tasks, task("C", "40h"), links="A FS B")
    assert (planned(program)["A"], early(program)["A"]) == (THURSDAY, MONDAY)
    assert early(as_p6(program))["A"] == THURSDAY


# 12. Finished successors hold nothing.


def test_a_finished_successor_no_longer_holds_its_predecessor() -> None:
    """The project ends with C on Friday the 9th. An open B leaves A until Thursday, a finished one until Friday."""
    done = {"actual_start": "2026-01-05T08:00", "actual_finish": "2026-01-05T17:00"}
    for fields, last in (({}, THURSDAY), (done, FRIDAY)):
        now = {"data_date": "2026-01-05T17:00"} if fields else {}
        program = msp(task("A"), task("B", **fields), task("C", "40h"), links="A FS B", **now)
        assert late(program)["A"] == last
    assert early(program)["B"] == MONDAY


# 13. Tenths of a minute.


@pytest.mark.parametrize(
    ("minutes", "finish", "start"),
    [
        ("480.04min", "Mon 05 17:00", "Tue 06 08:00"),
        ("479.96min", "Mon 05 17:00", "Tue 06 08:00"),
        ("480.1min", "Tue 06 08:00", "Tue 06 08:00"),
        ("479.9min", "Mon 05 16:59", "Mon 05 16:59"),
    ],
)
def test_a_remainder_below_half_a_tenth_of_a_minute_does_not_spill_over(minutes: str, finish: str, start: str) -> None:
    found = early(msp(task("A", minutes), task("B"), links="A FS B"))
    assert (found["A"][1], found["B"][0]) == (finish, start)
