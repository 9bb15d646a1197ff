"""Indices of tasks, for a terminal and as JSON."""

from __future__ import annotations

from typing import Any

from riskcast.analysis.indices import TaskIndices
from riskcast.cli.lines import say_count, wrap
from riskcast.cli.table import format_table, shorten
from riskcast.simulation.result import Result

_NOTE = (
    "criticality: share of futures on a critical path. significance: duration over duration and float, weighted by the "
    "program's duration. SSI: spread of the task over spread of the program, times criticality. Pearson, Spearman: "
    "correlation of its duration with the program's, cruciality after Williams; cruciality: Spearman times criticality."
)


def indices_text(result: Result, found: TaskIndices, top: int, width: int = 80) -> str:
    """Return the tasks with the largest schedule sensitivity as a table."""
    labels = {task.id: task.label for task in result.program.tasks}
    rows = [
        [
            shorten(f"{t.task} {labels[t.task]}", width - 66),
            f"{t.criticality.value:.2f}",
            f"{t.significance:.2f}",
            f"{t.schedule_sensitivity:.2f}",
            f"{t.pearson:+.2f}",
            f"{t.spearman:+.2f}",
            f"{t.cruciality:+.2f}",
        ]
        for t in found.tasks[:top]
    ]
    head = ["task", "criticality", "significance", "SSI", "Pearson", "Spearman", "cruciality"]
    count = f"{say_count(result.iterations, 'iteration')}, seed {result.manifest.seed}"
    note = f"{_NOTE} A correlation of 0 has a standard error of {found.error:.3f}. {count}."
    return format_table(head, rows, right=range(1, 7)) + "\n\n" + wrap(note, width)


def indices_data(result: Result, found: TaskIndices) -> dict[str, Any]:
    """Return all tasks as data."""
    tasks = [
        {
            "task": t.task,
            "criticality": t.criticality.value,
            "significance": t.significance,
            "schedule_sensitivity": t.schedule_sensitivity,
            "pearson": t.pearson,
            "spearman": t.spearman,
            "cruciality": t.cruciality,
        }
        for t in found.tasks
    ]
    return {"tasks": tasks, "error": found.error, "iterations": result.iterations, "seed": result.manifest.seed}
