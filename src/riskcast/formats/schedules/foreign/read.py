"""Reads a schedule by way of MPXJ."""

from __future__ import annotations

import os
from pathlib import Path

from riskcast.errors import FileProblem
from riskcast.formats.loaded import Loaded
from riskcast.formats.schedules.foreign.convert import Converted, convert
from riskcast.formats.schedules.foreign.java import start_java
from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.reader import read_content

_PASSED = Topic(
    "RC060",
    "warning",
    "MPXJ passed over 1 error in the file",
    "MPXJ passed over {n} errors in the file",
    "compare the program with the original tool",
)
_NAMED = Topic(
    "RC060",
    "info",
    "1 project is only named as the end of links, and left out",
    "{n} projects are only named as ends of links, and left out",
    "export the other projects together with this one",
)
_LEFT_OUT = Topic(
    "RC060",
    "warning",
    "1 further project of the file is left out",
    "{n} further projects of the file are left out",
    "save it in a file of its own",
)


def read_foreign(path: str | os.PathLike[str]) -> Loaded:
    """Read a file of any tool that MPXJ knows; findings name the file without lines.

    Raises
    ------
    FileProblem
        When the file is missing, MPXJ cannot read it, or the extra ``riskcast[mpp]`` or Java is missing.
    InvalidInput
        When what MPXJ read does not fit together; all findings at once.
    """
    source = Path(path)
    _require_file(source)
    java = start_java(str(source), f"reading {source.suffix.lower() or 'this file'}")
    converted = convert(java, source)
    notes = Notes(source.name, lines=False)
    _remark(converted, notes)
    return read_content(converted.xml, source.stem, notes)


def _require_file(source: Path) -> None:
    if not source.exists():
        raise FileProblem(f"{source}: there is no such file or folder")
    if not source.is_file():
        raise FileProblem(f"{source}: this is a folder, but a file is expected")


def _remark(converted: Converted, notes: Notes) -> None:
    how = f"the file ({converted.format}) was read through MPXJ {converted.version} as {converted.dialect}"
    notes.remark("RC060", "info", how)
    for text in converted.passed_over:
        notes.add(_PASSED, text)
    for name in converted.named_only:
        notes.add(_NAMED, name)
    for name in converted.left_out:
        notes.add(_LEFT_OUT, name)
