"""Duration and lag formats of Microsoft Project: which numbers mean elapsed time and which percent."""

from __future__ import annotations

_ELAPSED = {4, 6, 8, 10, 12}
_ESTIMATED = 32
"""Added to a format when the duration is marked as an estimate (``3d?``)."""
_PERCENT = {19, 51}
_ELAPSED_PERCENT = {20, 52}


def is_elapsed(code: int | None) -> bool:
    """Return True for formats whose time runs round the clock."""
    return code is not None and (code in _ELAPSED or code - _ESTIMATED in _ELAPSED or code in _ELAPSED_PERCENT)


def is_percent(code: int | None) -> bool:
    """Return True for lags that are a share of the predecessor's duration."""
    return code in _PERCENT or code in _ELAPSED_PERCENT
