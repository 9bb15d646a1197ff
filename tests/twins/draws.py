"""The uniform of one variable in one iteration, by name, in plain integers."""

from __future__ import annotations

import hashlib
import math
import struct
from functools import lru_cache

from twins.philox import MASK, philox_twin

Words = tuple[int, ...]
GROUP = 64


def digest(name: str) -> tuple[int, int]:
    """Return the two little-endian words of the 64-bit BLAKE2b digest of a name."""
    first, second = struct.unpack("<II", hashlib.blake2b(name.encode(), digest_size=8).digest())
    return first, second


def seed_words(seed: int) -> tuple[int, int]:
    return seed & MASK, seed >> 32


def random_word(seed: int, name: str, iteration: int) -> int:
    """Return the word of an iteration: lane 16 w + c of a group of 64 is word w of counter 16 group + c."""
    group, lane = divmod(iteration, GROUP)
    which, counter = divmod(lane, GROUP // 4)
    return philox_twin((GROUP // 4 * group + counter, 0, *digest(name)), seed_words(seed))[which]


def _mix(x: int, key: int) -> int:
    h = (x + key) * 0x9E3779B1 & MASK
    h ^= h >> 15
    h = h * 0x85EBCA77 & MASK
    h ^= h >> 13
    return h >> 16


def _turn(half: int, other: int, key: int, size: int) -> int:
    return (half + (_mix(other, key) * size >> 16)) % size


def permuted(place: int, count: int, keys: Words) -> int:
    """Return where four Feistel rounds send a place of 0..count-1, walking on while it falls outside."""
    cols = math.isqrt(count - 1) + 1
    rows = -(-count // cols)
    while True:
        x, y = divmod(place, cols)
        x = _turn(x, y, keys[0], rows)
        y = _turn(y, x, keys[1], cols)
        x = _turn(x, y, keys[2], rows)
        y = _turn(y, x, keys[3], cols)
        place = x * cols + y
        if place < count:
            return place


@lru_cache(maxsize=65_536)
def scattered(seed: int, iteration: int, count: int) -> int:
    """Return the place of an iteration, common to all variables."""
    keys = philox_twin((0, 2, 0, 0), seed_words(seed))
    return permuted(permuted(iteration, count, keys), count, keys)


def stratum(seed: int, name: str, iteration: int, count: int) -> int:
    """Return the stratum of a variable in an iteration of a Latin hypercube."""
    keys = philox_twin((0, 1, *digest(name)), seed_words(seed))
    return permuted(scattered(seed, iteration, count), count, keys)


def uniform(seed: int, name: str, iteration: int, count: int, design: str = "lhs") -> float:
    """Return the uniform of a variable in an iteration: the middle of a 2^-32 cell of its stratum."""
    cell = (random_word(seed, name, iteration) + 0.5) / 2.0**32
    if design == "mc":
        return cell
    return (stratum(seed, name, iteration, count) + cell) / count
