"""Progress on a terminal, and nowhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None] | None]:
    """Yield a callback for (done, in all) that draws a bar on standard error; None when that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = click.progressbar(length=1, label="Simulating", file=sys.stderr, show_pos=False, width=30)

    def advance(done: int, total: int) -> None:
        bar.length = total
        bar.update(done - bar.pos)

    with bar:
        yield advance
