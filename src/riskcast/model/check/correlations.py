"""Correlations: members that vary, and one value for each pair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from riskcast.errors import Finding
from riskcast.model.check.costs import money_parts
from riskcast.model.check.index import Index, listed, remark
from riskcast.model.correlation import Correlation, CorrelationOf
from riskcast.model.estimate import Estimate
from riskcast.model.risk import Risk

_W: Final = "warning"


def check_correlations(index: Index) -> Iterator[Finding]:
    """Yield findings about members without uncertainty, pairs with two values, and quantities that are one."""
    earlier: list[tuple[Correlation, frozenset[str]]] = []
    certain = _Certainty(index)
    for row, correlation in enumerate(index.program.correlations):
        members = certain.members(correlation)
        if certain.knows(correlation):
            yield from _members(row, correlation, members, certain.still(correlation))
        if abs(correlation.rho) == 1.0 and len(members) > 1:
            text = f"a correlation of {correlation.rho:g} makes different quantities move as one"
            remedy = "write 0.9 at most, or use a driver"
            yield remark("RC163", "correlations", row, correlation, "rho", text, remedy, _W)
        for other, theirs in earlier:
            both = members & theirs
            if other.of is correlation.of and other.rho != correlation.rho and len(both) > 1:
                pair = " and ".join(repr(name) for name in sorted(both)[:2])
                more = f" and {len(both) - 2} more" if len(both) > 2 else ""
                text = f"{pair}{more} have a correlation of {other.rho:g} in an earlier row of {correlation.rho:g} here"
                yield remark("RC172", "correlations", row, correlation, "rho", text, "give each pair one value")
        earlier.append((correlation, members))


def _members(row: int, correlation: Correlation, members: frozenset[str], still: list[str]) -> Iterator[Finding]:
    if len(members) < 2:
        count = f"only {next(iter(members))!r}" if members else "none"
        text = f"of what is named, {count} is uncertain, so nothing is correlated"
        yield remark("RC158", "correlations", row, correlation, "among", text, "name two uncertain ones or more", _W)
    elif still:
        text, remedy = f"without uncertainty, and so left out: {listed(still)}", "give them a range, or delete them"
        yield remark("RC171", "correlations", row, correlation, "among", text, remedy, "info")


class _Certainty:
    """Tells which members of correlations vary."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._lines: dict[str, list[str]] = {}
        self._uncertain_lines: set[str] = set()
        self._occurring = {risk.id for risk in index.counting.risks if 0.0 < risk.probability < 1.0 or risk.given}
        self._sized = {risk.id for risk in index.counting.risks if _has_size(risk)}
        for line in index.program.costs:
            if any(map(_is_range, (*money_parts(line), line.remaining))):
                self._uncertain_lines.add(line.id)
                self._lines.setdefault(line.task or "", []).append(line.id)

    def knows(self, correlation: Correlation) -> bool:
        """Return whether everything named exists; what does not is reported elsewhere."""
        if correlation.of in (CorrelationOf.OCCURRENCE, CorrelationOf.IMPACT):
            return all(text in self._index.risk_names for text in correlation.among)
        lines = self._index.cost_names if correlation.of is CorrelationOf.COST else ()
        return all(text in lines or self._index.is_readable(text) for text in correlation.among)

    def members(self, correlation: Correlation) -> frozenset[str]:
        """Return what is correlated: uncertain tasks, cost lines or risks, by id."""
        return frozenset(name for text in correlation.among for name in self._varying(correlation, text))

    def still(self, correlation: Correlation) -> list[str]:
        """Return the members, named by id, that do not vary; what selectors mean is not looked at."""
        index = self._index
        known = (index.task_names, index.cost_names, index.risk_names)
        named = (text for text in correlation.among if any(text in names for names in known))
        return [text for text in named if not self._varying(correlation, text)]

    def _varying(self, correlation: Correlation, text: str) -> list[str]:
        if correlation.of is CorrelationOf.OCCURRENCE:
            return [text] if text in self._occurring else []
        if correlation.of is CorrelationOf.IMPACT:
            return [text] if text in self._sized else []
        if correlation.of is CorrelationOf.COST and text in self._index.cost_names:
            return [text] if text in self._uncertain_lines else []
        tasks = self._index.meant((text,))
        if correlation.of is CorrelationOf.COST:
            return [line for task in tasks for line in self._lines.get(task, ())]
        return [task for task in tasks if task in self._index.uncertain]


def _has_size(risk: Risk) -> bool:
    sizes = (size for i in risk.impacts for size in (i.delay, i.factor, i.cost, i.cost_per_day))
    return any(_is_range(size) for size in sizes)


def _is_range(estimate: Estimate | None) -> bool:
    return estimate is not None and estimate.family != "fixed"
