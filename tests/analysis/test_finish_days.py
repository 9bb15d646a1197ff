"""One rule for the day of a finish: midnight belongs to the day that it ends, as it does where promises are judged."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

import riskcast as rc
from riskcast.analysis.finish_days import FinishDays
from riskcast.analysis.gate import gate, promises
from riskcast.analysis.wording import finish_day, say_finish
from riskcast.cli.compare_text import compare_text
from riskcast.cli.drivers_text import drivers_text
from riskcast.cli.echo import echo_program
from riskcast.cli.gate_text import gate_text
from riskcast.cli.schedule_table import schedule_table
from riskcast.cli.summary import format_summary
from riskcast.cli.summary_screen import format_screen
from riskcast.report.words import say_between, say_value

ROUND_THE_CLOCK = "00:00-24:00"
OFFICE = "08:00-16:00"


def ten_days(shifts: str = ROUND_THE_CLOCK, **fields: Any) -> rc.Program:
    """Return ten days of work from 4 January 2027 on, from a milestone to a milestone promised for 13 January."""
    return rc.Program.model_validate(
        {
            "id": "p",
            "start": "2027-01-04",
            "calendar": "c",
            "calendars": [{"id": "c", "week": {"mon-sun": shifts}}],
            "projects": [{"id": "P"}],
            "tasks": [
                {"id": "begin", "project": "P", "kind": "milestone", "target": "2027-01-04"},
                {"id": "kick-off", "project": "P", "kind": "milestone"},
                {"id": "work", "project": "P", "duration": "10d"},
                {"id": "end", "project": "P", "kind": "milestone", "target": "2027-01-13"},
            ],
            "dependencies": [
                {"predecessor": "begin", "successor": "kick-off"},
                {"predecessor": "kick-off", "successor": "work"},
                {"predecessor": "work", "successor": "end"},
            ],
            "targets": {"finish": "2027-01-13"},
            **fields,
        }
    )


def ran(program: rc.Program) -> rc.Result:
    return rc.simulate(program, rc.Plan(50, seed=1))


def test_midnight_ends_the_day_before_and_every_other_time_is_in_its_day() -> None:
    assert finish_day(datetime(2028, 4, 1)) == date(2028, 3, 31)
    assert finish_day(datetime(2028, 4, 1, 0, 0, 6)) == date(2028, 4, 1)
    assert finish_day(datetime(2028, 3, 31, 23, 59)) == date(2028, 3, 31)
    assert finish_day(date(2028, 4, 1)) == date(2028, 4, 1)
    assert say_finish(datetime(2027, 1, 1)) == "31 Dec 2026"
    assert say_finish(date(2027, 1, 1)) == "1 Jan 2027"


@pytest.mark.parametrize("shifts", [ROUND_THE_CLOCK, OFFICE])
def test_a_program_that_ends_with_its_promised_day_is_met_on_that_day(shifts: str) -> None:
    result = ran(ten_days(shifts))
    finish = result.percentile("finish", 80)
    assert finish == (datetime(2027, 1, 14) if shifts == ROUND_THE_CLOCK else datetime(2027, 1, 13, 16))
    for verdict in gate(result, promises(result.program, every=True)).verdicts:
        assert (verdict.chance, verdict.outcome, verdict.beyond) == (1.0, "met", 0.0)
    lines = gate_text(gate(result, promises(result.program)), "EUR").splitlines()
    assert lines[0].startswith("met        finish by 13 Jan 2027:")
    assert " ".join(lines).endswith("P80 is 13 Jan 2027, on the day")
    said = rc.answer(result).finish
    assert said.startswith("Finish by 13 Jan 2027: 100 % likely")
    assert said.endswith("80 % confidence is reached on 13 Jan 2027.")


def test_a_minute_after_midnight_is_a_day_late() -> None:
    program = ten_days().replace(start="2027-01-04T00:01")
    (verdict,) = gate(ran(program), promises(program)).verdicts
    assert (verdict.chance, verdict.beyond) == (0.0, 1.0)
    assert "13 Jan 2027: 0 % likely" in rc.answer(ran(program)).finish
    assert "plan 14 Jan 2027, +1 day." in rc.answer(ran(program)).finish


def texts(program: rc.Program) -> dict[str, str]:
    result = ran(program)
    return {
        "full": format_summary(result),
        "screen": format_screen(result),
        "check": echo_program(program, rc.schedule(program)),
        "compare": compare_text(rc.compare(result, result), result),
        "drivers": drivers_text(result, rc.attribute(result, "finish", 80)),
    }


def test_every_table_shows_the_day_that_ends() -> None:
    for name, text in texts(ten_days(tasks=[*uncertain()])).items():
        assert "13 Jan 2027" in text, name
        assert "14 Jan 2027" not in text, name


def uncertain() -> list[dict[str, Any]]:
    """Return tasks that end with 13 January or with the 9th, half of the futures each."""
    coin = "discrete(6d: 50%, 10d: 50%)"
    return [
        {"id": "work", "project": "P", "duration": "10d", "estimate": coin},
        {"id": "end", "project": "P", "kind": "milestone", "target": "2027-01-13"},
        {"id": "begin", "project": "P", "kind": "milestone", "target": "2027-01-04"},
        {"id": "kick-off", "project": "P", "kind": "milestone"},
    ]


def test_the_schedule_shows_the_day_that_ends_and_beginnings_as_they_stand() -> None:
    table = schedule_table(rc.schedule(ten_days()), critical=False)
    dates = {line.split()[0]: re_dates(line) for line in table.splitlines() if "2027-" in line}
    assert dates["begin"] == ["2027-01-04", "2027-01-04"]
    assert dates["kick-off"] == ["2027-01-04", "2027-01-04"]
    assert dates["work"] == ["2027-01-04", "2027-01-13"]
    assert dates["end"][1] == "2027-01-13"
    assert "finish 2027-01-13;" in table


def re_dates(line: str) -> list[str]:
    return [word for word in line.split() if word.startswith("2027-")]


def test_a_milestone_that_no_work_precedes_is_shown_as_it_stands() -> None:
    program = ten_days()
    days = FinishDays(program)
    start = datetime(2027, 1, 4)
    assert days.of("milestone:begin", start) == days.of("milestone:kick-off", start) == date(2027, 1, 4)
    assert days.of("milestone:end", datetime(2027, 1, 14)) == date(2027, 1, 13)
    assert days.of_task("work", datetime(2027, 1, 14)) == date(2027, 1, 13)
    text = format_summary(ran(program))
    (line,) = [line for line in text.splitlines() if line.startswith("begin")]
    assert line.count("4 Jan 2027") == 4  # plan, P50, P80 and target
    waiting = program.replace(
        tasks=[
            *program.tasks,
            {"id": "gate", "project": "P", "kind": "milestone",
             "constraints": [{"kind": "start-no-earlier-than", "date": "2027-01-09"}]},
        ],
    )  # fmt: skip
    assert FinishDays(waiting).say("milestone:gate", datetime(2027, 1, 9)) == "9 Jan 2027"


def test_what_a_summary_waits_for_precedes_the_milestones_below_it() -> None:
    program = ten_days(
        tasks=[
            {"id": "work", "project": "P", "duration": "10d"},
            {"id": "phase", "project": "P", "kind": "summary"},
            {"id": "begin", "project": "P", "kind": "milestone", "parent": "phase"},
        ],
        dependencies=[{"predecessor": "work", "successor": "phase"}],
    )
    assert FinishDays(program).of("milestone:begin", datetime(2027, 1, 14)) == date(2027, 1, 13)


def test_a_fact_is_shown_on_the_day_on_which_it_was_written_down() -> None:
    program = ten_days().replace(
        data_date="2027-01-20",
        tasks=[{"id": "work", "project": "P", "duration": "10d", "actual_start": "2027-01-04",
                "actual_finish": "2027-01-12"}],
        dependencies=[],
    )  # fmt: skip
    days = FinishDays(program)
    noted = datetime(2027, 1, 12)
    assert days.of("finish", noted) == days.of("finish:P", noted) == days.of_task("work", noted) == date(2027, 1, 12)
    assert "2027-01-12 A" in schedule_table(rc.schedule(program), critical=False)


def test_sentences_of_the_report_follow_the_rule() -> None:
    assert say_value(datetime(2028, 4, 1), "EUR") == "31 Mar 2028"
    assert say_value(date(2028, 4, 1), "EUR") == "1 Apr 2028"
    assert say_between(datetime(2028, 4, 1), datetime(2028, 4, 3), "EUR") == "31 Mar to 2 Apr 2028"
    assert say_between(datetime(2028, 3, 31, 16), datetime(2028, 4, 1), "EUR") == "31 Mar 2028, to the day"


def test_data_keep_the_instant() -> None:
    result = ran(ten_days())
    assert rc.summarise(result, "finish").percentiles[80] == datetime(2027, 1, 14)
    (verdict,) = gate(result, promises(result.program)).verdicts
    assert verdict.kept == datetime(2027, 1, 14)
