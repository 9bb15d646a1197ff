"""One screen after a run: short, true for every program, and with a next step that works."""

from __future__ import annotations

import io
import re
import shlex
import sys
from functools import lru_cache
from typing import Any

import numpy as np
import pytest

import riskcast as rc
from riskcast.analysis.wording import say_date, say_finish, say_money, say_percent
from riskcast.cli import cli
from riskcast.cli.lines import wrap
from riskcast.cli.next_steps import USUAL, next_steps
from riskcast.cli.sparkline import ASCII, BLOCKS, sparkline
from riskcast.cli.summary import format_summary
from riskcast.cli.summary_screen import format_screen
from riskcast.cli.table import format_table, shorten
from riskcast.cli.widths import width_of

from .conftest import MODELS, Riskcast


@lru_cache
def ran(model: str, count: int = 2_000, without: tuple[str, ...] = ()) -> rc.Result:
    return rc.simulate(rc.load(MODELS / model), rc.Plan(count, seed=7, without=without))


def program(**fields: Any) -> rc.Program:
    """Return a program of one uncertain task on a calendar without nights."""
    return rc.Program.model_validate(
        {
            "id": "p",
            "start": "2027-01-04",
            "calendar": "c",
            "calendars": [{"id": "c", "week": {"mon-sun": "00:00-24:00"}}],
            "projects": [{"id": "P"}],
            "tasks": [{"id": "a", "project": "P", "duration": "10ed", "estimate": "uniform(5ed, 15ed)"}],
            **fields,
        }
    )


def bare() -> rc.Program:
    """Return a program that is certain and promises nothing."""
    return program(tasks=[{"id": "a", "project": "P", "duration": "10ed"}])


def wide(name: str) -> rc.Program:
    """Return a program of 9 projects and 20 milestones with long names, risks, drivers, costs and targets."""
    ids = [f"{name}{k}" for k in range(9)]
    steps = [
        {
            "id": f"M{k}",
            "name": f"{name} {name} {k}",
            "project": ids[k % 9],
            "kind": "milestone",
            "target": "2027-01-12",
        }
        for k in range(20)
    ]
    tasks = [
        {"id": f"{i}.a", "name": f"{name} " * 5, "project": i, "duration": "10ed", "estimate": "uniform(5ed, 15ed)"}
        for i in ids
    ]
    risks = [
        {"id": f"R{k}", "name": f"{name} " * 9, "probability": 0.5,
         "response": {"state": "planned", "probability": 0.1, "cost": "5k", "decide_by": f"2027-01-{k + 10}"},
         "impacts": [{"tasks": [f"{ids[k]}.a"], "delay": "20ed"}]}
        for k in range(9)
    ]  # fmt: skip
    costs = [{"id": f"{i}.c", "project": i, "fixed": "uniform(80k, 140k)"} for i in ids]
    return program(
        name=f"{name} " * 20,
        projects=[{"id": i, "targets": {"finish": "2027-01-20", "budget": "100k"}} for i in ids],
        tasks=[*tasks, *steps],
        dependencies=[{"predecessor": f"{ids[k % 9]}.a", "successor": f"M{k}"} for k in range(20)],
        risks=risks,
        drivers=[
            {"id": f"D{k}", "name": name * 9, "duration": "uniform(80%, 140%)", "tasks": [f"{i}.a" for i in ids]}
            for k in range(3)
        ],
        costs=costs,
        targets={"finish": "2027-01-12", "budget": "900k"},
    )


def lines_of(text: str, start: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(start)]


def test_the_example_fits_on_forty_lines_of_eighty_columns() -> None:
    result = ran("erp")
    text = format_screen(result)
    after = len(next_steps(result, "models/erp", (), saved=False)) + 1
    assert len(text.splitlines()) + after <= 40
    assert max(map(width_of, text.splitlines())) <= 80


@pytest.mark.parametrize("name", ["x" * 40, "データ移行", "Ünïcode", "a b"])
@pytest.mark.parametrize("width", [66, 80, 120])
def test_every_program_fits_however_many_parts_and_however_long_or_wide_its_names(name: str, width: int) -> None:
    result = rc.simulate(wide(name), rc.Plan(300, seed=1))
    text = format_screen(result, width)
    assert max(map(width_of, text.splitlines())) <= width
    assert len(text.splitlines()) + 3 <= 45
    assert max(map(width_of, format_summary(result, width).splitlines())) <= width


def test_the_table_has_what_the_result_has() -> None:
    result = ran("erp")
    text = format_screen(result)
    program_row = lines_of(text, "program")[0]
    promised = result.program.targets
    assert promised.finish is not None
    for said in (
        say_finish(result.percentile("finish", 80)),  # type: ignore[arg-type]
        say_date(promised.finish),
        say_percent(result.probability("finish", np.datetime64("2028-04-01T00:00").astype("M8[s]").item())),
        say_money(float(result.percentile("cost", 80)), "").strip(),  # type: ignore[arg-type]
    ):
        assert said in program_row


def test_the_least_likely_milestones_come_first_and_the_rest_is_counted() -> None:
    result = ran("erp")
    shown = format_screen(result).splitlines()
    chances = {row["label"]: row["probability"] for _, row in rc.summaries_frame(result).iterrows()}
    listed = [
        float(np.nan) if label not in chances else chances[label]
        for line in shown
        for label in chances
        if line.startswith(label[:16]) and "finish" not in label
    ]
    assert len(listed) == 6
    assert listed == sorted(listed)
    assert "More with --full: 1 likelier milestone, 1 milestone without a target." in shown


def test_what_moves_the_finish_is_ranked_across_tasks_drivers_and_risks() -> None:
    from riskcast.analysis.drivers import drivers
    from riskcast.analysis.strongest import strongest

    result = ran("erp", 10_000)
    movers = strongest(result, drivers(result)).movers
    assert {mover.kind for mover in movers[:5]} == {"task", "driver", "risk"}
    assert [mover.strength for mover in movers] == sorted((mover.strength for mover in movers), reverse=True)
    risk = next(mover for mover in movers if mover.kind == "risk")
    text = format_screen(result)
    assert f"{risk.delay_days:+.0f} ± {2 * (risk.delay_error or 0):.0f} d if it occurs" in text
    # a risk that decides everything is followed as closely as can be; one that does nothing is not listed
    coin = program(
        tasks=[{"id": "a", "project": "P", "duration": "10ed"}],
        risks=[
            {"id": "all", "probability": 0.5, "impacts": [{"tasks": ["a"], "delay": "10ed"}]},
            {"id": "nil", "probability": 0.5, "impacts": [{"tasks": ["a"], "cost": "10k"}]},
        ],
    )
    flipped = rc.simulate(coin, rc.Plan(2_000, seed=1))
    (mover,) = strongest(flipped, drivers(flipped)).movers
    assert (mover.id, round(mover.strength, 3)) == ("all", 1.0)


@pytest.mark.parametrize(
    ("result", "absent"),
    [
        (lambda: rc.simulate(bare(), rc.Plan(200, seed=1)), ("cost", "target", "chance", "moves", "Responses", "P10")),
        (lambda: rc.simulate(program(), rc.Plan(1, seed=1)), ("cost", "target", "moves", "±", "P10")),
        (lambda: rc.simulate(program(), rc.Plan(500, seed=1)), ("cost", "target", "chance", "Responses")),
        (lambda: ran("erp", 500, ("risks",)), ("if it occurs", "Responses")),
        (lambda: ran("erp", 500, ("ranges", "risks", "drivers")), ("if it", "Responses", "moves", "P10")),
    ],
    ids=["bare", "once", "certain promises", "without risks", "without all"],
)
def test_nothing_is_said_that_the_program_does_not_have(result: Any, absent: tuple[str, ...]) -> None:
    text = format_screen(result())
    assert [word for word in absent if word in text] == []
    assert "Finish by " in text


def test_one_iteration_is_one_iteration() -> None:
    text = format_screen(rc.simulate(program(), rc.Plan(1, seed=1)))
    assert "1 iteration (" in text
    assert "It is too few to say how exact P80 is" in text.replace("\n", " ")


def test_the_level_of_the_program_is_shown() -> None:
    text = format_screen(rc.simulate(program(confidence=90), rc.Plan(500, seed=1)))
    assert "P90" in text
    assert "P80" not in text


def test_responses_are_named_only_when_a_decision_is_near() -> None:
    erp = rc.load(MODELS / "erp")
    assert lines_of(format_screen(ran("erp")), "Responses to decide: R01, R03 by 29 Jan 2027, R04 by 26 Feb 2027.")
    early = erp.replace(start="2026-06-01", data_date=None)
    assert "Responses" not in format_screen(rc.simulate(early, rc.Plan(100, seed=1)))
    late = erp.replace(data_date="2027-02-15")
    assert "R01, R03 since 29 Jan 2027" in format_screen(rc.simulate(late, rc.Plan(100, seed=1)))


# the next step


def words(result: rc.Result, path: str = "models/erp", scenarios: tuple[str, ...] = (), *, saved: bool = False) -> Any:
    return [shlex.split(step) for step in next_steps(result, path, scenarios, saved=saved)]


def test_a_forecast_that_falls_short_leads_to_its_remedy() -> None:
    usual = ["--seed", "7"]
    short = ran("erp", 10_000)
    assert words(short) == [
        ["riskcast", "review", "models/erp", *usual],
        ["riskcast", "mitigate", "models/erp", "-n", "10000", *usual],
    ]
    assert words(short, saved=True) == [["riskcast", "mitigate", "models/erp", "-n", "10000", *usual]]
    no_response = ran("hello", 10_000)
    assert words(no_response, saved=True) == [["riskcast", "drivers", "models/erp", "-n", "10000", *usual]]


def test_a_command_is_told_the_iterations_unless_they_are_its_own_default() -> None:
    """So that its futures are those of the run, whichever defaults the commands have."""
    for name, usual in USUAL.items():
        (count,) = [option.default for option in cli.commands[name].params if option.name == "iterations"]
        assert count == usual, name
    fewer = ran("erp", 5_000)
    assert words(fewer) == [
        ["riskcast", "review", "models/erp", "-n", "5000", "--seed", "7"],
        ["riskcast", "mitigate", "models/erp", "--seed", "7"],
    ]


def test_a_forecast_that_holds_needs_no_remedy() -> None:
    result = rc.simulate(program(targets={"finish": "2027-03-01"}), rc.Plan(10_000, seed=7))
    assert words(result) == [["riskcast", "review", "models/erp", "--seed", "7"]]
    assert words(result, saved=True) == []


def test_a_forecast_whose_money_alone_falls_short_asks_about_money() -> None:
    costs = [{"id": "c", "project": "P", "fixed": "uniform(80k, 140k)"}]
    targets = {"finish": "2027-03-01", "budget": "90k"}
    result = rc.simulate(program(costs=costs, targets=targets), rc.Plan(500, seed=7))
    assert words(result, saved=True) == [
        ["riskcast", "drivers", "models/erp", "-n", "500", "--seed", "7", "--of", "cost"]
    ]


def test_commands_can_be_pasted_whatever_the_file_is_called() -> None:
    (step,) = words(ran("hello"), "my plan's $HOME.yaml", ("a b",), saved=True)
    assert step[2:5] == ["my plan's $HOME.yaml", "--scenario", "a b"]


def test_a_partial_run_leads_to_the_whole_forecast() -> None:
    (step,) = words(ran("erp", 500, ("risks",)))
    assert step == ["riskcast", "run", "models/erp", "-n", "500", "--seed", "7"]


def test_the_steps_that_run_prints_are_commands_that_exist(riskcast: Riskcast) -> None:
    done = riskcast("run", MODELS / "hello", "-n", "500", "--seed", "7")
    (last,) = [line for line in done.stdout.splitlines() if "riskcast drivers" in line]
    again = riskcast(*shlex.split(last.strip())[1:])
    assert again.returncode == 0, again.stderr
    assert riskcast("run", MODELS / "hello", "-n", "500", "--seed", "7", "--full").stdout.count("95 % intervals:") == 2


# bars


def test_bars_show_where_values_are_and_marks_stand_below_theirs() -> None:
    values = np.sort(np.repeat(np.arange(10.0), [1, 1, 1, 8, 8, 1, 1, 1, 1, 1]))
    bars, below = sparkline(values, {"T": 0.0, "|": 9.0}, 10)
    assert bars == "▁▁▁██▁▁▁▁▁"
    assert below == "T        |"


def test_what_lies_far_beyond_the_bars_is_shown_at_their_end() -> None:
    values = np.linspace(0.0, 10.0, 500)
    assert sparkline(values, {"T": -1000.0}, 20)[1].startswith("<")
    assert sparkline(values, {"T": 1000.0}, 20)[1].endswith(">")
    assert sparkline(values, {"T": 12.0}, 20)[1].endswith("T")


def test_a_certain_value_has_no_bars() -> None:
    assert sparkline(np.full(50, 3.0), {}, 20) == ("", "")


def test_free_days_do_not_show_where_a_window_spans_them() -> None:
    working = np.sort(np.concatenate([np.repeat(7 * week + np.arange(5), 20) for week in range(20)]).astype(float))
    assert " " in sparkline(working, {}, 60)[0]
    assert set(sparkline(working, {}, 60, window=7.0)[0]) <= set("▅▆▇█")


def test_a_stream_without_blocks_gets_plain_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="cp1252"))
    text = format_screen(ran("erp"))
    assert not set(text) & set(BLOCKS[1:])
    assert re.search(rf"^finish  [{re.escape(ASCII)}]{{20}}", text, re.MULTILINE)


# columns


def test_columns_line_up_beside_wide_names() -> None:
    table = format_table(["name", "n"], [["データ", "1"], ["abc", "22"], ["e\u0301", "3"]], right=(1,))
    assert {width_of(line) for line in table.splitlines()} == {width_of("データ") + 2 + 2}


def test_wide_texts_are_cut_and_wrapped_to_columns() -> None:
    assert shorten("データ移行", 10) == "データ移行"
    assert shorten("データ移行", 9) == "データ移…"
    assert shorten("データ移行", 8) == "データ…"
    assert wrap("移行 移行 移行 ab", 10) == "移行 移行\n移行 ab"
    assert wrap("by 31 Mar 2028", 8) == "by\n31 Mar 2028"
    assert wrap("", 20) == ""
