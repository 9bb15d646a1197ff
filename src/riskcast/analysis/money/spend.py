"""Money over time out of a result, for all of it or for one project or treatment."""

from __future__ import annotations

from riskcast.errors import Finding, InvalidInput, did_you_mean
from riskcast.kernels.types import F8
from riskcast.model.capitalisation import CAPEX, OPEX
from riskcast.simulation.cash import Cash, View
from riskcast.simulation.result import Result


def require_cash(result: Result) -> Cash:
    """Return the money over time of a result.

    Raises
    ------
    InvalidInput
        When the run did not keep it.
    """
    if result.cash is None:
        text = "the result holds no money over time"
        raise InvalidInput([Finding("RC340", text, "simulate with a plan whose phasing is 'program' or finer")])
    return result.cash


def spend(result: Result, view: View, project: str = "", treatment: str = "") -> F8:
    """Return ``[T, K]`` money of a view in every period and iteration.

    Raises
    ------
    InvalidInput
        When the run did not keep it, or not apart by what is asked for.
    """
    return _checked(result, view, project, treatment).samples(view, project, treatment)


def planned_spend(result: Result, view: View, project: str = "", treatment: str = "") -> F8:
    """Return ``[T]`` the same money of the plan.

    Raises
    ------
    InvalidInput
        When the run did not keep it, or not apart by what is asked for.
    """
    return _checked(result, view, project, treatment).plan(view, project, treatment)


def has_treatments(cash: Cash, view: View) -> bool:
    """Return whether capex and opex of a view were kept apart."""
    return any(row.treatment for row in cash.rows if row.view == view)


def _checked(result: Result, view: View, project: str, treatment: str) -> Cash:
    cash = require_cash(result)
    projects = [known.id for known in result.program.projects]
    _require_known("project", project, projects)
    _require_known("treatment", treatment, [CAPEX, OPEX])
    if treatment and not has_treatments(cash, view):
        _refuse(f"{view} money was not kept apart by treatment", "add 'treatment' to the phasing of the plan")
    if project and not any(row.project for row in cash.rows if row.view == view):
        _refuse(f"{view} money was not kept apart by project", "add 'project' to the phasing of the plan")
    if not cash.places(view):
        _refuse(f"the result holds no money of the view {view!r}", "")
    return cash


def _require_known(kind: str, wanted: str, known: list[str]) -> None:
    if wanted and wanted not in known:
        _refuse(f"there is no {kind} {wanted!r}", did_you_mean(wanted, known))


def _refuse(message: str, remedy: str) -> None:
    raise InvalidInput([Finding("RC341", message, remedy)])
