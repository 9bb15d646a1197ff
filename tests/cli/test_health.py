"""``riskcast health``, ``riskcast explain`` and the health lines of ``riskcast check``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import riskcast
from riskcast.analysis.health.order import RULES
from riskcast.cli.codes import meanings

from .conftest import MODELS, Riskcast

STRICT = "checks: {ignore: [RC203, RC204, RC210]}\n"


def program(tmp_path: Path, text: str = "") -> Path:
    """The smallest example, with more at the end of its file."""
    path = tmp_path / "program.yaml"
    path.write_text((MODELS / "hello" / "program.yaml").read_text() + text)
    return path


def test_health_fails_with_exit_code_1_and_names_what_fails(riskcast: Riskcast) -> None:
    done = riskcast("health", MODELS / "hello")
    assert done.returncode == 1
    assert re.search(r"^RC203  Lags +20 % +≤ 5 %  FAIL +1 of 5$", done.stdout, re.MULTILINE)
    assert "design -> data SS+5d" in done.stdout
    assert "lags RC203" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_health_passes_with_exit_code_0_when_the_program_leaves_out_what_fails(
    riskcast: Riskcast, tmp_path: Path
) -> None:
    done = riskcast("health", program(tmp_path, STRICT))
    assert done.returncode == 0
    assert "nothing fails" in done.stdout
    assert "left out by the program: RC203, RC204, RC210" in done.stdout


def test_health_json_has_every_check_and_its_findings(riskcast: Riskcast) -> None:
    done = riskcast("health", MODELS / "hello", "--json")
    envelope = json.loads(done.stdout)
    assert (done.returncode, envelope["schema"], envelope["status"]) == (1, 1, "ok")
    assert [check["code"] for check in envelope["data"]["checks"]] == [rule.code for rule in RULES]
    assert {f["code"] for f in envelope["diagnostics"]} == {
        check["code"] for check in envelope["data"]["checks"] if check["verdict"] == "fail"
    }


def test_check_ends_with_the_health_of_the_program(riskcast: Riskcast, tmp_path: Path) -> None:
    done = riskcast("check", MODELS / "hello")
    assert done.returncode == 0
    assert "fails: lags RC203" in done.stdout
    assert "riskcast health" in done.stdout
    assert "nothing fails" in riskcast("check", program(tmp_path, STRICT)).stdout


def test_health_of_a_broken_or_absent_program_is_said_without_a_traceback(riskcast: Riskcast, tmp_path: Path) -> None:
    wrong = riskcast("health", program(tmp_path, "checks: {ignore: [RC303]}\n"))
    assert (wrong.returncode, "RC170" in wrong.stderr, "did you mean 'RC203'?" in wrong.stderr) == (2, True, True)
    assert riskcast("health", "nowhere").returncode == 3
    assert json.loads(riskcast("health", "nowhere", "--json").stdout)["status"] == "error"


def test_explain_says_what_a_check_means_how_it_is_measured_and_what_to_do(riskcast: Riskcast) -> None:
    done = riskcast("explain", "rc213", "RC104")
    assert done.returncode == 0
    for words in ("CPLI = (critical path length + total float)", "limit", "0.95", "remedy", "DCMA-EA PAM 200.1"):
        assert words in done.stdout
    assert "RC104 error: unknown task" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_explain_alone_lists_every_code(riskcast: Riskcast) -> None:
    listed = riskcast("explain").stdout
    assert all(f"\n{code} " in listed for code in (*meanings(), *(rule.code for rule in RULES)))
    assert max(map(len, listed.splitlines())) <= 80


def test_explain_suggests_the_code_that_was_meant(riskcast: Riskcast) -> None:
    done = riskcast("explain", "RC2O1")
    assert done.returncode == 2
    assert "did you mean 'RC2" in done.stderr


def test_every_code_that_the_sources_use_is_explained() -> None:
    known = {*meanings(), *(rule.code for rule in RULES)}
    folder = Path(riskcast.__file__).parent
    used = {c for f in folder.rglob("*.py") for c in re.findall(r'"(RC\d{3})"', f.read_text(encoding="utf-8"))}
    assert used - known == set()
