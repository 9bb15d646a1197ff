"""Prices: rates of indices and currencies, prices of resources, and categories that indices name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from riskcast.errors import Finding, did_you_mean
from riskcast.model.check.index import Index, remark
from riskcast.model.check.money_references import NO_INDEX
from riskcast.model.check.values import Resolved, resolve_number, resolve_price, resolve_rise
from riskcast.model.price import Currency
from riskcast.model.resource import Resource, ResourceKind

_W: Final = "warning"


def check_prices(index: Index) -> Iterator[Finding]:
    """Yield findings about price indices, currencies, quantities, and prices of resources."""
    yield from _indices(index)
    yield from _categories(index)
    for row, currency in enumerate(index.program.currencies):
        yield from _rate(row, currency)
    for row, line in enumerate(index.program.costs):
        if line.quantity is not None:
            for fault in resolve_number(line.quantity, "quantities").faults:
                yield remark(fault.code, "costs", row, line, "quantity", fault.message, fault.remedy)
    for row, resource in enumerate(index.program.resources):
        yield from _resource(row, resource)


def _indices(index: Index) -> Iterator[Finding]:
    for row, price in enumerate(index.program.indices):
        if price.id == NO_INDEX:
            text = f"the id {NO_INDEX!r} is reserved, because it means no escalation"
            yield remark("RC303", "indices", row, price, "id", text, "give the index another id")
        for fault in resolve_rise(price.rate).faults:
            yield remark(fault.code, "indices", row, price, "rate", fault.message, fault.remedy)


def _categories(index: Index) -> Iterator[Finding]:
    """Yield findings about categories that two indices name, or that nothing has."""
    used = {line.category for line in index.program.costs} | {r.category for r in index.program.resources}
    used.discard("")
    seen: dict[str, str] = {}
    for row, price in enumerate(index.program.indices):
        for category in price.categories:
            if category in seen:
                text = f"category {category!r} is named by index {seen[category]!r}, too"
                yield remark("RC303", "indices", row, price, "categories", text, "name each category once")
            elif category not in used:
                text = f"no cost line or resource has the category {category!r}"
                remedy = did_you_mean(category, sorted(used)) or "correct it, or delete it"
                yield remark("RC321", "indices", row, price, "categories", text, remedy, _W)
            seen.setdefault(category, price.id)


def _rate(row: int, currency: Currency) -> Iterator[Finding]:
    resolved: Resolved = resolve_number(currency.rate, "rates")
    for fault in resolved.faults:
        yield remark(fault.code, "currencies", row, currency, "rate", fault.message, fault.remedy)
    if resolved.distribution is None or resolved.faults:
        return
    if currency.rate.planned(lambda amount: amount.value) <= 0.0 or resolved.distribution.bounds[1] <= 0.0:
        text = f"a rate of {currency.rate.brief()} makes the currency worth nothing"
        remedy = "write units of the program's currency for one unit of this one, such as 0.92"
        yield remark("RC314", "currencies", row, currency, "rate", text, remedy)


def _resource(row: int, resource: Resource) -> Iterator[Finding]:
    for field, price in (("per_hour", resource.per_hour), ("per_unit", resource.per_unit)):
        if price is not None:
            for fault in resolve_price(price).faults:
                yield remark(fault.code, "resources", row, resource, field, fault.message, fault.remedy)
    kind = resource.kind
    if resource.per_hour is not None and kind is not ResourceKind.WORK:
        text = f"a resource of kind {kind.value} does no hours of work, so per_hour has no effect"
        yield remark("RC315", "resources", row, resource, "per_hour", text, "write per_unit, or kind: work", _W)
    if resource.per_unit is not None and kind is ResourceKind.WORK:
        text = "a resource of kind work is paid by the hour, so per_unit has no effect"
        yield remark("RC315", "resources", row, resource, "per_unit", text, "write per_hour, or kind: material", _W)
