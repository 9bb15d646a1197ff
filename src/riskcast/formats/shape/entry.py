"""One row on its way to becoming an entity."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from riskcast.errors import Finding, Path, did_you_mean
from riskcast.formats.raw import Row, Value
from riskcast.formats.shape.report import Report
from riskcast.formats.source import Place
from riskcast.model.base import Entity
from riskcast.model.words import from_error, refused, shortened

T = TypeVar("T")
E = TypeVar("E", bound=Entity)


class Entry:
    """Takes the fields of one row and files complaints about them with their exact place."""

    def __init__(
        self, report: Report, section: str, index: int, data: Mapping[str, Value], place: Place, base: Path = ()
    ) -> None:
        self.report = report
        self.section = section
        self.index = index
        self.base = base
        """Steps from the entity of the row to the part that this entry is about."""
        self.data = {name: value for name, value in data.items() if value is not None}
        self.place = place
        self.label = str(self.data.get("id", ""))
        self.misspelt: set[str] = set()
        """Fields that stand here under a wrong name, so that they are not missing."""
        report.source.put(self.path(), place)

    @classmethod
    def of(cls, report: Report, section: str, index: int, row: Row) -> Entry:
        """Return the entry of a row of a section."""
        entry = cls(report, section, index, row.data, row.place)
        if row.flawed:
            entry.mark("?")
        return entry

    @property
    def flawed(self) -> bool:
        """True when some cell of the row could not be read, so that an absent field means nothing."""
        return "?" in self.report.bad.get((self.section, self.index), ())

    def path(self, *steps: str | int) -> Path:
        """Return the path of a part of this entity inside the program."""
        return (self.section, self.index, *self.base, *steps) if self.section else steps

    def mark(self, field: str) -> None:
        """Remember that a field is bad, so that echoes of it are not reported."""
        self.report.bad.setdefault((self.section, self.index), set()).add(field)

    def complain(
        self, code: str, message: str, remedy: str = "", *steps: str | int, place: Place | None = None
    ) -> None:
        """File an error about the part of this entity that ``steps`` lead to; ``place`` when it stands elsewhere."""
        self.mark(str((*self.base, *steps, "?")[0]))
        parts = (self.section, self.label, *self.base, *steps)
        subject = ".".join(str(part) for part in parts if part != "")
        where = (place or self.place).where(steps)
        self.report.findings.append(Finding(code, message, remedy, "error", self.path(*steps), subject, where))

    def known_fields(self, known: Iterable[str], extra: Mapping[str, str] | None = None) -> None:
        """Complain about every field that is not known, and drop it; ``extra`` maps a field to its remedy."""
        names = list(known)
        for name in [name for name in self.data if name not in names]:
            hint = did_you_mean(name, names)
            self.misspelt.update(meant for meant in names if hint == f"did you mean {meant!r}?")
            self.complain("RC010", f"unknown field {name!r}", (extra or {}).get(name) or hint or "delete it", name)
            del self.data[name]

    def text(self, field: str) -> str | None:
        """Return a field that must be a single text, or None when it is absent or not one."""
        value = self.data.get(field)
        if value is None or isinstance(value, str):
            return value
        kind = "a list" if isinstance(value, list) else "a mapping"
        self.complain("RC013", f"{kind} stands where a single value is expected", "write one value", field)
        return None

    def lowered(self, field: str, known: Iterable[str]) -> None:
        """Write a field in lower case when that is one of the ``known`` words."""
        value = self.data.get(field)
        if isinstance(value, str) and value.strip().lower() in [str(word) for word in known]:
            self.data[field] = value.strip().lower()

    def parsed(self, field: str, parse: Callable[[str], T]) -> T | None:
        """Return a text field after parsing, or None after a complaint; empty text counts as absent."""
        text = self.text(field)
        return self.attempt(text, parse, field) if text else None

    def attempt(self, text: str, parse: Callable[[str], T], *steps: str | int) -> T | None:
        """Return ``parse(text)``, or None after a complaint about the part that ``steps`` lead to."""
        try:
            return parse(text)
        except ValueError as error:
            self.complain(*from_error(error, text), *steps)
            return None

    def names(self, field: str) -> list[str]:
        """Return a list of ids, written as a list or as text with semicolons."""
        value = self.data.get(field)
        parts: list[Value] = []
        if isinstance(value, str):
            parts = list(value.split(";"))
        elif isinstance(value, list):
            parts = value
        elif value is not None:
            self.complain("RC013", "a mapping stands where a list of ids is expected", "write [A, B]", field)
        names = [part.strip() if isinstance(part, str) else "" for part in parts]
        for n, part in enumerate(parts):
            if not isinstance(part, str):
                self.complain("RC013", "a list of ids holds something that is not text", "write [A, B]", field, n)
            elif "," in part:
                remedy = "separate with semicolons: " + "; ".join(filter(None, (p.strip() for p in part.split(","))))
                self.complain("RC012", f"{shortened(part.strip())!r} is not an id", remedy, field)
                names[n] = ""
        return list(filter(None, names))

    def mapping(self, field: str, example: str) -> dict[str, Value]:
        """Return a field that must be a mapping; empty when it is absent or not one."""
        value = self.data.get(field)
        if value is None or isinstance(value, dict):
            return value or {}
        self.complain("RC013", f"{field!r} must be a mapping", f"write {example}", field)
        return {}

    def build(
        self, kind: type[E], values: Mapping[str, Any], fallback: Mapping[str, Any], *base: str | int
    ) -> E | None:
        """Return the entity; complain about refused fields and make do with ``fallback`` or without them.

        ``None`` only when not even that gives an entity.
        """
        try:
            return kind.model_validate(dict(values))
        except ValidationError as error:
            bad = set()
            for item in error.errors(include_url=False):
                bad.add(str(item["loc"][0]) if item["loc"] else "")
                if item["type"] == "missing" and item["loc"][0] in self.misspelt:
                    continue
                self.complain(*refused(item), *base, *item["loc"])
        usable = {name: value for name, value in values.items() if name not in bad}
        try:
            return kind.model_validate({**fallback, **usable})
        except ValidationError:
            return None
