"""Which sets of responses to look at: all of them when they are few, else step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from riskcast.analysis.mitigation.candidates import Candidate
from riskcast.analysis.mitigation.choices import Choices, Chosen, Progress

EXACT = 8
"""Responses up to which every set is simulated."""
_NOTHING: Chosen = frozenset()


def search(choices: Choices, offered: Sequence[Candidate], progress: Progress | None = None) -> bool:
    """Simulate the sets that matter; return whether these were all."""
    names = [candidate.risk for candidate in offered]
    if len(names) <= EXACT:
        sets = [frozenset(chosen) for size in range(len(names) + 1) for chosen in combinations(names, size)]
        for done, chosen in enumerate(sets, start=1):
            choices.rows(chosen)
            if progress is not None:
                progress(done, len(sets))
        return True
    choices.rows(_NOTHING)
    chosen, steps = _NOTHING, 0
    for chosen in _climb(choices, names):
        steps += len(chosen)
        if progress is not None:
            progress(min(len(chosen), len(names)), len(names))
    choices.rows(frozenset(names))
    return False


def _climb(choices: Choices, names: Sequence[str]) -> Iterator[Chosen]:
    """Yield sets, each by one response, or two where no single one helps, better than the one before.

    What is bought first gains most for its money. Two responses may only help together, when paths are parallel.
    """
    chosen = _NOTHING
    while len(chosen) < len(names):
        left = [name for name in names if name not in chosen]
        better = _best(choices, chosen, [(name,) for name in left]) or _best(choices, chosen, combinations(left, 2))
        if better is None:
            return
        chosen = better
        yield chosen


def _best(choices: Choices, chosen: Chosen, steps: Iterable[tuple[str, ...]]) -> Chosen | None:
    """Return the set that gains most for its money beyond noise; None when nothing does."""
    best, most = None, 0.0
    for step in steps:
        after = chosen | frozenset(step)
        gain = choices.gain(chosen, after)
        if gain.value <= 0.0 or gain.is_noise:
            continue
        price = choices.spend(after) - choices.spend(chosen)
        rate = gain.value / price if price > 0.0 else float("inf")
        if rate > most:
            best, most = after, rate
    return best
