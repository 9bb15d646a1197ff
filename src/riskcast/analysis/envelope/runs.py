"""Simulations of variants of one program over the same futures, each made once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from riskcast.model.program import Program
from riskcast.simulation.passes import Progress
from riskcast.simulation.plan import KINDS, Plan
from riskcast.simulation.result import Result
from riskcast.simulation.run import simulate

AS_GIVEN = "as given"


@dataclass(frozen=True)
class Variant:
    """A program that is to be simulated: what is different, and what is left out of the run."""

    name: str
    """Says what is different in the program; equal names mean equal programs."""
    program: Program
    without: tuple[str, ...] = ()
    """Kinds of uncertainty to leave out besides those that the plan leaves out."""


class Runs:
    """The results of variants by what they are; seed and iterations are those of the program as given."""

    def __init__(
        self, program: Program, plan: Plan | None = None, progress: Progress | None = None, *, checked: bool = False
    ) -> None:
        self.program = program
        self.plan = replace(plan or Plan(), phasing=())
        self._progress = progress
        self._checked = checked
        self._found: dict[tuple[str, tuple[str, ...]], Result] = {}
        self._expected = 1

    @property
    def base(self) -> Result:
        """The program as given: exactly what ``simulate`` returns."""
        return self.of(self._given)

    @property
    def _given(self) -> Variant:
        return Variant(AS_GIVEN, self.program)

    def expect(self, variants: Iterable[Variant]) -> None:
        """Say which variants will be asked for, so that progress knows where it ends."""
        self._expected = len({self._key(self._given), *map(self._key, variants)})

    def of(self, variant: Variant) -> Result:
        """Return the result of a variant.

        Raises
        ------
        InvalidInput
            When it cannot be simulated, see :func:`riskcast.simulation.run.simulate`.
        """
        key = self._key(variant)
        if key not in self._found:
            plan = self.plan if key == self._key(self._given) else self._like_base(variant)
            # What a variant changes fits together as the program does, and that is checked once.
            checked = self._checked or bool(self._found)
            self._found[key] = simulate(variant.program, plan, self._advance, checked=checked)
        return self._found[key]

    def _key(self, variant: Variant) -> tuple[str, tuple[str, ...]]:
        return variant.name, self._without(variant)

    def _without(self, variant: Variant) -> tuple[str, ...]:
        return tuple(kind for kind in KINDS if kind in (*self.plan.without, *variant.without))

    def _like_base(self, variant: Variant) -> Plan:
        made, without = self.base.manifest, self._without(variant)
        return replace(self.plan, seed=made.seed, iterations=made.iterations, until=None, without=without)

    def _advance(self, done: int, total: int) -> None:
        if self._progress is not None:
            count = len(self._found)
            self._progress(count * total + done, max(self._expected, count + 1) * total)
