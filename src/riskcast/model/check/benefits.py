"""Benefits: how long they flow, and whether their present value can be told."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.errors import Finding
from riskcast.model.check.index import Index, remark
from riskcast.model.check.values import resolve_money


def check_benefits(index: Index) -> Iterator[Finding]:
    """Yield findings about the size and the end of every benefit."""
    program = index.program
    for row, benefit in enumerate(program.benefits):
        for fault in resolve_money(benefit.per_year).faults:
            yield remark(fault.code, "benefits", row, benefit, "per_year", fault.message, fault.remedy)
        if (benefit.years is None) == (benefit.until is None):
            how = "neither years nor until" if benefit.years is None else "both years and until"
            remedy = "write years: 5 from its start, or until: with a date"
            yield remark("RC312", "benefits", row, benefit, "years", f"the benefit has {how}", remedy)
    if program.benefits and program.finance.discount_rate is None:
        text = "there are benefits, but no discount rate, so no net present value"
        remedy = "add finance: {discount_rate: 0.07}"
        yield Finding("RC313", text, remedy, "info", ("benefits",), "benefits")
