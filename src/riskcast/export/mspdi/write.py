"""The file as a whole."""

from __future__ import annotations

import os
from pathlib import Path
from xml.etree.ElementTree import Element, indent, tostring

from riskcast.errors import Finding
from riskcast.export.exported import Exported
from riskcast.export.mspdi.calendars import add_calendars
from riskcast.export.mspdi.fields import add_definitions
from riskcast.export.mspdi.header import add_header
from riskcast.export.mspdi.leftovers import remark_leftovers
from riskcast.export.mspdi.resources import add_assignments, add_resources
from riskcast.export.mspdi.sheet import Sheet
from riskcast.export.mspdi.spans import spans
from riskcast.export.mspdi.tasks import add_tasks
from riskcast.formats.atomic import write_file
from riskcast.formats.schedules.notes import Notes
from riskcast.simulation.result import Result

_NAMESPACE = "http://schemas.microsoft.com/project"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def export_mspdi(result: Result, path: str | os.PathLike[str]) -> Exported:
    """Write the plan and its forecast as a Microsoft Project XML file (MSPDI); missing folders are made.

    Tasks carry their planned dates, and as custom fields P50 and the confidence level of start and finish (Date1 to
    Date4), the criticality in percent (Number1) and riskcast's id (Text30). A task that came from Microsoft Project
    keeps its UID. The same result gives the same bytes.

    Returns
    -------
    Exported
        The path, and findings about what Microsoft Project would schedule differently or cannot hold.

    Raises
    ------
    FileProblem
        When the file cannot be written.
    """
    target = Path(path)
    data, findings = render_mspdi(result, target.name)
    with write_file(target) as stream:
        stream.write(data)
    return Exported(target, findings)


def render_mspdi(result: Result, name: str = "") -> tuple[bytes, tuple[Finding, ...]]:
    """Return the bytes of the file, and findings that give ``name`` as their place."""
    sheet = Sheet(result, Notes(name))
    root = Element("Project", xmlns=_NAMESPACE)
    whole = spans(sheet)[0]
    add_header(root, sheet, whole.finish if whole else None)
    add_definitions(root, sheet.level)
    add_calendars(root, sheet)
    add_tasks(root, sheet)
    add_resources(root, sheet)
    add_assignments(root, sheet)
    remark_leftovers(sheet)
    indent(root, " ")
    return _DECLARATION + tostring(root, encoding="unicode").encode() + b"\n", sheet.notes.findings()
