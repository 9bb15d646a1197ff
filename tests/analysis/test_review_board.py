"""Four answers for a board: true and readable whatever is known."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from money.futures import futures
from money.hand import program

import riskcast as rc
from riskcast.analysis.attribution.attribute import Attribution, Share, attribute
from riskcast.analysis.compare import compare
from riskcast.analysis.goal import goal
from riskcast.analysis.mitigation.choose import Mitigation, mitigate
from riskcast.analysis.money.npv import net_present_value
from riskcast.analysis.paired import Difference
from riskcast.analysis.review.board import Board, BoardAnswer, board
from riskcast.analysis.review.options import options
from riskcast.analysis.review.since import since
from riskcast.analysis.review.status import ratings
from riskcast.analysis.wording import say_date, say_money, say_percent
from riskcast.model.scenario import Scenario
from riskcast.model.scenario.changes import Activate
from riskcast.simulation.result import Result

COUNT = 1_000


def held(hits: int, **parts: Any) -> Result:
    """Return a result of which so many of COUNT futures finish on 20 January and cost 100, the others later for 200."""
    first = np.arange(COUNT) % COUNT < hits
    days, cost = np.where(first, 20.0, 40.0), np.where(first, 100.0, 200.0)
    return futures([days, np.zeros(COUNT)], [cost, np.zeros(COUNT)], program(**parts))


PROMISED: dict[str, Any] = {"targets": {"finish": "2027-01-20", "budget": 150}}


def readable(found: Board) -> Board:
    """Return a board after a look at its form: short headlines, few short points, at most a sentence, no holes."""
    assert [answer.question for answer in found.answers] == found.to_frame()["question"].tolist()
    for number, answer in enumerate(found.answers):
        assert 1 <= len(answer.headline.split()) <= 12, answer.headline
        assert len(re.findall(r"[.](?: |$)", answer.text)) <= 1 + (number == 3), answer.text
        assert len(answer.text) <= 90 * (1 + (number == 3)), answer.text
        assert not answer.text or answer.text.endswith(".")
        assert not answer.text[:1].islower() or answer.text.startswith("riskcast review "), "a command is no capital"
        assert len(answer.points) <= 4, answer.points
        for text in (answer.headline, answer.text, *answer.points):
            assert not re.search(r"None|\bnan\b|  | ,| ;|\(\)|\.\.|: \.|; \.|, ;|\+-|\+\+", text), text
            assert text == text.strip()
        assert not any(point.endswith(".") for point in answer.points), answer.points
        assert len(set(answer.points)) == len(answer.points)
    return found


def answers(found: Board) -> tuple[BoardAnswer, BoardAnswer, BoardAnswer, BoardAnswer]:
    return readable(found).answers


@pytest.mark.parametrize(
    ("hits", "status", "word"), [(900, "green", "Yes"), (700, "amber", "Doubtful"), (200, "red", "No")]
)
def test_on_track_follows_the_status_of_the_promises(hits: int, status: str, word: str) -> None:
    answer = readable(board(held(hits, **PROMISED))).answers[0]
    chance = f"{say_percent(hits / COUNT)} likely"
    assert (answer.status, answer.headline) == (status, f"{word}: date {chance} and budget {chance}")
    assert (answer.text, answer.points) == ("", ()), "the lines above the answers say the rest"


def test_the_worse_of_date_and_budget_decides() -> None:
    result = held(900, targets={"finish": "2027-01-20", "budget": 50})
    assert board(result).answers[0].status == "red"


def test_nothing_promised_is_no_status_and_the_plan_is_judged() -> None:
    answer = readable(board(held(700))).answers[0]
    assert answer.status is None and "promised" in answer.headline
    aims = [goal(held(700), measure).probability for measure in ("finish", "cost")]
    assert answer.text == f"As planned: date {say_percent(aims[0])} likely, cost {say_percent(aims[1])} likely."


def parts(result: Result, hits: int, *targets: dict[str, Any]) -> Result:
    """Return a result of which the second project finishes on 10 January in so many futures, else on 15 January."""
    days = np.where(np.arange(COUNT) < hits, 10.0, 15.0)
    projects = [
        {"id": p, "name": name, "targets": t} for p, name, t in zip("AB", ("First", "Second"), targets, strict=True)
    ]
    cost = np.stack([result.samples("cost:A"), np.zeros(COUNT)])
    own = result.program.targets.model_dump(exclude_none=True)
    of = program(projects=projects, targets=own)
    return futures([result.samples("finish:A") / 14_400, days], cost, of)


def test_further_promises_are_counted_and_the_two_least_likely_named() -> None:
    targets = {"finish": "2027-01-19", "budget": 120}, {"finish": "2027-01-10", "budget": 1}
    answer = answers(board(parts(held(700, **PROMISED), 600, *targets)))[0]
    assert (answer.status, answer.text) == ("amber", "Of 4 further promises 1 is green, 2 amber, 1 red.")
    assert answer.points == ("First finish: 0 % likely", "Second finish: 60 % likely")
    alone = answers(board(parts(held(700), 600, *targets)))[0]
    assert (alone.headline, alone.text) == ("No: of 4 promises 1 is green, 2 amber, 1 red", "")
    assert alone.points == answer.points
    good = {"budget": 500}, {"finish": "2027-01-10"}
    fine = answers(board(parts(held(700), 1_000, *good)))[0]
    assert (fine.headline, fine.points) == ("Yes: all 2 promises are green", ())
    one = answers(board(parts(held(700, **PROMISED), 600, {}, {"budget": 1})))[0]
    assert (one.text, one.points) == ("The only further promise is green.", ())


def test_a_promise_that_is_the_programs_own_is_counted_but_not_said_again() -> None:
    same = [{"id": "A", "name": "First", "targets": PROMISED["targets"]}, {"id": "B"}]
    answer = readable(board(held(200, **PROMISED, projects=same))).answers[0]
    assert (answer.text, answer.points) == ("All 2 further promises are red.", ())
    other = [{"id": "A", "name": "First", "targets": {"finish": "2027-01-19"}}, {"id": "B"}]
    assert readable(board(held(200, **PROMISED, projects=other))).answers[0].points == ("First finish: 0 % likely",)


def test_a_finished_program_was_in_time_or_not() -> None:
    done = [
        {"id": f"{p}.work", "project": p, "duration": "5d", "actual_start": "2027-01-04",
         "actual_finish": "2027-01-08T16:00"}
        for p in "AB"
    ]  # fmt: skip
    for target, word in (("2027-01-08", "kept"), ("2027-01-07", "missed")):
        of = program(tasks=done, data_date="2027-01-15", targets={"finish": target})
        found = readable(board(rc.simulate(of, rc.Plan(128, seed=1))))
        assert f"the date was {word}" in found.answers[0].headline
        assert (
            found.answers[0].points[0] == f"Finished on 8 Jan 2027; {say_date(date.fromisoformat(target))} was promised"
        )
        assert found.answers[2].headline == "Nothing", "what is past needs no time"
    late = [{"id": "A", "name": "First", "targets": {"finish": "2027-01-06"}}, {"id": "B"}]
    of = program(tasks=done, data_date="2027-01-15", targets={"finish": "2027-01-08"}, projects=late)
    found = readable(board(rc.simulate(of, rc.Plan(128, seed=1))))
    assert found.answers[0].points[1] == "First finish: missed", "a fact has no chance"


def later(last: Result, days: float, **changed: Any) -> Result:
    """Return a result of which every future finishes so many days later."""
    days_of = last.samples("finish:A") / 14_400 + days
    cost = np.stack([last.samples("cost:A"), np.zeros(COUNT)])
    return futures([days_of, np.zeros(COUNT)], cost, last.program.replace(data_date="2027-01-10", **changed))


def test_the_movement_since_the_last_review_is_told_with_a_promise_that_moved() -> None:
    last = held(700, **PROMISED)
    now = later(last, 6.0, targets={"finish": "2027-01-31", "budget": 160})
    first, *_ = answers(board(now, since=since(last, now), ratings=ratings(now, last)))
    assert first.points == (
        "Since 4 Jan 2027: P80 finish 6 days later, cost unchanged",
        "Promise moved: date 20 Jan 2027 to 31 Jan 2027, budget EUR 150 to EUR 160",
    )
    still = later(last, -0.5)
    first, *_ = answers(board(still, since=since(last, still)))
    assert first.points == ("Since 4 Jan 2027: P80 finish 0.5 days earlier, cost unchanged",)


def share(group: str, label: str, value: float, error: float = 0.1, kind: Any = "risk") -> Share:
    return Share(group, label, kind, Difference(value, error), Difference(value, error), None, None)


def gap(measure: str, *shares: Share) -> Attribution:
    return Attribution(measure, 80, measure == "cost", "source", 30.0, 0.0, shares, 0, 1)


def test_what_could_derail_names_the_largest_causes_and_owners_but_no_noise() -> None:
    risks = [{"id": "R1", "probability": 0.1, "owner": "Ann"}]
    result = held(700, **PROMISED, risks=risks)
    dates = gap(
        "finish",
        share("risk:R1", "Rain", 9),
        share("risk:R2", "Frost", 5, 4.0),
        share("driver:D", "Skill", 3, kind="driver"),
        share("ranges:A", "Ranges: First", 1.5, kind="ranges"),
        share("risk:R3", "Hail", 1),
    )
    money = replace(gap("cost", share("risk:R1", "Rain", 4_000), share("risk:R2", "Frost", 3_000)), gap=9_000.0)
    answer = answers(board(result, attribution_finish=dates, attribution_cost=money))[1]
    assert answer.headline == "Rain: +9 of 30 days"
    assert answer.points == (
        "+9 days: Rain (risk R1, Ann)",
        "+3 days: Skill (driver D)",
        "+1.5 days: Ranges of First",
        "+EUR 4.00 k: Rain (risk R1, Ann)",
    )
    assert answer.text == "Parts of the 30 days and EUR 9.00 k between plan and P80."
    alone = answers(board(result, attribution_cost=money))[1]
    assert alone.headline == "Rain: +EUR 4.00 k of EUR 9.00 k"
    ranges = answers(
        board(result, attribution_finish=gap("finish", share("ranges:A", "Ranges: First", 5, kind="ranges")))
    )
    assert ranges[1].headline == "First: +5 of 30 days"


def test_a_part_larger_than_the_gap_is_no_part_of_it() -> None:
    found = replace(gap("finish", share("risk:R1", "Rain", 9), share("risk:R2", "Luck", -8)), gap=1.0)
    assert answers(board(held(700), attribution_finish=found))[1].headline == "Rain: +9 days"
    early = answers(board(held(700), attribution_finish=replace(found, gap=-3.0)))[1]
    assert early.text == "The confidence asks for no more than the plan."


def test_a_long_cause_is_named_by_its_id_in_the_headline() -> None:
    long = "A risk whose owner could not stop before its name had reached fourteen words"
    found = answers(board(held(700), attribution_finish=gap("finish", share("risk:R1", long, 9))))
    assert found[1].headline == "Risk R1: +9 of 30 days"
    assert found[1].points == (f"+9 days: {long} (risk R1)",)


def test_no_cause_beyond_chance_is_said() -> None:
    none = gap("finish", share("risk:R1", "Rain", 9, 9.0))
    answer = answers(board(held(700), attribution_finish=none))[1]
    assert "No single cause" in answer.headline and answer.points == ()
    assert answer.text == "30 days lie between plan and P80."


def test_without_an_attribution_what_moves_the_finish_is_named_but_no_noise() -> None:
    assert "not examined" in answers(board(held(700)))[1].headline, "nothing is known of these futures"
    parts: dict[str, Any] = {
        "tasks": [{"id": f"{p}.work", "project": p, "duration": "5d", "estimate": "pert(4d, 5d, 12d)"} for p in "AB"],
        "risks": [
            {"id": "R", "name": "Rain", "probability": 0.3, "impacts": [{"tasks": ["A.work"], "delay": "10d"}]},
            {"id": "N", "name": "Nothing much", "probability": 0.3, "impacts": [{"tasks": ["A.work"], "delay": "0d"}]},
            {"id": "O", "name": "Luck", "kind": "opportunity", "probability": 0.3,
             "impacts": [{"tasks": ["A.work", "B.work"], "delay": "3d"}]},
        ],
    }  # fmt: skip
    result = rc.simulate(program(**parts), rc.Plan(2_000, seed=1))
    answer = answers(board(result))[1]
    rain = next(risk for risk in rc.drivers(result).risks if risk.risk == "R")
    assert rain.delay_days is not None and rain.delay_error is not None
    assert answer.headline == "Rain moves the finish most"
    said = f"{rain.delay_days:+.0f} ± {2.0 * rain.delay_error:.0f} days when it occurs (30 %): Rain"
    assert answer.points[0] == said
    assert answer.points[1].startswith("rank correlation +") and 1 < len(answer.points) <= 3
    assert not re.search("Nothing much|Luck", " ".join(answer.points))
    assert answer.text == "riskcast review shares the whole gap out."


def choices(result: Result, faster: float, *chosen: Scenario) -> Any:
    days = np.stack([result.samples("finish:A") / 14_400 - faster, np.zeros(COUNT)])
    others = [futures(days, np.stack([result.samples("cost:A"), np.zeros(COUNT)]), result.program) for _ in chosen]
    return options(compare(result, *others, names=("base", *(s.id for s in chosen))), (result, *others), chosen)


def test_decisions_are_asked_for_the_nearest_first_and_overdue_ones_flagged() -> None:
    result = held(700, **PROMISED, data_date="2027-01-12")
    late = Scenario(id="late", name="Late one", decide_by=date(2027, 1, 11))
    open_ = Scenario(id="open", name="Open one")
    due = Scenario(id="due", name="Due one", decide_by=date(2027, 2, 1))
    answer = answers(board(result, options=choices(result, 4.0, open_, due, late)))[2]
    assert answer.headline == "3 decisions, 1 of them overdue"
    assert answer.points == (
        "overdue since 11 Jan 2027: Late one, no planned cost; P80 finish 4 days earlier",
        "by 1 Feb 2027: Due one, no planned cost; P80 finish 4 days earlier",
        "Open one, no planned cost; P80 finish 4 days earlier",
    )
    alone = answers(board(result, options=choices(result, 4.0, due)))[2]
    assert alone.headline == "Decide by 1 Feb 2027: Due one"
    many = [Scenario(id=name, name=f"{name} one") for name in "abcde"]
    assert answers(board(result, options=choices(result, 0.5, *many)))[2].points == (
        *(f"{name} one, no planned cost; P80 finish 0.5 days earlier" for name in "abc"),
        "and 2 more below",
    )


def test_the_larger_reason_for_a_decision_is_given_with_its_price() -> None:
    """The finish varies by about 9 days and the cost by about 46: 1 day is a ninth of it, and 30 are two thirds."""
    result = held(700, **PROMISED)
    (option,) = choices(result, 1.0, Scenario(id="x", name="Both"))
    cheaper = replace(option.cost, difference=Difference(-30.0, 1.0))
    assert answers(board(result, options=[replace(option, cost=cheaper, spend=-20.0)]))[2].points == (
        "Both, saves EUR 20; P80 cost EUR 30 less",
    )
    slower = replace(option.finish, difference=Difference(5.0, 0.1))
    assert answers(board(result, options=[replace(option, cost=cheaper, finish=slower, spend=40.0)]))[2].points == (
        "Both, EUR 40; P80 cost EUR 30 less, finish 5 days later",
    )
    little = replace(option.cost, difference=Difference(-2.0, 0.1))
    assert answers(board(result, options=[replace(option, cost=little)]))[2].points == (
        "Both, no planned cost; P80 finish 1 day earlier",
    )


def test_options_that_help_nothing_are_not_asked_for() -> None:
    result = held(900, **PROMISED)
    answer = answers(board(result, options=choices(result, -4.0, Scenario(id="slow"))))[2]
    assert (answer.headline, answer.text, answer.points) == ("Nothing", "No decision is due.", ())


def test_time_and_money_that_the_confidence_needs_are_asked_for() -> None:
    answer = answers(board(held(700, **PROMISED)))[2]
    assert answer.headline == "20 days and EUR 50 more for 80 % confidence"
    assert answer.text == "That is more than was promised."
    assert answers(board(held(700)))[2].text.endswith("than is planned.")
    assert answers(board(held(700, targets={"finish": "2027-01-20"})))[2].text.endswith("was promised or planned.")
    result = held(700, **PROMISED)
    beside = answers(board(result, options=choices(result, 4.0, Scenario(id="x"))))[2]
    assert beside.text == "As planned now, 80 % confidence needs 20 days and EUR 50 more than was promised."


def responses() -> tuple[Result, Mitigation]:
    """Return a result and that both of its planned responses are worth it."""
    risks = [
        {"id": f"R{n}", "probability": 0.5, "impacts": [{"tasks": ["A.work"], "delay": f"{10 + n}d"}],
         "response": {"name": f"Tent {n}", "probability": 0.0, "cost": 10, "decide_by": f"2027-02-0{n}"}}
        for n in (1, 2)
    ]  # fmt: skip
    result = rc.simulate(program(risks=risks), rc.Plan(1_000, seed=1))
    return result, mitigate(result)


def test_responses_are_one_decision_by_their_first_day() -> None:
    result, found = responses()
    assert found.best.risks == ("R1", "R2")
    answer = answers(board(result, mitigation=found))[2]
    days = round(found.best.days.value)
    assert answer.headline == "Decide by 1 Feb 2027: 2 responses to risks"
    assert answer.points == (f"by 1 Feb 2027: 2 responses to risks, EUR 20; P80 finish {days} days earlier",)
    one = replace(found, best=replace(found.best, risks=("R2",), spend=10.0))
    assert answers(board(result, mitigation=one))[2].headline == "Decide by 2 Feb 2027: Tent 2"


def test_responses_that_an_option_decides_are_not_asked_for_twice() -> None:
    result, found = responses()
    for risks, count in ((["R1", "R2"], 1), (["R1"], 2)):
        scenario = Scenario(id="tents", name="Tents", changes=(Activate(target=tuple(risks)),))
        other = rc.simulate(rc.apply_scenario(result.program, scenario), rc.Plan(1_000, seed=1))
        (option,) = options(compare(result, other, names=("base", "tents")), (result, other), [scenario])
        assert option.activates == tuple(risks) and option.helps
        assert option.to_frame()["activates"].tolist() == ["; ".join(risks)]
        assert len(answers(board(result, options=[option], mitigation=found))[2].points) == count


def test_worth_without_benefits_says_so_and_what_is_left_to_pay() -> None:
    answer = answers(board(held(700, **PROMISED)))[3]
    assert (answer.status, answer.headline) == (None, "Unknown: no benefits are entered")
    assert answer.text == "No spending is booked; the whole program costs EUR 200 at P80."
    booked = [{"date": "2027-01-02", "amount": 30, "project": "A"}]
    spent = answers(board(held(700, actuals=booked)))[3].text
    assert spent == "EUR 30 is spent; completing it costs EUR 170 more at P80."
    free = replace(futures(np.full((2, 4), 5.0), np.zeros((2, 4))), planned_cost=np.zeros(2))
    first, *_, last = answers(board(free))
    assert last.text == "No costs are entered either."
    assert "cost" not in first.text and "EUR" not in first.text


def test_worth_is_what_going_on_is_worth() -> None:
    parts: dict[str, Any] = {
        "costs": [{"id": "x", "task": "A.work", "fixed": "pert(80, 100, 200)"}],
        "benefits": [{"id": "gain", "start": "A.work", "per_year": "pert(20, 50, 90)", "years": 3}],
        "finance": {"discount_rate": 0.05},
    }
    result = rc.simulate(program(**parts), rc.Plan(512, seed=3, phasing=("program",)))
    worth = net_present_value(result)
    assert worth is not None
    answer = readable(board(result)).answers[3]
    assert answer.status is not None
    assert answer.points == ()
    for figure in (worth.to_go.mean, worth.to_go.p10, worth.to_go.p90, worth.month_late):
        assert say_money(abs(figure.value), "EUR").removeprefix("EUR ") in answer.text
    assert say_percent(1.0 - worth.to_go.negative.value) in answer.headline
    kept_none = rc.simulate(program(**parts), rc.Plan(128, seed=3))
    assert "no money over time" in readable(board(kept_none)).answers[3].headline
    no_rate = rc.simulate(program(**{**parts, "finance": {}}), rc.Plan(128, seed=3, phasing=("program",)))
    assert "discount rate" in readable(board(no_rate)).answers[3].headline


def test_the_board_of_the_example_reads_well_with_everything() -> None:
    erp = rc.load("models/erp")
    plan = rc.Plan(512, seed=7)
    result = rc.simulate(erp, plan)
    chosen = [rc.read_scenario(f"scenarios/erp/{name}.yaml").scenario for name in ("mitigated", "descoped")]
    others = [rc.simulate(rc.apply_scenario(erp, scenario), plan) for scenario in chosen]
    held_against = compare(result, *others, names=("base", *(scenario.id for scenario in chosen)))
    found = board(
        result,
        attribution_finish=attribute(result, by="project", variance=False),
        attribution_cost=attribute(result, "cost", by="project", variance=False),
        options=options(held_against, (result, *others), chosen),
        mitigation=mitigate(result),
        since=since(result, result),
    )
    first, second, third, _ = answers(found)
    rated = ratings(result)
    worst = min(rating.chance for measure, rating in rated.items() if measure not in ("finish", "cost"))
    assert first.points[0].endswith(f": {say_percent(worst)} likely")
    assert first.text.startswith(f"Of {len(rated) - 2} further promises ")
    assert first.points[-1] == "Since 4 Jan 2027: P80 finish unchanged, cost unchanged"
    assert second.text.startswith("Parts of the ") and second.points[0].startswith("+")
    assert any(point.startswith("by 29 Jan 2027: Responses decided in January, EUR ") for point in third.points)
    assert all(len(point) <= 125 for answer in found.answers for point in answer.points)


def test_reading_a_stored_result_and_its_report_load_no_compiler(tmp_path: Path) -> None:
    """Also where there is money: what nobody simulates anew needs no compiled code."""
    file, page = tmp_path / "erp.riskcast", tmp_path / "erp.html"
    rc.save_result(rc.simulate(rc.load("models/erp"), rc.Plan(256, seed=7)), file)
    code = (
        f"import sys, riskcast as rc; rc.report(rc.load_result({str(file)!r}), {str(page)!r}); "
        "print(sorted({'numba', 'llvmlite'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]"]
    assert "What could derail us?" in page.read_text(encoding="utf-8")


def asked(*names: str, decide_by: str | None = None, data_date: str = "2027-01-04", **more: Any) -> BoardAnswer:
    """Return what a plain run of a program says is needed, with a planned response to one risk of each name."""
    risks = [
        {"id": name, "probability": 0.5, "impacts": [{"tasks": ["A.work"], "delay": "10d"}],
         "response": {"name": f"Tent {name}", "probability": 0.0, "cost": 10, "decide_by": decide_by}}
        for name in names
    ]  # fmt: skip
    return answers(board(rc.simulate(program(risks=risks, data_date=data_date), rc.Plan(64, seed=1, **more))))[2]


def test_planned_responses_are_due_although_nobody_asked_whether_they_are_worth_it() -> None:
    one = asked("R1", decide_by="2027-02-01")
    assert one.headline == "To decide by 1 Feb 2027: Tent R1"
    assert one.points == ("by 1 Feb 2027: Tent R1 (risk R1), EUR 10",)
    assert one.text == "riskcast review says whether it is worth deciding."
    late = asked("R1", decide_by="2027-02-01", data_date="2027-02-02")
    assert late.headline == "A response to decide, overdue since 1 Feb 2027"
    assert late.points == ("overdue since 1 Feb 2027: Tent R1 (risk R1), EUR 10",)
    several = asked("R5", "R1", "R2", "R3", "R4", decide_by="2027-02-01")
    assert several.headline == "5 responses to decide, the first by 1 Feb 2027"
    assert several.text == "riskcast review says which are worth deciding."
    assert several.points[:3] == tuple(
        f"by 1 Feb 2027: Tent {name} (risk {name}), EUR 10" for name in ("R1", "R2", "R3")
    )
    assert several.points[3:] == ("and 2 more",)
    assert asked("R1", "R2", decide_by="2027-02-01", data_date="2027-02-02").headline.endswith("2 of them overdue")
    assert asked("R1", "R2").headline == "2 responses to decide"


def test_responses_are_not_listed_where_none_can_be_decided_or_all_were_examined() -> None:
    assert asked("R1", without=("risks",)).points == ()
    done = {"actual_start": "2027-01-04", "actual_finish": "2027-01-08"}
    tasks = [
        {"id": "A.work", "project": "A", "duration": "5d", **done},
        {"id": "B.work", "project": "B", "duration": "5d"},
    ]
    risk = {"id": "R", "probability": 0.5, "impacts": [{"tasks": ["A.work"], "delay": "10d"}],
            "response": {"name": "Tent", "probability": 0.0}}  # fmt: skip
    over = rc.simulate(program(tasks=tasks, risks=[risk], data_date="2027-01-15"), rc.Plan(64, seed=1))
    assert answers(board(over))[2].points == (), "a risk that is over needs no response"
    result, found = responses()
    nothing = replace(found, best=replace(found.best, risks=()))
    assert answers(board(result, mitigation=nothing))[2].points == ()


def test_where_nothing_is_uncertain_no_cause_is_missing() -> None:
    certain = rc.simulate(program(), rc.Plan(64, seed=1))
    answer = answers(board(certain))[1]
    assert (answer.headline, answer.points) == ("Nothing in the program is uncertain", ())
    assert "cost" not in answer.text
    beside = [
        {"id": "A.work", "project": "A", "duration": "50d"},
        {"id": "B.work", "project": "B", "duration": "5d", "estimate": "uniform(4d, 6d)"},
    ]
    held_up = answers(board(rc.simulate(program(tasks=beside), rc.Plan(64, seed=1))))[1]
    assert held_up.headline == "What is uncertain moves nothing", "a range that never matters is uncertain all the same"
    single = answers(board(rc.simulate(program(), rc.Plan(1, seed=1))))[1]
    assert "uncertain" not in single.headline, "one future cannot show that nothing varies"


def test_options_together_are_no_further_decision() -> None:
    result, found = responses()
    scenarios = [Scenario(id=f"s{n}", name=f"Tent {n}", changes=(Activate(target=(f"R{n}",)),)) for n in (1, 2)]
    sets = [(scenarios[0],), (scenarios[1],), tuple(scenarios)]
    others = [rc.simulate(rc.apply_scenarios(result.program, chosen), rc.Plan(1_000, seed=1)) for chosen in sets]
    names = ("base", "one", "two", "one + two")
    offered = options(compare(result, *others, names=names), (result, *others), sets)
    assert [option.is_combined for option in offered] == [False, False, True]
    assert len(answers(board(result, options=offered))[2].points) == sum(option.helps for option in offered[:2])
    both = answers(board(result, options=offered[:1], mitigation=found))[2].points
    assert any("2 responses to risks (1 of them also in Tent 1)" in point for point in both)


def test_a_plan_beyond_its_promise_is_told() -> None:
    late = board(held(0, targets={"finish": "2027-01-03"}))
    assert any(point.startswith("The plan itself ends on ") for point in answers(late)[0].points)
    assert not any("The plan itself" in point for point in answers(board(held(700, **PROMISED)))[0].points)
