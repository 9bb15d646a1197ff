"""How often values come up, as one line of bars for a terminal, and a line that marks some of the values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

BLOCKS = " ▁▂▃▄▅▆▇█"
ASCII = " .:-=+*#@"
"""From none to most; for streams that have no blocks."""
_TAIL = 0.005
"""Share of the values that is left out at either end."""


def sparkline(
    ordered: NDArray[Any], marks: Mapping[str, float], columns: int, ramp: str = BLOCKS, window: float = 0.0
) -> tuple[str, str]:
    """Return bars, and what stands below them: the first letter of every mark below its value.

    Parameters
    ----------
    ordered
        Values in ascending order; 1 % of them, the farthest out, may lie beyond the bars.
    marks
        Texts of one character with their values; the first wins where two fall together. One beyond the bars is shown
        as ``<`` or ``>`` at their end.
    columns
        Characters of both lines.
    ramp
        Characters from none to most.
    window
        Each bar counts the values this near around it, such as those of a week so that free weekends do not show;
        where bars are wider, or the window is a quarter of all of them, it counts its own.
    """
    cut = int(_TAIL * ordered.size)
    low, high = float(ordered[cut]), float(ordered[ordered.size - 1 - cut])
    near = [x for x in marks.values() if low - (high - low) / 3 <= x <= high + (high - low) / 3]
    low, high = min([low, *near]), max([high, *near])
    if low == high:
        return "", ""
    counts = _counts(ordered, low, high, columns, window)
    steps = len(ramp) - 1
    heights = np.ceil(counts / counts.max() * steps).astype(int)
    row = [" "] * columns
    for mark, x in reversed(list(marks.items())):
        at = int((x - low) / (high - low) * columns)
        row[min(max(at, 0), columns - 1)] = "<" if x < low else ">" if x > high else mark
    return "".join(ramp[height] for height in heights), "".join(row)


def _counts(ordered: NDArray[Any], low: float, high: float, columns: int, window: float) -> NDArray[np.integer]:
    width = (high - low) / columns
    if not width < window < (high - low) / 4:
        return np.histogram(ordered, bins=columns, range=(low, high))[0]
    middle = low + width * (np.arange(columns) + 0.5)
    return np.searchsorted(ordered, middle + window / 2, "right") - np.searchsorted(ordered, middle - window / 2)
