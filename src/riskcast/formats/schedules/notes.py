"""What a schedule reader has to say: errors one by one, everything not carried grouped with its count."""

from __future__ import annotations

from dataclasses import dataclass

from riskcast.errors import Finding, InvalidInput, Level

SHOWN = 10
"""How many items a grouped remark names before it says how many more there are."""

LONGEST = 1500
"""Characters of one message at most: damaged files have values of any length."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that can be remarked about many items; each combination appears once in the findings."""

    code: str
    level: Level
    one: str
    """The sentence for a single item, such as ``1 task is split``."""
    many: str
    """The sentence for several, with ``{n}`` for their number."""
    remedy: str = ""


class Notes:
    """Collects findings about one file; nothing is raised before everything has been read.

    Without ``lines``, places are the file alone, because the lines that are read are not those of the file.
    """

    def __init__(self, file: str, *, lines: bool = True) -> None:
        self.file = file
        self._lines = lines
        self._errors: list[Finding] = []
        self._remarks: list[Finding] = []
        self._groups: dict[Topic, list[str]] = {}

    def where(self, line: int) -> str:
        """Return the place of a line of the file; line 0 is the file as a whole."""
        return f"{self.file}:{line}" if line and self._lines else self.file

    def error(self, code: str, message: str, *, line: int = 0, subject: str = "", remedy: str = "") -> None:
        """Note something that makes the file unusable, with the line where it stands."""
        self._errors.append(Finding(code, _cut(message, LONGEST), remedy, subject=subject, where=self.where(line)))

    def remark(self, code: str, level: Level, message: str, remedy: str = "", *, subject: str = "") -> None:
        """Note a warning or an information about the file as a whole or one part of it."""
        self._remarks.append(Finding(code, message, remedy, level, subject=subject, where=self.file))

    def add(self, topic: Topic, item: str) -> None:
        """Note one more item of a topic."""
        self._groups.setdefault(topic, []).append(_cut(item, LONGEST // SHOWN))

    def findings(self) -> tuple[Finding, ...]:
        """Return everything noted so far: errors, then remarks, then the groups in order of appearance."""
        groups = (self._grouped(topic, items) for topic, items in self._groups.items())
        return (*self._errors, *self._remarks, *groups)

    def raise_errors(self) -> None:
        """Raise :class:`InvalidInput` with all findings when there is at least one error."""
        if self._errors:
            raise InvalidInput(self.findings())

    def _grouped(self, topic: Topic, items: list[str]) -> Finding:
        sentence = topic.one if len(items) == 1 else topic.many.format(n=len(items))
        listed = ", ".join(items[:SHOWN])
        if len(items) > SHOWN:
            listed += f", ... and {len(items) - SHOWN} more"
        message = f"{sentence}: {listed}" if listed else sentence
        return Finding(topic.code, message, topic.remedy, topic.level, where=self.file)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest // 2]} ... {text[-longest // 4 :]}"
