"""The path that drove a date, iteration by iteration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from riskcast.kernels.path import NONE, trace, write_path
from riskcast.kernels.types import I4, I8
from riskcast.simulation.ends import Ends
from riskcast.simulation.replay import Block, Replay


@dataclass(frozen=True)
class Traces:
    """What was on the path in how many iterations."""

    keys: I8
    """[K] Equal for equal paths; 0 where a fact holds the date, or nothing of the path exists."""
    nodes: I8
    """[n] Iterations in which each node is on the path."""
    marks: I8
    """[m] Iterations in which a link with this mark is on the path."""


def trace_paths(replay: Replay, ends: Ends, label: I4, mark: I4, marks: int) -> Traces:
    """Trace every iteration; ``label[n]`` numbers tasks and ``mark[2, e]`` links (below ``marks``), NONE for none."""
    parts = replay.each(lambda block: trace_block(block, ends, label, mark, marks))
    nodes, hits = (np.sum([getattr(part, name) for part in parts], axis=0) for name in ("nodes", "marks"))
    return Traces(np.concatenate([part.keys for part in parts]), nodes, hits)


def trace_block(block: Block, ends: Ends, label: I4, mark: I4, marks: int) -> Traces:
    """Trace the iterations of one block."""
    end, _ = block.ended(ends)
    found = Traces(np.zeros(block.alive, np.int64), np.zeros(block.start.shape[0], np.int64), np.zeros(marks, np.int64))
    trace(
        block.alive, block.net, ends.nodes, end, block.start, block.finish, block.crossing, block.there, label, mark,
        found.keys, found.nodes, found.marks,
    )  # fmt: skip
    return found


def path_in(block: Block, lane: int, ends: Ends, label: I4) -> list[int]:
    """Return the numbers of the tasks on the path of one lane, from the first to the end."""
    at = int(block.ended(ends)[0][lane])
    if at < 0:
        return []
    nodes, edges = np.empty((2, block.start.shape[0]), np.int32)
    count = write_path(block.net, int(ends.nodes[at]), lane, block.start, block.finish, block.crossing, nodes, edges)
    shown: list[int] = []
    for i in nodes[:count].tolist():
        if block.there[i, lane] and label[i] != NONE and shown[-1:] != [int(label[i])]:
            shown.append(int(label[i]))
    return shown[::-1]


def paths_of(replay: Replay, iterations: Sequence[int], ends: Ends, label: I4) -> list[list[int]]:
    """Return the path of each of some iterations as numbers of tasks."""
    return [path_in(replay.block(k // 64 * 64), k % 64, ends, label) for k in iterations]
