"""Correlations between variables on their way to the kernels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from riskcast.kernels.arrays import Copula
from riskcast.kernels.copula import CELLS, REACH
from riskcast.kernels.types import F8
from riskcast.model.correlation import Correlation, CorrelationOf
from riskcast.model.distributions import Normal
from riskcast.network.names import (
    cost_name,
    duration_name,
    is_duration,
    is_occurrence,
    occurrence_name,
    score_name,
    set_name,
)
from riskcast.network.nearest import is_positive, nearest_correlation, triangle
from riskcast.network.repair import Repair
from riskcast.network.scene import Scene
from riskcast.network.tables import tabulate

_CHANGED = 5e-4
"""Change of a coefficient from which it is said."""


@dataclass
class _Group:
    """Variables that are correlated with each other."""

    names: list[str]
    pairs: dict[tuple[str, str], float] = field(default_factory=dict)
    """Rank correlations of pairs, each in the order of ``names``; of a single line, of all pairs."""
    equal: float | None = None
    """The one rank correlation of all pairs."""
    key: str = ""
    """Name of the score that members of a group with equal correlation share."""


def make_copula(scene: Scene) -> tuple[Copula, tuple[Repair, ...]]:
    """Return the arrays and the coefficients that had to be changed; adds the scores that groups share."""
    variables = scene.shared.variables
    known = dict.fromkeys(variables.names)
    groups = _groups(scene, known)
    default = scene.program.default_correlation or 0.0
    groups = [_taken_apart(group, float(_pearson(default))) for group in groups]
    covered = {name for group in groups for name in group.names}
    loose = [name for name in known if is_duration(name) and name not in covered] if default else []
    groups += [_Group([name]) for name in loose]
    base = variables.add_score(score_name("default")) if default else -1
    builder = _Builder(_pearson(default), base)
    for group in groups:
        factor = variables.add_score(score_name(group.key)) if group.equal is not None and len(group.names) > 1 else -1
        builder.add(group, factor)
    return builder.arrays(variables.names), tuple(builder.repairs)


def _groups(scene: Scene, known: dict[str, None]) -> list[_Group]:
    """Return the correlations as groups; lines that share a variable become one group with a matrix."""
    lines = [(line, _members(scene, line, known)) for line in scene.program.correlations]
    lines = [(line, names) for line, names in lines if len(names) > 1]
    groups: list[tuple[set[str], list[tuple[Correlation, list[str]]]]] = []
    for line, names in lines:
        mine = set(names)
        together = [(line, names)]
        for other in [group for group in groups if group[0] & mine]:
            groups.remove(other)
            mine |= other[0]
            together += other[1]
        groups.append((mine, together))
    place = {id(line): n for n, (line, _) in enumerate(lines)}
    return [_group(sorted(together, key=lambda entry: place[id(entry[0])])) for _, together in groups]


def _group(lines: list[tuple[Correlation, list[str]]]) -> _Group:
    if len(lines) == 1:
        line, names = lines[0]
        if line.rho >= 0.0:
            return _Group(names, equal=line.rho, key=f"{line.of.value}:{';'.join(line.among)}")
    # In the order in which the file names them: a new task or link elsewhere must not change how scores are mixed.
    ordered = list(dict.fromkeys(name for _, names in lines for name in names))
    place = {name: i for i, name in enumerate(ordered)}
    group = _Group(ordered)
    for line, names in lines:
        for a, b in combinations(sorted(names, key=place.__getitem__), 2):
            group.pairs[a, b] = line.rho
    return group


def _taken_apart(group: _Group, default: float) -> _Group:
    """Return a small group that is less alike than all durations are as pairs, which a matrix can bring about.

    What its scores have in common beside the share of all is negative: in a large group, that cannot be.
    """
    if group.equal is None or not is_duration(group.names[0]):
        return group
    left = (float(_pearson(group.equal)) - default) / (1.0 - default)
    if left >= 0.0 or left * (len(group.names) - 1) < -1.0:
        return group
    return _Group(group.names, dict.fromkeys(combinations(group.names, 2), group.equal))


def _members(scene: Scene, line: Correlation, known: dict[str, None]) -> list[str]:
    """Return the names of the uncertain variables that a line means."""
    if line.of is CorrelationOf.DURATION:
        wanted: Iterable[str] = map(duration_name, scene.outline.selection.every(line.among))
    elif line.of is CorrelationOf.COST:
        wanted = _costs(scene, line.among)
    elif line.of is CorrelationOf.OCCURRENCE:
        sets = {risk.id: risk.exclusive for risk in scene.program.risks}
        wanted = (set_name(sets[id_] or "") if sets.get(id_) else occurrence_name(id_) for id_ in line.among)
    else:
        sizes = [name for name in known if name.startswith("risk:") and not is_occurrence(name)]
        sizes = [name for name in sizes if not name.endswith(":response")]
        wanted = (name for id_ in line.among for name in sizes if name.startswith(f"risk:{id_}:"))
    return [name for name in dict.fromkeys(wanted) if name in known]


def _costs(scene: Scene, among: Iterable[str]) -> Iterable[str]:
    lines = {line.id: line for line in scene.program.costs}
    for text in among:
        tasks = () if text in lines else scene.outline.selection.tasks(text)
        chosen = [lines[text]] if text in lines else [line for line in lines.values() if line.task in set(tasks)]
        for line in chosen:
            yield from (cost_name(line.id, "fixed"), cost_name(line.id, "per_day"))


def _pearson(rank: float | F8) -> F8:
    """Return the correlation of normal scores that gives a rank correlation (K. Pearson, 1907)."""
    return np.asarray(2.0 * np.sin(np.pi / 6.0 * np.asarray(rank)), dtype=np.float64)


def _rank(pearson: float) -> float:
    return float(6.0 / np.pi * np.arcsin(pearson / 2.0))


class _Builder:
    """Collects groups as rows of the arrays."""

    def __init__(self, default: F8, base: int) -> None:
        self.repairs: list[Repair] = []
        self._default = float(default)
        self._base = base
        self._names: list[str] = []
        self._first = [0]
        self._factor: list[int] = []
        self._loading: list[float] = []
        self._rest: list[float] = []
        self._dense_at: list[int] = []
        self._dense: list[float] = []
        self._base_loading: list[float] = []

    def add(self, group: _Group, factor: int) -> None:
        """Add a group; ``factor`` is the variable whose score its members share, -1 for none."""
        durations = all(is_duration(name) for name in group.names)
        shared = self._default if durations and self._base >= 0 else 0.0
        size = len(group.names)
        loading = np.zeros(size)
        self._dense_at.append(-1)
        if factor >= 0 and group.equal is not None:
            inside = (float(_pearson(group.equal)) - shared) / (1.0 - shared)
            # Less alike than the rest of the program: the share of all is taken back for the whole group.
            if inside < 0.0:
                shared, inside = float(_pearson(group.equal)), 0.0
            loading[:] = np.sqrt(inside)
        elif size > 1:
            self._dense_at[-1] = len(self._dense)
            matrix = self._matrix(group, shared)
            self._dense += [float(x) for i, row in enumerate(triangle(matrix)) for x in row[: i + 1]]
        self._names += group.names
        self._first.append(len(self._names))
        self._factor.append(factor)
        self._loading += loading.tolist()
        self._rest += np.sqrt(1.0 - loading**2).tolist()
        self._base_loading += [float(np.sqrt(shared))] * size

    def _matrix(self, group: _Group, shared: float) -> F8:
        """Return the correlation matrix of the scores inside a group, repaired when it contradicts itself."""
        size = len(group.names)
        place = {name: i for i, name in enumerate(group.names)}
        whole = np.full((size, size), shared)
        np.fill_diagonal(whole, 1.0)
        for (a, b), rho in group.pairs.items():
            whole[place[a], place[b]] = whole[place[b], place[a]] = float(_pearson(rho))
        inside = (whole - shared) / (1.0 - shared)
        np.fill_diagonal(inside, 1.0)
        if is_positive(inside):
            return np.asarray(inside, dtype=np.float64)
        used = nearest_correlation(inside)
        for a, b in combinations(group.names, 2):
            given, now = (_rank(m[place[a], place[b]] * (1.0 - shared) + shared) for m in (inside, used))
            if abs(now - given) >= _CHANGED:
                self.repairs.append(Repair(a, b, given, now))
        return used

    def arrays(self, names: list[str]) -> Copula:
        """Return the arrays; ``names`` are those of all variables."""
        row = {name: i for i, name in enumerate(self._names)}
        first = {name: v for v, name in reversed(list(enumerate(names)))}
        loading = np.array(self._base_loading, np.float64)
        return Copula(
            linked=np.array([row.get(name, -1) for name in names], np.int32),
            member=np.array([first[name] for name in self._names], np.int32),
            group_first=np.array(self._first, np.int32),
            factor=np.array(self._factor, np.int32),
            loading=np.array(self._loading, np.float64),
            rest=np.array(self._rest, np.float64),
            dense_at=np.array(self._dense_at, np.int32),
            dense=np.array(self._dense, np.float64),
            base=self._base,
            base_loading=loading,
            base_rest=np.sqrt(1.0 - loading**2),
            normal=tabulate(Normal(0.0, 1.0)) if self._names else np.zeros(1),
            cdf=_probabilities() if self._names else np.zeros(1),
        )


def _probabilities() -> F8:
    """Return the normal distribution function on the kernels' grid, rounded as quantile tables are."""
    from scipy.special import ndtr

    values = ndtr(np.arange(-REACH * CELLS, REACH * CELLS + 1) / CELLS)
    mantissa, exponent = np.frexp(values)
    return np.asarray(np.ldexp(np.rint(mantissa * 2.0**40) / 2.0**40, exponent), dtype=np.float64)
