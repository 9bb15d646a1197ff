"""What moved since the last review: figures with their errors, promises, and what changed in the program."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from money.futures import futures
from money.hand import program

import riskcast as rc
from riskcast.analysis.compare import compare
from riskcast.analysis.review.changed import Changed, changed
from riskcast.analysis.review.since import since
from riskcast.model.program import Program

RNG = np.random.default_rng(3)
DAYS = np.stack([RNG.gamma(4.0, 10.0, 1_000), np.zeros(1_000)])
COST = RNG.gamma(3.0, 1e4, (2, 1_000))
BEFORE = program(targets={"finish": "2027-02-10", "budget": 60_000})
LATER = BEFORE.replace(data_date="2027-01-20", targets={"finish": "2027-02-25", "budget": 60_000})


def task(id_: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "project": id_[0], "duration": "5d", **more}


def groups(before: Program, after: Program) -> dict[str, Changed]:
    return {group.kind: group for group in changed(before, after)}


def moved(**parts: Any) -> dict[str, Changed]:
    """Return what the same program with other parts changed."""
    return groups(WHOLE, WHOLE.replace(**parts))


WHOLE = program(
    data_date="2027-01-04",
    tasks=[
        task("A.work", name="Works", estimate="pert(4d, 5d, 9d)"),
        task("A.next"),
        task("B.work"),
    ],
    dependencies=[{"predecessor": "A.work", "successor": "A.next"}],
    risks=[
        {"id": "R1", "name": "Rain", "probability": 0.3, "impacts": [{"tasks": ["A.work"], "delay": "3d"}],
         "response": {"name": "Tent", "cost": 100, "probability": 0.1}},
        {"id": "R2", "probability": 0.2, "impacts": [{"tasks": ["B.work"], "delay": "3d"}]},
    ],
    costs=[{"id": "c", "task": "B.work", "fixed": 100}],
)  # fmt: skip


def test_figures_are_those_of_the_comparison_with_the_last_review() -> None:
    last, now = futures(DAYS, COST, BEFORE), futures(DAYS + 5.0, COST * 1.1, LATER)
    found = since(last, now)
    (option,) = compare(last, now, p=80).options
    for name in ("finish", "cost"):
        change, read = option.measure(name), found.measure(name)
        assert (read.p50, read.confidence, read.chance) == (change.p50, change.confidence, change.chance)
    assert found.measure("finish").confidence.difference.value == pytest.approx(5.0)
    assert (found.last.date(), found.now.date()) == (date(2027, 1, 4), date(2027, 1, 20))
    assert found.is_paired and found.notes == ()


def test_a_promise_that_moved_is_said_and_the_old_one_is_still_judged() -> None:
    last, now = futures(DAYS, COST, BEFORE), futures(DAYS + 5.0, COST, LATER)
    found = since(last, now)
    finish, cost = found.measure("finish"), found.measure("cost")
    assert finish.promise_moved and finish.targets == (date(2027, 2, 10), date(2027, 2, 25))
    assert finish.chance is not None and finish.chance_of_last is not None
    assert finish.chance.difference.value > 0.0 > finish.chance_of_last.difference.value
    assert not cost.promise_moved and cost.chance_of_last is None
    assert {group.kind for group in found.changes} == {"data date moved", "targets changed"}


def test_statuses_are_those_of_then_and_of_now_with_its_history() -> None:
    last, now = futures(DAYS, COST, BEFORE), futures(DAYS + 60.0, COST, LATER)
    assert since(last, now).measure("finish").statuses[1] == "red"
    assert since(last, now).measure("finish:A").statuses == (None, None)
    frame = since(last, now).to_frame()
    assert frame["status_now"].tolist()[:2] == [since(last, now).measure(m).statuses[1] for m in ("finish", "cost")]


def test_other_programs_and_currencies_are_refused_at_once() -> None:
    other = futures(DAYS, COST, BEFORE.replace(id="q", currency="USD"))
    with pytest.raises(rc.InvalidInput) as caught:
        since(other, futures(DAYS, COST, BEFORE))
    assert len(caught.value.findings) == 2


def test_an_older_now_and_unshared_futures_are_noted() -> None:
    last, now = futures(DAYS, COST, LATER), futures(DAYS, COST, BEFORE)
    assert "20 Jan 2027" in since(last, now).notes[0]
    other = replace(now, manifest=replace(now.manifest, seed=99))
    notes = since(futures(DAYS, COST, BEFORE), other).notes
    assert any("another seed" in note for note in notes)
    assert any("data date" in note for note in notes), "both are of the same day"


def test_another_rule_of_the_colours_is_said() -> None:
    last, now = futures(DAYS, COST, BEFORE), futures(DAYS, COST, LATER.replace(report={"green": 0.7, "amber": 0.4}))
    assert any("amber from 50 %" in note for note in since(last, now).notes)
    assert not any("rule of the colours" in note for note in since(last, futures(DAYS, COST, LATER)).notes)


def test_nothing_changed_is_no_group() -> None:
    assert changed(WHOLE, WHOLE) == ()
    assert changed(WHOLE, WHOLE.replace(name="Other", report={"green": 0.9}, description="x")) == ()


def test_a_task_that_finished_is_one_change_whatever_its_status_brings() -> None:
    steps = [
        task(
            "A.work", name="Works", estimate="pert(4d, 5d, 9d)", actual_start="2027-01-04", actual_finish="2027-01-08"
        ),
        task("A.next", actual_start="2027-01-09", remaining="4d"),
        task("B.work"),
    ]
    found = moved(tasks=steps, data_date="2027-01-10")
    assert set(found) == {"data date moved", "tasks finished", "tasks started", "risks closed"}
    assert found["tasks finished"].text == "1 task finished"
    assert (found["tasks finished"].names, found["tasks finished"].details) == (("Works",), ("8 Jan 2027",))
    assert found["data date moved"].details == ("4 Jan 2027 to 10 Jan 2027",)
    assert found["risks closed"].ids == ("R1",) and "finished" in found["risks closed"].details[0]


def test_work_that_was_added_removed_or_estimated_anew_is_told_apart() -> None:
    steps = [task("A.work", estimate="pert(4d, 6d, 12d)"), task("B.work", duration="8d"), task("B.more")]
    found = moved(tasks=steps, dependencies=[])
    assert {kind: group.ids for kind, group in found.items()} == {
        "tasks added": ("B.more",),
        "tasks removed": ("A.next",),
        "durations changed": ("B.work",),
        "ranges changed": ("A.work",),
        "links removed": ("A.work -> A.next",),
    }
    assert found["durations changed"].details == ("5d to 8d",)
    assert found["ranges changed"].details == ("pert(4d, 5d, 9d) to pert(4d, 6d, 12d)",)


def test_risks_are_added_closed_rated_anew_and_answered() -> None:
    rain, second = WHOLE.risks
    response = rain.response
    assert response is not None
    decided = rain.model_copy(update={"probability": 0.5, "response": response.model_copy(update={"state": "active"})})
    closed = second.model_copy(update={"enabled": False})
    new = {"id": "R3", "probability": 0.1, "impacts": [{"tasks": ["B.work"], "delay": "1d"}]}
    found = moved(risks=[decided, closed, new])
    assert {kind: group.ids for kind, group in found.items()} == {
        "risks added": ("R3",),
        "risks closed": ("R2",),
        "risk probabilities changed": ("R1",),
        "responses decided": ("R1",),
    }
    assert found["risk probabilities changed"].text == "1 risk probability changed"
    assert found["risk probabilities changed"].details == ("30 % to 50 %",)


def test_money_calendars_and_targets_are_told() -> None:
    calendar = {"id": "c", "week": {"mon-fri": "08:00-16:00"}, "holidays": ["2027-02-01"]}
    lines = [{"id": "c", "task": "B.work", "fixed": 200}, {"id": "d", "task": "B.work", "fixed": 5}]
    found = moved(costs=lines, calendars=[calendar], targets={"budget": 1_000_000})
    assert {kind: group.count for kind, group in found.items()} == {
        "targets changed": 1,
        "cost lines added": 1,
        "cost lines changed": 1,
        "calendars changed": 1,
    }
    assert found["targets changed"].details == ("budget none to EUR 1.00 m",)
    assert found["targets changed"].to_frame()["id"].tolist() == ["program"]


def test_targets_and_settings_are_counted_one_by_one() -> None:
    found = moved(targets={"finish": "2027-03-01", "budget": 1_000_000}, currency="USD", confidence=90)
    assert (found["targets changed"].count, found["targets changed"].text) == (2, "2 targets changed")
    settings = found["program settings changed"]
    assert (settings.count, settings.text) == (2, "2 program settings changed")
    assert settings.ids == ("program",)
