"""Blocks of iterations on threads; progress and interruption stay in Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TypeVar

Progress = Callable[[int, int], None]
"""Called with (iterations done, iterations in all) from the calling thread."""

R = TypeVar("R")


def chunks(iterations: int, block: int, tasks: int) -> list[tuple[int, int]]:
    """Cut ``0..iterations`` into ranges of whole blocks, each some 10-50 ms of work."""
    blocks = max(1, min(4_000_000 // (max(tasks, 1) * block), -(-iterations // (8 * block))))
    size = blocks * block
    return [(begin, min(begin + size, iterations)) for begin in range(0, iterations, size)]


def run_chunks(
    ranges: list[tuple[int, int]], threads: int, work: Callable[[int, int], R], progress: Progress | None = None
) -> list[R]:
    """Call ``work(begin, end)`` for every range on ``threads`` threads; return the results in order of the ranges.

    An exception, or Ctrl-C, cancels what has not begun and is raised after the running ranges end.
    """
    total = ranges[-1][1] if ranges else 0
    done = 0
    pool = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="riskcast")
    try:
        futures = [pool.submit(work, begin, end) for begin, end in ranges]
        sizes = {future: end - begin for future, (begin, end) in zip(futures, ranges, strict=True)}
        for future in _as_they_end(futures):
            future.result()
            done += sizes[future]
            if progress is not None:
                progress(done, total)
        return [future.result() for future in futures]
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _as_they_end(futures: list[Future[R]]) -> Iterator[Future[R]]:
    waiting = set(futures)
    while waiting:
        ended, waiting = wait(waiting, timeout=0.2, return_when=FIRST_COMPLETED)
        yield from ended
