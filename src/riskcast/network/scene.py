"""What the parts of the compiler share while they turn a program into arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from riskcast.model.distributions import Distribution
from riskcast.model.effective import CountingRisks, Ranged, effective_cost_ranges, effective_estimates, effective_risks
from riskcast.model.program import Program
from riskcast.model.risk import Risk, RiskKind
from riskcast.model.selector import Selection
from riskcast.network.nodes import Node, Role
from riskcast.network.variables import Variables


@dataclass(frozen=True)
class Switches:
    """Which kinds of uncertainty a run has; each can be left out to see what it does."""

    ranges: bool = True
    """Estimating uncertainty: ranges of durations and costs."""
    risks: bool = True
    drivers: bool = True
    """Drivers, systemic bias among them."""


@dataclass
class Shared:
    """Variables whose values are kept for a whole block, in the order they are asked for."""

    variables: Variables
    chosen: list[int] = field(default_factory=list)
    planned: list[float] = field(default_factory=list)
    """Value of each row without uncertainty; 1 for an occurrence, which is below no probability."""
    rows: dict[str, int] = field(default_factory=dict)
    """Rows of uniforms by name, so that several events can share one."""

    def row(self, name: str, law: Distribution, scale: float = 1.0, planned: float = 1.0) -> int:
        """Add a variable and return the row of its values; -1 for a certain value."""
        if law.sd == 0.0:
            return -1
        self.chosen.append(self.variables.add(name, law, scale))
        self.planned.append(planned)
        return len(self.chosen) - 1

    def uniform(self, name: str, law: Distribution, planned: float = 1.0) -> int:
        """Return the row of a uniform, which is added when it is first asked for."""
        if name not in self.rows:
            self.rows[name] = self.row(name, law, planned=planned)
        return self.rows[name]


class Outline:
    """What a program's lines mean now: ranges, risks and selected tasks; the same for every length of the tables."""

    def __init__(self, program: Program, switches: Switches) -> None:
        self.program = program
        self.switches = switches
        self.selection = Selection(program.tasks)
        self.estimates: dict[str, Ranged] = effective_estimates(program, self.selection) if switches.ranges else {}
        self.cost_ranges: dict[str, Ranged] = effective_cost_ranges(program, self.selection) if switches.ranges else {}
        self.counting: CountingRisks = effective_risks(program, self.selection)
        counting = {risk.id: risk for risk in self.counting.risks} if switches.risks else {}
        self.risks: list[Risk | None] = [counting.get(risk.id) for risk in program.risks]
        """As they count, in file order; None for those that are over or switched off, alone or all."""


@dataclass(frozen=True)
class Scene:
    """The program with its nodes in topological order."""

    outline: Outline
    nodes: Sequence[Node]
    """[n] In topological order."""
    shared: Shared

    @property
    def program(self) -> Program:
        """The program."""
        return self.outline.program

    def places(self, *, again: bool = False) -> dict[str, list[int]]:
        """Return the positions of the stretches of work of each task; with ``again``, those of rework too."""
        found: dict[str, list[int]] = {}
        for k, node in enumerate(self.nodes):
            if node.works or (again and node.role is Role.REDO):
                found.setdefault(node.task.id, []).append(k)
        return found

    def works(self, texts: Iterable[str], places: dict[str, list[int]]) -> list[int]:
        """Return the positions of the work of the tasks that selectors mean."""
        return [k for id_ in self.outline.selection.every(texts) for k in places.get(id_, ())]


def sign_of(risk: Risk) -> float:
    """Return 1 for a threat, -1 for an opportunity."""
    return -1.0 if risk.kind is RiskKind.OPPORTUNITY else 1.0
