"""Critical paths, merge points and dependencies between projects, for a terminal and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from riskcast.analysis.cross_project import CrossProject
from riskcast.analysis.measures import label_of
from riskcast.analysis.merges import Merges
from riskcast.analysis.paired import Difference
from riskcast.analysis.paths import DrivingPath, Paths, Share
from riskcast.cli.lines import say_count, wrap
from riskcast.cli.moves import BRACKETS, say_move
from riskcast.cli.table import format_table, shorten
from riskcast.simulation.result import Result

_PATHS, _POINTS, _LINKS = 4, 8, 8
"""How many of each are listed."""


@dataclass(frozen=True)
class Traced:
    """What is known about the ways that lead to a date."""

    paths: Paths
    merges: Merges
    cross: CrossProject


def paths_text(result: Result, found: Traced, width: int = 80) -> str:
    """Return paths, merge points and dependencies between projects, at most so many columns (80 or more)."""
    parts = [
        wrap(_answer(result, found), width),
        _paths(found.paths, width),
        _points(found.merges, width),
        _pairs(found.cross, width),
        _links(found.cross, width),
        wrap(_method(result, found), width),
    ]
    return "\n\n".join(part for part in parts if part)


def _answer(result: Result, found: Traced) -> str:
    bias = found.merges.bias
    return (
        f"{label_of(result, found.merges.measure)}: P{bias.p:g} lies {_days(bias.total)} after the plan, "
        f"{_days(bias.along)} from ranges and risks along the planned path and {_days(bias.bias)} because paths merge. "
        f"The planned path drives {_share(_planned(found.paths))} of the futures; in all, "
        f"{say_count(found.paths.distinct, 'different path drives', 'different paths drive')} one."
    )


def _planned(paths: Paths) -> Share:
    return next((path.share for path in paths.top if path.is_planned), paths.planned.share)


def _paths(paths: Paths, width: int) -> str:
    said = ["most frequent paths"]
    for path in paths.top[:_PATHS]:
        head = f"{_share(path.share)}{', as planned' if path.is_planned else ''}: "
        said.append(wrap(head + _chain(path), width, "  "))
    return "\n".join(said)


def _chain(path: DrivingPath) -> str:
    return " > ".join(path.tasks) if path.tasks else "a date that is a fact"


def _points(merges: Merges, width: int) -> str:
    rows = []
    for point in merges.points[:_POINTS]:
        first = point.drivers[0] if point.drivers else None
        rows.append(
            [
                point.task or "(end)",
                say_move(point.delay, is_money=False),
                _share(point.on_path),
                shorten(point.planned or "a date", max((width - 44) // 2, 12)),
                "" if first is None else f"{shorten(first.task, max((width - 50) // 2, 12))} {_share(first.share)}",
            ]
        )
    head = ["merge point", "days later", "on path", "planned driver", "drives most often"]
    return format_table(head, rows, right=(1, 2)) if rows else ""


def _pairs(cross: CrossProject, width: int) -> str:
    rows = [
        [f"{at.from_project} -> {at.to_project}", say_move(_less(at.days), is_money=False), str(at.dependencies)]
        for at in cross.pairs
        if at.days.value != 0.0
    ]
    return format_table(["from -> to", f"P{cross.p} without", "dependencies"], rows, right=(1, 2)) if rows else ""


def _links(cross: CrossProject, width: int) -> str:
    rows = [
        [shorten(f"{link.predecessor} -> {link.successor}", width - 34), say_move(_less(link.days), is_money=False),
         _share(link.binds)]
        for link in cross.links[:_LINKS]
        if link.days.value != 0.0
    ]  # fmt: skip
    return format_table(["dependency", f"P{cross.p} without", "binds in"], rows, right=(1, 2)) if rows else ""


def _less(days: Difference) -> Difference:
    return Difference(-days.value, days.error)


def _days(days: Difference) -> str:
    return f"{say_move(days, is_money=False)} days"


def _share(share: Share) -> str:
    return f"{100.0 * share.value:.0f} %"


def _method(result: Result, found: Traced) -> str:
    return (
        "days later: how much later a task starts, on average, than its planned driver alone would let it. without: "
        f"what P{found.cross.p} does when these dependencies are switched off, in the same futures; these do not add "
        f"up. ±: 95 %; {BRACKETS}. {say_count(result.iterations, 'iteration')}, seed {result.manifest.seed}."
    )


def paths_data(result: Result, found: Traced) -> dict[str, Any]:
    """Return the same as data; days are calendar days."""
    bias = found.merges.bias
    return {
        "measure": found.merges.measure,
        "distinct_paths": found.paths.distinct,
        "paths": [
            {"tasks": list(path.tasks), "share": path.share.value, "planned": path.is_planned}
            for path in found.paths.top
        ],
        "merge_bias": {"p": bias.p, "total": _data(bias.total), "along": _data(bias.along), "bias": _data(bias.bias)},
        "merge_points": [
            {
                "task": point.task,
                "project": point.project,
                "delay": _data(point.delay),
                "on_path": point.on_path.value,
                "drivers": [
                    {"task": driver.task, "share": driver.share.value, "planned": driver.is_planned}
                    for driver in point.drivers
                ],
            }
            for point in found.merges.points
        ],
        "p": found.cross.p,
        "projects": [
            {"from": at.from_project, "to": at.to_project, "dependencies": at.dependencies, "days": _data(at.days)}
            for at in found.cross.pairs
        ],
        "dependencies": [
            {"predecessor": link.predecessor, "successor": link.successor, "binds": link.binds.value,
             "days": _data(link.days)}
            for link in found.cross.links
        ],
        "iterations": result.iterations,
        "seed": result.manifest.seed,
    }  # fmt: skip


def _data(days: Difference) -> dict[str, float | None]:
    return {"value": days.value, "error": days.error}
