"""All checks together: order, choice, findings, tables, and real files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import riskcast as rc
from riskcast.analysis.health.order import DCMA, RULES
from riskcast.analysis.health.rule import Rule
from riskcast.cli.health_text import health_data, health_summary, health_text
from riskcast.model.checks import CODES, LIMITS

from .conftest import Make, job

CHAIN = [job("A"), job("B"), job("C")]
LINKS = "A>B FS-1d; B>C SS"


def test_the_rules_stand_in_the_order_of_their_codes_and_the_model_knows_them_all() -> None:
    assert tuple(rule.code for rule in RULES) == CODES
    assert sorted(DCMA) == list(CODES[:14])
    assert all(rule.default_limit == LIMITS[rule.code] for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_explains_itself(rule: Rule) -> None:
    assert len(rule.title) <= 27, "the table would not fit 80 columns"
    assert all(text.endswith(".") for text in (rule.what, rule.formula))
    assert rule.source
    assert rule.remedy
    assert not rule.remedy.endswith(".")


def test_findings_name_code_level_part_and_remedy(make: Make) -> None:
    findings = rc.health(make(CHAIN, LINKS)).findings
    lead = next(f for f in findings if f.code == "RC202")
    assert (lead.level, lead.subject, lead.path, lead.where) == (
        "warning",
        "dependencies.A -> B",
        ("dependencies", 0),
        "",
    )
    assert lead.message == "leads: FS-1d"
    assert lead.remedy


def test_an_index_below_its_limit_is_one_finding_about_the_program(make: Make) -> None:
    health = rc.health(make(CHAIN, "A>B; B>C", targets={"finish": "2027-01-13"}))
    found = [f for f in health.findings if f.code == "RC213"]
    assert [(f.message, f.subject) for f in found] == [
        ("critical path length index: 0.53, where at least 0.95 is asked", "")
    ]


def test_a_check_that_passes_gives_no_findings_although_it_counts_something(make: Make) -> None:
    health = rc.health(make(CHAIN, LINKS, checks={"thresholds": {"RC202": 50, "RC204": 10, "RC216": 100}}))
    assert [o.measured.count for o in health.outcomes if o.rule.code == "RC202"] == [1]
    assert health.findings == ()


def test_ignored_checks_are_not_made_and_said(make: Make) -> None:
    health = rc.health(make(CHAIN, LINKS, checks={"ignore": ["RC202", "RC216"]}))
    assert health.ignored == ("RC202", "RC216")
    assert {o.rule.code for o in health.outcomes} == set(CODES) - {"RC202", "RC216"}
    assert len(health.dcma) == 13
    assert "left out by the program: RC202, RC216" in health_text(health, 80)


def test_a_schedule_at_hand_is_used(make: Make) -> None:
    program = make(CHAIN, LINKS)
    assert rc.health(program, rc.schedule(program)) == rc.health(program)


def test_the_frame_has_a_row_for_every_check(make: Make) -> None:
    frame = rc.health(make(CHAIN, LINKS)).to_frame()
    assert tuple(frame.index) == CODES
    assert frame.loc["RC202", "offenders"] == ["A -> B"]
    assert frame.loc["RC202", "verdict"] == "fail"
    every = rc.health(make(CHAIN, checks={"ignore": list(CODES)}))
    assert (every.outcomes, len(every.to_frame())) == ((), 0)


def test_a_program_without_tasks_can_be_assessed(make: Make) -> None:
    health = rc.health(make([]))
    assert health.failed == ()
    assert "nothing fails" in health_summary(health, 80)


def test_a_program_that_does_not_fit_together_is_refused(make: Make) -> None:
    with pytest.raises(rc.InvalidInput, match="RC104"):
        rc.health(make(CHAIN, "A>X"))
    with pytest.raises(rc.InvalidInput, match=r"RC170: .* \(did you mean 'RC203'"):
        rc.health(make(CHAIN, checks={"ignore": ["RC303"]}))


def test_a_share_that_is_not_zero_never_looks_like_zero() -> None:
    leads = RULES[1]
    assert (leads.say_value(0.0), leads.say_value(0.004), leads.say_value(4.25)) == ("0 %", "0.004 %", "4.2 %")


def test_the_text_lists_a_few_offenders_and_all_on_demand(make: Make) -> None:
    health = rc.health(make([*CHAIN, *(job(f"X{n}") for n in range(9))], "A>B; B>C"))
    short, full = health_text(health, 80), health_text(health, 80, everything=True)
    assert "... and 4 more (--all)" in short
    assert "X8" not in short
    assert "X8 (no predecessor and no successor)" in full
    assert max(map(len, f"{short}\n{full}".splitlines())) <= 80


def test_the_data_is_plain_json(make: Make) -> None:
    data = json.loads(json.dumps(health_data(rc.health(make(CHAIN, LINKS)))))
    lead = next(check for check in data["checks"] if check["code"] == "RC202")
    assert (lead["verdict"], lead["value"], lead["limit"], lead["dcma"]) == ("fail", 50.0, 0.0, True)
    assert lead["offenders"] == [{"section": "dependencies", "id": "A -> B", "note": "FS-1d"}]


def test_real_schedules_of_other_tools_can_be_assessed(shared_dir: Path) -> None:
    files = [f for f in sorted((shared_dir / "data" / "schedules").glob("*")) if f.suffix in (".xml", ".xer", ".pmxml")]
    assert files
    for file in files:
        health = rc.health(rc.load(file))
        assert len(health.outcomes) == len(RULES), file.name
        for outcome in health.outcomes:
            measured = outcome.measured
            assert 0 <= measured.count <= max(measured.population, 0), (file.name, outcome.rule.code)
            assert (measured.value is None) == (outcome.verdict == "n.a."), (file.name, outcome.rule.code)
            assert measured.value is not None or measured.reason, (file.name, outcome.rule.code)
        assert max(map(len, health_text(health, 80).splitlines())) <= 80, file.name


def test_the_example_program_is_assessed_with_counts_that_can_be_counted_by_hand() -> None:
    program = rc.load(Path(__file__).parents[3] / "models" / "erp")
    counts = {o.rule.code: (o.measured.count, o.measured.population) for o in rc.health(program).outcomes}
    leads = sum(d.lag is not None and d.lag.value < 0 for d in program.dependencies)
    lags = sum(d.lag is not None and d.lag.value > 0 for d in program.dependencies)
    others = sum(d.type != "FS" for d in program.dependencies)
    total = len(program.dependencies)
    assert (counts["RC202"], counts["RC203"], counts["RC204"]) == ((leads, total), (lags, total), (others, total))
