"""Small programs with all kinds of money in them: fixed ones, and random ones that are the same for one seed."""

from __future__ import annotations

from typing import Any

from riskcast.model.program import Program

Row = dict[str, Any]
CALENDARS: list[Row] = [
    {"id": "day", "week": {"mon-fri": "08:00-12:00, 13:00-17:00"}, "holidays": ["2026-12-25", "2027-01-01"]},
    {"id": "night", "week": {"mon-thu": "20:00-24:00", "sat": "06:30-11:10"}},
    {"id": "clock", "week": {"mon-sun": "00:00-24:00"}, "hours_per_day": 24},
]
START = "2026-11-02T08:00"
"""A Monday."""


def moneyed(tasks: list[Row], links: str = "", **fields: Any) -> Program:
    """Return a program of projects A and B; links are written ``a>b c>d``."""
    content: Row = {
        "id": "money",
        "start": START,
        "calendar": "day",
        "calendars": CALENDARS,
        "projects": [{"id": "A"}, {"id": "B"}],
        "tasks": [{"project": "A", **task} for task in tasks],
        "dependencies": [
            dict(zip(("predecessor", "successor"), pair.split(">"), strict=True)) for pair in links.split()
        ],
    }
    return Program.model_validate({**content, **fields})


TASKS: list[Row] = [
    {"id": "design", "duration": "15d", "estimate": "triangular(10d, 15d, 30d)"},
    {"id": "contract", "kind": "milestone"},
    {"id": "build", "duration": "30d", "estimate": "pert(20d, 30d, 60d)", "splits": "10d pause 4d"},
    {"id": "ship", "duration": "9ed", "estimate": "uniform(5ed, 20ed)"},
    {"id": "test", "project": "B", "duration": "8d", "estimate": "uniform(5d, 15d)", "calendar": "night"},
    {"id": "live", "project": "B", "kind": "milestone"},
    {"id": "train", "project": "B", "duration": "12d", "estimate": "uniform(8d, 20d)"},
]
LINKS = "design>contract contract>build build>ship ship>test test>live contract>train"
RULE: Row = {
    "id": "asset",
    "steps": "opex until contract; capex until live; opex",
    "capital_share": 0.8,
    "life_years": 5,
}
LINES: dict[str, list[Row]] = {
    "instalments across a year end": [
        {"id": "l", "task": "build", "fixed": "uniform(900, 1200)", "instalments": "contract 30%; build 45%; live 25%"}
    ],
    "payment days": [
        {"id": "l", "task": "build", "fixed": "700", "per_day": "uniform(20, 30)", "payment_days": 45},
        {"id": "m", "task": "ship", "per_day": "40", "payment_days": 30.5, "spread": "end"},
        {"id": "n", "task": "train", "per_day": "40", "payment_days": 10, "spread": "start"},
    ],
    "every curve": [
        {"id": f"{spread}-{task}", "task": task, "fixed": "1000", "per_day": "10", "spread": spread}
        for spread in ("linear", "front", "back", "s", "start", "end")
        for task in ("build", "ship", "test", "contract")
    ],
    "all parts": [
        {
            "id": "l",
            "task": "train",
            "fixed": "uniform(10, 20)",
            "per_day": "pert(5, 9, 20)",
            "per_calendar_day": "triangular(1, 2, 4)",
            "quantity": "uniform(5, 10)",
            "per_unit": "uniform(3, 7)",
        }
    ],
    "spans": [
        {"id": "l", "project": "A", "begin": "contract", "end": "live", "per_day": "uniform(10, 20)"},
        {"id": "m", "project": "B", "begin": "2026-12-24", "end": "test", "per_calendar_day": "12", "spread": "s"},
        {"id": "n", "project": "B", "begin": "build", "end": "2027-02-28", "fixed": "uniform(500, 600)"},
        {"id": "o", "project": "A", "begin": "live", "end": "contract", "fixed": "100", "per_day": "7"},
        {"id": "q", "project": "B", "fixed": "300", "per_day": "11", "spread": "back"},
        {"id": "r", "project": "A", "per_calendar_day": "11", "spread": "front"},
    ],
    "a line that is committed as a whole": [
        {"id": "l", "task": "build", "fixed": "uniform(900, 1200)", "commit": "contract"},
        {"id": "m", "task": "train", "per_day": "30"},
    ],
    "a rule with a boundary inside tasks": [
        {"id": "l", "task": "train", "per_day": "30", "treatment": "asset", "payment_days": 20},
        {"id": "m", "project": "A", "fixed": "1000", "treatment": "asset", "spread": "s"},
        {"id": "n", "task": "build", "fixed": "500", "treatment": "capex"},
        {"id": "o", "task": "train", "fixed": "500", "double_running": True},
    ],
}
"""Cost lines by what they are about."""
PRICED: Row = {
    "currencies": [
        {"id": "USD", "rate": "triangular(0.85, 0.92, 1.02)", "volatility": 0.12, "hedged": 0.4},
        {"id": "CHF", "rate": "1.05"},
    ],
    "indices": [
        {"id": "wages", "rate": "triangular(2%, 3%, 6%)", "volatility": 0.05, "categories": ["team"]},
        {"id": "steel", "rate": "4%", "base": "2025-06-15", "categories": ["gear"]},
    ],
}
PRICED_LINES: list[Row] = [
    {"id": "l", "task": "build", "per_day": "50", "category": "team", "payment_days": 60},
    {
        "id": "m",
        "task": "ship",
        "fixed": "uniform(400, 500)",
        "category": "gear",
        "currency": "USD",
        "commit": "contract",
    },
    {"id": "n", "task": "train", "fixed": "100", "category": "gear", "index": "none", "currency": "CHF"},
    {"id": "o", "project": "A", "per_day": "9", "index": "wages", "currency": "USD"},
]


def about(kind: str, **fields: Any) -> Program:
    """Return the program with one kind of cost lines."""
    return moneyed(TASKS, LINKS, costs=LINES[kind], capitalisation=[RULE], **fields)


def priced(**fields: Any) -> Program:
    """Return the program with foreign currencies and price indices."""
    return moneyed(TASKS, LINKS, **{"costs": PRICED_LINES, **PRICED, **fields})


BEGUN: list[Row] = [
    {"id": "design", "duration": "15d", "actual_start": "2026-11-02T08:00", "actual_finish": "2026-11-19T12:00"},
    {"id": "contract", "kind": "milestone", "actual_finish": "2026-11-20T17:00"},
    {
        "id": "build",
        "duration": "30d",
        "actual_start": "2026-11-23T08:00",
        "remaining": "25d",
        "estimate": "uniform(80%, 160%)",
    },
    *TASKS[3:],
]
"""The same tasks at the beginning of December."""
NOW = "2026-12-02T08:00"
BEGUN_LINES: list[Row] = [
    {"id": "d", "task": "design", "fixed": "uniform(80, 120)", "per_day": "uniform(5, 15)"},
    {"id": "b", "task": "build", "fixed": "uniform(800, 1200)", "per_day": "triangular(50, 60, 110)"},
    {"id": "t", "task": "train", "fixed": "uniform(80, 120)", "per_day": "uniform(5, 15)", "payment_days": 30},
    {"id": "s", "project": "A", "begin": "design", "end": "ship", "per_day": "uniform(5, 15)", "fixed": "900"},
    {"id": "p", "project": "A", "per_calendar_day": "uniform(1, 3)"},
    {"id": "i", "task": "build", "fixed": "1000", "instalments": "contract 30%; ship 50%; live 20%"},
]
LEDGER: Row = {
    "currencies": PRICED["currencies"],
    "actuals": [
        {"date": "2026-11-10", "amount": 90.5, "line": "d"},
        {"date": "2026-11-30", "amount": 310, "line": "b", "commitment": "O1"},
        {"date": "2026-11-30", "amount": -20, "line": "b", "paid": "2026-12-01"},
        {"date": "2026-11-20", "amount": 300, "line": "i", "paid": "2026-11-30"},
        {"date": "2026-11-12", "amount": 55, "line": "s", "category": "travel", "treatment": "capex"},
        {"date": "2026-11-12", "amount": 33, "task": "test", "currency": "CHF", "rate": 1.1},
        {"date": "2026-11-13", "amount": 44, "project": "B", "kind": "accrual"},
        {"date": "2026-11-30", "amount": 12, "line": "t"},
    ],
    "commitments": [
        {"id": "O1", "line": "b", "date": "2026-11-18", "amount": 700},
        {"id": "O2", "line": "d", "date": "2026-11-05", "amount": 70},
        {"id": "O3", "line": "s", "date": "2026-11-20", "amount": 5000},
    ],
}


def begun(ledger: bool = False, **fields: Any) -> Program:
    """Return the program in December, with or without what the ledger says."""
    rows = {"costs": BEGUN_LINES, "data_date": NOW, **(LEDGER if ledger else {}), **fields}
    return moneyed(BEGUN, LINKS, **rows)
