"""Which risks, drivers and responses do not count."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.analysis.review.limit import Limit, counted, of_all, of_names, verb
from riskcast.model.check.index import Index
from riskcast.model.effective import OFF


def risk_limits(index: Index) -> Iterator[Limit]:
    """Yield what is true of the register of risks and the drivers."""
    program, counting = index.program, index.counting
    if not program.risks:
        yield Limit("no-risks", "No risk is entered: nothing happens in the forecast beyond ranges and drivers.", 0)
    off = [left.risk.id for left in counting.left_out if left.reason == OFF]
    if off:
        said = verb(off, "is switched off and does", "are switched off and do")
        yield of_names("disabled-risks", f"{of_all(off, len(program.risks), 'risk')} {said} not count.", off)
    moving = {given.risk for risk in counting.risks for given in risk.given}
    idle = [risk.id for risk in counting.risks if not risk.impacts and risk.id not in moving]
    if idle:
        has, change = verb(idle, "has", "have"), verb(idle, "changes", "change")
        text = f"{of_all(idle, len(program.risks), 'risk')} {has} no impact on time or money, and {change} nothing."
        yield of_names("risks-without-impact", text, idle)
    never = [risk.id for risk in counting.risks if risk.probability == 0.0 and not risk.given]
    if never:
        has, happen = verb(never, "has", "have"), verb(never, "happens", "happen")
        text = f"{of_all(never, len(program.risks), 'risk')} {has} a chance of 0, and never {happen}."
        yield of_names("impossible-risks", text, never)
    planned = [risk.id for risk in counting.risks if risk.response is not None and not risk.is_treated]
    if planned:
        do, are = verb(planned, "does", "do"), verb(planned, "it is", "they are")
        text = f"{counted(planned, 'planned response')} {do} not count, neither cost nor effect, until {are} decided."
        yield of_names("planned-responses", text, planned)
    quiet = [driver.id for driver in program.drivers if not driver.enabled]
    if quiet:
        said = verb(quiet, "is switched off and does", "are switched off and do")
        yield of_names("disabled-drivers", f"{of_all(quiet, len(program.drivers), 'driver')} {said} not count.", quiet)
