"""Resources of Microsoft Project."""

from __future__ import annotations

from collections.abc import Mapping

from riskcast.formats.schedules.ids import clean_id
from riskcast.formats.schedules.validated import validated
from riskcast.formats.schedules.xml_tree import Node
from riskcast.model.resource import Resource, ResourceKind

_KINDS = {0: ResourceKind.MATERIAL, 1: ResourceKind.WORK, 2: ResourceKind.COST}


def read_resources(root: Node, calendars: Mapping[str, object]) -> dict[str, Resource]:
    """Return the resources by UID; blank rows and the resource without a name that stands for none are left out."""
    found: dict[str, Resource] = {}
    for node in root.all("Resources", "Resource"):
        uid = node.text("UID")
        node.subject = f"Resource {uid}"
        if node.flag("IsNull") or not uid or (uid == "0" and not node.text("Name")):
            continue
        calendar = clean_id(node.text("CalendarUID"))
        kind = _KINDS.get(1 if (code := node.integer("Type")) is None else code, ResourceKind.WORK)
        if node.flag("IsCostResource"):
            kind = ResourceKind.COST
        resource = validated(
            Resource,
            node.notes,
            node.line,
            node.subject,
            id=clean_id(uid),
            name=node.text("Name"),
            kind=kind,
            calendar=calendar if calendar in calendars and kind is ResourceKind.WORK else None,
        )
        if resource is not None:
            found[uid] = resource
    return found
