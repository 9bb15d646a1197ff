"""What chance decides in one iteration, from the definitions: draws that vary together, what happens, what exists."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

import numpy as np
from scipy.special import ndtr

from riskcast.model.correlation import Correlation, CorrelationOf
from riskcast.model.distributions import Normal
from riskcast.model.effective import effective_risks
from riskcast.model.program import Program
from riskcast.model.risk import Risk
from riskcast.model.selector import Selection
from twins.draws import uniform
from twins.simulation import quantile

Scores = dict[str, float]


def pearson(rank: float) -> float:
    """Return the correlation of two normal variables whose rank correlation is ``rank``."""
    return 2.0 * math.sin(math.pi * rank / 6.0)


class Together:
    """A group of variables and the correlation matrix of their normal scores, in the order in which they are named."""

    def __init__(self, names: list[str], lines: list[Correlation]) -> None:
        self.names, self.lines = names, lines
        self.values: dict[frozenset[str], float] = {}

    def factor(self, default: float) -> np.ndarray:
        """Return the triangular factor of what is left of the matrix beside the share that all durations have."""
        size = len(self.names)
        matrix = np.full((size, size), 0.0)
        for a, b in combinations(range(size), 2):
            rho = self.values.get(frozenset((self.names[a], self.names[b])))
            matrix[a, b] = matrix[b, a] = 0.0 if rho is None else (pearson(rho) - default) / (1.0 - default)
        np.fill_diagonal(matrix, 1.0)
        return np.linalg.cholesky(matrix)


class Chance:
    """The uniforms of a program in its iterations.

    ``varying`` are the names of all uncertain variables. Correlations must be consistent; a single correlation line
    of equal coefficients works through a score that all its members share.
    """

    def __init__(self, program: Program, seed: int, design: str, varying: set[str]) -> None:
        self.program, self.seed, self.design = program, seed, design
        self.select = Selection(program.tasks)
        self.default = pearson(program.default_correlation or 0.0)
        self.groups = list(self._groups(varying))
        self.group_of = {name: group for group in self.groups for name in group.names}
        self.loose = {n for n in varying if n.endswith(":duration") and n.startswith("task:")} - set(self.group_of)
        self.risks = {risk.id: risk for risk in effective_risks(program).risks}

    def uniform(self, name: str, i: int) -> float:
        """Return the uniform of a variable in an iteration."""
        group = self.group_of.get(name)
        if group is None and not (self.default and name in self.loose):
            return uniform(self.seed, name, i, self.design)
        mixed = self._score(name, i) if group is None else self._mixed(group, name, i)
        if self.default and name.endswith(":duration") and name.startswith("task:"):
            all_ = self._score("correlation:default:score", i)
            mixed = math.sqrt(self.default) * all_ + math.sqrt(1.0 - self.default) * mixed
        return float(ndtr(mixed))

    def _mixed(self, group: Together, name: str, i: int) -> float:
        """Return the score of a member before the share of all durations."""
        line = group.lines[0]
        is_duration = line.of is CorrelationOf.DURATION
        default = self.default if is_duration else 0.0
        if len(group.lines) == 1 and line.rho >= 0.0 and pearson(line.rho) >= default:
            inside = (pearson(line.rho) - default) / (1.0 - default)
            shared = self._score(f"correlation:{line.of.value}:{';'.join(line.among)}:score", i)
            return math.sqrt(inside) * shared + math.sqrt(1.0 - inside) * self._score(name, i)
        row = group.factor(default)[group.names.index(name)]
        weights: list[float] = row.tolist()
        return sum((w * self._score(other, i) for w, other in zip(weights, group.names, strict=True) if w), 0.0)

    def _score(self, name: str, i: int) -> float:
        return quantile(Normal(0.0, 1.0), uniform(self.seed, name, i, self.design))

    def _groups(self, varying: set[str]) -> Iterator[Together]:
        lines = [(line, [n for n in self._members(line) if n in varying]) for line in self.program.correlations]
        lines = [line for line in lines if len(line[1]) > 1]
        while lines:
            together, names = [lines[0]], set(lines[0][1])
            for other in lines[1:] * len(lines):
                if other not in together and names & set(other[1]):
                    together.append(other)
                    names |= set(other[1])
            lines = [line for line in lines if line not in together]
            group = Together(list(dict.fromkeys(n for _, ns in together for n in ns)), [line for line, _ in together])
            for line, ns in together:
                group.values |= {frozenset(pair): line.rho for pair in combinations(ns, 2)}
            yield group

    def _members(self, line: Correlation) -> Iterator[str]:
        if line.of is CorrelationOf.DURATION:
            yield from (f"task:{name}:duration" for name in self.select.every(line.among))
        elif line.of is CorrelationOf.COST:
            yield from (f"cost:{name}:{part}" for name in line.among for part in ("fixed", "per_day"))
        elif line.of is CorrelationOf.OCCURRENCE:
            yield from (f"risk:{name}:occurs" for name in line.among)
        else:
            known = {risk.id: risk for risk in self.program.risks}
            for name in line.among:
                numbers = range(1, len(known[name].impacts) + 1)
                for parts in (("delay", "factor"), ("cost",), ("cost_per_day",)):
                    yield from (f"risk:{name}:{part}:{n}" for n in numbers for part in parts)

    def happening(self, i: int) -> set[str]:
        """Return the ids of the risks that occur, windows of time aside."""
        found: set[str] = set()
        waiting = [risk.id for risk in self.program.risks]
        while waiting:
            for name in list(waiting):
                risk = self.risks.get(name)
                if risk is None or not any(given.risk in waiting for given in risk.given):
                    waiting.remove(name)
                    if risk is not None and self._occurs(risk, found, i):
                        found.add(name)
        return found

    def _occurs(self, risk: Risk, before: set[str], i: int) -> bool:
        """One draw of a set of exclusive risks falls on at most one of the stretches that their chances take up."""
        low, name = 0.0, f"risk:{risk.id}:occurs"
        if risk.exclusive is not None:
            name = f"set:{risk.exclusive}:occurs"
            for other in self.program.risks:
                if other.id == risk.id:
                    break
                if other.exclusive == risk.exclusive and other.id in self.risks:
                    low += self.risks[other.id].probability
        raised = [given.probability for given in risk.given if given.risk in before]
        chance = max(raised, default=risk.probability)
        return low <= self.uniform(name, i) < low + chance

    def acting(self, i: int) -> set[str]:
        """Return the ids of the drivers that act."""
        return {d.id for d in self.program.drivers if self.uniform(f"driver:{d.id}:occurs", i) < d.probability}

    def skipped(self, i: int) -> set[str]:
        """Return the tasks that are not done, conditions aside."""
        found = {t.id for t in self.program.tasks if self.uniform(f"task:{t.id}:exists", i) >= t.probability}
        for branch in self.program.branches:
            u, low = self.uniform(f"branch:{branch.id}:taken", i), 0.0
            for option in branch.options:
                if not low <= u < low + option.probability:
                    found |= set(self.select.every(option.tasks))
                low += option.probability
        return found
