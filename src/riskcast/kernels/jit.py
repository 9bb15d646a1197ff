"""The one typed door to Numba: every kernel is made with :func:`kernel`."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba
from numba.core import config

from riskcast.kernels.cache import choose_cache_folder, is_warm

P = ParamSpec("P")
R = TypeVar("R")

CACHE_FOLDER = choose_cache_folder()
"""Folder of the compiled kernels, or None when nothing is writable."""

WAS_WARM = is_warm(CACHE_FOLDER)
"""Whether compiled kernels were there when this process started."""

KNEW_PATHS = is_warm(CACHE_FOLDER, "replay")
"""The same of those kernels that draw futures again to trace what drives them."""

KNEW_MONEY = is_warm(CACHE_FOLDER, "cashbook")
"""The same of those kernels that follow money over time."""

if CACHE_FOLDER is not None:
    vars(config)["CACHE_DIR"] = str(CACHE_FOLDER)


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile without the interpreter lock and without reordering of floating-point arithmetic."""
    decorate = numba.njit(nogil=True, cache=CACHE_FOLDER is not None, error_model="numpy")
    return cast("Callable[P, R]", decorate(function))
