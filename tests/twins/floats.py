"""Floats by trial: push a task later until it hurts. Slow, and needs no backward pass."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from twins.schedule import Dates, Twin

FAR = 1 << 18
"""Longer than any of the small programs lasts."""


def farthest(harmless: Callable[[int], bool]) -> int:
    """Return the largest slip that does no harm, when every larger one does."""
    low, high = 0, FAR
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if harmless(middle) else (low, middle)
    return low


def total_float(twin: Twin, durations: Mapping[str, int], name: str) -> int:
    """Return how far a task can slip without moving the end of the program (or of any project), in ticks of work."""
    early = twin.forward(durations)
    return farthest(lambda slip: _ends(twin, twin.forward(durations, {name: slip})) == _ends(twin, early))


def free_float(twin: Twin, durations: Mapping[str, int], name: str) -> int:
    """Return how far a task can slip without moving any other task or the end, in ticks of work."""
    early = twin.forward(durations)

    def harmless(slip: int) -> bool:
        late = twin.forward(durations, {name: slip})
        others = all(late[other] == early[other] for other in early if other != name)
        return others and _ends(twin, late) == _ends(twin, early)

    return farthest(harmless)


def _ends(twin: Twin, dates: Mapping[str, Dates]) -> dict[str, int]:
    if twin.program.open_ends == "program":
        return {"": twin.program_finish(dates)}
    projects = {task.project for task in twin.tasks.values()}
    return {project: twin.project_finish(project, dates) for project in projects}
