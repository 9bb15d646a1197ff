"""A network without some of its uncertainty: the same names and places, so that everything else is drawn as before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from riskcast.kernels.arrays import NEVER, Work
from riskcast.kernels.money_arrays import Cashbook, Money
from riskcast.network.compile import compile_program
from riskcast.network.names import cost_name
from riskcast.network.network import Network


@dataclass(frozen=True)
class Part:
    """Uncertainty that can be left out of a network, by name."""

    risks: frozenset[str] = frozenset()
    """Ids of risks that do not occur; their chances of moving others go with them."""
    drivers: frozenset[str] = frozenset()
    """Ids of drivers that do not act."""
    tasks: frozenset[str] = frozenset()
    """Ids of tasks that take as long as planned, unless a risk or driver changes that."""
    values: frozenset[str] = frozenset()
    """Names of sums, prices and quantities of money that come to what is planned."""
    prices: frozenset[str] = frozenset()
    """Ids of price indices and currencies that move as planned."""

    def __or__(self, other: Part) -> Part:
        return Part(
            self.risks | other.risks,
            self.drivers | other.drivers,
            self.tasks | other.tasks,
            self.values | other.values,
            self.prices | other.prices,
        )


class Planned:
    """A network beside the same one without ranges, which says what is planned."""

    def __init__(self, network: Network) -> None:
        plain = compile_program(network.program, switches=replace(network.switches, ranges=False))
        self._plain, self._book = plain.money, plain.book

    def without(self, network: Network, part: Part) -> Network:
        """Return the network without a part of its uncertainty."""
        events = network.events
        uniform = events.uniform.copy()
        uniform[_events(network, part)] = NEVER
        return replace(
            network,
            events=events._replace(uniform=uniform),
            work=_certain_work(network, part.tasks),
            money=self._certain_money(network, part.values),
            book=self._certain_prices(network, part.prices),
        )

    def prices(self, network: Network) -> tuple[str, ...]:
        """Return the ids of the price indices and currencies whose paths are uncertain."""
        if network.book is None:
            return ()
        paths = network.book.paths
        moving = (paths.level >= 0) | (paths.growth >= 0) | (np.diff(paths.step_first) > 0)
        return tuple(id_ for id_, moves in zip(_path_ids(network), moving, strict=False) if moves)

    def _certain_prices(self, network: Network, prices: Collection[str]) -> Cashbook | None:
        if network.book is None or self._book is None or not prices:
            return network.book
        paths, plain = network.book.paths, self._book.paths
        ids = _path_ids(network)
        fixed = np.array([u < len(ids) and ids[u] in prices for u in range(paths.level.size)], np.bool_)
        counts = np.where(fixed, 0, np.diff(paths.step_first))
        return network.book._replace(
            paths=paths._replace(
                level=np.where(fixed, -1, paths.level).astype(np.int32),
                growth=np.where(fixed, -1, paths.growth).astype(np.int32),
                growth_base=np.where(fixed, plain.growth_base, paths.growth_base),
                step_first=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
                step=paths.step[np.repeat(~fixed, np.diff(paths.step_first))],
            )
        )

    def values(self, network: Network) -> tuple[str, ...]:
        """Return the names of the sums, prices and quantities of money that are uncertain, or are not as planned."""
        money = network.money
        moved = (money.part_base != self._plain.part_base) & (money.part_variable < 0)
        sizes = zip(_value_names(network), moved | (money.part_variable >= 0), strict=True)
        times = [network.variables[network.work.shared[u]] for u in money.part_times.tolist() if u >= 0]
        return tuple(dict.fromkeys([name for name, counts in sizes if counts and name] + times))

    def _certain_money(self, network: Network, values: Collection[str]) -> Money:
        money, plain = network.money, self._plain
        if not values:
            return money
        size = np.array([name in values for name in _value_names(network)], np.bool_)
        named = np.array([network.variables[v] in values for v in network.work.shared.tolist()] + [False], np.bool_)
        times = named[money.part_times]  # row -1, of what is certain, is the last
        return money._replace(
            part_variable=np.where(size, -1, money.part_variable).astype(np.int32),
            part_base=np.where(size, plain.part_base, money.part_base),
            part_times=np.where(times, -1, money.part_times).astype(np.int32),
            part_quantity=np.where(times, plain.part_quantity, money.part_quantity),
        )


def _path_ids(network: Network) -> list[str]:
    """Return the ids of the first paths: indices, then currencies; others have none."""
    return [index.id for index in network.program.indices] + [c.id for c in network.program.currencies]


def _value_names(network: Network) -> list[str]:
    """Return ``[q]`` the names of the values of parts of lines; ``cost:<line>:certain`` of certain ones."""
    money = network.money
    lines = np.repeat(np.arange(money.part_first.size - 1), np.diff(money.part_first)).tolist()
    found = []
    for v, line in zip(money.part_variable.tolist(), lines, strict=True):
        id_ = network.names.lines[line]
        certain = cost_name(id_, "certain") if id_ else ""
        found.append(network.variables[network.work.shared[v]] if v >= 0 else certain)
    return found


def variables_of(network: Network, part: Part) -> NDArray[np.int64]:
    """Return the places of the variables that decide on a part: whether it happens, and how large it is."""
    nodes = _nodes(network, part.tasks)
    chosen = set(network.work.variable[nodes & (network.work.variable >= 0)].tolist())
    uniforms = network.events.uniform[_events(network, part)]
    chosen |= set(network.work.shared[uniforms[uniforms >= 0]].tolist())
    starts = tuple([f"risk:{id_}:" for id_ in part.risks] + [f"driver:{id_}:" for id_ in part.drivers])
    starts += tuple(f"{kind}:{id_}:" for id_ in part.prices for kind in ("index", "fx"))
    for v, name in enumerate(network.variables):
        if name in part.values or (name.startswith(starts) and not name.endswith(":response")):
            chosen.add(v)
    return np.array(sorted(chosen), np.int64)


def uncertain_tasks(network: Network) -> tuple[str, ...]:
    """Return the ids of the tasks whose own durations vary, or are not as planned, in topological order."""
    moved = (network.work.variable >= 0) | (network.work.base != network.planned)
    return tuple(dict.fromkeys(network.nodes[i].task.id for i in np.flatnonzero(moved).tolist()))


def _events(network: Network, part: Part) -> NDArray[np.bool_]:
    program = network.program
    out = [risk.id in part.risks for risk in program.risks]
    return np.array(out + [driver.id in part.drivers for driver in program.drivers], np.bool_)


def _nodes(network: Network, tasks: Collection[str]) -> NDArray[np.bool_]:
    return np.array([node.task.id in tasks for node in network.nodes], np.bool_)


def _certain_work(network: Network, tasks: Collection[str]) -> Work:
    if not tasks:
        return network.work
    fixed = _nodes(network, tasks)
    return network.work._replace(
        variable=np.where(fixed, -1, network.work.variable).astype(np.int32),
        base=np.where(fixed, network.planned, network.work.base).astype(np.int32),
    )
