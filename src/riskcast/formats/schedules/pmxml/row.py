"""An XML element that answers to the column names of P6 tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from riskcast.formats.schedules.xer_tables import Row
from riskcast.formats.schedules.xml_tree import Node


@dataclass(slots=True)
class XmlRow(Row):
    """One object of the file; what is wrong with a cell is said at its element."""

    node: Node
    tags: Mapping[str, str]
    """Names of the child elements by column."""

    def text(self, column: str) -> str:
        """Return a cell; empty when the element or the column is missing."""
        index = self.columns.get(column)
        return "" if index is None else self.cells[index]

    def number(self, column: str) -> float | None:
        """Return a cell as a number, None when blank; an unreadable one is noted as an error."""
        return self.node.number(self.tags[column]) if self.text(column) else None

    def time(self, column: str) -> datetime | None:
        """Return a cell as a local time, None when blank; an unreadable one is noted as an error."""
        return self.node.time(self.tags[column]) if self.text(column) else None

    def fault(self, code: str, column: str, message: str, remedy: str = "") -> None:
        """Note an error at the element that stands for a column."""
        self.node.fault(code, self.tags.get(column, column), message, remedy)


def xml_row(node: Node, tags: Mapping[str, str], **given: str) -> XmlRow:
    """Return an element as a row; ``tags`` name the children by column, ``given`` cells replace what they say."""
    wanted = set(tags.values())
    texts: dict[str, str] = {}
    for child in node.children:
        if child.tag in wanted:
            texts.setdefault(child.tag, child.own)
    cells = [given.get(column, texts.get(tag, "")) for column, tag in tags.items()]
    columns = {column: n for n, column in enumerate(tags)}
    return XmlRow(node.subject, node.line, columns, cells, node.notes, node, tags)
