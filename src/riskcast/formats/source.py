"""Where each part of a program stands in its files: lines of text, cells of a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from riskcast.errors import Path


class Place(Protocol):
    """A stretch of a file that knows where its parts are."""

    def where(self, path: Path = ()) -> str:
        """Return the location of the part that ``path`` names, or of the whole when it is unknown."""


@dataclass(frozen=True, slots=True)
class WholePlace:
    """A table or section as a whole."""

    text: str

    def where(self, path: Path = ()) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class LinePlace:
    """A line of a text file."""

    file: str
    line: int

    def where(self, path: Path = ()) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class NodePlace:
    """A node of a YAML document and the places of its children."""

    file: str
    line: int
    children: Mapping[str | int, Place] = field(default_factory=dict)

    def where(self, path: Path = ()) -> str:
        child = self.children.get(path[0]) if path else None
        return f"{self.file}:{self.line}" if child is None else child.where(path[1:])


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A row of a worksheet: ``book.xlsx!tasks!C12``."""

    sheet: str
    """Workbook and sheet, ``book.xlsx!tasks``."""
    row: int
    columns: Mapping[str, str]
    """Letters of the columns by header name."""

    def where(self, path: Path = ()) -> str:
        name = str(path[0]) if path else ""
        dotted = ".".join(str(part) for part in path[:2]).replace("tags.", "tag.", 1)
        day = str(path[1]) if name == "week" and len(path) > 1 else ""
        wanted = (dotted, dotted.replace(".", "_"), day, name, _COLUMN_OF.get(name, ""))
        letters = next((self.columns[n] for n in wanted if n in self.columns), "A")
        return f"{self.sheet}!{letters}{self.row}"


_COLUMN_OF = {"estimate": "distribution"}
"""Fields of the model that stand in a column of another name."""


@dataclass(frozen=True, slots=True)
class PartPlace:
    """One part of another place, whatever is asked for."""

    base: Place
    part: Path

    def where(self, path: Path = ()) -> str:
        return self.base.where(self.part)


@dataclass(frozen=True, slots=True)
class SplitPlace:
    """A place some of whose parts stand elsewhere."""

    base: Place
    parts: Mapping[Path, Place]

    def where(self, path: Path = ()) -> str:
        for cut in range(len(path), 0, -1):
            if path[:cut] in self.parts:
                return self.parts[path[:cut]].where(path[cut:])
        return self.base.where(path)


class Source:
    """The places of a program, looked up by the path of a finding."""

    def __init__(self, root: Place) -> None:
        self._places: dict[Path, Place] = {(): root}

    def put(self, path: Path, place: Place) -> None:
        """Record where the part of the program at ``path`` stands."""
        self._places[path] = place

    def where(self, path: Path) -> str:
        """Return the location of the nearest recorded part that contains ``path``."""
        cut = next(n for n in range(len(path), -1, -1) if path[:n] in self._places)
        return self._places[path[:cut]].where(path[cut:])
