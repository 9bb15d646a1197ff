"""Numba kernels: arrays in, arrays out. Only the modules import numba; the package and its types cost nothing."""
