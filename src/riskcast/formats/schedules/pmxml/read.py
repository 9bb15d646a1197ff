"""From the root of a P6 XML file to a program."""

from __future__ import annotations

from riskcast.formats.schedules.notes import Notes
from riskcast.formats.schedules.p6.build import build_p6
from riskcast.formats.schedules.placed import Placed
from riskcast.formats.schedules.pmxml.calendars import read_calendars
from riskcast.formats.schedules.pmxml.leftovers import remark_leftovers
from riskcast.formats.schedules.pmxml.objects import Objects
from riskcast.formats.schedules.pmxml.tables import read_tables
from riskcast.formats.schedules.xml_tree import Node


def read_pmxml(root: Node, notes: Notes, stem: str) -> Placed:
    """Return the program of a P6 XML file; ``stem`` names it when the file holds several projects.

    Raises
    ------
    InvalidInput
        When something cannot be read, with every finding.
    """
    objects = Objects(root)
    objects.remark(notes)
    remark_leftovers(objects, notes)
    return build_p6(read_tables(objects), read_calendars(objects), notes, stem)
