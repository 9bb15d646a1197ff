"""The result file ``*.riskcast``: a zip of the manifest, the program and the arrays.

The same run writes the same bytes: nothing in the file tells when, where or how fast it was made.
Nothing in it is compressed, so a file never takes more memory than its size on disk lets expect.
"""

from __future__ import annotations

import os
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from riskcast.errors import FileProblem, only_errors
from riskcast.formats.atomic import write_file
from riskcast.model.check import check_program
from riskcast.model.program import Program
from riskcast.simulation.head import FORMAT, FormatOnly, Head, head_of
from riskcast.simulation.layout import (
    Array,
    arrays_of,
    held_of,
    inputs_of,
    largest_member,
    layout,
    member,
    odd_values,
    read_member,
    repairs_of,
    tasks_of,
    write_member,
)
from riskcast.simulation.result import Result, digest_arrays, digest_program

SUFFIX = ".riskcast"
_MANIFEST, _PROGRAM = "manifest.json", "program.json"
_MAX_BYTES = 4 << 30
_MAX_TEXT = {_MANIFEST: 64 << 20, _PROGRAM: 256 << 20}


class _Unfit(ValueError):
    """A result that the file format cannot hold."""


def save_result(result: Result, path: str | os.PathLike[str]) -> Path:
    """Write a result file atomically and return its path.

    Raises
    ------
    FileProblem
        When the file cannot be written, or could not be read again: more than 4 GiB, or costs that are no numbers.
    """
    target = Path(path)
    arrays = arrays_of(result)
    try:
        head = head_of(result)
        head = head.model_copy(update={"file_digest": head.digest(arrays)})
        texts = {
            _MANIFEST: head.model_dump_json(indent=1).encode(),
            _PROGRAM: result.program.model_dump_json(exclude_defaults=True, indent=1).encode(),
        }
        _require_small(texts, arrays)
        _require_fit(head, result.program, arrays)
    except ValueError as error:
        raise FileProblem(f"{target}: the result cannot be saved ({_first_line(error)})") from error
    with write_file(target) as stream:
        _write(texts, arrays, stream)
    return target


def _require_small(texts: Mapping[str, bytes], arrays: Mapping[str, Array]) -> None:
    if sum(largest_member(array.dtype, array.shape) for array in arrays.values()) > _MAX_BYTES:
        raise _Unfit("it takes more than 4 GiB; use fewer iterations")
    for name, text in texts.items():
        if len(text) > _MAX_TEXT[name]:
            raise _Unfit(f"its {name} is too large")


def _write(texts: Mapping[str, bytes], arrays: Mapping[str, Array], stream: IO[bytes]) -> None:
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, text in texts.items():
            _add(archive, name, text)
        for name, array in arrays.items():
            _add(archive, member(name), write_member(array))


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), data)


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
            return _read(archive, source.stat().st_size)
    except OSError as error:
        raise FileProblem(f"{source}: cannot be read: {error.strerror or error}") from error
    except FileProblem as error:
        raise FileProblem(f"{source}: {error}") from None
    except (zipfile.BadZipFile, struct.error, KeyError, ValueError, EOFError, RuntimeError, OverflowError) as error:
        raise FileProblem(
            f"{source}: is not a riskcast result file, or it is damaged ({_first_line(error)})"
        ) from error


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}".removeprefix(": ")
    return (str(error).splitlines() or [type(error).__name__])[0]


def _read(archive: zipfile.ZipFile, size: int) -> Result:
    items = _members(archive, size)
    text = archive.read(_wanted(items, _MANIFEST, _MAX_TEXT[_MANIFEST]))
    found = FormatOnly.model_validate_json(text).format
    if found != FORMAT:
        raise FileProblem(f"has result format {found!r}; this riskcast reads format {FORMAT}")
    head = Head.model_validate_json(text)
    program = Program.model_validate_json(archive.read(_wanted(items, _PROGRAM, _MAX_TEXT[_PROGRAM])))
    wanted = layout(head, len(program.projects))
    unknown = sorted(set(items) - {_MANIFEST, _PROGRAM, *map(member, wanted)})
    if unknown:
        raise ValueError(f"it holds {unknown[0]!r}")
    arrays = {
        name: read_member(archive.read(_wanted(items, member(name), largest_member(kind, shape))), kind, shape)
        for name, (kind, shape) in wanted.items()
    }
    _require_intact(head, program, arrays)
    _require_fit(head, program, arrays)
    return _result(head, program, arrays)


def _members(archive: zipfile.ZipFile, size: int) -> dict[str, zipfile.ZipInfo]:
    """Return the members by name; refuse what this format never writes before any of it is read."""
    items = archive.infolist()
    if len({item.filename for item in items}) < len(items):
        raise ValueError("it holds a file twice")
    for item in items:
        if item.compress_type != zipfile.ZIP_STORED or item.flag_bits & 1 or item.file_size != item.compress_size:
            raise ValueError(f"{item.filename!r} is compressed or encrypted")
    if sum(item.file_size for item in items) > min(size, _MAX_BYTES):
        raise ValueError("it claims to hold more than it can")
    return {item.filename: item for item in items}


def _wanted(items: Mapping[str, zipfile.ZipInfo], name: str, most: int) -> zipfile.ZipInfo:
    if name not in items:
        raise ValueError(f"it has no {name}")
    if items[name].file_size > most:
        raise ValueError(f"{name} is larger than it can be")
    return items[name]


def _require_intact(head: Head, program: Program, arrays: Mapping[str, Array]) -> None:
    if digest_arrays(arrays["project_finish"], arrays["project_cost"]) != head.result_digest:
        raise FileProblem("is damaged: its arrays do not match its digest")
    if head.digest(arrays) != head.file_digest:
        raise FileProblem("is damaged: its contents do not match their digest")
    if digest_program(program) != head.program_digest:
        raise FileProblem("is damaged: its program does not match its digest")


def _require_fit(head: Head, program: Program, arrays: Mapping[str, Array]) -> None:
    """Refuse parts that do not belong together, or numbers that no simulation gives."""
    wanted = layout(head, len(program.projects))
    for name, (kind, shape) in wanted.items():
        if (arrays[name].dtype, arrays[name].shape) != (kind, shape):
            raise _Unfit(f"{name} has the wrong shape")
    if not set(head.tasks) <= {task.id for task in program.tasks}:
        raise _Unfit("tasks has a name that is not in the program")
    if head.risks != tuple(risk.id for risk in program.risks):
        raise _Unfit("risks are not those of the program")
    if head.drivers != tuple(driver.id for driver in program.drivers):
        raise _Unfit("drivers are not those of the program")
    odd = odd_values(head, arrays) or ", ".join(f.message for f in only_errors(check_program(program))[:1])
    if odd:
        raise _Unfit(odd)


def _result(head: Head, program: Program, arrays: Mapping[str, Array]) -> Result:
    return Result(
        manifest=head.manifest(),
        program=program,
        origin=head.origin,
        milestones=head.milestones,
        project_finish=arrays["project_finish"],
        milestone_finish=arrays["milestone_finish"],
        project_cost=arrays["project_cost"],
        planned_finish=arrays["planned_finish"],
        planned_cost=arrays["planned_cost"],
        tasks=tasks_of(head, arrays),
        held=held_of(head, arrays),
        inputs=inputs_of(head, arrays),
        repairs=repairs_of(head),
        statuses=head.statuses,
    )
