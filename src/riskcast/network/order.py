"""Topological order of the tasks that are scheduled."""

from __future__ import annotations

import heapq
from collections.abc import Sequence


def topological_order(count: int, links: Sequence[tuple[int, int]]) -> list[int]:
    """Return positions 0..count-1 so that every (predecessor, successor) runs forward.

    Among tasks that are free, the one that stands first in the file comes first.

    Raises
    ------
    ValueError
        When the links form a cycle; the model's check names it before it comes to that.
    """
    waiting = [0] * count
    after: list[list[int]] = [[] for _ in range(count)]
    for predecessor, successor in links:
        waiting[successor] += 1
        after[predecessor].append(successor)
    ready = [i for i in range(count) if not waiting[i]]
    order = []
    while ready:
        i = heapq.heappop(ready)
        order.append(i)
        for successor in after[i]:
            waiting[successor] -= 1
            if not waiting[successor]:
                heapq.heappush(ready, successor)
    if len(order) < count:
        raise ValueError("the dependencies form a cycle")
    return order
