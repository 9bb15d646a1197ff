"""A file through MPXJ: read with whichever reader knows it, written as XML that riskcast reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from riskcast.errors import FileProblem
from riskcast.formats.schedules.foreign.days import spell_times
from riskcast.formats.schedules.foreign.java import Java
from riskcast.formats.schedules.foreign.reason import explain, one_line
from riskcast.formats.schedules.foreign.suffixes import PRIMAVERA


@dataclass(frozen=True, slots=True)
class Converted:
    """What MPXJ made of a file."""

    xml: bytes
    """Primavera P6 XML or Microsoft Project XML."""
    format: str
    """The format that MPXJ recognised, such as ``MPP``."""
    dialect: str
    """What the XML is, in words."""
    version: str
    """The version of MPXJ."""
    passed_over: tuple[str, ...]
    """Errors in the file that MPXJ ignored."""
    named_only: tuple[str, ...]
    """Projects of which the file names only activities, as the ends of links; the XML does not hold them."""
    left_out: tuple[str, ...]
    """Further projects, which the XML does not hold because its dialect has room for one."""


def convert(java: Java, source: Path) -> Converted:
    """Return the file as XML.

    Raises
    ------
    FileProblem
        When MPXJ does not recognise or cannot read the file, or finds no project in it.
    """
    try:
        projects = _read(java, source)
        return _write(java, projects, source.stem)
    except java.error as error:
        raise FileProblem(f"{source}: {explain(error)}") from None


def _read(java: Java, source: Path) -> list[Any]:
    proxy = java.find("org.mpxj.reader.UniversalProjectReader")().getProjectReaderProxy(str(source.resolve()))
    if proxy is None:
        raise FileProblem(f"{source}: MPXJ does not recognise the file; is it what its name says?")
    try:
        reader = proxy.getProjectReader()
        if hasattr(reader, "setLinkCrossProjectRelations"):
            reader.setLinkCrossProjectRelations(True)
        projects = [project for project in proxy.readAll() if project is not None]
    finally:
        proxy.close()
    if not projects:
        raise FileProblem(f"{source}: MPXJ finds no project in the file")
    return projects


def _write(java: Java, projects: list[Any], stem: str) -> Converted:
    properties = projects[0].getProjectProperties()
    primavera = str(properties.getFileApplication()) in PRIMAVERA
    known = [project for project in projects if _has_dates(project)] or projects
    kept = known if primavera else known[:1]
    return Converted(
        xml=_primavera(java, kept) if primavera else _microsoft(java, kept[0], stem),
        format=str(properties.getFileType() or properties.getFileApplication()),
        dialect="Primavera P6 XML" if primavera else "Microsoft Project XML",
        version=str(java.find("org.mpxj.MPXJ").VERSION),
        passed_over=tuple(one_line(str(error.getMessage())) for p in kept for error in p.getIgnoredErrors()),
        named_only=tuple(_name(project) for project in projects if not _has_dates(project) and known is not projects),
        left_out=tuple(_name(project) for project in known[len(kept) :]),
    )


def _primavera(java: Java, projects: Sequence[Any]) -> bytes:
    for project in projects:
        properties = project.getProjectProperties()
        if properties.getPlannedStart() is None:  # the writer would put in the time of day
            properties.setPlannedStart(properties.getStartDate())
    listed = java.find("java.util.ArrayList")()
    for project in projects:
        listed.add(project)
    return _bytes(java, java.find("org.mpxj.primavera.PrimaveraPMFileWriter")(), listed)


def _microsoft(java: Java, project: Any, stem: str) -> bytes:
    properties = project.getProjectProperties()
    if str(properties.getFileType()) == "MPX":
        spell_times(project)
    if not properties.getProjectTitle():  # the writer would put in a title of its own
        properties.setProjectTitle(PurePath(str(properties.getName() or stem)).stem)
    writer = java.find("org.mpxj.mspdi.MSPDIWriter")()
    writer.setWriteTimephasedData(True)  # where split tasks keep their gaps
    return _bytes(java, writer, project)


def _bytes(java: Java, writer: Any, content: Any) -> bytes:
    stream = java.find("java.io.ByteArrayOutputStream")()
    writer.write(content, stream)
    return bytes(stream.toByteArray())


def _has_dates(project: Any) -> bool:
    """Return False for a project of which Primavera files only name activities, as the ends of links."""
    properties = project.getProjectProperties()
    return properties.getPlannedStart() is not None or properties.getStartDate() is not None


def _name(project: Any) -> str:
    properties = project.getProjectProperties()
    return str(properties.getProjectID() or properties.getProjectTitle() or "unnamed")
