"""All checks of a program in one call."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from riskcast.errors import Finding, InvalidInput, only_errors
from riskcast.model.check.bands import check_bands
from riskcast.model.check.benefits import check_benefits
from riskcast.model.check.branches import check_branches
from riskcast.model.check.budgets import check_budgets
from riskcast.model.check.calendars import check_calendars
from riskcast.model.check.cascades import check_cascades, check_sets
from riskcast.model.check.certainty import check_certainty
from riskcast.model.check.correlations import check_correlations
from riskcast.model.check.costs import check_costs
from riskcast.model.check.cycles import check_cycles
from riskcast.model.check.dates import check_actuals, check_constraints, check_data_dates, check_targets
from riskcast.model.check.doubles import check_doubles
from riskcast.model.check.drivers import check_drivers
from riskcast.model.check.estimates import check_durations
from riskcast.model.check.health import check_choices
from riskcast.model.check.ids import check_ids
from riskcast.model.check.index import Index
from riskcast.model.check.ledger import check_ledger
from riskcast.model.check.links import check_links
from riskcast.model.check.money_lines import check_money_lines
from riskcast.model.check.money_references import check_money_references
from riskcast.model.check.outline import check_outline
from riskcast.model.check.periods import check_periods
from riskcast.model.check.placing import check_pauses, check_placing
from riskcast.model.check.prices import check_prices
from riskcast.model.check.references import check_references
from riskcast.model.check.resources import check_assignments, check_resource_calendars
from riskcast.model.check.reworks import check_reworks
from riskcast.model.check.risks import check_risks
from riskcast.model.check.seasons import check_seasons
from riskcast.model.check.spread import check_spread
from riskcast.model.check.tails import check_tails
from riskcast.model.check.treatments import check_treatments
from riskcast.model.collection import paused_collection
from riskcast.model.program import Program

Check = Callable[[Index], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    check_ids,
    check_references,
    check_calendars,
    check_outline,
    check_links,
    check_cycles,
    check_durations,
    check_constraints,
    check_placing,
    check_pauses,
    check_assignments,
    check_resource_calendars,
    check_actuals,
    check_data_dates,
    check_costs,
    check_money_references,
    check_money_lines,
    check_prices,
    check_treatments,
    check_ledger,
    check_periods,
    check_budgets,
    check_benefits,
    check_risks,
    check_sets,
    check_cascades,
    check_drivers,
    check_bands,
    check_correlations,
    check_branches,
    check_reworks,
    check_seasons,
    check_doubles,
    check_targets,
    check_tails,
    check_certainty,
    check_spread,
    check_choices,
)
"""In the order in which their findings are listed."""


def check_program(program: Program) -> list[Finding]:
    """Return everything that is wrong or doubtful about how the parts of a program fit together.

    Never raises for a program that could be constructed; see the package docs for the codes.
    """
    with paused_collection():
        index = Index(program)
        return [finding for check in CHECKS for finding in check(index)]


def require_valid(program: Program) -> None:
    """Raise :class:`InvalidInput` with all findings when at least one of them is an error."""
    findings = check_program(program)
    if only_errors(findings):
        raise InvalidInput(findings)
