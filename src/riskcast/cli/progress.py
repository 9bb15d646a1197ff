"""Progress on a terminal, and nowhere else: how far, how fast, and how long it still takes."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from riskcast.cli.widths import can_show

Clock = Callable[[], float]

_PATIENCE = 0.5
"""Seconds of work before anything is drawn."""
_PAUSE = 0.1
"""Seconds between two drawings."""
_CELLS = 24


@contextmanager
def progress_bar(
    label: str = "Simulating", unit: str = "iterations", clock: Clock = time.monotonic
) -> Iterator[Callable[[int, int], None] | None]:
    """Yield a callback for (done, in all) that draws a bar on standard error; None when that is no terminal.

    Work shorter than half a second draws nothing; when it ends, the bar is wiped away.

    Parameters
    ----------
    label
        What is done: ``Simulating``.
    unit
        What is counted, in the plural: ``iterations``.
    clock
        Gives the time in seconds.
    """
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(label, unit, sys.stderr, clock)
    try:
        yield bar.advance
    finally:
        bar.wipe()


class _Bar:
    """One line that is drawn over itself."""

    def __init__(self, label: str, unit: str, stream: TextIO, clock: Clock) -> None:
        self._label, self._unit, self._stream, self._clock = label, unit, stream, clock
        self._begun = clock()
        self._next = self._begun + _PATIENCE
        self._drawn = 0
        self._full, self._empty = ("█", "░") if can_show("█░", stream) else ("#", ".")

    def advance(self, done: int, total: int) -> None:
        """Draw how much is done, unless that was done a moment ago or little is left to wait for."""
        now = self._clock()
        if now < self._next or (not self._drawn and self._is_short(done, total, now - self._begun)):
            return
        self._next = now + _PAUSE
        columns = shutil.get_terminal_size((80, 24)).columns - 1
        text = self._text(done, total, now - self._begun)[: max(columns, 1)]
        self._stream.write("\r" + text.ljust(min(self._drawn, columns)))
        self._stream.flush()
        self._drawn = len(text)

    def _is_short(self, done: int, total: int, elapsed: float) -> bool:
        """Return whether the rest takes no longer than it takes to see a bar."""
        return done >= total or (done > 0 and elapsed * (total - done) / done < _PATIENCE)

    def wipe(self) -> None:
        """Leave a clean line."""
        if self._drawn:
            self._stream.write("\r" + " " * self._drawn + "\r")
            self._stream.flush()
            self._drawn = 0

    def _text(self, done: int, total: int, elapsed: float) -> str:
        share = min(done / total, 1.0) if total > 0 else 0.0
        full = int(share * _CELLS)
        bar = self._full * full + self._empty * (_CELLS - full)
        rate = done / elapsed if elapsed > 0.0 else 0.0
        speed = f"  {_number(rate)} {self._unit}/s  {_span((total - done) / rate)} left" if rate > 0.0 else ""
        return f"{self._label}  {bar}  {100.0 * share:3.0f} %{speed}"


def _number(rate: float) -> str:
    """Return a rate to about three digits."""
    if rate >= 1000.0:
        return f"{round(rate, -2):,.0f}"
    return f"{rate:.0f}" if rate >= 10.0 else f"{rate:.1f}"


def _span(seconds: float) -> str:
    """Return ``8 s``, ``2:05 min`` or ``1:10 h``."""
    whole = max(round(seconds), 0)
    if whole < 100:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 100:
        return f"{minutes}:{rest:02d} min"
    return f"{minutes // 60}:{minutes % 60:02d} h"
