"""Circles in a directed graph, whose nodes are numbered and know the nodes they lead to."""

from __future__ import annotations

from collections import deque

Graph = list[list[int]]
"""The targets of every node."""


def strong_components(graph: Graph) -> list[list[int]]:
    """Return the strongly connected components with more than one member, sorted.

    Tarjan's algorithm (SIAM J. Comput. 1, 1972) with an explicit stack, so depth is no limit.
    """
    order = [-1] * len(graph)
    low = [0] * len(graph)
    on_stack = [False] * len(graph)
    stack: list[int] = []
    found: list[list[int]] = []
    count = 0
    for root in range(len(graph)):
        work = [(root, 0)] if order[root] < 0 else []
        while work:
            node, edge = work.pop()
            if edge == 0:
                order[node] = low[node] = count
                count += 1
                stack.append(node)
                on_stack[node] = True
            else:
                low[node] = min(low[node], low[graph[node][edge - 1]])
            edge = _skip_visited(graph[node], edge, node, order, low, on_stack)
            if edge < len(graph[node]):
                work += [(node, edge + 1), (graph[node][edge], 0)]
            elif low[node] == order[node]:
                found += _take(stack, on_stack, node)
    return sorted(found)


def _skip_visited(
    targets: list[int], edge: int, node: int, order: list[int], low: list[int], on_stack: list[bool]
) -> int:
    """Account for edges to visited nodes; return the first edge to a new one, or the number of edges."""
    while edge < len(targets) and order[targets[edge]] >= 0:
        if on_stack[targets[edge]]:
            low[node] = min(low[node], order[targets[edge]])
        edge += 1
    return edge


def _take(stack: list[int], on_stack: list[bool], node: int) -> list[list[int]]:
    members: list[int] = []
    while not members or members[-1] != node:
        members.append(stack.pop())
        on_stack[members[-1]] = False
    return [sorted(members)] if len(members) > 1 else []


def shortest_cycle(graph: Graph, members: list[int]) -> list[int]:
    """Return a shortest cycle through the first member as a closed path."""
    inside = set(members)
    start = members[0]
    came: dict[int, int] = {}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for target in graph[node]:
            if target == start:
                back = [start, node]
                while back[-1] != start:
                    back.append(came[back[-1]])
                return back[::-1]
            if target in inside and target not in came:
                came[target] = node
                queue.append(target)
    raise ValueError("the members are not strongly connected")
