"""The cost report: budget, what is booked and ordered, what is still to come, and what that makes in the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskcast.analysis.intervals import batch_of
from riskcast.analysis.money.budget import budget_of
from riskcast.analysis.money.figure import Figure, mean_figure, percentile_figures
from riskcast.model.ledger import ActualKind, ChangeStatus
from riskcast.model.program import Program
from riskcast.network.money.ledger import Ledger
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class CostRow:
    """One project, or the program; money in the program's currency, costs positive."""

    project: str
    """Id; empty for the program."""
    label: str
    budget: float | None
    """As first approved."""
    changes: float
    """Approved changes."""
    current: float | None
    """Budget and approved changes."""
    pending: float
    """Changes that are not decided; in no other figure."""
    incurred: float
    """Invoiced to date."""
    accrual: float
    """Received to date, not invoiced."""
    actual: float
    """Both."""
    committed: float
    """Open on orders; part of what is still to come."""
    etc: float
    """Estimate to complete: the mean of what is still to come."""
    eac: Figure
    """Estimate at completion: actuals and estimate to complete; the mean."""
    eac_plan: float
    """The same with everything as planned and no risk."""
    eac_p50: Figure
    eac_p80: Figure
    variance: float | None
    """Current budget less estimate at completion; negative when money is short."""


@dataclass(frozen=True)
class CostLineRow:
    """One cost line; estimates are those of the plan, without risks."""

    line: str
    name: str
    project: str
    task: str
    category: str
    treatment: str
    supplier: str
    currency: str
    tags: Mapping[str, str]
    budget: float | None
    changes: float
    actual: float
    """To date; work behind the data date at planned prices when there is no ledger."""
    committed: float
    etc_plan: float
    eac_plan: float
    variance: float | None
    """Budget and approved changes less the estimate at completion."""


@dataclass(frozen=True)
class CostReport:
    """Projects in file order, then the program; and its cost lines."""

    rows: tuple[CostRow, ...]
    lines: tuple[CostLineRow, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return one row per project, the program last."""
        import pandas as pd

        flat = ("eac", "eac_p50", "eac_p80")
        rows = [{**vars(row), **{name: getattr(row, name).value for name in flat}} for row in self.rows]
        return pd.DataFrame(rows).set_index("project")

    def lines_frame(self) -> pd.DataFrame:
        """Return one row per cost line, tags as columns."""
        import pandas as pd

        rows = [
            {**{name: value for name, value in vars(row).items() if name != "tags"}}
            | {f"tag.{name}": text for name, text in row.tags.items()}
            for row in self.lines
        ]
        return pd.DataFrame(rows)


def cost_report(result: Result) -> CostReport:
    """Return the cost report of a result; estimates to complete are simulated, those of single lines planned."""
    program, ledger = result.program, Ledger(result.program)
    rows = [_row(result, ledger, project.id, project.label) for project in program.projects]
    return CostReport((*rows, _row(result, ledger, "", program.label)), _lines(program, ledger))


def _row(result: Result, ledger: Ledger, project: str, label: str) -> CostRow:
    program = result.program
    places = [p for p, other in enumerate(program.projects) if project in ("", other.id)]
    mine = [actual for actual in program.actuals if ledger.project_of(actual) in places]
    accrual = sum(ledger.value(actual) for actual in mine if actual.kind is ActualKind.ACCRUAL)
    incurred = sum(ledger.value(actual) for actual in mine if actual.kind is not ActualKind.ACCRUAL)
    measure = f"cost:{project}" if project else "cost"
    samples = result.samples(measure)
    batch = batch_of(result)
    eac = mean_figure(samples, batch)
    p50, p80 = percentile_figures(samples, (50, 80), batch)
    budget = budget_of(program, project)
    return CostRow(
        project=project,
        label=label,
        budget=budget.original,
        changes=budget.approved,
        current=budget.current,
        pending=budget.pending,
        incurred=incurred,
        accrual=accrual,
        actual=incurred + accrual,
        committed=sum(ledger.ordered.get(line.id, 0.0) for line in program.costs if ledger.owner(line.id) in places),
        etc=eac.value - incurred - accrual,
        eac=eac,
        eac_plan=result.planned(measure),
        eac_p50=p50,
        eac_p80=p80,
        variance=None if budget.current is None else budget.current - eac.value,
    )


def _lines(program: Program, ledger: Ledger) -> tuple[CostLineRow, ...]:
    from riskcast.network.compile import compile_program  # loads the compiler, which reading a result does not need
    from riskcast.simulation.schedule import schedule_network

    network = compile_program(program)
    planned: dict[str, float] = {}
    behind = dict(ledger.booked)
    sums = schedule_network(network).money.lines.tolist()
    for name, sum_, is_past in zip(network.names.lines, sums, network.names.past, strict=True):
        part = behind if is_past else planned
        part[name] = part.get(name, 0.0) + sum_
    changes: dict[str, float] = {}
    for change in program.changes:
        if change.status is ChangeStatus.APPROVED and change.line is not None:
            changes[change.line] = changes.get(change.line, 0.0) + change.amount
    found = []
    for line in program.costs:
        project = program.projects[ledger.owner(line.id)]
        actual, etc = behind.get(line.id, 0.0), planned.get(line.id, 0.0)
        budget = None if line.budget is None else line.budget + changes.get(line.id, 0.0)
        found.append(
            CostLineRow(
                line=line.id,
                name=line.name,
                project=project.id,
                task=line.task or "",
                category=line.category,
                treatment=line.treatment or project.treatment or program.finance.treatment,
                supplier=line.supplier,
                currency=line.currency or program.currency,
                tags=line.tags,
                budget=line.budget,
                changes=changes.get(line.id, 0.0),
                actual=actual,
                committed=ledger.ordered.get(line.id, 0.0),
                etc_plan=etc,
                eac_plan=actual + etc,
                variance=None if budget is None else budget - actual - etc,
            )
        )
    return tuple(found)
