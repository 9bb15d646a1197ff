"""The nested text in which P6 keeps a calendar: ``(0||Name(attributes)(children))``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r"\(\s*\d+\s*\|\|([^()]*)\(([^()]*)\)\s*\(|\)")


@dataclass(slots=True)
class Item:
    """One bracket: its name, its attributes and the brackets inside."""

    name: str
    attributes: dict[str, str]
    children: list[Item] = field(default_factory=list)

    def find(self, name: str) -> Item | None:
        """Return the first child of this name."""
        return next((item for item in self.children if item.name == name), None)


def parse_blob(text: str) -> Item:
    """Read the text of ``CALENDAR.clndr_data``.

    Raises
    ------
    ValueError
        When brackets are missing or something else stands between them.
    """
    clean = "".join(c if c.isprintable() else " " for c in text)
    root = Item("", {})
    stack: list[tuple[Item, int]] = [(root, 0)]
    position = 0
    while position < len(clean):
        if clean[position] == " ":
            position += 1
            continue
        match = _TOKEN.match(clean, position)
        if match is None:
            raise ValueError(f"unexpected {clean[position : position + 20]!r}")
        position = match.end()
        _take(match, stack)
    if len(stack) != 1 or not root.children:
        raise ValueError("it breaks off")
    return root.children[0]


def _take(match: re.Match[str], stack: list[tuple[Item, int]]) -> None:
    """Open a bracket, or close the children list and then the bracket itself."""
    if match[1] is not None:
        item = Item(match[1].strip(), _attributes(match[2]))
        stack[-1][0].children.append(item)
        stack.append((item, 2))
        return
    item, left = stack.pop()
    if left == 0:
        raise ValueError("a bracket too many is closed")
    if left > 1:
        stack.append((item, left - 1))


def _attributes(text: str) -> dict[str, str]:
    parts = [part.strip() for part in text.split("|")]
    return dict(zip(parts[::2], parts[1::2], strict=False))
