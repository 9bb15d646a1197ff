"""What the forecast of money does not know or count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from riskcast.analysis.money.budget import budget_of
from riskcast.analysis.review.limit import Limit, counted, of_all, of_names, verb
from riskcast.analysis.review.lines_ahead import open_lines, to_come
from riskcast.analysis.wording import say_money, say_percent
from riskcast.model.check.costs import money_parts
from riskcast.model.check.index import Index
from riskcast.model.correlation import CorrelationOf
from riskcast.model.cost import CostLine
from riskcast.model.driver import Driver
from riskcast.model.effective import effective_cost_ranges
from riskcast.model.estimate import Estimate
from riskcast.model.ledger import ChangeStatus
from riskcast.model.moment import is_day, parse_day
from riskcast.model.program import Program
from riskcast.simulation.result import Result

_YEAR = timedelta(days=365)


def money_limits(result: Result, index: Index) -> Iterator[Limit]:
    """Yield what is true of costs, prices, budgets and benefits."""
    program = result.program
    if result.samples("cost").any() or program.costs:
        sums = to_come(result)
        ahead = open_lines(program) if sums is None else tuple(sums)
        yield from _certain_lines(index, ahead, sums)
        yield from _independent(index, ahead)
        yield from _without_index(result, ahead)
        yield from _certain_rates(index)
        yield from _certain_prices(index)
        yield from _no_ledger(index)
    yield from _pending(result)
    yield from _reserve(result)
    yield from _benefits(result)


def _certain_lines(index: Index, ahead: Sequence[str], sums: Mapping[str, float] | None) -> Iterator[Limit]:
    uncertain = _ranged(index) | _repriced(index.program)
    certain = [line for line in ahead if line not in uncertain]
    if certain:
        have, share = verb(certain, "has", "have"), ""
        if sums is not None:
            part = sum(sums[line] for line in certain) / sum(sums.values())
            share = f", {say_percent(part)} of that money by plan"
        text = (
            f"{of_all(certain, len(ahead), 'cost line')} with money to come {have} a certain price{share}: it moves "
            "only with the length of the work and with risks."
        )
        yield of_names("certain-costs", text, certain)


def _ranged(index: Index) -> set[str]:
    """Return the ids of lines whose own sums or prices are uncertain, by themselves, a band or a driver."""
    program = index.program
    tasks = set(effective_cost_ranges(program, index.selection))
    for driver in filter(_moves_costs, program.drivers):
        tasks.update(index.meant(driver.tasks))
    parts = {line.id: (*money_parts(line), line.remaining) for line in program.costs}
    return {line.id for line in program.costs if line.task in tasks or any(map(_is_range, parts[line.id]))}


def _moves_costs(driver: Driver) -> bool:
    if not driver.enabled or driver.cost is None or driver.probability == 0.0:
        return False
    return driver.probability < 1.0 or _is_range(driver.cost)


def _repriced(program: Program) -> set[str]:
    """Return the ids of lines that an uncertain price index or exchange rate moves."""
    moving = {i.id for i in program.indices if _is_range(i.rate) or i.volatility > 0.0}
    moving |= {c.id for c in program.currencies if (_is_range(c.rate) or c.volatility > 0.0) and c.hedged < 1.0}
    by_category = {category: i.id for i in program.indices for category in i.categories}
    paths = {line.id: (line.index or by_category.get(line.category), line.currency) for line in program.costs}
    return {line for line, names in paths.items() if moving.intersection(filter(None, names))}


def _is_range(estimate: Estimate | None) -> bool:
    return estimate is not None and estimate.family != "fixed"


def _independent(index: Index, ahead: Sequence[str]) -> Iterator[Limit]:
    program, ranged = index.program, _ranged(index)
    together = any(line.of is CorrelationOf.COST for line in program.correlations)
    together = together or any(map(_moves_costs, program.drivers))
    uncertain = [line for line in ahead if line in ranged]
    if len(uncertain) > 1 and not together:
        text = (
            f"The ranges of {len(uncertain):,} cost lines are independent of each other (nothing says otherwise): if "
            "their prices rise together, costs spread wider than shown."
        )
        yield of_names("independent-costs", text, uncertain)


def _without_index(result: Result, ahead: Sequence[str]) -> Iterator[Limit]:
    """Yield lines with money more than a year ahead whose prices stay as they are; ``none`` says that this is meant."""
    program = result.program
    indexed = {category for index in program.indices for category in index.categories}
    later = (program.data_date or program.start) + _YEAR
    found = [
        line.id
        for line in program.costs
        if line.id in ahead and line.index is None and line.category not in indexed and _end(result, line) > later
    ]
    if found:
        text = (
            f"{of_all(found, len(ahead), 'cost line')} {verb(found, 'has', 'have')} money more than a year after the "
            f"data date and no price index: {verb(found, 'its price stays', 'their prices stay')} as entered."
        )
        yield of_names("no-index", text, found)


def _end(result: Result, line: CostLine) -> datetime:
    """Return when the last money of a line is spent by plan."""
    ids = result.tasks.ids
    name = line.end if line.end is not None else line.task
    if name is not None and name in ids:
        return result.moment(result.tasks.planned_finish[ids.index(name)])
    if name is not None and is_day(name):
        return datetime.combine(parse_day(name), datetime.min.time())
    measure = f"finish:{line.project}" if line.project is not None and name is None else "finish"
    return result.moment(result.planned(measure))


def _certain_rates(index: Index) -> Iterator[Limit]:
    program = index.program
    used = {line.currency for line in program.costs} | {resource.currency for resource in program.resources}
    fixed = [c.id for c in program.currencies if c.id in used and not _is_range(c.rate) and c.volatility == 0.0]
    if fixed:
        text = f"{counted(fixed, 'exchange rate')} {verb(fixed, 'stays', 'stay')} as planned, whatever the market does."
        yield of_names("certain-rates", text, fixed)


def _certain_prices(index: Index) -> Iterator[Limit]:
    assigned = {a.resource for a in index.program.assignments if a.task in index.open_tasks}
    priced = {r.id: r.per_hour or r.per_unit for r in index.program.resources if r.id in assigned}
    priced = {id_: price for id_, price in priced.items() if price is not None}
    certain = [id_ for id_, price in priced.items() if not _is_range(price)]
    if certain:
        text = f"{of_all(certain, len(priced), 'price')} of resources {verb(certain, 'has', 'have')} no range."
        yield of_names("certain-prices", text, certain)


def _no_ledger(index: Index) -> Iterator[Limit]:
    program = index.program
    begun = [task.id for task in program.tasks if task.actual_start is not None]
    paid = {line.task for line in program.costs}
    if not program.actuals and any(id_ in paid for id_ in begun):
        text = "There is no ledger: what was spent before the data date counts as it was planned, not as it was booked."
        yield Limit("no-ledger", text, 0)


def _pending(result: Result) -> Iterator[Limit]:
    program = result.program
    pending = [change.id for change in program.changes if change.status is ChangeStatus.PENDING]
    if pending:
        money = say_money(budget_of(program).pending, program.currency)
        sum_ = verb(pending, money, f"{money} together")
        are = verb(pending, "is", "are")
        text = f"{counted(pending, 'change')} of the budget ({sum_}) {are} not decided, and in no figure."
        yield of_names("pending-changes", text, pending)


def _reserve(result: Result) -> Iterator[Limit]:
    program = result.program
    projects = {
        part.id: part.targets.management_reserve for part in program.projects if part.targets.management_reserve
    }
    own = program.targets.management_reserve
    reserve = own or sum(each for each in projects.values() if each is not None)
    if reserve:
        money = say_money(reserve, program.currency)
        promised = (program.targets, *(project.targets for project in program.projects))
        has_budget = any(targets.budget is not None for targets in promised)
        where = "not part of the budget: no chance of the budget counts it" if has_budget else "in no figure"
        text = f"The management reserve of {money} is {where}."
        yield of_names("management-reserve", text, [program.id] if own else projects)


def _benefits(result: Result) -> Iterator[Limit]:
    program = result.program
    if not program.benefits:
        yield Limit("no-benefits", "No benefits are entered: whether the program is worth its money is not said.", 0)
    elif program.finance.discount_rate is None:
        text = "The benefits have no discount rate, so there is no net present value."
        yield of_names("no-discount-rate", text, [benefit.id for benefit in program.benefits])
