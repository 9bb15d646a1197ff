"""How a program wants to be reported: which sections, under which title, with which thresholds."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from riskcast.errors import did_you_mean
from riskcast.model.base import Entity, Id, Text
from riskcast.model.logo import checked_uri

SECTIONS: Final = (
    *("answer", "decisions", "mitigation", "changes"),
    *("finish", "cost", "joint", "dates", "schedule"),
    *("attribution", "layers", "risks", "shared", "drivers", "paths"),
    *("cash", "years", "profiles", "contingency", "cost-report", "capitalisation", "worth", "projects"),
    *("limits", "comparison", "assumptions", "method"),
)
"""Ids of all sections that a report can have, in the order of a report that chooses none."""

LEVELS: Final = range(5, 100, 5)
"""Percentiles that the table of dates can have."""
FEWEST_LEVELS: Final = 2
MOST_LEVELS: Final = 6

_LEVEL_TEXTS = {str(level): level for level in LEVELS}


def _level(value: Any) -> Any:
    level = _LEVEL_TEXTS.get(value.strip()) if isinstance(value, str) else value
    if level not in LEVELS:
        raise ValueError(f"{value!r} is no percentile of the table; use multiples of 5 from 5 to 95")
    return level


def _section(name: str) -> str:
    if name not in SECTIONS:
        hint = did_you_mean(name, SECTIONS) or f"known: {', '.join(SECTIONS)}"
        raise ValueError(f"unknown section {name!r}; {hint}")
    return name


def _ascending(levels: tuple[int, ...]) -> tuple[int, ...]:
    if not FEWEST_LEVELS <= len(levels) <= MOST_LEVELS:
        what = f"the table takes {FEWEST_LEVELS} to {MOST_LEVELS} levels, not {len(levels)}"
        raise ValueError(f"{what}; write for example [10, 50, 80, 90]")
    if tuple(sorted(set(levels))) != levels:
        raise ValueError(f"the levels do not ascend; write {sorted(set(levels))}")
    return levels


def _once(names: tuple[str, ...]) -> tuple[str, ...]:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise ValueError(f"{twice!r} stands twice; write it once")
    return names


Share = Annotated[float, Field(ge=0.0, le=1.0)]
Level = Annotated[int, BeforeValidator(_level)]
SectionId = Annotated[str, AfterValidator(_section)]
"""One of SECTIONS."""


class ReportSettings(Entity):
    """What a program says about its report; no number of a forecast depends on it."""

    title: Text = ""
    """Heading of the report; the name of the program when absent."""
    logo: Annotated[str, AfterValidator(lambda text: text and checked_uri(text))] = ""
    """Picture beside the heading as a ``data:`` URI; in files also the path of a PNG, JPEG, GIF, WebP or SVG file."""
    sections: Annotated[tuple[SectionId, ...], AfterValidator(_once)] = ()
    """Ids of sections in the order wanted; all of them when empty."""
    levels: Annotated[tuple[Level, ...], AfterValidator(_ascending)] = (10, 50, 80, 90)
    """Percentiles in the table of dates: two to six multiples of 5 from 5 to 95, ascending."""
    green: Share = 0.8
    """Chance (0-1) of a promise from which it is green."""
    amber: Annotated[Share, Field(validate_default=True)] = 0.5
    """Chance (0-1) from which it is amber; below it is red."""
    hysteresis: Share = 0.05
    """By how much (0-1) a chance must pass a threshold before a colour differs from that of the last review."""
    scenarios: Annotated[tuple[Id, ...], AfterValidator(_once)] = ()
    """Scenarios that a review offers as options unless others are named."""

    @field_validator("amber")
    @classmethod
    def _is_not_above_green(cls, amber: float, info: ValidationInfo) -> float:
        green = info.data.get("green")
        if green is not None and amber > green:
            raise ValueError(f"amber ({amber:.10g}) is above green ({green:.10g}); write the higher one as green")
        return amber
