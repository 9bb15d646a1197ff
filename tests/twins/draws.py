"""The uniform of one variable in one iteration, by name, in plain integers."""

from __future__ import annotations

import hashlib
import struct
from functools import lru_cache

from twins.philox import MASK, philox_twin

Words = tuple[int, ...]
GROUP = 64
HYPERCUBE = 64
"""Iterations of one Latin hypercube."""
SOBOL = 512
"""Iterations of one scramble."""


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


def _turn(half: int, other: int, key: int) -> int:
    h = (other + key) * 0x9E3779B1 & MASK
    h ^= h >> 15
    h = h * 0x85EBCA77 & MASK
    h ^= h >> 13
    return (half + (h >> 29)) % 8


def permuted(place: int, keys: Words) -> int:
    """Return where four Feistel rounds send a place of 0..63, its two octal digits in turn."""
    x, y = divmod(place, 8)
    x = _turn(x, y, keys[0])
    y = _turn(y, x, keys[1])
    x = _turn(x, y, keys[2])
    y = _turn(y, x, keys[3])
    return 8 * x + y


@lru_cache(maxsize=65_536)
def _batch(seed: int, number: int, purpose: int) -> Words:
    return philox_twin((number, purpose, 0, 0), seed_words(seed))


def _keys(seed: int, name: str, number: int, purpose: int) -> Words:
    """Return the keys of a variable in a batch: word by word, the sum of the variable's and the batch's."""
    own = philox_twin((0, 1, *digest(name)), seed_words(seed))
    return tuple((a + b) & MASK for a, b in zip(own, _batch(seed, number, purpose), strict=True))


def scattered(seed: int, iteration: int) -> int:
    """Return the place of an iteration in its batch, common to all variables."""
    number, place = divmod(iteration, HYPERCUBE)
    keys = _batch(seed, number, 2)
    return permuted(permuted(place, keys), keys)


def stratum(seed: int, name: str, iteration: int) -> int:
    """Return the stratum (0-63) of a variable in an iteration of a Latin hypercube."""
    return permuted(scattered(seed, iteration), _keys(seed, name, iteration // HYPERCUBE, 3))


def _reversed(x: int) -> int:
    return int(f"{x:09b}"[::-1], 2)


def _nested(x: int, a: int, b: int) -> int:
    """Return a permutation of 0..511 in which a bit depends on itself and lower ones only."""
    x += a
    x ^= x * 0x3D20ADEA
    x *= (b >> 16) | 1
    x ^= x * 0x05526C56
    x += b
    x ^= x * 0x53A22864
    return x * ((a >> 16) | 1) % SOBOL


def sobol_stratum(seed: int, name: str, iteration: int) -> int:
    """Return the stratum (0-511): the index in the batch, shuffled from its highest bit down, reversed, scrambled."""
    number, index = divmod(iteration, SOBOL)
    keys = _keys(seed, name, number, 4)
    shuffled = _reversed(_nested(_reversed(index), keys[0], keys[1]))
    return _reversed(_nested(shuffled, keys[2], keys[3]))


def uniform(seed: int, name: str, iteration: int, design: str = "lhs") -> float:
    """Return the uniform of a variable in an iteration: the middle of a 2^-32 cell of its stratum."""
    cell = (random_word(seed, name, iteration) + 0.5) / 2.0**32
    if design == "mc":
        return cell
    if design == "sobol":
        return (sobol_stratum(seed, name, iteration) + cell) / SOBOL
    return (stratum(seed, name, iteration) + cell) / HYPERCUBE
