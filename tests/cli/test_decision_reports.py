"""``-o`` of the commands that ask for a decision: a result file and a report with the section that was asked for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .conftest import MODELS, Riskcast

FEW = ("-n", "512", "--seed", "7")
ERP = ("compare", MODELS / "erp", "--scenario", "mitigated", "--scenario", "accelerated")


@pytest.mark.parametrize(
    ("command", "sections", "more"),
    [
        (("drivers", MODELS / "hello"), {"attribution"}, ()),
        (("envelope", MODELS / "hello"), {"assumptions", "layers"}, ()),
        (("paths", MODELS / "hello"), {"paths"}, ()),
        (("mitigate", MODELS / "erp"), {"mitigation"}, ()),
        (ERP, {"comparison"}, ("erp-mitigated.riskcast", "erp-accelerated.riskcast")),
    ],
)
def test_the_report_has_what_was_asked_and_nothing_else(
    riskcast: Riskcast, tmp_path: Path, command: tuple[str, ...], sections: set[str], more: tuple[str, ...]
) -> None:
    done = riskcast(*command, *FEW, "-o", tmp_path / "new")
    assert done.returncode == 0, done.stderr
    stem = Path(command[1]).name
    written = {f"{stem}.riskcast", f"{stem}.html", *more}
    assert {file.name for file in (tmp_path / "new").iterdir()} == written
    assert {Path(line.removeprefix("Wrote ")).name for line in done.stdout.splitlines() if "Wrote" in line} == written
    ids = set(re.findall(r'<section id="([\w-]+)"', (tmp_path / "new" / f"{stem}.html").read_text(encoding="utf-8")))
    assert ids & {"attribution", "assumptions", "layers", "mitigation", "comparison", "paths"} == sections


def test_figures_as_json_and_in_the_report_are_from_the_same_futures(riskcast: Riskcast, tmp_path: Path) -> None:
    done = riskcast("drivers", MODELS / "hello", *FEW, "--json", "-o", tmp_path)
    data = json.loads(done.stdout)["data"]
    page = (tmp_path / "hello.html").read_text(encoding="utf-8")
    assert f"a gap of {data['gap']:.1f} days" in page
    assert "seed 7" in page


def test_a_scenario_is_part_of_the_names_of_the_files(riskcast: Riskcast, tmp_path: Path) -> None:
    done = riskcast(
        "drivers", MODELS / "erp", "--scenario", "mitigated", "-n", "128", "--by", "project", "-o", tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert {file.name for file in tmp_path.iterdir()} == {"erp-mitigated.riskcast", "erp-mitigated.html"}


def test_nothing_is_written_where_nothing_could_be_found(riskcast: Riskcast, tmp_path: Path) -> None:
    done = riskcast("mitigate", MODELS / "hello", *FEW, "-o", tmp_path / "new")
    assert done.returncode == 2
    assert "RC351" in done.stderr
    assert not (tmp_path / "new").exists()
