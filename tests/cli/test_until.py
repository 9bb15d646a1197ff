"""``riskcast run --until``: what it prints, writes and refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import MODELS, Riskcast

HELLO = MODELS / "hello"


def test_a_reached_precision_is_said_and_can_be_replayed(riskcast: Riskcast, tmp_path: Path) -> None:
    done = riskcast("run", HELLO, "--until", "P80 finish +- 5d", "--seed", "7", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "P80 finish +/- 5d took 2,048 iterations" in done.stdout
    assert "P80 finish: " in done.stdout
    (file,) = tmp_path.glob("*.riskcast")
    (page,) = tmp_path.glob("*.html")
    assert "P80 finish +/- 5d took 2,048 iterations" in page.read_text(encoding="utf-8")
    again = riskcast("run", "--replay", file)
    assert again.returncode == 0
    assert "identical" in again.stdout


def test_a_limit_that_comes_first_is_said_in_text_and_json(riskcast: Riskcast) -> None:
    wanted = ("--until", "P80 finish +/- 1min", "--max-iterations", "500", "--seed", "7")
    text = riskcast("run", HELLO, *wanted)
    assert text.returncode == 0, text.stderr
    assert "P80 finish +/- 1min was not reached within the limit of 500 iterations" in text.stdout
    data = json.loads(riskcast("run", HELLO, *wanted, "--json").stdout)["data"]
    assert data["until"] == {"precision": "P80 finish +/- 1min", "met": False}
    assert data["iterations"] == 500


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (("--until", "P80 finish"), "P80 finish +/- 1d"),
        (("--until", "P80 finish +/- 1d", "-n", "500"), "not both"),
        (("--max-iterations", "500"), "goes with --until"),
        (("--until", "P80 finish:nobody +/- 1d"), "there is no measure"),
    ],
)
def test_wrong_use_is_refused_with_a_remedy(riskcast: Riskcast, args: tuple[str, ...], hint: str) -> None:
    done = riskcast("run", HELLO, *args)
    assert done.returncode == 2
    assert hint in done.stderr
