"""Our own markup as a tree, for writing the same words in another form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})


@dataclass(frozen=True)
class Node:
    """An element with its attributes and what is inside: elements and plain text."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The words of its class attribute."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def nodes(self, *tags: str) -> Iterator[Node]:
        """Yield the child elements of these tags, or all without a tag."""
        return (child for child in self.children if isinstance(child, Node) and (not tags or child.tag in tags))

    def find(self, *tags: str) -> Iterator[Node]:
        """Yield the elements of these tags at any depth, in the order of the text."""
        for child in self.nodes():
            if child.tag in tags:
                yield child
            yield from child.find(*tags)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Node("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {key: value or "" for key, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in (node.tag for node in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_tree(markup: str) -> Node:
    """Return markup as the children of a nameless node; character references are read."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.open[0]
