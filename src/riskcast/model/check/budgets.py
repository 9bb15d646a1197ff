"""Budgets that add up: of years, projects and lines, with the approved changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from riskcast.errors import Finding
from riskcast.model.capitalisation import CAPEX, OPEX
from riskcast.model.check.index import Index, remark
from riskcast.model.check.sums import TOLERANCE, Sums, said
from riskcast.model.fiscal import YearBudget

Key = tuple[str, str | None, str | None]
"""Fiscal year, project and treatment of a budget."""


def check_budgets(index: Index) -> Iterator[Finding]:
    """Yield findings about budgets whose parts do not add up to their whole."""
    sums = Sums(index)
    yield from _twice(index)
    yield from _whole_years(index, sums)
    yield from _parts_of_years(index)
    yield from _years_of_projects(index, sums)
    yield from _projects(index)
    yield from _lines(index, sums)


def _key(budget: YearBudget) -> Key:
    return budget.fiscal_year, budget.project, budget.treatment


def _differ(a: float, b: float) -> bool:
    return abs(a - b) > TOLERANCE


def _twice(index: Index) -> Iterator[Finding]:
    seen: set[Key] = set()
    for row, budget in enumerate(index.program.budgets):
        if _key(budget) in seen:
            text = f"the budget of {' '.join(filter(None, _key(budget)))} stands twice"
            yield remark("RC309", "budgets", row, budget, "fiscal_year", text, "keep one of them")
        seen.add(_key(budget))


def _whole_years(index: Index, sums: Sums) -> Iterator[Finding]:
    program = index.program
    years = [b.amount for b in program.budgets if b.project is None and b.treatment is None]
    total = program.targets.budget
    if total is None or not years:
        return
    moved = sums.moved()
    if _differ(sum(years), total + moved):
        plus = f" and approved changes of {said(moved)}" if moved else ""
        text = f"the yearly budgets add up to {said(sum(years))}, but targets.budget is {said(total)}{plus}"
        remedy = f"let the years add up to {said(total + moved)}, or correct targets.budget"
        yield Finding("RC309", text, remedy, "error", ("budgets",), "budgets")


def _parts_of_years(index: Index) -> Iterator[Finding]:
    """Yield findings about years whose budgets by project or by treatment are all given and do not add up."""
    rows: dict[Key, int] = {_key(budget): row for row, budget in reversed(list(enumerate(index.program.budgets)))}
    amounts = {key: index.program.budgets[row].amount for key, row in rows.items()}
    projects = list(index.projects)
    held = index.program.targets.contingency or 0.0
    for key, row in rows.items():
        year, project, treatment = key
        splits: list[tuple[str, list[Key]]] = []
        if project is None:
            splits.append(("projects", [(year, name, treatment) for name in projects]))
        if treatment is None:
            splits.append(("capex and opex", [(year, project, name) for name in (CAPEX, OPEX)]))
        for what, parts in splits:
            if not all(part in amounts for part in parts):
                continue
            total, whole = sum(amounts[part] for part in parts), amounts[key]
            spare = held if project is None else 0.0
            if total > whole + TOLERANCE or total < whole - spare - TOLERANCE:
                text = f"the budgets of {what} add up to {said(total)}, but that of the whole is {said(whole)}"
                remedy = f"let them add up to {said(whole)}"
                yield remark("RC309", "budgets", row, index.program.budgets[row], "amount", text, remedy)


def _years_of_projects(index: Index, sums: Sums) -> Iterator[Finding]:
    """Yield findings about projects whose yearly budgets do not add up to their own and the changes to it."""
    for row, project in enumerate(index.program.projects):
        own = [b.amount for b in index.program.budgets if b.project == project.id and b.treatment is None]
        budget = project.targets.budget
        if budget is None or not own:
            continue
        moved = sums.moved(project.id)
        if _differ(sum(own), budget + moved):
            plus = f" and approved changes of {said(moved)}" if moved else ""
            text = (
                f"the yearly budgets of the project add up to {said(sum(own))}, but its budget is {said(budget)}{plus}"
            )
            remedy = f"let the years add up to {said(budget + moved)}"
            yield remark("RC309", "projects", row, project, "targets.budget", text, remedy)


def _projects(index: Index) -> Iterator[Finding]:
    """Yield a finding when the budgets of all projects and the contingency are not the budget of the program."""
    program = index.program
    total, held = program.targets.budget, program.targets.contingency
    if total is None:
        return
    if held is not None and held > total + TOLERANCE:
        text = f"the contingency of {said(held)} is more than the budget of {said(total)}, of which it is a part"
        path = ("targets", "contingency")
        yield Finding("RC309", text, "correct one of them", "error", path, "targets.contingency")
    budgets = [project.targets.budget for project in program.projects]
    known = [budget for budget in budgets if budget is not None]
    if len(known) < len(budgets) or not _differ(sum(known) + (held or 0.0), total):
        return
    plus = f" and the contingency of {said(held)}" if held is not None else ""
    text = f"the budgets of the projects add up to {said(sum(known))}{plus}, but targets.budget is {said(total)}"
    remedy = "correct one of them" if held is not None else "correct one of them, or state targets.contingency"
    level: Literal["error", "warning"] = "warning" if held is None else "error"
    yield Finding("RC309", text, remedy, level, ("targets", "budget"), "targets.budget")


def _lines(index: Index, sums: Sums) -> Iterator[Finding]:
    """Yield a finding for every project whose cost lines all have budgets, which exceed that of the project."""
    lines: dict[str, list[tuple[str, float | None]]] = {}
    for line in index.program.costs:
        lines.setdefault(sums.payer_of_line(line) or "", []).append((line.id, line.budget))
    for row, project in enumerate(index.program.projects):
        budget, own = project.targets.budget, lines.get(project.id, [])
        given = [amount + sums.moved(line=name) for name, amount in own if amount is not None]
        if budget is None or not own or len(given) < len(own):
            continue
        current = budget + sums.moved(project.id)
        if sum(given) > current + TOLERANCE:
            text = f"the budgets of its cost lines add up to {said(sum(given))}, more than its own {said(current)}"
            yield remark("RC309", "projects", row, project, "targets.budget", text, "correct one of them")
