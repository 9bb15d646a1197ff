"""Reads a schedule file of another tool, whichever it is."""

from __future__ import annotations

import os
from pathlib import Path

from riskcast.errors import FileProblem, InvalidInput, only_errors
from riskcast.formats.loaded import Loaded
from riskcast.formats.schedules.encoding import decode
from riskcast.formats.schedules.mspdi.build import build_mspdi
from riskcast.formats.schedules.notes import Notes
from riskcast.formats.schedules.p6.build import build_p6
from riskcast.formats.schedules.p6.calendars import read_calendars
from riskcast.formats.schedules.p6.leftovers import remark_leftovers
from riskcast.formats.schedules.placed import Placed
from riskcast.formats.schedules.pmxml.read import read_pmxml
from riskcast.formats.schedules.sniff import sniff
from riskcast.formats.schedules.xer_tables import read_tables
from riskcast.formats.schedules.xml_tree import parse_xml
from riskcast.formats.textfile import read_bytes
from riskcast.model.check import check_program

_MSPDI = "http://schemas.microsoft.com/project"


def read_schedule(path: str | os.PathLike[str]) -> Loaded:
    """Read a Primavera P6 file (XER or XML) or a Microsoft Project XML file as a program.

    Whatever the program cannot hold is listed in the findings, with counts.

    Raises
    ------
    FileProblem
        When the file is missing, breaks off, or is no such file.
    InvalidInput
        When a number, date or reference cannot be read, or the program does not fit together; all at once.
    """
    source = Path(path)
    notes = Notes(source.name)
    return read_content(read_bytes(source), source.stem, notes)


def read_content(data: bytes, stem: str, notes: Notes) -> Loaded:
    """Read the content of a schedule file; ``stem`` names a program that has no name of its own.

    Raises
    ------
    FileProblem
        When the content breaks off or is none of a schedule file.
    InvalidInput
        When something cannot be read, or the program does not fit together; all at once.
    """
    placed = _read(data, stem, notes)
    notes.raise_errors()
    checked = [placed.locate(finding, notes) for finding in check_program(placed.program)]
    findings = (*notes.findings(), *checked)
    if only_errors(checked):
        raise InvalidInput(findings)
    return Loaded(placed.program, findings)


def _read(data: bytes, stem: str, notes: Notes) -> Placed:
    if sniff(data, notes.file) == "xer":
        tables = read_tables(decode(data, notes), notes)
        remark_leftovers(tables, notes)
        return build_p6(tables, read_calendars(tables), notes, stem)
    root, namespace = parse_xml(data, notes)
    if root.tag == "APIBusinessObjects":
        return read_pmxml(root, notes, stem)
    if root.tag != "Project" or namespace not in ("", _MSPDI):
        raise FileProblem(
            f"{notes.file}: the XML is neither Microsoft Project nor Primavera P6, its root element is <{root.tag}>"
        )
    return build_mspdi(root, notes, stem)
