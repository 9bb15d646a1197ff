"""The same uncertainty counted twice: one cause under two names, drivers and correlations on the same tasks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from riskcast.errors import Finding
from riskcast.model.check.index import Index, listed, remark
from riskcast.model.correlation import CorrelationOf

_W: Final = "warning"
_REMEDY: Final = "keep one of them, or narrow the range to what is left; another cause if it is not the same"


def check_doubles(index: Index) -> Iterator[Finding]:
    """Yield a warning wherever two parts of the program are likely to stand for one uncertainty."""
    yield from _causes(index)
    yield from _correlated(index)


def _key(cause: str) -> str:
    return " ".join(cause.casefold().split())


def _causes(index: Index) -> Iterator[Finding]:
    """Yield findings about ranges, drivers and risks of the same cause on the same tasks."""
    ranged: dict[str, list[str]] = {}
    for name in index.tasks:
        cause = _key(index.tasks[name].cause)
        if cause and name in index.uncertain:
            ranged.setdefault(cause, []).append(name)
    driven: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for row, driver in enumerate(index.program.drivers):
        meant = index.open_tasks.intersection(index.meant(driver.tasks))
        if driver.enabled and (cause := _key(driver.cause)):
            both = [name for name in ranged.get(cause, ()) if name in meant] if driver.duration is not None else []
            if both:
                text = f"the driver has the same cause ({driver.cause!r}) as the range of {listed(both, 3)}"
                yield remark("RC173", "drivers", row, driver, "cause", text, _REMEDY, _W)
            driven.setdefault(cause, []).append((driver.id, meant))
    counting = {risk.id: risk for risk in index.counting.risks}
    for row, written in enumerate(index.program.risks):
        risk, cause = counting.get(written.id), _key(written.cause)
        if risk is None or not cause:
            continue
        longer = (impact for impact in risk.impacts if impact.delay is not None or impact.factor is not None)
        delayed = set(index.meant(tuple(text for impact in longer for text in impact.tasks)))
        if both := [name for name in ranged.get(cause, ()) if name in delayed]:
            text = f"the risk has the same cause ({risk.cause!r}) as the range of {listed(both, 3)}"
            yield remark("RC173", "risks", row, written, "cause", text, _REMEDY, _W)
        hit = set(index.meant(tuple(text for impact in risk.impacts for text in impact.tasks)))
        same = [name for name, meant in driven.get(cause, ()) if not meant.isdisjoint(hit)]
        if same:
            text = f"the risk has the same cause ({risk.cause!r}) as driver {listed(same, 3)} on the same tasks"
            yield remark("RC173", "risks", row, written, "cause", text, "keep one of them", _W)


def _correlated(index: Index) -> Iterator[Finding]:
    """Yield findings about tasks whose durations vary together through a driver and through a correlation."""
    kinds = ((CorrelationOf.DURATION, "duration"), (CorrelationOf.COST, "cost"))
    groups = [
        (row, driver, {of: frozenset(index.meant(driver.tasks)) for of, field in kinds if getattr(driver, field)})
        for row, driver in enumerate(index.program.drivers)
        if driver.enabled
    ]
    lines = {line.id: line.task for line in index.program.costs if line.task is not None}
    for row, correlation in enumerate(index.program.correlations):
        if correlation.rho == 0.0:
            continue
        tasks = set(index.meant(tuple(lines.get(text, text) for text in correlation.among)))
        for _, driver, meant in groups:
            both = sorted(tasks & meant.get(correlation.of, frozenset()) & index.open_tasks)
            if len(both) > 1:
                text = f"driver {driver.id!r} correlates {listed(both, 3)} already"
                remedy = "keep the driver, which explains it, or the correlation; together they count it twice"
                yield remark("RC173", "correlations", row, correlation, "among", text, remedy, _W)
    if index.program.default_correlation:
        of = CorrelationOf.DURATION
        names = [d.id for _, d, meant in groups if len(meant.get(of, frozenset()) & index.uncertain) > 1]
        if names:
            text = f"default_correlation comes on top of the correlation through drivers: {listed(names)}"
            remedy = "leave it out where drivers cover the common causes"
            yield Finding("RC173", text, remedy, "info", ("default_correlation",), "default_correlation")
