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
from riskcast.model.program import Program


def load(path: str | os.PathLike[str]) -> Loaded:
    """Return the program that a folder, a file or standard input (``-``, as YAML) describes.

    A file named ``program.yaml`` stands for its folder, so that the tables beside it are read too.

    Raises
    ------
    InvalidInput
        With all findings, when at least one of them is an error.
    FileProblem
        When a file is missing, cannot be read, or is of a kind that riskcast does not read.
    """
    name = os.fspath(path)
    if name == "-":
        return shape_program(read_yaml(read_bytes("-"), "stdin"))
    target = Path(name)
    if target.is_dir():
        return shape_program(read_folder(name))
    if target.name == PROGRAM_FILE and target.exists():
        return shape_program(read_folder(target.parent))
    reader = _READERS.get(target.suffix.lower())
    if reader is None:
        raise FileProblem(f"{name}: {_why_not(target)}")
    return reader(name)


def load_program(path: str | os.PathLike[str]) -> Program:
    """Return the program alone; see :func:`load`, which also returns the warnings."""
    return load(path).program


def _yaml(name: str) -> Loaded:
    return shape_program(read_yaml(read_bytes(name), name))


def _workbook(name: str) -> Loaded:
    return shape_program(read_workbook(read_bytes(name), name))


def _schedule(name: str) -> Loaded:
    from riskcast.formats.schedules import read_schedule

    return read_schedule(name)


_READERS: dict[str, Callable[[str], Loaded]] = {
    ".yaml": _yaml,
    ".yml": _yaml,
    ".xlsx": _workbook,
    ".xer": _schedule,
    ".xml": _schedule,
    ".pmxml": _schedule,
}

_ELSEWHERE = {
    ".mpp": "MS Project's own format is not read; save the project as XML",
    ".xls": "the old Excel format is not read; save the workbook as .xlsx",
    ".csv": "a single table is not a program; give the folder that holds program.yaml and the tables",
    ".json": "JSON is not read; a program is a folder, YAML, Excel, XER, P6 XML or MS Project XML",
}


def _why_not(path: Path) -> str:
    if not path.exists():
        return "there is no such file or folder"
    usual = "riskcast reads folders with program.yaml, and files that end in .yaml, .xlsx, .xer, .xml or .pmxml"
    return _ELSEWHERE.get(path.suffix.lower(), usual)
