"""A program as a scenario would have it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from riskcast.errors import Finding
from riskcast.model.program import Program
from riskcast.model.scenario.adding import make_add
from riskcast.model.scenario.changes import (
    Activate,
    Add,
    Change,
    Deactivate,
    Remove,
    Scale,
    SetFields,
    ShiftDates,
    SwitchOff,
    SwitchOn,
)
from riskcast.model.scenario.draft import Draft, Remarks
from riskcast.model.scenario.removing import make_remove
from riskcast.model.scenario.responding import make_respond
from riskcast.model.scenario.scaling import make_scale
from riskcast.model.scenario.scenario import Scenario
from riskcast.model.scenario.setting import make_set
from riskcast.model.scenario.shifting import make_shift
from riskcast.model.scenario.switching import make_switch


class Step(NamedTuple):
    """One change of a scenario, and the program after it."""

    change: Change
    program: Program


class Applied(NamedTuple):
    """A changed program, and how it came about."""

    program: Program
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    """Warnings about the changes, with paths such as ``("changes", 2, "by")``."""


def apply_scenario(program: Program, scenario: Scenario) -> Program:
    """Return the program with all changes of a scenario, made in order; neither is changed itself.

    Raises
    ------
    InvalidInput
        With a finding for every change that cannot be made; paths are ``("changes", i, field)``.
    """
    return apply_in_steps(program, scenario).program


def apply_scenarios(program: Program, scenarios: Iterable[Scenario]) -> Program:
    """Return the program with several scenarios, one after the other."""
    for scenario in scenarios:
        program = apply_scenario(program, scenario)
    return program


def apply_in_steps(program: Program, scenario: Scenario) -> Applied:
    """Return the changed program with the program after each change; raises like :func:`apply_scenario`."""
    draft, remarks = Draft(program), Remarks(scenario.id)
    steps = []
    for row, change in enumerate(scenario.changes):
        remarks.row = row
        _make(draft, change, remarks)
        steps.append(Step(change, draft.program()))
    findings = remarks.settle()
    return Applied(steps[-1].program if steps else program, tuple(steps), findings)


def _make(draft: Draft, change: Change, remarks: Remarks) -> None:
    match change:
        case SetFields():
            make_set(draft, change, remarks)
        case Scale():
            make_scale(draft, change, remarks)
        case ShiftDates():
            make_shift(draft, change, remarks)
        case Add():
            make_add(draft, change, remarks)
        case Remove():
            make_remove(draft, change, remarks)
        case Activate() | Deactivate():
            make_respond(draft, change, remarks)
        case SwitchOff() | SwitchOn():
            make_switch(draft, change, remarks)
