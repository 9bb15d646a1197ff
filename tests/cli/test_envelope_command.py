"""``riskcast envelope``: what it prints and refuses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import riskcast as rc
from riskcast.analysis.envelope.examine import envelope_and_stacks
from riskcast.analysis.paired import Difference
from riskcast.cli.envelope import envelope
from riskcast.cli.envelope_text import envelope_text
from riskcast.cli.moves import say_move, say_points

from .conftest import MODELS


def run(*args: str | Path, refused: bool = False) -> Result:
    done = CliRunner().invoke(envelope, [str(arg) for arg in args])
    if not refused and done.exception is not None:
        raise done.exception
    return done


def data(*args: str | Path) -> Any:
    return json.loads(run(*args, "--json").stdout)["data"]


@pytest.fixture(scope="module")
def printed() -> str:
    return run(MODELS / "erp", "-n", "640", "--seed", "1").stdout


def test_both_tables_of_finish_and_cost_fit_into_80_columns(printed: str) -> None:
    assert max(map(len, printed.splitlines())) <= 80
    rows = ("as given", "correlations x 2", "ranges x 1.3", "PERT as triangular", "constraints off", "risks only")
    for words in (*rows, "+ ranges", "+ planned responses", "step of P80", "31 Mar 2028 or earlier"):
        assert words in printed
    assert printed.count("as given") == printed.count("+ drivers") == 2


def test_a_wide_terminal_shows_every_percentile_and_the_mean() -> None:
    found, stacks = envelope_and_stacks(rc.load(str(MODELS / "erp")), rc.Plan(256, seed=1), ("finish",))
    wide, narrow = (envelope_text(found, stacks, width) for width in (120, 66))
    assert "P10" in wide
    assert "mean" in wide
    assert "P90" not in narrow
    assert max(map(len, wide.splitlines())) <= 120
    assert max(map(len, narrow.splitlines())) <= 66


def test_what_the_signs_mean_is_said_below(printed: str) -> None:
    text = " ".join(printed.split())
    for words in ("calendar days", "in brackets: not more than chance", "All runs share their futures: 640 iterations",
                  "seed 1", "it ends at 0.99", "which no run can leave out"):  # fmt: skip
        assert words in text


def test_nothing_to_change_is_said_with_its_reason() -> None:
    text = run(MODELS / "hello", "-n", "640", "--seed", "1").stdout
    assert "correlations 0      nothing to change" in text
    assert "nothing to change: no correlation is stated." in " ".join(text.split())
    assert re.search(r"^\+ drivers +none$", text, re.MULTILINE)


def test_few_iterations_have_no_errors_and_say_so() -> None:
    assert "too few iterations" in run(MODELS / "hello", "-n", "64", "--seed", "1").stdout


def test_json_has_the_same_figures_as_the_api() -> None:
    found = data(MODELS / "hello", "-n", "640", "--seed", "1", "--of", "finish")
    result = rc.simulate(rc.load(str(MODELS / "hello")), rc.Plan(640, seed=1))
    p80 = result.percentile("finish", 80)
    given = next(row for row in found["envelope"] if row["label"] == "as given")["readings"]["finish"]
    assert given["P80"] == p80.isoformat(timespec="seconds")  # type: ignore[union-attr]
    (stack,) = found["stacks"]
    assert stack["layers"][3]["P80"] == given["P80"]
    move = next(row for row in found["envelope"] if row["label"] == "ranges x 1.3")["readings"]["finish"]["moves"][
        "P80"
    ]
    assert move["low"] < move["value"] < move["high"]
    assert found["digest"] == result.manifest.result_digest


def test_a_measure_is_shown_once_and_milestones_can_be_asked_for() -> None:
    found = data(MODELS / "erp", "-n", "64", "--of", "cost", "--of", "cost", "--of", "finish:FIN")
    assert [measure["measure"] for measure in found["measures"]] == ["cost", "finish:FIN"]


@pytest.mark.parametrize("args", [("--of", "milestone:nowhere"), ("-n", "0"), ("--seed", "-1")])
def test_what_does_not_exist_is_refused(args: tuple[str, str]) -> None:
    done = run(MODELS / "hello", "-n", "64", *args, refused=True)
    assert isinstance(done.exception, rc.InvalidInput)
    assert done.exception.exit_code == 2


@pytest.mark.parametrize(
    ("value", "error", "text"),
    [
        (0.0, 0.0, "0"),
        (12.34, 0.5, "+12.3 ±1.0"),
        (-0.01, 0.3, "(+0.0 ±0.6)"),
        (0.001, 0.0001, "<0.1"),
        (-3.0, None, "(-3.0 ±?)"),
    ],
)
def test_a_difference_of_dates_in_a_cell(value: float, error: float | None, text: str) -> None:
    assert say_move(Difference(value, error), is_money=False) == text


@pytest.mark.parametrize(
    ("value", "error", "text"),
    [
        (-882.0, 54.0, "-882 ±108"),
        (1_090_000.0, 60_000.0, "+1.09 ±0.12 m"),
        (11_200.0, 20.0, "+11.20 ±0.04 k"),
        (999_600.0, 1_000.0, "+1.000 ±0.002 m"),
        (0.0, 0.0, "0"),
    ],
)
def test_a_difference_of_money_in_a_cell(value: float, error: float, text: str) -> None:
    assert say_move(Difference(value, error), is_money=True) == text


def test_a_difference_of_chances_is_in_percentage_points() -> None:
    assert say_points(Difference(0.084, 0.004)) == "+8.4 ±0.8"
