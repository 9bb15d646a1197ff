"""Reads a report the way a browser without scripts does."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from riskcast.report.block import unpacked


@dataclass
class Page(HTMLParser):
    """Elements, attributes and text of a page."""

    source: str
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    """Caption to rows of cell texts, without the header row."""
    texts: list[str] = field(default_factory=list)
    blocks: dict[str, str] = field(default_factory=dict)
    """Content of each script element with an id."""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[str] = []
        self._caption = ""
        self._script = ""
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)
        if tag == "caption":
            self._caption = ""
        elif tag == "tr" and "tbody" in self._open:
            self.tables[self._caption].append([])
        elif tag in ("td", "th") and "tbody" in self._open:
            self.tables[self._caption][-1].append("")
        elif tag == "script":
            self._script = dict(attrs).get("id") or ""

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag == "caption":
            self.tables.setdefault(self._caption, [])

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside == "script":
            self.blocks[self._script] = self.blocks.get(self._script, "") + data
        elif inside != "style":
            self.texts.append(data)
        if "caption" in self._open:
            self._caption += data
        elif "tbody" in self._open:
            self.tables[self._caption][-1][-1] += data

    @property
    def text(self) -> str:
        """All visible text."""
        return "".join(self.texts)

    @property
    def charts(self) -> dict[str, Any]:
        """The figures by element id."""
        charts: dict[str, Any] = self.data["charts"]
        return charts

    @property
    def data(self) -> dict[str, Any]:
        """What the page's script works with."""
        found: dict[str, Any] = unpacked(self.blocks["data"])
        return found

    def values(self, attribute: str) -> list[str]:
        """Return all values of an attribute."""
        return [value for _, attributes in self.tags if (value := attributes.get(attribute)) is not None]
