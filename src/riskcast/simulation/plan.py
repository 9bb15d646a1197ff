"""What to simulate: how many iterations, with which seed and design, on how many threads."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from riskcast.errors import Finding, InvalidInput
from riskcast.simulation.cash import GROUPS
from riskcast.simulation.until import Until, read_until

if TYPE_CHECKING:
    from riskcast.network.scene import Switches

DesignName = Literal["lhs", "mc", "sobol"]
DESIGNS: tuple[DesignName, ...] = ("lhs", "mc", "sobol")
BATCHES: dict[DesignName, int] = {"lhs": 64, "mc": 1, "sobol": 512}
"""Iterations of the independent replications that each design consists of."""
KINDS = ("ranges", "risks", "drivers")
"""Kinds of uncertainty that can be left out of a run."""
MAX_ITERATIONS = 1_000_000
MAX_UNTIL = 100_000
MAX_SEED = (1 << 64) - 1
GROUP = 64
"""Blocks are multiples of this many lanes, because random words come in groups of 64 iterations."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A run; ``threads`` and ``block`` change how long it takes, never a bit of its result."""

    iterations: int = 10_000
    """Not looked at when ``until`` is given."""
    seed: int | None = None
    """0 to 2^64 - 1; drawn and recorded when None."""
    design: DesignName = "lhs"
    """``lhs``: Latin hypercubes of 64 iterations; ``mc``: plain Monte Carlo; ``sobol``: Owen-scrambled Sobol' points
    in batches of 512."""
    threads: int | None = None
    """Worker threads; one per processor when None."""
    block: int | None = None
    """Lanes per block, a multiple of 64; chosen by the size of the network when None."""
    until: str | None = None
    """Precision at which to stop, such as ``P80 finish +/- 1d``; see :func:`riskcast.simulation.until.read_until`."""
    max_iterations: int = MAX_UNTIL
    """Iterations after which to stop anyway; only with ``until``."""
    without: tuple[str, ...] = ()
    """Kinds of uncertainty to leave out: ``ranges``, ``risks``, ``drivers``."""
    phasing: tuple[str, ...] = ()
    """By what to keep money over time apart, of :data:`riskcast.simulation.cash.GROUPS`; none is kept when empty."""

    @property
    def switches(self) -> Switches:
        """What a run with this plan has."""
        from riskcast.network.scene import Switches

        return Switches(**{kind: kind not in self.without for kind in KINDS})

    @property
    def groups(self) -> tuple[str, ...]:
        """By what money over time is kept apart, in one order."""
        return tuple(group for group in GROUPS if group in self.phasing)

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
        until = None if self.until is None else read_until(self.until)
        return Settled(
            iterations=self.iterations if until is None else self.max_iterations,
            seed=secrets.randbits(32) if self.seed is None else self.seed,
            design=self.design,
            threads=self.threads or _processors(),
            block=self.block or (128 if tasks < 4_000 else 256),
            until=until,
            without=tuple(kind for kind in KINDS if kind in self.without),
            phasing=self.groups,
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
        if not 1 <= self.max_iterations <= MAX_ITERATIONS:
            found.append(_range("max_iterations", self.max_iterations, f"1 to {MAX_ITERATIONS:,}"))
        for name in self.without:
            if name not in KINDS:
                found.append(_range("without", name, ", ".join(KINDS)))
        for name in self.phasing:
            if name not in GROUPS:
                found.append(_range("phasing", name, ", ".join(GROUPS)))
        if self.design not in DESIGNS:
            found.append(_range("design", self.design, ", ".join(DESIGNS)))
        return found


@dataclass(frozen=True, slots=True)
class Settled:
    """A plan without open choices."""

    iterations: int
    """At most, when ``until`` is given."""
    seed: int
    design: DesignName
    threads: int
    block: int
    until: Until | None = None
    without: tuple[str, ...] = ()
    phasing: tuple[str, ...] = ()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _range(name: str, value: object, allowed: str) -> Finding:
    return Finding("RC180", f"{name} = {value} is out of range", f"{name} takes {allowed}", subject=name)
