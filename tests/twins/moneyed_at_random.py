"""Small random programs with every kind of money, uncertainty and facts in them, the same for one seed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from riskcast.model.program import Program
from twins.chancy import PROJECTS, Maker, Row

NOW = "2026-01-19T08:00"
"""A Monday, two weeks after the start."""
SPREADS = ["linear", "linear", "front", "back", "s", "start", "end"]
CATEGORIES = ["team", "gear", "travel", ""]
FISCALS: list[Row] = [
    {},
    {"first_month": "feb"},
    {"first_month": "mar", "pattern": "4-4-5"},
    {"pattern": "5-4-4", "week_ends": "wed", "year_ends": "nearest"},
]


class Moneymaker(Maker):
    """Makes one program; ``begun`` gives it facts, ``ledger`` also booked amounts."""

    def __init__(self, seed: int, begun: bool = False, ledger: bool = False) -> None:
        super().__init__(seed)
        self.begun, self.ledger = begun or ledger, ledger
        self.finished = self.names[: self.rnd.randint(1, 2)] if self.begun else []
        self.started = self.names[len(self.finished) :][: self.rnd.randint(1, 2)] if self.begun else []

    def program(self, **changes: Any) -> Program:
        """Return it; ``changes`` replace whole fields."""
        rnd = self.rnd
        costs = [self._cost(n) for n in range(rnd.randint(4, 7))]
        made: Row = {
            "data_date": NOW if self.begun else rnd.choice([None, "2026-01-02"]),
            "projects": [{"id": "A", "treatment": rnd.choice([None, "asset"])}, {"id": "B", "calendar": "night"}],
            "costs": costs,
            "resources": [self._resource(n) for n in range(2)],
            "assignments": self._assignments(),
            "indices": self._indices(),
            "currencies": self._currencies(),
            "capitalisation": self._rules(),
            "finance": {"treatment": rnd.choice(["opex", "capex", "plant"])},
            "fiscal": rnd.choice(FISCALS),
            "periods": self._weeks() if rnd.random() < 0.2 else [],
            "benefits": [{"id": "gain", "start": "done", "per_year": self.size(50, 90, ""), "years": 5}],
        }
        if self.begun:
            made |= {"branches": [], "conditions": []}
        if self.ledger:
            made |= self._ledger([row["id"] for row in costs])
        return super().program(**{**made, **changes})

    def _task(self, name: str) -> Row:
        row = super()._task(name)
        if name == self.names[-1]:
            row["project"] = "B"
        if name in self.finished:
            first, last = sorted(self.rnd.sample(range(5, 19), 2))
            facts = {"actual_start": f"2026-01-{first:02}T09:00", "actual_finish": f"2026-01-{last:02}T15:30"}
        elif name in self.started:
            days = self.rnd.randint(1, 6)
            facts = {"actual_start": f"2026-01-{self.rnd.randint(5, 16):02}T09:00", "remaining": f"{days}d"}
        else:
            return row
        return {**{key: row[key] for key in row if key not in ("probability", "splits")}, **facts}

    def _cost(self, number: int) -> Row:
        """Return a cost line somewhere, with some parts and some properties."""
        rnd = self.rnd
        row: Row = {"id": f"c{number}", **self._place()}
        parts = {"fixed": (100, 900), "per_day": (10, 90), "per_calendar_day": (5, 50), "per_unit": (10, 90)}
        for part in rnd.sample(sorted(parts), rnd.randint(1, 3)):
            row[part] = self.size(*parts[part], "")
        if "per_unit" in row and rnd.random() < 0.7:
            row["quantity"] = self.size(1, 9, "")
        options: Row = {
            "instalments": f"{self._any()} 30%; done 45.5%; {self._any()} 24.5%",
            "payment_days": rnd.choice([10, 30, 45.25]),
            "commit": self._any(),
            "currency": rnd.choice(["USD", "CHF"]),
            "category": rnd.choice(CATEGORIES),
            "index": rnd.choice(["none", "wages", "steel"]),
            "treatment": rnd.choice(["capex", "opex", "asset", "plant"]),
        }
        if self.ledger and not {row.get("task"), row.get("end")} & set(self.finished):
            options["remaining"] = self.size(50, 500, "")
        row |= {key: value for key, value in options.items() if rnd.random() < 0.35}
        return row if "instalments" in row else {**row, "spread": rnd.choice(SPREADS)}

    def _place(self) -> Row:
        """Return where a line lies: mostly a task, else a span or a project."""
        rnd = self.rnd
        kind, project = rnd.random(), rnd.choice(PROJECTS)
        if kind < 0.6:
            return {"task": rnd.choice([*self.names, "done"])}
        if kind < 0.85:
            begin = rnd.choice([self._any(), f"2026-01-{rnd.randint(1, 31):02}"])
            end = rnd.choice([self._any(), f"2026-02-{rnd.randint(1, 28):02}"])
            return {"project": project, "begin": begin, "end": end}
        return {"project": project}

    def _any(self) -> str:
        return self.rnd.choice([*self.names, "done"])

    def _resource(self, number: int) -> Row:
        rnd = self.rnd
        kind, price = rnd.choice([("work", "per_hour"), ("material", "per_unit")])
        row: Row = {"id": f"res{number}", "kind": kind, price: self.size(2, 9, "")}
        options: Row = {
            "payment_days": rnd.choice([7, 40]),
            "currency": "USD",
            "category": rnd.choice(CATEGORIES),
            "treatment": rnd.choice(["capex", "asset"]),
        }
        return {**row, **{key: value for key, value in options.items() if rnd.random() < 0.4}}

    def _assignments(self) -> list[Row]:
        rnd = self.rnd
        pairs = {(rnd.choice(self.names), f"res{n}") for n in (0, 0, 1)}
        return [{"task": t, "resource": r, "units": rnd.choice([0.5, 1.0, 3.0])} for t, r in sorted(pairs)]

    def _indices(self) -> list[Row]:
        rnd = self.rnd
        wages = {"rate": self.size(1, 8, "%"), "volatility": 0.1, "categories": ["team", "risk events"]}
        steel = {"rate": "9%", "base": rnd.choice([None, "2024-07-31", "2026-03-01"]), "categories": ["gear"]}
        return [{"id": "wages", **wages}, {"id": "steel", "volatility": rnd.choice([0.0, 0.2]), **steel}]

    def _currencies(self) -> list[Row]:
        hedged = self.rnd.choice([0.0, 0.5, 1.0])
        return [
            {"id": "USD", "rate": self.size(0.8, 1.1, ""), "volatility": 0.15, "hedged": hedged},
            {"id": "CHF", "rate": self.size(0.9, 1.2, "")},
        ]

    def _rules(self) -> list[Row]:
        asset = {"steps": f"opex until {self._any()}; capex until done; opex", "capital_share": 0.7}
        plant = {"steps": f"capex until {self._any()}; opex until {self._any()}; capex", "in_service": "done"}
        return [{"id": "asset", **asset}, {"id": "plant", **plant}]

    def _weeks(self) -> list[Row]:
        """Return periods of two weeks for a year."""
        days = [date(2025, 12, 21) + timedelta(days=14 * n) for n in range(30)]
        return [
            {"id": f"w{n}", "start": day, "end": day + timedelta(days=13), "fiscal_year": f"Y{n // 13}"}
            for n, day in enumerate(days)
        ]

    def _ledger(self, lines: list[str]) -> Row:
        rnd = self.rnd
        orders = [
            {
                "id": f"O{n}",
                "line": str(rnd.choice(lines)),
                "date": f"2026-01-{rnd.randint(2, 16):02}",
                "amount": round(rnd.uniform(20, 900), 2),
                **self._currency(),
            }
            for n in range(3)
        ]
        facts = [self._fact(rnd.choice(lines)) for _ in range(5)]
        facts += [{**self._fact(str(order["line"])), "amount": 11.5, "commitment": order["id"]} for order in orders[:2]]
        facts.append({"date": "2026-01-08", "amount": 70.25, "project": rnd.choice(PROJECTS), "category": "team"})
        return {"commitments": orders, "actuals": facts}

    def _currency(self) -> Row:
        """Return the currency of a booking."""
        foreign: Row = {"currency": self.rnd.choice(["USD", "CHF"])}
        return self.rnd.choice([{}, {}, foreign, {**foreign, "rate": 1.25}])

    def _fact(self, line: str) -> Row:
        rnd = self.rnd
        row: Row = {"line": line, "date": f"2026-01-{rnd.randint(2, 16):02}", "amount": round(rnd.uniform(-50, 500), 2)}
        options: Row = {
            "paid": "2026-01-17",
            "category": "travel",
            "treatment": rnd.choice(["capex", "opex"]),
        }
        row |= {key: value for key, value in options.items() if rnd.random() < 0.3}
        return {**row, **self._currency()}
