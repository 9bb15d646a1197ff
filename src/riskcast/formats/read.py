"""Any file or folder that riskcast understands to a program."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from riskcast.errors import FileProblem
from riskcast.formats.folder import PROGRAM_FILE, read_folder
from riskcast.formats.loaded import Loaded
from riskcast.formats.shape.program import shape_program
from riskcast.formats.textfile import read_bytes
from riskcast.formats.workbook import read_workbook
from riskcast.formats.yaml_file import read_yaml
from riskcast.model.collection import paused_collection
from riskcast.model.program import Program


def load(path: str | os.PathLike[str], *, via_mpxj: bool = False) -> Loaded:
    """Return the program that a folder, a file or standard input (``-``, as YAML) describes.

    A file named ``program.yaml`` stands for its folder, so that the tables beside it are read too. Schedules of
    tools that riskcast has no reader for (``.mpp``, ``.mpx``, ``.pp`` ...) are read through MPXJ, which is the
    extra ``riskcast[mpp]`` and needs Java; ``via_mpxj`` reads any schedule that way, so that the two can be compared.

    Raises
    ------
    InvalidInput
        With all findings, when at least one of them is an error.
    FileProblem
        When a file is missing, cannot be read, or is of a kind that riskcast does not read; when MPXJ or Java is
        needed and missing.
    """
    with paused_collection():
        return _load(os.fspath(path), via_mpxj)


def _load(name: str, via_mpxj: bool) -> Loaded:
    if via_mpxj:
        return _foreign(name)
    if name == "-":
        return shape_program(read_yaml(read_bytes("-"), "stdin"))
    target = Path(name)
    if target.is_dir():
        return shape_program(read_folder(name))
    if target.name == PROGRAM_FILE and target.exists():
        return shape_program(read_folder(target.parent))
    reader = _READERS.get(target.suffix.lower())
    if reader is not None:
        return reader(name)
    if _is_foreign(target):
        return _foreign(name)
    raise FileProblem(f"{name}: {_why_not(target)}")


def load_program(path: str | os.PathLike[str], *, via_mpxj: bool = False) -> Program:
    """Return the program alone; see :func:`load`, which also returns the warnings."""
    return load(path, via_mpxj=via_mpxj).program


def _yaml(name: str) -> Loaded:
    return shape_program(read_yaml(read_bytes(name), name))


def _workbook(name: str) -> Loaded:
    return shape_program(read_workbook(read_bytes(name), name))


def _schedule(name: str) -> Loaded:
    from riskcast.formats.schedules import read_schedule

    return read_schedule(name)


def _is_foreign(path: Path) -> bool:
    from riskcast.formats.schedules.foreign import SUFFIXES

    return path.suffix.lower() in SUFFIXES


def _foreign(name: str) -> Loaded:
    from riskcast.formats.schedules.foreign import read_foreign

    return read_foreign(name)


_READERS: dict[str, Callable[[str], Loaded]] = {
    ".yaml": _yaml,
    ".yml": _yaml,
    ".xlsx": _workbook,
    ".xer": _schedule,
    ".xml": _schedule,
    ".pmxml": _schedule,
}

_ELSEWHERE = {
    ".xls": "the old Excel format is not read; save the workbook as .xlsx",
    ".csv": "a single table is not a program; give the folder that holds program.yaml and the tables",
    ".json": "JSON is not read; a program is a folder, YAML, Excel, XER, P6 XML or MS Project XML",
}


def _why_not(path: Path) -> str:
    if not path.exists():
        return "there is no such file or folder"
    usual = (
        "riskcast reads folders with program.yaml, and files that end in .yaml, .xlsx, .xer, .xml or .pmxml; "
        "through MPXJ, .mpp and others"
    )
    return _ELSEWHERE.get(path.suffix.lower(), usual)
