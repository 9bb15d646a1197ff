"""Rules about dependencies: each on a program that breaks it and on one that does not."""

from __future__ import annotations

from .conftest import Check, blamed, counted, event, job

CHAIN = [job("A"), job("B"), job("C"), job("D")]


def test_a_chain_has_no_missing_logic_because_it_may_begin_and_end_somewhere(check: Check) -> None:
    assert counted(check("RC201", CHAIN, "A>B; B>C; C>D")) == ("pass", 0, 4)


def test_tasks_without_predecessor_or_successor_are_counted_once(check: Check) -> None:
    outcome = check("RC201", [*CHAIN, job("X", "1d"), job("Y", "1d")], "A>B; B>C; C>D; A>Y")
    assert counted(outcome) == ("fail", 2, 6)
    assert outcome.measured.value == 100.0 * 2 / 6
    assert blamed(outcome) == {"X": "no predecessor and no successor", "Y": "no successor"}


def test_milestones_finished_tasks_summaries_and_levels_of_effort_are_not_counted(check: Check) -> None:
    idle = [
        event("M"),
        job("S", kind="summary", duration=None),
        job("L", kind="level-of-effort"),
        job("Z", "0d"),
        job("F", actual_start="2027-01-04T08:00", actual_finish="2027-01-05T17:00"),
    ]
    outcome = check("RC201", [*CHAIN, *idle], "A>B; B>C; C>D", data_date="2027-01-06")
    assert outcome.measured.population == 4


def test_a_start_milestone_takes_the_excuse_of_beginning_from_a_task_that_forgot_its_predecessor(check: Check) -> None:
    tasks = [event("go"), *CHAIN, job("X")]
    assert blamed(check("RC201", tasks, "go>A; A>B; B>C; C>D; X>D")) == {"X": "no predecessor"}


def test_every_project_may_begin_and_end_where_projects_bound_float(check: Check) -> None:
    tasks = [job("A"), job("B"), job("C", project="Q"), job("D", project="Q")]
    projects = [{"id": "P"}, {"id": "Q"}]
    assert check("RC201", tasks, "A>B; C>D", projects=projects).measured.count == 2
    assert check("RC201", tasks, "A>B; C>D", projects=projects, open_ends="project").measured.count == 0


def test_logic_of_a_summary_counts_for_the_tasks_below_it(check: Check) -> None:
    tasks = [job("A"), job("S", kind="summary", duration=None), job("B", parent="S"), job("C", parent="S"), job("D")]
    assert counted(check("RC201", tasks, "A>S; S>D")) == ("pass", 0, 4)


def test_nothing_left_to_do_makes_the_check_not_apply(check: Check) -> None:
    finished = job("A", actual_start="2027-01-04T08:00", actual_finish="2027-01-05T17:00")
    outcome = check("RC201", [finished], data_date="2027-01-06")
    assert (outcome.verdict, outcome.measured.reason) == ("n.a.", "no task is left to do")


def test_every_lead_fails_and_is_named_with_its_lag(check: Check) -> None:
    outcome = check("RC202", CHAIN, "A>B; B>C FS-2d; C>D SS+1d")
    assert counted(outcome) == ("fail", 1, 3)
    assert blamed(outcome) == {"B -> C": "FS-2d"}
    assert counted(check("RC202", CHAIN, "A>B; B>C; C>D SS+1d")) == ("pass", 0, 3)


def test_lags_may_be_one_in_twenty(check: Check) -> None:
    tasks = [job(f"T{n}", "1d") for n in range(21)]
    links = [f"T{n}>T{n + 1}" for n in range(20)]
    assert counted(check("RC203", tasks, "; ".join([links[0] + " FS+3d", *links[1:]]))) == ("pass", 1, 20)
    assert counted(check("RC203", tasks, "; ".join([f"{t} FS+3d" for t in links[:2]] + links[2:]))) == ("fail", 2, 20)


def test_links_to_finished_tasks_are_history(check: Check) -> None:
    first = job("A", actual_start="2027-01-04T08:00", actual_finish="2027-01-05T17:00")
    second = job("B", actual_start="2027-01-04T08:00", actual_finish="2027-01-05T17:00")
    outcome = check("RC203", [first, second, job("C")], "A>B SS+1d; B>C", data_date="2027-01-06")
    assert counted(outcome) == ("pass", 0, 1)


def test_nine_of_ten_relations_are_to_be_finish_to_start(check: Check) -> None:
    tasks = [job(f"T{n}", "1d") for n in range(11)]
    links = [f"T{n}>T{n + 1}" for n in range(10)]
    good = check("RC204", tasks, "; ".join([links[0] + " SS", *links[1:]]))
    bad = check("RC204", tasks, "; ".join([links[0] + " SS", links[1] + " FF", *links[2:]]))
    assert (counted(good), good.measured.value) == (("pass", 1, 10), 90.0)
    assert (counted(bad), bad.measured.value) == (("fail", 2, 10), 80.0)
    assert blamed(bad) == {"T0 -> T1": "SS", "T1 -> T2": "FF"}


def test_a_task_with_only_finish_logic_coming_in_has_a_dangling_start(check: Check) -> None:
    outcome = check("RC215", CHAIN, "A>B FF; B>C; C>D")
    assert counted(outcome) == ("fail", 1, 4)
    assert blamed(outcome) == {"B": "only FF in"}
    assert counted(check("RC215", CHAIN, "A>B FF; A>B SS; B>C; C>D")) == ("pass", 0, 4)


def test_a_task_with_only_start_logic_going_out_has_a_dangling_finish(check: Check) -> None:
    outcome = check("RC216", CHAIN, "A>B SS; B>C; C>D")
    assert counted(outcome) == ("fail", 1, 4)
    assert blamed(outcome) == {"A": "only SS out"}
    assert counted(check("RC216", CHAIN, "A>B SS; A>C; B>C; C>D")) == ("pass", 0, 4)


def test_dependencies_of_summaries_are_named(check: Check) -> None:
    tasks = [*CHAIN, job("S", kind="summary", duration=None), job("E", parent="S")]
    outcome = check("RC218", tasks, "A>B; B>C; C>D; S>D")
    assert counted(outcome) == ("fail", 1, 4)
    assert blamed(outcome) == {"S -> D": "summary S"}
    assert counted(check("RC218", tasks, "A>B; E>D")) == ("pass", 0, 2)


def test_a_program_without_dependencies_has_no_relations_to_judge(check: Check) -> None:
    assert {check(code, CHAIN).verdict for code in ("RC202", "RC203", "RC204", "RC218")} == {"n.a."}
