"""The strongest of all that moves the finish: tasks, shared drivers and risks in one order."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from riskcast.analysis.drivers import Drivers
from riskcast.analysis.events import RiskDriver, SharedDriver
from riskcast.analysis.noise import NOISE, within_noise
from riskcast.network.ticks import PER_DAY
from riskcast.simulation.result import Result

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Mover:
    """Something that moves the finish of the program beyond chance."""

    kind: Literal["task", "driver", "risk"]
    id: str
    name: str
    strength: float
    """How closely the finish follows it, 0-1: see ``strongest``."""
    rank_correlation: float | None
    """Of a task's or driver's factor with program finish."""
    criticality: float | None
    """Of a task, 0-1."""
    probability: float | None
    """Chance of a risk or driver, 0-1."""
    delay_days: float | None
    """Mean finish with the risk or acting driver minus without; None when not beyond chance, or always so."""
    delay_error: float | None


@dataclass(frozen=True)
class Strongest:
    """What moves the finish, the strongest first."""

    movers: tuple[Mover, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return one row per mover."""
        import pandas as pd

        return pd.DataFrame([asdict(mover) for mover in self.movers])


def strongest(result: Result, found: Drivers) -> Strongest:
    """Return what moves the finish beyond chance, by the correlation with it.

    That is the rank correlation of a driver; that of a task times its criticality; and of a risk (or a driver that
    acts by chance) the correlation of its occurring, ``|delay| sqrt(q (1 - q)) / sd`` with ``q`` the share of
    iterations with it and ``sd`` the standard deviation of the finish.
    """
    count = result.iterations
    sd = float(np.std(result.samples("finish"), dtype=np.float64)) / PER_DAY
    least = NOISE / math.sqrt(count)
    movers = [*_tasks(found, least), *_drivers(found, least, sd), *_risks(found, sd)]
    return Strongest(tuple(sorted(movers, key=lambda mover: -mover.strength)))


def _tasks(found: Drivers, least: float) -> Iterator[Mover]:
    for d in found.tasks:
        size = abs(d.rank_correlation or 0.0)
        if size > least and d.criticality > 0.0:
            yield Mover("task", d.task, d.name, size * d.criticality, d.rank_correlation, d.criticality, *[None] * 3)


def _drivers(found: Drivers, least: float, sd: float) -> Iterator[Mover]:
    for d in found.shared:
        size = abs(d.rank_correlation or 0.0)
        rank = d.rank_correlation if size > least else None
        delay = _delay(d)
        strength = max(size if rank is not None else 0.0, _event(delay[0], d.acted, sd))
        if d.acted > 0.0 and strength > 0.0:
            yield Mover("driver", d.driver, d.name, strength, rank, None, d.probability, *delay)


def _risks(found: Drivers, sd: float) -> Iterator[Mover]:
    for d in found.risks:
        delay = _delay(d)
        strength = _event(delay[0], d.occurred, sd)
        if strength > 0.0:
            yield Mover("risk", d.risk, d.name, strength, None, None, d.probability, *delay)


def _delay(d: RiskDriver | SharedDriver) -> tuple[float | None, float | None]:
    if d.delay_days is None or d.delay_error is None or within_noise(d.delay_days, d.delay_error):
        return None, None
    return d.delay_days, d.delay_error


def _event(delay: float | None, share: float, sd: float) -> float:
    return 0.0 if delay is None or sd == 0.0 else abs(delay) * math.sqrt(share * (1.0 - share)) / sd
