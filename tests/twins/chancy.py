"""Small random programs with risks, drivers, branches, conditions, bands and correlations, the same for one seed."""

from __future__ import annotations

import random
from typing import Any

from riskcast.model.program import Program

CALENDARS = [
    {"id": "day", "week": {"mon-fri": "08:00-12:00, 13:00-17:00"}, "holidays": ["2026-01-14"]},
    {"id": "night", "week": {"mon-thu": "20:00-24:00", "sat": "06:30-11:10"}},
    {"id": "clock", "week": {"mon-sun": "00:00-24:00"}, "hours_per_day": 24},
]
Row = dict[str, Any]
PROJECTS = ("A", "B")


class Maker:
    """Makes one program."""

    def __init__(self, seed: int) -> None:
        self.rnd = random.Random(seed)
        self.names = [f"t{n}" for n in range(self.rnd.randint(5, 8))]
        self.rnd.shuffle(self.names)

    def program(self, **changes: Any) -> Program:
        """Return it; ``changes`` replace whole fields."""
        rows = [self._task(name) for name in self.names]
        made: Row = {
            "id": "chancy",
            "start": "2026-01-05T08:00",
            "calendar": "day",
            "calendars": CALENDARS,
            "projects": [{"id": name} for name in PROJECTS],
            "tasks": [*rows, {"id": "done", "project": "A", "kind": "milestone"}],
            "dependencies": self._links(),
            "costs": [self._line(n) for n in range(5)],
            "risks": self._risks(),
            "drivers": [self._driver(n) for n in range(self.rnd.randint(0, 3))],
            "bands": self._bands(),
            "branches": self._branches(),
            "conditions": self._conditions(),
            "combine": {
                "delays": self.rnd.choice(["sum", "max"]),
                "factors": self.rnd.choice(["product", "sum", "max"]),
            },
        }
        return Program.model_validate({**made, **changes})

    def size(self, low: float, high: float, unit: str) -> str:
        """Return a random estimate between two values."""
        a, m, b = sorted(round(self.rnd.uniform(low, high), 2) for _ in range(3))
        if a == b:
            return f"{m}{unit}"
        law = self.rnd.choice(["triangular", "pert", "uniform", "fixed"])
        return {
            "triangular": f"triangular({a}{unit}, {m}{unit}, {b}{unit})",
            "pert": f"pert({a}{unit}, {m}{unit}, {b}{unit})",
            "uniform": f"uniform({a}{unit}, {b}{unit})",
            "fixed": f"{m}{unit}",
        }[law]

    def some(self, least: int = 1, most: int = 3) -> list[str]:
        """Return some tasks, or a selector."""
        if self.rnd.random() < 0.3:
            return [self.rnd.choice(["all", "project:A", "project:B", "tag:site=x", "tag:site & project:A"])]
        return self.rnd.sample(self.names, self.rnd.randint(least, most))

    def _task(self, name: str) -> Row:
        rnd = self.rnd
        days = rnd.randint(1, 8)
        row: Row = {"id": name, "project": rnd.choice(PROJECTS), "duration": f"{days}d"}
        row["calendar"] = rnd.choices(["day", "night", "clock"], [6, 2, 2])[0]
        if rnd.random() < 0.6:
            row["estimate"] = self.size(days * 0.5, days * 2.0, "d")
        if rnd.random() < 0.25:
            row["probability"] = round(rnd.uniform(0.1, 0.9), 3)
        if rnd.random() < 0.25:
            row["splits"] = f"{rnd.randint(1, days)}d pause {rnd.randint(1, 3)}d"
        if rnd.random() < 0.5:
            row["tags"] = {"site": rnd.choice("xy")}
        return row

    def _links(self) -> list[Row]:
        rnd, found = self.rnd, []
        for k, name in enumerate(self.names[1:], 1):
            for before in rnd.sample(self.names[:k], min(k, rnd.choice([0, 1, 1, 2]))):
                kind = rnd.choices(["FS", "SS", "FF"], [8, 2, 2])[0]
                lag = rnd.choice([None, None, "1d", "-4h", "1ed"])
                found.append({"predecessor": before, "successor": name, "type": kind, "lag": lag})
        return [*found, {"predecessor": self.names[-1], "successor": "done"}]

    def _line(self, number: int) -> Row:
        row: Row = {"id": f"c{number}", "task": self.rnd.choice(self.names)}
        if self.rnd.random() < 0.7:
            row["fixed"] = self.size(100, 900, "")
        if "fixed" not in row or self.rnd.random() < 0.5:
            row["per_day"] = self.size(10, 90, "")
        return row

    def _risks(self) -> list[Row]:
        rnd = self.rnd
        risks = [self._risk(n) for n in range(rnd.randint(3, 6))]
        for risk in rnd.sample(risks, 2):
            risk |= {"exclusive": "S", "probability": round(rnd.uniform(0.1, 0.45), 3)}
        free = [risk for risk in risks if "exclusive" not in risk]
        for risk in free[: rnd.randint(0, 2)]:
            earlier = risks[: risks.index(risk)]
            risk["given"] = [
                {"risk": e["id"], "probability": round(rnd.random(), 3)} for e in earlier if rnd.random() < 0.7
            ]
        return risks

    def _risk(self, number: int) -> Row:
        rnd = self.rnd
        kind = rnd.choices(["threat", "opportunity"], [3, 1])[0]
        chance = rnd.choice([0.0, 1.0, *(round(rnd.random(), 3) for _ in range(8))])
        impacts = [self._impact() for _ in range(rnd.randint(1, 3))]
        row: Row = {"id": f"r{number}", "kind": kind, "probability": chance, "impacts": impacts}
        if rnd.random() < 0.3:
            begin = rnd.randint(5, 20)
            row["not_before"] = f"2026-01-{begin:02}T10:00"
            if rnd.random() < 0.7:
                row["not_after"] = f"2026-01-{begin + rnd.randint(1, 10):02}T15:30"
        if rnd.random() < 0.3:
            row["response"] = {
                "state": rnd.choice(["planned", "active", "done"]),
                "probability": round(chance / 2.0, 3),
                "impacts": [self._impact()] if rnd.random() < 0.5 else [],
            }
        return row

    def _impact(self) -> Row:
        rnd = self.rnd
        row: Row = {"tasks": self.some(), "each": rnd.random() < 0.3}
        if rnd.random() < 0.6:
            row["delay"] = self.size(0.5, 5.0, "d")
            if rnd.random() < 0.5:
                row["cost_per_day"] = self.size(5, 50, "")
        if rnd.random() < 0.4:
            row["factor"] = self.size(70, 150, "%")
        if rnd.random() < 0.4 or len(row) == 2:
            row |= {"cost": self.size(50, 500, ""), "project": rnd.choice(PROJECTS)}
        return row

    def _driver(self, number: int) -> Row:
        rnd = self.rnd
        row: Row = {"id": f"d{number}", "tasks": self.some(), "probability": rnd.choice([1.0, 0.5, 0.2])}
        row["duration"] = self.size(80, 140, "%")
        if rnd.random() < 0.6:
            row["cost"] = self.size(80, 140, "%")
        return row

    def _bands(self) -> list[Row]:
        wide = {"where": "all", "estimate": "triangular(80%, 100%, 150%)", "cost": "uniform(90%, 130%)"}
        special = {"where": "tag:site=x", "estimate": self.size(70, 160, "%"), "cost": self.size(90, 140, "%")}
        return self.rnd.choice([[], [wide], [special], [special, wide]])

    def _branches(self) -> list[Row]:
        rnd = self.rnd
        if rnd.random() < 0.5:
            return []
        ways = rnd.sample(self.names, 2)
        chances = rnd.choice([(0.4, 0.6), (0.3, 0.3), (0.7, 0.1)])
        options = [{"probability": p, "tasks": [way]} for p, way in zip(chances, ways, strict=True)]
        return [{"id": "fork", "options": options}]

    def _conditions(self) -> list[Row]:
        rnd = self.rnd
        if rnd.random() < 0.4:
            return []
        at = rnd.randint(0, len(self.names) - 3)
        row: Row = {"id": "b", "task": self.names[at], "then": [self.names[-1]], "otherwise": [self.names[-2]]}
        later, longer = f"2026-01-{rnd.randint(8, 20):02}", f"{rnd.randint(2, 6)}d"
        return [{**row, **rnd.choice([{"later_than": later}, {"longer_than": longer}])}]
