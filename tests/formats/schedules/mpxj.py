"""What tests that need MPXJ share: the way to it, and files that are made with it."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from riskcast.errors import FileProblem
from riskcast.formats.schedules.foreign.java import Java, start_java

MPX = """\
MPX,Microsoft Project for Windows,4.0,ANSI
10,$,1,2,",",.
11,2,0,1,8.00,40.00,$0.00/h,$0.00/h,1,1
12,1,1,480,-,:,am,pm,20,20
20,Office,0,1,1,1,1,1,0
25,2,08:00,12:00,13:00,17:00
25,3,08:00,12:00,13:00,17:00
25,4,08:00,12:00,13:00,17:00
25,5,08:00,12:00,13:00,17:00
25,6,08:00,12:00,13:00,17:00
26,06-01-2027,06-01-2027,0
30,Kitchen,Ames and Sons,Ann Ames,Office,04-01-2027
60,ID,Unique ID,Name,Outline Level,Duration,Predecessors,Milestone,Constraint Type,Constraint Date
61,90,98,1,3,40,70,81,91,68
70,1,1,Plan,1,4d,,No
70,2,2,Build,1,10d,1FS+2d,No,Start No Earlier Than,25-01-2027
70,3,3,Test,1,3d,2SS+1d,No
70,4,4,Open,1,0d,"2,3FF",Yes
"""
"""A plan of four tasks that starts on Monday, 4 January 2027; Wednesday, 6 January is a holiday."""

PASSWORD_FLAG, PASSWORD_HASH = 893386752, 893386756


def java_or_skip() -> Java:
    """Return access to MPXJ; skip the test with the reason when it or Java is missing."""
    try:
        return start_java("tests", "comparing with MPXJ")
    except FileProblem as problem:
        pytest.skip(str(problem))


def write_compound(java: Java, path: Path, streams: Mapping[str, bytes]) -> Path:
    """Write an OLE compound file, such as Microsoft Project's, of the given streams."""
    system: Any = java.find("org.apache.poi.poifs.filesystem.POIFSFileSystem")()
    for name, content in streams.items():
        system.createDocument(java.find("java.io.ByteArrayInputStream")(content), name)
    out = java.find("java.io.FileOutputStream")(str(path))
    system.writeFilesystem(out)
    out.close()
    return path


def project_streams(properties: Mapping[int, bytes]) -> dict[str, bytes]:
    """Return the streams by which Microsoft Project 2010 files are known, with these properties and no tasks."""
    names = (b"Microsoft Project 14.0", b"MSProject.MPP14", b"MSProject.Project.9")
    known = bytes(28) + b"".join(struct.pack("<i", len(name) + 1) + name + b"\0" for name in names)
    items = b"".join(
        struct.pack("<iii", len(value), key, 0) + value + bytes(len(value) % 2) for key, value in properties.items()
    )
    return {"\1CompObj": known, "Props14": bytes(12) + struct.pack("<hh", len(properties), 0) + items}
