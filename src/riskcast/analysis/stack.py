"""From the plan to the forecast in layers: what ranges, drivers, risks and planned responses each add."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from riskcast.analysis.envelope.kinds import kinds_of
from riskcast.analysis.envelope.readings import Reader, reader
from riskcast.analysis.envelope.responses import with_planned_responses
from riskcast.analysis.envelope.runs import AS_GIVEN, Runs, Variant
from riskcast.analysis.measures import Value
from riskcast.analysis.paired import Difference, Samples
from riskcast.model.program import Program
from riskcast.simulation.passes import Progress
from riskcast.simulation.plan import Plan

if TYPE_CHECKING:
    import pandas as pd

LEVELS = (10, 50, 80, 90)
"""Percentiles of every layer, besides that of the program's confidence."""


@dataclass(frozen=True)
class Step:
    """How far a layer lies from the layer before: calendar days or money, chances as fractions."""

    percentiles: Mapping[int, Difference]
    mean: Difference
    """Steps of means add up to the whole way; steps of percentiles do as well, but each depends on what was before."""
    chance: Difference


@dataclass(frozen=True)
class Layer:
    """The forecast with some of its causes."""

    label: str
    samples: Samples
    """[K] In order of iterations: money, or wall ticks after ``Stack.origin``; constant for the plan."""
    percentiles: Mapping[int, Value]
    mean: Value
    chance: float
    """Share of iterations (0-1) that meet the goal."""
    step: Step | None
    """From the layer before; None for the plan."""
    nothing: str = ""
    """Why the layer is the same as the one before; empty when it is not."""


@dataclass(frozen=True)
class Stack:
    """The layers of one measure, from the plan on; each holds all causes of those before it, over the same futures."""

    measure: str
    label: str
    is_money: bool
    p: int
    """Confidence of the program in percent."""
    origin: datetime
    """Local midnight at which wall ticks are 0."""
    goal: date | float
    """What the chance is about: what was promised, or the planned value."""
    is_promised: bool
    layers: tuple[Layer, ...]
    note: str = ""
    """What a reader has to know about the layers."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row per layer; errors are standard errors, steps are days or money."""
        import pandas as pd

        return pd.DataFrame([self.line(layer) for layer in self.layers])

    def line(self, layer: Layer) -> dict[str, Any]:
        """Return a layer without its samples."""
        line: dict[str, Any] = {"measure": self.measure, "layer": layer.label, "nothing": layer.nothing}
        line |= {f"P{p}": value for p, value in layer.percentiles.items()}
        line |= {"mean": layer.mean, "chance": layer.chance}
        steps: dict[str, Difference] = {}
        if layer.step is not None:
            steps = {f"P{p}": move for p, move in layer.step.percentiles.items()}
            steps |= {"mean": layer.step.mean, "chance": layer.step.chance}
        for name, move in steps.items():
            line |= {f"{name}_step": move.value, f"{name}_error": move.error, f"{name}_is_noise": move.is_noise}
        return line


def stack(
    program: Program,
    plan: Plan | None = None,
    measure: str = "finish",
    progress: Progress | None = None,
    *,
    checked: bool = False,
) -> Stack:
    """Return the layers of a measure: the plan, + ranges, + drivers, + risks, + planned responses.

    With risks the program is as it stands; in the last layer every planned response is active, and costs. Kinds of
    uncertainty that the plan leaves out are in no layer.

    Raises
    ------
    InvalidInput
        When the program cannot be simulated, or the measure does not exist.
    """
    runs = Runs(program, plan, progress, checked=checked)
    runs.expect(layers_of(program).values())
    return stack_of(runs, measure)


def layers_of(program: Program) -> dict[str, Variant]:
    """Return what is simulated for each layer after the plan."""
    return {
        "+ ranges": Variant(AS_GIVEN, program, ("drivers", "risks")),
        "+ drivers": Variant(AS_GIVEN, program, ("risks",)),
        "+ risks": Variant(AS_GIVEN, program),
        "+ planned responses": Variant("planned responses", with_planned_responses(program)),
    }


def stack_of(runs: Runs, measure: str) -> Stack:
    """Return the stack of a measure from runs, which keep what has been simulated already."""
    of = reader(runs.base, measure)
    planned = np.full(runs.base.iterations, runs.base.planned(measure))
    layers = [_layer(of, "plan", planned, None)]
    missing = _missing(runs)
    for label, variant in layers_of(runs.program).items():
        nothing = missing.get(label, "")
        samples = layers[-1].samples if nothing else of.samples(runs.of(variant))
        layers.append(_layer(of, label, samples, layers[-1].samples, nothing))
    return Stack(
        measure=measure,
        label=of.label,
        is_money=of.is_money,
        p=runs.program.confidence,
        origin=runs.base.origin,
        goal=of.goal,
        is_promised=of.is_promised,
        layers=tuple(layers),
        note=_note(runs.program),
    )


def _layer(of: Reader, label: str, samples: Samples, before: Samples | None, nothing: str = "") -> Layer:
    levels = sorted({*LEVELS, of.base.program.confidence})
    step = None
    if before is not None:
        step = Step(
            percentiles={p: of.percentile_move(before, samples, p) for p in levels},
            mean=of.mean_move(before, samples),
            chance=of.chance_move(before, samples),
        )
    percentiles = {p: of.percentile(samples, p) for p in levels}
    return Layer(label, samples, percentiles, of.mean(samples), of.chance(samples), step, nothing)


def _missing(runs: Runs) -> dict[str, str]:
    """Return why layers are the same as those before, by their labels."""
    has = kinds_of(runs.program) - set(runs.plan.without)
    found = {f"+ {kind}": f"there are no {kind}" for kind in ("drivers", "risks") if kind not in has}
    planned = layers_of(runs.program)["+ planned responses"].program
    if planned is runs.program or "risks" not in has:
        found["+ planned responses"] = "no response is planned"
    return found


def _note(program: Program) -> str:
    """Return what no run can leave out, and so is in every layer after the plan."""
    parts = ["branches"] * bool(program.branches or program.conditions)
    parts += ["tasks that may not be needed"] * any(task.probability < 1.0 for task in program.tasks)
    parts += ["rework"] * bool(program.reworks)
    named = " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else ""
    return f"The layer of ranges holds {named} as well, which no run can leave out" if named else ""
