"""What is switched off is said to be so, and no check takes it for something that counts."""

from __future__ import annotations

from riskcast.model.check import check_program
from riskcast.model.driver import Driver
from riskcast.model.risk import Risk

from .test_check import program, task

FACTOR = {"id": "D", "duration": "uniform(90%, 130%)", "tasks": ["A"], "cause": "rain"}
RAIN = {"id": "R", "probability": 0.5, "impacts": [{"tasks": ["A"], "delay": "2d"}], "cause": "rain"}


def said(*, driver: bool, risk: bool) -> list[tuple[str, str]]:
    """Return code and level of the findings about a driver and a risk of one cause, each switched on or off."""
    made = program(
        drivers=(Driver.model_validate({**FACTOR, "enabled": driver}),),
        risks=(Risk.model_validate({**RAIN, "enabled": risk}),),
    )
    return [(finding.code, finding.level) for finding in check_program(made)]


def test_a_driver_that_is_switched_off_is_an_info_and_no_longer_counts_a_cause_twice() -> None:
    assert said(driver=True, risk=True) == [("RC173", "warning")]
    assert said(driver=False, risk=True) == [("RC156", "info")]


def test_a_risk_that_is_switched_off_is_an_info_and_no_longer_counts_a_cause_twice() -> None:
    assert said(driver=True, risk=False) == [("RC155", "info")]


def test_a_program_with_everything_switched_off_is_certain() -> None:
    assert ("RC160", "warning") in said(driver=False, risk=False)


def test_a_driver_that_is_switched_off_does_not_let_durations_vary_together() -> None:
    tasks = [task(f"T{n}", estimate="pert(4d, 5d, 9d)") for n in range(30)]
    for enabled in (True, False):
        shared = Driver.model_validate({**FACTOR, "tasks": ["all"], "enabled": enabled})
        codes = [finding.code for finding in check_program(program(*tasks, drivers=(shared,)))]
        assert ("RC169" in codes) is not enabled
