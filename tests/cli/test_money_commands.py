"""``riskcast capex`` and ``riskcast contingency``: what they print, write and refuse."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from .conftest import MODELS, Riskcast

MODEL = MODELS / "datacentre"
FEW = ("-n", "640", "--seed", "7")


@pytest.fixture(scope="module")
def printed(riskcast: Riskcast) -> str:
    done = riskcast("capex", MODEL, *FEW)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_capex_prints_fiscal_years_cost_report_and_dates_in_service(printed: str) -> None:
    for words in ("year", "FY28", "capex mean", "cost report", "in service", "1st year", "Commitments pass"):
        assert words in printed
    assert "Years do not add up" in printed
    assert "riskcast applies the rules of the program" in " ".join(printed.split())
    assert re.search(r"Money in EUR, costs positive", printed)
    assert max(map(len, printed.splitlines())) <= 92


def test_capex_by_quarter_prints_the_profiles_under_their_names(riskcast: Riskcast) -> None:
    done = riskcast("capex", MODEL, *FEW, "--by", "quarter")
    assert done.returncode == 0
    for name in ("expected", "coherent P80", "funding line P80", "stand-alone P80 (do not add)", "FY28-Q1"):
        assert name in done.stdout


def test_capex_as_json_has_years_that_add_up_to_the_mean_cost(riskcast: Riskcast) -> None:
    done = riskcast("capex", MODEL, *FEW, "--json")
    data = json.loads(done.stdout)["data"]
    years = [row for row in data["fiscal_years"] if row["project"] == row["treatment"] == ""]
    assert sum(row["mean"] for row in years) == pytest.approx(data["cost"]["mean"], abs=0.01)
    assert data["currency"] == "EUR"


def test_capex_writes_result_report_and_workbook(riskcast: Riskcast, tmp_path: Path) -> None:
    done = riskcast("capex", MODEL, *FEW, "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    assert {file.name for file in tmp_path.iterdir()} == {"datacentre.riskcast", "datacentre.html", "datacentre.xlsx"}
    page = (tmp_path / "datacentre.html").read_text(encoding="utf-8")
    assert "do not add" in page
    again = riskcast("run", "--replay", tmp_path / "datacentre.riskcast")
    assert again.returncode == 0, again.stderr
    assert "identical" in again.stdout


def test_contingency_says_how_much_for_whom_and_for_what(riskcast: Riskcast) -> None:
    done = riskcast("contingency", MODEL, *FEW, "--confidence", "90")
    assert done.returncode == 0, done.stderr
    for words in (
        "For 90 % confidence hold EUR",
        "for whom",
        "for what",
        "needed P90",
        "exhausted",
        "joint confidence",
    ):
        assert words in done.stdout


def test_a_confidence_that_is_none_is_refused(riskcast: Riskcast) -> None:
    assert riskcast("contingency", MODEL, "--confidence", "40").returncode == 2


def test_everything_wrong_with_the_money_is_said_at_once_with_file_and_line(riskcast: Riskcast, tmp_path: Path) -> None:
    for file in MODEL.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    actuals = tmp_path / "actuals.csv"
    lines = actuals.read_text(encoding="utf-8").splitlines()
    last = next(n for n in range(len(lines) - 1, 0, -1) if lines[n].startswith("2027-06"))
    lines[last] = lines[last].replace("2027-06", "2028-06", 1)
    actuals.write_text("\n".join(lines) + "\n", encoding="utf-8")
    costs = tmp_path / "costs.csv"
    costs.write_text(costs.read_text(encoding="utf-8").replace(",USD,", ",UDS,", 1), encoding="utf-8")
    done = riskcast("capex", tmp_path, *FEW)
    assert done.returncode == 2
    assert f"actuals.csv:{last + 1}" in done.stderr
    assert re.search(r"costs\.csv:\d+", done.stderr)
    for code in ("RC301", "RC305"):
        assert code in done.stderr
    assert "Traceback" not in done.stderr


def test_a_program_without_money_over_time_still_has_a_table(riskcast: Riskcast) -> None:
    done = riskcast("capex", MODELS / "hello", *FEW)
    assert done.returncode == 0, done.stderr
    assert "FY" in done.stdout


def test_check_says_what_was_understood_of_the_money(riskcast: Riskcast) -> None:
    done = riskcast("check", MODEL)
    assert done.returncode == 0, done.stderr
    money = done.stdout[done.stdout.index("\nMoney\n") :]
    for word in ("periods", "actuals", "orders", "changes", "rule", "index", "rate", "benefit", "years from Apr"):
        assert word in money
    assert "\nMoney\n" not in riskcast("check", MODELS / "hello").stdout
