"""What every distribution knows about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Distribution(Protocol):
    """A continuous distribution in plain numbers (the unit is the caller's).

    Implementations are frozen dataclasses whose constructor raises :class:`ValueError` with a
    sentence for people when the parameters contradict each other.
    """

    @property
    def mean(self) -> float:
        """Expected value."""

    @property
    def sd(self) -> float:
        """Standard deviation."""

    @property
    def bounds(self) -> tuple[float, float]:
        """Smallest and largest possible value; infinite when there is none."""

    def quantile(self, p: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the inverse distribution function at the probabilities ``p`` (0-1), same shape."""

    def standard(self) -> tuple[Distribution, float, float]:
        """Return ``(shape, loc, scale)`` with ``quantile(p) == loc + scale * shape.quantile(p)``.

        Distributions of equal shape share one quantile table.
        """
