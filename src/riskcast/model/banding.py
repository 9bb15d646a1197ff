"""Which band counts for which task."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from riskcast.model.program import Program
from riskcast.model.selector import Selection
from riskcast.model.task import Task, TaskKind

BandField = Literal["estimate", "cost"]


@dataclass(frozen=True)
class Banding:
    """The bands that count; one without an open task is in neither mapping."""

    chosen: dict[str, int]
    """Row of the band that counts, by the id of the task."""
    ties: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    """Tasks that two equally special bands mean, by the rows of the bands; the later one counts."""


def choose_bands(program: Program, selection: Selection, of: BandField) -> Banding:
    """Return the most special band for every task that one can count for; of equally special ones the later.

    For durations these are unfinished tasks with a duration and no estimate of their own, for costs unfinished tasks
    with a certain cost line. Bands whose selector cannot be read are left out.
    """
    if not program.bands:
        return Banding({})
    open_ = set(_ranged(program) if of == "estimate" else _priced(program))
    best: dict[str, tuple[int, int]] = {}
    beaten: dict[str, int] = {}
    for row, band in enumerate(program.bands):
        if getattr(band, of) is None:
            continue
        try:
            special, meant = selection.parse(band.where).specificity, selection.tasks(band.where)
        except ValueError:
            continue
        for name in meant:
            if name not in open_ or best.get(name, (-1, -1))[0] > special:
                continue
            beaten.pop(name, None)
            if name in best and best[name][0] == special:
                beaten[name] = best[name][1]
            best[name] = (special, row)
    ties: dict[tuple[int, int], list[str]] = {}
    for name, row in beaten.items():
        ties.setdefault((row, best[name][1]), []).append(name)
    return Banding({name: row for name, (_, row) in best.items()}, ties)


def is_open_work(task: Task) -> bool:
    """Return whether a task is unfinished work with a planned duration, so that it can take longer or shorter."""
    return task.kind is TaskKind.TASK and task.duration is not None and task.actual_finish is None


def _ranged(program: Program) -> Iterable[str]:
    return (task.id for task in program.tasks if task.estimate is None and is_open_work(task))


def _priced(program: Program) -> Iterable[str]:
    finished = {task.id for task in program.tasks if task.actual_finish is not None}
    for line in program.costs:
        certain = any(e is not None and e.family == "fixed" for e in (line.fixed, line.per_day))
        if certain and line.task is not None and line.task not in finished:
            yield line.task
