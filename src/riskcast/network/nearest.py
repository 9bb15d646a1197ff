"""The nearest correlation matrix: what is meant by correlations that contradict each other."""

from __future__ import annotations

import numpy as np

from riskcast.kernels.types import F8

_ROUNDS = 2000
_CLOSE = 1e-12


def nearest_correlation(matrix: F8, floor: float = 0.0) -> F8:
    """Return the correlation matrix nearest to a symmetric ``matrix[n, n]`` in the Frobenius norm.

    Alternating projections with Dykstra's correction (N. J. Higham, "Computing the nearest correlation matrix - a
    problem from finance", IMA J. Numer. Anal. 22 (2002), algorithm 3.3). Eigenvalues below ``floor`` are raised to it.
    """
    y = matrix.astype(np.float64)
    correction = np.zeros_like(y)
    for _ in range(_ROUNDS):
        r = y - correction
        values, vectors = np.linalg.eigh((r + r.T) / 2.0)
        x = (vectors * np.maximum(values, floor)) @ vectors.T
        correction = x - r
        before = y
        y = (x + x.T) / 2.0
        np.fill_diagonal(y, 1.0)
        if np.abs(y - before).max() < _CLOSE:
            break
    return y


def is_positive(matrix: F8) -> bool:
    """Return whether a symmetric matrix has no negative eigenvalue, to rounding."""
    return bool(np.linalg.eigvalsh(matrix).min() > -1e-10)


def triangle(matrix: F8) -> F8:
    """Return the lower triangular factor ``[n, n]`` of a matrix without negative eigenvalues.

    Rows that depend on earlier ones get what is left of rounding as zero (Cholesky without pivoting for semidefinite
    matrices).
    """
    size = matrix.shape[0]
    factor = np.zeros((size, size))
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i, j] - float(factor[i, :j] @ factor[j, :j])
            if i == j:
                factor[i, j] = np.sqrt(max(rest, 0.0))
            elif factor[j, j] > 1e-9:
                factor[i, j] = rest / factor[j, j]
    scale = np.sqrt((factor * factor).sum(axis=1, keepdims=True))
    return np.asarray(factor / np.where(scale > 0.0, scale, 1.0), dtype=np.float64)
