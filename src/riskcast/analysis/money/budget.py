"""What may be spent: the budget as it was approved, and the changes since."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from riskcast.errors import Finding, InvalidInput, did_you_mean
from riskcast.model.ledger import Change, ChangeStatus
from riskcast.model.program import Program

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Budget:
    """The budget of a project or of the program, in the program's currency."""

    project: str
    """Id; empty for the program."""
    label: str
    """Name for people."""
    original: float | None
    """As first approved; of a program that states none, the sum of its projects' when each has one."""
    approved: float
    """Sum of the approved changes."""
    current: float | None
    """Original budget and approved changes; None without an original one."""
    pending: float
    """Sum of the changes that are not decided; no part of the current budget."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row."""
        import pandas as pd

        return pd.DataFrame([asdict(self)])


def budgets(program: Program) -> tuple[Budget, ...]:
    """Return the budget of the program, and those of its projects in order."""
    return tuple(budget_of(program, id_) for id_ in ("", *(project.id for project in program.projects)))


def current_budget(program: Program, project: str = "") -> float | None:
    """Return the original budget with the approved changes, of a project or (when empty) of the program.

    Raises
    ------
    InvalidInput
        When there is no such project.
    """
    return budget_of(program, project).current


def budget_of(program: Program, project: str = "") -> Budget:
    """Return the budget of a project, or of the program; changes to a project also change the program's.

    Raises
    ------
    InvalidInput
        When there is no such project.
    """
    label, original = _original(program, project)
    owners = _owners(program)
    mine = [change for change in program.changes if project in ("", _owner(change, owners))]
    approved, pending = (_sum(mine, status) for status in (ChangeStatus.APPROVED, ChangeStatus.PENDING))
    return Budget(project, label, original, approved, None if original is None else original + approved, pending)


def _original(program: Program, project: str) -> tuple[str, float | None]:
    """Return the label and the original budget."""
    if not project:
        parts = [part.targets.budget for part in program.projects]
        stated = [part for part in parts if part is not None]
        summed = sum(stated) if len(stated) == len(parts) else None
        return program.label, summed if program.targets.budget is None else program.targets.budget
    for part in program.projects:
        if part.id == project:
            return part.label, part.targets.budget
    known = [part.id for part in program.projects]
    raise InvalidInput([Finding("RC341", f"there is no project {project!r}", did_you_mean(project, known))])


def _owners(program: Program) -> dict[str, str]:
    """Return the project that pays each cost line; empty when it is the program."""
    owners = {task.id: task.project for task in program.tasks}
    return {line.id: line.project or owners.get(line.task or "", "") for line in program.costs}


def _owner(change: Change, owners: dict[str, str]) -> str:
    return change.project or owners.get(change.line or "", "")


def _sum(changes: list[Change], status: ChangeStatus) -> float:
    return float(sum(change.amount for change in changes if change.status is status))
