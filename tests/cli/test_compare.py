"""``riskcast compare``: scenarios of a program, and result files, against each other."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .conftest import MODELS, Riskcast

MODEL = MODELS / "hello"
FEW = ("-n", "2048", "--seed", "7")
SLOWER = """riskcast: 1
id: slower
changes:
  - {scale: all, by: 150%}
"""
DEARER = """riskcast: 1
id: dearer
changes:
  - {add: costs, id: extra, project: %s, fixed: 20k}
"""


@pytest.fixture(scope="module")
def scenarios(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """Return the options that name two scenarios: one takes half as long again, the other costs 20,000 more."""
    folder = tmp_path_factory.mktemp("scenarios")
    (folder / "slower.yaml").write_text(SLOWER, encoding="utf-8")
    (folder / "dearer.yaml").write_text(DEARER % "SHOP", encoding="utf-8")
    return "--scenario", str(folder / "slower.yaml"), "--scenario", str(folder / "dearer.yaml")


@pytest.fixture(scope="module")
def printed(riskcast: Riskcast, scenarios: tuple[str, ...]) -> str:
    done = riskcast("compare", MODEL, *scenarios, "--combine", *FEW)
    assert done.returncode == 0, done.stderr
    return done.stdout


def part(printed: str, option: str) -> str:
    """Return what is said about one option."""
    return printed.split(f"\n\n{option}\n")[1].split("\n\n")[0]


def test_every_scenario_is_told_in_words_and_as_a_table_of_80_columns(printed: str) -> None:
    assert "slower, dearer, slower + dearer against base" in " ".join(printed.split())
    for option in ("slower", "slower + dearer"):
        assert re.search(
            r"P80 finish \d+ \w+ 2027 -> \d+ \w+ 2027: [\d.]+ days later \([\d.]+ to [\d.]+\)", part(printed, option)
        )
    assert re.search(r"P80 cost EUR .* -> EUR .*: EUR 20.0 k more", part(printed, "dearer"))
    for words in ("finish, planned", "finish, mean", "finish, P50", "finish, P80", "cost, P80", "later in 100 %"):
        assert words in printed
    assert max(map(len, printed.splitlines())) <= 80


def test_what_a_scenario_does_not_touch_is_unchanged_to_the_bit(printed: str) -> None:
    assert "-> " in part(printed, "dearer")
    assert re.search(r"P80 finish (.+) -> \1: unchanged", part(printed, "dearer"))


def test_options_are_listed_with_their_differences_before_the_details(printed: str) -> None:
    head = printed.split("\n\nslower\n")[0]
    for start in ("base ", "slower ", "dearer ", "slower + dearer "):
        assert len(re.findall(f"^{re.escape(start)}", head, re.MULTILINE)) >= 2
    assert "same" in head


def test_json_has_every_statistic_with_its_interval(riskcast: Riskcast, scenarios: tuple[str, ...]) -> None:
    done = riskcast("compare", MODEL, *scenarios, *FEW, "--at", "90", "--json")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)["data"]
    assert (data["base"], data["p"], list(data["runs"])) == ("base", 90, ["base", "slower", "dearer"])
    slower, dearer = data["options"]
    assert slower["paired"]
    late = slower["measures"]["finish"]["confidence"]
    assert late["ci95"][0] < late["difference"] < late["ci95"][1]
    assert dearer["measures"]["cost"]["mean"]["difference"] == pytest.approx(20_000.0)
    assert dearer["measures"]["finish"]["mean"]["difference"] == 0.0
    assert slower["measures"]["finish"]["worse"] == 1.0


def test_result_files_are_written_and_compare_like_the_scenarios(
    riskcast: Riskcast, scenarios: tuple[str, ...], printed: str, tmp_path: Path
) -> None:
    done = riskcast("compare", MODEL, *scenarios, "--combine", *FEW, "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    names = ("hello", "hello-slower", "hello-dearer", "hello-slower_dearer")
    assert {file.name for file in tmp_path.iterdir()} == {*(f"{name}.riskcast" for name in names), "hello.html"}
    files = riskcast("compare", tmp_path / "hello.riskcast", tmp_path / "hello-slower.riskcast")
    assert files.returncode == 0, files.stderr
    said = [line for line in part(printed, "slower").splitlines() if "->" in line]
    assert said == [line for line in part(files.stdout, "hello-slower").splitlines() if "->" in line]
    years = riskcast("compare", tmp_path / "hello.riskcast", tmp_path / "hello-slower.riskcast", "--years")
    assert re.search(r"^FY27, mean", years.stdout, re.MULTILINE), years.stderr


def test_a_file_beside_itself_is_unchanged(riskcast: Riskcast, tmp_path: Path) -> None:
    assert riskcast("run", MODEL, *FEW, "-o", tmp_path, "--no-html").returncode == 0
    file = tmp_path / "hello.riskcast"
    done = riskcast("compare", file, file)
    assert done.returncode == 0, done.stderr
    assert not re.search("earlier \\(|later \\(|noise \\(|beyond chance \\(", done.stdout)
    assert "unchanged" in done.stdout


def test_files_of_other_seeds_are_compared_and_it_is_said(riskcast: Riskcast, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        riskcast("run", MODEL, "-n", "2048", "--seed", seed, "-o", tmp_path / seed, "--no-html")
    done = riskcast("compare", tmp_path / "1/hello.riskcast", tmp_path / "2/hello.riskcast")
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    assert "has another seed: the futures are not the same" in text
    assert "no difference beyond chance (" in text


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((MODEL,), "give --scenario NAME"),
        ((MODEL, MODEL), "one PROGRAM with --scenario"),
        ((MODEL, "a.riskcast"), "one PROGRAM with --scenario"),
        (("a.riskcast",), "at least two result files"),
        (("a.riskcast", "b.riskcast", "-n", "10"), "--iterations goes with a PROGRAM"),
        (("a.riskcast", "b.riskcast", "--scenario", "x"), "--scenario goes with a PROGRAM"),
        ((MODEL, "--scenario", "x", "--combine"), "--combine takes two or more"),
        ((MODEL, "--scenario", "nothing"), "there is no scenario"),
    ],
)
def test_wrong_use_is_refused_with_a_reason(riskcast: Riskcast, args: tuple[str | Path, ...], said: str) -> None:
    done = riskcast("compare", *args)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_file_is_a_problem_of_the_environment(riskcast: Riskcast) -> None:
    done = riskcast("compare", "a.riskcast", "b.riskcast")
    assert done.returncode == 3
    assert "a.riskcast" in done.stderr
