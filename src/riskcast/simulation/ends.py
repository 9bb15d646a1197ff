"""Which nodes decide a date that is kept for every iteration."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from riskcast.errors import Finding, InvalidInput
from riskcast.kernels.types import I4, U1
from riskcast.network.network import Network
from riskcast.simulation.measures import is_money, measure_names, require_measure


@dataclass(frozen=True)
class Ends:
    """The nodes whose latest finish is the date, in topological order."""

    nodes: I4
    """[c]"""
    begins: U1
    """[c] 1 for start milestones, which lie where work begins."""
    fact: int
    """Wall tick before which the date cannot be."""

    def only(self, number: int) -> Ends:
        """Return one of the nodes alone; none when negative."""
        at = slice(number, number + 1) if number >= 0 else slice(0, 0)
        return Ends(self.nodes[at], self.begins[at], self.fact)


def ends_of(network: Network, measure: str) -> Ends:
    """Return the nodes that decide ``finish``, ``finish:<project>`` or ``milestone:<id>``.

    A milestone that is as late as possible is taken as early as the logic lets it be.

    Raises
    ------
    InvalidInput
        When there is no such date.
    """
    require_measure(measure, measure_names(network.projects, network.milestones))
    if is_money(measure):
        remedy = "take finish, finish:<project> or milestone:<id>"
        raise InvalidInput([Finding("RC181", f"{measure!r} is a sum of money, not a date", remedy)])
    net = network.net
    kind, _, id_ = measure.partition(":")
    if kind == "milestone":
        at = network.milestones.index(id_)
        return Ends(net.milestone[at : at + 1], net.milestone_begins[at : at + 1], 0)
    chosen = np.ones(net.closing.size, dtype=bool)
    fact = int(net.project_fact.max(initial=0))
    if id_:
        p = network.projects.index(id_)
        chosen = net.group_project[net.closing_group] == p
        fact = int(net.project_fact[p])
    return Ends(net.closing[chosen], net.group_begins[net.closing_group[chosen]], fact)
