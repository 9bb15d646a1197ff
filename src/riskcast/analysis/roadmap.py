"""The program on one page: its projects, what they promised, and the dependencies that tie them together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

import numpy as np

from riskcast.analysis.bars import Bar, Bars, bars
from riskcast.analysis.crossings import RoadLink, crossings, fitting, mattering, ranked
from riskcast.analysis.finishes import kept_levels
from riskcast.analysis.measures import chance_of, target_of
from riskcast.analysis.progress import done
from riskcast.model.program import Project
from riskcast.simulation.result import Result
from riskcast.simulation.statistics import percentile

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 35
"""Rows that one picture holds."""
Kind = Literal["project", "milestone", "task"]


@dataclass(frozen=True)
class RoadRow:
    """One row: a project, or below it a promise of the project or a task at the end of a dependency."""

    kind: Kind
    id: str
    label: str
    project: str
    """Id of the project; its own for a project."""
    start: datetime
    """Deterministic; for a project that of its first task."""
    finish: datetime
    finishes: Mapping[int, datetime]
    """Finish at the percentiles that are kept of every task."""
    criticality: float
    """Share of iterations (0-1) on a critical path; for a project the largest of its unfinished tasks."""
    is_finished: bool
    target: date | None
    """The day that was promised."""
    chance: float | None
    """Share of iterations (0-1) that keep the promise; None without one, and for tasks that are no milestones."""
    ends_program: float | None = None
    """Projects: share of iterations (0-1) in which nothing finishes later."""


@dataclass(frozen=True)
class Roadmap:
    """The program on one page."""

    rows: tuple[RoadRow, ...]
    """Project by project in the order of the program; below each its rows in the order of their planned finish."""
    links: tuple[RoadLink, ...]
    """The one that matters most first."""
    status: datetime
    target: date | None
    projects: int
    """Number of projects with work."""
    promises: int
    """Number of promised dates of tasks and milestones."""
    crossings: int
    """Number of dependencies between projects."""
    candidates: int
    """How many of them may be critical at both ends in the same iteration, whether they are drawn or not."""
    at_summaries: int
    """How many of them start or end at a summary, of which nobody counts how often it is critical."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row per row of the picture."""
        import pandas as pd

        frame = [
            {"kind": row.kind, "id": row.id, "label": row.label, "project": row.project, "start": row.start,
             "finish": row.finish, **{f"P{p}": when for p, when in row.finishes.items()},
             "criticality": row.criticality, "finished": row.is_finished, "target": row.target,
             "chance": row.chance, "ends_program": row.ends_program}
            for row in self.rows
        ]  # fmt: skip
        return pd.DataFrame(frame)

    def links_frame(self) -> pd.DataFrame:
        """Return one row per dependency of the picture."""
        import pandas as pd

        names = ["predecessor", "successor", "type", "lag", "both"]
        frame = [
            {"predecessor": link.predecessor, "successor": link.successor, "type": str(link.type), "lag": link.lag,
             "both": link.both}
            for link in self.links
        ]  # fmt: skip
        return pd.DataFrame(frame, columns=names)


def roadmap(result: Result, known: Bars | None = None) -> Roadmap:
    """Return what one page shows of a program; ``known`` are its bars when they are there already."""
    program = result.program
    found = {bar.task: bar for bar in (known or bars(result)).rows}
    heads = _projects(result, found)
    shown = sorted(heads, key=lambda row: -row.criticality)[:MOST_ROWS]
    kept = {row.id for row in shown}
    promised = [task.id for task in program.tasks if task.target is not None and task.id in found]
    chosen = _promises(result, [id_ for id_ in promised if found[id_].project in kept], MOST_ROWS - len(shown))
    crossing = crossings(program)
    candidates = ranked(crossing, {id_: bar for id_, bar in found.items() if bar.project in kept})
    links = list(fitting(candidates, chosen, MOST_ROWS - len(shown)))
    rows = _in_order(result, [row for row in heads if row.id in kept], [found[id_] for id_ in chosen])
    place = {row.id: y for y, row in enumerate(rows) if row.kind != "project"}
    return Roadmap(
        rows=rows,
        links=tuple(replace(link, from_row=place[link.predecessor], to_row=place[link.successor]) for link in links),
        status=program.data_date or program.start,
        target=program.targets.finish,
        projects=len(heads),
        promises=len(promised),
        crossings=len(crossing),
        candidates=len(mattering(crossing, found)),
        at_summaries=sum(not (link.predecessor in found and link.successor in found) for link in crossing),
    )


def _projects(result: Result, found: Mapping[str, Bar]) -> list[RoadRow]:
    """Return the rows of all projects with work, in the order of the program."""
    finished = {id_ for id_, past in done(result).items() if past.is_finished}
    last = result.project_finish.max(axis=0)
    work: dict[str, list[Bar]] = {}
    for bar in found.values():
        work.setdefault(bar.project, []).append(bar)
    rows = []
    for p, project in enumerate(result.program.projects):
        if mine := work.get(project.id):
            to_come = [bar for bar in mine if bar.task not in finished]
            ends = float(np.mean(result.project_finish[p] == last))
            rows.append(_project(result, project, mine, to_come, ends))
    return rows


def _project(result: Result, project: Project, mine: Sequence[Bar], to_come: Sequence[Bar], ends: float) -> RoadRow:
    measure = f"finish:{project.id}"
    target = project.targets.finish
    ordered = result.ordered(measure)
    return RoadRow(
        kind="project",
        id=project.id,
        label=project.label,
        project=project.id,
        start=min(bar.start for bar in mine),
        finish=result.moment(result.planned(measure)),
        finishes={p: result.moment(percentile(ordered, p)) for p in kept_levels(result.program)},
        criticality=max((bar.criticality for bar in to_come), default=0.0),
        is_finished=not to_come and ordered[0] == ordered[-1],
        target=target,
        chance=None if target is None else chance_of(result, measure, target),
        ends_program=ends,
    )


def _promises(result: Result, ids: Sequence[str], room: int) -> dict[str, None]:
    """Return the promised tasks to show: all, or the doubtful ones when they leave no room for dependencies.

    What has no chance comes after what has one, and what is finished last.
    """
    most = room if len(ids) <= room * 2 // 3 else room * 2 // 3
    if len(ids) > most:
        past = done(result)
        chances = {id_: _chance(result, id_) for id_ in ids}
        doubt = {id_: 2.0 if chance is None else chance for id_, chance in chances.items()}
        ids = sorted(ids, key=lambda id_: (id_ in past and past[id_].is_finished, doubt[id_]))[:most]
    return dict.fromkeys(ids)


def _chance(result: Result, id_: str) -> float | None:
    measure = f"milestone:{id_}"
    target = target_of(result, measure)
    if target is None or measure not in result.measures:
        return None
    return chance_of(result, measure, target)


def _in_order(result: Result, heads: Sequence[RoadRow], chosen: Sequence[Bar]) -> tuple[RoadRow, ...]:
    rows: list[RoadRow] = []
    task_row = _task_rows(result)
    for head in heads:
        mine = sorted((bar for bar in chosen if bar.project == head.id), key=lambda bar: (bar.finish, bar.start))
        rows += [head, *(task_row(bar) for bar in mine)]
    return tuple(rows)


def _task_rows(result: Result) -> Callable[[Bar], RoadRow]:
    place = {id_: i for i, id_ in enumerate(result.tasks.ids)}
    targets = {task.id: task.target for task in result.program.tasks}
    finish = {p: result.task_percentile(p)[:, 1] for p in kept_levels(result.program)}
    finished = {id_ for id_, past in done(result).items() if past.is_finished}

    def row(bar: Bar) -> RoadRow:
        return RoadRow(
            kind="milestone" if bar.is_milestone else "task",
            id=bar.task,
            label=bar.name,
            project=bar.project,
            start=bar.start,
            finish=bar.finish,
            finishes={p: result.moment(ticks[place[bar.task]]) for p, ticks in finish.items()},
            criticality=bar.criticality,
            is_finished=bar.task in finished,
            target=targets[bar.task],
            chance=_chance(result, bar.task),
        )

    return row
