"""Recurring calendar exceptions of Microsoft Project: from the rule to its dates."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

DAILY, YEARLY_BY_DAY, YEARLY_BY_POSITION, MONTHLY_BY_DAY = 1, 2, 3, 4
MONTHLY_BY_POSITION, WEEKLY, BY_DAYS, BY_WEEKDAYS = 5, 6, 7, 8
"""Values of the element ``Type``."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """One exception with its rule."""

    type: int
    first: date
    last: date
    occurrences: int | None = None
    """At most this many dates, when entered by occurrences."""
    period: int = 1
    days_of_week: int = 0
    """Bit mask, 1 = Sunday ... 64 = Saturday."""
    month: int = 0
    """0 = January."""
    month_day: int = 1
    month_item: int = 0
    """0 day, 1 weekday, 2 weekend day, 3 Sunday ... 9 Saturday."""
    month_position: int = 0
    """0 first ... 3 fourth, 4 last."""

    def dates(self) -> Iterator[date]:
        """Yield the dates in order, from ``first`` to ``last``.

        Raises
        ------
        ValueError
            When the type is unknown.
        """
        rule = _RULES.get(self.type)
        if rule is None:
            raise ValueError(f"unknown type {self.type} of a recurring exception")
        limit = None if self.type == DAILY else self.occurrences
        yield from islice(_within(rule(self), self), limit)


def _within(days: Iterator[date], rule: Recurrence) -> Iterator[date]:
    for day in days:
        if day > rule.last:
            return
        if day >= rule.first:
            yield day


def _step(rule: Recurrence) -> int:
    return max(rule.period, 1)


def _every_day(rule: Recurrence, step: int) -> Iterator[date]:
    for number in range(0, (rule.last - rule.first).days + 1, step):
        yield rule.first + timedelta(days=number)


def _by_weekdays(rule: Recurrence) -> Iterator[date]:
    yield from islice((day for day in _every_day(rule, 1) if day.weekday() < 5), 0, None, _step(rule))


def _weekly(rule: Recurrence) -> Iterator[date]:
    """Weeks begin on Sunday, whatever the project says its week starts on."""
    sunday = rule.first - timedelta(days=(rule.first.weekday() + 1) % 7)
    while sunday <= rule.last:
        for number in range(7):
            if rule.days_of_week >> number & 1:
                yield sunday + timedelta(days=number)
        if (rule.last - sunday).days < 7 * _step(rule):
            return
        sunday += timedelta(days=7 * _step(rule))


def _monthly(rule: Recurrence, pick: Callable[[Recurrence, int, int], date], step: int, month: int) -> Iterator[date]:
    """Dates picked in every ``step``-th month; a first one that lies before ``first`` moves the row on."""
    at = rule.first.year * 12 + month
    late = pick(rule, at // 12, at % 12 + 1) < rule.first
    at += (12 if step % 12 == 0 else 1) if late else 0
    end = rule.last.year * 12 + rule.last.month - 1
    while at <= end:
        yield pick(rule, at // 12, at % 12 + 1)
        at += step


def _by_day(rule: Recurrence, year: int, month: int) -> date:
    return date(year, month, max(1, min(rule.month_day, calendar.monthrange(year, month)[1])))


def _by_position(rule: Recurrence, year: int, month: int) -> date:
    days = [date(year, month, n + 1) for n in range(calendar.monthrange(year, month)[1])]
    matching = [day for day in days if _is_item(day, rule.month_item)] or days
    return matching[-1] if rule.month_position >= 4 else matching[min(max(rule.month_position, 0), len(matching) - 1)]


def _is_item(day: date, item: int) -> bool:
    if item == 1:
        return day.weekday() < 5
    if item == 2:
        return day.weekday() > 4
    return item == 0 or (day.weekday() + 1) % 7 == item - 3


_RULES: dict[int, Callable[[Recurrence], Iterator[date]]] = {
    DAILY: lambda rule: _every_day(rule, 1),
    YEARLY_BY_DAY: lambda rule: _monthly(rule, _by_day, 12, rule.month),
    YEARLY_BY_POSITION: lambda rule: _monthly(rule, _by_position, 12, rule.month),
    MONTHLY_BY_DAY: lambda rule: _monthly(rule, _by_day, _step(rule), rule.first.month - 1),
    MONTHLY_BY_POSITION: lambda rule: _monthly(rule, _by_position, _step(rule), rule.first.month - 1),
    WEEKLY: _weekly,
    BY_DAYS: lambda rule: _every_day(rule, _step(rule)),
    BY_WEEKDAYS: _by_weekdays,
}
