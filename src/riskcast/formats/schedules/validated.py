"""Entities from values that were read; what a field refuses becomes an error at its place in the file."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError

from riskcast.formats.schedules.notes import Notes
from riskcast.model.base import Entity

E = TypeVar("E", bound=Entity)


def validated(entity: type[E], notes: Notes, line: int, subject: str, /, **fields: Any) -> E | None:
    """Return the entity, or None after noting every field that was refused (RC053)."""
    try:
        return entity(**fields)
    except ValidationError as error:
        for item in error.errors():
            place = ".".join([subject, *(str(part) for part in item["loc"])])
            message = item["msg"].removeprefix("Value error, ")
            notes.error("RC053", message, line=line, subject=place)
        return None
