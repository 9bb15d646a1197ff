"""Where the objects of a P6 XML file stand: inside their project, or beside it."""

from __future__ import annotations

from collections.abc import Iterator

from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.p6.projects import BASELINES
from riskcast.formats.schedules.xml_tree import Node

_OUTSIDE = Topic(
    "RC057",
    "info",
    "1 activity of another project is only named as the end of a link, and left out",
    "{n} activities of other projects are only named as ends of links, and left out",
    "export the other projects together with this one",
)
_NAMES = {"Activity": "Id", "WBS": "Code", "Calendar": "Name"}


class Objects:
    """The objects of the file by name; projects of which only linked activities are named are left out."""

    def __init__(self, root: Node) -> None:
        self.root = root
        projects = list(root.all("Project"))
        self.projects = [node for node in projects if not _external(node)]
        self.external = [node for node in projects if _external(node)]
        known = {node.text("ObjectId") for node in self.projects}
        baselines = list(root.all("BaselineProject"))
        self.baselines = [node for node in baselines if node.text("OriginalProjectObjectId") in known - {""}]
        """Baselines of projects in the file; the others have no use."""
        self.strangers = [node for node in baselines if node not in self.baselines]
        for node in projects:
            node.subject = f"Project {node.text('Id') or node.text('ObjectId')}"

    def all(self, tag: str) -> Iterator[tuple[Node, str]]:
        """Yield the objects of a name with the ``ObjectId`` of their project."""
        for project in self.projects:
            owner = project.text("ObjectId")
            for node in project.all(tag):
                yield _named(node), owner
        for node in self.root.all(tag):
            yield _named(node), node.text("ProjectObjectId")

    def remark(self, notes: Notes) -> None:
        """Note the projects that are left out."""
        for project in self.external:
            for node in project.all("Activity"):
                notes.add(_OUTSIDE, f"{project.text('Id')} {node.text('Id')}")
        for node in self.strangers:
            notes.add(BASELINES, node.text("Id") or node.text("Name") or node.text("ObjectId"))


def _named(node: Node) -> Node:
    """Let findings call an object by what people call it."""
    node.subject = f"{node.tag} {node.text(_NAMES.get(node.tag, 'ObjectId'))}".rstrip()
    return node


def _external(project: Node) -> bool:
    return project.attributes.get("external", "").strip().lower() in ("true", "1")
