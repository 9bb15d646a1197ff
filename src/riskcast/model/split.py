"""Pauses in the work on a task."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from riskcast.model.amount import Duration, parse_duration
from riskcast.model.base import Entity

_PAUSE = " pause "
_HINT = "write 2d pause 3d: after two days of work nothing is done for three working days"


class Split(Entity):
    """A pause inside a task: both lengths run on the task's working time."""

    after: Duration
    """Work done since the beginning of the task when the pause begins."""
    pause: Duration
    """Length of the pause."""

    def __str__(self) -> str:
        return f"{self.after}{_PAUSE}{self.pause}"


def parse_splits(text: str) -> tuple[Split, ...]:
    """Read ``2d pause 3d; 5d pause 1d``.

    Raises
    ------
    ValueError
        When a part is malformed or the pauses are not in order of the work done before them.
    """
    splits = []
    for part in filter(None, (part.strip() for part in text.split(";"))):
        after, word, pause = part.partition(_PAUSE)
        if not word:
            raise ValueError(f"{part!r} is not a pause; {_HINT}")
        splits.append(Split(after=parse_duration(after.strip()), pause=parse_duration(pause.strip())))
    return _ordered(tuple(splits))


def format_splits(splits: tuple[Split, ...]) -> str:
    """Return the notation that :func:`parse_splits` reads."""
    return "; ".join(map(str, splits))


def _ordered(splits: tuple[Split, ...]) -> tuple[Split, ...]:
    for split in splits:
        if split.after.value < 0.0 or split.pause.value <= 0.0:
            raise ValueError(f"the pause {str(split)!r} is not ahead in time; {_HINT}")
        if split.after.is_elapsed or split.pause.is_elapsed:
            raise ValueError(f"the pause {str(split)!r} has an elapsed length; write working time such as 3d")
    return splits


def _as_splits(value: Any) -> Any:
    if isinstance(value, str):
        return parse_splits(value)
    if value is None:
        return ()
    return _ordered(tuple(Split.model_validate(item) for item in value))


Splits = Annotated[
    tuple[Split, ...],
    BeforeValidator(_as_splits),
    PlainSerializer(format_splits, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["2d pause 3d; 5d pause 1d"]}),
]
"""Pauses in the order of the work done before them, as text ``2d pause 3d; 5d pause 1d``."""
