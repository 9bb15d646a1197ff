"""A light XML tree with line numbers; document type declarations are refused before anything is expanded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from xml.parsers import expat

from riskcast.errors import FileProblem
from riskcast.formats.schedules.notes import Notes, Topic
from riskcast.formats.schedules.values import has_zone, parse_number, parse_period, parse_time

_DEEPEST = 100
_ZONES = Topic(
    "RC052",
    "warning",
    "1 time carries a time zone, which is ignored",
    "{n} times carry a time zone, which is ignored",
    "times are taken as local to the project",
)


_NONE: Mapping[str, str] = MappingProxyType({})


class Node:
    """One element: local name, attributes, text, children and the line where it starts."""

    __slots__ = ("_first", "attributes", "children", "content", "line", "notes", "subject", "tag")

    def __init__(self, tag: str, line: int, notes: Notes, attributes: Mapping[str, str] = _NONE) -> None:
        self.tag = tag
        self.line = line
        self.notes = notes
        self.attributes = attributes
        self.children: Sequence[Node] = ()
        self.content: str | list[str] = ""
        """Text, in parts when elements stand between them; blanks alone do not count."""
        self.subject = tag
        """How findings call this element, such as ``Task 12``."""
        self._first: Mapping[str, Node] | None = None

    def child(self, tag: str) -> Node | None:
        """Return the first child of this name."""
        if self._first is None:
            self._first = {node.tag: node for node in reversed(self.children)} if self.children else {}
        return self._first.get(tag)

    def all(self, *path: str) -> Iterator[Node]:
        """Yield the descendants along a path of names: ``all("Tasks", "Task")``."""
        for node in self.children:
            if node.tag == path[0]:
                if len(path) == 1:
                    yield node
                else:
                    yield from node.all(*path[1:])

    @property
    def own(self) -> str:
        """The element's own text without surrounding blanks."""
        content = self.content
        return content.strip() if isinstance(content, str) else "".join(content).strip()

    def text(self, tag: str) -> str:
        """Return the text of a child; empty when it is missing."""
        node = self.child(tag)
        return "" if node is None else node.own

    def flag(self, tag: str) -> bool:
        """Return True when a child says 1 or true."""
        return self.text(tag).lower() in ("1", "true")

    def number(self, tag: str) -> float | None:
        """Return a child as a number, None when blank; an unreadable one is noted as an error."""
        try:
            return parse_number(text) if (text := self.text(tag)) else None
        except ValueError as error:
            self.fault("RC051", tag, str(error))
            return None

    def integer(self, tag: str) -> int | None:
        """Return a child as a whole number, None when blank; anything else is noted as an error."""
        value = self.number(tag)
        if value is not None and value != int(value):
            self.fault("RC051", tag, f"{self.text(tag)!r} is not a whole number")
            return None
        return None if value is None else int(value)

    def period(self, tag: str) -> float | None:
        """Return a child that is an ISO duration as minutes, None when blank."""
        try:
            return parse_period(text) if (text := self.text(tag)) else None
        except ValueError as error:
            self.fault("RC051", tag, str(error))
            return None

    def time(self, tag: str) -> datetime | None:
        """Return a child as a local time, None when blank; an unreadable one is noted as an error."""
        text = self.text(tag)
        if not text:
            return None
        if has_zone(text):
            self.notes.add(_ZONES, f"{self.subject} {tag}")
        try:
            return parse_time(text)
        except ValueError as error:
            self.fault("RC052", tag, str(error))
            return None

    def fault(self, code: str, tag: str, message: str, remedy: str = "") -> None:
        """Note an error at a child."""
        node = self.child(tag) or self
        self.notes.error(code, message, line=node.line, subject=f"{self.subject}.{tag}", remedy=remedy)


def parse_xml(data: bytes, notes: Notes) -> tuple[Node, str]:
    """Return the root element and its namespace.

    Raises
    ------
    FileProblem
        When the file is not well-formed, breaks off, nests absurdly deep, or has a document type declaration.
    """
    builder = _Builder(notes)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        what = expat.ErrorString(error.code) or "unreadable"
        raise FileProblem(f"{notes.file}:{error.lineno}: not well-formed XML: {what}; export it again") from None
    except (LookupError, ValueError) as error:
        raise FileProblem(f"{notes.file}: the XML cannot be decoded: {error}") from None
    return builder.result()


class _Builder:
    """The callbacks of one parse."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.open: list[Node] = []
        self.text: list[str] = []
        self.tags: dict[str, str] = {}
        self.root: Node | None = None
        self.namespace = ""
        self.parser = expat.ParserCreate(namespace_separator="\n")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.text.append

    def result(self) -> tuple[Node, str]:
        if self.root is None:
            raise FileProblem(f"{self.notes.file}: the XML has no content")
        return self.root, self.namespace

    def _doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        raise FileProblem(
            f"{self.notes.file}:{self.parser.CurrentLineNumber}: the XML has a document type declaration (DOCTYPE), "
            "which no scheduling tool writes and which can do harm; it is not read"
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        node = Node(self._tag(name), self.parser.CurrentLineNumber, self.notes, attributes or _NONE)
        if self.text:
            self._keep_text()
        if self.open:
            parent = self.open[-1]
            if isinstance(parent.children, list):
                parent.children.append(node)
            else:
                parent.children = [node]
        else:
            self.root, self.namespace = node, name.rpartition("\n")[0]
        self.open.append(node)
        if len(self.open) > _DEEPEST:
            raise FileProblem(f"{self.notes.file}:{node.line}: elements nest deeper than {_DEEPEST}")

    def _end(self, name: str) -> None:
        if self.text:
            self._keep_text()
        self.open.pop()

    def _tag(self, name: str) -> str:
        """Return the name without its namespace; one string for all elements of a name."""
        tag = self.tags.get(name)
        if tag is None:
            tag = self.tags[name] = name.rpartition("\n")[2]
        return tag

    def _keep_text(self) -> None:
        """Give the text since the last tag to the element that is open."""
        text = self.text[0] if len(self.text) == 1 else "".join(self.text)
        self.text.clear()
        node = self.open[-1]
        if text.isspace():
            return
        if isinstance(node.content, list):
            node.content.append(text)
        else:
            node.content = [node.content, text] if node.content else text
