"""Is it still worth it?"""

from __future__ import annotations

from riskcast.analysis.has_cost import has_cost
from riskcast.analysis.money.npv import PresentValue, net_present_value
from riskcast.analysis.review.sentences import BoardAnswer
from riskcast.analysis.review.status import rate
from riskcast.analysis.wording import say_date, say_money, say_percent
from riskcast.network.money.ledger import Ledger
from riskcast.simulation.result import Result

QUESTION = "Is it still worth it?"


def worth_it(result: Result) -> BoardAnswer:
    """Return whether going on pays: benefits less costs from the data date on; without benefits, what is to be paid."""
    found = None if result.cash is None else net_present_value(result)
    if found is None:
        return BoardAnswer(QUESTION, None, _unknown(result), _to_pay(result))
    chance, currency = 1.0 - found.to_go.negative.value, result.program.currency
    status = rate(chance, result.program.report)
    word = {"green": "Yes", "amber": "Doubtful", "red": "No"}[status]
    return BoardAnswer(QUESTION, status, f"{word}: {_pays(chance)}", _present_value(found, currency))


def _pays(chance: float) -> str:
    if chance in (0.0, 1.0):
        return f"going on pays in {'every' if chance else 'no'} simulated future"
    return f"going on pays with {say_percent(chance)} chance"


def _present_value(found: PresentValue, currency: str) -> str:
    mean, low, high = (
        say_money(value.value, currency) for value in (found.to_go.mean, found.to_go.p10, found.to_go.p90)
    )
    value = f"Net present value from {say_date(found.at)} on: {mean} on average (P10 {low}, P90 {high})."
    return f"{value} {_late(found, currency)}"


def _late(found: PresentValue, currency: str) -> str:
    lost = found.month_late.value
    return f"A month's delay {'costs' if lost >= 0.0 else 'saves'} {say_money(abs(lost), currency)}."


def _unknown(result: Result) -> str:
    """Return why there is no present value."""
    if not result.program.benefits:
        return "Unknown: no benefits are entered"
    if result.program.finance.discount_rate is None:
        return "Unknown: benefits have no discount rate"
    return "Unknown: the run kept no money over time"


def _to_pay(result: Result) -> str:
    """Return what is spent and what completing costs."""
    program = result.program
    either = "" if program.benefits else " either"
    if not has_cost(result):
        return f"No costs are entered{either}."
    p, total = program.confidence, float(result.percentile("cost", program.confidence))  # type: ignore[arg-type]
    if not program.actuals:
        return f"No spending is booked; the whole program costs {say_money(total, program.currency)} at P{p}."
    spent = float(Ledger(program).costs().sum())
    left = say_money(total - spent, program.currency)
    return f"{say_money(spent, program.currency)} is spent; completing it costs {left} more at P{p}."
