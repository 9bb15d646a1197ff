"""Small programs with known answers, on a calendar that works round the clock."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import riskcast as rc
from riskcast.network.ticks import PER_DAY

MODELS = Path(__file__).parents[3] / "models"


def program(tasks: list[dict[str, Any]], **fields: Any) -> rc.Program:
    """Return a program of tasks one after the other."""
    ids = [task["id"] for task in tasks]
    return rc.Program.model_validate(
        {
            "id": "p",
            "start": "2027-01-04",
            "calendar": "c",
            "calendars": [{"id": "c", "week": {"mon-sun": "00:00-24:00"}, "hours_per_day": 24}],
            "projects": [{"id": "P"}],
            "tasks": [{"project": "P", **task} for task in tasks],
            "dependencies": [{"predecessor": a, "successor": b} for a, b in pairwise(ids)],
            **fields,
        }
    )


def task(id_: str, duration: str, estimate: str | None = None, **fields: Any) -> dict[str, Any]:
    return {"id": id_, "duration": duration, **({"estimate": estimate} if estimate else {}), **fields}


def days(result: rc.Result) -> NDArray[np.float64]:
    """Return days between the planned finish and that of every iteration."""
    return (result.samples("finish") - result.planned("finish")) / PER_DAY
