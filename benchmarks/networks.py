"""Layered networks of any size, the same on every machine."""

from __future__ import annotations

import math
import random
from typing import Any

from riskcast.model.program import Program

OFFICE = {"id": "office", "week": {"mon-fri": "08:00-12:00, 13:00-17:00"}}
PLANT = {"id": "plant", "week": {"mon-sat": "06:00-14:00, 14:00-22:00"}, "hours_per_day": 8}


def layered(tasks: int, *, crossing: float = 0.0, seed: int = 1) -> Program:
    """Return ``tasks`` triangular tasks in about sqrt(tasks) layers, two predecessors each on average.

    ``crossing`` is the share of tasks that work on a second calendar.
    """
    rnd = random.Random(seed)
    width = max(2, round(math.sqrt(tasks)))
    rows: list[dict[str, Any]] = []
    links: list[dict[str, str]] = []
    for i in range(tasks):
        mode = round(1 + 19 * rnd.random(), 1)
        low, high = round(0.7 * mode, 1), round(1.8 * mode, 1)
        calendar = "plant" if rnd.random() < crossing else "office"
        estimate = f"triangular({low}d, {mode}d, {high}d)"
        rows.append({"id": f"T{i}", "project": "P", "calendar": calendar, "duration": f"{mode}d", "estimate": estimate})
        first = max(0, (i // width - 1) * width)
        if i >= width:
            before = rnd.sample(range(first, (i // width) * width), k=min(1 + int(3 * rnd.random()), width))
            links += [{"predecessor": f"T{p}", "successor": f"T{i}"} for p in before]
    return Program.model_validate(
        {
            "id": "layered",
            "start": "2027-01-04",
            "calendar": "office",
            "calendars": [OFFICE, PLANT],
            "projects": [{"id": "P"}],
            "tasks": rows,
            "dependencies": links,
            "costs": [{"id": row["id"], "task": row["id"], "fixed": 1000, "per_day": 600} for row in rows],
        }
    )
