"""Names for the array types that kernels take."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

F8: TypeAlias = NDArray[np.float64]
I4: TypeAlias = NDArray[np.int32]
I8: TypeAlias = NDArray[np.int64]
U4: TypeAlias = NDArray[np.uint32]
U1: TypeAlias = NDArray[np.uint8]

Int: TypeAlias = int | np.integer[Any]
"""A whole number: a Python one, or one out of an array."""
