"""Every task, project, cost line, order, currency and index that the sections of money mention exists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riskcast.errors import Finding
from riskcast.model.base import Entity
from riskcast.model.check.index import Index, Names, remark
from riskcast.model.moment import parse_day

NO_INDEX = "none"
"""What a line names instead of an index when its prices do not rise."""

_KINDS = {"RC102": "project", "RC104": "task", "RC138": "cost line", "RC301": "currency", "RC308": "order"}
_FIELDS = {
    "RC102": ("project",),
    "RC104": ("task", "commit", "in_service"),
    "RC138": ("line",),
    "RC301": ("currency",),
    "RC303": ("index",),
    "RC308": ("commitment",),
}
_SECTIONS = ("costs", "resources", "actuals", "commitments", "changes", "budgets", "capitalisation")
_NOT_HERE = (("costs", "task"),)
"""Fields that are looked up elsewhere."""


def check_money_references(index: Index) -> Iterator[Finding]:
    """Yield a finding for every mention of something unknown in the sections of money."""
    program = index.program
    known = {
        "RC102": index.project_names,
        "RC104": index.task_names,
        "RC138": index.cost_names,
        "RC301": Names([program.currency, *(currency.id for currency in program.currencies)]),
        "RC303": Names([*(price.id for price in program.indices), NO_INDEX]),
        "RC308": Names([order.id for order in program.commitments]),
    }
    for section in _SECTIONS:
        for row, entity in enumerate(getattr(program, section)):
            for code, fields in _FIELDS.items():
                for field in fields:
                    if (section, field) not in _NOT_HERE:
                        yield from _refer(code, field, getattr(entity, field, None), known[code], section, row, entity)
    yield from _places(index)
    yield from _milestones(index)
    yield from _own_currency(index)


def _refer(
    code: str, field: str, name: str | None, known: Names, section: str, row: int, entity: Entity, remedy: str = ""
) -> Iterator[Finding]:
    if name is not None and name not in known:
        kind = _KINDS.get(code, "price index")
        hint = known.suggest(name)
        hint = hint if "?" in hint or not remedy else remedy
        text = f"unknown {kind} {name!r}"
        yield remark(code, section, row, entity, field, text, hint or f"define the {kind} or correct the id")


def _places(index: Index) -> Iterator[Finding]:
    """Yield findings about the beginning and end of cost lines, which are tasks or dates."""
    remedy = "name a task or milestone, or write a date as YYYY-MM-DD"
    for row, line in enumerate(index.program.costs):
        for field, name in (("begin", line.begin), ("end", line.end)):
            if name is not None and not is_date(name):
                yield from _refer("RC104", field, name, index.task_names, "costs", row, line, remedy)
        for n, instalment in enumerate(line.instalments):
            yield from _refer("RC104", f"instalments.{n}", instalment.at, index.task_names, "costs", row, line)


def is_date(text: str) -> bool:
    """Return whether a text is a date such as ``2027-03-31``."""
    try:
        parse_day(text)
    except ValueError:
        return False
    return True


def _milestones(index: Index) -> Iterator[Finding]:
    names = index.task_names
    for row, rule in enumerate(index.program.capitalisation):
        for n, step in enumerate(rule.steps):
            yield from _refer("RC104", f"steps.{n}", step.until, names, "capitalisation", row, rule)
    for row, benefit in enumerate(index.program.benefits):
        yield from _refer("RC104", "start", benefit.start, names, "benefits", row, benefit)


def _own_currency(index: Index) -> Iterator[Finding]:
    """Yield findings about a rate of the program's own currency, which is 1 by definition."""
    own = index.program.currency
    for row, currency in enumerate(index.program.currencies):
        if currency.id == own:
            text = f"{own} is the currency of the program, so its rate is always 1"
            yield remark("RC301", "currencies", row, currency, "id", text, "delete the row", "warning")
    sections: tuple[tuple[str, Sequence[Entity]], ...] = (
        ("actuals", index.program.actuals),
        ("commitments", index.program.commitments),
    )
    for section, entities in sections:
        for row, entity in enumerate(entities):
            rate, currency_id = getattr(entity, "rate", None), getattr(entity, "currency", None)
            if rate not in (None, 1.0) and currency_id in (None, own):
                text = f"a rate of {rate:g} is given, but the amount is in {own}, the currency of the program"
                remedy = "name the currency of the amount, or delete the rate"
                yield remark("RC301", section, row, entity, "rate", text, remedy)
