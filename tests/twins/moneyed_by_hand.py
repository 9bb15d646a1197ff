"""Programs whose money can be worked out by hand: nothing in them is uncertain.

A month's work begins on Monday, 2 November 2026; November has 21 working days of eight hours, December 22.
"""

from __future__ import annotations

from typing import Any

from riskcast.model.program import Program
from twins.moneyed import Row, moneyed

NOV, DEC, JAN = range(3)
"""Positions of the months."""
G = 1.12 ** (1.0 / 12.0)
Expected = dict[tuple[str, str], dict[int, float]]
"""Money by month, by (view, treatment)."""


def thirty(lines: list[Row], days: int = 30, **fields: Any) -> Program:
    """Return a task of thirty days (21 in November, 9 in December) with cost lines."""
    gates = [{"id": "g", "duration": "10d"}, {"id": "gate", "kind": "milestone"}]
    gates += [{"id": "h", "duration": "25d"}, {"id": "live", "kind": "milestone"}]
    rows = [{"task": "a", **line} if not line.keys() & {"task", "begin", "project"} else line for line in lines]
    tasks = [{"id": "a", "duration": f"{days}d"}, *gates]
    return moneyed(tasks, "g>gate h>live", costs=[{"id": f"l{n}", **row} for n, row in enumerate(rows)], **fields)


def halves(lines: list[Row], **fields: Any) -> Program:
    """Return the task at the end of November, with 9 days left, beside one that is finished."""
    begun = {"id": "a", "duration": "30d", "actual_start": "2026-11-02T08:00", "remaining": "9d"}
    over = {"id": "o", "duration": "5d", "actual_start": "2026-11-02T08:00", "actual_finish": "2026-11-06T17:00"}
    rows = [{"id": f"l{n}", "task": "a", **line} for n, line in enumerate(lines)]
    return moneyed([begun, over], costs=rows, data_date="2026-12-01", **fields)


def booked(amount: float, line: Row, *orders: Row, **fields: Any) -> Program:
    """Return the same with an amount that was booked on its only line on 15 November, and orders."""
    fact = {"date": "2026-11-15", "amount": amount, "line": "l0"}
    rows = [{"id": f"O{n}", "line": "l0", "date": "2026-11-05", **order} for n, order in enumerate(orders)]
    return halves([line], actuals=[fact], commitments=rows, **fields)


def delayed(lines: list[Row], **impact: Any) -> Program:
    """Return the task of thirty days with a risk that always occurs and takes ten days: 21 and 19."""
    hit = {"tasks": ["a"], "delay": "10d", **impact}
    return thirty(lines, risks=[{"id": "r", "probability": 1, "impacts": [hit]}])


def edge() -> Program:
    """Return a task that ends with November, on a calendar without nights, and one that follows."""
    tasks = [{"id": "a", "duration": "688h", "calendar": "clock"}, {"id": "b", "duration": "24h", "calendar": "clock"}]
    lines = [
        {"id": "end", "task": "a", "fixed": 1, "spread": "end"},
        {"id": "share", "task": "b", "fixed": 20, "instalments": "a 50%; b 50%"},
        {"id": "start", "task": "b", "fixed": 300, "spread": "start"},
    ]
    return moneyed(tasks, "a>b", costs=lines)


RULED: Row = {
    "treatment": "asset",
    "fixed": 3000,
}
ASSET: list[Row] = [{"id": "asset", "steps": "opex until gate; capex until live; opex", "capital_share": 0.8}]
FIXED: Row = {"fixed": 3000}
DEAR: Row = {"indices": [{"id": "x", "rate": "12%"}], "currencies": [{"id": "USD", "rate": "2"}]}
OLD: Row = {"indices": [{"id": "x", "rate": "12%", "base": "2025-11-15"}]}

CASES: dict[str, tuple[Program, Expected]] = {
    "evenly over working days": (thirty([FIXED]), {("incurred", "opex"): {NOV: 2100, DEC: 900}}),
    "by working and calendar day": (
        thirty([{"per_day": 10}, {"per_calendar_day": 24}]),
        # From 2 November 08:00 to 11 December 17:00 there are 39 days and 9 hours.
        {("incurred", ""): {NOV: 210 + 0.7 * 945, DEC: 90 + 0.3 * 945}},
    ),
    "by quantity": (thirty([{"quantity": 3, "per_unit": 50}]), {("incurred", ""): {NOV: 105, DEC: 45}}),
    "early": (thirty([{**FIXED, "spread": "front"}]), {("incurred", ""): {NOV: 2640, DEC: 360}}),
    "late": (thirty([{**FIXED, "spread": "back"}]), {("incurred", ""): {NOV: 1650, DEC: 1350}}),
    "slow, fast, slow": (thirty([{**FIXED, "spread": "s"}]), {("incurred", ""): {NOV: 2580, DEC: 420}}),
    "inside a tenth": (thirty([{**FIXED, "spread": "front"}], 32), {("incurred", ""): {NOV: 2535, DEC: 465}}),
    "at the ends of a month": (edge(), {("incurred", ""): {NOV: 11, DEC: 310}}),
    "not in a pause": (
        moneyed(
            [{"id": "a", "duration": "20d", "splits": "10d pause 5d"}],
            costs=[{"id": "l", "task": "a", "fixed": 2000}],
        ),
        {("incurred", ""): {NOV: 1600, DEC: 400}},
    ),
    "between dates": (
        thirty([{"begin": "2026-11-16", "end": "2026-12-15", "project": "A", "per_day": 10, "per_calendar_day": 1}]),
        {("incurred", ""): {NOV: 125, DEC: 125}},
    ),
    "between milestones": (
        thirty([{"begin": "gate", "end": "live", "project": "A", "fixed": 1500}]),
        {("incurred", ""): {NOV: 1100, DEC: 400}},
    ),
    "backwards": (
        thirty([{"begin": "live", "end": "gate", "project": "A", "fixed": 7, "per_day": 100, "spread": "front"}]),
        {("incurred", ""): {NOV: 7}},
    ),
    "over a project": (thirty([{"project": "A", **FIXED}]), {("incurred", ""): {NOV: 2100, DEC: 900}}),
    "paid a month later": (
        thirty([{**FIXED, "payment_days": 31}]),
        {("incurred", ""): {NOV: 2100, DEC: 900}, ("paid", "opex"): {DEC: 2100, JAN: 900}},
    ),
    "committed at a milestone": (
        thirty([{**FIXED, "commit": "live"}]),
        {("incurred", ""): {NOV: 2100, DEC: 900}, ("committed", ""): {DEC: 3000}},
    ),
    "capitalised by a rule": (
        thirty([RULED], capitalisation=ASSET),
        {
            ("incurred", "capex"): {NOV: 880, DEC: 320},
            ("incurred", "opex"): {NOV: 1220, DEC: 580},
            ("capitalised", ""): {NOV: 880, DEC: 320},
        },
    ),
    "capitalised, paid later": (
        thirty([{**RULED, "payment_days": 31, "commit": "gate"}], capitalisation=ASSET),
        {
            ("paid", "capex"): {DEC: 880, JAN: 320},
            ("paid", "opex"): {DEC: 1220, JAN: 580},
            ("committed", "capex"): {NOV: 1200},
            ("committed", "opex"): {NOV: 1800},
        },
    ),
    "dearer every month": (
        thirty([{**FIXED, "index": "x"}], **DEAR),
        {("incurred", ""): {NOV: 2100, DEC: 900 * G}, ("escalation", ""): {DEC: 900 * (G - 1.0)}},
    ),
    "dearer since a year, abroad": (
        thirty([{**FIXED, "index": "x", "currency": "USD", "payment_days": 31}], **{**DEAR, **OLD}),
        {
            ("incurred", ""): {NOV: 4200 * 1.12, DEC: 1800 * 1.12 * G},
            ("paid", ""): {DEC: 4200 * 1.12, JAN: 1800 * 1.12 * G},
            ("fx", ""): {},
        },
    ),
    "begun without a ledger": (
        halves([{**FIXED, "per_day": 100}]),
        {("incurred", ""): {NOV: 4200, DEC: 1800}},
    ),
    "what is left of a sum": (booked(2500, FIXED), {("incurred", ""): {NOV: 2500, DEC: 500}}),
    "what is left of a rate": (booked(2500, {"per_day": 100}), {("incurred", ""): {NOV: 2500, DEC: 900}}),
    "nothing left": (booked(3200, FIXED), {("incurred", ""): {NOV: 3200}}),
    "stated as remaining": (booked(2500, {**FIXED, "remaining": 700}), {("incurred", ""): {NOV: 2500, DEC: 700}}),
    "at least what is ordered": (
        booked(2500, FIXED, {"amount": 1800}),
        {("incurred", ""): {NOV: 2500, DEC: 1800}, ("committed", ""): {NOV: 4300}},
    ),
    "partly ordered": (
        booked(2500, FIXED, {"amount": 200}),
        {("incurred", ""): {NOV: 2500, DEC: 500}, ("committed", ""): {NOV: 2700, DEC: 300}},
    ),
    "owed for finished work": (
        booked(2500, {**FIXED, "task": "o"}, {"amount": 300}),
        {("incurred", ""): {NOV: 2500, DEC: 300}, ("committed", ""): {NOV: 2800}},
    ),
    "booked, not paid": (
        booked(2500, {**FIXED, "payment_days": 62}),
        {("incurred", ""): {NOV: 2500, DEC: 500}, ("paid", ""): {JAN: 2500, JAN + 1: 500}},
    ),
    "work behind follows its price index": (
        halves([{"per_day": 100, "index": "x"}], indices=[{"id": "x", "rate": "12%", "base": "2025-11-15"}]),
        {("incurred", ""): {NOV: 2100 * 1.12, DEC: 900 * 1.12 * G}},
    ),
    "double running counts as opex only": (
        thirty([{**RULED, "double_running": True}], capitalisation=ASSET),
        {("double-running", ""): {NOV: 1220, DEC: 580}},
    ),
    "an order raises nothing without a ledger": (
        halves(
            [{**FIXED, "per_day": 100}], commitments=[{"id": "O", "line": "l0", "date": "2026-11-05", "amount": 1000}]
        ),
        {("incurred", ""): {NOV: 4200, DEC: 1800}, ("committed", ""): {NOV: 5200, DEC: 800}},
    ),
    "an order of more than the line raises nothing without a ledger": (
        thirty([FIXED], commitments=[{"id": "O", "line": "l0", "date": "2026-11-05", "amount": 8000}]),
        {("incurred", ""): {NOV: 2100, DEC: 900}, ("committed", ""): {NOV: 8000 - 3500, DEC: 900 - 2400}},
    ),
    "money without working time follows the rule of its own day": (
        # The gate is on Friday, 13 November, at 17:00.
        thirty([{**RULED, "begin": "2026-11-14", "end": "2026-11-15", "project": "A"}], capitalisation=ASSET),
        {("incurred", "capex"): {NOV: 2400}, ("incurred", "opex"): {NOV: 600}},
    ),
    "units of a resource of kind cost": (
        moneyed(
            [{"id": "a", "duration": "30d"}],
            resources=[{"id": "R", "kind": "cost", "per_unit": 10}],
            assignments=[{"task": "a", "resource": "R", "units": 3}],
        ),
        {("incurred", ""): {NOV: 21, DEC: 9}},
    ),
    "booked, overdue": (booked(2500, {**FIXED, "payment_days": 2}), {("paid", ""): {DEC: 3000}}),
}
"""Programs with what they spend, the same in the plan and in every iteration."""

RISKY: dict[str, tuple[Program, Expected]] = {
    "the plan is earned where the work is done": (
        delayed([{"fixed": 3000, "per_day": 100}]),
        {("incurred", ""): {NOV: 3675, DEC: 3325}, ("earned", ""): {NOV: 3150, DEC: 2850}},
    ),
    "risk money over the work that is hit": (
        delayed([], cost=400, cost_per_day=20),
        {("incurred", "opex"): {NOV: 315, DEC: 285}, ("earned", ""): {}, ("category", ""): {NOV: 315, DEC: 285}},
    ),
    "risk money of a project": (
        thirty([], risks=[{"id": "r", "probability": 1, "impacts": [{"project": "A", "cost": 300}]}]),
        {("incurred", "opex"): {NOV: 210, DEC: 90}},
    ),
    "an opportunity, capitalised": (
        thirty(
            [],
            risks=[
                {
                    "id": "r",
                    "kind": "opportunity",
                    "probability": 1,
                    "impacts": [{"tasks": ["a"], "cost": 300, "treatment": "asset"}],
                }
            ],
            capitalisation=ASSET,
        ),
        {("incurred", "capex"): {NOV: -88, DEC: -32}, ("incurred", "opex"): {NOV: -122, DEC: -58}},
    ),
    "a response when it is decided": (
        thirty(
            [],
            risks=[
                {
                    "id": f"r{n}",
                    "probability": 0,
                    "impacts": [{"tasks": ["a"], "delay": "1d"}],
                    "response": {"state": "active", "cost": cost, "probability": 0, "decide_by": day},
                }
                for n, (cost, day) in enumerate([(1, None), (20, "2026-12-05"), (300, "2026-10-01")])
            ],
        ),
        {("incurred", ""): {NOV: 301, DEC: 20}, ("earned", ""): {NOV: 301, DEC: 20}},
    ),
}
"""Programs in which a risk always occurs, with what they spend in every iteration."""

OVERDUE: Program = moneyed(
    [
        {"id": "a", "duration": "5d", "actual_start": "2026-11-02T08:00", "actual_finish": "2026-11-06T17:00"},
        {"id": "b", "project": "B", "duration": "5d"},
    ],
    data_date="2026-12-01",
    risks=[{"id": "r", "probability": 1, "impacts": [{"project": "A", "cost": 5}]}],
)
"""A fine for a project that is finished: it is still to come."""

EARLY_END: Program = thirty(
    [{**FIXED, "index": "x"}],
    **DEAR,
    periods=[{"id": "nov", "start": "2026-11-01", "end": "2026-11-30", "fiscal_year": "FY26"}],
)
"""Accounting periods that end before the work does."""


def due_now(line: Row) -> Program:
    """Return a program with a fact in November and 40 to come at a milestone that is due at the data date."""
    over = {"id": "o", "duration": "5d", "actual_start": "2026-11-02T08:00", "actual_finish": "2026-11-30T17:00"}
    tasks = [over, {"id": "gate", "kind": "milestone"}, {"id": "a", "duration": "5d"}]
    fact = {"date": "2026-11-15", "amount": 100, "project": "A"}
    row = {"id": "l", "project": "A", "fixed": 40, **line}
    return moneyed(tasks, "o>gate", costs=[row], actuals=[fact], data_date="2026-12-01")


DUE_NOW: dict[str, Program] = {
    "instalment": due_now({"instalments": "gate 100%"}),
    "on the milestone": due_now({"project": None, "task": "gate"}),
    "at the end": due_now({"begin": "o", "end": "gate", "spread": "end"}),
    "at the start": due_now({"begin": "gate", "end": "a", "spread": "start"}),
}
"""Money at a milestone that is reached with the work that is done."""
