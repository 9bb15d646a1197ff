"""One thing that is not in the numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Limit:
    """What a forecast does not know or does not count."""

    kind: str
    """Stable word such as ``certain-tasks``."""
    text: str
    """One sentence with its figures."""
    count: int
    """How many it is about; 0 for what cannot be counted."""
    names: tuple[str, ...] = ()
    """All ids of what it is about."""

    def to_frame(self) -> pd.DataFrame:
        """Return one row."""
        import pandas as pd

        row = {"kind": self.kind, "text": self.text, "count": self.count, "names": "; ".join(self.names)}
        return pd.DataFrame([row])


def of_names(kind: str, text: str, names: Iterable[str]) -> Limit:
    """Return a limit about what has ids."""
    found = tuple(names)
    return Limit(kind, text, len(found), found)


def counted(names: Collection[object] | int, one: str, many: str = "") -> str:
    """Return ``1 risk``, ``3 risks``; ``many`` is one with an s when empty."""
    number = names if isinstance(names, int) else len(names)
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def of_all(part: Collection[object], whole: int, one: str, many: str = "") -> str:
    """Return ``3 of 12 tasks``, and ``the only task`` or ``all 12 tasks`` where there are no others."""
    plural = many or one + "s"
    if len(part) == whole:
        return f"The only {one}" if whole == 1 else f"All {whole:,} {plural}"
    return f"{len(part):,} of {whole:,} {plural}"


def verb(names: Collection[object] | int, one: str, many: str) -> str:
    """Return the form of a verb (or more) that goes with so many."""
    return one if (names if isinstance(names, int) else len(names)) == 1 else many
