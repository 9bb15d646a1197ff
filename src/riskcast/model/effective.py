"""What counts now: the range of each task, wherever it comes from, and the risks as they stand."""

from __future__ import annotations

from typing import NamedTuple

from riskcast.model.banding import BandField, choose_bands
from riskcast.model.estimate import Estimate
from riskcast.model.program import Program
from riskcast.model.risk import Risk
from riskcast.model.selector import Selection

OWN = "its own"
"""Source of an estimate that the task has itself."""


class Ranged(NamedTuple):
    """An estimate and where it comes from."""

    estimate: Estimate
    source: str
    """``its own``, or ``band`` and the selector of the band: ``band tag:phase=build``."""


def effective_estimates(program: Program, selection: Selection | None = None) -> dict[str, Ranged]:
    """Return the estimate of every task that has one, by id, in file order.

    A task's own estimate counts, else the most special band that means it, if it is unfinished, of kind task and has
    a duration; of equally special bands the later. ``selection`` spares looking selectors up again.
    """
    bands = _banded(program, selection or Selection(program.tasks), "estimate")
    found: dict[str, Ranged] = {}
    for task in program.tasks:
        own = None if task.estimate is None else Ranged(task.estimate, OWN)
        counts = own or bands.get(task.id)
        if counts is not None:
            found[task.id] = counts
    return found


def effective_cost_ranges(program: Program, selection: Selection | None = None) -> dict[str, Ranged]:
    """Return by id the range, in percent, of the certain sums of every unfinished task that a band with costs means."""
    return _banded(program, selection or Selection(program.tasks), "cost")


def _banded(program: Program, selection: Selection, of: BandField) -> dict[str, Ranged]:
    found: dict[str, Ranged] = {}
    for name, row in choose_bands(program, selection, of).chosen.items():
        band = program.bands[row]
        estimate = band.estimate if of == "estimate" else band.cost
        if estimate is not None:
            found[name] = Ranged(estimate, f"band {band.where}")
    return found


OFF = "switched off"
"""Reason of a risk that is left out because it is not enabled."""


class LeftOut(NamedTuple):
    """A risk that does not count."""

    risk: Risk
    reason: str
    """``task A is finished``, or ``switched off``."""


class CountingRisks(NamedTuple):
    """The register as it counts now."""

    risks: tuple[Risk, ...]
    """As they are after their responses where these are decided, in file order."""
    left_out: tuple[LeftOut, ...]
    """Expired ones and those that are switched off, with the reason."""


def effective_risks(program: Program, selection: Selection | None = None) -> CountingRisks:
    """Return the risks as they count now, and those that are over or switched off.

    A risk is over when the task that it expires with is finished, or when every task that it could hit is. One with
    an impact that names no task, such as a fine for a project, is never over by itself.
    """
    chosen = selection or Selection(program.tasks)
    finished = {task.id for task in program.tasks if task.actual_finish is not None}
    risks: list[Risk] = []
    left_out: list[LeftOut] = []
    for written in program.risks:
        risk = written.after() if written.is_treated else written
        reason = _over(risk, chosen, finished) if risk.enabled else OFF
        if reason:
            left_out.append(LeftOut(risk, reason))
        else:
            risks.append(risk)
    return CountingRisks(tuple(risks), tuple(left_out))


def _over(risk: Risk, selection: Selection, finished: set[str]) -> str:
    """Return why a risk can no longer happen; nothing when it can."""
    if risk.expires_with is not None and risk.expires_with in finished:
        return f"task {risk.expires_with} is finished"
    if not finished or any(not impact.tasks for impact in risk.impacts):
        return ""
    try:
        hit = selection.every(text for impact in risk.impacts for text in impact.tasks)
    except ValueError:
        return ""
    if not hit or not finished.issuperset(hit):
        return ""
    return f"task {hit[0]} is finished" if len(hit) == 1 else f"all {len(hit)} tasks that it could hit are finished"
