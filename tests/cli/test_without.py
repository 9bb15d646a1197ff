"""``riskcast run --without``: what is left out is said, saved and replayed."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import MODELS, Riskcast

HELLO = MODELS / "hello"
FEW = ("-n", "256", "--seed", "7")


def test_a_run_without_risks_says_so_and_replays_to_the_bit(riskcast: Riskcast, tmp_path: Path) -> None:
    done = riskcast("run", HELLO, *FEW, "--without", "risks", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Left out of this run: all risks." in done.stdout
    (page,) = tmp_path.glob("*.html")
    assert "Left out of this run: all risks." in page.read_text(encoding="utf-8")
    (file,) = tmp_path.glob("*.riskcast")
    again = riskcast("run", "--replay", file)
    assert again.returncode == 0
    assert "identical" in again.stdout


def test_json_names_the_kinds_in_a_fixed_order(riskcast: Riskcast) -> None:
    data = [
        json.loads(riskcast("run", HELLO, *FEW, *options, "--json").stdout)["data"]
        for options in (
            (),
            ("--without", "risks", "--without", "ranges"),
            ("--without", "ranges", "--without", "risks"),
        )
    ]
    assert [part["without"] for part in data] == [[], ["ranges", "risks"], ["ranges", "risks"]]
    assert data[1]["digest"] == data[2]["digest"] != data[0]["digest"]
    finish = data[1]["measures"]["finish"]
    assert finish["percentiles"]["5"] == finish["percentiles"]["95"] == finish["deterministic"]


def test_an_unknown_kind_is_refused_with_the_known_ones(riskcast: Riskcast) -> None:
    done = riskcast("run", HELLO, "--without", "costs")
    assert done.returncode == 2
    for kind in ("ranges", "risks", "drivers"):
        assert kind in done.stderr


def test_a_replay_takes_no_switches(riskcast: Riskcast) -> None:
    done = riskcast("run", "--replay", "x.riskcast", "--without", "risks")
    assert done.returncode == 2
    assert "--without does not go with --replay" in done.stderr
