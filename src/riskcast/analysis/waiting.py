"""Planned responses that wait for a decision."""

from __future__ import annotations

from datetime import date

from riskcast.analysis.mitigation.candidates import Candidate, candidates
from riskcast.model.effective import effective_risks
from riskcast.simulation.result import Result


def waiting(result: Result) -> tuple[Candidate, ...]:
    """Return the planned responses to risks that can still happen, the nearest deadline first, then by risk.

    There are none in a run that left the risks out.
    """
    if "risks" in result.manifest.without:
        return ()
    counting = {risk.id for risk in effective_risks(result.program).risks}
    found = [each for each in candidates(result.program) if each.risk in counting]
    return tuple(sorted(found, key=lambda each: (each.decide_by or date.max, each.risk)))
