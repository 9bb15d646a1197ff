"""What to simulate: how many iterations, with which seed and design, on how many threads."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from typing import Literal

from riskcast.errors import Finding, InvalidInput

DesignName = Literal["lhs", "mc"]
MAX_ITERATIONS = 1_000_000
MAX_SEED = (1 << 64) - 1
GROUP = 64
"""Blocks are multiples of this many lanes, because random words come in groups of 64 iterations."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A run; ``threads`` and ``block`` change how long it takes, never a bit of its result."""

    iterations: int = 10_000
    seed: int | None = None
    """0 to 2^64 - 1; drawn and recorded when None."""
    design: DesignName = "lhs"
    """``lhs``: Latin hypercube; ``mc``: plain Monte Carlo."""
    threads: int | None = None
    """Worker threads; one per processor when None."""
    block: int | None = None
    """Lanes per block, a multiple of 64; chosen by the size of the network when None."""

    def resolved(self, tasks: int) -> Settled:
        """Return the plan with every default filled in for a network of so many tasks.

        Raises
        ------
        InvalidInput
            When a number is out of range.
        """
        problems = list(self._problems())
        if problems:
            raise InvalidInput(problems)
        return Settled(
            iterations=self.iterations,
            seed=secrets.randbits(32) if self.seed is None else self.seed,
            design=self.design,
            threads=self.threads or _processors(),
            block=self.block or (128 if tasks < 4_000 else 256),
        )

    def _problems(self) -> list[Finding]:
        found = []
        if not 1 <= self.iterations <= MAX_ITERATIONS:
            found.append(_range("iterations", self.iterations, f"1 to {MAX_ITERATIONS:,}"))
        if self.seed is not None and not 0 <= self.seed <= MAX_SEED:
            found.append(_range("seed", self.seed, "0 to 2^64 - 1"))
        if self.threads is not None and not 1 <= self.threads <= 1024:
            found.append(_range("threads", self.threads, "1 to 1024"))
        if self.block is not None and (self.block < GROUP or self.block % GROUP or self.block > 4096):
            found.append(_range("block", self.block, "multiples of 64 up to 4096"))
        if self.design not in ("lhs", "mc"):
            found.append(_range("design", self.design, "lhs and mc"))
        return found


@dataclass(frozen=True, slots=True)
class Settled:
    """A plan without open choices."""

    iterations: int
    seed: int
    design: DesignName
    threads: int
    block: int


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _range(name: str, value: object, allowed: str) -> Finding:
    return Finding("RC180", f"{name} = {value} is out of range", f"{name} takes {allowed}", subject=name)
