"""The arrays of a result file: their types and shapes, and the members that hold them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from riskcast.model.task import ConstraintKind
from riskcast.network.repair import Repair
from riskcast.simulation.head import Head
from riskcast.simulation.result import GRID, Held, Inputs, Result, Tasks

Array = NDArray[Any]

_HEADER = 256
"""Bytes at the start of a member that hold its type and shape, and maybe some of its data."""

_SPECS: dict[str, tuple[str, str]] = {
    "project_finish": ("<i4", "PK"),
    "milestone_finish": ("<i4", "MK"),
    "project_cost": ("<f8", "PK"),
    "planned_finish": ("<i4", "P"),
    "planned_cost": ("<f8", "P"),
    "tasks.planned_start": ("<i4", "n"),
    "tasks.planned_finish": ("<i4", "n"),
    "tasks.early_start": ("<i4", "n"),
    "tasks.early_finish": ("<i4", "n"),
    "tasks.late_start": ("<i4", "n"),
    "tasks.late_finish": ("<i4", "n"),
    "tasks.total_float": ("<f8", "n"),
    "tasks.on_critical_path": ("|b1", "n"),
    "tasks.criticality": ("<f8", "n"),
    "tasks.start": ("<i4", "ng"),
    "tasks.finish": ("<i4", "ng"),
    "held.iterations": ("<i8", "w"),
    "inputs.correlation": ("<f8", "v2"),
    "inputs.occurred": ("<i8", "R"),
    "inputs.sums": ("<f8", "R2"),
    "inputs.acted": ("<i8", "D"),
    "inputs.acted_sums": ("<f8", "D2"),
}
"""Type, and one letter per axis, of every array."""

Layout = dict[str, tuple[np.dtype[Any], tuple[int, ...]]]


def layout(head: Head, projects: int) -> Layout:
    """Return type and shape of every array of a result with this manifest and so many projects."""
    sizes = {
        "P": projects,
        "K": head.iterations,
        "M": len(head.milestones),
        "n": len(head.tasks),
        "g": len(GRID),
        "v": len(head.variables),
        "w": len(head.held),
        "R": len(head.risks),
        "D": len(head.drivers),
        "2": 2,
    }
    return {name: (np.dtype(kind), tuple(sizes[axis] for axis in axes)) for name, (kind, axes) in _SPECS.items()}


def member(name: str) -> str:
    """Return the name of the file in the archive that holds an array."""
    return f"{name}.npy"


def arrays_of(result: Result) -> dict[str, Array]:
    """Return all arrays of a result, contiguous and little-endian."""
    found: dict[str, Array] = {}
    for name, (kind, _) in _SPECS.items():
        owner, _, field = name.rpartition(".")
        array = getattr(getattr(result, owner) if owner else result, field)
        found[name] = np.ascontiguousarray(array, np.dtype(kind))
    return found


def tasks_of(head: Head, arrays: Mapping[str, Array]) -> Tasks:
    """Return what was kept of the tasks."""
    return Tasks(ids=head.tasks, **{f.name: arrays[f"tasks.{f.name}"] for f in fields(Tasks) if f.name != "ids"})


def held_of(head: Head, arrays: Mapping[str, Array]) -> Held:
    """Return how often date constraints decided."""
    tasks, kinds = (tuple(pair[k] for pair in head.held) for k in range(2))
    return Held(tasks, tuple(map(ConstraintKind, kinds)), arrays["held.iterations"])


def inputs_of(head: Head, arrays: Mapping[str, Array]) -> Inputs:
    """Return what was kept of the uncertain inputs."""
    held = {name: arrays[f"inputs.{name}"] for name in ("correlation", "occurred", "sums", "acted", "acted_sums")}
    return Inputs(variables=head.variables, risks=head.risks, drivers=head.drivers, **held)


def repairs_of(head: Head) -> tuple[Repair, ...]:
    """Return the correlations that were changed."""
    return tuple(Repair(*repair) for repair in head.repairs)


def write_member(array: Array) -> bytes:
    """Return an array as the bytes of an ``.npy`` file of version 1.0."""
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array, version=(1, 0), allow_pickle=False)
    return stream.getvalue()


def read_member(data: bytes, kind: np.dtype[Any], shape: tuple[int, ...]) -> Array:
    """Return the array in an ``.npy`` file without copying it.

    Raises
    ------
    ValueError
        When it is no such file, or holds another type, another shape, or more or fewer bytes.
    """
    stream = io.BytesIO(data)
    if np.lib.format.read_magic(stream) != (1, 0):
        raise ValueError("is not an .npy file of version 1.0")
    found_shape, fortran, found_kind = np.lib.format.read_array_header_1_0(stream)
    if found_kind != kind or found_shape != shape or (fortran and len(shape) > 1):
        raise ValueError(f"holds {found_kind.str} {found_shape}, not {kind.str} {shape}")
    if len(data) - stream.tell() != size_of(kind, shape):
        raise ValueError("has more or fewer bytes than its header says")
    return np.frombuffer(data, kind, offset=stream.tell()).reshape(shape)


def size_of(kind: np.dtype[Any], shape: tuple[int, ...]) -> int:
    """Return the bytes of an array without its header."""
    size = kind.itemsize
    for axis in shape:
        size *= axis
    return size


def largest_member(kind: np.dtype[Any], shape: tuple[int, ...]) -> int:
    """Return the bytes that a member with this array cannot exceed."""
    return size_of(kind, shape) + _HEADER


def odd_values(head: Head, arrays: Mapping[str, Array]) -> str:
    """Return what is impossible about the numbers in arrays of the right shape; empty when nothing is."""
    for name, array in arrays.items():
        if array.dtype.kind == "f" and not np.isfinite(array).all():
            return f"{name} holds a value that is not a number"
    for name in ("inputs.occurred", "inputs.acted", "held.iterations"):
        if ((arrays[name] < 0) | (arrays[name] > head.iterations)).any():
            return f"{name} counts more iterations than there are"
    shares = arrays["tasks.criticality"]
    if ((shares < 0.0) | (shares > 1.0)).any():
        return "tasks.criticality holds a share that is not between 0 and 1"
    return ""
