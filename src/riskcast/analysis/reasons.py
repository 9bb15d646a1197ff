"""Why a date may differ from the one that a tool had stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from riskcast.model.program import Dialect, Program
from riskcast.model.task import Task

_EARLY = frozenset(("early_start", "early_finish"))


class Reasons:
    """Looks for the likely reason of each difference; the first that fits is given."""

    def __init__(self, program: Program, wrong: Mapping[str, frozenset[str]]) -> None:
        self._program = program
        self._wrong = wrong
        self._dates = {project.id: program.status_date(project) for project in program.projects}
        self._staffed = {assignment.task for assignment in program.assignments}
        self._before: dict[str, list[str]] = {}
        self._after: dict[str, list[str]] = {}
        for link in program.dependencies:
            self._before.setdefault(link.successor, []).append(link.predecessor)
            self._after.setdefault(link.predecessor, []).append(link.successor)

    def why(self, task: Task, field: str, stored: datetime, ours: datetime) -> str:
        """Return the likely reason why ``field`` of a task is not as stored."""
        early = field in _EARLY
        cause = self._neighbour(task, early)
        if cause:
            return f"follows from {cause}"
        if early:
            return self._why_early(task, stored, ours)
        if task.id in self._wrong and self._wrong[task.id] & _EARLY:
            return "its early dates differ already"
        if task.actual_start is not None:
            return "late dates of progressed tasks, which tools compute in ways of their own"
        return "open end: the finish that late dates count back from differs, or a successor is not in the file"

    def _neighbour(self, task: Task, early: bool) -> str:
        """Return the predecessor (for late dates: successor) whose dates of the same kind differ."""
        near = (self._before if early else self._after).get(task.id, ())
        for id_ in near:
            fields = self._wrong.get(id_, frozenset())
            if fields & _EARLY if early else fields - _EARLY:
                return id_
        return ""

    def _why_early(self, task: Task, stored: datetime, ours: datetime) -> str:
        data_date = self._dates[task.project]
        if task.actual_finish is not None:
            return "finished: its dates are facts, and tools store them in different ways"
        if task.manual_start is not None:
            return "scheduled manually in the tool"
        if self._program.dialect is not Dialect.MSPROJECT and stored < data_date:
            return "stale: not scheduled since the data date in the tool"
        if task.as_late_as_possible:
            return "as late as possible in the tool"
        if task.constraints:
            return f"constraint ({task.constraints[0].kind.value})"
        if stored > ours and task.id in self._staffed:
            return "levelled in the tool, or its resources work at other times"
        if task.actual_start is not None:
            return "in progress: the remaining work is placed differently"
        if stored > ours:
            return "something in the tool holds it back: a link, option or levelling that is not in the file"
        return "something in the tool lets it be earlier: a calendar, option or link that is not in the file"
