"""The generator gives the published Random123 words and the words of its definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskcast.kernels.philox import philox
from twins.philox import philox_twin

KNOWN_ANSWERS = [
    ("00000000 00000000 00000000 00000000", "00000000 00000000", "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    ("ffffffff ffffffff ffffffff ffffffff", "ffffffff ffffffff", "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    ("243f6a88 85a308d3 13198a2e 03707344", "a4093822 299f31d0", "d16cfe09 94fdcceb 5001e420 24126ea1"),
]
"""Counter, key and output of ``philox4x32 10`` in the file kat_vectors of Random123."""

Words = tuple[int, ...]
word = st.integers(0, 2**32 - 1)


def kernel(counter: Words, key: Words) -> Words:
    out = np.zeros(4, np.uint32)
    philox(np.array(counter, np.uint32), np.array(key, np.uint32), out)
    return tuple(int(w) for w in out)


def words(text: str) -> Words:
    return tuple(int(w, 16) for w in text.split())


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN_ANSWERS)
def test_the_kernel_gives_the_published_known_answers(counter: str, key: str, expected: str) -> None:
    assert kernel(words(counter), words(key)) == words(expected)


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN_ANSWERS)
def test_the_plain_twin_gives_the_published_known_answers(counter: str, key: str, expected: str) -> None:
    assert philox_twin(words(counter), words(key)) == words(expected)


@settings(deadline=None)
@given(st.tuples(word, word, word, word), st.tuples(word, word))
def test_the_kernel_equals_the_plain_twin_on_any_counter_and_key(counter: Words, key: Words) -> None:
    assert kernel(counter, key) == philox_twin(counter, key)


@settings(deadline=None)
@given(st.tuples(word, word, word, word), st.tuples(word, word), st.integers(1, 9))
def test_fewer_rounds_are_told_apart(counter: Words, key: Words, rounds: int) -> None:
    """The comparison can fail: any other number of rounds gives other words."""
    assert kernel(counter, key) != philox_twin(counter, key, rounds)
