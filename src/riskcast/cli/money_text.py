"""What was understood of the money of a program."""

from __future__ import annotations

from riskcast.analysis.money.budget import budget_of
from riskcast.analysis.wording import say_date, say_money
from riskcast.cli.lines import say_count, wrap
from riskcast.model.capitalisation import format_steps
from riskcast.model.fiscal import Fiscal
from riskcast.model.program import Program
from riskcast.network.money.ledger import Ledger


def money_text(program: Program, width: int) -> str:
    """Return fiscal years, ledger, capitalisation rules, prices and benefits; nothing for a program without any."""
    found = [*_years(program), *_ledger(program), *_rules(program), *_prices(program), *_benefits(program)]
    if not found:
        return ""
    return "Money\n" + "\n".join(_line(title, text, width) for title, text in found)


def _line(title: str, text: str, width: int) -> str:
    return wrap(f"{title:<8}  {text}", width, "  ").replace("\n  ", "\n" + " " * 12)


def _years(program: Program) -> list[tuple[str, str]]:
    stated = list(dict.fromkeys(row.fiscal_year for row in program.budgets))
    if program.fiscal == Fiscal() and not program.periods and not stated:
        return []
    cut = "calendar months" if program.fiscal.pattern == "months" else f"weeks {program.fiscal.pattern}"
    how = say_count(len(program.periods), "period") + " of the table" if program.periods else cut
    first = "" if program.periods else f", years from {program.fiscal.first_month.capitalize()}"
    return [("periods", how + first + (f"; budgets for {', '.join(stated)}" if stated else ""))]


def _ledger(program: Program) -> list[tuple[str, str]]:
    ledger, currency, found = Ledger(program), program.currency, []
    if program.actuals:
        spent = say_money(float(ledger.costs().sum()), currency)
        last = say_date(max(actual.date for actual in program.actuals))
        found.append(("actuals", f"{say_count(len(program.actuals), 'booking')} of {spent}, the last of {last}"))
    if program.commitments:
        rest = say_money(sum(ledger.ordered.values()), currency)
        found.append(("orders", f"{say_count(len(program.commitments), 'order')}, {rest} open"))
    if program.changes:
        budget = budget_of(program, "")
        texts = f"{say_money(budget.approved, currency)} approved, {say_money(budget.pending, currency)} pending"
        found.append(("changes", f"{say_count(len(program.changes), 'change')}: {texts}"))
    return found


def _rules(program: Program) -> list[tuple[str, str]]:
    found = []
    for rule in program.capitalisation:
        share = "" if rule.capital_share == 1.0 else f", {100 * rule.capital_share:g} % capitalised"
        life = "" if rule.life_years is None else f", {rule.life_years:g} years"
        found.append(("rule", f"{rule.id}: {format_steps(rule.steps)}{share}{life}"))
    return found


def _prices(program: Program) -> list[tuple[str, str]]:
    found = []
    for index in program.indices:
        moves = f", volatility {100 * index.volatility:g} %" if index.volatility else ""
        of = f" for {', '.join(index.categories)}" if index.categories else ""
        found.append(("index", f"{index.id}: {index.rate} a year{moves}{of}"))
    for rate in program.currencies:
        moves = f", volatility {100 * rate.volatility:g} %" if rate.volatility else ""
        hedged = f", {100 * rate.hedged:g} % hedged" if rate.hedged else ""
        found.append(("rate", f"{rate.id}: {rate.rate} {program.currency}{moves}{hedged}"))
    return found


def _benefits(program: Program) -> list[tuple[str, str]]:
    found = []
    for benefit in program.benefits:
        until = f"for {benefit.years:g} years" if benefit.years is not None else f"until {benefit.until}"
        found.append(("benefit", f"{benefit.id}: {benefit.per_year} a year from {benefit.start} {until}"))
    return found
