"""Drivers: factors that can be used, on tasks that can still change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from riskcast.errors import Finding
from riskcast.model.check.factors import factor_faults
from riskcast.model.check.index import Index, remark
from riskcast.model.driver import Driver

_W: Final = "warning"


def check_drivers(index: Index) -> Iterator[Finding]:
    """Yield findings about the factors of every driver and about drivers without effect."""
    for row, driver in enumerate(index.program.drivers):
        for field, factor in (("duration", driver.duration), ("cost", driver.cost)):
            for fault, level in factor_faults(factor)[1] if factor is not None else ():
                yield remark(fault.code, "drivers", row, driver, field, fault.message, fault.remedy, level)
        yield from _idle(index, row, driver)


def _idle(index: Index, row: int, driver: Driver) -> Iterator[Finding]:
    if not driver.enabled:
        text = "the driver is switched off, so it changes nothing"
        yield remark("RC156", "drivers", row, driver, "enabled", text, "switch it on: enabled: true", "info")
    elif driver.duration is None and driver.cost is None:
        text = "the driver has a factor neither for durations nor for costs, so it changes nothing"
        yield remark("RC156", "drivers", row, driver, "", text, "write for example duration: 120%", _W)
    elif not driver.tasks:
        text = "the driver names no tasks, so it changes nothing"
        yield remark("RC156", "drivers", row, driver, "tasks", text, "name tasks or a selector; all means all", _W)
    elif driver.probability == 0.0:
        text = "probability 0 means that the driver never acts"
        yield remark("RC156", "drivers", row, driver, "probability", text, "delete it, or correct the chance", "info")
    elif (meant := index.meant(driver.tasks)) and index.open_tasks.isdisjoint(meant):
        text = "every task that the driver means is finished, so it changes nothing"
        yield remark("RC158", "drivers", row, driver, "tasks", text, "name tasks that are still open, or delete it", _W)
