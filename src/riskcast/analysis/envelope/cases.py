"""The assumptions that the envelope changes, one at a time, in the order in which people read them."""

from __future__ import annotations

from dataclasses import dataclass

from riskcast.analysis.envelope.constraints import bounded, without_constraints
from riskcast.analysis.envelope.correlations import MOST, capped, with_doubled_correlations, without_correlations
from riskcast.analysis.envelope.kinds import kinds_of
from riskcast.analysis.envelope.ranges import with_ranges
from riskcast.analysis.envelope.runs import AS_GIVEN, Variant
from riskcast.analysis.envelope.shapes import pert_as_triangular, triangular_as_pert
from riskcast.model.program import Program

NARROWER, WIDER = 0.8, 1.3
"""Factors on the spread of ranges."""
WITHOUT_RISKS = ("risks",)
WITHOUT_UNCERTAINTY = ("ranges", "drivers")


@dataclass(frozen=True)
class Case:
    """One changed assumption."""

    group: str
    """The assumption."""
    label: str
    """What it is changed to; stands for itself in a table."""
    variant: Variant
    nothing: str = ""
    """Why there is nothing to change; empty when there is."""
    note: str = ""
    """What a reader has to know about the change."""


def cases(program: Program, without: tuple[str, ...] = ()) -> tuple[Case, ...]:
    """Return the cases of a program; ``without`` are kinds of uncertainty that no run has."""
    return (*_correlations(program), *_ranges(program), *_shapes(program), *_constraints(program),
            *_switches(program, without))  # fmt: skip


def _case(group: str, label: str, program: Program, changed: Program, nothing: str, note: str = "") -> Case:
    same = changed is program
    return Case(group, label, Variant(label, changed), nothing if same else "", "" if same else note)


def _correlations(program: Program) -> list[Case]:
    group, nothing, count = "correlations", "no correlation is stated", capped(program)
    many = (
        "1 correlation cannot be doubled: it ends"
        if count == 1
        else f"{count} correlations cannot be doubled: they end"
    )
    note = f"{many} at {MOST:g}"
    return [
        _case(group, "correlations 0", program, without_correlations(program), nothing),
        _case(group, "correlations x 2", program, with_doubled_correlations(program), nothing, note if count else ""),
    ]


def _ranges(program: Program) -> list[Case]:
    nothing = "no task or cost has a range"
    return [_case("ranges", f"ranges x {by:g}", program, with_ranges(program, by), nothing) for by in (NARROWER, WIDER)]


def _shapes(program: Program) -> list[Case]:
    pert, triangular = triangular_as_pert(program), pert_as_triangular(program)
    return [
        _case("shape", "triangular as PERT", program, pert, "no estimate is triangular"),
        _case("shape", "PERT as triangular", program, triangular, "no estimate is a PERT"),
    ]


def _constraints(program: Program) -> list[Case]:
    count, changed = bounded(program), without_constraints(program)
    note = f"those of {count} unfinished task{'' if count == 1 else 's'} are left out; dates that were typed in stay"
    nothing = "no unfinished task has a date constraint"
    return [_case("constraints", "constraints off", program, changed, nothing, note)]


def _switches(program: Program, without: tuple[str, ...]) -> list[Case]:
    has = kinds_of(program) - set(without)
    rows = (
        ("uncertainty only", WITHOUT_RISKS, "there are no risks"),
        ("risks only", WITHOUT_UNCERTAINTY, "there are no ranges and no drivers"),
    )
    return [
        Case("sources", label, Variant(AS_GIVEN, program, kinds), "" if has & set(kinds) else nothing)
        for label, kinds, nothing in rows
    ]
