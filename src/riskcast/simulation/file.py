"""The result file ``*.riskcast``: a zip of the manifest, the program and the arrays.

The same run writes the same bytes: nothing in the file tells when, where or how fast it was made.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from riskcast.errors import FileProblem
from riskcast.formats.atomic import write_file
from riskcast.model.program import Program
from riskcast.simulation.result import Inputs, Manifest, Result, Tasks, digest_arrays, digest_program

FORMAT = 1
SUFFIX = ".riskcast"
_ARRAYS = ("project_finish", "milestone_finish", "project_cost", "planned_finish", "planned_cost")
_TASK_ARRAYS = tuple(f.name for f in fields(Tasks) if f.name != "ids")
_INPUT_ARRAYS = ("correlation", "occurred", "sums")
_MAX_BYTES = 4 << 30


def save_result(result: Result, path: str | os.PathLike[str]) -> Path:
    """Write a result file atomically and return its path.

    Raises
    ------
    FileProblem
        When the file cannot be written.
    """
    with write_file(path) as stream:
        _write(result, stream)
    return Path(path)


def _write(result: Result, stream: IO[bytes]) -> None:
    m = result.manifest
    head = {
        "format": FORMAT,
        "riskcast": m.riskcast,
        "iterations": m.iterations,
        "seed": m.seed,
        "design": m.design,
        "program_digest": m.program_digest,
        "result_digest": m.result_digest,
        "origin": result.origin.isoformat(),
        "milestones": result.milestones,
        "tasks": result.tasks.ids,
        "variables": result.inputs.variables,
        "risks": result.inputs.risks,
    }
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        _add(archive, "manifest.json", json.dumps(head, indent=1).encode())
        _add(archive, "program.json", result.program.model_dump_json(exclude_defaults=True, indent=1).encode())
        for name, array in _arrays(result).items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(array), version=(1, 0), allow_pickle=False)
            _add(archive, f"{name}.npy", buffer.getvalue())


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), data)


def _arrays(result: Result) -> dict[str, NDArray[Any]]:
    arrays = {name: getattr(result, name) for name in _ARRAYS}
    arrays |= {f"tasks.{name}": getattr(result.tasks, name) for name in _TASK_ARRAYS}
    return arrays | {f"inputs.{name}": getattr(result.inputs, name) for name in _INPUT_ARRAYS}


def load_result(path: str | os.PathLike[str]) -> Result:
    """Read a result file.

    Raises
    ------
    FileProblem
        When it is missing, not a result file, damaged, or from a newer format.
    """
    source = Path(path)
    try:
        with zipfile.ZipFile(source) as archive:
            if sum(item.file_size for item in archive.infolist()) > _MAX_BYTES:
                raise FileProblem(f"{source}: is larger than any result file")
            head = json.loads(archive.read("manifest.json"))
            if head.get("format") != FORMAT:
                raise FileProblem(
                    f"{source}: has result format {head.get('format')!r}; this riskcast reads format {FORMAT}"
                )
            program = Program.model_validate_json(archive.read("program.json"))
            arrays = {
                item.filename.removesuffix(".npy"): _read(archive, item.filename)
                for item in archive.infolist()
                if item.filename.endswith(".npy")
            }
        result = _rebuild(head, program, arrays)
    except OSError as error:
        raise FileProblem(f"{source}: cannot be read: {error.strerror or error}") from error
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, ValidationError) as error:
        raise FileProblem(
            f"{source}: is not a riskcast result file, or it is damaged ({_first_line(error)})"
        ) from error
    return _intact(result, source)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _read(archive: zipfile.ZipFile, name: str) -> NDArray[Any]:
    return np.lib.format.read_array(io.BytesIO(archive.read(name)), allow_pickle=False)


def _rebuild(head: Mapping[str, Any], program: Program, arrays: Mapping[str, NDArray[Any]]) -> Result:
    return Result(
        manifest=Manifest(
            riskcast=head["riskcast"],
            iterations=head["iterations"],
            seed=head["seed"],
            design=head["design"],
            program_digest=head["program_digest"],
            result_digest=head["result_digest"],
        ),
        program=program,
        origin=datetime.fromisoformat(head["origin"]),
        milestones=tuple(head["milestones"]),
        tasks=Tasks(ids=tuple(head["tasks"]), **{name: arrays[f"tasks.{name}"] for name in _TASK_ARRAYS}),
        inputs=Inputs(
            variables=tuple(head["variables"]),
            risks=tuple(head["risks"]),
            **{name: arrays[f"inputs.{name}"] for name in _INPUT_ARRAYS},
        ),
        **{name: arrays[name] for name in _ARRAYS},
    )


def _intact(result: Result, source: Path) -> Result:
    if digest_arrays(result.project_finish, result.project_cost) != result.manifest.result_digest:
        raise FileProblem(f"{source}: is damaged: its arrays do not match its digest")
    if digest_program(result.program) != result.manifest.program_digest:
        raise FileProblem(f"{source}: is damaged: its program does not match its digest")
    return result
