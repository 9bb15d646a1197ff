"""What is not in the numbers of a forecast: only what is true of its own program and run."""

from __future__ import annotations

from collections.abc import Sequence

from riskcast.analysis.review.limit import Limit
from riskcast.analysis.review.limits_money import money_limits
from riskcast.analysis.review.limits_risks import risk_limits
from riskcast.analysis.review.limits_run import run_limits
from riskcast.analysis.review.limits_time import time_limits
from riskcast.errors import Finding
from riskcast.model.check.index import Index
from riskcast.simulation.result import Result

__all__ = ["Limit", "limits"]

_LAST = Limit(
    "unknown-unknowns",
    "What nobody entered is not in the numbers: they hold the work, ranges and risks of the program's files, no more.",
    0,
)


def limits(result: Result, findings: Sequence[Finding] = ()) -> tuple[Limit, ...]:
    """Return what the numbers leave out: of the run, of time, of risks and of money; what nobody entered stands last.

    Parameters
    ----------
    result
        A simulation.
    findings
        Remarks about the input of its program; warnings among them count.
    """
    index = Index(result.program)
    return (
        *run_limits(result, findings),
        *time_limits(result, index),
        *risk_limits(index),
        *money_limits(result, index),
        _LAST,
    )
