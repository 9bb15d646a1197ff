"""Risks one by one: chances, windows, impacts, and what their responses change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from riskcast.errors import Finding
from riskcast.model.check.impacts import check_impacts
from riskcast.model.check.index import Index, remark
from riskcast.model.check.responses import check_response
from riskcast.model.effective import OFF
from riskcast.model.risk import Risk

_W: Final = "warning"


def check_risks(index: Index) -> Iterator[Finding]:
    """Yield findings about every risk for itself; sets and cascades of risks are looked at elsewhere."""
    for row, risk in enumerate(index.program.risks):
        if not risk.impacts:
            text = "the risk has no impacts, so it changes nothing"
            yield remark("RC140", "risks", row, risk, "impacts", text, "say which tasks it delays or what it costs", _W)
        yield from _chance(row, risk)
        yield from _window(row, risk)
        yield from check_impacts(index, row, risk, "impacts", risk.impacts)
        if risk.response is not None:
            yield from check_response(index, row, risk, risk.response)
    rows = {risk.id: row for row, risk in reversed(list(enumerate(index.program.risks)))}
    for risk, reason in index.counting.left_out:
        row = rows[risk.id]
        if reason == OFF:
            text = "the risk is switched off and does not count"
            yield remark("RC155", "risks", row, risk, "enabled", text, "switch it on: enabled: true", "info")
            continue
        text = f"the risk is over, because {reason}, and no longer counts"
        yield remark("RC155", "risks", row, risk, "", text, "delete it, or name tasks that it can still hit", "info")


def _chance(row: int, risk: Risk) -> Iterator[Finding]:
    if risk.probability == 1.0:
        text = "probability 1 means that the risk always happens, so it is part of the plan"
        remedy = "plan for it: change the tasks; or is it meant? probabilities are 0-1"
        yield remark("RC141", "risks", row, risk, "probability", text, remedy, _W)
    elif risk.probability == 0.0 and not risk.given:
        text = "probability 0 means that the risk never happens"
        remedy = "delete it if it is closed; probabilities are 0-1"
        yield remark("RC141", "risks", row, risk, "probability", text, remedy, "info")


def _window(row: int, risk: Risk) -> Iterator[Finding]:
    if risk.not_before is not None and risk.not_after is not None and risk.not_after <= risk.not_before:
        text = f"not_after ({risk.not_after}) does not lie after not_before ({risk.not_before}), so it never hits"
        yield remark("RC152", "risks", row, risk, "not_after", text, "correct one of the two")
