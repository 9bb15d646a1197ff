"""The manifest of a result file, checked field by field."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, time
from typing import Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from riskcast.model.task import ConstraintKind
from riskcast.simulation.cash import Group
from riskcast.simulation.plan import KINDS, MAX_ITERATIONS, MAX_SEED, DesignName
from riskcast.simulation.result import Manifest, Result, StatusName

FORMAT = 3

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Names = tuple[str, ...]
Coefficient = Annotated[float, Field(ge=-1, le=1)]
KindName = Annotated[str, Field(pattern="^(" + "|".join(KINDS) + ")$")]
ConstraintName = Annotated[str, Field(pattern="^(" + "|".join(kind.value for kind in ConstraintKind) + ")$")]


class FormatOnly(BaseModel):
    """The one field that every format has."""

    format: int


class Head(BaseModel):
    """What ``manifest.json`` holds; types are taken as they are and unknown fields are refused."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    format: Literal[3] = 3
    riskcast: Annotated[str, Field(pattern=r"^[\w.+-]{1,64}$")]
    iterations: Annotated[int, Field(ge=1, le=MAX_ITERATIONS)]
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)]
    design: DesignName
    until: Annotated[str, Field(max_length=500)] | None = None
    until_met: bool | None = None
    without: tuple[KindName, ...] = ()
    program_digest: Digest
    result_digest: Digest
    file_digest: Digest = "0" * 64
    """SHA-256 over the rest of this manifest and every array of the file."""
    origin: datetime
    milestones: Names
    tasks: Names
    variables: Names
    risks: Names
    drivers: Names = ()
    repairs: tuple[tuple[str, str, Coefficient, Coefficient], ...] = ()
    """Two variables, the rank correlation that was given, and the one that was used."""
    phasing: tuple[Group, ...] = ()
    statuses: tuple[tuple[str, StatusName], ...] = ()
    """Measure and colour of each promise, when a review saved the result."""
    held: tuple[tuple[str, ConstraintName], ...]
    """Task and kind of each date constraint that can decide."""

    @field_validator("origin")
    @classmethod
    def _near(cls, origin: datetime) -> datetime:
        """Any tick of 32 bits counted from the origin (204 years) must be a date."""
        if origin.tzinfo is not None or origin.time() != time() or not 1000 <= origin.year <= 9000:
            raise ValueError("is not a local midnight from the year 1000 to 9000")
        return origin

    @model_validator(mode="after")
    def _distinct(self) -> Head:
        for field in ("milestones", "tasks", "variables", "risks", "drivers", "without"):
            names = getattr(self, field)
            if len(set(names)) < len(names):
                raise ValueError(f"{field} has a name twice")
        if not {task for task, _ in self.held} <= set(self.tasks):
            raise ValueError("held has a name that is not among the tasks")
        if not set(self.milestones) <= set(self.tasks):
            raise ValueError("milestones has a name that is not among the tasks")
        return self

    def digest(self, arrays: Mapping[str, NDArray[Any]]) -> str:
        """Return the SHA-256 over this manifest without its file digest, and over all arrays with their names."""
        absent = {"file_digest"} if self.statuses else {"file_digest", "statuses"}
        digest = hashlib.sha256(self.model_dump_json(exclude=absent).encode())
        for name in sorted(arrays):
            digest.update(f"\0{name}\0".encode())
            digest.update(arrays[name].reshape(-1).view(np.uint8).data)
        return digest.hexdigest()

    def manifest(self) -> Manifest:
        """Return where the result came from."""
        return Manifest(
            riskcast=self.riskcast,
            iterations=self.iterations,
            seed=self.seed,
            design=self.design,
            until=self.until,
            until_met=self.until_met,
            without=self.without,
            phasing=self.phasing,
            program_digest=self.program_digest,
            result_digest=self.result_digest,
        )


def head_of(result: Result) -> Head:
    """Return the manifest of a result, still without its file digest."""
    m = result.manifest
    return Head.model_validate(
        {
            "riskcast": m.riskcast,
            "iterations": m.iterations,
            "seed": m.seed,
            "design": m.design,
            "until": m.until,
            "until_met": m.until_met,
            "without": m.without,
            "program_digest": m.program_digest,
            "result_digest": m.result_digest,
            "origin": result.origin,
            "milestones": result.milestones,
            "tasks": result.tasks.ids,
            "variables": result.inputs.variables,
            "risks": result.inputs.risks,
            "drivers": result.inputs.drivers,
            "repairs": tuple((r.first, r.second, r.given, r.used) for r in result.repairs),
            "phasing": m.phasing,
            "statuses": result.statuses,
            "held": tuple((t, k.value) for t, k in zip(result.held.tasks, result.held.kinds, strict=True)),
        }
    )
