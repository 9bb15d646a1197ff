"""Dependencies that run in a circle, each circle named as a path of ids."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from riskcast.errors import Finding
from riskcast.model.check.index import Index, remark

Graph = list[list[int]]
_SHOWN = 24


def check_cycles(index: Index) -> Iterator[Finding]:
    """Yield one finding per group of tasks that depend on each other, with its shortest circle.

    The circle starts at the group's first task in file order. Dependencies that the schedule ignores
    (at summaries, on itself, of unknown tasks) are left out.
    """
    rows = _link_rows(index)
    if not rows:
        return
    ids = list(dict.fromkeys(index.task_names.ids))
    number = {name: n for n, name in enumerate(ids)}
    graph: Graph = [[] for _ in ids]
    for before, after in rows:
        graph[number[before]].append(number[after])
    for members in strong_components(graph):
        path = [ids[n] for n in shortest_cycle(graph, members)]
        row = rows[path[-2], path[-1]]
        text = f"the dependencies run in a circle: {_chain(path)}"
        remedy = "delete or turn round one of these dependencies"
        yield remark("RC107", "dependencies", row, index.program.dependencies[row], "", text, remedy)


def _link_rows(index: Index) -> dict[tuple[str, str], int]:
    rows: dict[tuple[str, str], int] = {}
    for row, link in enumerate(index.program.dependencies):
        ends = (link.predecessor, link.successor)
        known = all(end in index.task_names and not index.not_scheduled(end) for end in ends)
        if known and link.predecessor != link.successor:
            rows.setdefault(ends, row)
    return rows


def _chain(path: list[str]) -> str:
    if len(path) > _SHOWN:
        hidden = len(path) - _SHOWN
        path = [*path[: _SHOWN - 2], f"({hidden} more)", *path[-2:]]
    return " -> ".join(path)


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
