"""YAML to plain text values with line numbers: no types are guessed, nothing is expanded.

Built from the parser's events, so that a file cannot make the reader recurse or blow up: ``NO``, ``1:30`` and
``010`` stay text, and anchors, aliases, merge keys and tags are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from riskcast.errors import Finding, InvalidInput
from riskcast.formats.raw import Value
from riskcast.formats.source import NodePlace, Place

_DEEPEST = 40
_NULL = ("", "~", "null", "Null", "NULL")
_PLAIN_ONLY = "write the value out in full"


def parse_yaml(text: str, name: str, findings: list[Finding]) -> tuple[Value, NodePlace]:
    """Return the document as text values and their places; doubled keys go to ``findings``, the first one counts.

    Raises
    ------
    InvalidInput
        When the text is not one YAML document, is nested too deeply, or uses anchors, aliases or tags.
    """
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(name, yaml.parse(text, Loader=loader))
    try:
        value, place = builder.document()
    except yaml.YAMLError as error:
        builder.refused.append(_syntax(error, text, name))
    if builder.refused:
        raise InvalidInput([*builder.refused, *builder.doubled])
    findings.extend(builder.doubled)
    return value, place


class _Builder:
    """Turns the stream of events into values."""

    def __init__(self, name: str, events: Iterator[Any]) -> None:
        self.name = name
        self.events = events
        self.refused: list[Finding] = []
        self.doubled: list[Finding] = []

    def document(self) -> tuple[Value, NodePlace]:
        """Return the only document; an empty file is nothing."""
        kinds = ("StreamStartEvent", "DocumentStartEvent")
        event = next(self.events)
        while type(event).__name__ in kinds:
            event = next(self.events)
        if type(event).__name__ == "StreamEndEvent":
            return None, NodePlace(self.name, 1)
        result = self.node(event, 0)
        for later in self.events:
            if type(later).__name__ == "DocumentStartEvent":
                self._refuse("RC002", "the file holds more than one document", "keep one, without --- lines", later)
                break
        return result

    def node(self, event: Any, depth: int) -> tuple[Value, NodePlace]:
        """Return the value that starts with ``event``."""
        kind = type(event).__name__
        line = event.start_mark.line + 1
        if kind == "AliasEvent":
            self._refuse("RC004", f"the alias *{event.anchor} is not supported", _PLAIN_ONLY, event)
            return None, NodePlace(self.name, line)
        if event.anchor:
            self._refuse("RC004", f"the anchor &{event.anchor} is not supported", _PLAIN_ONLY, event)
        if event.tag and event.tag != "!":
            self._refuse("RC004", f"the tag {event.tag} is not supported", "leave it out", event)
        if depth > _DEEPEST:
            self._refuse("RC002", "the file is nested too deeply", "no program needs this; check the brackets", event)
            raise InvalidInput(self.refused)
        if kind == "ScalarEvent":
            empty = not event.style and event.value in _NULL
            return None if empty else event.value, NodePlace(self.name, line)
        return self._sequence(line, depth) if kind == "SequenceStartEvent" else self._mapping(line, depth)

    def _sequence(self, line: int, depth: int) -> tuple[Value, NodePlace]:
        values: list[Value] = []
        places: dict[str | int, Place] = {}
        while type(event := next(self.events)).__name__ != "SequenceEndEvent":
            value, places[len(values)] = self.node(event, depth + 1)
            values.append(value)
        return values, NodePlace(self.name, line, places)

    def _mapping(self, line: int, depth: int) -> tuple[Value, NodePlace]:
        values: dict[str, Value] = {}
        places: dict[str | int, Place] = {}
        while type(event := next(self.events)).__name__ != "MappingEndEvent":
            key, at = self.node(event, depth + 1)
            value, place = self.node(next(self.events), depth + 1)
            name = self._key(key, event)
            if name in values:
                text = f"{name!r} stands twice, first in line {places[name].where().rpartition(':')[2]}"
                self.doubled.append(Finding("RC003", text, "keep one of them", subject=name, where=at.where()))
            elif name is not None:
                values[name] = value
                # A key without a value, or with a block below it, stands where its name is.
                places[name] = NodePlace(self.name, at.line, place.children)
        return values, NodePlace(self.name, line, places)

    def _key(self, key: Value, event: Any) -> str | None:
        if key == "<<":
            self._refuse("RC004", "the merge key << is not supported", _PLAIN_ONLY, event)
            return None
        if not isinstance(key, str):
            self._refuse("RC002", "the name in front of a colon must be text", "put it in quotes", event)
            return None
        return key

    def _refuse(self, code: str, message: str, remedy: str, event: Any) -> None:
        where = f"{self.name}:{event.start_mark.line + 1}"
        self.refused.append(Finding(code, message, remedy, where=where))


_HELP = (
    ("mapping values are not allowed", "a colon too many, or wrong indentation: put texts with a colon in quotes"),
    ("cannot start any token", "indent with blanks, not tabs, and put texts that start with % @ or ` in quotes"),
    ("could not find expected ':'", "a colon is missing after a name"),
    ("unexpected end of stream", "a quote or bracket is opened and never closed"),
    ("did not find expected", "check the brackets, commas and the indentation here and in the lines above"),
    ("expected", "check the brackets, commas and the indentation here and in the lines above"),
)


def _syntax(error: Exception, text: str, name: str) -> Finding:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None)
    if mark is None:
        position = getattr(error, "position", 0)
        line = text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
        return Finding("RC002", "a control character is not text", "delete it", where=f"{name}:{line}")
    line = min(mark.line + 1, max(len(text.splitlines()), 1))
    remedy = next((help_ for part, help_ in _HELP if part in str(problem)), "check the indentation and the quotes")
    return Finding("RC002", f"this is not YAML: {problem}", remedy, where=f"{name}:{line}")
